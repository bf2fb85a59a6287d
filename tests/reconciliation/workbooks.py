"""Hand-made lists with the traps of real ones; everybody in them is invented."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter


def government_list(extra: Sequence[Sequence[Any]] = ()) -> bytes:
    """A city's list: titles merged above, two rows of headings, numbers under them, NIPs in every state, totals below."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    day, sheet = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_worksheet("Rekap")
    sheet.merge_range("A1:J1", "REKAPITULASI DUGAAN PELANGGARAN NETRALITAS ASN")
    sheet.merge_range("A2:J2", "PEMERINTAH KOTA REKAAN TAHUN 2024")
    for span, words in (("A4:A5", "No"), ("B4:D4", "Terlapor"), ("E4:E5", "OPD"), ("F4:F5", "Bentuk Pelanggaran"),
                        ("G4:H4", "Tanggal"), ("I4:I5", "Jenis Hukuman Disiplin")):  # fmt: skip
        sheet.merge_range(span, words)
    sheet.write_string("J4", "Nomor")
    for cell, words in (
        ("B5", "Nama"),
        ("C5", "NIP"),
        ("D5", "Jabatan"),
        ("G5", "Kejadian"),
        ("H5", "SK"),
        ("J5", "SK"),
    ):
        sheet.write_string(cell, words)
    for column in range(10):
        sheet.write_number(5, column, column + 1)
    rows: list[Sequence[Any]] = [
        (1, "Raka Wirasana, S.Pd.", "19880101 201001 1 001", "Guru", "SDN Rekaan 2", "Unggahan dukungan",
         date(2024, 10, 19), date(2024, 12, 2), "Teguran tertulis", "800/12/2024"),
        (2, "Hj. MELATI KINASIH", 198901152011012002, "Lurah", "Kel. Kebonrejo", "Hadir kampanye", 45584, "-", "-", "-"),
        (3, "Dr. Galih Pranata, M.Si.", "1.98E+17", "Sekretaris", "Disdik", "Foto bersama", "12 Okt. 2024", "", "", ""),
        (4, "Tirta Gumelar", "1991030720220119", "Staf", "Dishub", "Menjadi tim kampanye", "31-02-2024", "", "", ""),
        (5, "", "", "Camat", "Kec. Telaga", "Tanpa nama", date(2024, 10, 1), "", "", ""),
        (6, "=HYPERLINK(\"http://x\")", "197505052001121003", "Kabid", "Dinkes", "Ajakan memilih", "Sabtu, 5 Oktober 2024",
         "", "Pernyataan tidak puas secara tertulis", "800/13/2024"),
        *extra,
    ]  # fmt: skip
    for number, row in enumerate(rows, 6):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)
    sheet.write_string(7 + len(rows), 1, "Jumlah")
    sheet.write_number(7 + len(rows), 2, len(rows))
    book.close()
    return target.getvalue()


def as_csv(rows: Sequence[Sequence[str]], mark: str = ";") -> bytes:
    """A list as CSV, separated by `mark`."""
    return "\r\n".join(mark.join(row) for row in rows).encode("utf-8-sig")


def as_ods(rows: Sequence[Sequence[str]], tail: str = "") -> bytes:
    """A list as an OpenDocument sheet; `tail` is put behind its rows as it is."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="BKN">{cells}{tail}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
            'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr("content.xml", content)
    return target.getvalue()
