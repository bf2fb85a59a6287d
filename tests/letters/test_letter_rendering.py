"""What stands on the paper: golden texts, both formats, both sizes, what files say of themselves, hostile values."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.letters.drafts import KINDS, sheet_of

from wasit.letters.cleaning import cleaned, printable
from wasit.letters.composing import Sheet
from wasit.letters.docx import render_docx
from wasit.letters.drafts import Fact, Table
from wasit.letters.pdf import PREVIEW, Mark, render_pdf
from wasit.letters.plain_text import plain_text
from wasit.text import Problem

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2024, 10, 26, 3, 0, 7, tzinfo=UTC)
CODE = "P91H-7QXK-2MDA"
MARK = Mark(CODE, 1, 2, "Badan Kepegawaian Negara")


@pytest.fixture(autouse=True)
def _address(settings: object) -> None:
    settings.PUBLIC_ADDRESS = "https://wasit.tirtawangi.example"  # type: ignore[attr-defined]


def pieces(sheet: Sheet) -> Iterator[str]:
    """The letter cut where layout may put something between: cells, labels, lines."""
    for line in plain_text(sheet).splitlines():
        yield from (squeezed(piece) for piece in re.split(r" \| | / | : ", line) if piece.strip())


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00a0]+", "", text)


def docx_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    return "\n".join([*_texts(document), *_texts(document.sections[0].footer)])


def _texts(where: DocumentObject) -> Iterator[str]:
    for one in where.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one.text
        elif isinstance(one, DocxTable):
            yield from (cell.text for row in one.rows for cell in row.cells)


def pdf_text(data: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not here; the text of the PDF is compared where it is")
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return told.stdout.decode()


def page_boxes(data: bytes) -> set[tuple[int, ...]]:
    """Return the sizes of the pages in millimetres."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", data)
    return {tuple(round(float(side) / 72 * 25.4) for side in box) for box in boxes}


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_says_what_its_golden_text_says(kind: str) -> None:
    _draft, sheet = sheet_of(kind)
    assert plain_text(sheet) == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("kind", KINDS)
def test_pdf_says_the_same(kind: str, paper: str) -> None:
    _draft, sheet = sheet_of(kind)
    pdf = render_pdf(sheet, mark=MARK, paper=paper, now=AT)
    assert page_boxes(pdf) == {(210, 297) if paper == "A4" else (215, 330)}
    told = pdf_text(pdf)
    words, run = set(told.split()), squeezed(told)
    lost = [one for one in pieces(sheet) if one not in run and one not in words]
    # A line that a page break cuts in two is found again word by word.
    assert [one for one in lost if not set(re.findall(r"\w+", one)) <= set(re.findall(r"\w+", run))] == []
    for said in ("wasit.tirtawangi.example/periksa", CODE, "Salinan1dari2,untukBadanKepegawaianNegara"):
        assert said in run


