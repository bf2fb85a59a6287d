"""`wasit tick`: clocks that the rulebook moved, reminders, and one line for each clock that cannot be read."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import NOW, reach_for
from tests.walks.conftest import Wall

from wasit.cases import actions as cases
from wasit.cases.actions import open_case
from wasit.cases.models import Case, Deadline
from wasit.cases.opening import Opening
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.office.models import JournalEntry, Notice, Officer
from wasit.site import tick

NOTHING = {"recomputed": 0, "deadlines": 0, "recommendations_recomputed": 0, "recommendations": 0}


@pytest.fixture
def late_case(officer: Officer, now: object) -> Case:
    """A report whose initial review ran out yesterday."""
    opened = NOW - timedelta(days=4)
    return open_case(
        Opening(origin="report", region_code="35.73", title="Dugaan rekaan", act_at=opened, known_at=opened, place="X"),
        officer=officer, reach=reach_for(officer, "cases.open", opened), now=opened,
    )  # fmt: skip


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """Run one tick and return what it says it did."""
    assert tick.command(["--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_one_tick_reminds_and_the_next_has_nothing_to_do(
    late_case: Case, officer: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys) == {**NOTHING, "deadlines": 1}
    assert told(capsys) == NOTHING
    assert Notice.objects.filter(officer=officer).count() == 1


def test_a_corrected_rule_moves_open_clocks(late_case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    deadline = late_case.deadlines.get()
    Deadline.objects.filter(pk=deadline.pk).update(due_at=deadline.due_at + timedelta(days=30))  # type: ignore[operator]
    assert told(capsys)["recomputed"] == 1
    assert late_case.deadlines.get().due_at == deadline.due_at


def test_a_clock_that_cannot_be_read_is_told(late_case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    late_case.deadlines.update(clock_id="hilang")
    assert tick.command([]) == 1
    assert "hilang" in capsys.readouterr().err


@pytest.fixture
def unsent(
    forwarded: Callable[..., Case], monkeypatch: pytest.MonkeyPatch, officer: Officer
) -> tuple[Recommendation, Wall]:
    """A recommendation whose package should have been sent by now, and the clock on the wall."""
    case = forwarded(outcomes=("criminal",))
    one = Recommendation.objects.get(source=case.subject)
    due = one.deadlines.get(clock_id="kirim-penerusan").due_at
    assert due is not None
    wall = Wall(due + timedelta(seconds=1))
    monkeypatch.setattr("wasit.site.clock.now", wall)
    return one, wall


def test_a_tick_looks_at_recommendations_too(
    unsent: tuple[Recommendation, Wall], officer: Officer, chair: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    one, _wall = unsent
    assert told(capsys)["recommendations"] == 1
    assert told(capsys) == NOTHING
    late = one.deadlines.get(clock_id="kirim-penerusan")
    assert (late.stage, late.look_at) == (RecommendationDeadline.Stage.LATE, None)
    for person in (officer, chair):
        assert Notice.objects.filter(officer=person, key__startswith=f"forwarding.deadline:{late.pk}:late").count() == 1
    assert JournalEntry.objects.filter(verb="forwarding.deadline_late", subject=one.subject).count() == 1


def test_a_corrected_rule_moves_the_clocks_of_recommendations(
    unsent: tuple[Recommendation, Wall], capsys: pytest.CaptureFixture[str]
) -> None:
    one, _wall = unsent
    row = one.deadlines.get(clock_id="kirim-penerusan")
    wrong = row.due_at + timedelta(days=30)
    RecommendationDeadline.objects.filter(pk=row.pk).update(due_at=wrong, look_at=wrong)
    # Reckoned anew first, it is looked at where it now stands: late.
    assert told(capsys) == {**NOTHING, "deadlines": 1, "recommendations_recomputed": 1, "recommendations": 1}
    row.refresh_from_db()
    assert (row.due_at, row.stage) == (wrong - timedelta(days=30), RecommendationDeadline.Stage.LATE)


def test_a_recommendation_whose_clock_cannot_be_read_is_told(
    unsent: tuple[Recommendation, Wall], capsys: pytest.CaptureFixture[str]
) -> None:
    one, _wall = unsent
    one.deadlines.update(clock_id="raib")
    assert tick.command([]) == 1
    assert "raib" in capsys.readouterr().err


def test_a_letter_that_went_out_before_the_tick_is_not_asked_for_again(
    forwarded: Callable[..., Case], monkeypatch: pytest.MonkeyPatch, chair: Officer, capsys: pytest.CaptureFixture[str]
) -> None:
    case = forwarded(outcomes=("criminal",))
    one = Recommendation.objects.get(source=case.subject)
    by: dict[str, Any] = {"officer": chair, "reach": reach_for(chair, "cases.handle"), "now": case.state_since}
    cases.make_package(case, one, evidence=(), conclusion="Diteruskan.", **by)
    cases.send(case, one, **by)
    due = one.deadlines.get(clock_id="konfirmasi-penerusan").due_at
    assert due is not None
    wall = Wall(due + timedelta(minutes=1))
    monkeypatch.setattr("wasit.site.clock.now", wall)
    forwarding.perform(one, "letter_1", **{**by, "now": wall.now})
    told(capsys)
    running = one.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True)
    assert set(running) == {"konfirmasi-penerusan", "surat-tanya-2"}
