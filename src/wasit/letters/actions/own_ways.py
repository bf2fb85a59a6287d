"""An office's own ways: number patterns, wordings and letterhead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from wasit.letters.actions.ledger import check_may, record_office
from wasit.letters.arms import checked_png
from wasit.letters.cleaning import cleaned, one_line
from wasit.letters.models import Letterhead, LetterTemplate, NumberPattern, Paper
from wasit.letters.patterns import check_pattern
from wasit.letters.queries import letterhead_of, pattern_of
from wasit.letters.wordings import Wording, edition_wording
from wasit.office import vault
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.rulebook import check_text, number_series, parse_wording
from wasit.text import Problem, Words

PERMISSION = "letters.templates"
BODY_LIMIT = 20_000
HANDLINGS = ("", "Biasa", "Segera", "Rahasia")


def set_pattern(
    agency: Agency, series: str, pattern: str, *, officer: Officer | None, reach: Reach, now: datetime
) -> NumberPattern:
    """Set how an office writes the numbers of a series; raise Problem where they could not be told apart."""
    check_may(reach, agency, PERMISSION)
    if series not in number_series():
        raise Problem(Words(id=f"Deret nomor “{series}” tidak ada.", en=f"There is no number series “{series}”."))
    checked = check_pattern(pattern)
    for other in number_series():
        if other != series and pattern_of(agency, other) == checked:
            raise Problem(
                Words(
                    id=f"Pola ini sudah dipakai deret “{number_series()[other].words.id}”. Bedakan keduanya.",
                    en=f"The series “{number_series()[other].words.en}” uses this pattern. Make them differ.",
                )
            )
    with transaction.atomic():
        row, _made = NumberPattern.objects.update_or_create(agency=agency, series=series, defaults={"pattern": checked})
        record_office(agency, "letters.pattern_set", officer, now, series=series, pattern=checked)
    return row


def own_wording(
    kind: str,
    *,
    body: str,
    title: str = "",
    subject: str = "",
    code: str = "",
    classification: str = "",
    handling: str = "",
    copies: Sequence[str] = (),
) -> Wording:
    """Return an office's wording of a kind, checked; raise Problem naming what the kind does not know."""
    edition = edition_wording(kind)
    if handling not in HANDLINGS:
        raise Problem(Words(id="Sifat: pilih Biasa, Segera, atau Rahasia.", en="Choose Biasa, Segera or Rahasia."))
    wording = replace(
        edition,
        title=one_line(title, limit=200, what="judul"),
        subject=one_line(subject, limit=200, what="hal"),
        code=one_line(code, limit=60, what="kode"),
        classification=one_line(classification, limit=40, what="klasifikasi"),
        handling=handling,
        body=cleaned(body, limit=BODY_LIMIT, what="isi surat"),
        copies=tuple(line for line in (one_line(copy, limit=200, what="tembusan") for copy in copies) if line),
    )
    if edition.kind.layout != "letter" and not wording.title:
        raise Problem(Words(id="Judul belum diisi.", en="The title is missing."))
    if not wording.subject:
        raise Problem(Words(id="Hal belum diisi.", en="The subject is missing."))
    parse_wording(wording.body, edition.kind)
    for text in (wording.title, wording.subject, *wording.copies):
        check_text(text, edition.kind)
    return wording


def set_template(
    agency: Agency, wording: Wording, *, officer: Officer | None, reach: Reach, now: datetime
) -> LetterTemplate:
    """Put an office's wording (from `own_wording`) in force as a new version; earlier ones are kept."""
    check_may(reach, agency, PERMISSION)
    with transaction.atomic():
        row = LetterTemplate.objects.create(
            agency=agency,
            kind=wording.kind.id,
            version=_next_version(agency, wording.kind.id),
            title=wording.title,
            subject=wording.subject,
            code=wording.code,
            classification=wording.classification,
            handling=wording.handling,
            body=wording.body,
            copies=list(wording.copies),
            made_by=officer,
            made_at=now,
        )
        record_office(agency, "letters.template_set", officer, now, kind=row.kind, version=row.version)
    return row


def reset_template(
    agency: Agency, kind: str, *, officer: Officer | None, reach: Reach, now: datetime
) -> LetterTemplate:
    """Go back to the wording of the edition, as a version of its own."""
    check_may(reach, agency, PERMISSION)
    edition_wording(kind)
    with transaction.atomic():
        row = LetterTemplate.objects.create(
            agency=agency,
            kind=kind,
            version=_next_version(agency, kind),
            from_edition=True,
            made_by=officer,
            made_at=now,
        )
        record_office(agency, "letters.template_reset", officer, now, kind=kind, version=row.version)
    return row


def _next_version(agency: Agency, kind: str) -> int:
    last = LetterTemplate.objects.filter(agency=agency, kind=kind).aggregate(last=Max("version"))["last"]
    return int(last or 0) + 1


def set_letterhead(
    agency: Agency,
    *,
    lines: str,
    address: str,
    contact: str,
    place: str,
    paper: str = "A4",
    arms: bytes | None = None,
    officer: Officer | None,
    reach: Reach,
    now: datetime,
) -> Letterhead:
    """File an office's letterhead; `arms` None keeps the picture that is there, empty bytes remove it."""
    check_may(reach, agency, PERMISSION)
    named = [line for line in (one_line(line, limit=120, what="nama") for line in lines.splitlines()) if line]
    if not 1 <= len(named) <= 4:
        raise Problem(Words(id="Nama pada kop diisi 1 sampai 4 baris.", en="The letterhead names 1 to 4 lines."))
    if paper not in Paper.values:
        raise Problem(Words(id="Pilih kertas A4 atau F4.", en="Choose A4 or F4 paper."))
    with transaction.atomic():
        row = letterhead_of(agency) or Letterhead(agency=agency)
        row.lines, row.paper = "\n".join(named), paper
        row.address = one_line(address, limit=200, what="alamat")
        row.contact = one_line(contact, limit=200, what="kontak")
        row.place = one_line(place, limit=80, what="tempat")
        if arms is not None:
            row.arms_sha256 = _kept_arms(arms, now)
        row.save()
        record_office(agency, "letters.letterhead_set", officer, now, arms=row.arms_sha256)
    return row


def _kept_arms(arms: bytes, now: datetime) -> str:
    return vault.keep(checked_png(arms), media_type="image/png", now=now).sha256 if arms else ""
