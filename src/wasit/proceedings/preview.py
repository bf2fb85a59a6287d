"""What a move would bring about, told before it is made: the next state, clocks that start, stop or grow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wasit.proceedings.deadlines import reckoning_of
from wasit.proceedings.models import Matter
from wasit.proceedings.moving import target_of
from wasit.rulebook import Clock, Move, Reckoning, State, clock, reckon


@dataclass(frozen=True)
class Preview:
    """The consequences of a move."""

    target: State
    starts: tuple[Reckoning, ...]
    starts_later: tuple[Clock, ...]
    stops: tuple[Clock, ...]
    extension: Reckoning | None


def of_move(matter: Matter, move: Move, moments: Mapping[str, datetime | None], now: datetime) -> Preview:
    """Return what `move` would bring about if it were made now."""
    known = {**moments, "now": now}
    running = {row.clock_id: row for row in matter.deadlines.filter(stopped_at__isnull=True)}
    starts, later = [], []
    for one in move.starts:
        rule = clock(one.clock)
        moment = known.get(one.at)
        if moment is not None and not one.outcomes:
            length = rule.suggested_default if rule.length is None else None
            starts.append(reckon(one.clock, moment, matter.zone, length=length))
        else:
            later.append(rule)
    grown = running.get(move.extends or "")
    if grown is not None:
        grown.extended = True
    return Preview(
        target=matter.flow.state(target_of(matter, move)),
        starts=tuple(starts),
        starts_later=tuple(later),
        stops=tuple(clock(one) for one in move.stops if one in running),
        extension=reckoning_of(grown) if grown is not None else None,
    )
