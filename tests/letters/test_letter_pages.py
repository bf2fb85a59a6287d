"""Pages: the register inside, an office's own ways, and the check that anyone may make."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import reach_for
from tests.letters.drafts import SERVANT

from wasit.letters import actions
from wasit.letters.models import Letter, LetterTemplate
from wasit.office import vault
from wasit.office.models import JournalEntry, Officer

Browser = Callable[[Officer | None], Client]
Issue = Callable[..., Letter]


def test_the_register_lists_and_filters(
    issue_one: Issue, officer: Officer, stranger: Officer, client_for: Browser
) -> None:
    summons, study = issue_one("summons"), issue_one("study")
    inside = client_for(officer)
    told = inside.get("/surat/").content.decode()
    assert summons.full_number in told
    assert study.full_number in told
    for query, found in (("deret=kajian", study), ("jenis=summons", summons), ("q=undangan+klarifikasi", summons)):
        told = inside.get(f"/surat/?{query}&tahun=2024&keadaan=issued").content.decode()
        assert [one.full_number in told for one in (summons, study)] == [found == summons, found == study]
    assert "Tidak ada surat yang cocok" in inside.get("/surat/?tahun=1999").content.decode()
    assert "Belum ada surat" in client_for(stranger).get("/surat/").content.decode()


def test_one_letter_and_its_files(
    issue_one: Issue, officer: Officer, supervisor: Officer, stranger: Officer, client_for: Browser
) -> None:
    letter = issue_one("forwarding")
    inside = client_for(officer)
    told = inside.get(f"/surat/{letter.pk}/").content.decode()
    assert "Wali Kota Tirtawangi" in told
    assert letter.marked_copies.get(place=1).code in told
    got = inside.get(f"/surat/{letter.pk}/pdf/2/")
    assert b"".join(got.streaming_content).startswith(b"%PDF-1.7")  # type: ignore[attr-defined]
    assert got["Content-Disposition"] == 'attachment; filename="Penerusan-001-PP.01.02-K.35-73-X-2024-2.pdf"'
    assert b"".join(inside.get(f"/surat/{letter.pk}/docx/").streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    opened = JournalEntry.objects.filter(verb="letters.opened").order_by("seq")
    assert [entry.details["file"] for entry in opened] == ["2", "docx"]
    for wrong in ("pdf/3/", "pdf/0/", "bertanda-tangan/"):
        assert inside.get(f"/surat/{letter.pk}/{wrong}").status_code == 404
    assert client_for(stranger).get(f"/surat/{letter.pk}/").status_code == 404
    told = client_for(supervisor).get(f"/surat/{letter.pk}/").content.decode()
    assert "Batalkan surat" not in told
    assert client_for(supervisor).post(f"/surat/{letter.pk}/batal/", {"reason": "x"}).status_code == 403


def test_cancelling_and_filing_through_the_page(issue_one: Issue, officer: Officer, client_for: Browser) -> None:
    letter, inside = issue_one("summons"), client_for(officer)
    wrong = SimpleUploadedFile("surat.txt", b"bukan surat")
    refused = inside.post(f"/surat/{letter.pk}/berkas/", {"signed": wrong})
    assert refused.status_code == 422
    assert "PDF, JPEG, atau PNG" in refused.content.decode()
    scan = SimpleUploadedFile("pindai.png", b"\x89PNG\r\n\x1a\nrekaan")
    assert inside.post(f"/surat/{letter.pk}/berkas/", {"signed": scan}).status_code == 302
    assert b"".join(inside.get(f"/surat/{letter.pk}/bertanda-tangan/").streaming_content).endswith(b"rekaan")  # type: ignore[attr-defined]
    assert inside.post(f"/surat/{letter.pk}/batal/", {"reason": " "}).status_code == 422
    assert inside.post(f"/surat/{letter.pk}/batal/", {"reason": "Salah tanggal"}, follow=True).status_code == 200
    told = inside.get(f"/surat/{letter.pk}/").content.decode()
    assert "Surat ini batal sejak 28 Okt 2024" in told
    assert "Salah tanggal" in told


def test_wording_a_kind_through_the_page(chair: Officer, officer: Officer, client_for: Browser) -> None:
    inside = client_for(chair)
    assert "Undangan klarifikasi" in inside.get("/surat/templat/").content.decode()
    page = inside.get("/surat/templat/status_notice/").content.decode()
    assert "{register_number}" in page
    sent = {"subject": "Kabar", "body": "Perkara {register_number} {status}.", "handling": "Biasa", "copies": "A\nB"}
    preview = inside.post("/surat/templat/status_notice/", {**sent, "pratinjau": "1"})
    assert preview["Content-Type"] == "application/pdf"
    assert LetterTemplate.objects.count() == 0
    refused = inside.post("/surat/templat/status_notice/", {**sent, "body": "Kepada {reporter_name}"})
    assert refused.status_code == 422
    assert "reporter_name" in refused.content.decode()
    assert inside.post("/surat/templat/status_notice/", sent).status_code == 302
    assert LetterTemplate.objects.get().copies == ["A", "B"]
    assert inside.post("/surat/templat/status_notice/kembali/").status_code == 302
    assert inside.get("/surat/templat/sanction_decision/").status_code == 404
    assert client_for(officer).get("/surat/templat/").status_code == 403


def test_letterhead_and_patterns_through_the_page(chair: Officer, client_for: Browser) -> None:
    inside = client_for(chair)
    assert "BAWASLU KOTA MALANG" in inside.get("/surat/kop/").content.decode()
    sent = {"lines": "BAWASLU\nKOTA REKAAN", "paper": "F4", "place": "Rekaan"}
    assert inside.post("/surat/kop/", sent).status_code == 302
    assert "KOTA REKAAN" in inside.get("/surat/kop/").content.decode()
    refused = inside.post("/surat/kop/pola/", {"deret": "kajian", "pola": "tanpa nomor"})
    assert refused.status_code == 422
    assert "tanpa nomor" in refused.content.decode()
    assert inside.post("/surat/kop/pola/", {"deret": "kajian", "pola": "{number}-{year}"}).status_code == 302
    assert "001-2024" in inside.get("/surat/kop/").content.decode()


# ---------- what anyone may ask ----------


@pytest.fixture
def anybody(client_for: Browser) -> Client:
    return client_for(None)


def test_a_code_tells_of_the_letter_and_of_nobody(issue_one: Issue, officer: Officer, anybody: Client) -> None:
    letter = issue_one("summons")
    copy = letter.marked_copies.get()
    assert anybody.get("/periksa/").status_code == 200
    asked = anybody.get("/periksa/", {"kode": copy.code.lower().replace("-", " ")})
    assert asked["Location"] == f"/periksa/{copy.code}/"
    answer = anybody.get(asked["Location"])
    told = answer.content.decode()
    for said in (letter.full_number, "Undangan klarifikasi", "Bawaslu Kota Malang", "1 dari 1", copy.pdf_sha256):
        assert said in told
    for silent in (SERVANT, "Raka", "SDN Telagasari", officer.name, "case:12", "klarifikasi Bawaslu"):
        assert silent not in told
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    assert "tabler" not in told


def test_a_cancelled_letter_says_so_without_its_reason(
    issue_one: Issue, officer: Officer, anybody: Client, now: datetime
) -> None:
    letter = issue_one("summons")
    reach = reach_for(officer, "letters.issue")
    actions.cancel(letter, "Salah nama Raka", officer=officer, reach=reach, now=now)
    told = anybody.get(f"/periksa/{letter.marked_copies.get().code}/").content.decode()
    assert "sudah dibatalkan" in told
    assert "Raka" not in told


@pytest.mark.parametrize("code", ["P91H-7QXK-2MDA", "x", "<script>alert(1)</script>", "a" * 300, "%00", "../../x"])
def test_an_unknown_code_is_answered_kindly(code: str, anybody: Client, db: None) -> None:
    asked = anybody.get("/periksa/", {"kode": code.replace("%00", "ab")}, follow=True)
    assert asked.status_code == 404
    told = asked.content.decode()
    assert "Tidak terdaftar di sini" in told
    assert "<script>alert" not in told


def test_a_file_is_compared_and_not_kept(issue_one: Issue, anybody: Client) -> None:
    letter = issue_one("summons")
    with vault.open_file(letter.marked_copies.get().pdf_sha256) as source:
        pdf = source.read()
    with vault.open_file(letter.docx_sha256) as source:
        docx = source.read()

    def answer(data: bytes) -> tuple[int, str]:
        got = anybody.post("/periksa/", {"file": SimpleUploadedFile("surat.pdf", data)})
        return got.status_code, re.sub(r"\s+", " ", got.content.decode())

    before = sorted(path.name for path in vault._root().rglob("*"))
    for data, status, said in ((pdf, 200, "sama persis"), (docx, 200, "naskah DOCX"), (pdf + b" ", 404, "tidak sama")):
        got, told = answer(data)
        assert got == status
        assert said in told
        assert "Raka" not in told
    assert sorted(path.name for path in vault._root().rglob("*")) == before
    assert anybody.post("/periksa/", {}).status_code == 200


def test_pages_speak_english_too(issue_one: Issue, officer: Officer, client_for: Browser) -> None:
    letter, inside = issue_one("summons"), client_for(officer)
    inside.cookies["bahasa"] = "en"
    assert "Signed letter" in inside.get(f"/surat/{letter.pk}/").content.decode()
    assert "Check a letter" in inside.get("/periksa/").content.decode()
