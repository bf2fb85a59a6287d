"""A sheet as DOCX: the layout `surat.docx` filled in, nothing of the text read as code, the same bytes each time."""

import io
import math
import zipfile
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage  # type: ignore[import-untyped]

from wasit.letters import qr
from wasit.letters.composing import Sheet
from wasit.letters.models import Paper
from wasit.letters.pdf import MILLIMETRES, file_title
from wasit.letters.plain_text import DOTS, meta_rows

_MARGINS = 47
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def render_docx(sheet: Sheet, *, code: str, paper: str, now: datetime) -> bytes:
    """Return the DOCX of a letter; it bears the code of the first copy and no recipient's mark."""
    template = DocxTemplate(io.BytesIO(_layout()))
    template.render(_context(template, sheet, code), autoescape=True)
    document = template.docx
    width, height = MILLIMETRES[Paper(paper)]
    for section in document.sections:
        section.page_width, section.page_height = Mm(width), Mm(height)
    _fit_tables(document, sheet, width - _MARGINS)
    _keep_signature_company(document)
    _describe(document.core_properties, sheet, now)
    target = io.BytesIO()
    document.save(target)
    return _timeless(target.getvalue())


def _context(template: DocxTemplate, sheet: Sheet, code: str) -> dict[str, object]:
    address = qr.check_address(code) if code else ""
    arms = sheet.heading.arms
    return {
        "sheet": sheet,
        "heading": sheet.heading,
        "reached": [line for line in (sheet.heading.address, sheet.heading.contact) if line],
        "meta": meta_rows(sheet),
        "beside_name": sheet.beside_name or DOTS,
        "arms": InlineImage(template, io.BytesIO(arms), height=Mm(23)) if arms else "",
        "qr": InlineImage(template, io.BytesIO(qr.as_png(address)), width=Mm(18)) if address else "",
        "told": _told(sheet, code),
    }


def _told(sheet: Sheet, code: str) -> str:
    if not code:
        return "Konsep, belum bernomor dan belum berlaku sebagai surat."
    check = f"Keaslian surat: buka {qr.check_place()} dan ketik {code}. Naskah DOCX; yang berlaku ialah PDF-nya."
    return f"{check} {sheet.footnote}".strip()


def _fit_tables(document: Any, sheet: Sheet, width: int) -> None:
    """Give the columns of each table their share of `width` (mm) by the length of what they hold."""
    drawn = [table for table in document.tables if table.style is not None and table.style.name == "Table Grid"]
    for table, part in zip(drawn, (one for one in sheet.parts if one.form == "table"), strict=True):
        lengths = [max(min(len(row[place]), 60) for row in (part.head, *part.rows)) for place in range(len(part.head))]
        weights = [math.sqrt(max(length, 6)) for length in lengths]
        table.autofit = False
        for column, weight in zip(table.columns, weights, strict=True):
            column.width = Mm(width * weight / sum(weights))
            for cell in column.cells:
                cell.width = column.width


def _keep_signature_company(document: Any) -> None:
    """Hold the last words on the page of the signature: no page holds a signature alone."""
    before = document.tables[-1]._tbl.getprevious()
    while before is not None:
        tables = [table for table in document.tables if table._tbl is before]
        cells = tables[0].rows[-1].cells if tables else ()
        held = [line for cell in cells for line in cell.paragraphs] if tables else [Paragraph(before, document)]
        for line in held:
            line.paragraph_format.keep_with_next = True
        if any(line.text.strip() for line in held):
            return
        before = before.getprevious()


def _describe(properties: object, sheet: Sheet, now: datetime) -> None:
    """Write what the file says of itself: kind, number, office and date; no person and no machine."""
    at = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    given = {"title": file_title(sheet), "author": sheet.author, "last_modified_by": sheet.author, "language": "id-ID"}
    empty = dict.fromkeys(
        ("comments", "keywords", "subject", "category", "identifier", "version", "content_status"), ""
    )
    for name, value in {**given, **empty, "created": at, "modified": at, "revision": 1}.items():
        setattr(properties, name, value)


def _timeless(data: bytes) -> bytes:
    """Pack the same parts again in the order of their names, without the time of packing."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            packed.writestr(entry, source.read(name))
    return target.getvalue()


def _layout() -> bytes:
    return (files("wasit.letters") / "layouts" / "surat.docx").read_bytes()
