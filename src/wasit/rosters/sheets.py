"""Roster files opened as plain cells: what a file really is, bounded in size, formulas never computed.

A workbook's formulas are stored results that nobody here evaluates; a CSV cell that looks like a formula stays the
text that it is.
"""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from wasit.text import Problem, Words

FILE_LIMIT = 30_000_000
LINE_LIMIT = 1_000_000
ROW_LIMIT = 200_000
COLUMN_LIMIT = 200
CELL_LIMIT = 8_000_000
_UNPACKED_LIMIT = 400_000_000
_CHUNK = 1 << 20

Source = Path | bytes | BinaryIO
Cell = object


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet; `rows[0]` is row 1 of the file. `notes` tell every choice made in reading it."""

    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class OpenedFile:
    """A roster file: its sheets, the hash of its bytes and what was assumed in reading it."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Words, ...]


def opened(source: Source, name: str = "") -> OpenedFile:
    """Return the sheets of a .xlsx or .csv file; raise Problem for anything else, for too much, and for nothing."""
    name = name or (source.name if isinstance(source, Path) else "")
    data = _bounded(source, name)
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        raise _file(
            name, "kosong. Pilih berkas yang berisi daftar pegawai", "is empty. Choose a file with a staff list"
        )
    suffix = Path(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        if suffix in {".csv", ".txt", ".tsv"}:
            raise _file(
                name,
                f"bernama {suffix} tetapi isinya buku kerja atau arsip. Beri nama .xlsx, atau simpan ulang sebagai CSV",
                f"is called {suffix} but holds a workbook or an archive. Name it .xlsx, or save it again as CSV",
            )
        return OpenedFile(name, digest, _workbook(data, name), ())
    _refuse_other_kinds(data, name)
    if suffix in {".xlsx", ".xls", ".ods"}:
        raise _file(
            name,
            f"bernama {suffix} tetapi isinya bukan buku kerja Excel. Simpan ulang dari Excel sebagai .xlsx",
            f"is called {suffix} but is no Excel workbook. Save it again from Excel as .xlsx",
        )
    rows, notes = _csv(data, name)
    return OpenedFile(name, digest, (Sheet("", rows),), notes)


def _bounded(source: Source, name: str) -> bytes:
    """Read at most FILE_LIMIT bytes; a larger file is refused without being read to its end."""
    if isinstance(source, bytes):
        data = source[: FILE_LIMIT + 1]
    elif isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(FILE_LIMIT + 1)
        except FileNotFoundError:
            raise _file(
                name, "tidak ada. Periksa nama dan foldernya", "does not exist. Check its name and folder"
            ) from None
        except OSError as error:
            raise _file(
                name, f"tidak dapat dibuka ({error.strerror})", f"cannot be opened ({error.strerror})"
            ) from None
    else:
        data = source.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise _file(
            name,
            f"lebih besar dari {limit} MB. Bagi daftarnya menurut unit, lalu masukkan satu per satu",
            f"is larger than {limit} MB. Split the list by unit and import the parts one by one",
        )
    return data


_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": ("berkas Office lama atau terkunci kata sandi", "an old Office file or locked by a password"),
    b"%PDF": ("PDF", "a PDF"),
    b"\x1f\x8b": ("arsip gzip", "a gzip archive"),
    b"Rar!": ("arsip RAR", "a RAR archive"),
    b"\x89PNG": ("gambar", "a picture"),
    b"\xff\xd8\xff": ("gambar", "a picture"),
    b"{\\rtf": ("dokumen teks", "a text document"),
    b"PAR1": ("berkas Parquet", "a Parquet file"),
}


def _refuse_other_kinds(data: bytes, name: str) -> None:
    for magic, (indonesian, english) in _OTHER_KINDS.items():
        if data.startswith(magic):
            raise _file(
                name,
                f"ternyata {indonesian}. Simpan ulang sebagai .xlsx atau .csv",
                f"is really {english}. Save it again as .xlsx or .csv",
            )
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<script")):
        raise _file(
            name,
            "ternyata halaman web. Buka di Excel, lalu simpan sebagai .xlsx",
            "is really a web page. Open it in Excel and save it as .xlsx",
        )


# ---------- workbooks ----------


def _workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    _weighed(data, name)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            Sheet(title, book.get_sheet_by_name(title).to_python(skip_empty_area=False)) for title in book.sheet_names
        )
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise _broken(name) from error


def _weighed(data: bytes, name: str) -> None:
    """Refuse archives that are no workbook, and workbooks that would fill the memory when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
            if "xl/workbook.xml" not in members:
                raise _file(
                    name,
                    "adalah arsip, bukan buku kerja Excel. Simpan daftar sebagai .xlsx",
                    "is an archive, not an Excel workbook. Save the list as .xlsx",
                )
            unpacked = cells = 0
            for member in members:
                extent = _Extent(name)
                with archive.open(member) as part:
                    unpacked += _measured(part, extent, name, _UNPACKED_LIMIT - unpacked)
                cells += extent.cells
                if cells > CELL_LIMIT:
                    raise _too_wide(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(name) from error


# Wherever a workbook keeps its sheets, and however it writes rows, cells and references: all that a reader believes.
_MARK = re.compile(
    rb"""<(?:[\w.-]+:)?(?P<kind>row|c)(?=[\s/>])|\br\s*=\s*["'](?P<letters>[A-Za-z]*)(?P<number>[0-9]+)["']"""
)


