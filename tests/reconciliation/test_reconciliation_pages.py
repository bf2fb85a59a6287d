"""The pages of a reconciliation, walked by those who may, refused to those who may not."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.reconciliation.conftest import BAWASLU, GOVERNMENT
from tests.reconciliation.workbooks import as_csv, government_list

from wasit.office import blocks
from wasit.office.models import JournalEntry, Officer
from wasit.reconciliation.board import Board
from wasit.reconciliation.models import Comparison, Entry, Match, SourceList

Clients = Callable[[Officer | None], Client]


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_list_is_handed_in_confirmed_and_shown(client_for: Clients, officer: Officer) -> None:
    client = client_for(officer)
    begun = client.post(reverse("comparisons"), {"wilayah": "35.73", "dari": "1-8-2024", "sampai": "31 Desember 2024"})
    made = Comparison.objects.get()
    assert begun.headers["Location"] == reverse("comparison_upload", args=[made.pk])
    sent = client.post(begun.headers["Location"], {"sisi": "government", "berkas": upload(government_list(), "r.xlsx")})
    columns = client.get(sent.headers["Location"]).content.decode()
    assert "Terlapor NIP" in columns
    assert "judul dua baris, 4 dan 5" in columns
    assert not Entry.objects.exists()
    fields = {"kolom-1": "name", "kolom-2": "nip", "kolom-6": "act_date", "kolom-8": "sanction"}
    twice = client.post(sent.headers["Location"], fields | {"kolom-3": "nip", "baris": "4", "lembar": "Rekap"})
    assert twice.status_code == 400
    assert "Dua kolom ditetapkan sebagai NIP" in twice.content.decode()
    shown = client.post(sent.headers["Location"], fields | {"baris": "4", "lembar": "Rekap"}, follow=True)
    assert "5 baris dibaca, 1 ditolak" in shown.content.decode()
    assert "Raka Wirasana, S.Pd." in shown.content.decode()
    told = client.get(sent.headers["Location"]).content.decode()
    assert "Ditolak:" in told and "tanpa nama dan tanpa NIP" in told


def test_the_view_says_where_the_lists_differ(client_for: Clients, officer: Officer, loaded: Comparison) -> None:
    client = client_for(officer)
    page = client.get(loaded.get_absolute_url()).content.decode()
    assert "4 dugaan yang terbukti" in page
    assert "198801012010011001" not in page
    agreed = client.get(loaded.get_absolute_url() + "?saring=sepakat").content.decode()
    assert "Galih Pranata" in agreed and "Melati" not in agreed
    outside = client.get(loaded.get_absolute_url() + "?saring=sanksi-luar").content.decode()
    assert "Bayu Sasmaya" in outside and "Laras" not in outside
    only = client.get(loaded.get_absolute_url() + "?ada=bawaslu").content.decode()
    assert "Laras Widuri" in only and "Raka" not in only
    found = client.get(loaded.get_absolute_url() + "?q=kinasih").content.decode()
    assert "Melati Kinasih" in found and "Laras" not in found


def test_a_match_is_confirmed_rejected_and_undone(
    client_for: Clients, officer: Officer, colleague: Officer, loaded: Comparison
) -> None:
    client = client_for(colleague)
    match = Match.objects.get(left__name__contains="Melati", pair="bawaslu-government")
    page = client.get(match.get_absolute_url()).content.decode()
    assert "tanggal kejadian sama" in page and "unit sama" in page
    client.post(match.get_absolute_url(), {"keputusan": "sama"})
    match.refresh_from_db()
    assert (match.state, match.decided_by) == ("confirmed", colleague)
    client.post(match.get_absolute_url(), {"keputusan": "urungkan"})
    match.refresh_from_db()
    assert (match.state, match.decided_by) == ("suggested", None)
    client.post(match.get_absolute_url(), {"keputusan": "bukan"})
    line = client.get(loaded.get_absolute_url() + "?q=melati").content.decode()
    assert line.count("hanya di satu daftar</span>") == 2
    verbs = list(JournalEntry.objects.filter(subject=loaded.subject).values_list("verb", flat=True))
    assert [verb for verb in verbs if "match" in verb] == [
        "reconciliation.match_confirmed", "reconciliation.match_undone", "reconciliation.match_rejected",
    ]  # fmt: skip
    assert verbs.count("reconciliation.viewed") == 1


def test_two_rows_are_paired_by_hand(client_for: Clients, officer: Officer, loaded: Comparison) -> None:
    client = client_for(officer)
    laras = Entry.objects.get(name="Laras Widuri")
    bayu = Entry.objects.get(name="Bayu Sasmaya")
    address = reverse("comparison_entry", args=[loaded.pk, laras.pk])
    assert "Bayu Sasmaya" in client.get(address + "?cari=Bayu").content.decode()
    answer = client.post(address, {"dengan": str(bayu.pk)}, follow=True).content.decode()
    assert "NIP berbeda" in answer
    assert Match.objects.get(left=laras, right=bayu).state == "by_hand"
    raka = Entry.objects.get(name="RAKA WIRASANA")
    again = client.post(address, {"dengan": str(raka.pk)}, follow=True).content.decode()
    assert "sudah dipadankan" in again


def test_a_supervisor_reads_and_does_not_decide(client_for: Clients, supervisor: Officer, loaded: Comparison) -> None:
    client = client_for(supervisor)
    match = Match.objects.filter(strong=True).first()
    assert match
    assert client.get(loaded.get_absolute_url()).status_code == 200
    page = client.get(match.get_absolute_url()).content.decode()
    assert "Anda membaca saja" in page and 'name="keputusan"' not in page
    assert client.post(match.get_absolute_url(), {"keputusan": "sama"}).status_code == 403
    assert client.get(reverse("comparison_upload", args=[loaded.pk])).status_code == 403
    assert client.post(reverse("comparison_own", args=[loaded.pk])).status_code == 403
    begun = client.post(reverse("comparisons"), {"wilayah": "35.73", "dari": "1-8-2024", "sampai": "1-9-2024"})
    assert begun.status_code == 403
    match.refresh_from_db()
    assert match.state == "suggested"


def test_nobody_else_learns_anything(
    client_for: Clients, stranger: Officer, appointing: Officer, loaded: Comparison
) -> None:
    match, entry, source = Match.objects.first(), Entry.objects.first(), SourceList.objects.first()
    assert match and entry and source
    addresses = [
        loaded.get_absolute_url(), match.get_absolute_url(), reverse("comparison_entry", args=[loaded.pk, entry.pk]),
        reverse("comparison_xlsx", args=[loaded.pk]), reverse("comparison_upload", args=[loaded.pk]),
        reverse("comparison_columns", args=[loaded.pk, source.pk]),
    ]  # fmt: skip
    for person, status in ((stranger, 404), (appointing, 403), (None, 302)):
        client = client_for(person)
        assert [client.get(address).status_code for address in addresses] == [status] * len(addresses)
    assert "Rekonsiliasi Kota Malang" not in client_for(stranger).get(reverse("comparisons")).content.decode()


def test_the_workbook_keeps_nips_and_computes_nothing(
    client_for: Clients, officer: Officer, load: Callable[..., Any], comparison: Comparison
) -> None:
    load(
        "bawaslu",
        BAWASLU
        + [("6", '=HYPERLINK("http://x","y")', "197505052001121003", "+cmd", "@x", "01-10-2024", "-1", "Terbukti")],
    )
    load("government", GOVERNMENT)
    answer = client_for(officer).get(reverse("comparison_xlsx", args=[comparison.pk]))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_name("Banding").to_python()
    raka = next(row for row in rows if "Raka" in str(row[0]))
    assert raka[1] == "198801012010011001"
    assert raka[6] == "beda status"
    assert any(row[0] == '=HYPERLINK("http://x","y")' for row in rows)
    assert b"<f>" not in answer.content
    numbers = dict(book.get_sheet_by_name("Angka").to_python()[1:])
    assert numbers["Terbukti menurut Bawaslu"] == 5
    assert numbers["Semua baris banding"] == len(rows) - 1
    assert JournalEntry.objects.filter(verb="reconciliation.exported").get().details == {"rows": len(rows) - 1}


def test_the_journal_names_nobody(loaded: Comparison) -> None:
    told = str(list(JournalEntry.objects.filter(subject=loaded.subject).values_list("details", flat=True)))
    assert "list" in told
    assert not any(word in told for word in ("Raka", "Wirasana", "198801012010011001"))


def test_own_list_comes_from_the_cases_within_reach(
    client_for: Clients,
    officer: Officer,
    comparison: Comparison,
    board: Callable[[], Board],
    registered: Callable[..., Any],
) -> None:
    case = registered()
    shown = client_for(officer).post(reverse("comparison_own", args=[comparison.pk]), follow=True).content.decode()
    entry = Entry.objects.get()
    assert (entry.name, entry.nip, entry.source) == ("Raka Wirasana", "198801012010011001", case.subject)
    assert (entry.register_number, entry.outcome) == (case.register_number, "in_process")
    assert "Raka Wirasana" in shown
    blocks.set_block(
        officer, case.subject, source="declared", reason="kerabat", by=officer, agency=case.agency, region_code="35.73", now=case.opened_at,
    )  # fmt: skip
    assert (board().lines, board().hidden) == ([], 1)
    assert client_for(officer).get(reverse("comparison_entry", args=[comparison.pk, entry.pk])).status_code == 404


def test_what_is_no_list_is_told(client_for: Clients, officer: Officer, comparison: Comparison) -> None:
    client, address = client_for(officer), reverse("comparison_upload", args=[comparison.pk])
    for data, name, words in (
        (b"%PDF-1.4", "a.xlsx", "PDF"),
        (b"PK\x03\x04rusak", "a.xlsx", "rusak"),
        (b"", "a.csv", "kosong"),
        (as_csv([["", ""], ["", ""]]), "a.csv", "tidak berisi"),
    ):
        answer = client.post(address, {"sisi": "bkn", "berkas": upload(data, name)})
        assert answer.status_code == 400
        assert words in answer.content.decode()
    assert not SourceList.objects.exists()


@pytest.mark.parametrize("name", ["comparison", "comparison_upload"])
def test_pages_speak_english_too(client_for: Clients, officer: Officer, loaded: Comparison, name: str) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    told = client.get(reverse(name, args=[loaded.pk])).content.decode()
    assert {"comparison": "One number to report", "comparison_upload": "Upload a list"}[name] in told


def test_clear_matches_are_confirmed_at_once(client_for: Clients, officer: Officer, loaded: Comparison) -> None:
    client = client_for(officer)
    assert "Tetapkan 6 sekaligus" in client.get(loaded.get_absolute_url()).content.decode()
    last = max(Match.objects.values_list("pk", flat=True))
    shown = client.post(reverse("comparison_confirm_clear", args=[loaded.pk]), {"sampai": str(last)}, follow=True)
    assert "6 padanan ditetapkan." in shown.content.decode()
    assert Match.objects.filter(state="confirmed", decided_by=officer).count() == 6
    doubtful = Match.objects.get(left__name__contains="Melati", pair="bawaslu-government")
    assert doubtful.state == "suggested"
    assert JournalEntry.objects.get(verb="reconciliation.matches_confirmed").details["count"] == 6


# Who may do what; 302 of anonymous leads to sign-in.
ROUTES = """
                              officer colleague chair supervisor stranger appointing operator administrator anonymous
