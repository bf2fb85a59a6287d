"""Conflicts of interest: declared, ordered, found; the closed file does not exist for whom it is closed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOW, reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.office import actions as office
from wasit.office.blocks import standing
from wasit.office.models import Agency, Officer, Role
from wasit.text import Problem


@pytest.fixture
def case(registered: Callable[..., Case], chair: Officer) -> Case:
    """A registered finding; its office has a chair."""
    return registered("finding")


def test_the_reported_officer_never_sees_the_file(
    open_one: Callable[..., Case], colleague: Officer, client_for: Callable[[Officer], Client]
) -> None:
    Officer.objects.filter(pk=colleague.pk).update(nip="198801012010011001")
    case = open_one("finding")
    assert standing(case.subject).get().officer == colleague
    assert client_for(colleague).get(case.get_absolute_url()).status_code == 404


def test_nobody_lifts_their_own_conflict(
    case: Case, chair: Officer, division_head: Officer, officer: Officer, registered: Callable[..., Case]
) -> None:
    head = {"officer": division_head, "reach": reach_for(division_head, "cases.handle"), "now": NOW}
    block = actions.declare(case, division_head, reason="Kerabat (rekaan).", **head)
    with pytest.raises(Problem):
        actions.reopen(case, block, reason="Sudah tidak.", **head)
    staff = {"officer": officer, "reach": reach_for(officer, "cases.handle"), "now": NOW}
    with pytest.raises(Problem, match="ketua|chair"):
        actions.reopen(case, block, reason="Sudah tidak.", **staff)
    other = registered("report")
    lifting = {"officer": chair, "reach": reach_for(chair, "cases.handle"), "now": NOW}
    with pytest.raises(Problem):
        actions.reopen(other, block, reason="Perkara lain.", **lifting)
    assert standing(case.subject).count() == 1
    actions.reopen(case, block, reason="Salah catat.", **lifting)
    assert not standing(case.subject)
    with pytest.raises(Problem, match="sudah dicabut|lifted already"):
        actions.reopen(case, block, reason="Lagi.", **lifting)


def test_a_case_always_keeps_somebody_who_decides(case: Case, chair: Officer, city: Agency) -> None:
    mine = {"officer": chair, "reach": reach_for(chair, "cases.handle"), "now": NOW}
    with pytest.raises(Problem, match="provinsi|provincial"):
        actions.declare(case, chair, reason="Kerabat (rekaan).", **mine)
    second = office.make_officer(email="dua@wasit.example", name="Ketua Dua", password=None, actor=None, now=NOW)
    office.give_role(second, city, Role.CHAIR, actor=None, now=NOW)
    actions.declare(case, chair, reason="Kerabat (rekaan).", **mine)
    assert [one.officer for one in standing(case.subject)] == [chair]


# ---------- pages ----------


def test_an_officer_declares_and_is_out(
    case: Case, officer: Officer, colleague: Officer, client_for: Callable[[Officer], Client]
) -> None:
    client, address = client_for(officer), reverse("case_conflicts", args=[case.pk])
    page = client.get(address).content.decode()
    assert "Nyatakan benturan Anda" in page and colleague.name not in page
    typed = {"whose": colleague.pk, "reason": "Bukan saya."}
    assert client.post(address, typed).status_code == 200
    assert not standing(case.subject)
    page = client.post(address, {"whose": officer.pk, "reason": "Kerabat <b>x</b>"}, follow=True).content.decode()
    assert "Berkas ditutup bagi Anda" in page and case.title not in page
    assert client.get(address).status_code == 404
    assert Case.objects.get(pk=case.pk).handler is None


def test_the_chair_orders_lifts_and_sees_the_reasons(
    case: Case, officer: Officer, colleague: Officer, chair: Officer, client_for: Callable[[Officer], Client]
) -> None:
    client, address = client_for(chair), reverse("case_conflicts", args=[case.pk])
    client.post(address, {"whose": colleague.pk, "reason": "Kerabat <b>x</b>"})
    block = standing(case.subject).get()
    assert block.source == "ordered"
    page = client.get(case.get_absolute_url()).content.decode()
    assert colleague.name in page and "Kerabat &lt;b&gt;x&lt;/b&gt;" in page
    assert "Kerabat" not in client_for(officer).get(case.get_absolute_url()).content.decode()
    lift = reverse("case_conflict_lift", args=[case.pk, block.pk])
    assert client_for(officer).get(lift).status_code == 403
    assert client_for(colleague).get(lift).status_code == 403
    assert client.get(reverse("case_conflict_lift", args=[case.pk, block.pk + 99])).status_code == 404
    assert client.post(lift, {"reason": ""}).status_code == 200
    assert client.post(lift, {"reason": "Salah catat."}).status_code == 302
    assert client_for(colleague).get(case.get_absolute_url()).status_code == 200
