"""The moves of a matter as buttons: which can be made now, and why the others cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wasit.office.reach import Reach
from wasit.proceedings.moving import MatterT, Procedure, may_move, role_words
from wasit.rulebook import Move
from wasit.text import Words


@dataclass(frozen=True)
class Choice:
    """A move as a button; a dead one carries why it cannot be made now."""

    move: Move
    reasons: tuple[Words, ...]
    primary: bool

    @property
    def live(self) -> bool:
        """Tell whether it can be made now."""
        return not self.reasons


def choices_of(procedure: Procedure[MatterT], reach: Reach, matter: MatterT, now: datetime) -> Sequence[Choice]:
    """Return the moves from where a matter stands, the primary ones first; at most one is primary."""
    found = matter.flow.moves_from(matter.state, matter.origin)
    live_primary = next((move.id for move in found if move.primary), None)
    return [Choice(move, refusals_for(procedure, reach, matter, move, now), move.id == live_primary) for move in found]


def refusals_for(
    procedure: Procedure[MatterT], reach: Reach, matter: MatterT, move: Move, now: datetime
) -> tuple[Words, ...]:
    """Return why a reader cannot make a move now, empty where it can be made."""
    if not may_move(matter, move, reach):
        return (role_words(move),)
    return tuple(procedure.refusals(matter, move, now))
