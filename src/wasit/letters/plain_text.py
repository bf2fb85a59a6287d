"""A sheet as plain text: what golden files hold, and what both formats must say too."""

from collections.abc import Iterator

from wasit.letters.composing import Part, Sheet

DOTS = "(………………………………)"


def plain_text(sheet: Sheet) -> str:
    """Return the whole letter as lines, in reading order."""
    return "\n".join([*_head(sheet), "", *_body(sheet), "", *_foot(sheet)]).strip() + "\n"


def _head(sheet: Sheet) -> Iterator[str]:
    heading = sheet.heading
    yield from (line for line in (*heading.lines, heading.address, heading.contact) if line)
    yield ""
    if sheet.code:
        yield sheet.code
    if sheet.layout == "letter":
        yield f"{sheet.place}, {sheet.day}"
        yield from (f"{label} : {value}" for label, value in meta_rows(sheet))
        yield from ("", "Yth.", *sheet.addressee)
    else:
        if sheet.handling == "Rahasia":
            yield sheet.handling.upper()
        yield sheet.title
        yield f"{'NOMOR' if sheet.layout == 'decision' else 'Nomor:'} {sheet.number}"
        if sheet.layout == "decision":
            yield from ("TENTANG", sheet.subject.upper())


def meta_rows(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Return number, handling, enclosures and subject of a letter, as labelled lines."""
    handling = (("Sifat", sheet.handling),) if sheet.handling else ()
    return (
        ("Nomor", sheet.number),
        *handling,
        ("Lampiran", sheet.attachments or "–"),
        ("Hal", sheet.subject),
    )


def _body(sheet: Sheet) -> Iterator[str]:
    for part in sheet.parts:
        yield from _lines(part)
        yield ""


def _lines(part: Part) -> Iterator[str]:
    if part.form in {"lines", "facts"}:
        yield from (f"{label} : {value}" if label else f"  {value}" for label, value in part.rows)
    elif part.form == "items":
        yield from (f"{marker} {text}" for marker, text in part.rows)
    elif part.form == "table":
        yield from (" | ".join(cell.replace("\n", " / ") for cell in row) for row in (part.head, *part.rows))
    elif part.form == "text":
        yield from part.paragraphs
    else:
        yield part.text


def _foot(sheet: Sheet) -> Iterator[str]:
    if sheet.beside_label:
        yield from (sheet.beside_label, sheet.beside_name or DOTS, "")
    if sheet.layout == "form":
        yield f"{sheet.place}, {sheet.day}"
    elif sheet.layout == "decision":
        yield from (f"Ditetapkan di {sheet.place}", f"pada tanggal {sheet.day}")
    yield from (f"{sheet.position},", sheet.signer)
    if sheet.nip:
        yield f"NIP {sheet.nip}"
    if sheet.copies:
        yield from ("", "Tembusan:", *(f"{place}. {copy}" for place, copy in enumerate(sheet.copies, 1)))
