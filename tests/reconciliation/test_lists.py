"""Lists as offices keep them: every trap is read or told, by row and column, and nothing is guessed in silence."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.reconciliation.workbooks import as_csv, as_ods, government_list

from wasit.reconciliation.days import read_day
from wasit.reconciliation.headings import Layout, guess_layout, with_fields
from wasit.reconciliation.outcomes import group_of, outcomes, read_outcome
from wasit.reconciliation.rows import ReadList, read_rows
from wasit.reconciliation.sheets import open_list
from wasit.text import Problem

TODAY = date(2024, 12, 31)


def read(data: bytes, file_name: str = "daftar.csv", **fields: int) -> tuple[Layout, ReadList]:
    file = open_list(data, file_name)
    layout = guess_layout(file.sheets)
    layout = with_fields(layout, fields) if fields else layout
    return layout, read_rows(next(sheet for sheet in file.sheets if sheet.name == layout.sheet), layout, TODAY)


def test_two_rows_of_headings_under_merged_titles() -> None:
    layout, _read = read(government_list(), "rekap.xlsx")
    assert (layout.first_row, layout.last_row) == (4, 5)
    assert layout.fields == {
        "name": 1, "nip": 2, "position": 3, "unit": 4, "act": 5, "act_date": 6, "decision_date": 7, "sanction": 8,
        "decision_number": 9,
    }  # fmt: skip
    by_field = {column.field: column for column in layout.columns}
    assert by_field["act_date"].why.id == "judul kolom “Tanggal Kejadian”"
    assert by_field["name"].examples == ("Raka Wirasana, S.Pd.", "Hj. MELATI KINASIH")
    assert by_field[""].why.id == "tidak dikenal, tidak dipakai"


def test_every_row_is_taken_or_told() -> None:
    _layout, found = read(government_list(), "rekap.xlsx")
    assert (found.rows, len(found.entries), found.rejected) == (6, 5, 1)
    raka, melati, galih, tirta, formula = found.entries
    assert (raka.nip, raka.act_date, raka.outcome) == ("198801012010011001", date(2024, 10, 19), "sanctioned")
    assert (melati.nip, melati.nip_hint, melati.act_date) == ("", "198901152011012", date(2024, 10, 19))
    assert (galih.nip, galih.nip_hint, galih.act_date) == ("", "198", date(2024, 10, 12))
    assert (tirta.nip, tirta.nip_hint, tirta.act_date) == ("", "", None)
    assert (formula.name, formula.act_date) == ('=HYPERLINK("http://x")', date(2024, 10, 5))
    told = [(remark.row, remark.column, remark.rejected) for remark in found.remarks]
    assert told == [
        (8, "Terlapor NIP", False), (9, "Terlapor NIP", False), (10, "Terlapor NIP", False),
        (10, "Tanggal Kejadian", False), (11, "Terlapor Nama", True),
    ]  # fmt: skip
    assert "“31-02-2024” bukan tanggal" in found.remarks[3].words.id
    assert "Excel membuang angka" in found.remarks[0].words.id
    assert "(NIK)" in found.raw[3] and "1991030720220119" not in str(found.raw)


def test_an_opendocument_list_and_its_bombs() -> None:
    rows = [
        ["EKSPOR SBT", "", ""], ["Nama Pegawai", "NIP", "Status SBT"], ["Raka Wirasana", "198801012010011001", "Menunggu PPK"],
    ]  # fmt: skip
    layout, found = read(as_ods(rows), "sbt.ods")
    assert layout.first_row == 2
    assert [(entry.nip, entry.outcome) for entry in found.entries] == [("198801012010011001", "waiting_ppk")]
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    many = '<table:table-row table:number-rows-repeated="900000"><table:table-cell/></table:table-row>'
    wide = cell.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16000"')
    for tail in (f"{many}<table:table-row>{cell}</table:table-row>", f"<table:table-row>{wide}</table:table-row>"):
        with pytest.raises(Problem, match="too large"):
            open_list(as_ods(rows, tail), "sbt.ods")
    assert read(as_ods(rows, many), "sbt.ods")[1].rows == 1


def test_columns_are_known_by_their_contents_too() -> None:
    rows = [["A", "B"], ["Raka Wirasana, S.Pd.", "198801012010011001"], ["Melati Kinasih, S.E.", "198901152011012002"]]
    layout, found = read(as_csv(rows))
    assert layout.fields == {"name": 0, "nip": 1}
    assert {column.why.id for column in layout.columns} == {"isinya nama bergelar", "isinya 18 angka"}
    assert [entry.name for entry in found.entries] == ["Raka Wirasana, S.Pd.", "Melati Kinasih, S.E."]


def test_the_officer_has_the_last_word_on_columns() -> None:
    rows = [["Orang", "Kapan"], ["Raka Wirasana", "2024-10-19"]]
    with pytest.raises(Problem, match="no column of names"):
        read(as_csv(rows))
    layout, found = read(as_csv(rows), name=0, act_date=1)
    assert layout.columns[0].why.id == "ditetapkan petugas"
    assert [(entry.name, entry.act_date) for entry in found.entries] == [("Raka Wirasana", date(2024, 10, 19))]


def test_the_heading_row_can_be_named() -> None:
    file = open_list(as_csv([["Nama", "NIP"], ["x", "y"], ["Nama Terlapor", "NIP"], ["Raka", ""]]), "a.csv")
    assert guess_layout(file.sheets).first_row == 1
    named = guess_layout(file.sheets, heading_row=3)
    assert (named.first_row, named.last_row) == (3, 3)
    assert [entry.name for entry in read_rows(file.sheets[0], named, TODAY).entries] == ["Raka"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime(2024, 10, 19, 8, tzinfo=UTC), date(2024, 10, 19)),
        (45584.0, date(2024, 10, 19)),
        ("45584", date(2024, 10, 19)),
        ("19/10/2024", date(2024, 10, 19)),
        ("9-1-24", date(2024, 1, 9)),
        ("2024-10-19 00:00:00", date(2024, 10, 19)),
        ("Sabtu, 19 Oktober 2024", date(2024, 10, 19)),
        ("19 Nop. 2024", date(2024, 11, 19)),
        ("1 Pebruari 2024", date(2024, 2, 1)),
        ("12 s.d. 13 Agt 2024", date(2024, 8, 13)),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_days(written: Any, day: date | None) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize("written", ["31-02-2024", "Oktober", "19/19/2024", 3.0, 2024, "19 Foo 2024", "1-1-1899"])
def test_what_is_no_day(written: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - dates raise it in many words
        read_day(written)


@pytest.mark.parametrize(
    ("status", "sanction", "code"),
    [
        ("Terbukti, diteruskan ke BKN", "", "proven"),
        ("Tidak terbukti", "", "not_proven"),
        ("TIDAK TERBUKTI", "-", "not_proven"),
        ("Tidak terbukti", "Teguran lisan", "unclear"),
        ("Direkomendasikan ke KASN: hukuman disiplin sedang", "", "waiting_ppk"),
        ("Telah dijatuhi hukuman disiplin", "", "sanctioned"),
        ("Tidak dijatuhi hukuman disiplin", "", "unclear"),
        ("Belum dijatuhi hukuman disiplin", "", "waiting_ppk"),
        ("", "Penundaan KGB 1 tahun", "sanctioned"),
        ("", "Belum ada sanksi", "waiting_ppk"),
        ("", "Tidak ada sanksi", "unclear"),
        ("", "nihil", "unclear"),
        ("Dalam proses", "Teguran tertulis", "sanctioned"),
        ("Dalam proses pemeriksaan", "", "in_process"),
        ("Data ASN diblokir BKN", "", "blocked"),
        ("Blokir dibuka", "", "unblocked"),
        ("Yang bersangkutan pensiun", "", "left_service"),
        ("Menunggu rekomendasi BKN", "", "waiting_bkn"),
        ("", "", "unclear"),
        ("lihat lampiran", "", "unclear"),
    ],
)
def test_outcomes(status: str, sanction: str, code: str) -> None:
    assert read_outcome(status, sanction) == code


def test_every_outcome_has_words_and_a_group() -> None:
    for outcome in outcomes().values():
        assert outcome.words.id and outcome.words.en
        assert group_of(outcome.code) in {"open", "sanctioned", "ended", "unclear"}


def test_a_list_of_one_state_only_takes_the_officers_word() -> None:
    file = open_list(as_csv([["Nama", "Sanksi"], ["Raka Wirasana", ""], ["Melati Kinasih", "Teguran lisan"]]), "a.csv")
    layout = guess_layout(file.sheets)
    plain = read_rows(file.sheets[0], layout, TODAY)
    assert [entry.outcome for entry in plain.entries] == ["unclear", "sanctioned"]
    told = read_rows(file.sheets[0], layout, TODAY, "proven")
    assert [entry.outcome for entry in told.entries] == ["proven", "sanctioned"]
    assert (
        told.remarks[0].words.id == "1 baris tanpa status dianggap “terbukti dan diteruskan”, sesuai pilihan petugas."
    )
    assert (told.rows, told.rejected) == (2, 0)
