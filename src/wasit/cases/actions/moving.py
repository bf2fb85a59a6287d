"""Making a move of the workflow: role, state, conditions, answers, and all that follows from it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from wasit.cases import deadlines, guards, register
from wasit.cases.actions.answers import Asked, check_answer, moment_of
from wasit.cases.actions.ledger import record
from wasit.cases.models import Case, MoveMade, Origin
from wasit.cases.queries import roles_here
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.rulebook import Move, term, workflow
from wasit.text import Problem, Words

# What a case is after a move that changes its nature; all other moves leave its origin alone.
_ORIGIN_AFTER: Mapping[str, Origin] = {
    "adopt_finding": Origin.FINDING,
    "keep_as_information": Origin.INITIAL_INFORMATION,
}


def perform(
    case: Case,
    move_id: str,
    *,
    officer: Officer,
    reach: Reach,
    now: datetime,
    seen: int | None = None,
    **asked: Any,
) -> MoveMade:
    """Make a move of the workflow: check role, state, conditions and answers, then write it all at once.

    `case` is as the officer saw it, or `seen` is the version that was on the page: when somebody moved the case since,
    Problem is raised and nothing changes. Further keyword arguments are the fields of `Asked`.
    """
    move = workflow(case.regime).move(move_id)
    answers = Asked(**asked)
    _check_role(case, move, reach)
    if seen is not None and seen != case.version:
        raise _moved_since()
    with transaction.atomic():
        _claim(case, move, now)
        _check_conditions(case, move, answers, now)
        made = MoveMade.objects.create(
            case=case,
            move_id=move.id,
            source=case.state,
            target=move.target,
            by=officer,
            at=now,
            **_kept_answers(move, answers),
        )
        _apply(case, move, answers, now)
        record(
            case,
            "cases.moved",
            officer,
            now,
            move=move.id,
            source=made.source,
            target=made.target,
            **_told(case, move, made),
        )
    return made


def _check_role(case: Case, move: Move, reach: Reach) -> None:
    if not may_move(case, move, reach):
        raise Problem(role_words(move))


def may_move(case: Case, move: Move, reach: Reach) -> bool:
    """Tell whether the reach holds one of the move's roles in the case's own agency."""
    return bool(roles_here(reach, case) & set(move.roles))


def role_words(move: Move) -> Words:
    """Return who may make a move, as a refusal."""
    held = [term(role) for role in move.roles]
    return Words(
        id=f"Hanya untuk: {', '.join(one.id.lower() for one in held)} kantor ini.",
        en=f"Only for: {', '.join(one.en.lower() for one in held)} of this office.",
    )


def _claim(case: Case, move: Move, now: datetime) -> None:
    """Take the case in the state and version that was seen; one row or nothing."""
    if case.state not in move.sources or case.origin not in move.origins:
        flow = workflow(case.regime)
        raise Problem(
            Words(
                id=f"“{move.words.id}” tidak dapat diambil pada tahap {flow.state(case.state).words.id}.",
                en=f"“{move.words.en}” cannot be made in the state {flow.state(case.state).words.en}.",
            )
        )
    seen = Case.objects.filter(pk=case.pk, state=case.state, version=case.version)
    if seen.update(state=move.target, state_since=now, version=F("version") + 1) != 1:
        raise _moved_since()


def _moved_since() -> Problem:
    return Problem(
        Words(
            id="Perkara ini baru saja berubah di tangan orang lain. Muat ulang halamannya, lalu putuskan lagi.",
            en="This case has just been changed by somebody else. Load the page again, then decide anew.",
        )
    )


def _check_conditions(case: Case, move: Move, answers: Asked, now: datetime) -> None:
    for refusal in guards.refusals(case, move, now):
        raise Problem(refusal)
    for ask in move.asks:
        check_answer(case, ask, answers, now)


def _kept_answers(move: Move, answers: Asked) -> dict[str, Any]:
    given = {ask: getattr(answers, ask) for ask in move.asks}
    kept: dict[str, Any] = {
        key: value for key, value in given.items() if key not in {"outcomes", "missing_requirements"}
    }
    kept["outcomes"] = list(given.get("outcomes", ()))
    kept["missing"] = list(given.get("missing_requirements", ()))
    return kept


def _apply(case: Case, move: Move, answers: Asked, now: datetime) -> None:
    """Carry out what a move brings about: origin, number, clocks; `case` then shows the new state."""
    origin_before = case.origin
    case.state, case.state_since, case.version = move.target, now, case.version + 1
    case.origin = _ORIGIN_AFTER.get(move.id, Origin(case.origin))
    if move.takes_number and not case.register_number:
        case.registered_at = now
        case.register_number = register.take(case, now)
    case.save(update_fields=["origin", "registered_at", "register_number"])
    _stop_clocks(case, move, now, origin_before)
    if move.extends:
        deadlines.extend(case, move.extends)
    for one in move.starts:
        if not one.outcomes or set(one.outcomes) & set(answers.outcomes):
            deadlines.start(case, one.clock, moment_of(case, one.at, now, answers.notified_at), move.id)
    if case.origin != origin_before and move.id == "keep_as_information":
        # The content now waits to be adopted as a finding, within the limit that findings have.
        for one in workflow(case.regime).opening(case.origin).starts:
            deadlines.start(case, one.clock, moment_of(case, one.at, now, None), move.id)


def _stop_clocks(case: Case, move: Move, now: datetime, origin: str) -> None:
    """Stop the clocks a move names; one that ends the case stops all, for nothing may run in a closed file."""
    flow = workflow(case.regime)
    ends = flow.state(move.target).terminal
    given_up = flow.opening(origin).limit if ends or move.target == "not_registered" else ""
    for deadline in case.deadlines.filter(stopped_at__isnull=True):
        if deadline.clock_id in move.stops:
            deadlines.stop(deadline, now, move.id, fulfilled=deadline.clock_id != given_up)
        elif ends:
            deadlines.stop(deadline, now, move.id, fulfilled=False)


def _told(case: Case, move: Move, made: MoveMade) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if move.takes_number:
        told["register_number"] = case.register_number
    if made.outcomes:
        told["outcomes"] = made.outcomes
    if move.extends:
        extended = case.deadlines.get(clock_id=move.extends, stopped_at__isnull=True)
        told["due"] = extended.due_at.isoformat() if extended.due_at else ""
    return told
