"""Hearing people: invitations and what comes of them, the right of reply and its clock, what warned before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.cases.typed import HOUR, RECENT, boxes
from tests.cast import NOW, reach_for

from wasit.cases import actions
from wasit.cases.models import Case, Invitation, Party
from wasit.office.models import JournalEntry, Officer
from wasit.text import Problem


@pytest.fixture
def case(registered: Callable[..., Case]) -> Case:
    """A report registered two hours ago."""
    return registered("report", now=NOW - 2 * HOUR, **RECENT)


@pytest.fixture
def accused(case: Case) -> Party:
    """The reported person."""
    found: Party = case.parties.get(role="reported")
    return found


@pytest.fixture
def by(officer: Officer) -> Callable[[datetime], dict[str, Any]]:
    """Return a function that says who acts and when."""

    def make(now: datetime = NOW) -> dict[str, Any]:
        return {"officer": officer, "reach": reach_for(officer, "cases.handle", now), "now": now}

    return make


def invited(case: Case, party: Party | None, held_at: datetime, by: Callable[..., dict[str, Any]]) -> Invitation:
    """An invitation that reached somebody an hour ago."""
    return actions.invite(case, party, held_at=held_at, place="Ruang rekaan", sent_at=NOW - HOUR, **by())


def test_a_second_invitation_follows_the_first(case: Case, accused: Party, by: Callable[..., dict[str, Any]]) -> None:
    first = invited(case, accused, NOW - HOUR / 2, by)
    with pytest.raises(Problem, match="masih menunggu|still waits"):
        invited(case, accused, NOW + HOUR, by)
    actions.note_absence(first, **by())
    second = invited(case, accused, NOW + HOUR, by)
    assert (first.ordinal, second.ordinal) == (1, 2)
    with pytest.raises(Problem, match="sudah dicatat|recorded already"):
        actions.record_statement(first, heard_at=NOW, statement="Rekaan.", under_oath=False, **by())


def test_nobody_is_absent_before_the_hour(case: Case, accused: Party, by: Callable[..., dict[str, Any]]) -> None:
    invitation = invited(case, accused, NOW + HOUR, by)
    with pytest.raises(Problem, match="belum tiba|not come"):
        actions.note_absence(invitation, **by())
    actions.cancel_invitation(invitation, **by())
    assert invited(case, accused, NOW + HOUR, by).ordinal == 2


def test_a_late_answer_is_kept_and_told_as_late(
    case: Case,
    accused: Party,
    by: Callable[..., dict[str, Any]],
    client_for: Callable[[Officer], Client],
    chair: Officer,
) -> None:
    reply = actions.offer_reply(case, accused, offered_at=NOW - HOUR, **by())
    later = NOW + timedelta(days=3)
    actions.take_reply(reply, text="Saya tidak mengunggahnya (rekaan).", **by(later))
    clock = case.deadlines.get(clock_id="hak-jawab")
    assert (clock.stage, clock.about) == ("missed", f"party:{accused.pk}")
    page = client_for(chair).get(case.get_absolute_url()).content.decode()
    assert "dijawab, terlambat" in page
    with pytest.raises(Problem, match="sudah tercatat|recorded already"):
        actions.take_reply(reply, text="Lagi.", **by(later))


def test_only_the_reported_person_has_the_right_of_reply(case: Case, by: Callable[..., dict[str, Any]]) -> None:
    witness = case.parties.create(role="witness", name="Saksi Rekaan", added_at=NOW)
    with pytest.raises(Problem, match="terlapor|reported"):
        actions.offer_reply(case, witness, offered_at=NOW, **by())


def test_a_warning_lies_before_the_act(case: Case, accused: Party, by: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(Problem, match="sesudah perbuatan|after the act"):
        actions.add_warning(case, accused, kind="pact", on=NOW.date(), what="Rekaan", **by())
    assert not case.warnings.exists()


# ---------- pages ----------


def test_from_invitation_to_minutes_in_the_browser(
    case: Case, accused: Party, client_for: Callable[[Officer], Client], officer: Officer
) -> None:
    client = client_for(officer)
    typed = {
        "party": str(accused.pk),
        "place": "Kantor Rekaan",
        **boxes("sent_at", NOW - HOUR, case),
        **boxes("held_at", NOW - HOUR / 4, case),
    }
    assert client.post(reverse("case_invite", args=[case.pk]), typed).status_code == 302
    invitation = case.invitations.get()
    address = reverse("case_statement", args=[case.pk, invitation.pk])
    assert "Simpan berita acara" in client.get(address).content.decode()
    spoken = "T: Apakah sehat?\nJ: Ya, <b>sehat</b>."
    sent = client.post(address, {"statement": spoken, "under_oath": "on", **boxes("heard_at", NOW, case)})
    assert sent.status_code == 302
    page = client.get(address).content.decode()
    assert "&lt;b&gt;sehat&lt;/b&gt;" in page and "<b>sehat</b>" not in page
    assert "di bawah sumpah atau janji" in page
    assert "Raka" not in " ".join(str(one.details) for one in JournalEntry.objects.all())


def test_a_mistake_stands_beside_its_field_and_nothing_typed_is_lost(
    case: Case, accused: Party, client_for: Callable[[Officer], Client], officer: Officer
) -> None:
    client = client_for(officer)
    typed = {
        "party": str(accused.pk),
        "place": "Ruang <script>alert(1)</script>",
        **boxes("sent_at", NOW + HOUR, case),
        **boxes("held_at", NOW + 2 * HOUR, case),
    }
    page = client.post(reverse("case_invite", args=[case.pk]), typed).content.decode()
    assert 'id="id_sent_at_error"' in page and "masa depan" in page
    assert "Ruang &lt;script&gt;" in page and not case.invitations.exists()
    for party in ("999999999999999999999", "x", "", "pelapor' OR 1=1"):
        assert client.post(reverse("case_invite", args=[case.pk]), {**typed, "party": party}).status_code == 200
    assert not case.invitations.exists()


def test_the_reporter_is_invited_without_a_name(
    case: Case, client_for: Callable[[Officer], Client], officer: Officer
) -> None:
    client = client_for(officer)
    typed = {
        "party": "pelapor",
        "place": "Kantor Rekaan",
        **boxes("sent_at", NOW - HOUR, case),
        **boxes("held_at", NOW + HOUR, case),
    }
    client.post(reverse("case_invite", args=[case.pk]), typed)
    assert case.invitations.get().party is None
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Pelapor, tanpa nama" in page and "Melati" not in page


def test_an_answer_comes_as_a_file_and_goes_out_by_its_seal(
    case: Case,
    accused: Party,
    by: Callable[..., dict[str, Any]],
    client_for: Callable[[Officer], Client],
    officer: Officer,
    supervisor: Officer,
    stranger: Officer,
) -> None:
    actions.offer_reply(case, accused, offered_at=NOW - HOUR, **by())
    client, address = client_for(officer), reverse("case_reply", args=[case.pk, accused.pk])
    assert "belum diisi" in client.post(address, {"text": " "}).content.decode()
    paper = SimpleUploadedFile("jawaban.pdf", b"%PDF-1.4 rekaan")
    assert client.post(address, {"text": "", "uploads": paper}).status_code == 302
    sealed = case.replies.get().sha256
    handed = reverse("case_reply_file", args=[case.pk, accused.pk])
    got = client_for(supervisor).get(handed)
    assert b"".join(got.streaming_content) == b"%PDF-1.4 rekaan"  # type: ignore[attr-defined]
    assert JournalEntry.objects.filter(verb="cases.evidence_opened", details__sha256=sealed).count() == 1
    assert client_for(supervisor).post(address, {"text": "x"}).status_code == 403
    assert client_for(stranger).get(handed).status_code == 404


def test_absence_offer_and_warning_in_the_browser(
    case: Case,
    accused: Party,
    by: Callable[..., dict[str, Any]],
    client_for: Callable[[Officer], Client],
    officer: Officer,
) -> None:
    client = client_for(officer)
    early = invited(case, accused, NOW + HOUR, by)
    page = client.post(reverse("case_absence", args=[case.pk, early.pk]), follow=True).content.decode()
    assert "Waktu klarifikasi belum tiba" in page
    client.post(reverse("case_uninvite", args=[case.pk, early.pk]))
    assert case.invitations.get().outcome == "cancelled"
    assert client.get(reverse("case_absence", args=[case.pk, early.pk])).status_code == 405
    offer = reverse("case_offer", args=[case.pk, accused.pk])
    assert client.post(offer, boxes("offered_at", NOW, case)).status_code == 302
    assert case.deadlines.filter(clock_id="hak-jawab", stopped_at=None).exists()
    told = {"party": accused.pk, "kind": "pact", "what": "Menandatangani pakta", "on_day": "31", "on_month": "2"}
    page = client.post(reverse("case_warning", args=[case.pk]), {**told, "on_year": "2024"}).content.decode()
    assert "31 Februari tidak ada" in page and "Menandatangani pakta" in page
    good = {**told, "on_day": "1", "on_month": "agustus", "on_year": "2024"}
    assert client.post(reverse("case_warning", args=[case.pk]), good).status_code == 302
    assert str(case.warnings.get().on) == "2024-08-01"
