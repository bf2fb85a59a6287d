"""Reach: who may look where, by role, region, unit and time."""

from datetime import timedelta

import pytest
from tests.cast import NOW, reach_for

from wasit.office import actions
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import NOWHERE, everywhere, reach_of
from wasit.text import Problem


def test_a_city_officer_reaches_the_city_only(officer: Officer) -> None:
    reach = reach_for(officer, "cases.view")
    assert reach.covers("35.73")
    assert reach.covers("35.73.01")
    assert not reach.covers("35.7")
    assert not reach.covers("35.74")
    assert not reach.covers("35")
    assert not reach.covers("")


def test_a_supervisor_reaches_every_city_of_the_province(supervisor: Officer) -> None:
    reach = reach_for(supervisor, "cases.view")
    assert reach.covers("35.73")
    assert reach.covers("35")
    assert not reach.covers("52.72")
    assert not reach_for(supervisor, "cases.handle").covers("35.73")


def test_an_operator_reaches_one_unit_and_what_is_below(operator: Officer) -> None:
    reach = reach_for(operator, "rosters.view")
    assert reach.covers("35.73", "35.73/disdik")
    assert reach.covers("35.73", "35.73/disdik/sdn-1")
    assert not reach.covers("35.73", "35.73/disdikbud")
    assert not reach.covers("35.73")


def test_each_permission_has_a_reach_of_its_own(city: Agency, other_city: Agency, officer: Officer) -> None:
    """A chair here who is an administrator there must not read cases there."""
    actions.give_role(officer, other_city, Role.ADMINISTRATOR, actor=None, now=NOW)
    assert not reach_for(officer, "cases.view").covers("52.72")
    assert reach_for(officer, "rosters.view").covers("52.72")


def test_a_role_counts_only_in_its_time(officer: Officer) -> None:
    held = Membership.objects.get(officer=officer)
    actions.end_role(held, actor=None, now=NOW)
    assert reach_for(officer, "cases.view", NOW).empty
    assert reach_for(officer, "cases.view", NOW - timedelta(seconds=1)).covers("35.73")
    assert reach_for(officer, "cases.view", NOW - timedelta(days=4000)).empty


def test_an_inactive_officer_reaches_nothing(officer: Officer) -> None:
    officer.is_active = False
    assert reach_of(officer, ROLES_BY_PERMISSION["home.view"], NOW) == NOWHERE


def test_limit_agrees_with_covers(city: Agency, other_city: Agency, province: Agency, officer: Officer) -> None:
    rows = Agency.objects.all()
    reach = reach_for(officer, "cases.view")
    assert set(reach.limit(rows)) == {row for row in rows if reach.covers(row.region_code)} == {city}
    assert not NOWHERE.limit(rows).exists()


@pytest.mark.parametrize("permission", sorted(ROLES_BY_PERMISSION))
def test_an_administrator_reads_no_case(administrator: Officer, permission: str) -> None:
    """Whoever keeps the accounts does not thereby see the files."""
    if permission.startswith(("cases.", "monitoring.")):
        assert reach_for(administrator, permission).empty


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIVISION_HEAD, Role.CHAIR, Role.PROVINCIAL_SUPERVISOR])
def test_a_role_of_the_other_side_is_refused_and_gives_nothing(
    government: Agency, officer: Officer, role: Role
) -> None:
    """A "chair" entered by mistake at the local government must not open Bawaslu's files of that city."""
    with pytest.raises(Problem, match="knows no role"):
        actions.give_role(officer, government, role, actor=None, now=NOW)
    Membership.objects.filter(officer=officer).delete()
    Membership.objects.create(officer=officer, agency=government, role=role, since=NOW)
    for permission in ROLES_BY_PERMISSION:
        assert reach_for(officer, permission).empty


def test_an_operator_without_a_unit_is_refused_and_reaches_nobody(government: Agency, operator: Officer) -> None:
    with pytest.raises(Problem, match="needs one unit"):
        actions.give_role(operator, government, Role.UNIT_OPERATOR, actor=None, now=NOW)
    Membership.objects.filter(officer=operator).update(unit_code="")
    assert reach_for(operator, "rosters.view").empty


def test_everywhere_stands_on_both_sides() -> None:
    assert everywhere().sides == {"bawaslu", "government"}


@pytest.mark.parametrize(
    ("email", "nip", "word"), [("A@wasit.example", None, "registered already"), ("b@wasit.example", "1" * 18, "number")]
)
def test_an_account_that_exists_is_told(db: None, email: str, nip: str | None, word: str) -> None:
    actions.make_officer(email="a@wasit.example", name="Sekar", password=None, actor=None, now=NOW, nip="1" * 18)
    with pytest.raises(Problem, match=word):
        actions.make_officer(email=email, name="Ranu", password=None, actor=None, now=NOW, nip=nip)
