"""Conditions of the moves of a recommendation; the words of a refusal stand in the workflow `hand_off`.

What an ethics council needs is known from one source only and stands here with words of its own.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from wasit.forwarding.models import Contest, Decision, Recommendation, Summons, TeamMember
from wasit.forwarding.queries import is_blocked
from wasit.forwarding.sanctions import DISMISSALS, FULL_TEAM_LEVELS, only_ethics
from wasit.proceedings import deadlines
from wasit.rulebook import Calendar, Move, Reckoning, clock, heads_receiver, reckon
from wasit.text import Words

Guard = Callable[[Recommendation, Move, datetime], bool]

# Which waiting time must have passed before a rung of the ladder may be taken.
RUNGS: Mapping[str, str] = {
    "letter_1": "surat-tanya-1",
    "letter_2": "surat-tanya-2",
    "letter_3": "surat-tanya-3",
    "bkn_package": "paket-bkn",
}
FOLLOW_UP_CLOCKS = ("ppk-tindak-lanjut", "konfirmasi-penerusan")
Element = TeamMember.Element
ALL_ELEMENTS = frozenset({str(Element.SUPERIOR), str(Element.OVERSIGHT), str(Element.PERSONNEL)})


def last_decision(recommendation: Recommendation) -> Decision | None:
    """Return the decision that counts, None while there is none."""
    return recommendation.decisions.order_by("-pk").first()


def weight_of(decision: Decision | None) -> str:
    """Return the class of a decision, which decides between objection and appeal."""
    return "dismissal" if decision is not None and decision.sanction_id in DISMISSALS else "penalty"


def earliest_examination(received_at: datetime, zone: str) -> Reckoning:
    """Return the first working day on which an examination may be held after a summons was received at `received_at`.

    The reckoning is that of the limit counted back from this day; its `start` lies on the day itself.
    """
    calendar = Calendar.official()
    day = received_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=7)
    while True:
        answer = reckon("panggilan-1", datetime.combine(day, time(8), ZoneInfo(zone)), zone)
        if calendar.day_off(day) is None and deadlines.in_time(answer.due, received_at):
            return answer
        day += timedelta(days=1)


def _limit(clock_id: str, start: datetime, zone: str) -> datetime:
    due = reckon(clock_id, start, zone).due
    if due is None:
        raise ValueError(f"{clock_id} has no length")
    return due


def summons_fits(one: Summons, zone: str) -> bool:
    """Tell whether a summons reached the person early enough: its limit is counted back from the examination."""
    if one.received_at is None:
        return False
    return deadlines.in_time(_limit("panggilan-1", one.examination_at, zone), one.received_at)


def needs_full_team(decision: Decision) -> bool:
    """Tell whether a penalty needs all three elements in the team: heavy ones and dismissals do."""
    return decision.level in FULL_TEAM_LEVELS


def missing_elements(one: Recommendation) -> list[str]:
    """Return the elements that an examination team for a heavy penalty still lacks, in the order of the rule."""
    held = set(one.team.values_list("element", flat=True))
    return [str(each) for each in Element if str(each) in ALL_ELEMENTS - held]


def has_council(one: Recommendation) -> bool:
    """Tell whether a member of the ethics council is named."""
    return one.team.filter(element=Element.COUNCIL).exists()


def person_heads(one: Recommendation) -> bool:
    """Tell whether the reported person heads the office that would receive it."""
    return one.origin == "government" and heads_receiver(one.person_position)


def _package_ready(one: Recommendation, _move: Move, _now: datetime) -> bool:
    return bool(one.package)


def _recipient_free(one: Recommendation, _move: Move, _now: datetime) -> bool:
    """Whoever heads the office that would receive it cannot be its recipient; once redirected, another office is."""
    return bool(one.redirected_from) or not person_heads(one)


def _summons_early_enough(one: Recommendation, _move: Move, _now: datetime) -> bool:
    """The rule of seven days belongs to discipline; for an ethics council no number of days is known."""
    last = one.summonses.order_by("-ordinal").first()
    if last is not None and only_ethics(one):
        return last.received_at is not None
    return last is not None and summons_fits(last, one.zone)


def _first_missed(one: Recommendation, _move: Move, _now: datetime) -> bool:
    return one.summonses.filter(missed_at__isnull=False).exists()


def _second_late_enough(one: Recommendation, _move: Move, _now: datetime) -> bool:
    """The second date lies at least seven working days after the missed one (PP 94/2021 art 26(3))."""
    missed = one.summonses.filter(missed_at__isnull=False).order_by("-ordinal").first()
    last = one.summonses.order_by("-ordinal").first()
    if missed is None or last is None or last.pk == missed.pk or last.received_at is None:
        return False
    if only_ethics(one):
        return last.examination_at > missed.examination_at
    seventh = _limit("panggilan-2", missed.examination_at, one.zone)
    return one.local(last.examination_at).date() >= one.local(seventh).date()


def _examined(one: Recommendation, _move: Move, _now: datetime) -> bool:
    return one.examinations.exists() or one.summonses.filter(missed_at__isnull=False).count() >= 2


def _team_complete(one: Recommendation, _move: Move, _now: datetime) -> bool:
    decision = last_decision(one)
    if decision is None or not needs_full_team(decision):
        return True
    return not missing_elements(one)


def _council_named(one: Recommendation, _move: Move, _now: datetime) -> bool:
    decision = last_decision(one)
    return decision is None or decision.level != "moral" or has_council(one)


def _decision_written(one: Recommendation, move: Move, _now: datetime) -> bool:
    decision = last_decision(one)
    if decision is None:
        return False
    return move.id != "amend" or decision.received_at is None


def _objection_in_time(one: Recommendation, _move: Move, now: datetime) -> bool:
    """What counts is the day it was filed, also where it is written down only afterwards."""
    filed = one.contests.filter(result=Contest.Result.OPEN).order_by("-pk").values_list("filed_at", flat=True).first()
    return any(deadlines.in_time(due, filed or now) for due in objection_limits(one))


def _objection_time_over(one: Recommendation, _move: Move, now: datetime) -> bool:
    """The time to object has passed, and the working day has come on which the decision takes effect."""
    if any(deadlines.in_time(due, now) for due in objection_limits(one)):
        return False
    begins = one.deadlines.filter(clock_id="sk-berlaku", stopped_at__isnull=True).values_list("due_at", flat=True)
    zone = ZoneInfo(one.zone)
    return all(now.astimezone(zone).date() >= due.astimezone(zone).date() for due in begins if due)


def objection_limits(one: Recommendation) -> list[datetime | None]:
    """Return the running limits for an objection or appeal."""
    running = one.deadlines.filter(clock_id__in=("keberatan", "banding"), stopped_at__isnull=True)
    return list(running.values_list("due_at", flat=True))


def _rung_due(one: Recommendation, move: Move, now: datetime) -> bool:
    """The first rung comes when a limit has passed; each later one after the waiting time of the rung before."""
    waited = list(FOLLOW_UP_CLOCKS) if move.id == "letter_1" else [RUNGS[move.id]]
    if move.id == "letter_1" and one.moves.filter(move_id="letter_1", at__gte=waiting_since(one)).exists():
        return False
    running = one.deadlines.filter(clock_id__in=waited, stopped_at__isnull=True).values_list("due_at", flat=True)
    return any(not deadlines.in_time(due, now) for due in running)


def waiting_since(one: Recommendation) -> datetime:
    """Return since when the recipient's present limit runs."""
    running = one.deadlines.filter(clock_id__in=FOLLOW_UP_CLOCKS, stopped_at__isnull=True).order_by("-started_at")
    return running.values_list("started_at", flat=True).first() or one.drawn_up_at


