"""What waits for one reader today: work by legal deadline, what came in, and where the election stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wasit.cases.models import Case, Deadline
from wasit.cases.queries import URGENCIES, DueWork, Urgency, due_work
from wasit.monitoring.queries import new_hit_counts, queue, unfinished
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of
from wasit.rulebook import Calendar, Election, Stage, citation, clock, election_on, workflow
from wasit.text import Words

_SHOWN_STAGES = ("penetapan", "kampanye", "masa-tenang", "pemungutan")

GROUP_WORDS: Mapping[Urgency, Words] = {
    "late": Words(id="Lewat tenggat", en="Past the deadline"),
    "today": Words(id="Hari ini", en="Today"),
    "until_monday": Words(id="Sampai Senin depan", en="Until next Monday"),
    "later": Words(id="Nanti", en="Later"),
}


WAITING_WORDS: Mapping[str, Words] = {
    "reporter": Words(id="menunggu pelapor", en="waiting for the reporter"),
    "agency": Words(id="menunggu instansi", en="waiting for the agency"),
}


@dataclass(frozen=True)
class Line:
    """One piece of work with the article of its clock and, where somebody else has the ball, who that is."""

    case: Case
    deadline: Deadline | None
    duty: Words | None
    basis: Words | None
    waiting: Words | str


@dataclass(frozen=True)
class Group:
    """Work of one urgency, the nearest deadline first."""

    urgency: Urgency
    words: Words
    work: Sequence[Line]


@dataclass(frozen=True)
class Desk:
    """The work of one reader; `late` and `today` count it."""

    groups: Sequence[Group]
    late: int
    today: int

    @property
    def empty(self) -> bool:
        """Tell whether nothing waits at all."""
        return not self.groups


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


def own_reach(officer: Officer, permission: str, now: datetime) -> Reach:
    """Return where the reader holds `permission`; a page that shows several rooms asks for each."""
    return reach_of(officer, ROLES_BY_PERMISSION[permission], now)


def desk(reach: Reach, now: datetime) -> Desk:
    """Return the reader's work in groups of urgency."""
    work = due_work(reach, now)
    groups = [Group(name, GROUP_WORDS[name], [_line(one) for one in work if one.urgency == name]) for name in URGENCIES]
    counted = {group.urgency: len(group.work) for group in groups}
    return Desk([group for group in groups if group.work], counted["late"], counted["today"])


def _line(work: DueWork) -> Line:
    basis = citation(work.deadline.basis) if work.deadline and work.deadline.basis else None
    awaiting = workflow(work.case.regime).state(work.case.state).awaiting
    return Line(work.case, work.deadline, work.duty, basis, WAITING_WORDS.get(awaiting, ""))


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
