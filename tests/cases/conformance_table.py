"""The table of conformance: its columns, which rows must stand in it, and how one row is tried."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from wasit.cases import actions as cases
from wasit.forwarding import actions as forwarding
from wasit.proceedings.moving import Procedure
from wasit.rulebook import Move, Workflow, workflow

FOLDER = Path(__file__).parent / "conformance"
# Which moves change what a case is (cases.actions.moving): adopted it is a finding, kept it is initial information.
ORIGIN_AFTER = {"adopt_finding": "finding", "keep_as_information": "initial_information"}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Row:
    """One line: a move of a matter of an origin in a state, under a circumstance, and what must come of it.

    circumstance: `met` everything is as it must be (`met:…` with a decision of that weight); `lacks:…` all but this one condition; `role:…` tried by this role;
    `other_office`, `conflict` by an officer of another office, or one with a conflict of interest; `unanswered:…` all
    is met but this answer is empty; `any` the move is not for this state or origin; `never` no matter gets here.
    """

    regime: str
    origin: str
    state: str
    state_words: str
    move: str
    move_words: str
    circumstance: str
    answer: str  # allowed | refused | never
    who: str
    reason: str
    target: str
    starts: str
    stops: str
    extends: str
    brings: str  # a number taken, recommendations drawn up
    article: str

    @property
    def key(self) -> Key:
        """What the row is about."""
        return self.origin, self.state, self.move, self.circumstance


def read(flow_id: str) -> list[Row]:
    """Return the rows of a table in their order."""
    with (FOLDER / f"{flow_id}.csv").open(encoding="utf-8", newline="") as source:
        return [Row(**line) for line in csv.DictReader(source)]


def write(flow_id: str, rows: Iterable[Row]) -> None:
    """Write a table; for bootstrapping only, its rows are then reviewed by hand."""
    with (FOLDER / f"{flow_id}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [one.name for one in fields(Row)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(row) for row in rows)


def doors(flow: Workflow) -> tuple[str, ...]:
    """Return the origins of a workflow."""
    return tuple(opening.id for opening in flow.openings)


def reached(flow: Workflow) -> dict[str, set[str]]:
    """Return for each origin the states in which a matter of it can stand."""
    found: set[tuple[str, str]] = set()
    ahead = {(opening.id, opening.state) for opening in flow.openings}
    while ahead:
        origin, state = ahead.pop()
        found.add((origin, state))
        for move in flow.moves_from(state, origin):
            ahead |= {(ORIGIN_AFTER.get(move.id, origin), move.target or state)} - found
    return {origin: {state for door, state in found if door == origin} for origin in doors(flow)}


def conditions(flow: Workflow, move: Move) -> tuple[str, ...]:
    """Return every condition of a move, those of the program included."""
    procedure: Procedure[Any] = forwarding.PROCEDURE if flow.id == "hand_off" else cases.PROCEDURE
    return tuple(dict.fromkeys((*procedure.always, *move.needs, *procedure.added.get(move.id, ()))))


def circumstances(flow: Workflow, move: Move, roles: Iterable[str]) -> Iterator[str]:
    """Return the circumstances under which a move that belongs here must be tried."""
    weights = {one for start in move.starts for one in start.outcomes} - {flow.outcomes[0].id if flow.outcomes else ""}
    yield "met"
    yield from (f"met:{one}" for one in sorted(weights))
    yield from (f"lacks:{one}" for one in conditions(flow, move))
    yield from (f"role:{role}" for role in roles if role not in move.roles)
    yield "other_office"
    yield "conflict"
    yield from (f"unanswered:{ask}" for ask in move.asks)


def keys(flow: Workflow, roles: Iterable[str]) -> Iterator[Key]:
    """Return the keys that the table must have: every origin, every state, every move, every circumstance."""
    held, states = tuple(roles), reached(flow)
    for origin in doors(flow):
        for state in flow.states:
            if state.id not in states[origin]:
                yield origin, state.id, "*", "never"
                continue
            for move in flow.moves:
                if state.id in move.sources and origin in move.origins:
                    for each in circumstances(flow, move, held):
                        yield origin, state.id, move.id, each
                else:
                    yield origin, state.id, move.id, "any"


def by_standpoint(rows: Iterable[Row]) -> Mapping[tuple[str, str], list[Row]]:
    """Return the rows of each origin and state."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.origin, row.state), []).append(row)
    return found


def wrong_words(flow_id: str, rows: Iterable[Row]) -> list[str]:
    """Return the lines whose words or articles are not those of the edition in force."""
    flow, wrong = workflow(flow_id), []
    for row in rows:
        if row.state_words != flow.state(row.state).words.id:
            wrong.append(f"{row.key}: state_words")
        if row.move != "*" and row.move_words != flow.move(row.move).words.id:
            wrong.append(f"{row.key}: move_words")
        if row.move != "*" and row.article != (flow.move(row.move).basis or ""):
            wrong.append(f"{row.key}: article")
    return wrong
