"""What waits for one reader today: work by legal deadline, what came in, and where the election stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wasit.cases.queries import URGENCIES, Urgency
from wasit.insights.sources import has_work, work_of
from wasit.insights.work import Work, nearest, own_reach
from wasit.monitoring.queries import new_hit_counts, queue, unfinished
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.rulebook import Calendar, Election, Stage, clock, election_on
from wasit.text import Words

_SHOWN_STAGES = ("penetapan", "kampanye", "masa-tenang", "pemungutan")

GROUP_WORDS: Mapping[Urgency, Words] = {
    "late": Words(id="Lewat tenggat", en="Past the deadline"),
    "today": Words(id="Hari ini", en="Today"),
    "until_monday": Words(id="Sampai Senin depan", en="Until next Monday"),
    "later": Words(id="Nanti", en="Later"),
}


@dataclass(frozen=True)
class Group:
    """Work of one urgency, the nearest deadline first."""

    urgency: Urgency
    words: Words
    work: Sequence[Work]


@dataclass(frozen=True)
class Desk:
    """The work of one reader; `late` and `today` count what is shown, `own` and `office` what could be."""

    groups: Sequence[Group]
    only_own: bool
    own: int
    office: int

    @property
    def empty(self) -> bool:
        """Tell whether nothing of what was asked for waits."""
        return not self.groups

    @property
    def late(self) -> int:
        """How much of what is shown is past its deadline."""
        return self._count("late")

    @property
    def today(self) -> int:
        """How much of what is shown is due today."""
        return self._count("today")

    @property
    def divided(self) -> bool:
        """Tell whether one's own work and the office's differ, so that choosing makes sense."""
        return self.only_own or 0 < self.own < self.office

    def _count(self, urgency: Urgency) -> int:
        return sum(len(group.work) for group in self.groups if group.urgency == urgency)


@dataclass(frozen=True)
class Arrivals:
    """What came in and waits for a decision."""

    hits: int
    strong: int
    since_yesterday: int
    deliveries: int


@dataclass(frozen=True)
class Countdown:
    """The stages around `today` and the days to polling; `after` tells on which side of determination we are."""

    election: Election
    days: int
    stages: Sequence[tuple[Stage, str]]
    after: bool


@dataclass(frozen=True)
class Intake:
    """The intake desk today; `hours` is None where none are set for the day, `special` tells when it never closes."""

    hours: str | None
    always: bool
    special: Words


def desk(officer: Officer, now: datetime, *, only_own: bool = False) -> Desk | None:
    """Return the reader's work in groups of urgency, each matter once; None for roles that no duty concerns."""
    if not has_work(officer, now):
        return None
    everything = nearest(work_of(officer, now))
    own = [one for one in everything if one.is_of(officer)]
    shown = own if only_own else everything
    groups = [Group(name, GROUP_WORDS[name], [one for one in shown if one.urgency == name]) for name in URGENCIES]
    return Desk([group for group in groups if group.work], only_own, len(own), len(everything))


def arrivals(reach: Reach, now: datetime, zone: str) -> Arrivals:
    """Return what waits in monitoring, and how much of it came in since yesterday morning."""
    local = now.astimezone(ZoneInfo(zone))
    since = datetime.combine(local.date() - timedelta(days=1), time(), ZoneInfo(zone))
    counts = new_hit_counts(reach, now)
    return Arrivals(
        hits=counts["new"],
        strong=counts["strong"],
        since_yesterday=queue(reach, now).filter(found_at__gte=since).count(),
        deliveries=unfinished(reach).count(),
    )


def countdown(today: date) -> Countdown | None:
    """Return the election under way on `today`, None between elections."""
    election = election_on(today)
    if election is None or election.polling_day is None:
        return None
    shown = [stage for stage in election.stages if stage.id in _SHOWN_STAGES and stage.start and stage.end]
    return Countdown(
        election=election,
        days=(election.polling_day - today).days,
        stages=[(stage, _state(stage, today)) for stage in shown],
        after=str(election.phase_on(today)) == "after_determination",
    )


def _state(stage: Stage, today: date) -> str:
    if stage.covers(today):
        return "now"
    return "done" if stage.end is not None and stage.end < today else ""


def intake(election: Election, today: date) -> Intake | None:
    """Return when the intake desk is open today: in some stages always, else at the hours that working days have."""
    rule = clock(f"{election.regime}-jam-terima").hours
    if rule is None:
        return None
    day_off = Calendar.official().day_off(today) is not None
    return Intake(
        hours=None if day_off else rule.on(today.weekday()),
        always=any(stage.covers(today) for stage in election.stages if stage.id in rule.always_open),
        special=rule.special,
    )


__all__ = ["Arrivals", "Countdown", "Desk", "Group", "Intake", "arrivals", "countdown", "desk", "intake", "own_reach"]
