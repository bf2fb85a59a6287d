"""Making a move of a workflow: role, state, conditions, answers, and all that follows from it, in one transaction.

A room that has matters of its own describes them by a `Procedure`; the engine knows nothing else of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import F

from wasit.office.blocks import is_blocked
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.answers import Asked, check_answer, start_of
from wasit.proceedings.models import Matter, MatterDeadline
from wasit.rulebook import Move, State, term
from wasit.text import Problem, Words

MatterT = TypeVar("MatterT", bound=Matter)
Guard = Callable[[MatterT, Move, datetime], bool]


@dataclass(frozen=True)
class Procedure(Generic[MatterT]):
    """What a room adds to the engine.

    `guards` answer the conditions of moves; `always` are asked of every move; `added` gives single moves more
    conditions than their edition names, with words in `added_words`. `bring_about` carries out what a move means for
    the room (after the new state, before clocks), `afterwards` what must come after the clocks; `given_up` tells of
    which clocks the act was not done though the move stops them; `told` is what the journal adds; `record` writes it.
    """

    guards: Mapping[str, "Guard[MatterT]"]
    moments: Callable[[MatterT, Asked, datetime], Mapping[str, datetime | None]]
    earliest: Callable[[MatterT], datetime]
    bring_about: Callable[[MatterT, Move, Asked, Officer, datetime], None]
    record: Callable[[MatterT, Move, Any, Officer, datetime], None]
    given_up: Callable[[MatterT, Move, str], frozenset[str]]
    afterwards: Callable[[MatterT, Move, str, datetime], None] = lambda _matter, _move, _origin, _now: None
    always: tuple[str, ...] = ()
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added_words: Mapping[str, Words] = field(default_factory=dict)

    def refusals(self, matter: MatterT, move: Move, now: datetime) -> list[Words]:
        """Return why `move` cannot be made at `now`, each reason with the way to mend it; empty where it can."""
        needed = dict.fromkeys((*self.always, *move.needs, *self.added.get(move.id, ())))
        return [self.words_of(matter, one) for one in needed if not self.guards[one](matter, move, now)]

    def words_of(self, matter: Matter, guard: str) -> Words:
        """Return the words of a refusal."""
        return self.added_words[guard] if guard in self.added_words else matter.flow.guard_words(guard)


CLOSED_TO_YOU = Words(
    id="Berkas ini tertutup bagi Anda karena benturan kepentingan.",
    en="This file is closed to you because of a conflict of interest.",
)


def roles_in(matter: Matter, reach: Reach) -> frozenset[str]:
    """Return the roles that `reach` gives in the very agencies of a matter: whoever only supervises moves nothing.

    A conflict of interest leaves none of them.
    """
    ours = set(matter.agency_ids)
    held = frozenset(grant.role for grant in reach.grants if grant.agency_id in ours and not grant.unit_code)
    return frozenset() if held and is_blocked(reach, matter.subject) else held


def may_move(matter: Matter, move: Move, reach: Reach) -> bool:
    """Tell whether the reach holds one of the move's roles in an agency of the matter."""
    return bool(roles_in(matter, reach) & set(move.roles))


def role_words(move: Move) -> Words:
    """Return who may make a move, as a refusal."""
    held = [term(role) for role in move.roles]
    return Words(
        id=f"Hanya untuk: {', '.join(_inside(one.id) for one in held)} kantor ini.",
        en=f"Only for: {', '.join(_inside(one.en) for one in held)} of this office.",
    )


def perform(
    procedure: Procedure[MatterT],
    matter: MatterT,
    move: Move,
    answers: Asked,
    *,
    officer: Officer,
    reach: Reach,
    now: datetime,
    seen: int | None = None,
) -> Any:
    """Make a move: check role, state, conditions and answers, then write it all at once; return the row of the move.

    `matter` is as the officer saw it, or `seen` is the version that was on the page: when somebody moved it since,
    Problem is raised and nothing changes.
    """
    if is_blocked(reach, matter.subject):
        raise Problem(CLOSED_TO_YOU)
    if not may_move(matter, move, reach):
        raise Problem(role_words(move))
    if seen is not None and seen != matter.version:
        raise moved_since()
    with _as_it_was(matter), transaction.atomic():
        _claim(matter, move, now)
        _check_conditions(procedure, matter, move, answers, now)
        target = target_of(matter, move)
        made = matter.moves.create(
            move_id=move.id, source=matter.state, target=target, by=officer, at=now, **_kept_answers(move, answers)
        )
        origin_before = matter.origin
        matter.state_since = matter.state_since if target == matter.state else now
        matter.state, matter.version = target, matter.version + 1
        procedure.bring_about(matter, move, answers, officer, now)
        _set_clocks(procedure, matter, move, answers, origin_before, now)
        procedure.afterwards(matter, move, origin_before, now)
        _keep_watch(matter, move, now)
        procedure.record(matter, move, made, officer, now)
    return made


