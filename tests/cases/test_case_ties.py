"""Cases joined and taken apart: nothing is lost by either; and what they share is shown without naming anybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.case_cast import sealed
from tests.cases.typed import HOUR, RECENT
from tests.cast import NOW, reach_for

from wasit.cases import actions, link_picture, links
from wasit.cases.models import Case, Tie
from wasit.cases.opening import OpeningPerson
from wasit.forwarding.queries import recommendations_from
from wasit.office.models import Officer
from wasit.text import Problem


@pytest.fixture
def pair(registered: Callable[..., Case]) -> tuple[Case, Case]:
    """Two findings at the same stage; the first came two hours earlier."""
    other = (OpeningPerson(role="reported", name="Galih Rekaan", nip="198801012010011002"),)
    first = registered("finding", now=NOW - 4 * HOUR, **RECENT)
    return first, registered("finding", now=NOW - 2 * HOUR, people=other, evidence=(sealed(NOW, b"lain"),), **RECENT)


@pytest.fixture
def by(chair: Officer) -> Callable[..., dict[str, Any]]:
    """Return a function that says who acts and when."""

    def make(now: Any = NOW) -> dict[str, Any]:
        return {"officer": chair, "reach": reach_for(chair, "cases.handle", now), "now": now}

    return make


def test_taken_out_again_its_clocks_keep_their_starts(
    pair: tuple[Case, Case], by: Callable[..., dict[str, Any]]
) -> None:
    lead, other = pair
    before = other.deadlines.get(stopped_at=None)
    tie = actions.merge(lead, other, reason="Peristiwa yang sama.", **by())
    assert not other.deadlines.filter(stopped_at=None) and other.merged_into == lead
    later = NOW + timedelta(days=30)
    actions.undo(tie, reason="Keliru.", **by(later))
    after = other.deadlines.get(stopped_at=None)
    assert (after.started_at, after.due_at) == (before.started_at, before.due_at)
    actions.look_at_deadlines(later)
    assert other.deadlines.get(stopped_at=None).stage == "late"
    assert Case.objects.get(pk=other.pk).merged_into is None
    with pytest.raises(Problem, match="sudah dilepas|undone already"):
        actions.undo(tie, reason="Lagi.", **by(later))


def test_the_earlier_limit_leads(pair: tuple[Case, Case], by: Callable[..., dict[str, Any]]) -> None:
    first, second = pair
    before = first.deadlines.get(stopped_at=None)
    type(before).objects.filter(pk=before.pk).update(due_at=before.due_at + timedelta(days=5))
    with pytest.raises(Problem, match="lebih dahulu|comes first"):
        actions.merge(first, second, reason="x", **by())
    assert not Tie.objects.exists()


def test_only_cases_of_one_stage_merge(
    pair: tuple[Case, Case], move: Callable[..., Case], by: Callable[..., dict[str, Any]]
) -> None:
    lead, other = pair
    move(lead, "finish_clarification", NOW)
    with pytest.raises(Problem, match="tahap|stage"):
        actions.merge(lead, other, reason="x", **by())


def test_everybody_of_a_merged_case_is_heard_before_the_lead_decides(
    pair: tuple[Case, Case],
    heard: Callable[..., None],
    move: Callable[..., Case],
    vote: Callable[..., Any],
    officer: Officer,
    by: Callable[..., dict[str, Any]],
) -> None:
    lead, other = pair
    actions.merge(lead, other, reason="Peristiwa yang sama.", **by())
    heard(lead, NOW)
    lead = move(lead, "finish_clarification", NOW)
    actions.add_note(lead, "Kajian.", kind="study", **by())
    lead = move(lead, "finish_study", NOW)
    vote(lead, NOW)
    deciding = {"outcomes": ("ethics_discipline",), "addressee": "BKN dan PPK"}
    with pytest.raises(Problem, match="kesempatan menjawab|chance to answer"):
        move(lead, "decide_forward", NOW, **deciding)
    actions.offer_reply(other, other.parties.get(), offered_at=NOW, **by())
    with pytest.raises(Problem, match="masih berjalan|still has time"):
        move(lead, "decide_forward", NOW, **deciding)
    after = NOW + timedelta(days=2)
    lead = move(lead, "decide_forward", after, **deciding)
    assert {one.person_name for one in recommendations_from(lead.subject)} == {"Raka Wirasana", "Galih Rekaan"}
    assert not other.deadlines.filter(stopped_at=None)


def test_a_conflict_in_one_closes_both(
    pair: tuple[Case, Case],
    colleague: Officer,
    by: Callable[..., dict[str, Any]],
    client_for: Callable[[Officer], Client],
) -> None:
    lead, other = pair
    actions.declare(other, colleague, reason="Kerabat.", **by())
    actions.merge(lead, other, reason="Peristiwa yang sama.", **by())
    assert {client_for(colleague).get(one.get_absolute_url()).status_code for one in pair} == {404}


def test_a_conflict_in_either_case_keeps_from_joining_and_parting(
    pair: tuple[Case, Case], colleague: Officer, by: Callable[..., dict[str, Any]]
) -> None:
    first, second = pair
    theirs = {"officer": colleague, "reach": reach_for(colleague, "cases.handle", NOW), "now": NOW}
    tie = actions.relate(first, second, reason="Peristiwa yang sama.", **by())
    actions.declare(second, colleague, reason="Kerabat.", **by())
    with pytest.raises(Problem, match="conflict of interest|benturan"):
        actions.undo(tie, reason="Keliru.", **theirs)
    assert Tie.objects.get().undone_at is None
    actions.undo(tie, reason="Keliru.", **by())
    with pytest.raises(Problem, match="conflict of interest|benturan"):
        actions.relate(first, second, reason="Lagi.", **theirs)


def test_a_merged_case_stands_still(
    pair: tuple[Case, Case],
    move: Callable[..., Case],
    by: Callable[..., dict[str, Any]],
    client_for: Callable[[Officer], Client],
    officer: Officer,
) -> None:
    lead, other = pair
    actions.merge(lead, other, reason="Peristiwa yang sama.", **by())
    with pytest.raises(Problem, match="digabung|merged"):
        move(Case.objects.get(pk=other.pk), "finish_clarification", NOW)
    client = client_for(officer)
    assert f"digabung ke {lead.short_name}" in client.get(other.get_absolute_url()).content.decode()
    page = client.get(lead.get_absolute_url()).content.decode()
    assert f"{other.short_name} membawa 1 terlapor dan 1 bukti" in page
    listed = client.get(reverse("cases")).content.decode()
    assert lead.short_name in listed and other.short_name not in listed


# ---------- pages ----------


def test_found_related_and_taken_apart_in_the_browser(
    pair: tuple[Case, Case], client_for: Callable[[Officer], Client], officer: Officer, open_one: Callable[..., Case]
) -> None:
    case, other = pair
    client, address = client_for(officer), reverse("case_ties", args=[case.pk])
    typed = {"q": other.short_name, "other": other.pk, "how": "related"}
    page = client.post(address, typed).content.decode()
    assert 'id="id_reason_error"' in page and f'value="{other.pk}"' in page
    for bad in (case.pk, "9" * 30, "x", ""):
        assert client.post(address, {**typed, "other": bad, "reason": "x"}).status_code == 200
    assert not Tie.objects.exists()
    assert client.post(address, {**typed, "reason": "Unit yang <u>sama</u>."}).status_code == 302
    tie = Tie.objects.get()
    assert other.short_name in client.get(case.get_absolute_url()).content.decode()
    undo = reverse("case_untie", args=[other.pk, tie.pk])
    assert "Unit yang &lt;u&gt;sama&lt;/u&gt;" in client.get(undo).content.decode()
    assert client.post(undo, {"reason": "Keliru."}).status_code == 302
    assert client.get(undo).status_code == 404
    Tie.objects.get(undone_reason="Keliru.")


def test_a_case_out_of_reach_cannot_be_found(
    pair: tuple[Case, Case], client_for: Callable[[Officer], Client], stranger: Officer, officer: Officer
) -> None:
    assert client_for(stranger).get(reverse("case_ties", args=[pair[0].pk])).status_code == 404
    actions.declare(
        pair[1], officer, reason="Kerabat.", officer=officer, reach=reach_for(officer, "cases.handle"), now=NOW
    )
    page = client_for(officer).get(reverse("case_ties", args=[pair[0].pk]), {"q": "dugaan"}).content.decode()
    assert pair[1].short_name not in page


# ---------- links ----------


@pytest.fixture
def alike(registered: Callable[..., Case]) -> Callable[..., Case]:
    """Return a function that registers a finding about somebody of one invented school."""

    def make(name: str, **changes: Any) -> Case:
        person = OpeningPerson(
            role="reported", name=name, nip=changes.pop("nip", ""), unit_name="SDN Rekaan 2", unit_code="35.73/sdn"
        )
        pair = OpeningPerson(role="beneficiary", name="Paslon 2")
        evidence = (sealed(NOW, f"{name} {changes}".encode()),)
        fields = {"people": (person, pair), "evidence": evidence, "place": "Lapangan Rekaan", **RECENT, **changes}
        return registered("finding", now=NOW - 5 * HOUR, **fields)

    return make


def test_links_say_in_which_respect_and_name_nobody(
    alike: Callable[..., Case], client_for: Callable[[Officer], Client], officer: Officer, stranger: Officer
) -> None:
    nip = "198801012010011001"
    case, same, unit = (
        alike("Satu Rekaan", nip=nip),
        alike("Satu R. (rekaan)", nip=nip),
        alike("Dua Rekaan", place="Pasar"),
    )
    web = links.web_of(reach_for(officer, "cases.view"), case)
    assert {link.case.pk: link.kinds for link in web.links} == {
        same.pk: ["person", "unit", "event", "candidate"],
        unit.pk: ["unit", "candidate"],
    }
    address = reverse("case_links", args=[case.pk])
    page = client_for(officer).get(address).content.decode()
    picture = page.partition("<svg")[2].partition("</section>")[0]
    assert same.short_name in page and "Rekaan</text>" not in picture
    assert "Satu R" not in page and "Dua Rekaan" not in page and nip not in page
    assert client_for(officer).get(address).content.decode().count("mk-person") == page.count("mk-person")
    assert client_for(stranger).get(address).status_code == 404


def test_whoever_was_cleared_is_linked_by_nothing_but_the_facts(alike: Callable[..., Case], officer: Officer) -> None:
    nip = "198801012010011001"
    case, other = alike("Satu Rekaan", nip=nip), alike("Satu Rekaan", nip=nip, place="Pasar")
    reach = reach_for(officer, "cases.view")
    Case.objects.filter(pk=other.pk).update(state="not_proven")
    assert [link.kinds for link in links.web_of(reach, case).links] == [["unit", "candidate"]]
    assert [link.kinds for link in links.web_of(reach, Case.objects.get(pk=other.pk)).links] == [["unit", "candidate"]]
    Case.objects.filter(pk=other.pk).update(expunged_at=NOW)
    assert not links.web_of(reach, case).links


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("https://www.instagram.com/akun.rekaan/p/1", "instagram.com/akun.rekaan"),
        ("https://m.tiktok.com/@akun", "tiktok.com/akun"),
        ("https://berita.example/2024/10/satu/", "berita.example/2024/10/satu"),
        ("https://facebook.com/", ""),
        ("http://[::1", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_whose_account_an_address_is(address: str, account: str) -> None:
    assert links.account_of(address) == account


def test_the_picture_is_always_the_same(alike: Callable[..., Case], officer: Officer) -> None:
    case = alike("Satu Rekaan")
    for name in ("Dua Rekaan", "Tiga Rekaan", "Empat Rekaan"):
        alike(name)
    reach = reach_for(officer, "cases.view")
    one, two = (link_picture.picture_of(links.web_of(reach, case)) for _ in range(2))
    assert one == two and len(one.branches) == 3
    assert [mark.x for mark in one.branches[0].marks] == sorted({mark.x for mark in one.branches[0].marks})
