"""Letters to look at, and the layout of their DOCX.

`python -m scripts.letters pictures DIR` makes an invented letter of every kind as PDF, DOCX and pictures (A4 and F4;
pictures need pdftoppm). `python -m scripts.letters layout` writes the DOCX layout anew, after a change in this file;
`python -m scripts.letters golden` writes the texts that tests compare with, to be read before they are committed.
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LAYOUT = Path(__file__).resolve().parent.parent / "src" / "wasit" / "letters" / "layouts" / "surat.docx"
GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "letters" / "golden"
AT = datetime(2024, 10, 26, 3, 0, tzinfo=UTC)
FONT = "Times New Roman"


def main(arguments: list[str]) -> int:
    """Write the layout or the pictures; return 2 for a wrong call."""
    if arguments == ["layout"]:
        write_layout(LAYOUT)
        return 0
    if arguments == ["golden"]:
        write_golden(GOLDEN)
        return 0
    if len(arguments) == 2 and arguments[0] == "pictures":
        write_pictures(Path(arguments[1]))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


# ---------- the layout of the DOCX ----------


def write_layout(path: Path) -> None:
    """Write the layout that `wasit.letters.docx` fills; it can be opened and restyled in Word."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(6), Pt(0)
    style.paragraph_format.line_spacing = 1.1
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(22)
    section.top_margin, section.bottom_margin = Mm(18), Mm(32)
    section.footer_distance = Mm(9)
    _letterhead(document)
    _heads(document)
    _body(document)
    _signatures(document)
    _footer(section.footer)
    document.save(str(path))


def _say(where, text, *, bold=False, size=None, align=None, after=None, keep=False, grey=False):
    paragraph = where.add_paragraph()
    return _fill(paragraph, text, bold=bold, size=size, align=align, after=after, keep=keep, grey=grey)


def _fill(paragraph, text, *, bold=False, size=None, align=None, after=None, keep=False, grey=False):
    run = paragraph.add_run(text)
    run.bold = bold
    if size:
        run.font.size = Pt(size)
    if grey:
        run.font.color.rgb = RGBColor(70, 70, 70)
    if not text:
        paragraph.paragraph_format.line_spacing = Pt(size or 11.5)
    if align:
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
    if after is not None:
        paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.keep_with_next = keep
    return paragraph


def _tag(where, tag, *, keep=False):
    _say(where, "{%p " + tag + " %}", keep=keep)


