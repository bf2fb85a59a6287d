"""A move that fails half-way leaves the case in hand as it is in the database."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.office.models import Officer
from wasit.proceedings.problems import FieldProblem


def test_a_decision_that_is_not_the_plenarys_changes_nothing_in_hand(
    in_plenary: Callable[..., Case], vote: Callable[..., object], chair: Officer
) -> None:
    case = in_plenary()
    now = case.state_since + timedelta(hours=1)
    vote(case, now)
    kept = (case.state, case.version, case.state_since)
    with pytest.raises(FieldProblem):
        actions.perform(
            case, "decide_forward", officer=chair, reach=reach_for(chair, "cases.handle", now), now=now,
            outcomes=("criminal",), addressee="x",
        )  # fmt: skip
    assert (case.state, case.version, case.state_since) == kept
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.version, stored.state_since) == kept
