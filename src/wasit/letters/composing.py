"""A draft and a wording become a sheet: everything that will stand on the paper, in order, as plain text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date

from wasit.letters.cleaning import ROW_LIMIT, TEXT_LIMIT, cleaned, one_line
from wasit.letters.drafts import Addressee, Draft, Table
from wasit.letters.models import Letterhead
from wasit.letters.wordings import Wording
from wasit.office.models import Agency
from wasit.rulebook import Block, Placeholder, fill, handling_basis, parse_wording, placeholders_in
from wasit.text import Problem, Words

UNNUMBERED = "…"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
Form = Literal["paragraph", "heading", "centred", "facts", "lines", "items", "table", "text"]


@dataclass(frozen=True)
class Part:
    """A piece of the body: `text` of a paragraph or heading, `rows` of lines and tables, `paragraphs` of a text."""

    form: Form
    text: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """The letterhead as printed; `arms` are the bytes of a PNG, empty where the office has filed none."""

    lines: tuple[str, ...]
    address: str = ""
    contact: str = ""
    arms: bytes = b""


@dataclass(frozen=True)
class Sheet:
    """A letter ready to be set in type, the same for PDF, DOCX and plain text."""

    layout: str
    name: str
    author: str
    heading: Heading
    code: str
    number: str
    title: str
    subject: str
    handling: str
    attachments: str
    place: str
    day: str
    addressee: tuple[str, ...]
    parts: tuple[Part, ...]
    position: str
    signer: str
    nip: str
    beside_label: str
    beside_name: str
    copies: tuple[str, ...]
    footnote: str


def long_date(day: date) -> str:
    """Return "28 Oktober 2024": letters are Indonesian whatever their reader chose on screen."""
    return str(format_date(day, "d MMMM y", locale="id_ID"))


def weekday(day: date) -> str:
    """Return "Senin"."""
    return str(format_date(day, "EEEE", locale="id_ID"))


def local_day(moment: datetime, agency: Agency) -> date:
    """Return the day on which `moment` falls at the office."""
    return moment.astimezone(ZoneInfo(agency.zone)).date()


def compose(draft: Draft, wording: Wording, heading: Heading, number: str = UNNUMBERED) -> Sheet:
    """Return the sheet; raise Problem for a value that is missing, unknown or too long."""
    _check_side(draft, wording)
    values = _values(draft, wording, number)
    given = _given(draft, values)
    kind = wording.kind
    return Sheet(
        layout=kind.layout,
        name=kind.words.id,
        author=one_line(draft.agency.name),
        heading=heading,
        code=wording.code,
        number=number,
        title=fill(wording.title, values),
        subject=one_line(draft.subject, limit=200, what="subject") or fill(wording.subject, values),
        handling=wording.handling,
        attachments=one_line(draft.attachments, limit=200, what="attachments"),
        place=values["place"],
        day=values["date"],
        addressee=addressee_lines(draft.addressee),
        parts=tuple(_merged(_parts(draft, wording, values, given), apart=kind.layout == "decision")),
        position=values["signer_position"],
        signer=values["signer_name"],
        nip=one_line(draft.signatory.nip, limit=40),
        beside_label=kind.beside.label if kind.beside else "",
        beside_name=fill(kind.beside.name, values) if kind.beside else "",
        copies=tuple(_list(draft.copies if draft.copies is not None else (fill(c, values) for c in wording.copies))),
        footnote=kind.footnote,
    )


def addressee_lines(addressee: Addressee | None) -> tuple[str, ...]:
    """Return the lines below "Yth."; none for a paper without an addressee."""
    if addressee is None:
        return ()
    place = one_line(addressee.place, limit=120, what="place")
    lines = (
        one_line(addressee.name, limit=200, what="addressee"),
        one_line(addressee.title, limit=200, what="addressee"),
        f"di {place}" if place else "",
    )
    return tuple(line for line in lines if line)


def heading_of(agency: Agency, letterhead: Letterhead | None, arms: bytes = b"") -> Heading:
    """Return the letterhead of an office; without a filed one its name in capitals."""
    if letterhead is None:
        return Heading(lines=(one_line(agency.name).upper(),))
    return Heading(
        lines=tuple(line for line in map(one_line, letterhead.lines.splitlines()) if line),
        address=one_line(letterhead.address),
        contact=one_line(letterhead.contact),
        arms=arms,
    )


def _check_side(draft: Draft, wording: Wording) -> None:
    side, kind = wording.kind.side, wording.kind
    if side not in {"both", draft.agency.kind}:
        raise Problem(
            Words(
                id=f"“{kind.words.id}” bukan surat kantor ini. Pilih jenis surat lain.",
                en=f"“{kind.words.en}” is no letter of this office. Choose another kind.",
            )
        )
    if kind.layout == "letter" and draft.addressee is None:
        raise Problem(
            Words(
                id=f"“{kind.words.id}” memerlukan alamat tujuan. Isi nama atau jabatan yang dituju.",
                en=f"“{kind.words.en}” needs an addressee. Give a name or a position.",
            )
        )


def _values(draft: Draft, wording: Wording, number: str) -> dict[str, str]:
    kind = wording.kind
    known = {one.id for one in kind.placeholders} | {"regime"}
    stray = sorted(set(draft.values) - known)
    if stray:
        raise Problem(
            Words(
                id=f"“{kind.words.id}” tidak memakai isian {', '.join(stray)}.",
                en=f"“{kind.words.en}” takes no {', '.join(stray)}.",
            )
        )
    values = {name: cleaned(value, what=name) for name, value in draft.values.items()}
    values |= {
        "number": number,
        "date": long_date(draft.date),
        "day": weekday(draft.date),
        "place": one_line(draft.place, limit=80, what="place"),
        "agency": one_line(draft.agency.name),
        "signer_name": one_line(draft.signatory.name, limit=200, what="signatory"),
        "signer_position": one_line(draft.signatory.position, limit=200, what="signatory"),
    }
    asked = {
        name
        for text in (wording.body, wording.title, wording.subject, *wording.copies)
        for name in placeholders_in(text)
    }
    if "basis" in asked:
        values["basis"] = handling_basis(values.get("regime", ""))
    for one in kind.placeholders:
        _need(values.setdefault(one.id, ""), one, wording, asked=one.id in asked)
    return values


def _need(value: object, one: Placeholder, wording: Wording, *, asked: bool = True) -> None:
    if asked and one.required and not value:
        raise Problem(
            Words(
                id=f"“{wording.kind.words.id}”: {one.words.id} ({one.id}) belum diisi.",
                en=f"“{wording.kind.words.en}”: {one.words.en} ({one.id}) is missing.",
            )
        )


def _given(draft: Draft, values: Mapping[str, str]) -> frozenset[str]:
    """Return the names that `[bila name]` finds filled."""
    filled = {name for name, value in values.items() if value}
    filled |= {name for name, table in draft.tables.items() if table.rows}
    return frozenset(filled | {name for name, text in draft.texts.items() if text.strip()})


def _parts(draft: Draft, wording: Wording, values: Mapping[str, str], given: frozenset[str]) -> Iterator[Part]:
    headings = iter(_ROMAN)
    for block in parse_wording(wording.body, wording.kind):
        if block.when and block.when not in given:
            continue
        if block.form == "heading":
            yield Part("heading", f"{next(headings, '')}. {fill(block.text, values)}")
        else:
            yield from _part(block, draft, wording, values)


def _part(block: Block, draft: Draft, wording: Wording, values: Mapping[str, str]) -> Iterator[Part]:
    if block.form == "facts":
        yield Part("facts", rows=tuple(_fact_rows(draft)))
    elif block.form == "table":
        yield from _table(draft.tables.get(block.text), _slot(block.text, wording.kind.tables), wording)
    elif block.form == "text":
        text = cleaned(draft.texts.get(block.text, ""), limit=TEXT_LIMIT, what=block.text)
        _need(text, _slot(block.text, wording.kind.texts), wording)
        if text:
            yield Part("text", paragraphs=tuple(one for one in text.split("\n") if one))
    elif block.form == "clause":
        yield Part("lines", rows=((fill(block.label, values), fill(block.text, values)),))
    elif block.form == "item":
        yield Part("items", rows=((block.label, fill(block.text, values)),))
    else:
        yield Part("centred" if block.form == "centred" else "paragraph", fill(block.text, values))


def _slot(name: str, slots: Iterable[Placeholder]) -> Placeholder:
    return next(one for one in slots if one.id == name)


def _fact_rows(draft: Draft) -> Iterator[tuple[str, str]]:
    _check_rows(len(draft.facts), "facts")
    for fact in draft.facts:
        yield one_line(fact.label, limit=120, what="label"), cleaned(fact.value, what=fact.label)


def _table(table: Table | None, slot: Placeholder, wording: Wording) -> Iterator[Part]:
    _need(table and table.rows, slot, wording)
    if table is None or not table.rows:
        return
    _check_rows(len(table.rows), slot.id)
    if not 0 < len(table.head) <= 8 or any(len(row) != len(table.head) for row in table.rows):
        raise Problem(
            Words(
                id=f"Tabel “{slot.id}”: setiap baris harus punya {len(table.head)} kolom, seperti kepalanya (1–8).",
                en=f"Table “{slot.id}”: every row must have {len(table.head)} cells, like its head (1–8).",
            )
        )
    yield Part(
        "table",
        head=tuple(one_line(cell, limit=120, what=slot.id) for cell in table.head),
        rows=tuple(tuple(cleaned(cell, what=slot.id) for cell in row) for row in table.rows),
    )


def _check_rows(count: int, what: str) -> None:
    if count > ROW_LIMIT:
        raise Problem(
            Words(
                id=f"“{what}” {count} baris, batasnya {ROW_LIMIT}. Lampirkan sebagai berkas tersendiri.",
                en=f"“{what}” has {count} rows, the limit is {ROW_LIMIT}. Attach it as a file of its own.",
            )
        )


def _merged(parts: Iterable[Part], *, apart: bool) -> Iterator[Part]:
    """Join neighbouring lines and items, so that their labels stand in one column.

    In a decision facts stand `apart`, indented below the clause that announces them.
    """
    waiting: Part | None = None
    for part in parts:
        if part.form == "facts" and not apart:
            part = Part("lines", rows=part.rows)
        if waiting and part.form == waiting.form and part.form in {"lines", "items"}:
            waiting = Part(waiting.form, rows=waiting.rows + part.rows)
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting


def _list(entries: Iterable[str]) -> Iterator[str]:
    listed = tuple(entries)
    _check_rows(len(listed) * 10, "copies")
    yield from (line for line in (one_line(entry, limit=200, what="copies") for entry in listed) if line)
