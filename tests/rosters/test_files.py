"""Roster files as they come: separators, encodings, workbooks, and everything that is none of these."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from tests.rosters.conftest import Import
from tests.rosters.sheets import GOOD, HEAD, MELATI, RANU, SEKAR, changed, csv_file, xlsx_file

from wasit.rosters.models import Person, Unit
from wasit.rosters.sheets import FILE_LIMIT, opened
from wasit.text import Problem


def refusal(data: bytes | Path, name: str) -> str:
    with pytest.raises(Problem) as told:
        opened(data, name)
    assert told.value.words.id != told.value.words.en
    assert "\n" not in told.value.words.id
    return told.value.words.id


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_every_separator_and_encoding(take_in: Import, delimiter: str, encoding: str) -> None:
    report = take_in(csv_file(*GOOD, delimiter=delimiter, encoding=encoding))
    assert (report.rows, report.created, report.rejected) == (3, 3, ())
    assert Person.objects.get(nip=SEKAR[1]).name == SEKAR[0]


def test_windows_1252_is_read_and_told(take_in: Import) -> None:
    report = take_in(csv_file(changed(RANU, name="Ranu Wiguña")).decode().encode("cp1252"))
    assert Person.objects.get().name == "Ranu Wiguña"
    assert any("Windows-1252" in note.id for note in report.notes)


def test_a_semicolon_is_told(take_in: Import) -> None:
    assert [note.id for note in take_in(csv_file(*GOOD, delimiter=";")).notes] == ["Kolom dipisah titik koma."]


def test_workbook_with_a_title_above_the_headings(take_in: Import) -> None:
    report = take_in(xlsx_file(*GOOD, above=3), name="pegawai.xlsx")
    assert (report.rows, report.created) == (3, 3)
    wrong = take_in(xlsx_file(changed(SEKAR, nip="123"), above=3), name="pegawai.xlsx")
    assert [(row.row, row.column) for row in wrong.rejected] == [(5, "NIP")]


def test_a_nip_stored_as_number_is_refused_in_so_many_words(take_in: Import) -> None:
    report = take_in(xlsx_file(("Ranu Wiguna", 199107302022211902, "PPPK", "Operator", "Dishub", "")), name="a.xlsx")
    assert report.created == 0
    assert "Excel membuang angka" in report.rejected[0].problem.id


@pytest.mark.parametrize(
    "head",
    [
        ("NAMA LENGKAP", "NIP Baru", "Status Kepegawaian", "Nama Jabatan", "SKPD", "Unit Kerja"),
        ("name", "employee number", "employment type", "job title", "department", "work unit"),
        (" Nama/Gelar ", "N.I.P".replace(".", ""), "Jenis", "JABATAN", "Perangkat Daerah", "Satuan Kerja"),
    ],
)
def test_headings_in_either_language(take_in: Import, head: tuple[str, ...]) -> None:
    assert take_in(csv_file(*GOOD, head=head)).created == 3
    person = Person.objects.select_related("unit__parent").get(nip=SEKAR[1])
    assert person.unit is not None and person.unit.code == "35.73/disdik/sdn-2-tirtawangi"
    assert person.unit.parent is not None and person.unit.parent.name == "Dinas Pendidikan"


def test_opd_alone_is_the_unit_itself(take_in: Import) -> None:
    take_in(csv_file(("Ranu Wiguna", "Dinas Perhubungan"), head=("Nama", "OPD")))
    assert list(Unit.objects.values_list("code", "kind", "aliases")) == [("35.73/dishub", "department", ["Dishub"])]
    take_in(csv_file(("Melati Kinasih", "Dishub"), head=("Nama", "Unit")))
    assert Unit.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.csv", "kosong"),
        (b" \r\n \n", "a.csv", "kosong"),
        (b"", "a.xlsx", "kosong"),
        (b"%PDF-1.7 ...", "daftar.csv", "ternyata PDF"),
        (b"\x89PNG\r\n\x1a\n....", "daftar.xlsx", "ternyata gambar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "daftar.xls", "Office lama"),
        (b"<html><table><tr><td>Nama</td></tr></table><script>alert(1)</script>", "daftar.xls", "halaman web"),
        (b"Nama,NIP\nRanu,\n", "daftar.xlsx", "bukan buku kerja Excel"),
        (xlsx_file(*GOOD), "daftar.csv", "isinya buku kerja"),
        (b"Nama\x00,NIP\x01\x02\xff\xfe", "daftar.csv", "bukan teks"),
        (b"PK\x03\x04 and nothing else", "daftar.xlsx", "rusak"),
        (xlsx_file(*GOOD)[:2000], "daftar.xlsx", "rusak"),
    ],
)
def test_files_that_are_not_what_they_say(data: bytes, name: str, words: str) -> None:
    assert words in refusal(data, name)


def test_an_archive_that_is_no_workbook() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("surat.txt", "Nama,NIP")
    assert "bukan buku kerja Excel" in refusal(packed.getvalue(), "daftar.xlsx")


def test_a_cell_far_outside_does_not_fill_the_memory() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_file(*GOOD))) as old, zipfile.ZipFile(packed, "w") as new:
        for item in old.namelist():
            data = old.read(item)
            if item.startswith("xl/worksheets/"):
                data = data.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            new.writestr(item, data)
    assert "lebih dari" in refusal(packed.getvalue(), "daftar.xlsx")


def test_a_workbook_that_unpacks_to_far_too_much() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/media/besar.bin", "w") as part:
            for _ in range(410):
                part.write(bytes(1_000_000))
    assert "terlalu besar setelah dibuka" in refusal(packed.getvalue(), "daftar.xlsx")


def test_200_megabytes_of_one_line_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "satu-baris.csv"
    with path.open("wb") as target:
        target.write(b"Nama,NIP\n")
        target.truncate(200_000_000)
    tracemalloc.start()
    try:
        assert "lebih besar dari 30 MB" in refusal(path, path.name)
        assert tracemalloc.get_traced_memory()[1] < 3 * FILE_LIMIT
    finally:
        tracemalloc.stop()


def test_one_line_of_two_megabytes_is_refused() -> None:
    assert "baris 2 lebih panjang dari 1 MB" in refusal(b"Nama,NIP\n" + b"a" * 2_000_000, "a.csv")


def test_a_quote_that_swallows_the_rest_is_refused() -> None:
    assert "CSV" in refusal(b'Nama,NIP\n"' + b"Ranu,\n" * 300_000, "a.csv")


@pytest.mark.parametrize(
    "head", [("Kota", "Suhu"), ("Nama", "Suhu"), ("NIP", "Jabatan"), ("Sekar Anggraini", "198804122014032901")]
)
def test_wrong_columns_name_what_is_needed_and_what_is_there(take_in: Import, head: tuple[str, ...]) -> None:
    with pytest.raises(Problem) as told:
        take_in(csv_file(("a", "b"), head=head))
    assert "perlu Nama dan paling sedikit satu dari NIP" in told.value.words.id
    assert head[0] in told.value.words.en


def test_headings_without_anybody(take_in: Import) -> None:
    with pytest.raises(Problem) as told:
        take_in(csv_file())
    assert "hanya berisi judul kolom" in told.value.words.id


def test_no_such_file(take_in: Import) -> None:
    with pytest.raises(Problem) as told:
        opened(Path("tidak-ada.xlsx"))
    assert "tidak ada" in told.value.words.id


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://jahat.example","klik")', "+62 Rekaan", "@SUM(A1:A9)", "-2+3 Rekaan"]
)
def test_formulas_stay_the_text_they_are(take_in: Import, name: str) -> None:
    assert take_in(csv_file(changed(MELATI, name=name))).created == 1
    assert Person.objects.get().name == name


def test_a_formula_in_a_workbook_is_its_stored_result(take_in: Import) -> None:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    sheet.write_formula(1, 0, '="Ranu "&"Wiguna"', None, "Ranu Wiguna")
    sheet.write_string(1, 4, "Dinas Perhubungan")
    book.close()
    take_in(target.getvalue(), name="rumus.xlsx")
    assert Person.objects.get().name == "Ranu Wiguna"


def test_emoji_and_right_to_left_text_are_kept(take_in: Import) -> None:
    name = "Ranu 🌾 وِيغونا Wiguna"
    take_in(csv_file(changed(RANU, name=name)))
    assert Person.objects.get().name == name


_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
}
_HEAD = '<row r="1"><c r="A1" t="str"><v>Nama</v></c><c r="B1" t="str"><v>NIP</v></c></row>'


def crafted(rows: str, place: str = "worksheets/sheet1.xml") -> bytes:
    """A workbook that no program would write."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            f'Target="{place}"/></Relationships>',
        )
        archive.writestr(
            f"xl/{place}",
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{_HEAD}{rows}</sheetData></worksheet>",
        )
    return target.getvalue()


