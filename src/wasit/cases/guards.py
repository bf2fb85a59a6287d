"""Conditions of moves: each a question about the case with a yes or no; the words of a refusal are the rulebook's.

Two conditions follow from the words of the rulebook but stand in no move there: a limit is declared passed only once
it has, and a reporter is asked to complete only once. They are added here, with words of their own.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from wasit.cases import deadlines
from wasit.cases.models import Case, MoveMade, Note, Origin, Party
from wasit.rulebook import Move, requirements, workflow
from wasit.text import Words

Guard = Callable[[Case, Move, datetime], bool]

ADDED: Mapping[str, tuple[str, ...]] = {
    "completion_expired": ("after_expiry",),
    "lapse": ("after_expiry",),
    "ask_completion": ("completion_unused",),
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
}


def refusals(case: Case, move: Move, now: datetime) -> list[Words]:
    """Return why `move` cannot be made at `now`, each reason with the way to mend it; empty where it can."""
    needed = (*move.needs, *(one for one in ADDED.get(move.id, ()) if one not in move.needs))
    return [words_of(case.regime, one) for one in needed if not GUARDS[one](case, move, now)]


def words_of(regime: str, guard: str) -> Words:
    """Return the words of a refusal."""
    return ADDED_WORDS[guard] if guard in ADDED_WORDS else workflow(regime).guard_words(guard)


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


def _completion_unused(case: Case, move: Move, _now: datetime) -> bool:
    return not MoveMade.objects.filter(case=case, move_id=move.id).exists()


def _has_study(case: Case, _move: Move, _now: datetime) -> bool:
    return case.notes.filter(kind=Note.Kind.STUDY).exists()


GUARDS: Mapping[str, Guard] = {
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
