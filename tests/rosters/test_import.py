"""Importing a roster: matching, transfers, twice the same, dry runs, and numbers that add up."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.rosters.conftest import BIMA, MALANG, NOW, Import
from tests.rosters.sheets import GOOD, HEAD, MELATI, RANU, SEKAR, changed, csv_file, xlsx_file

from wasit.office import journal
from wasit.office.models import JournalEntry
from wasit.office.reach import NOWHERE, Grant, Reach, everywhere
from wasit.rosters import queries
from wasit.rosters.actions import import_roster
from wasit.rosters.models import ImportRun, Person, Posting, RosterHead, Unit
from wasit.rosters.report import ImportReport
from wasit.text import Problem

LATER = datetime(2025, 1, 6, 3, 0, tzinfo=UTC)


def adds_up(report: ImportReport) -> bool:
    return report.rows == report.created + report.updated + report.unchanged + report.moved + len(report.rejected)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.moved, len(report.rejected)


def everything() -> list[object]:
    """Every row of the room, to show that nothing changed."""
    models = (Unit, Person, Posting, ImportRun, RosterHead, JournalEntry)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(("make", "name"), [(csv_file, "a.csv"), (xlsx_file, "a.xlsx")])
def test_both_formats_give_the_same_roster(take_in: Import, make: Callable[..., bytes], name: str) -> None:
    assert counts(take_in(make(*GOOD), name)) == (3, 0, 0, 0, 0)
    sekar = Person.objects.select_related("unit").get(nip="198804122014032901")
    assert (sekar.kind, sekar.position, sekar.name_key) == ("pns", "Guru Ahli Muda", "SEKAR ANGGRAINI")
    assert sekar.unit is not None and (sekar.unit.name, sekar.unit.kind) == ("SDN 2 Tirtawangi", "school")
    assert not sekar.invented
    posting = Posting.objects.get(person=sekar)
    assert (posting.since, posting.until, posting.position) == (date(2024, 10, 28), None, "Guru Ahli Muda")
    assert set(Unit.objects.values_list("code", flat=True)) == {
        "35.73/disdik", "35.73/disdik/sdn-2-tirtawangi", "35.73/dishub", "35.73/kecamatan-telaga",
        "35.73/kecamatan-telaga/kelurahan-kebonrejo",
    }  # fmt: skip


def test_the_second_run_changes_nothing(take_in: Import) -> None:
    data = csv_file(*GOOD, changed(SEKAR, name="Damar", nip="salah"))
    assert counts(take_in(data)) == (3, 0, 0, 0, 1)
    people, postings, units = (list(m._default_manager.values()) for m in (Person, Posting, Unit))
    again = take_in(data, now=LATER)
    assert counts(again) == (0, 0, 3, 0, 1)
    assert [list(m._default_manager.values()) for m in (Person, Posting, Unit)] == [people, postings, units]


def test_a_dry_run_reports_the_same_and_changes_nothing(take_in: Import) -> None:
    take_in(csv_file(SEKAR, RANU))
    data = csv_file(changed(SEKAR, position="Kepala Sekolah"), MELATI, changed(RANU, nip="12"))
    before = everything()
    dry = take_in(data, dry_run=True)
    assert everything() == before
    assert dry.run is None
    real = take_in(data)
    assert counts(dry) == counts(real) == (1, 0, 0, 1, 1)
    assert dry.rejected == real.rejected


def test_a_transfer_closes_one_posting_and_opens_the_next(take_in: Import) -> None:
    take_in(csv_file(SEKAR))
    report = take_in(csv_file(changed(SEKAR, unit="SDN 9 Tirtawangi", position="Kepala Sekolah")), now=LATER)
    assert counts(report) == (0, 0, 0, 1, 0)
    person = Person.objects.select_related("unit").get()
    assert person.unit is not None and person.unit.name == "SDN 9 Tirtawangi"
    old, new = Posting.objects.select_related("unit").order_by("since")
    assert (old.position, old.since, old.until) == ("Guru Ahli Muda", date(2024, 10, 28), date(2025, 1, 6))
    assert (new.position, new.since, new.until) == ("Kepala Sekolah", date(2025, 1, 6), None)
    assert queries.posting_on(everywhere(), person, date(2024, 12, 1)) == old
    assert queries.posting_on(everywhere(), person, date(2025, 1, 6)) == new
    assert queries.posting_on(everywhere(), person, date(2024, 1, 1)) is None


def test_the_day_of_a_transfer_is_the_regions_own(take_in: Import) -> None:
    evening = datetime(2024, 10, 28, 16, 30, tzinfo=UTC)  # 23.30 in Malang, 00.30 of the 29th in Bima
    take_in(csv_file(RANU), now=evening)
    take_in(csv_file(RANU), region_code=BIMA, now=evening)
    assert dict(Posting.objects.values_list("person__region_code", "since")) == {
        MALANG: date(2024, 10, 28), BIMA: date(2024, 10, 29),
    }  # fmt: skip


def test_the_file_may_say_since_when(take_in: Import) -> None:
    head = (*HEAD, "TMT Jabatan")
    take_in(csv_file((*SEKAR, "01-03-2023"), (*RANU, "1 Februari 2024"), (*MELATI, "2022-07-15"), head=head))
    assert sorted(Posting.objects.values_list("since", flat=True)) == [
        date(2022, 7, 15), date(2023, 3, 1), date(2024, 2, 1),
    ]  # fmt: skip
    moved = take_in(csv_file((*changed(SEKAR, position="Kepala Sekolah"), "02-01-2025"), head=head), now=LATER)
    assert moved.moved == 1
    assert set(Posting.objects.filter(person__nip=SEKAR[1]).values_list("since", "until")) == {
        (date(2023, 3, 1), date(2025, 1, 2)), (date(2025, 1, 2), None),
    }  # fmt: skip


def test_a_starting_day_in_a_workbook_is_a_date(take_in: Import) -> None:
    import io

    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("Nama", "Unit", "TMT"))
    sheet.write_row(1, 0, ("Ranu Wiguna", "Dishub"))
    sheet.write_datetime(1, 2, datetime(2023, 5, 2), book.add_format({"num_format": "dd-mm-yyyy"}))  # noqa: DTZ001
    book.close()
    take_in(target.getvalue(), name="a.xlsx")
    assert Posting.objects.get().since == date(2023, 5, 2)


def test_filling_in_what_was_unknown_is_an_update_not_a_move(take_in: Import) -> None:
    take_in(csv_file(changed(SEKAR, position="", opd="", unit="")))
    assert counts(take_in(csv_file(SEKAR), now=LATER)) == (0, 1, 0, 0, 0)
    posting = Posting.objects.select_related("unit").get()
    assert (posting.since, posting.position) == (date(2024, 10, 28), "Guru Ahli Muda")
    assert posting.unit is not None and posting.unit.name == "SDN 2 Tirtawangi"


def test_an_empty_cell_takes_nothing_away(take_in: Import) -> None:
    head = (*HEAD, "Alias", "Akun")
    take_in(csv_file((*SEKAR, "Bu Sekar", "ig:@sekar_rekaan"), head=head))
    bare = changed(SEKAR, kind="", position="", opd="", unit="")
    assert counts(take_in(csv_file((*bare, "", ""), head=head))) == (0, 0, 1, 0, 0)
    person = Person.objects.get()
    assert (person.aliases, person.handles, person.kind) == (["Bu Sekar"], ["instagram:@sekar_rekaan"], "pns")


def test_a_changed_name_kind_or_account_is_an_update(take_in: Import) -> None:
    head = (*HEAD, "Akun")
    take_in(csv_file((*RANU, ""), head=head))
    assert take_in(csv_file((*changed(RANU, name="Ranu Wiguna, S.T."), ""), head=head)).updated == 1
    assert take_in(csv_file((*changed(RANU, name="Ranu Wiguna, S.T."), "x:@ranu_rekaan"), head=head)).updated == 1
    assert take_in(csv_file((*changed(RANU, name="Ranu Wiguna, S.T.", kind="Non-ASN"), ""), head=head)).updated == 1
    person = Person.objects.get()
    assert (person.name, person.kind, person.handles) == ("Ranu Wiguna, S.T.", "non_asn", ["x:@ranu_rekaan"])


def test_people_without_nip_are_known_by_name_and_unit(take_in: Import) -> None:
    take_in(csv_file(MELATI))
    assert take_in(csv_file(changed(MELATI, name="MELATI KINASIH, S.E."))).updated == 1
    elsewhere = take_in(csv_file(changed(MELATI, unit="Kelurahan Sumberasri")))
    assert (elsewhere.created, elsewhere.absent) == (1, 1)
    assert Person.objects.count() == 2


def test_who_becomes_pppk_keeps_the_record(take_in: Import) -> None:
    take_in(csv_file(MELATI))
    first = Person.objects.get()
    report = take_in(csv_file(changed(MELATI, nip="199501012024212903", kind="PPPK")), now=LATER)
    assert counts(report) == (0, 1, 0, 0, 0)
    person = Person.objects.get()
    assert (person.pk, person.person_id, person.nip, person.kind) == (
        first.pk, first.person_id, "199501012024212903", "pppk",
    )  # fmt: skip


def test_namesakes_in_one_unit_stay_two_people(take_in: Import) -> None:
    twin = changed(MELATI, nip="198804122014032901", kind="PNS")
    data = csv_file(twin, MELATI)
    assert counts(take_in(data)) == (2, 0, 0, 0, 0)
    assert counts(take_in(data)) == (0, 0, 2, 0, 0)
    other = changed(MELATI, nip="198804122014032902", kind="PNS")
    take_in(csv_file(other))
    unclear = take_in(csv_file(changed(MELATI, nip="", position="Arsiparis"), twin, other))
    assert counts(unclear) == (0, 0, 2, 1, 0), "the only one without NIP is meant"


def test_a_name_that_several_people_with_nip_share_needs_the_nip(take_in: Import) -> None:
    take_in(csv_file(*(changed(MELATI, nip=f"19880412201403290{n}", kind="PNS") for n in (1, 2))))
    report = take_in(csv_file(MELATI))
    assert [(row.column, "beberapa orang" in row.problem.id) for row in report.rejected] == [("NIP", True)]


def test_rows_that_come_twice(take_in: Import) -> None:
    report = take_in(csv_file(SEKAR, RANU, SEKAR, MELATI, MELATI))
    assert counts(report) == (3, 0, 0, 0, 2)
    assert [(row.row, row.column) for row in report.rejected] == [(4, "NIP"), (6, "Nama")]
    assert "sama dengan baris 2" in report.rejected[0].problem.id
    assert "baris 5" in report.rejected[1].problem.id


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (changed(SEKAR, name=""), "Nama", "kosong"),
        (changed(SEKAR, name="12"), "Nama", "tidak berisi huruf"),
        (changed(SEKAR, name="a" * 201), "Nama", "paling banyak 200"),
        (changed(SEKAR, nip="19880412201403290"), "NIP", "17 angka, seharusnya 18"),
        (changed(SEKAR, nip="1.98804E+17"), "NIP", "Excel membuang angka"),
        (changed(SEKAR, nip="202604122014032901"), "NIP", "di masa depan"),
        (changed(SEKAR, nip="198804122025012901"), "NIP", "di masa depan"),
        (changed(SEKAR, nip="bukan nip"), "NIP", "selain angka"),
        (changed(SEKAR, kind="Sukarela"), "Jenis Pegawai", "tidak dikenal"),
        (changed(RANU, kind="PNS"), "NIP", "bentuk nomor PPPK"),
    ],
)
def test_bad_rows_name_column_and_cure_and_the_good_ones_go_in(
    take_in: Import, row: tuple[str, ...], column: str, words: str
) -> None:
    report = take_in(csv_file(MELATI, row))
    assert counts(report) == (1, 0, 0, 0, 1)
    rejection = report.rejected[0]
    assert (rejection.row, rejection.column) == (3, column)
    assert words in rejection.problem.id
    assert rejection.problem.en != rejection.problem.id
    assert rejection.words.id.startswith(f"Baris 3, kolom {column}: ")
    assert rejection.as_json("en") == {"row": 3, "column": column, "problem": rejection.problem.en}


@pytest.mark.parametrize("said", ["29-10-2024", "2031-01-01", "kemarin", "31-11-2023", "01-01-1899"])
def test_a_starting_day_that_cannot_be(take_in: Import, said: str) -> None:
    report = take_in(csv_file((*SEKAR, said), head=(*HEAD, "TMT")))
    assert [row.column for row in report.rejected] == ["TMT"]


def test_all_that_is_wrong_with_a_row_is_told_at_once(take_in: Import) -> None:
    report = take_in(csv_file(changed(SEKAR, nip="12", kind="Sukarela")))
    assert len(report.rejected) == 1
    assert "Kolom NIP: 2 angka, seharusnya 18." in report.rejected[0].problem.id


@pytest.mark.parametrize(
    ("said", "kind"),
    [("PNS", "pns"), ("CPNS", "pns"), ("p3k", "pppk"), ("PPPK Paruh Waktu", "pppk"), ("Honorer", "non_asn"), ("Non ASN", "non_asn"),
     ("BUMD", "bumd"), ("Perangkat Desa", "village"), ("Kepala Desa", "village"), ("", "non_asn"), ("ASN", "non_asn")],
)  # fmt: skip
def test_kinds_in_the_words_of_the_files(take_in: Import, said: str, kind: str) -> None:
    take_in(csv_file(changed(MELATI, kind=said)))
    assert Person.objects.get().kind == kind


def test_a_kind_not_said_is_read_from_the_nip(take_in: Import) -> None:
    take_in(csv_file(SEKAR[:2], RANU[:2], head=HEAD[:2]))
    assert dict(Person.objects.values_list("nip", "kind")) == {SEKAR[1]: "pns", RANU[1]: "pppk"}


@pytest.mark.parametrize(
    ("head", "cell", "handles"),
    [
        ("Akun", "x:@Nama.Rekaan; ig: nama_rekaan", ["x:@nama.rekaan", "instagram:@nama_rekaan"]),
        ("Akun", "https://www.instagram.com/nama_rekaan/?hl=id", ["instagram:@nama_rekaan"]),
        ("Instagram", "@nama_rekaan", ["instagram:@nama_rekaan"]),
        ("Twitter", "nama_rekaan", ["x:@nama_rekaan"]),
    ],
)
def test_accounts_are_read_as_people_write_them(take_in: Import, head: str, cell: str, handles: list[str]) -> None:
    take_in(csv_file((*RANU, cell), head=(*HEAD, head)))
    assert Person.objects.get().handles == handles


def test_an_account_of_no_service_is_refused(take_in: Import) -> None:
    report = take_in(csv_file((*RANU, "@nama_rekaan"), head=(*HEAD, "Akun")))
    assert [row.column for row in report.rejected] == ["Akun"]


def test_a_unit_name_below_several_parents_needs_the_parent(take_in: Import) -> None:
    take_in(csv_file(changed(SEKAR, unit="Subbagian Umum"), changed(RANU, unit="Subbagian Umum")))
    assert Unit.objects.filter(name="Subbagian Umum").count() == 2
    report = take_in(csv_file(changed(MELATI, opd="", unit="Subbagian Umum")))
    assert "beberapa unit" in report.rejected[0].problem.id


def test_one_city_neither_sees_nor_changes_another(take_in: Import) -> None:
    take_in(csv_file(SEKAR), region_code=BIMA)
    assert counts(take_in(csv_file(changed(SEKAR, position="Kepala Sekolah")))) == (1, 0, 0, 0, 0)
    assert Person.objects.get(region_code=BIMA).position == "Guru Ahli Muda"


@pytest.mark.parametrize(
    "reach",
    [NOWHERE, Reach(1, (Grant(1, "bawaslu", "officer", BIMA, ""),)), Reach(1, (Grant(1, "government", "unit_operator", MALANG, "35.73/disdik"),))],
)  # fmt: skip
def test_a_region_out_of_reach_is_refused(db: None, reach: Reach) -> None:
    with pytest.raises(Problem) as told:
        import_roster(csv_file(*GOOD), name="a.csv", region_code=MALANG, actor=None, reach=reach, now=NOW)
    assert "di luar wilayah kerja" in told.value.words.id
    assert not Person.objects.exists()


def test_a_region_that_does_not_exist(take_in: Import) -> None:
    with pytest.raises(Problem):
        take_in(csv_file(*GOOD), region_code="99.99")


def test_the_import_is_in_the_journal_and_keeps_its_numbers(take_in: Import) -> None:
    report = take_in(csv_file(*GOOD, changed(SEKAR, nip="1")))
    run = ImportRun.objects.get(pk=report.run)
    assert run.counts == {"rows": 4, "created": 3, "updated": 0, "unchanged": 0, "moved": 0, "rejected": 1}
    assert run.sha256 == report.sha256
    assert run.problems[0]["row"] == 5
    entry = JournalEntry.objects.get(verb="rosters.imported")
    assert (entry.region_code, entry.details["created"], entry.subject) == (MALANG, 3, f"import:{run.pk}")
    assert journal.verify().ok


def test_a_failure_half_way_leaves_nothing_behind(take_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(csv_file(SEKAR))
    before = everything()
    monkeypatch.setattr("wasit.rosters.actions._write_down", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_in(csv_file(changed(SEKAR, position="Kepala Sekolah"), RANU, MELATI))
    assert everything() == before


def test_progress_is_told(take_in: Import) -> None:
    told: list[tuple[int, int]] = []
    names = "abcdefghijklmnopqrst"
    rows = [changed(MELATI, name=f"{a}{b}{c} Rekaan") for a in names for b in names for c in "xyzvw"]
    take_in(csv_file(*rows), dry_run=True, progress=lambda done, total: told.append((done, total)))
    assert told == [(1000, 2000), (2000, 2000)]


def many(count: int, position: str = "Guru Ahli Muda") -> bytes:
    rows = [
        (
            f"Orang{number} Rekaan",
            f"19{60 + number % 40}{1 + number // 40 % 12:02}{1 + number // 480 % 28:02}202005{1 + number % 2}"
            f"{900 + number // 13440}",
            "PNS", position, "Dinas Pendidikan", f"SDN {number % 300} Tirtawangi",
        )
        for number in range(count)
    ]  # fmt: skip
    return xlsx_file(*rows)


@pytest.mark.parametrize("count", [2_000, pytest.param(20_000, marks=pytest.mark.heavy)])
def test_a_whole_city_within_a_minute(take_in: Import, count: int) -> None:
    import time

    first = many(count)
    for data, expected in ((first, "created"), (first, "unchanged"), (many(count, "Guru Ahli Madya"), "moved")):
        start = time.perf_counter()
        report = take_in(data, name="kota.xlsx")
        assert time.perf_counter() - start < 60
        assert getattr(report, expected) == report.rows == count


cells = st.tuples(
    st.sampled_from(["Ranu Wiguna", "Sekar Anggraini", "Melati Kinasih", "", "7", "Damar Sentosa, S.E."]),
    st.sampled_from(["", "198804122014032901", "199107302022211902", "12", "1.9E+17", "198804122014032905"]),
    st.sampled_from(["PNS", "PPPK", "Honorer", "", "entah"]),
    st.sampled_from(["Guru", "Camat", ""]),
    st.sampled_from(["Dinas Pendidikan", "Kecamatan Telaga", ""]),
    st.sampled_from(["SDN 1", "Subbagian Umum", ""]),
)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(cells, min_size=1, max_size=8), min_size=1, max_size=3))
def test_numbers_always_add_up_and_a_repeat_changes_nothing(
    take_in: Import, lists: list[list[tuple[str, ...]]]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        for rows in lists:
            if not any(any(row) for row in rows):
                continue
            data = csv_file(*rows)
            dry = take_in(data, dry_run=True)
            real = take_in(data)
            assert adds_up(real)
            assert counts(dry) == counts(real)
            again = take_in(data)
            assert adds_up(again)
            assert (again.created, again.updated, again.moved) == (0, 0, 0)
            assert again.unchanged == real.accepted
            assert Posting.objects.filter(until=None).count() == Person.objects.count()
        transaction.set_rollback(True)


def test_a_number_given_twice_in_one_file_is_told_even_where_it_is_new_to_the_person(take_in: Import) -> None:
    """Melati gets her number by the first of two rows that both claim it."""
    take_in(csv_file(MELATI))
    number = "199107302022211902"
    report = take_in(csv_file(changed(MELATI, nip=number, kind="PPPK"), changed(SEKAR, nip=number, kind="PPPK")))
    assert counts(report) == (0, 1, 0, 0, 1)
    assert "sama dengan baris 2" in report.rejected[0].problem.id
    assert Person.objects.get().nip == number
