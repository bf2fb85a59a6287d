"""Official letters as data: kinds, their wording in a small notation, number series, and the articles they rest on.

The notation of a wording, for editions and for an office's own text alike; an empty line ends a paragraph:

    Ordinary text with {placeholders}.      # Heading            = A centred line
    Label :: text beside a label            a. an item           [rincian] lines of facts
    [tabel name] a table                    [uraian name] a long text, given by whoever writes the letter
    [bila name] before any of these: only where `name` was given
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Problem, Words

Side = Literal["bawaslu", "government", "both"]
Layout = Literal["letter", "form", "decision"]
BlockForm = Literal["paragraph", "heading", "centred", "clause", "item", "facts", "table", "text"]

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WHEN = re.compile(r"\[bila ([a-z][a-z0-9_]*)\]\s*")
_SLOT = re.compile(r"\[(rincian|tabel|uraian)(?: ([a-z][a-z0-9_]*))?\]")
_CLAUSE = re.compile(r"(.{0,60}?)\s*:: (.+)")
_ITEM = re.compile(r"(\d{1,2}\.|[a-z]\.) (.+)")
_SLOT_FORMS: Mapping[str, BlockForm] = {"rincian": "facts", "tabel": "table", "uraian": "text"}


@dataclass(frozen=True, kw_only=True)
class FormCode:
    """The code a form carries in one regime, as far as it is known."""

    __pydantic_config__ = STRICT

    regime: Literal["pilkada", "pemilu"]
    code: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Placeholder:
    """Something a letter asks for: a value, a table or a long text; not `required` means it may be missing."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A second signature to the left: what stands above it, and the name below (empty = dots to be filled by hand)."""

    __pydantic_config__ = STRICT

    label: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class NumberSeries:
    """A register that counts its own numbers, and the pattern a number is written in until an office sets its own."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    pattern: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class RegimeBasis:
    """The articles on which the handling of a case rests, as a letter cites them."""

    __pydantic_config__ = STRICT

    id: str
    cited: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """One kind of letter: its head, wording, what it asks for, who signs, who gets copies."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    side: Side
    layout: Layout
    series: str
    body: str
    signer: Words
    basis: str | None
    confidence: Confidence
    title: str = ""
    subject: str = ""
    classification: str = ""
    handling: Literal["", "Biasa", "Segera", "Rahasia"] = ""
    codes: tuple[FormCode, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    facts: bool = False
    tables: tuple[Placeholder, ...] = ()
    texts: tuple[Placeholder, ...] = ()
    copies: tuple[str, ...] = ()
    beside: Beside | None = None
    footnote: str = ""
    note: Words | None = None

    def code_in(self, regime: str) -> str:
        """Return the code of the form in a regime, empty where none is known."""
        return next((one.code for one in self.codes if one.regime == regime), "")


@dataclass(frozen=True, kw_only=True)
class LetterSheet:
    """One edition: series, citations, the placeholders that Wasit itself fills, and kinds."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    series: tuple[NumberSeries, ...] = ()
    bases: tuple[RegimeBasis, ...] = ()
    filled: tuple[Placeholder, ...] = ()
    number_parts: tuple[Placeholder, ...] = ()
    kinds: tuple[LetterKind, ...] = ()


@dataclass(frozen=True)
class Block:
    """A piece of a wording: `text` is what it says, or the name of the table or long text it shows."""

    form: BlockForm
    text: str = ""
    label: str = ""
    when: str = ""


def letter_kinds() -> Mapping[str, LetterKind]:
    """Return all kinds by id, in the order of the editions."""
    return _kinds(own_folder())


@cache
def _kinds(_own: str) -> Mapping[str, LetterKind]:
    return MappingProxyType(in_force(sheets("letters", LetterSheet), lambda sheet: sheet.kinds))


def letter_kind(kind: str) -> LetterKind:
    """Return one kind; raise Problem for an unknown one."""
    return pick(letter_kinds(), kind, Words(id="Jenis surat", en="kind of letter"))


def number_series() -> Mapping[str, NumberSeries]:
    """Return all number series by id."""
    return in_force(sheets("letters", LetterSheet), lambda sheet: sheet.series)


def filled_by_wasit() -> Mapping[str, Placeholder]:
    """Return the placeholders that need no value because the letter itself gives it: number, date, office."""
    return in_force(sheets("letters", LetterSheet), lambda sheet: sheet.filled)


def number_parts() -> Mapping[str, Placeholder]:
    """Return the placeholders that a number pattern may hold."""
    return in_force(sheets("letters", LetterSheet), lambda sheet: sheet.number_parts)


def handling_basis(regime: str) -> str:
    """Return the articles that a letter of `regime` cites; raise Problem for an unknown regime."""
    bases = in_force(sheets("letters", LetterSheet), lambda sheet: sheet.bases)
    return pick(bases, regime, Words(id="Rezim", en="regime")).cited


def allowed_in(kind: LetterKind) -> Mapping[str, Placeholder]:
    """Return every placeholder a wording of `kind` may hold."""
    return {**filled_by_wasit(), **{one.id: one for one in kind.placeholders}}


def placeholders_in(text: str) -> tuple[str, ...]:
    """Return the names between braces, in order; raise Problem for a brace that stands alone or holds no name."""
    names = tuple(_PLACEHOLDER.findall(text))
    rest = _PLACEHOLDER.sub("", text)
    bad = next((name for name in names if not _NAME.fullmatch(name)), None)
    if bad is not None or "{" in rest or "}" in rest:
        where = f"{{{bad}}}" if bad is not None else _around_brace(rest)
        raise Problem(
            Words(
                id=f"“{where}”: kurung kurawal hanya untuk isian, misalnya {{number}}. Perbaiki atau hapus.",
                en=f"“{where}”: braces hold a placeholder only, such as {{number}}. Mend or delete them.",
            )
        )
    return names


def _around_brace(text: str) -> str:
    at = min(index for index in (text.find("{"), text.find("}")) if index >= 0)
    return text[max(0, at - 10) : at + 15].strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into a text in one pass: what a value holds is never read again as a placeholder."""
    return _PLACEHOLDER.sub(lambda found: values[found.group(1)], text)


def parse_wording(text: str, kind: LetterKind) -> tuple[Block, ...]:
    """Return the blocks of a wording; raise Problem naming the line that does not fit the kind."""
    blocks = tuple(_blocks(text))
    if not blocks:
        raise Problem(Words(id="Isi surat masih kosong.", en="The letter has no text yet."))
    for block in blocks:
        _check_block(block, kind)
    return blocks


def _blocks(text: str) -> Iterator[Block]:
    """Join lines to blocks: a line with a mark of its own begins one, a plain line continues the one before."""
    current: Block | None = None
    for line in (raw.strip() for raw in text.splitlines()):
        begun = _marked(line) if line else None
        if not line or begun:
            if current:
                yield current
            current = begun
        elif current is None or current.form not in {"paragraph", "clause", "item"}:
            if current:
                yield current
            current = Block("paragraph", line)
        else:
            current = Block(current.form, f"{current.text} {line}", current.label, current.when)
    if current:
        yield current


def _marked(line: str) -> Block | None:
    found = _WHEN.match(line)
    when, rest = (found.group(1), line[found.end() :]) if found else ("", line)
    slot = _SLOT.fullmatch(rest)
    if slot:
        return Block(_SLOT_FORMS[slot.group(1)], slot.group(2) or "", when=when)
    for mark, form in (("# ", "heading"), ("= ", "centred")):
        if rest.startswith(mark):
            return Block("heading" if form == "heading" else "centred", rest[2:].strip(), when=when)
    clause, item = _CLAUSE.fullmatch(rest), _ITEM.fullmatch(rest)
    if clause:
        return Block("clause", clause.group(2).strip(), clause.group(1).strip(), when)
    if item:
        return Block("item", item.group(2).strip(), item.group(1), when)
    return Block("paragraph", rest, when=when) if when else None


def _check_block(block: Block, kind: LetterKind) -> None:
    names = {"table": kind.tables, "text": kind.texts}
    if block.form in names:
        _known(block.text, (one.id for one in names[block.form]), "tabel" if block.form == "table" else "uraian")
    elif block.form == "facts":
        if not kind.facts or block.text:
            raise Problem(Words(id="[rincian] tidak dipakai surat ini.", en="This letter has no [rincian]."))
    else:
        check_text(f"{block.label} {block.text}", kind)
    if block.when:
        slots = (*kind.placeholders, *kind.tables, *kind.texts)
        _known(block.when, (one.id for one in slots), "bila")


def check_text(text: str, kind: LetterKind) -> None:
    """Raise Problem where a text holds a placeholder that the kind does not know, or a mark that cannot be read."""
    if re.match(r"\[(rincian|tabel|uraian|bila)\b", text.strip()):
        raise Problem(
            Words(
                id=f"“{text.strip()[:40]}”: tulis [rincian], [tabel nama], [uraian nama], atau [bila nama] teks.",
                en=f"“{text.strip()[:40]}”: write [rincian], [tabel name], [uraian name], or [bila name] text.",
            )
        )
    for name in placeholders_in(text):
        _known(name, allowed_in(kind), "isian")


def _known(name: str, allowed: Iterable[str], what: str) -> None:
    known = tuple(allowed)
    if name not in known:
        listed = ", ".join(known) or "–"
        raise Problem(
            Words(
                id=f"{what} “{name}” tidak dikenal surat ini. Yang ada: {listed}.",
                en=f"This letter knows no {what} “{name}”. There are: {listed}.",
            )
        )
