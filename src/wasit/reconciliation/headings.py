"""Which column of a list is which: guessed from headings and contents, with the reason, for an officer to correct."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wasit.reconciliation.days import read_day
from wasit.reconciliation.entries import DATE_FIELDS, FIELD_WORDS
from wasit.reconciliation.sheets import Cell, Sheet, cell_text, is_numbering
from wasit.text import Problem, Words
from wasit.text.normalise import folded_text

SEARCHED = 15
"""Rows among which the headings are looked for."""
_LOOKED_AT = 60
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading as written, the field it was taken for ("" for none) and why, and examples."""

    place: int
    heading: str
    field: str
    why: Words
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Where a list begins: the sheet, the first and last row of its headings (from 1), and its columns."""

    sheet: str
    first_row: int
    last_row: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, int]:
        """The place of each field."""
        return {column.field: column.place for column in self.columns if column.field}

    def heading(self, field: str) -> str:
        """Return how the file calls a field; its own word where it has no heading."""
        found = next((column for column in self.columns if column.field == field), None)
        return (found.heading if found else "") or FIELD_WORDS[field].id

    def as_json(self) -> dict[str, Any]:
        """Return what has to be kept to read the file again in the same way."""
        return {"sheet": self.sheet, "first_row": self.first_row, "last_row": self.last_row, "fields": self.fields}


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    text = (files("wasit.reconciliation") / "data" / "headings.yaml").read_text(encoding="utf-8")
    return {field: tuple(words) for field, words in yaml.safe_load(text).items()}


def guess_layout(sheets: Sequence[Sheet], sheet: str = "", heading_row: int = 0) -> Layout:
    """Return the likeliest layout, within the sheet and from the heading row that an officer named where one did.

    Raises Problem where no row holds a cell.
    """
    chosen = [one for one in sheets if one.name == sheet] or list(sheets)
    found = [_in_sheet(one, heading_row) for one in chosen if _has_cells(one)]
    if not found:
        raise Problem(
            Words(
                id="Berkas ini tidak berisi satu baris pun. Pilih berkas yang berisi daftar.",
                en="This file holds no row at all. Choose a file that holds a list.",
            )
        )
    return max(found, key=lambda layout: len(layout.fields))


def with_fields(layout: Layout, fields: Mapping[str, int]) -> Layout:
    """Return the layout with the columns named by an officer."""
    meant = {place: field for field, place in fields.items()}
    by_hand = Words(id="ditetapkan petugas", en="set by the officer")
    return Layout(
        layout.sheet,
        layout.first_row,
        layout.last_row,
        tuple(
            column
            if meant.get(column.place, "") == column.field
            else Column(column.place, column.heading, meant.get(column.place, ""), by_hand, column.examples)
            for column in layout.columns
        ),
    )


def _has_cells(sheet: Sheet) -> bool:
    return any(cell_text(cell) for row in sheet.rows for cell in row)


# ---------- rows of headings ----------


def _in_sheet(sheet: Sheet, heading_row: int) -> Layout:
    """Take the row, or two rows, whose headings are known best: the upper and the fewer of equals."""
    searched = range(1, min(SEARCHED, len(sheet.rows)) + 1)
    rows = [min(heading_row, len(sheet.rows))] if heading_row else searched
    candidates = [
        (first, last) for first in rows for last in ((first, first + 1) if _goes_on(sheet.rows, first) else (first,))
    ]
    first, last = max(candidates, key=lambda one: (_known(_headings(sheet.rows, *one)), -one[1], one[0]))
    return _layout(sheet, first, last)


def _known(headings: Sequence[str]) -> int:
    return len({known.field for heading in headings if (known := _by_heading(heading))})


def _goes_on(rows: Sequence[Sequence[Cell]], first: int) -> bool:
    """Tell whether the row under `first` (from 1) can be a second row of headings: short words only, no figures."""
    if first >= len(rows):
        return False
    cells = [cell for cell in rows[first] if cell_text(cell)]
    return bool(cells) and all(
        isinstance(cell, str) and len(cell) <= _LONGEST_HEADING and not re.search(r"\d", cell) for cell in cells
    )


def _headings(rows: Sequence[Sequence[Cell]], first: int, last: int) -> list[str]:
    """Return one heading per column; of two rows the upper one also counts for the empty cells to its right."""
    upper = [cell_text(cell) for cell in rows[first - 1]]
    if last == first:
        return upper
    lower = [cell_text(cell) for cell in rows[last - 1]]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    joined, carried = [], ""
    for over, under in zip(upper, lower, strict=True):
        carried = over or (carried if under else "")
        joined.append(carried if carried == under else f"{carried} {under}".strip())
    return joined


# ---------- columns ----------


def _layout(sheet: Sheet, first: int, last: int) -> Layout:
    headings = _headings(sheet.rows, first, last)
    below = [row for row in sheet.rows[last : last + _LOOKED_AT] if not is_numbering(row)]
    width = max([len(headings), *(len(row) for row in below)])
    headings += [""] * (width - len(headings))
    guesses = {place: _guess(headings[place], _cells(below, place)) for place in range(width)}
    taken = _one_each(guesses)
    columns = tuple(
        Column(
            place, headings[place][:120], taken.get(place, ""), _why(guesses[place], place in taken), _examples(cells)
        )
        for place in range(width)
        if (cells := _cells(below, place)) or headings[place]
    )
    return Layout(sheet.name, first, last, columns)


@dataclass(frozen=True)
class _Guess:
    field: str
    strength: int
    why: Words


_NO_GUESS = _Guess("", 0, Words(id="tidak dikenal, tidak dipakai", en="not known, not used"))


def _one_each(guesses: Mapping[int, _Guess]) -> dict[int, str]:
    """Give each field to its strongest column, the first of equals."""
    taken: dict[int, str] = {}
    for place, guess in sorted(guesses.items(), key=lambda item: (-item[1].strength, item[0])):
        if guess.field and guess.field not in taken.values():
            taken[place] = guess.field
    return taken


def _why(guess: _Guess, taken: bool) -> Words:
    if taken or not guess.field:
        return guess.why
    other = FIELD_WORDS[guess.field]
    return Words(
        id=f"kolom lain lebih jelas sebagai {other.id}", en=f"another column is more clearly the {other.en.lower()}"
    )


def _guess(heading: str, cells: Sequence[Cell]) -> _Guess:
    known = _by_heading(heading)
    by_contents = _by_contents(cells)
    if known and not _contradicted(known.field, cells):
        strength = 100 * known.words + 50 * known.exact - known.rank + 20 * (by_contents == known.field)
        return _Guess(known.field, strength, Words(id=f"judul kolom “{heading}”", en=f"heading “{heading}”"))
    return _CONTENTS.get(by_contents, _NO_GUESS)


def _contradicted(field: str, cells: Sequence[Cell]) -> bool:
    """Tell whether a column cannot be what its heading says: dates without a date, NIPs without figures."""
    if not cells:
        return False
    if field in DATE_FIELDS:
        return not _mostly(cells, _is_day, 0.3)
    return field == "nip" and not _mostly(cells, _is_nip_like, 0.3)


@dataclass(frozen=True)
class _Known:
    """A field that a heading names: by how many words, whether as a whole, at its end, and how plain the words are."""

    field: str
    words: int
    exact: bool
    at_end: bool
    rank: int

    @property
    def clearness(self) -> tuple[bool, int, bool, int]:
        return self.exact, self.words, self.at_end, -self.rank


def _by_heading(heading: str) -> _Known | None:
    if len(heading) > _LONGEST_HEADING:
        return None
    plain = re.sub(r"[^a-z]+", " ", folded_text(heading)).strip()
    words = Counter(plain.split())
    found = [
        _Known(field, len(synonym.split()), plain == synonym, plain.endswith(synonym), min(rank, 15))
        for field, listed in _synonyms().items()
        for rank, synonym in enumerate(listed)
        if not Counter(synonym.split()) - words
    ]
    return max(found, key=lambda one: one.clearness, default=None)


_CONTENTS = {
    "nip": _Guess("nip", 30, Words(id="isinya 18 angka", en="it holds 18 figures")),
    "name": _Guess("name", 20, Words(id="isinya nama bergelar", en="it holds names with degrees")),
}


def _by_contents(cells: Sequence[Cell]) -> str:
    if len(cells) < 2:
        return ""
    if _mostly(cells, _is_nip):
        return "nip"
    return "name" if _mostly(cells, _has_degree, 0.4) else ""


def _mostly(cells: Sequence[Cell], test: Callable[[Cell], bool], share: float = 0.6) -> bool:
    return sum(test(cell) for cell in cells) >= share * len(cells)


def _is_nip(cell: Cell) -> bool:
    return bool(re.fullmatch(r"\d{18}", re.sub(r"[\s']", "", cell_text(cell))))


def _is_nip_like(cell: Cell) -> bool:
    if isinstance(cell, float | int):
        return cell > 10**8
    return len(re.sub(r"\D", "", cell_text(cell))) >= 8 or bool(re.match(r"\d[.,]\d+e\+?\d+", cell_text(cell).lower()))


def _is_day(cell: Cell) -> bool:
    try:
        return read_day(cell) is not None or cell_text(cell) in {"-", "–"}
    except (ValueError, OverflowError):
        return False


def _has_degree(cell: Cell) -> bool:
    return bool(re.search(r",\s*(?:S|M|A)\.?\s?[A-Za-z]{1,4}\b", cell_text(cell)))


def _cells(rows: Sequence[Sequence[Cell]], place: int) -> list[Cell]:
    return [row[place] for row in rows if place < len(row) and cell_text(row[place])]


def _examples(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell_text(cell)[:60] for cell in cells))[:2]
