"""Expunging: who was cleared leaves no trace of a name in any table of the case; numbers and dates stay."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import reverse
from tests.case_cast import sealed
from tests.cases.typed import HOUR, RECENT
from tests.cast import NOW, reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.opening import OpeningPerson
from wasit.office import journal
from wasit.office.models import Block, Officer
from wasit.text import Problem

NAMES = ("Raka Wirasana", "198801012010011001", "SDN Rekaan", "Lapangan Rekaan", "Saksi Rekaan", "RAHASIA-TEKS")


@pytest.fixture
def closed(
    registered: Callable[..., Case],
    move: Callable[..., Case],
    vote: Callable[..., Any],
    officer: Officer,
    division_head: Officer,
    colleague: Officer,
) -> Case:
    """A case that ended without proof, with names and free text wherever the procedure lets one type."""
    by = {"officer": officer, "reach": reach_for(officer, "cases.handle"), "now": NOW}
    accused = OpeningPerson(
        role="reported",
        name="Raka Wirasana",
        nip="198801012010011001",
        kind="pns",
        position="Guru RAHASIA-TEKS",
        unit_name="SDN Rekaan",
        unit_code="35.73/SDN Rekaan",
    )
    fields = {"people": (accused,), "title": "Dugaan RAHASIA-TEKS", "summary": "RAHASIA-TEKS", **RECENT}
    case = registered("finding", now=NOW - 8 * HOUR, place="Lapangan Rekaan", source="hit:RAHASIA-TEKS", **fields)
    merged = registered("finding", now=NOW - 6 * HOUR, evidence=(sealed(NOW, b"lain"),), **fields)
    actions.merge(case, merged, reason="RAHASIA-TEKS", **by)
    actions.add_party(case, OpeningPerson(role="witness", name="Saksi Rekaan"), **by)
    party = case.parties.get(role="reported")
    actions.check_requirement(case, case.checks.first().requirement_id, met=True, note="RAHASIA-TEKS", **by)
    row = actions.invite(case, party, held_at=NOW, place="RAHASIA-TEKS", sent_at=NOW, **by)
    actions.record_statement(row, heard_at=NOW, statement="RAHASIA-TEKS", under_oath=False, **by)
    for each in (case, merged):
        reply = actions.offer_reply(each, each.parties.get(role="reported"), offered_at=NOW, **by)
        actions.take_reply(reply, text="RAHASIA-TEKS", **by)
    actions.add_warning(case, party, kind="pact", on=RECENT["act_at"].date(), what="RAHASIA-TEKS", **by)
    actions.declare(case, colleague, reason="Kerabat Raka Wirasana", **{**by, "officer": colleague})
    case = move(case, "finish_clarification", NOW)
    actions.add_note(case, "RAHASIA-TEKS", kind="study", **by)
    case = move(case, "finish_study", NOW)
    vote(case, NOW, "not_proven")
    case = move(case, "decide_not_proven", NOW, reason="RAHASIA-TEKS")
    case = move(case, "tell_status", NOW, notified_at=NOW, note="RAHASIA-TEKS")
    return move(case, "close", NOW)


def texts() -> Iterator[tuple[str, str]]:
    """Every text in every table of cases, and of the conflicts and the journal that hang on one."""
    models = [
        *apps.get_app_config("cases").get_models(),
        *(apps.get_model("office", name) for name in ("Block", "JournalEntry")),
    ]
    for model in models:
        for field in model._meta.get_fields():
            if isinstance(field, CharField | TextField | JSONField):
                for value in model._default_manager.values_list(field.name, flat=True):
                    yield f"{model.__name__}.{field.name}", str(value)


def found() -> dict[str, str]:
    """Where a name still stands."""
    return {place: text for place, text in texts() if any(name in text for name in NAMES)}


def test_no_table_keeps_a_name(closed: Case, chair: Officer) -> None:
    assert len(found()) > 12
    number, moves = closed.register_number, closed.moves.count()
    reach = reach_for(chair, "cases.decide")
    actions.expunge(closed, reason="Tidak terbukti.", officer=chair, reach=reach, now=NOW)
    assert found() == {}
    assert (closed.register_number, closed.moves.count()) == (number, moves)
    assert Case.objects.filter(expunged_at=NOW).count() == 2
    assert journal.verify().ok
    with pytest.raises(Problem, match="hanya sekali|only once"):
        actions.expunge(closed, reason="Lagi.", officer=chair, reach=reach, now=NOW)


def test_what_was_proven_or_still_runs_is_never_expunged(
    registered: Callable[..., Case], forwarded: Callable[..., Case], chair: Officer
) -> None:
    doing = {"reason": "x", "officer": chair, "reach": reach_for(chair, "cases.decide"), "now": NOW}
    proven = forwarded("finding", now=NOW - 8 * HOUR, **RECENT)
    Case.objects.filter(pk=proven.pk).update(state="closed")
    for case in (registered("report", now=NOW - 5 * HOUR, **RECENT), Case.objects.get(pk=proven.pk)):
        with pytest.raises(Problem):
            actions.expunge(case, **doing)
        assert Case.objects.get(pk=case.pk).expunged_at is None


def test_the_page_says_what_goes_and_what_stays(
    closed: Case, client_for: Callable[[Officer], Client], chair: Officer, officer: Officer, stranger: Officer
) -> None:
    address = reverse("case_expunge", args=[closed.pk])
    assert client_for(officer).get(address).status_code == 403
    assert client_for(stranger).get(address).status_code == 403
    assert "Hapus rekam jejak" not in client_for(officer).get(closed.get_absolute_url()).content.decode()
    client = client_for(chair)
    page = client.get(address).content.decode()
    assert "Yang dihapus" in page and "Yang tetap" in page and "1 perkara yang digabung" in page
    assert client.post(address, {"reason": " "}).status_code == 200
    page = client.post(address, {"reason": "Tidak terbukti."}, follow=True).content.decode()
    assert "Rekam jejak dihapus" in page and not any(name in page for name in NAMES)
    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "Lagi."}).status_code == 200
    letter = client.get(reverse("case_letters", args=[closed.pk])).content.decode()
    assert "Buat surat" not in letter
    assert Block.objects.filter(subject=closed.subject).count() == 1