GET  comparisons                  200       200   200        200      200        403      403           403       302
POST comparisons                  302       302   302        403      400        403      403           403       302
GET  comparison                   200       200   200        200      404        403      403           403       302
GET  comparison_xlsx              200       200   200        200      404        403      403           403       302
GET  comparison_upload            200       200   200        403      404        403      403           403       302
POST comparison_upload            302       302   302        403      404        403      403           403       302
POST comparison_own               302       302   302        403      404        403      403           403       302
GET  comparison_columns           200       200   200        403      404        403      403           403       302
POST comparison_columns           302       302   302        403      404        403      403           403       302
GET  comparison_match             200       200   200        200      404        403      403           403       302
POST comparison_match             302       302   302        403      404        403      403           403       302
POST comparison_confirm_clear     302       302   302        403      404        403      403           403       302
GET  comparison_entry             200       200   200        200      404        403      403           403       302
POST comparison_entry             302       302   302        403      404        403      403           403       302
"""


def test_every_route_for_everybody(request: pytest.FixtureRequest, client_for: Clients, loaded: Comparison) -> None:
    roles, *rows = [line.split() for line in ROUTES.splitlines() if line.strip()]
    match, source = Match.objects.first(), SourceList.objects.get(side="bkn")
    entry, other = Entry.objects.get(name="Laras Widuri"), Entry.objects.get(name="Bayu Sasmaya")
    assert match
    more = {"comparison_match": match.pk, "comparison_columns": source.pk, "comparison_entry": entry.pk}
    answers = {}
    for role in roles:
        client = client_for(None if role == "anonymous" else request.getfixturevalue(role))
        for method, name, *_expected in rows:
            data = {
                "comparisons": {"wilayah": "35.73", "dari": "1-8-2024", "sampai": "1-9-2024"},
                "comparison_upload": {"sisi": "bkn", "berkas": upload(as_csv(GOVERNMENT), "b.csv")},
                "comparison_columns": {"kolom-0": "name", "kolom-1": "nip", "baris": "1"},
                "comparison_match": {"keputusan": "sama"},
                "comparison_entry": {"dengan": str(other.pk)},
            }.get(name, {})
            places = () if name == "comparisons" else (loaded.pk, *([more[name]] if name in more else []))
            with transaction.atomic():
                ask = client.post if method == "POST" else client.get
                answers[method, name, role] = ask(reverse(name, args=places), data).status_code
                transaction.set_rollback(True)
    expected = {(m, n, role): int(status) for m, n, *said in rows for role, status in zip(roles, said, strict=True)}
    assert answers == expected


def test_no_page_shows_a_nip_in_one_piece(client_for: Clients, officer: Officer, loaded: Comparison) -> None:
    client = client_for(officer)
    match = Match.objects.get(pair="bawaslu-government", left__name__contains="Raka")
    assert match.left
    addresses = [
        loaded.get_absolute_url(), match.get_absolute_url(), reverse("comparison_entry", args=[loaded.pk, match.left.pk]),
        reverse("comparison_columns", args=[loaded.pk, match.left.source_list_id]),
    ]  # fmt: skip
    for address in addresses:
        page = client.get(address).content.decode()
        assert "198801012010011001" not in page
        assert "19880101 201001 1 001" in page or address == addresses[0]
