"""Making a move of a case: what the engine does, and what a case adds to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wasit.cases import guards, register, verdict
from wasit.cases.actions import handing_over
from wasit.cases.actions.deciding import check_carried
from wasit.cases.actions.ledger import record
from wasit.cases.models import Case, MoveMade, Origin
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings import deadlines, moving
from wasit.proceedings.answers import Asked, start_of
from wasit.proceedings.moving import may_move, role_words
from wasit.rulebook import Move

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
    made: MoveMade = moving.perform(
        PROCEDURE, case, case.flow.move(move_id), Asked(**asked), officer=officer, reach=reach, now=now, seen=seen
    )
    return made


def _moments(case: Case, answers: Asked, now: datetime) -> Mapping[str, datetime | None]:
    return {
        "now": now,
        "known_at": case.known_at,
        "registered_at": case.registered_at,
        "notified_at": answers.notified_at,
    }


def _bring_about(case: Case, move: Move, answers: Asked, officer: Officer, now: datetime) -> None:
    """Carry out what a move means for a case: its origin, its number, what is handed on."""
    case.origin = _ORIGIN_AFTER.get(move.id, Origin(case.origin))
    if move.takes_number and not case.register_number:
        case.registered_at = now
        case.register_number = register.take(case, now)
    case.save(update_fields=["origin", "registered_at", "register_number"])
    if move.hands_over == "asked":
        check_carried(case, verdict.last_of(case).proven, answers.outcomes)
    if move.hands_over:
        handing_over.draw_up(case, move, answers, officer, now)
    if guards.REPLY_CLOCK in move.stops or case.flow.state(case.state).terminal:
        _stop_replies_of_merged(case, move, now)


def _stop_replies_of_merged(case: Case, move: Move, now: datetime) -> None:
    """What ends the time to answer in the leading case ends it in the cases merged into it."""
    given_up = frozenset({guards.REPLY_CLOCK})
    for other in case.merged.all():
        moving.stop_clocks(other, given_up, move.id, given_up, now)


def _afterwards(case: Case, move: Move, origin_before: str, now: datetime) -> None:
    if case.origin != origin_before and move.id == "keep_as_information":
        # The content now waits to be adopted as a finding, within the limit that findings have.
        for one in case.flow.opening(case.origin).starts:
            deadlines.start(case, one.clock, start_of(one.at, _moments(case, Asked(), now)), move.id)


def _given_up(case: Case, move: Move, origin: str) -> frozenset[str]:
    """Return the clocks whose act was not done: the limit to be registered, where the case never will be, and so on."""
    if move.id == "withdraw":
        return frozenset(move.stops)
    ends = case.flow.state(case.state).terminal
    never = {case.flow.opening(origin).limit} if ends or case.state == "not_registered" else set()
    return frozenset(never | {guards.REPLY_CLOCK})


def _record(case: Case, move: Move, made: MoveMade, officer: Officer, now: datetime) -> None:
    told: dict[str, Any] = {"move": move.id, "source": made.source, "target": made.target}
    if move.takes_number:
        told["register_number"] = case.register_number
    if made.outcomes:
        told["outcomes"] = made.outcomes
    if move.extends:
        extended = case.deadlines.get(clock_id=move.extends, stopped_at__isnull=True)
        told["due"] = extended.due_at.isoformat() if extended.due_at else ""
    record(case, "cases.moved", officer, now, **told)


PROCEDURE = moving.Procedure[Case](
    guards=guards.GUARDS,
    always=guards.ALWAYS,
    added=guards.ADDED,
    added_words=guards.ADDED_WORDS,
    moments=_moments,
    earliest=lambda case: case.opened_at,
    bring_about=_bring_about,
    afterwards=_afterwards,
    given_up=_given_up,
    record=_record,
)

__all__ = ["PROCEDURE", "may_move", "perform", "role_words"]
