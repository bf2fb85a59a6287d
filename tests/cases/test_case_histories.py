"""In no random history is a clock lost, a recommendation without a date, a number doubled, or a wall climbed."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test
from tests.cases.conformance_cases import Bench
from tests.cases.histories import Histories, build
from tests.cases.promises import World

from wasit.office.models import Agency, Officer, Role
from wasit.office.reach import reach_of

NAMES = ("officer", "colleague", "division_head", "chair", "stranger", "supervisor", "appointing", "operator")
MAKERS = ("open_one", "move", "tick_all", "registered", "heard", "vote", "in_plenary", "forwarded")
QUIET = dict.fromkeys(HealthCheck)
STEPS = 12
# 2 regimes x 10 seeds x 510 = 10,200 histories.
SEEDS, PER_SEED = range(10), 510


@pytest.fixture
def world(
    request: pytest.FixtureRequest, province: Agency, government: Agency, stranger: Officer
) -> Callable[[str], World]:
    """Return a function that builds the world in which the histories of a regime begin."""

    def make(regime: str) -> World:
        people: dict[str, Officer] = {name: request.getfixturevalue(name) for name in NAMES}
        # The widest reach each could ever have: every role they hold, whatever page asks.
        early = people["chair"].memberships.get().since
        reaches = {name: reach_of(person, tuple(Role), early) for name, person in people.items()}
        makers = {name: request.getfixturevalue(name) for name in MAKERS}
        return build(Bench(regime, people, stranger, province, makers), people, reaches)

    return make


def run(world: World, examples: int, seed: int) -> World:
    """Run random histories from a world; each is undone before the next begins."""
    # A new class for each run: the world is an attribute of it.
    machine = type("HistoriesHere", (Histories,), {"world": world})
    run_state_machine_as_test(
        seeded(seed)(machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            # A step costs too much for shrinking; twelve steps can be read as they are.
            phases=[Phase.generate],
            suppress_health_check=list(QUIET),
        ),
    )
    return world


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
def test_some_histories(world: Callable[[str], World], regime: str) -> None:
    tally = run(world(regime), 30, 20241127).tally
    assert tally["histories"] >= 30
    # Both happen often: a history of refusals alone, or of none, would prove little.
    assert tally["done"] > 60 and tally["refused"] > 60


@pytest.mark.heavy
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
def test_ten_thousand_histories(world: Callable[[str], World], regime: str, seed: int) -> None:
    tally = run(world(regime), PER_SEED, seed).tally
    assert tally["histories"] >= PER_SEED
    print(regime, seed, dict(sorted(tally.items())))
