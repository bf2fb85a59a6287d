"""`wasit tick`: clocks that the rulebook moved, reminders, and one line for each clock that cannot be read."""

import json
from datetime import timedelta

import pytest
from tests.cast import NOW, reach_for

from wasit.cases.actions import open_case
from wasit.cases.models import Case, Deadline
from wasit.cases.opening import Opening
from wasit.office.models import Notice, Officer
from wasit.site import tick


@pytest.fixture
def late_case(officer: Officer, now: object) -> Case:
    """A report whose initial review ran out yesterday."""
    opened = NOW - timedelta(days=4)
    return open_case(
        Opening(origin="report", region_code="35.73", title="Dugaan rekaan", act_at=opened, known_at=opened, place="X"),
        officer=officer, reach=reach_for(officer, "cases.open", opened), now=opened,
    )  # fmt: skip


def test_one_tick_reminds_and_the_next_has_nothing_to_do(
    late_case: Case, officer: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tick.command(["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"recomputed": 0, "deadlines": 1}
    assert tick.command(["--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"recomputed": 0, "deadlines": 0}
    assert Notice.objects.filter(officer=officer).count() == 1


def test_a_corrected_rule_moves_open_clocks(late_case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    deadline = late_case.deadlines.get()
    Deadline.objects.filter(pk=deadline.pk).update(due_at=deadline.due_at + timedelta(days=30))  # type: ignore[operator]
    assert tick.command(["--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recomputed"] == 1
    assert late_case.deadlines.get().due_at == deadline.due_at


def test_a_clock_that_cannot_be_read_is_told(late_case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    late_case.deadlines.update(clock_id="hilang")
    assert tick.command([]) == 1
    assert "hilang" in capsys.readouterr().err
