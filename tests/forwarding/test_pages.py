"""The two desks over HTTP: who sees what in either language, forms that make moves, and what stays hidden."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.forwarding.conftest import Make, answering, fresh, sending
from tests.walks.conftest import Wall, downloaded, said, wall, words_in

from wasit.cases.opening import OpeningAct
from wasit.forwarding import actions
from wasit.forwarding.models import Recommendation
from wasit.office.models import JournalEntry, Officer

__all__ = ["wall"]
SECRET = ("Keterangan rahasia", "Pertimbangan rahasia", "Rekaan superior")


@pytest.fixture
def reader(client_for: Callable[[Officer | None], Client], wall: Wall) -> Callable[..., Client]:
    """Return a browser signed in as a person, in a language."""

    def make(person: Officer, language: str = "id") -> Client:
        client = client_for(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return make


def boxes(name: str, at: datetime, one: Recommendation) -> dict[str, str]:
    """A moment as typed into its four boxes."""
    here = one.local(at)
    return {
        f"{name}_day": str(here.day),
        f"{name}_month": str(here.month),
        f"{name}_year": str(here.year),
        f"{name}_time": f"{here:%H.%M}",
    }


def page(one: Recommendation, name: str = "recommendation", *more: Any) -> str:
    return reverse(name, args=[one.pk, *more])


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_both_desks_opens_in_both_languages(
    language: str, delivered: Make, officer: Officer, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = delivered()
    wall.now = one.state_since + timedelta(hours=2)
    ours, theirs = reader(officer, language), reader(appointing, language)
    for client in (ours, theirs):
        assert one.short_name in said(client.get(reverse("recommendations") + "?saring=all"))
        assert one.short_name in said(client.get(page(one)))
        said(client.get(reverse("records") + "?q=Raka"))
        assert "Raka Wirasana" in said(client.get(page(one, "recommendation_record")))
    for name in ("summons", "received", "team", "minutes", "decision", "handover", "paper", "contest", "verdict"):
        said(theirs.get(page(one, f"recommendation_{name}")))
        assert ours.get(page(one, f"recommendation_{name}")).status_code == 403
    for name in ("redirect", "owner"):
        said(ours.get(page(one, f"recommendation_{name}")))
        assert theirs.get(page(one, f"recommendation_{name}")).status_code == 403
    for rung in ("letter_1", "letter_2", "letter_3", "bkn_package"):
        said(ours.get(page(one, "recommendation_letter", rung)))
    for move in ("take_effect", "note_absence", "receive", "return_package"):
        said(theirs.get(page(one, "recommendation_move", move)))


def test_a_page_says_where_it_stands_and_what_comes_when_no_news_comes(
    accepted: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = accepted()
    wall.now = one.state_since + timedelta(hours=1)
    told = said(reader(appointing).get(page(one)))
    for words in (
        "Penerusan dari Bawaslu Kota Malang",
        "Tangga tindak lanjut",
        "Bila tidak ada kabar",
        "Surat tanya pertama",
        "Paket disampaikan kepada BKN",
        "Paket ini tidak memuat pelapor",
        "PP 94/2021",
        "tangkapan.txt",
        "Mulai pemeriksaan",
    ):
        assert words in told
    assert "14 hari kerja" in told and "belum pasti" in told.lower()


def test_the_sender_sees_states_and_outcome_but_not_the_inside_of_the_examination(
    decided: Make, officer: Officer, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = decided()
    wall.now = one.state_since + timedelta(hours=1)
    ours, theirs = said(reader(officer).get(page(one))), said(reader(appointing).get(page(one)))
    assert "Penurunan jabatan setingkat selama 12 bulan" in ours and "800/1/2024" in ours
    assert all(secret in theirs for secret in SECRET)
    assert not any(secret in ours for secret in SECRET)
    assert appointing.name in theirs and appointing.name not in ours
    assert officer.name in ours


def test_looking_is_written_down_once_an_hour_and_evidence_every_time(
    sent: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    wall.now = one.state_since + timedelta(hours=1)
    client = reader(appointing)
    for _again in range(3):
        client.get(page(one))
    sha256 = one.package["evidence"][0]["sha256"]
    for _again in range(2):
        assert downloaded(client.get(page(one, "recommendation_evidence", sha256))) == b"tangkapan rekaan"
    wall.now += timedelta(hours=2)
    client.get(page(one))
    seen = JournalEntry.objects.filter(subject=one.subject, actor=appointing)
    assert seen.filter(verb="forwarding.viewed").count() == 2
    assert seen.filter(verb="forwarding.evidence_opened", details__sha256=sha256).count() == 2
    assert set(seen.values_list("agency", flat=True)) == {one.recipient_agency_id}


def test_evidence_leaves_the_vault_only_from_the_package_and_only_while_it_counts(
    sent: Make, officer: Officer, chair: Officer, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    wall.now = one.state_since + timedelta(hours=1)
    sha256 = one.package["evidence"][0]["sha256"]
    theirs, ours = reader(appointing), reader(officer)
    assert theirs.get(page(one, "recommendation_evidence", "0" * 64)).status_code == 404
    actions.perform(one, "revoke", reason="Keliru penerima.", **sending(chair, wall.now))
    assert theirs.get(page(one, "recommendation_evidence", sha256)).status_code == 404
    told = said(theirs.get(page(one)))
    assert "Keliru penerima." in told and "tidak dapat dibuka" in told
    assert "Raka Wirasana" not in told and "Diteruskan (rekaan)" not in told
    assert "Raka Wirasana" not in said(theirs.get(reverse("recommendations") + "?saring=all"))
    assert theirs.get(page(one, "recommendation_record")).status_code == 404
    downloaded(ours.get(page(one, "recommendation_evidence", sha256)))


def test_bytes_that_no_longer_fit_their_seal_are_not_handed_out(
    sent: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    wall.now = one.state_since + timedelta(hours=1)
    sha256 = one.package["evidence"][0]["sha256"]
    kept = next(path for path in settings.VAULT.rglob("*") if path.is_file() and sha256 in str(path).replace("/", ""))
    kept.chmod(0o600)
    kept.write_bytes(b"diubah")
    client = reader(appointing)
    answer = client.get(page(one, "recommendation_evidence", sha256))
    assert answer.status_code == 400 and "Segel" in words_in(answer.content.decode())
    assert "Bongkar" not in said(client.get(page(one)))


def test_a_case_goes_from_receipt_to_a_penalty_in_force_by_forms_alone(
    sent: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    client = reader(appointing)
    wall.now = one.state_since + timedelta(hours=1)

    def post(name: str, /, *more: Any, **typed: str) -> str:
        answer = client.post(page(one, name, *more), typed, follow=True)
        return said(answer)

    post("recommendation_move", "receive", versi=str(fresh(one).version))
    signer = {
        "write_letter": "on",
        "signer_position": "Kepala BKPSDM",
        "signer_name": "Rekaan Penanda",
        "signer_nip": "",
    }
    near, far = wall.now + timedelta(days=3), wall.now + timedelta(days=15)
    summons = {"place": "Ruang rapat BKPSDM", "before": "Rekaan Pemeriksa, Kepala BKPSDM", **signer}
    assert "Terlalu dekat" in post("recommendation_summons", **summons, **boxes("examination_at", near, one))
    assert not one.summonses.exists()
    post("recommendation_summons", **summons, **boxes("examination_at", far, one))
    row = one.summonses.get()
    assert row.received_at is None and row.letter is not None and row.letter.kind == "discipline_summons"
    assert fresh(one).state == "accepted"
    wall.now += timedelta(hours=3)
    post("recommendation_received", **boxes("received_at", wall.now, one))
    assert fresh(one).state == "examination"
    wall.now = row.examination_at + timedelta(hours=2)
    asked = "Apakah unggahan itu milik Saudara?\nYa, itu akun saya (rekaan)."
    minutes = {"place": "BKPSDM", "minutes": asked, **signer}
    post("recommendation_minutes", **minutes, **boxes("held_at", row.examination_at, one))
    held = one.examinations.get()
    assert held.letter is not None
    choice = {"result": "proven", "sanction_id": "bebas-jabatan", "considerations": "Terbukti (rekaan).", **signer}
    told = post("recommendation_decision", **choice, **boxes("decided_at", wall.now, one))
    assert "Tim pemeriksa belum lengkap" in told and not one.decisions.exists()
    for element in ("superior", "oversight", "personnel"):
        post("recommendation_team", element=element, name=f"Rekaan {element}", position="")
    post("recommendation_decision", **choice, **boxes("decided_at", wall.now, one))
    made = one.decisions.get()
    assert made.letter is not None and made.number == made.letter.full_number
    wall.now += timedelta(days=1)
    handed = {"place": "BKPSDM", "absence": "", **signer, **boxes("notified_at", wall.now, one)}
    reckoned = post("recommendation_handover", hitung="ya", **handed)
    assert "hari kerja ke-15" in reckoned and fresh(one).state == "decided"
    post("recommendation_handover", **handed)
    assert fresh(one).state == "delivered"
    wall.now += timedelta(days=60)
    post("recommendation_move", "take_effect", versi=str(fresh(one).version))
    assert fresh(one).state == "settled"


def test_two_officers_cannot_both_make_a_move(
    sent: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    wall.now = one.state_since + timedelta(hours=1)
    client = reader(appointing)
    old = str(one.version)
    client.post(page(one, "recommendation_move", "receive"), {"versi": old})
    back = {"versi": old, "reason": "Terlambat menekan."}
    told = said(client.post(page(one, "recommendation_move", "return_package"), back))
    assert "baru saja berubah" in told and fresh(one).state == "accepted"


def test_not_proven_is_an_equal_choice_and_leaves_a_letter(
    examined: Make, officer: Officer, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = examined()
    wall.now = one.examinations.get().held_at + timedelta(hours=2)
    typed = {
        "result": "cleared",
        "considerations": "Akunnya bukan miliknya (rekaan).",
        "write_letter": "on",
        "signer_position": "Wali Kota",
        "signer_name": "Rekaan Wali",
    }
    said(reader(appointing).post(page(one, "recommendation_decision"), typed, follow=True))
    made = one.moves.get(move_id="decide_cleared")
    assert fresh(one).state == "cleared" and made.letter is not None and made.letter.kind == "discipline_not_proven"
    assert "Akunnya bukan miliknya" in said(reader(officer).get(page(one)))


def test_what_is_clearly_nothing_needs_no_examination(
    accepted: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = accepted()
    wall.now = one.state_since + timedelta(hours=2)
    client = reader(appointing)
    told = said(client.get(page(one, "recommendation_decision")))
    assert "Bila dari telaah sudah jelas tidak terbukti" in told
    typed = {"result": "cleared", "considerations": "Nama sama, orang lain (rekaan)."}
    said(client.post(page(one, "recommendation_decision"), typed, follow=True))
    assert fresh(one).state == "cleared" and one.moves.get(move_id="decide_cleared").letter is None


def test_a_letter_of_inquiry_and_its_rung_come_together_or_not_at_all(
    accepted: Make, officer: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = accepted()
    client = reader(officer)
    signer = {"write_letter": "on", "signer_position": "Ketua", "signer_name": "Hasanah Widuri"}
    wall.now = one.state_since + timedelta(days=2)
    early = said(client.post(page(one, "recommendation_letter", "letter_1"), signer))
    assert "belum tiba" in early
    due = one.deadlines.get(clock_id="ppk-tindak-lanjut").due_at
    wall.now = due + timedelta(hours=9)
    said(client.post(page(one, "recommendation_letter", "letter_1"), signer, follow=True))
    letter = one.moves.get(move_id="letter_1").letter
    assert letter is not None and letter.number == 1 and letter.kind == "follow_up_letter"
    assert letter.full_number in said(client.get(page(one)))


def test_a_note_of_one_side_is_not_read_by_the_other(
    sent: Make, officer: Officer, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = sent()
    at = one.state_since + timedelta(hours=1)
    wall.now = at + timedelta(hours=1)
    actions.perform(one, "return_package", reason="Bukti tidak terbaca (rekaan).", **answering(appointing, at))
    told = said(reader(officer).get(page(one)))
    assert "Bukti tidak terbaca (rekaan)." in told and appointing.name not in told
    assert "Susun dan kirim dari berkas perkara" in told


def test_no_letter_of_pns_discipline_is_offered_for_an_ethics_matter(
    accepted: Make, appointing: Officer, reader: Callable[..., Client], wall: Wall
) -> None:
    one = accepted(acts=(OpeningAct(violation_id="etik-unggah-foto", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),))
    wall.now = one.state_since + timedelta(hours=2)
    client = reader(appointing)
    told = said(client.get(page(one, "recommendation_summons")))
    assert "Majelis Kode Etik memeriksa" in told and "Buat suratnya di luar Wasit" in told
    assert "tujuh hari kerja" not in said(client.get(page(one))).lower()
    day = wall.now + timedelta(days=2)
    typed = {"place": "Ruang majelis", **boxes("examination_at", day, one), **boxes("received_at", wall.now, one)}
    said(client.post(page(one, "recommendation_summons"), typed, follow=True))
    assert fresh(one).state == "examination" and one.summonses.get().letter is None
