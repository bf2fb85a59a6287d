"""Rows of a list read into entries; what cannot be read is told by row and column, and the other rows go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wasit.reconciliation.days import read_day
from wasit.reconciliation.entries import DATE_FIELDS, TEXT_FIELDS, EntryFields
from wasit.reconciliation.headings import Layout
from wasit.reconciliation.outcomes import outcome_words, read_outcome, said
from wasit.reconciliation.sheets import MOST_ROWS, Cell, Sheet, cell_text, is_numbering
from wasit.rosters import nip as figures_of
from wasit.text import Problem, Words

_LONGEST = 500
_NIK = 16
_CLOSING = re.compile(r"^(?:jumlah|total|catatan|keterangan|sumber|mengetahui|rekap)\b", re.I)


@dataclass(frozen=True)
class Remark:
    """Something about a row: `rejected` when the row was left out, else only the cell was."""

    row: int
    column: str
    words: Words
    rejected: bool

    def as_json(self) -> dict[str, object]:
        """Return what is kept of it."""
        return {"row": self.row, "column": self.column, "rejected": self.rejected, **self.words.as_json()}


@dataclass
class ReadList:
    """What a list gave: entries, their cells as written, remarks; `rows` counts entries and rejected rows."""

    entries: list[EntryFields] = field(default_factory=list)
    raw: list[list[str]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    rows: int = 0

    @property
    def rejected(self) -> int:
        """How many rows were left out."""
        return self.rows - len(self.entries)


def read_rows(sheet: Sheet, layout: Layout, today: date, assumed: str = "") -> ReadList:
    """Read all rows under the headings; raise Problem for a layout without names and NIPs, or for too many rows.

    `assumed` is the outcome that an officer gave to rows that say nothing of one: a list of forwarded cases only, say.
    """
    if not {"name", "nip"} & layout.fields.keys():
        raise Problem(
            Words(
                id="Belum ada kolom Nama atau NIP. Tunjukkan kolomnya, lalu simpan lagi.",
                en="There is no column of names or NIPs yet. Point it out and save again.",
            )
        )
    found = ReadList()
    for number, cells in enumerate(sheet.rows[layout.last_row :], layout.last_row + 1):
        if _empty(cells) or is_numbering(cells):
            continue
        if found.rows >= MOST_ROWS:
            raise Problem(
                Words(
                    id=f"Lebih dari {MOST_ROWS} baris. Bagi daftarnya menurut tahun atau wilayah.",
                    en=f"More than {MOST_ROWS} rows. Split the list by year or region.",
                )
            )
        _take(found, _Row(cells, number, layout, today), cells)
    return _with_assumed(found, layout, assumed) if assumed else found


def _with_assumed(found: ReadList, layout: Layout, assumed: str) -> ReadList:
    """Give rows without status and sanction the outcome that the officer named, and tell how many they are."""
    silent = [not said(entry.outcome_text) and not entry.sanction for entry in found.entries]
    entries = [
        replace(entry, outcome=assumed) if no else entry for entry, no in zip(found.entries, silent, strict=True)
    ]
    words = outcome_words(assumed)
    told = Words(
        id=f"{sum(silent)} baris tanpa status dianggap “{words.id}”, sesuai pilihan petugas.",
        en=f"{sum(silent)} rows without a status are taken as “{words.en}”, as the officer chose.",
    )
    remark = Remark(layout.last_row, layout.heading("outcome"), told, False)
    return ReadList(entries, found.raw, [remark, *found.remarks] if any(silent) else found.remarks, found.rows)


def _take(found: ReadList, row: "_Row", cells: Sequence[Cell]) -> None:
    entry = row.entry()
    if _closing(cells, entry):
        return
    found.rows += 1
    found.remarks += row.remarks
    if entry is not None:
        found.entries.append(entry)
        found.raw.append([_kept(cell) for cell in cells])


def _kept(cell: Cell) -> str:
    """Return a cell as it is kept beside the entry; an identity number (NIK) is not."""
    text = cell_text(cell)[:_LONGEST]
    return "(NIK)" if len(re.sub(r"[\s.'-]", "", text)) == _NIK and re.fullmatch(r"[\d\s.'-]+", text) else text


def _empty(cells: Sequence[Cell]) -> bool:
    return not any(cell_text(cell) for cell in cells)


def _closing(cells: Sequence[Cell], entry: EntryFields | None) -> bool:
    """Tell a line of totals or signatures under a list, which is no row of it."""
    told = [cell_text(cell) for cell in cells if cell_text(cell)]
    if entry is None:
        return len(told) <= 2 or any(_CLOSING.match(one) for one in told[:2])
    return not entry.nip and bool(_CLOSING.match(entry.name))


class _Row:
    """One row under way, gathering remarks."""

    def __init__(self, cells: Sequence[Cell], number: int, layout: Layout, today: date) -> None:
        self.cells, self.number, self.layout, self.today = cells, number, layout, today
        self.remarks: list[Remark] = []

    def entry(self) -> EntryFields | None:
        """Return what the row says, None where it names nobody."""
        texts = {name: self._text(name) for name in TEXT_FIELDS}
        if not any(char.isalpha() for char in texts["name"]):
            texts["name"] = ""
        nip, hint = self._nip()
        if not texts["name"] and not nip:
            self._remark(
                "name",
                "tanpa nama dan tanpa NIP yang utuh. Isi salah satunya, lalu kirim lagi",
                "neither a name nor a whole NIP. Give one of them and send the list again",
                rejected=True,
            )
            return None
        days = {name: self._day(name) for name in DATE_FIELDS}
        told = self._text("outcome")
        outcome = read_outcome(told, texts["sanction"])
        sanction = texts.pop("sanction")
        values: dict[str, Any] = {**texts, **days, "sanction": sanction if said(sanction) else ""}
        return EntryFields(self.number, nip=nip, nip_hint=hint, outcome=outcome, outcome_text=told, **values)

    def _cell(self, name: str) -> Cell:
        place = self.layout.fields.get(name)
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def _text(self, name: str) -> str:
        text = cell_text(self._cell(name))
        if len(text) > _LONGEST:
            self._remark(
                name,
                f"{len(text)} huruf, hanya {_LONGEST} yang pertama dipakai",
                f"{len(text)} characters, only the first {_LONGEST} are used",
            )
        return "" if text in {"-", "–", "—"} else text[: _limit(name)]

    def _day(self, name: str) -> date | None:
        cell = self._cell(name)
        try:
            day = read_day(cell)
        except (ValueError, OverflowError):
            told = cell_text(cell)[:40]
            self._remark(
                name,
                f"“{told}” bukan tanggal. Tulis misalnya 12-10-2024; baris tetap dipakai tanpa tanggal ini",
                f"“{told}” is no date. Write for example 12-10-2024; the row is used without it",
            )
            return None
        if day and day > self.today:
            self._remark(
                name,
                f"{day:%d-%m-%Y} di masa depan. Periksa; baris tetap dipakai tanpa tanggal ini",
                f"{day:%d-%m-%Y} lies in the future. Check it; the row is used without it",
            )
            return None
        return day

    def _nip(self) -> tuple[str, str]:
        """Return a whole NIP, or the leading figures that a spoilt one still shows."""
        cell = self._cell("nip")
        try:
            figures = figures_of.from_cell(cell)
            return (figures_of.checked(figures, None, self.today), "") if figures else ("", "")
        except Problem as problem:
            self._remark(
                "nip",
                f"{problem.words.id}. NIP ini tidak dipakai sebagai kunci; orangnya dicari dari nama",
                f"{problem.words.en}. This NIP is not used as a key; the person is looked for by name",
            )
            return "", _leading_figures(cell)

    def _remark(self, name: str, indonesian: str, english: str, *, rejected: bool = False) -> None:
        self.remarks.append(
            Remark(self.number, self.layout.heading(name), Words(id=f"{indonesian}.", en=f"{english}."), rejected)
        )


def _limit(name: str) -> int:
    return (
        120 if name in {"register_number", "letter_number", "decision_number"} else 200 if name != "act" else _LONGEST
    )


def _leading_figures(cell: Cell) -> str:
    """Return the figures of a spoilt NIP that can be relied upon: 15 of a number, those of "1.98E+17" as written."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        whole = f"{cell:.0f}" if abs(cell) < 10**19 else ""
        return whole[:15] if len(whole) == figures_of.LENGTH else ""
    text = re.sub(r"[\s'’`\"]", "", str(cell))
    power = re.fullmatch(r"(\d)[.,](\d+)[eE]\+?17", text)
    if power:
        return (power[1] + power[2])[:15]
    figures = re.sub(r"\D", "", text)
    # One figure too few or too many: the birth date at its beginning is likely whole.
    return figures[:8] if 15 <= len(figures) <= 20 and len(figures) != 16 else ""