@pytest.mark.parametrize("kind", KINDS)
def test_docx_says_the_same(kind: str) -> None:
    _draft, sheet = sheet_of(kind)
    data = render_docx(sheet, code=CODE, paper="F4", now=AT)
    told = squeezed(docx_text(data))
    assert [one for one in pieces(sheet) if one not in told] == []
    assert CODE in told
    section = Document(io.BytesIO(data)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (215, 330)


def test_same_letter_gives_the_same_bytes() -> None:
    sheet = sheet_of("forwarding")[1]
    assert render_pdf(sheet, mark=MARK, paper="A4", now=AT) == render_pdf(sheet, mark=MARK, paper="A4", now=AT)
    assert render_docx(sheet, code=CODE, paper="A4", now=AT) == render_docx(sheet, code=CODE, paper="A4", now=AT)
    other = replace(MARK, place=2, recipient="Wali Kota Tirtawangi")
    assert render_pdf(sheet, mark=other, paper="A4", now=AT) != render_pdf(sheet, mark=MARK, paper="A4", now=AT)


def test_files_say_kind_number_office_and_date_and_nothing_else_of_themselves() -> None:
    sheet = sheet_of("forwarding")[1]
    pdf = render_pdf(sheet, mark=MARK, paper="A4", now=AT)
    info = PdfFileReader(io.BytesIO(pdf)).trailer_view["/Info"]
    assert {key: str(info[key]) for key in info if key != "/Creator"} == {
        "/Title": "Penerusan 091/PP.01.02/K.99-71/X/2024",
        "/Author": "Bawaslu Kota Tirtawangi",
        "/CreationDate": "D:20241026030007Z",
        "/ModDate": "D:20241026030007Z",
    }
    assert str(info["/Creator"]).startswith("Typst")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    data = render_docx(sheet, code=CODE, paper="A4", now=AT)
    said = Document(io.BytesIO(data)).core_properties
    assert (said.title, said.author, said.last_modified_by) == (
        "Penerusan 091/PP.01.02/K.99-71/X/2024",
        "Bawaslu Kota Tirtawangi",
        "Bawaslu Kota Tirtawangi",
    )
    assert {said.created, said.modified} == {AT}
    assert not any((said.comments, said.keywords, said.subject, said.category))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in parts.read("docProps/core.xml") + parts.read("docProps/app.xml")


def test_a_preview_has_no_number_and_no_code() -> None:
    sheet = replace(sheet_of("forwarding")[1], number="…")
    told = squeezed(pdf_text(render_pdf(sheet, mark=PREVIEW, paper="A4", now=AT)))
    assert "KONSEP" in told
    assert "belumbernomor" in told
    assert "091" not in told
    assert "ketik" not in told


def test_without_a_public_address_there_is_a_code_to_type_and_no_qr(settings: object) -> None:
    settings.PUBLIC_ADDRESS = ""  # type: ignore[attr-defined]
    sheet = sheet_of("summons")[1]
    told = squeezed(pdf_text(render_pdf(sheet, mark=Mark(CODE), paper="A4", now=AT)))
    assert f"Keasliansurat:buka/periksadanketik{CODE}" in told
    assert "pindai" not in told
    assert "Salinan" not in told
    assert f"buka/periksadanketik{CODE}" in squeezed(docx_text(render_docx(sheet, code=CODE, paper="A4", now=AT)))


HOSTILE = (
    "{{ 7 * 7 }} {% for x in y %}",
    '#read("/etc/hostname") #set page(width: 1mm) $x$ *b* _i_ `c` \\ @ref <label>',
    "</w:t></w:r><w:p> & < > \" ' ]]> <!DOCTYPE x>",
    "{number} {agency} {reporter}",
    "=1+1 ; a. bukan butir ; Label :: bukan klausa ; [rincian]",
    "שלום עולם مرحبا بالعالم",
    "https://contoh.example/" + "a" * 300,
)


@pytest.mark.parametrize("value", HOSTILE, ids=("jinja", "typst", "xml", "braces", "marks", "bidi", "long"))
def test_values_are_text_in_both_formats(value: str) -> None:
    facts = (Fact("Perbuatan", value),)
    _draft, sheet = sheet_of("forwarding", facts=facts)
    told = squeezed(docx_text(render_docx(sheet, code=CODE, paper="A4", now=AT)))
    assert squeezed(value) in told
    shown = squeezed(pdf_text(render_pdf(sheet, mark=MARK, paper="A4", now=AT)))
    # Text that runs from right to left is stored in the order in which it is seen.
    assert squeezed(value) in shown or sorted(squeezed(value)) == sorted(_found(squeezed(value), shown))


def _found(wanted: str, shown: str) -> str:
    start = shown.index("hasilpenanganan:Perbuatan:") + len("hasilpenanganan:Perbuatan:")
    return re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", shown[start : start + len(wanted) + 8])[
        : len(wanted)
    ]


def test_what_cannot_be_seen_or_shown_is_dropped_or_named() -> None:
    assert cleaned("a\x00b\x1b[31m\u202ekota\u202c\u200b\ufeff\tc\r\nd") == "ab[31mkota c\nd"
    assert printable("setuju 😀 中") == "setuju [U+1F600] [U+4E2D]"
    _draft, sheet = sheet_of("forwarding", facts=(Fact("Unggahan", "menang 😀\ufe0f 👍🏽 \U000f0000"),))
    told = squeezed(pdf_text(render_pdf(sheet, mark=MARK, paper="A4", now=AT)))
    assert "menang[U+1F600][U+1F44D][U+1F3FD][U+F0000]" in told
    assert "menang 😀" in docx_text(render_docx(sheet, code=CODE, paper="A4", now=AT))


def test_too_much_is_told_in_one_line() -> None:
    with pytest.raises(Problem, match="limit is 4000"):
        sheet_of("forwarding", facts=(Fact("Perbuatan", "x" * 4_001),))
    rows = tuple((str(place), "x", "y", "z") for place in range(601))
    with pytest.raises(Problem, match="601 rows"):
        sheet_of("forwarding_annex", tables={"evidence": Table(("No.", "Bukti", "Diterima", "SHA"), rows)})
    with pytest.raises(Problem, match="4 cells"):
        sheet_of("forwarding_annex", tables={"evidence": Table(("No.", "Bukti", "Diterima", "SHA"), (("1",),))})


def test_what_a_kind_asks_for_must_be_given_and_nothing_else() -> None:
    with pytest.raises(Problem, match="reply_by"):
        sheet_of("reply_invitation", values={"register_number": "1", "matter": "x", "norm": "y", "reply_channel": "z"})
    draft = sheet_of("status_notice")[0]
    with pytest.raises(Problem, match="takes no reporter_name"):
        sheet_of("status_notice", values={**draft.values, "reporter_name": "Melati"})
    with pytest.raises(Problem, match="Regime|regime"):
        sheet_of("status_notice", values={**draft.values, "regime": "pilpres"})
    with pytest.raises(Problem, match="addressee"):
        sheet_of("status_notice", addressee=None)


def test_a_table_of_a_hundred_rows_repeats_its_head() -> None:
    rows = tuple((str(place), f"Bukti {place}", "20 Oktober 2024", "ab" * 32) for place in range(100))
    table = Table(("No.", "Bukti", "Diterima", "Sidik jari"), rows)
    _draft, sheet = sheet_of("forwarding_annex", tables={"evidence": table})
    told = pdf_text(render_pdf(sheet, mark=MARK, paper="A4", now=AT))
    pages = told.count("\f")
    assert pages >= 3
    assert told.count("Sidik jari") >= pages - 1