def _letterhead(document):
    _tag(document, "if arms")
    _say(document, "{{ arms }}", align="CENTER", after=2)
    _tag(document, "endif")
    for loop, shown, bold, size in (("heading.lines", "line", True, 14.5), ("reached", "line", False, 9)):
        _tag(document, f"for line in {loop}")
        _say(document, "{{ " + shown + " }}", bold=bold, size=size, align="CENTER", after=0)
        _tag(document, "endfor")
    rule = _say(document, "", size=4, after=8)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "thickThinSmallGap"), ("sz", "18"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    rule._p.get_or_add_pPr().append(border)


def _heads(document):
    _tag(document, "if sheet.code")
    _say(document, "{{ sheet.code }}", size=9, align="RIGHT", after=2)
    _tag(document, "endif")
    _tag(document, 'if sheet.layout == "letter"')
    _say(document, "{{ sheet.place }}, {{ sheet.day }}", align="RIGHT", after=2)
    _rows_table(document, "meta", (22, 5, 136))
    _say(document, "", size=4, after=4)
    _say(document, "Yth.", after=0)
    _tag(document, "for line in sheet.addressee")
    _say(document, "{{ line }}", after=0)
    _tag(document, "endfor")
    _say(document, "", size=4, after=4)
    _tag(document, "else")
    _tag(document, 'if sheet.handling == "Rahasia"')
    _say(document, "RAHASIA", bold=True, size=9, align="RIGHT", after=2)
    _tag(document, "endif")
    _say(document, "{{ sheet.title }}", bold=True, size=13, align="CENTER", after=0)
    _tag(document, 'if sheet.layout == "decision"')
    _say(document, "NOMOR {{ sheet.number }}", align="CENTER", after=4)
    _say(document, "TENTANG", align="CENTER", after=4)
    _say(document, "{{ sheet.subject|upper }}", bold=True, align="CENTER", after=12)
    _tag(document, "else")
    _say(document, "Nomor: {{ sheet.number }}", align="CENTER", after=12)
    _tag(document, "endif")
    _tag(document, "endif")


def _body(document):
    _tag(document, "for part in sheet.parts")
    _tag(document, 'if part.form == "heading"')
    _say(document, "{{ part.text }}", bold=True, keep=True)
    _tag(document, 'elif part.form == "centred"')
    _say(document, "{{ part.text }}", bold=True, align="CENTER", keep=True)
    _tag(document, 'elif part.form in ("lines", "facts")')
    _rows_table(document, "part.rows", (44, 5, 114))
    _say(document, "", size=4, after=2)
    _tag(document, 'elif part.form == "items"')
    _rows_table(document, "part.rows", (8, 155), colon=False)
    _say(document, "", size=4, after=2)
    _tag(document, 'elif part.form == "table"')
    _grid(document)
    _say(document, "", size=4, after=2)
    _tag(document, 'elif part.form == "text"')
    _tag(document, "for one in part.paragraphs")
    _say(document, "{{ one }}")
    _tag(document, "endfor")
    _tag(document, "else")
    _say(document, "{{ part.text }}")
    _tag(document, "endif")
    _tag(document, "endfor")


def _rows_table(document, rows, widths, *, colon=True):
    """Labelled lines: a table without rules, a row for each."""
    table = document.add_table(rows=3, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    _whole_row(table.rows[0], "{%tr for row in " + rows + " %}")
    cells = (
        ("{{ row[0] }}", "{% if row[0] %}:{% endif %}", "{{ row[1] }}") if colon else ("{{ row[0] }}", "{{ row[1] }}")
    )
    for cell, text in zip(table.rows[1].cells, cells, strict=True):
        _fill(cell.paragraphs[0], text, after=2)
    _whole_row(table.rows[2], "{%tr endfor %}")
    _set_widths(table, widths)


def _set_widths(table, widths):
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _whole_row(row, tag):
    _fill(row.cells[0].paragraphs[0], tag)


def _grid(document):
    """A table with a head that is repeated on every page; its columns come from the data."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    for row, loop, text, bold in ((0, "part.head", "{{ cell }}", True), (2, "row", "{{ cell }}", False)):
        cells = table.rows[row].cells
        _fill(cells[0].paragraphs[0], "{%tc for cell in " + loop + " %}")
        _fill(cells[1].paragraphs[0], text, bold=bold, size=10, after=1)
        _fill(cells[2].paragraphs[0], "{%tc endfor %}")
    _whole_row(table.rows[1], "{%tr for row in part.rows %}")
    _whole_row(table.rows[3], "{%tr endfor %}")
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _signatures(document):
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    _set_widths(table, (89, 74))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _fill(left.paragraphs[0], "{%p if sheet.beside_label %}")
    _tag(left, 'if sheet.layout == "form"')
    _say(left, "", after=0)
    _tag(left, "endif")
    _say(left, "{{ sheet.beside_label }}", after=62)
    _say(left, "{{ beside_name }}", bold=True, after=0)
    _tag(left, "endif")
    _say(left, "", after=0)
    _fill(right.paragraphs[0], '{%p if sheet.layout == "form" %}')
    _say(right, "{{ sheet.place }}, {{ sheet.day }}", after=0)
    _tag(right, 'elif sheet.layout == "decision"')
    _say(right, "Ditetapkan di {{ sheet.place }}", after=0)
    _say(right, "pada tanggal {{ sheet.day }}", after=0)
    _tag(right, "endif")
    _say(right, "{{ sheet.position }},", after=62)
    _say(right, "{{ sheet.signer }}", bold=True, after=0)
    _tag(right, "if sheet.nip")
    _say(right, "NIP {{ sheet.nip }}", after=0)
    _tag(right, "endif")
    _tag(document, "if sheet.copies")
    _say(document, "Tembusan:", bold=True, size=10, after=0, keep=True).paragraph_format.space_before = Pt(12)
    _tag(document, "for copy in sheet.copies")
    _say(document, "{{ loop.index }}. {{ copy }}", size=10, after=0)
    _tag(document, "endfor")
    _tag(document, "endif")


def _footer(footer):
    table = footer.add_table(rows=1, cols=2, width=Mm(163))
    table.autofit = False
    left, right = table.rows[0].cells
    _set_widths(table, (23, 140))
    _fill(left.paragraphs[0], "{{ qr }}", after=0)
    _fill(right.paragraphs[0], "{{ told }}", size=8.5, after=0, grey=True)
    pages = _say(right, "Halaman ", size=8.5, after=0, grey=True)
    _field(pages, "PAGE")
    _fill(pages, " dari ", size=8.5, after=0, grey=True)
    _field(pages, "NUMPAGES")
    first = footer.paragraphs[0]
    first._p.getparent().remove(first._p)
    _say(footer, "", size=4, after=0)


def _field(paragraph, instruction):
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(70, 70, 70)
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in {"begin", "separate", "end"}:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:t" if kind == "text" else "w:instrText")
            element.text = text
        run._r.append(element)


# ---------- pictures and texts ----------


def _sheets():
    """Yield draft and sheet of every kind, as two invented offices would write it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasit.site.settings_for_tests")
    import django

    django.setup()
    from django.conf import settings
    from tests.letters import drafts

    settings.PUBLIC_ADDRESS = "https://wasit.tirtawangi.example"
    for kind in drafts.KINDS:
        yield drafts.sheet_of(kind)


def write_golden(folder: Path) -> None:
    """Write the plain text of an invented letter of every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft, sheet in _sheets():
        from wasit.letters.plain_text import plain_text

        (folder / f"{draft.kind}.txt").write_text(plain_text(sheet), encoding="utf-8")


def write_pictures(folder: Path) -> None:
    """Make an invented letter of every kind in both sizes, as PDF, DOCX and a picture of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft, sheet in _sheets():
        from wasit.letters.docx import render_docx
        from wasit.letters.pdf import Mark, render_pdf

        recipient = draft.recipients[0] if draft.recipients else ""
        mark = Mark("P91H-7QXK-2MDA", 1, max(1, len(draft.recipients)), recipient)
        for paper in ("A4", "F4"):
            stem = folder / f"{draft.kind}-{paper}"
            stem.with_suffix(".pdf").write_bytes(render_pdf(sheet, mark=mark, paper=paper, now=AT))
            stem.with_suffix(".docx").write_bytes(render_docx(sheet, code=mark.code, paper=paper, now=AT))
            if shutil.which("pdftoppm"):
                subprocess.run(["pdftoppm", "-r", "90", "-png", stem.with_suffix(".pdf"), stem], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
