"""The procedure as tables: every origin, state and move, allowed or refused with its reason.

`conformance/pilkada.csv`, `pemilu.csv` and `hand_off.csv` say what must come of each line; every line is tried on a real
case or recommendation in the database through the actions and undone again. What the columns mean stands in
`conformance_table.Row`.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from scripts import procedure
from tests.cases.conformance_cases import ROLES, Bench
from tests.cases.conformance_hand_off import ROLES as ROLES_OF_HAND_OFF
from tests.cases.conformance_hand_off import HandOffBench
from tests.cases.conformance_table import by_standpoint, conditions, keys, read, wrong_words

from wasit.office.models import Agency, Officer
from wasit.rulebook import workflow

TABLES = {flow_id: read(flow_id) for flow_id in ("pilkada", "pemilu", "hand_off")}
HELD = {"pilkada": ROLES, "pemilu": ROLES, "hand_off": ROLES_OF_HAND_OFF}
# The only line where a condition may be lacking: whom the person heads matters to their own government alone.
HARMLESS = {("elsewhere", "send", "lacks:recipient_free")}
STANDPOINTS = {
    (flow_id, *standpoint): rows
    for flow_id, table in TABLES.items()
    for standpoint, rows in by_standpoint(table).items()
    if rows[0].answer != "never"
}


def in_every_run(flow_id: str, origin: str, state: str) -> bool:
    """Tell whether a standpoint is tried in the short run: one regime, and of the others what stands only there."""
    if flow_id == "pemilu":
        return state in {"initial_review", "completion"}
    return flow_id == "pilkada" or state in {"drafted", "delivered"} and origin == "government"


def marked(*standpoint: str) -> Any:
    marks = () if in_every_run(*standpoint) else (pytest.mark.heavy,)
    return pytest.param(*standpoint, id="-".join(standpoint), marks=marks)


@pytest.mark.parametrize("regime", TABLES)
def test_the_table_has_every_line_once(regime: str) -> None:
    wanted, there = Counter(keys(workflow(regime), HELD[regime])), Counter(row.key for row in TABLES[regime])
    assert there - wanted == Counter()
    assert wanted - there == Counter()


@pytest.mark.parametrize("regime", TABLES)
def test_words_and_articles_are_those_of_the_edition(regime: str) -> None:
    assert wrong_words(regime, TABLES[regime]) == []
    assert {row.regime for row in TABLES[regime]} == {regime}


@pytest.mark.parametrize("regime", TABLES)
def test_every_refusal_has_a_reason_and_every_permission_names_who(regime: str) -> None:
    for row in TABLES[regime]:
        assert (row.answer == "refused") == bool(row.reason), row.key
        if row.circumstance.startswith("met"):
            able = set(workflow(regime).move(row.move).roles)
            assert set(row.who.split("; ")) == able - ({"appointing_office"} if row.origin == "elsewhere" else set())
        if row.answer == "allowed":
            harmless = (row.origin, row.move, row.circumstance) in HARMLESS
            assert row.target and (row.circumstance.startswith("met") or harmless), row.key


@pytest.fixture
def bench(
    officer: Officer, division_head: Officer, chair: Officer, appointing: Officer, stranger: Officer, province: Agency,
    request: pytest.FixtureRequest,
) -> Callable[[str], Bench]:  # fmt: skip
    """Return a function that sets up a bench for a workflow."""
    names = ("open_one", "move", "tick_all", "registered", "heard", "vote", "in_plenary", "forwarded")
    make: dict[str, Any] = {name: request.getfixturevalue(name) for name in names}
    people = {"officer": officer, "division_head": division_head, "chair": chair}

    def set_up(flow_id: str) -> Bench:
        if flow_id == "hand_off":
            return HandOffBench("pilkada", {**people, "appointing_office": appointing}, stranger, province, make)
        return Bench(flow_id, people, stranger, province, make)

    return set_up


@pytest.mark.parametrize(("flow_id", "origin", "state"), [marked(*standpoint) for standpoint in STANDPOINTS])
def test_every_line_holds(bench: Callable[[str], Bench], flow_id: str, origin: str, state: str) -> None:
    tried, flow = bench(flow_id), workflow(flow_id)
    tried.stand(origin, state)
    for row in STANDPOINTS[flow_id, origin, state]:
        assert tried.tried(row, conditions(flow, flow.move(row.move))) == row


def test_the_page_for_lawyers_says_what_the_editions_say() -> None:
    """Made anew by `python -m scripts.procedure` whenever an edition changes."""
    assert procedure.OUT.read_text(encoding="utf-8") == procedure.page()
