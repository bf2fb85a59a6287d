"""A state that names a clock of the house gets it also while somebody's own time to answer runs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.office.models import Officer


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
def test_a_completed_report_waits_under_a_clock_of_its_own(
    open_one: Callable[..., Case], move: Callable[..., Case], officer: Officer, regime: str
) -> None:
    case = open_one("report", regime)
    now = case.opened_at + timedelta(hours=1)
    reach = reach_for(officer, "cases.handle", now)
    actions.offer_reply(case, case.parties.get(), offered_at=now, officer=officer, reach=reach, now=now)
    case = move(case, "ask_completion", now, missing_requirements=("time_place",), notified_at=now)
    case = move(case, "receive_completion", now + timedelta(minutes=5))
    running = set(case.deadlines.filter(stopped_at=None, about="").values_list("clock_id", flat=True))
    assert case.state == "initial_review"
    assert running == {"kajian-awal-lengkap"}
