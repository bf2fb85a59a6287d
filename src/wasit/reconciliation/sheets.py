"""Lists opened as plain cells: .xlsx and .csv as rosters are, .ods besides, and merged cells filled in."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from wasit.rosters.names import tidy
from wasit.rosters.sheets import CELL_LIMIT, COLUMN_LIMIT, FILE_LIMIT, ROW_LIMIT, Cell, OpenedFile, Sheet, opened
from wasit.text import Problem, Words

MOST_ROWS = 20_000
"""Rows that one list may hold."""
_UNPACKED_LIMIT = 100_000_000
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_MERGED_LIMIT = 5_000
_PRECISE = 10**15
_WITH_NUMBER = re.compile(r"^\(?\d{1,2}\)?$")

__all__ = ["FILE_LIMIT", "MOST_ROWS", "Cell", "OpenedFile", "Sheet", "cell_text", "is_numbering", "open_list"]


def open_list(data: bytes, name: str) -> OpenedFile:
    """Return the sheets of a list with merged cells filled in; raise Problem for a file that cannot be read."""
    if _ODS in data[:200]:
        if len(data) > FILE_LIMIT:
            raise _too_large(name)
        return OpenedFile(name, hashlib.sha256(data).hexdigest(), _ods(data, name), ())
    file = opened(data, name)
    if data.startswith(b"PK"):
        file = replace(file, sheets=_unmerged(data, file.sheets))
    return file


def cell_text(cell: Cell) -> str:
    """Return a cell as text on one line; a whole number has no point."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _PRECISE:
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == time() else cell
    return tidy(str(cell))


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Tell a row "1 2 3 4" or "(1) (2) (3)" under the headings."""
    told = [cell_text(cell) for cell in cells if cell_text(cell)]
    return len(told) > 2 and all(_WITH_NUMBER.match(one) for one in told)


def _unmerged(data: bytes, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return tuple(
        Sheet(sheet.name, _filled(sheet.rows, book.get_sheet_by_name(sheet.name).merged_cell_ranges or ()))
        for sheet in sheets
    )


def _filled(rows: Sequence[Sequence[Cell]], merged: Sequence[Any]) -> list[list[Cell]]:
    """Repeat the value of a merged cell in every cell that it covers."""
    cells = [list(row) for row in rows]
    for (top, left), (bottom, right) in list(merged)[:_MERGED_LIMIT]:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        value = cells[top][left]
        for row in cells[top : min(bottom, top + MOST_ROWS) + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
    return cells


# ---------- OpenDocument ----------

_MARK = re.compile(
    rb"<table:(?P<row>table-row)\b(?P<row_says>[^>]*)>"
    rb"|<table:(?:table-cell|covered-table-cell)\b(?P<cell_says>[^>]*)>"
    rb"|<table:(?P<table>table)\b"
)
_ROWS = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,9})"')


def _ods(data: bytes, name: str) -> tuple[Sheet, ...]:
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
    """Refuse what would fill the memory: cells and rows may be repeated by a number alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as part:
            content = part.read(_UNPACKED_LIMIT + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _broken(name) from error
    if len(content) > _UNPACKED_LIMIT or b"<!ENTITY" in content[:4096]:
        raise _too_large(name)
    if sum(_extents(content, name)) > CELL_LIMIT:
        raise _too_large(name)


def _extents(content: bytes, name: str) -> Iterator[int]:
    """Yield for each sheet how many cells lie in the rectangle that holds its values."""
    before = repeated = columns = last_row = width = 0
    for mark in _MARK.finditer(content):
        if mark["table"]:
            yield last_row * width
            before = repeated = columns = last_row = width = 0
        elif mark["row"]:
            before += repeated
            times = _ROWS.search(mark["row_says"])
            repeated, columns = int(times[1]) if times else 1, 0
        else:
            times = _COLUMNS.search(mark["cell_says"])
            columns += int(times[1]) if times else 1
            # Empty rows and columns at the end are written as one repeated cell and cost nothing.
            if b"value-type" in mark["cell_says"]:
                last_row, width = before + repeated, max(width, columns)
                if last_row > ROW_LIMIT or width > COLUMN_LIMIT:
                    raise _too_large(name)
    yield last_row * width


def _too_large(name: str) -> Problem:
    return Problem(
        Words(
            id=f'Berkas "{name}" terlalu besar untuk satu daftar. Hapus gambar, lembar lain, dan baris kosong.',
            en=f'The file "{name}" is too large for one list. Remove pictures, other sheets and empty rows.',
        )
    )


def _broken(name: str) -> Problem:
    return Problem(
        Words(
            id=f'Berkas "{name}" rusak atau terkunci. Buka di LibreOffice, lalu simpan ulang sebagai .xlsx.',
            en=f'The file "{name}" is damaged or locked. Open it in LibreOffice and save it again as .xlsx.',
        )
    )
