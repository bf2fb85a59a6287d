"""Conditions of moves: each a question about the case with a yes or no; the words of a refusal are the rulebook's.

Two conditions follow from the words of the rulebook but stand in no move there: a limit is declared passed only once
it has, and a reporter is asked to complete only once. They are added here, with words of their own.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Q

from wasit.cases import verdict
from wasit.cases.models import Case, Deadline, Invitation, Note, Origin, Party, Reply
from wasit.forwarding.queries import recommendations_from
from wasit.proceedings import deadlines
from wasit.rulebook import Move, requirements, workflow
from wasit.text import Words

Guard = Callable[[Case, Move, datetime], bool]
REPLY_CLOCK = "hak-jawab"
STATUS_CLOCK = "pemberitahuan-status"

ALWAYS: tuple[str, ...] = ("not_merged",)
ADDED: Mapping[str, tuple[str, ...]] = {
    "completion_expired": ("after_expiry",),
    "lapse": ("after_expiry",),
    "ask_completion": ("completion_unused",),
    "note_gaps": ("completion_unused",),
}
ADDED_WORDS: Mapping[str, Words] = {
    "after_expiry": Words(
        id="Tenggatnya belum lewat. Langkah ini baru dapat diambil setelah tenggat.",
        en="The limit has not passed yet. This move can be made only after it.",
    ),
    "completion_unused": Words(
        id="Pelapor sudah diminta melengkapi satu kali. Registrasi bila lengkap, atau nyatakan tidak diregistrasi.",
        en="The reporter was asked to complete once already. Register if complete, or decline to register.",
    ),
    "not_merged": Words(
        id="Perkara ini digabung ke perkara lain dan berjalan di sana. Pisahkan dahulu bila harus berjalan sendiri.",
        en="This case was merged into another and goes on there. Take it out first if it must go on alone.",
    ),
}


def unmet(case: Case, kind: str) -> list[str]:
    """Return the ids of requirements of a kind (formal, material) that are not marked as met."""
    met = set(case.checks.filter(met=True).values_list("requirement_id", flat=True))
    asked = requirements(case.regime, case.origin)
    return [one.id for one in asked if one.kind == kind and one.id not in met]


def _formal_complete(case: Case, _move: Move, _now: datetime) -> bool:
    return not unmet(case, "formal")


def _material_complete(case: Case, _move: Move, _now: datetime) -> bool:
    return not unmet(case, "material")


def _has_reported_person(case: Case, _move: Move, _now: datetime) -> bool:
    return case.parties.filter(role=Party.Role.REPORTED).exists()


def _has_act(case: Case, _move: Move, _now: datetime) -> bool:
    return case.acts.exists()


def _has_evidence(case: Case, _move: Move, _now: datetime) -> bool:
    return case.evidence.exists()


def _finding_in_time(case: Case, _move: Move, now: datetime) -> bool:
    """A report must have come within its limit; a finding must be adopted and registered within its own."""
    limit = deadlines.limit_of(workflow(case.regime).opening(case.origin).limit, case.known_at, case.zone)
    return deadlines.in_time(limit, case.opened_at if case.origin == Origin.REPORT else now)


def _extension_unused(case: Case, move: Move, _now: datetime) -> bool:
    return not case.deadlines.filter(clock_id=move.extends, extended=True).exists()


def _before_expiry(case: Case, move: Move, now: datetime) -> bool:
    running = _clocks_of(case, move)
    return bool(running) and all(deadlines.in_time(due, now) for due in running)


def _after_expiry(case: Case, move: Move, now: datetime) -> bool:
    # With no clock running there is nothing left to wait for.
    return not any(deadlines.in_time(due, now) for due in _clocks_of(case, move))


def _clocks_of(case: Case, move: Move) -> list[datetime | None]:
    clocks = [move.extends] if move.extends else list(move.stops)
    return list(case.deadlines.filter(clock_id__in=clocks, stopped_at__isnull=True).values_list("due_at", flat=True))


def _completion_unused(case: Case, _move: Move, _now: datetime) -> bool:
    return not case.moves.filter(move_id="ask_completion").exists()


def _has_study(case: Case, _move: Move, _now: datetime) -> bool:
    return case.notes.filter(kind=Note.Kind.STUDY).exists()


def _not_merged(case: Case, _move: Move, _now: datetime) -> bool:
    return case.merged_into_id is None


def _goes_on_elsewhere(case: Case, _move: Move, _now: datetime) -> bool:
    return Case.objects.filter(source=case.subject).exclude(agency=case.agency).exists()


def _not_registered_yet(case: Case, _move: Move, _now: datetime) -> bool:
    return not case.register_number


def _all_offered(case: Case, _move: Move, _now: datetime) -> bool:
    """Every reported person, also of merged cases, was invited to clarify or offered to answer in writing."""
    together = [case, *case.merged.all()]
    invited = Invitation.objects.filter(case__in=together, party__isnull=False)
    asked = Q(pk__in=invited.exclude(outcome=Invitation.Outcome.CANCELLED).values("party"))
    offered = Q(pk__in=Reply.objects.filter(case__in=together).values("party"))
    reported = Party.objects.filter(case__in=together, role=Party.Role.REPORTED)
    return not reported.exclude(asked | offered).exists()


def _reply_time_over(case: Case, _move: Move, now: datetime) -> bool:
    """Nobody's time to answer still runs, unless the answer is in."""
    running = Deadline.objects.filter(
        case__in=[case, *case.merged.all()], clock_id=REPLY_CLOCK, stopped_at__isnull=True
    )
    return not any(deadlines.in_time(due, now) for due in running.values_list("due_at", flat=True))


def _plenary_proven(case: Case, _move: Move, _now: datetime) -> bool:
    return bool(verdict.of_case(case).proven)


def _plenary_not_proven(case: Case, _move: Move, _now: datetime) -> bool:
    return verdict.of_case(case).not_proven


def _status_told(case: Case, _move: Move, _now: datetime) -> bool:
    """Told since the last decision: what was told of an earlier one counts no more."""
    decided = case.deadlines.filter(clock_id=STATUS_CLOCK).order_by("-started_at").values_list("started_at", flat=True)
    return case.moves.filter(move_id="tell_status", at__gte=decided.first() or case.opened_at).exists()


def _one_answered(case: Case, _move: Move, _now: datetime) -> bool:
    return any(one.answered for one in recommendations_from(case.subject))


def _all_answered(case: Case, _move: Move, _now: datetime) -> bool:
    return all(one.answered for one in recommendations_from(case.subject))


GUARDS: Mapping[str, Guard] = {
    "not_merged": _not_merged,
    "goes_on_elsewhere": _goes_on_elsewhere,
    "not_registered_yet": _not_registered_yet,
    "all_offered": _all_offered,
    "reply_time_over": _reply_time_over,
    "plenary_proven": _plenary_proven,
    "plenary_not_proven": _plenary_not_proven,
    "status_told": _status_told,
    "one_answered": _one_answered,
    "all_answered": _all_answered,
    "formal_complete": _formal_complete,
    "material_complete": _material_complete,
    "has_reported_person": _has_reported_person,
    "has_act": _has_act,
    "has_evidence": _has_evidence,
    "finding_in_time": _finding_in_time,
    "extension_unused": _extension_unused,
    "before_expiry": _before_expiry,
    "after_expiry": _after_expiry,
    "completion_unused": _completion_unused,
    "has_study": _has_study,
}
