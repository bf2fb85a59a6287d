"""A case handed to another office goes on there with everything in it, and with its clocks from their own starts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.queries import cases_visible_to
from wasit.office import journal
from wasit.office.models import Agency, Officer
from wasit.text import Problem


@pytest.fixture
def handed(
    registered: Callable[..., Case], heard: Callable[..., None], chair: Officer, province: Agency
) -> tuple[Case, Case]:
    """A registered report, its accused heard, handed to the province."""
    case = registered("report")
    at = case.registered_at + timedelta(hours=1)
    heard(case, at)
    twin = actions.transfer(
        case,
        province,
        reason="Ketua terkait (rekaan).",
        officer=chair,
        reach=reach_for(chair, "cases.handle", at),
        now=at,
    )
    return Case.objects.get(pk=case.pk), Case.objects.get(pk=twin.pk)


def test_it_ends_here_and_goes_on_there(handed: tuple[Case, Case], province: Agency) -> None:
    case, twin = handed
    assert (case.state, twin.state) == ("transferred", "clarification")
    assert twin.agency == province and twin.handler is None
    assert twin.register_number.startswith("001/Reg/LP/PB/Prov/35")
    assert not case.deadlines.filter(stopped_at=None)
    assert journal.verify().ok


def test_its_clock_runs_on_from_its_own_start(handed: tuple[Case, Case]) -> None:
    case, twin = handed
    before = case.deadlines.get(clock_id="pilkada-tangani")
    now = twin.deadlines.get(clock_id="pilkada-tangani", stopped_at=None)
    assert (now.started_at, now.due_at) == (before.started_at, before.due_at)


def test_nothing_stays_behind(handed: tuple[Case, Case]) -> None:
    case, twin = handed
    for rows in ("parties", "acts", "evidence", "checks", "replies"):
        assert getattr(twin, rows).count() == getattr(case, rows).count() > 0, rows
    assert twin.replies.get().party.case == twin
    assert bytes(twin.reporter_identity.sealed) == bytes(case.reporter_identity.sealed)
    assert [made.move_id for made in twin.moves.all()] == [made.move_id for made in case.moves.all()][:-1]


def test_the_city_that_gave_it_away_reads_it_no_longer(
    handed: tuple[Case, Case], chair: Officer, supervisor: Officer
) -> None:
    case, twin = handed
    now = twin.opened_at
    theirs, above = reach_for(chair, "cases.view", now), reach_for(supervisor, "cases.view", now)
    assert list(cases_visible_to(theirs)) == [case]
    assert set(cases_visible_to(above)) == {case, twin}
    assert twin.subject not in set(journal.entries(theirs).values_list("subject", flat=True))
    assert twin.subject in set(journal.entries(above).values_list("subject", flat=True))


def test_the_plain_move_cannot_lose_a_case(registered: Callable[..., Case], chair: Officer) -> None:
    case = registered()
    now = case.registered_at + timedelta(hours=1)
    reach = reach_for(chair, "cases.handle", now)
    with pytest.raises(Problem, match="opens it there|membukanya di sana"):
        actions.perform(case, "transfer", officer=chair, reach=reach, now=now, reason="x", addressee="y")


def test_it_goes_to_another_office_of_bawaslu_only(
    registered: Callable[..., Case], chair: Officer, government: Agency, city: Agency
) -> None:
    case = registered()
    now = case.registered_at + timedelta(hours=1)
    for wrong in (government, city):
        with pytest.raises(Problem):
            actions.transfer(
                case, wrong, reason="x", officer=chair, reach=reach_for(chair, "cases.handle", now), now=now
            )
    assert Case.objects.count() == 1


def test_an_officer_may_not_give_a_case_away(
    registered: Callable[..., Case], officer: Officer, province: Agency
) -> None:
    case = registered()
    now = case.registered_at + timedelta(hours=1)
    with pytest.raises(Problem):
        actions.transfer(
            case, province, reason="x", officer=officer, reach=reach_for(officer, "cases.handle", now), now=now
        )
    assert Case.objects.count() == 1
