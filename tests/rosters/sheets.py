"""Roster files made for tests; everybody in them is invented."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

HEAD = ("Nama", "NIP", "Jenis Pegawai", "Jabatan", "OPD", "Unit Kerja")
SEKAR = (
    "Sekar Anggraini, S.Pd.",
    "198804122014032901",
    "PNS",
    "Guru Ahli Muda",
    "Dinas Pendidikan",
    "SDN 2 Tirtawangi",
)
RANU = ("Ranu Wiguna", "199107302022211902", "PPPK", "Operator Layanan", "Dinas Perhubungan", "")
MELATI = ("Melati Kinasih", "", "Non-ASN", "Pengadministrasi Umum", "Kecamatan Telaga", "Kelurahan Kebonrejo")
GOOD = (SEKAR, RANU, MELATI)


def csv_file(*rows: Sequence[str], head: Sequence[str] = HEAD, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows([head, *rows])
    return target.getvalue().encode(encoding)


def xlsx_file(*rows: Sequence[object], head: Sequence[str] = HEAD, above: int = 0) -> bytes:
    """A workbook whose numbers stay numbers and whose texts stay texts."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2024, 10, 28, tzinfo=UTC)})  # the same bytes whenever it is made
    sheet = book.add_worksheet("Daftar")
    for number, row in enumerate([*[["DAFTAR PEGAWAI"]] * above, head, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def changed(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    """Return a row with some cells replaced, named by their place in HEAD: name, nip, kind, position, opd, unit."""
    places = dict(zip(("name", "nip", "kind", "position", "opd", "unit"), row, strict=True))
    return tuple((places | cells).values())