@pytest.mark.parametrize("place", ["worksheets/sheet1.xml", "lain/isi.xml"])
@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="xfd1048576"><v>1</v></c></row>',
        '<row r="2"><c r = "XFD1048576"><v>1</v></c></row>',
        '<row r="2"><c r="A99999999"><v>1</v></c></row>',
        f'<row r="2"><c r="A{"9" * 9000}"><v>1</v></c></row>',
        f'<row r="2">{"<c><v>1</v></c>" * 300}</row>',
        '<row r="190000"><c r="GA190000"><v>1</v></c></row>',
    ],
    ids=["far", "small letters", "spaces", "eight figures", "thousands of figures", "no places", "huge rectangle"],
)
def test_a_cell_far_outside_never_reaches_the_reader(rows: str, place: str) -> None:
    """The reader of workbooks builds the whole rectangle; one such cell would end the process, not only the request."""
    assert "lebih dari 200000 baris" in refusal(crafted(rows, place), "a.xlsx")


def test_numbers_that_are_none_are_refused_row_by_row(take_in: Import) -> None:
    rows = (
        '<row r="2"><c r="A2" t="str"><v>Ranu</v></c><c r="B2"><v>NaN</v></c></row>'
        '<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>inf</v></c></row>'
    )
    report = take_in(crafted(rows), name="a.xlsx")
    assert (report.rows, report.created, len(report.rejected)) == (2, 0, 2)
