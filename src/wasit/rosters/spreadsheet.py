"""Roster files written as .xlsx: the example that the import page hands out, and invented staff for the demonstration.

Every cell is written as text: a NIP keeps its 18 figures and nothing becomes a formula.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

HEADINGS = ("Nama", "NIP", "Jenis Pegawai", "Jabatan", "OPD", "Unit Kerja", "Alias", "Akun Media Sosial")
_WIDTHS = (34, 22, 14, 30, 34, 34, 18, 34)
_EXAMPLE = (
    ("Sekar Anggraini, S.Pd.", "198804122014032901", "PNS", "Guru Ahli Muda", "Dinas Pendidikan", "SDN 2 Tirtawangi",
     "Sekar", "instagram:@sekar_rekaan; x:@sekar_rekaan"),
    ("Ranu Wiguna", "199107302022211902", "PPPK", "Penata Layanan Operasional", "Dinas Perhubungan", "", "", ""),
    ("Melati Kinasih", "", "Non-ASN", "Pengadministrasi Umum", "Kecamatan Telaga", "Kelurahan Kebonrejo", "", ""),
)  # fmt: skip


def write(target: Path | BytesIO, rows: Iterable[Sequence[str]], guide: Sequence[Sequence[str]] = ()) -> None:
    """Write a roster file with the usual headings; the same rows always give the same bytes."""
    book = xlsxwriter.Workbook(
        target if isinstance(target, BytesIO) else str(target),
        {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True},
    )
    book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
    bold, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Pegawai")
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value:
                sheet.write_string(number, column, value, text)
    if guide:
        _write_guide(book, guide, bold)
    book.close()


def example() -> bytes:
    """Return the example file: three invented people and a second sheet that explains the columns."""
    target = BytesIO()
    write(target, _EXAMPLE, _guide())
    return target.getvalue()


def _write_guide(book: "xlsxwriter.Workbook", guide: Sequence[Sequence[str]], bold: object) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    for number, line in enumerate(guide):
        for column, words in enumerate(line):
            sheet.write_string(number, column, words, bold if number == 0 else None)


def _guide() -> list[tuple[str, str]]:
    return [
        (_("Kolom"), _("Isi")),
        (HEADINGS[0], _("Wajib. Boleh dengan gelar.")),
        (HEADINGS[1], _("18 angka, sebagai teks. Kosongkan untuk pegawai tanpa NIP.")),
        (HEADINGS[2], _("PNS, PPPK, Non-ASN, BUMD, atau Perangkat Desa. Bila kosong, dibaca dari bentuk NIP.")),
        (HEADINGS[3], _("Jabatan sekarang. Jabatan atau unit yang berubah dicatat sebagai pindah.")),
        (HEADINGS[4], _("Perangkat daerah. Unit yang belum dikenal dibuat.")),
        (HEADINGS[5], _("Unit di bawah OPD, misalnya sekolah atau kelurahan. Boleh kosong.")),
        (HEADINGS[6], _("Nama panggilan, dipisah titik koma. Boleh kosong.")),
        (HEADINGS[7], _("Layanan dan nama akun, misalnya instagram:@nama; x:@nama. Boleh kosong.")),
        ("TMT Jabatan", _("Boleh ditambahkan: tanggal mulai jabatan, misalnya 01-03-2023.")),
    ]
