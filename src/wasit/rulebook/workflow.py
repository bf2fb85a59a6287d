"""The path of a case in law: states, moves, what a move needs, asks, starts and stops - read from the editions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Words

Origin = Literal["finding", "report", "initial_information", "government", "elsewhere"]
Role = Literal["officer", "division_head", "chair", "appointing_office"]
Ask = Literal["reason", "outcomes", "note", "addressee", "missing_requirements", "notified_at"]
Moment = Literal["now", "notified_at", "known_at", "registered_at", "decided_at"]


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a case stands; `expects` says what the law expects next, `awaiting` whose turn it is.

    `duty` says it in few words where the next move would anticipate an outcome: a plenary decides, it does not forward.
    `watch` is the clock that starts on coming here where no other runs, so that nothing waits without a date.
    """

    __pydantic_config__ = STRICT

    id: str
    words: Words
    expects: Words
    step: str | None
    terminal: bool
    awaiting: Literal["office", "reporter", "agency", "nobody"]
    duty: Words | None = None
    watch: str | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """A column of the stepper."""

    __pydantic_config__ = STRICT

    id: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class StartClock:
    """A clock that starts `at` a moment; `outcomes`, where given, limit it to decisions with one of these."""

    __pydantic_config__ = STRICT

    clock: str
    at: Moment
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Move:
    """A lawful change of state: who may make it, from where, what must be true and what it asks for.

    Without a `target` it leaves the state as it is; `hands_over` names the outcome (or "asked": those decided) whose
    recipients get a recommendation.
    """

    __pydantic_config__ = STRICT

    id: str
    words: Words
    origins: tuple[Origin, ...]
    sources: tuple[str, ...]
    roles: tuple[Role, ...]
    confidence: Confidence
    basis: str | None
    target: str | None = None
    needs: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    starts: tuple[StartClock, ...] = ()
    stops: tuple[str, ...] = ()
    takes_number: Literal["register"] | None = None
    extends: str | None = None
    primary: bool = False
    hands_over: str | None = None


@dataclass(frozen=True, kw_only=True)
class Guard:
    """A condition of a move; the words say why it is refused and how to mend it."""

    __pydantic_config__ = STRICT

    id: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who gets what was decided: the `government` that employs the person, or an agency `elsewhere`."""

    __pydantic_config__ = STRICT

    id: str
    kind: Literal["government", "elsewhere"]
    words: Words


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A class of decision; one case may carry several."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    addressee: Words
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opening:
    """How a case of an origin begins: first state, clocks that run at once, and the limit that must have been kept."""

    __pydantic_config__ = STRICT

    id: Origin
    state: str
    limit: str = ""
    starts: tuple[StartClock, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """The whole path of a regime, or of a recommendation (`hand_off`)."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    id: str
    steps: tuple[Step, ...]
    states: tuple[State, ...]
    openings: tuple[Opening, ...]
    moves: tuple[Move, ...]
    guards: tuple[Guard, ...]
    outcomes: tuple[Outcome, ...] = ()

    def state(self, state_id: str) -> State:
        """Return a state; raise Problem when unknown."""
        return pick({state.id: state for state in self.states}, state_id, Words(id="Keadaan perkara", en="state"))

    def opening(self, origin: str) -> Opening:
        """Return how a case of `origin` begins; raise Problem when unknown."""
        return pick({opening.id: opening for opening in self.openings}, origin, Words(id="Asal perkara", en="origin"))

    def initial(self, origin: str) -> str:
        """Return the id of the first state of a case of `origin`."""
        return self.opening(origin).state

    def moves_from(self, state: str, origin: str) -> tuple[Move, ...]:
        """Return the moves open to a case of `origin` in `state`, the primary ones first."""
        found = [move for move in self.moves if state in move.sources and origin in move.origins]
        return tuple(sorted(found, key=lambda move: not move.primary))

    def move(self, move_id: str) -> Move:
        """Return a move; raise Problem when unknown."""
        return pick({move.id: move for move in self.moves}, move_id, Words(id="Langkah", en="move"))

    def outcome(self, outcome_id: str) -> Outcome:
        """Return a class of decision; raise Problem when unknown."""
        return pick({one.id: one for one in self.outcomes}, outcome_id, Words(id="Jenis putusan", en="outcome"))

    def guard_words(self, guard_id: str) -> Words:
        """Return why a guard refuses and how to mend it; raise Problem when unknown."""
        return pick({guard.id: guard for guard in self.guards}, guard_id, Words(id="Syarat langkah", en="guard")).words


def workflow(regime: str, on: date | None = None) -> Workflow:
    """Return the workflow of `regime` ("pilkada" or "pemilu"), the newest or as valid on the day `on`."""
    return pick(_workflows(own_folder(), on), regime, Words(id="Rezim pemilihan", en="regime"))


def workflows() -> Mapping[str, Workflow]:
    """Return the newest workflow of every regime."""
    return _workflows(own_folder(), None)


@lru_cache(maxsize=1024)
def _workflows(_own: str, on: date | None) -> Mapping[str, Workflow]:
    return MappingProxyType(in_force(sheets("workflow", Workflow), lambda sheet: (sheet,), on))