def _handed_to_bkn(one: Recommendation, _move: Move, _now: datetime) -> bool:
    return one.moves.filter(move_id="bkn_package").exists()


GUARDS: Mapping[str, Guard] = {
    "package_ready": _package_ready,
    "recipient_free": _recipient_free,
    "summons_early_enough": _summons_early_enough,
    "first_missed": _first_missed,
    "second_late_enough": _second_late_enough,
    "examined": _examined,
    "team_complete": _team_complete,
    "decision_written": _decision_written,
    "objection_in_time": _objection_in_time,
    "objection_time_over": _objection_time_over,
    "rung_due": _rung_due,
    "council_named": _council_named,
    "handed_to_bkn": _handed_to_bkn,
    "not_blocked": lambda one, _move, _now: not is_blocked(one),
    "is_blocked": lambda one, _move, _now: is_blocked(one),
}


ADDED: Mapping[str, tuple[str, ...]] = {"decide_sanction": ("council_named",)}
ADDED_WORDS: Mapping[str, Words] = {
    "council_named": Words(
        id="Sanksi moral dijatuhkan setelah Majelis Kode Etik memeriksa. Catat anggota majelis lebih dahulu.",
        en="A moral sanction follows an examination by the ethics council. Name a member of the council first.",
    )
}


def rung_date(recommendation: Recommendation, rung: str) -> datetime | None:
    """Return when a rung of the ladder may be taken: its clock's end, None while that clock does not run."""
    running = recommendation.deadlines.filter(clock_id=RUNGS[rung], stopped_at__isnull=True)
    return running.values_list("due_at", flat=True).first()


def ladder_ahead(recommendation: Recommendation) -> list[tuple[str, datetime]]:
    """Return the rungs still to come with their dates, each reckoned from the one before as if taken on its day."""
    running = recommendation.deadlines.filter(clock_id__in=FOLLOW_UP_CLOCKS, stopped_at__isnull=True)
    at = running.order_by("due_at").values_list("due_at", flat=True).first()
    since = waiting_since(recommendation)
    taken = set(recommendation.moves.filter(move_id__in=RUNGS, at__gte=since).values_list("move_id", flat=True))
    dates: list[tuple[str, datetime]] = []
    for rung, clock_id in RUNGS.items():
        if rung in taken or recommendation.origin not in recommendation.flow.move(rung).origins:
            continue
        kept = rung_date(recommendation, rung)
        if kept is None and at is not None:
            rule = clock(clock_id)
            kept = reckon(clock_id, at, recommendation.zone, length=rule.length or rule.suggested_default).due
        if kept is None:
            break
        dates.append((rung, kept))
        at = kept
    return dates
