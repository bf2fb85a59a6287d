"""Headings of roster files: which column is which, in the Indonesian and English words that offices use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import yaml

from wasit.rosters.sheets import Cell, OpenedFile, Sheet
from wasit.text import Problem, Words


def _synonyms() -> Mapping[str, tuple[str, ...]]:
    listed = yaml.safe_load((files("wasit.rosters") / "data" / "headings.yaml").read_text(encoding="utf-8"))
    return {field: tuple(words) for field, words in listed.items()}


SYNONYMS = _synonyms()
PLATFORMS = ("instagram", "facebook", "x", "tiktok", "youtube")

_FIELD_OF = {word: field for field, words in SYNONYMS.items() for word in words}
_SEARCHED = 25


@dataclass(frozen=True)
class Layout:
    """Where the headings stand: their row (from 1), the place of each field, and the words used in the file."""

    heading_row: int
    columns: Mapping[str, int]
    written: Mapping[str, str]

    def called(self, field: str) -> str:
        """Return the heading of `field` as the file writes it."""
        return self.written.get(field, field)


def find_layout(file: OpenedFile) -> tuple[Sheet, Layout]:
    """Return the first sheet that has headings of a roster, and where; raise Problem when none has."""
    for sheet in file.sheets:
        for number, row in enumerate(sheet.rows[:_SEARCHED], 1):
            layout = _layout(row, number)
            if layout is not None:
                return sheet, layout
    raise _no_headings(file)


def _layout(row: Sequence[Cell], number: int) -> Layout | None:
    columns: dict[str, int] = {}
    written: dict[str, str] = {}
    rank: dict[str, int] = {}
    for place, cell in enumerate(row):
        word = _plain(cell)
        field = _FIELD_OF.get(word)
        # Of two columns for one field ("Jenis Pegawai" and "Status") the one with the clearer heading counts.
        if field is not None and SYNONYMS[field].index(word) < rank.get(field, 999):
            columns[field], rank[field] = place, SYNONYMS[field].index(word)
            written[field] = str(cell).strip()[:60]
    if "name" not in columns or len(columns) < 2:
        return None
    if "parent" in columns and "unit" not in columns:
        columns["unit"], written["unit"] = columns.pop("parent"), written.pop("parent")
    return Layout(number, columns, written)


def _plain(cell: Cell) -> str:
    words = re.sub(r"[^a-z ]+", " ", str(cell).lower().replace("/", " ").replace("_", " "))
    return re.sub(r"\s+", " ", words).strip() if isinstance(cell, str) else ""


def _no_headings(file: OpenedFile) -> Problem:
    first = next((row for sheet in file.sheets for row in sheet.rows if any(str(cell).strip() for cell in row)), None)
    shown = f'"{file.name}" ' if file.name else ""
    if first is None:
        return Problem(
            Words(
                id=f"Berkas {shown}tidak berisi satu baris pun. Pilih berkas yang berisi daftar pegawai.",
                en=f"The file {shown}does not hold a single row. Choose a file with a staff list.",
            )
        )
    found = ", ".join(str(cell).strip()[:30] for cell in list(first)[:8] if str(cell).strip())
    return Problem(
        Words(
            id=f"Berkas {shown}tanpa judul kolom yang dikenal: perlu Nama dan paling sedikit satu dari NIP, Jabatan, "
            f"Unit Kerja, Status. Baris pertamanya: {found}. Samakan judulnya dengan contoh berkas.",
            en=f"The file {shown}has no headings that are known: it needs Nama (name) and at least one of NIP, Jabatan "
            f"(position), Unit Kerja (unit), Status. Its first row: {found}. Use the headings of the example file.",
        )
    )