@contextmanager
def _as_it_was(matter: Matter) -> Iterator[None]:
    """Give a matter back what it held when the transaction fails: a page that shows it again must show the truth."""
    before = dict(vars(matter))
    try:
        yield
    except BaseException:
        vars(matter).clear()
        vars(matter).update(before)
        raise


def _inside(word: str) -> str:
    """Return a word as it stands inside a sentence; abbreviations in it keep their capitals."""
    return word[:1].lower() + word[1:]


def target_of(matter: Matter, move: Move) -> str:
    """Return the state after a move; one without a target leaves the matter where it is."""
    return move.target or matter.state


def moved_since() -> Problem:
    """Return the problem of a page that shows what is no longer so."""
    return Problem(
        Words(
            id="Perkara ini baru saja berubah di tangan orang lain. Muat ulang halamannya, lalu putuskan lagi.",
            en="This case has just been changed by somebody else. Load the page again, then decide anew.",
        )
    )


def _claim(matter: Matter, move: Move, now: datetime) -> None:
    """Take the matter in the state and version that was seen; one row or nothing."""
    state = matter.flow.state(matter.state)
    if matter.state not in move.sources:
        raise Problem(not_from_here(move, state))
    if matter.origin not in move.origins:
        raise Problem(not_for_origin(move, matter.origin))
    seen = type(matter)._default_manager.filter(pk=matter.pk, state=matter.state, version=matter.version)
    since = {} if target_of(matter, move) == matter.state else {"state_since": now}
    if seen.update(state=target_of(matter, move), version=F("version") + 1, **since) != 1:
        raise moved_since()


def not_from_here(move: Move, state: State) -> Words:
    """Return that a move cannot be made in a state."""
    return Words(
        id=f"“{move.words.id}” tidak dapat diambil pada tahap {state.words.id}.",
        en=f"“{move.words.en}” cannot be made in the state {state.words.en}.",
    )


def not_for_origin(move: Move, origin: str) -> Words:
    """Return that a move is not meant for what came in by this door."""
    door = term(origin)
    return Words(
        id=f"“{move.words.id}” tidak berlaku untuk {_inside(door.id)}.",
        en=f"“{move.words.en}” does not apply to: {_inside(door.en)}.",
    )


def _check_conditions(
    procedure: Procedure[MatterT], matter: MatterT, move: Move, answers: Asked, now: datetime
) -> None:
    for refusal in procedure.refusals(matter, move, now):
        raise Problem(refusal)
    for ask in move.asks:
        check_answer(matter, ask, answers, procedure.earliest(matter), now)


def _kept_answers(move: Move, answers: Asked) -> dict[str, Any]:
    given = {ask: getattr(answers, ask) for ask in move.asks}
    kept: dict[str, Any] = {
        key: value for key, value in given.items() if key not in {"outcomes", "missing_requirements"}
    }
    kept["outcomes"] = list(given.get("outcomes", ()))
    kept["missing"] = list(given.get("missing_requirements", ()))
    return kept


def _set_clocks(
    procedure: Procedure[MatterT], matter: MatterT, move: Move, answers: Asked, origin: str, now: datetime
) -> None:
    stop_clocks(matter, move.stops, move.id, procedure.given_up(matter, move, origin), now)
    if move.extends:
        deadlines.extend(matter, move.extends)
    for one in move.starts:
        if not one.outcomes or set(one.outcomes) & set(answers.outcomes):
            deadlines.start(matter, one.clock, start_of(one.at, procedure.moments(matter, answers, now)), move.id)


def stop_clocks(matter: Matter, stops: Iterable[str], by_move: str, given_up: frozenset[str], now: datetime) -> None:
    """Stop the clocks named; in a state that ends the matter stop all, for nothing may run in a closed file."""
    ends, named = matter.flow.state(matter.state).terminal, set(stops)
    running: Iterable[MatterDeadline] = matter.deadlines.filter(stopped_at__isnull=True)
    for deadline in running:
        if deadline.clock_id in named:
            deadlines.stop(deadline, now, by_move, fulfilled=deadline.clock_id not in given_up)
        elif ends:
            deadlines.stop(deadline, now, by_move, fulfilled=False)


def _keep_watch(matter: Matter, move: Move, now: datetime) -> None:
    """Start the clock of the house that a state names, where no other runs: nothing may wait without a date.

    A clock of one person within the matter (their time to answer) is no date for the matter itself.
    """
    watch = matter.flow.state(matter.state).watch
    if watch and not matter.deadlines.filter(stopped_at__isnull=True, due_at__isnull=False, about="").exists():
        deadlines.start(matter, watch, now, move.id)
