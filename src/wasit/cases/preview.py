"""What a move would bring about, told before it is made: the next state, clocks that start, stop or grow."""

from dataclasses import dataclass
from datetime import datetime

from wasit.cases.deadlines import reckoning_of
from wasit.cases.models import Case
from wasit.look.dates import longday
from wasit.rulebook import Clock, Move, Reckoning, State, clock, reckon, workflow
from wasit.text import Words


@dataclass(frozen=True)
class Preview:
    """The consequences of a move."""

    target: State
    starts: tuple[Reckoning, ...]
    starts_later: tuple[Clock, ...]
    stops: tuple[Clock, ...]
    extension: Reckoning | None


def of_move(case: Case, move: Move, now: datetime) -> Preview:
    """Return what `move` would bring about if it were made now."""
    known = {"now": now, "registered_at": now, "known_at": case.known_at}
    running = {row.clock_id: row for row in case.deadlines.filter(stopped_at__isnull=True)}
    starts, later = [], []
    for one in move.starts:
        rule = clock(one.clock)
        if one.at in known and not one.outcomes:
            length = rule.suggested_default if rule.length is None else None
            starts.append(reckon(one.clock, known[one.at], case.zone, length=length))
        else:
            later.append(rule)
    grown = running.get(move.extends or "")
    if grown is not None:
        grown.extended = True
    return Preview(
        target=workflow(case.regime).state(move.target),
        starts=tuple(starts),
        starts_later=tuple(later),
        stops=tuple(clock(one) for one in move.stops if one in running),
        extension=reckoning_of(grown) if grown is not None else None,
    )


def done_words(case: Case, move: Move) -> Words:
    """Return what to tell after a move: the new number or state, and the nearest deadline."""
    state = workflow(case.regime).state(case.state).words
    first = Words(id=f"{move.words.id}: {state.id}.", en=f"{move.words.en}: {state.en}.")
    if move.takes_number:
        first = Words(id=f"Register {case.register_number} tercatat.", en=f"Register {case.register_number} recorded.")
    due = min((row.due_at for row in case.deadlines.filter(stopped_at__isnull=True) if row.due_at), default=None)
    if due is None:
        return first
    return Words(
        id=f"{first.id} Tenggat berikut: {longday(due, case.zone, 'id')}.",
        en=f"{first.en} Next deadline: {longday(due, case.zone, 'en')}.",
    )