class _Extent:
    """How far the cells of one part reach: a workbook reader builds the whole rectangle, however few are filled."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = self.columns = self.seen_rows = self.seen_columns = 0

    @property
    def cells(self) -> int:
        """The size of the rectangle."""
        return self.rows * self.columns

    def look_at(self, text: bytes) -> None:
        """Take in whole tags; raise Problem for a cell far outside."""
        for mark in _MARK.finditer(text):
            if mark["kind"] == b"row":
                self.seen_rows, self.seen_columns = self.seen_rows + 1, 0
            elif mark["kind"] == b"c":
                self.seen_columns += 1
            else:
                # A number of eight figures is far outside whatever it is; int() of thousands would be refused.
                self.rows = max(self.rows, int(mark["number"][:8]))
                self.columns = max(self.columns, _column(mark["letters"]))
            self.rows, self.columns = max(self.rows, self.seen_rows), max(self.columns, self.seen_columns)
            if self.rows > ROW_LIMIT or self.columns > COLUMN_LIMIT:
                raise _too_wide(self.name)


def _measured(part: IO[bytes], extent: _Extent, name: str, room: int) -> int:
    """Return the unpacked size of one part while looking how far its cells reach."""
    size, rest, sheet = 0, b"", False
    while chunk := part.read(_CHUNK):
        size += len(chunk)
        if size > room or len(rest) > LINE_LIMIT:
            raise _file(
                name,
                "terlalu besar setelah dibuka. Hapus gambar dan lembar lain",
                "is too large once unpacked. Remove pictures and other sheets",
            )
        rest += chunk
        sheet = sheet or b"sheetData" in rest
        whole = rest.rfind(b">") + 1
        if sheet:
            extent.look_at(rest[:whole])
        rest = rest[whole:] if whole or sheet else rest[-_CHUNK // 2 :]
    return size


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters[:4].upper():
        place = place * 26 + letter - 64
    return place


# ---------- CSV ----------


def _csv(data: bytes, name: str) -> tuple[list[list[str]], tuple[Words, ...]]:
    text, notes = _decoded(data, name)
    _lines_bounded(text, name)
    delimiter = _delimiter(text)
    if delimiter != ",":
        said = {";": ("titik koma", "semicolon"), "\t": ("tab", "tab")}[delimiter]
        notes += (Words(id=f"Kolom dipisah {said[0]}.", en=f"Columns are separated by {said[1]}."),)
    csv.field_size_limit(LINE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > ROW_LIMIT or len(row) > COLUMN_LIMIT:
                raise _too_wide(name)
    except csv.Error as error:
        raise _file(
            name,
            f"baris {reader.line_num}: bukan CSV yang benar ({error}). Periksa tanda kutipnya",
            f"row {reader.line_num}: not proper CSV ({error}). Check the quotation marks",
        ) from error
    return rows, notes


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Words, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), (Words(id="Dibaca sebagai UTF-16.", en="Read as UTF-16."),)
        except UnicodeDecodeError:
            raise _not_text(name) from None
    if b"\x00" in data:
        raise _not_text(name)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        told = Words(
            id="Bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen pada nama.",
            en="Not UTF-8; read as Windows-1252. Check accented letters in names.",
        )
        return data.decode("cp1252", errors="replace"), (told,)


def _lines_bounded(text: str, name: str) -> None:
    start, number = 0, 1
    while (end := text.find("\n", start)) >= 0 or start < len(text):
        end = len(text) if end < 0 else end
        if end - start > LINE_LIMIT:
            limit = LINE_LIMIT // 1_000_000
            raise _file(
                name,
                f"baris {number} lebih panjang dari {limit} MB. Periksa akhir barisnya",
                f"row {number} is longer than {limit} MB. Check the ends of its lines",
            )
        start, number = end + 1, number + 1


def _delimiter(text: str) -> str:
    """Return the separator that the first lines use most evenly: the one that makes the most columns in most lines."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def strength(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 0 for count in counts), max(counts, default=0)

    return max(",;\t", key=strength)


def _not_text(name: str) -> Problem:
    return _file(
        name,
        "bukan teks dan bukan buku kerja Excel. Simpan ulang sebagai .xlsx",
        "is neither text nor an Excel workbook. Save it again as .xlsx",
    )


def _broken(name: str) -> Problem:
    return _file(
        name,
        "rusak atau terkunci. Buka di Excel, lalu simpan ulang sebagai .xlsx",
        "is damaged or locked. Open it in Excel and save it again as .xlsx",
    )


def _too_wide(name: str) -> Problem:
    return _file(
        name,
        f"lebih dari {ROW_LIMIT} baris atau {COLUMN_LIMIT} kolom. Hapus baris dan kolom kosong, atau bagi daftarnya",
        f"has more than {ROW_LIMIT} rows or {COLUMN_LIMIT} columns. Delete empty rows and columns, or split the list",
    )


def _file(name: str, indonesian: str, english: str) -> Problem:
    shown = f'"{Path(name).name}" ' if name else ""
    return Problem(Words(id=f"Berkas {shown}{indonesian}.", en=f"The file {shown}{english}."))
