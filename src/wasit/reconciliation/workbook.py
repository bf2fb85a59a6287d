"""The three-way view as .xlsx: cells are text or numbers only, so no NIP is spoilt and nothing becomes a formula."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from wasit.reconciliation.board import KIND_WORDS, Board, Line
from wasit.reconciliation.entries import SIDE_WORDS, SIDES
from wasit.reconciliation.models import Entry
from wasit.reconciliation.numbers import kinds, report
from wasit.reconciliation.outcomes import outcome_words

_CREATED = datetime(2024, 1, 1, tzinfo=UTC)


def workbook(board: Board, language: str) -> bytes:
    """Return the lines on one sheet and the numbers on another, in one language."""
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"created": _CREATED})
    bold, text = book.add_format({"bold": True, "bottom": 1, "text_wrap": True}), book.add_format({"num_format": "@"})
    lines = book.add_worksheet(_("Banding"))
    _write(lines, _lines(board, language), bold, text)
    lines.freeze_panes(1, 2)
    lines.autofilter(0, 0, max(1, len(board.lines)), len(_headings(language)) - 1)
    _write(book.add_worksheet(_("Angka")), _numbers(board, language), bold, text)
    book.close()
    return target.getvalue()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", rows: Iterator[Sequence[str | int]], bold: object, text: object
) -> None:
    sheet.set_column(0, 0, 34, text)
    sheet.set_column(1, 40, 22, text)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value, bold if number == 0 else text)


def _headings(language: str) -> list[str]:
    each = (_("status"), _("status sebagaimana tertulis"), _("sanksi"), _("nomor keputusan"), _("tanggal"), _("baris"))
    sides = [f"{SIDE_WORDS[side].in_(language)}: {word}" for side in SIDES for word in each]
    return [_("Nama"), "NIP", _("Unit"), _("Perbuatan"), _("Tanggal kejadian"), _("Nomor register"), _("Kesimpulan"),
            *sides, _("Dasar padanan"), _("Keberatan"), _("Keputusan petugas")]  # fmt: skip


def _lines(board: Board, language: str) -> Iterator[Sequence[str | int]]:
    yield _headings(language)
    for line in board.lines:
        yield [*_who(line), KIND_WORDS[line.kind].in_(language), *_sides(line, language), *_joints(line, language)]


def _who(line: Line) -> list[str]:
    rows = list(line.entries.values())
    day = next((entry.act_date for entry in rows if entry.act_date), None)
    return [
        _first(rows, "name"), line.nip, _first(rows, "unit"), _first(rows, "act"), day.isoformat() if day else "",
        _first(rows, "register_number"),
    ]  # fmt: skip


def _first(rows: Sequence[Entry], name: str) -> str:
    return next((value for entry in rows if (value := str(getattr(entry, name)))), "")


def _sides(line: Line, language: str) -> Iterator[str | int]:
    for side in SIDES:
        entry = line.entries.get(side)
        if entry is None:
            yield from (_("tidak ada"), "", "", "", "", "")
            continue
        day = entry.decision_date.isoformat() if entry.decision_date else ""
        yield from (
            outcome_words(entry.outcome).in_(language), entry.outcome_text, entry.sanction, entry.decision_number, day,
            entry.row if not entry.source else "",
        )  # fmt: skip


def _joints(line: Line, language: str) -> list[str]:
    def told(name: str) -> str:
        return " | ".join("; ".join(w.in_(language) for w in getattr(match, name)) for match in line.joints).strip(" |")

    return [told("said_for"), told("said_against"), "; ".join(match.get_state_display() for match in line.joints)]


def _numbers(board: Board, language: str) -> Iterator[Sequence[str | int]]:
    numbers = report(board)
    yield (_("Angka"), _("Jumlah"))
    for side, source in board.lists.items():
        yield (_("Baris dibaca: %(name)s") % {"name": SIDE_WORDS[side].in_(language)}, source.rows_read)
    for _kind, words, count in kinds(board):
        yield (words.in_(language), count)
    yield (_("Semua baris banding"), len(board.lines))
    yield (_("Terbukti menurut Bawaslu"), numbers.proven)
    yield (_("… diikuti sanksi menurut paling sedikit satu daftar"), numbers.followed)
    yield (_("… diikuti sanksi menurut semua daftar"), numbers.agreed)
    for side, count in numbers.by_side.items():
        yield (_("… diikuti sanksi menurut %(name)s") % {"name": SIDE_WORDS[side].in_(language)}, count)
    yield (_("… belum tercatat sanksinya"), numbers.without)
    yield (_("… bersandar pada usul yang belum diputuskan"), numbers.resting)
