"""Issuing a letter: number, PDF copies, DOCX, register and journal in one transaction, or nothing of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from wasit.letters.actions.ledger import check_may, record
from wasit.letters.cleaning import one_line
from wasit.letters.codes import new_code
from wasit.letters.composing import Heading, Sheet, addressee_lines, compose, heading_of
from wasit.letters.docx import render_docx
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter, LetterCopy, Paper
from wasit.letters.patterns import full_number
from wasit.letters.pdf import PREVIEW, Mark, render_pdf
from wasit.letters.queries import arms_of, letterhead_of, paper_of, pattern_of
from wasit.letters.wordings import Wording, wording_of
from wasit.office import numbers, vault
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.text import Problem, Words

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_RECIPIENTS = 40


def issue(draft: Draft, *, officer: Officer | None, reach: Reach, now: datetime, paper: str = "") -> Letter:
    """Give a draft its number and return the letter as registered; `paper` empty takes the office's own.

    Raises Problem where the officer may not, something is missing or does not fit; then no number is used up.
    """
    check_may(reach, draft.agency, about=draft.about)
    paper = paper or paper_of(draft.agency)
    _check(draft, paper)
    wording, heading = wording_of(draft.agency, draft.kind, draft.values.get("regime", "")), _heading(draft.agency)
    compose(draft, wording, heading)
    here = now.astimezone(ZoneInfo(draft.agency.zone))
    with transaction.atomic():
        number = numbers.take(draft.agency, f"letter-{wording.kind.series}", here)
        told = full_number(
            pattern_of(draft.agency, wording.kind.series),
            number,
            agency=draft.agency,
            classification=wording.classification,
            day=here.date(),
        )
        _check_free(draft.agency, told)
        sheet = compose(draft, wording, heading, told)
        marks = list(_marks(draft))
        docx = render_docx(sheet, code=marks[0].code, paper=paper, now=now)
        letter = Letter.objects.create(
            agency=draft.agency,
            year=here.year,
            series=wording.kind.series,
            number=number,
            full_number=told,
            kind=draft.kind,
            title=wording.kind.words.id,
            subject=sheet.subject,
            about=draft.about,
            region_code=draft.region_code,
            date=draft.date,
            addressee="\n".join(addressee_lines(draft.addressee)),
            copies=list(sheet.copies),
            paper=paper,
            issued_by=officer,
            issued_at=now,
            docx_sha256=vault.keep(docx, media_type=DOCX, now=now).sha256,
        )
        LetterCopy.objects.bulk_create(_copy(letter, sheet, mark, now) for mark in marks)
        record(letter, "letters.issued", officer, now, kind=letter.kind, number=told, copies=len(marks))
    return letter


def draft_pdf(draft: Draft, paper: str = "") -> bytes:
    """Return a preview: the PDF without a number, marked KONSEP; nothing is kept."""
    paper = paper or paper_of(draft.agency)
    _check(draft, paper)
    return preview_pdf(draft, wording_of(draft.agency, draft.kind, draft.values.get("regime", "")), paper)


def preview_pdf(draft: Draft, wording: Wording, paper: str = "A4") -> bytes:
    """Return a preview in a wording that need not be in force."""
    sheet = compose(draft, wording, _heading(draft.agency))
    return render_pdf(sheet, mark=PREVIEW, paper=paper, now=datetime.combine(draft.date, time(), UTC))


def _heading(agency: Agency) -> Heading:
    letterhead = letterhead_of(agency)
    return heading_of(agency, letterhead, arms_of(letterhead))


def _check(draft: Draft, paper: str) -> None:
    if paper not in Paper.values:
        raise Problem(
            Words(id=f"Kertas “{paper}” tidak ada. Pilih A4 atau F4.", en=f"No paper “{paper}”. Choose A4 or F4.")
        )
    if not draft.about:
        raise Problem(Words(id="Surat ini belum menyebut perkaranya.", en="The letter does not name its matter."))
    if len(draft.recipients) > MOST_RECIPIENTS:
        raise Problem(
            Words(
                id=f"{len(draft.recipients)} salinan, batasnya {MOST_RECIPIENTS}.",
                en=f"{len(draft.recipients)} copies, the limit is {MOST_RECIPIENTS}.",
            )
        )


def _check_free(agency: Agency, told: str) -> None:
    if Letter.objects.filter(agency=agency, full_number=told).exists():
        raise Problem(
            Words(
                id=f"Nomor {told} sudah dipakai deret lain. Ubah pola nomornya agar kedua deret berbeda.",
                en=f"Number {told} is used by another series. Change a pattern so that the series differ.",
            )
        )


def _marks(draft: Draft) -> Iterator[Mark]:
    recipients = draft.recipients or ("",)
    for place, recipient in enumerate(recipients, 1):
        yield Mark(new_code(), place, len(recipients), one_line(recipient, limit=200, what="recipient"))


def _copy(letter: Letter, sheet: Sheet, mark: Mark, now: datetime) -> LetterCopy:
    pdf = render_pdf(sheet, mark=mark, paper=letter.paper, now=now)
    kept = vault.keep(pdf, media_type=PDF, now=now)
    return LetterCopy(letter=letter, place=mark.place, recipient=mark.recipient, code=mark.code, pdf_sha256=kept.sha256)
