"""Questions about letters: the register, one letter, its copies, and what anyone may ask about a code or a file."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wasit.letters.codes import read_code
from wasit.letters.models import Letter, LetterCopy, Letterhead, LetterTemplate, NumberPattern, Paper
from wasit.letters.patterns import full_number
from wasit.letters.wordings import Wording, edition_wording, wording_of
from wasit.office import blocks, vault
from wasit.office.models import Agency, JournalEntry, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.rulebook import LetterKind, letter_kinds, number_series
from wasit.text.regions import regions

HOUSE = 0


class LetterNotReachable(Exception):  # noqa: N818 - whether it exists elsewhere is not said
    """There is no such letter within the reader's reach."""


@dataclass(frozen=True)
class Match:
    """What a code or a file was recognised as; `what` is "copy", "docx", "signed" or "code"."""

    letter: Letter
    copy: LetterCopy | None
    what: str


def letters_visible_to(reach: Reach) -> "QuerySet[Letter]":
    """Return the letters within reach, newest first: an office's own, and those below a supervisor of the same side."""
    rows = Letter.objects.select_related("agency", "issued_by")
    if any(grant.agency_id == HOUSE for grant in reach.grants):
        return rows
    supervised = [grant for grant in reach.grants if grant.role == Role.PROVINCIAL_SUPERVISOR]
    allowed = Q(agency_id__in=[grant.agency_id for grant in reach.grants])
    for grant in supervised:
        inside = Q(region_code=grant.region_code) | Q(region_code__startswith=f"{grant.region_code}.")
        allowed |= Q(agency__kind=grant.agency_kind) & (inside if grant.region_code else Q())
    return blocks.unblocked(reach, rows.filter(allowed), field="about")


def access_letter(reach: Reach, pk: int) -> Letter:
    """Return one letter; raise LetterNotReachable where there is none within reach."""
    letter = letters_visible_to(reach).filter(pk=pk).first()
    if letter is None:
        raise LetterNotReachable(pk)
    return letter


def letters_about(reach: Reach, subject: str) -> "QuerySet[Letter]":
    """Return the letters on a matter ("case:12") within reach, newest first."""
    return letters_visible_to(reach).filter(about=subject)


def find_letters(
    reach: Reach, *, year: int | None, series: str, kind: str, state: str, text: str
) -> "QuerySet[Letter]":
    """Return the letters that fit every question asked; empty questions ask nothing."""
    rows = letters_visible_to(reach)
    for field, value in (("year", year), ("series", series), ("kind", kind), ("state", state)):
        if value:
            rows = rows.filter(**{field: value})
    for word in text.split():
        rows = rows.filter(
            Q(full_number__icontains=word)
            | Q(title__icontains=word)
            | Q(subject__icontains=word)
            | Q(addressee__icontains=word)
        )
    return rows


def years(reach: Reach) -> list[int]:
    """Return the years that have letters within reach, the latest first."""
    return sorted(set(letters_visible_to(reach).values_list("year", flat=True)), reverse=True)


def register(reach: Reach, agency: Agency, year: int, series: str) -> "QuerySet[Letter]":
    """Return one register in the order of its numbers, cancelled letters among them."""
    rows = letters_visible_to(reach).filter(agency=agency, year=year, series=series)
    return rows.order_by("number")


def gaps(agency: Agency, year: int, series: str) -> list[int]:
    """Return the numbers that a register lacks between 1 and its last; the list must be empty."""
    taken = set(Letter.objects.filter(agency=agency, year=year, series=series).values_list("number", flat=True))
    return sorted(set(range(1, max(taken, default=0) + 1)) - taken)


def may_write(reach: Reach, agency: Agency, permission: str = "letters.issue") -> bool:
    """Tell whether `reach` lets its officer act for the very agency; the house itself may always."""
    roles = {str(role) for role in ROLES_BY_PERMISSION[permission]}
    return any(
        grant.agency_id == HOUSE or (grant.agency_id == agency.pk and grant.role in roles and not grant.unit_code)
        for grant in reach.grants
    )


def own_agencies(reach: Reach, permission: str) -> "QuerySet[Agency]":
    """Return the agencies for which the reader holds a permission, by name."""
    ids = [grant.agency_id for grant in reach.grants if not grant.unit_code]
    rows = Agency.objects.filter(pk__in=ids).order_by("name")
    return rows.filter(pk__in=[agency.pk for agency in rows if may_write(reach, agency, permission)])


def journal_of(letter: Letter) -> "QuerySet[JournalEntry]":
    """Return what was written down about a letter, newest first; whoever asks has access to the letter."""
    rows = JournalEntry.objects.filter(subject=letter.about, verb__startswith="letters.", details__letter=letter.pk)
    return rows.select_related("actor", "agency").order_by("-seq")


# ---------- what anyone may ask ----------


def copy_by_code(code: str) -> LetterCopy | None:
    """Return the copy that carries a code, however it was typed; None where there is none."""
    wanted = read_code(code)
    if wanted is None:
        return None
    return LetterCopy.objects.select_related("letter", "letter__agency").filter(code=wanted).first()


def match_file(sha256: str) -> Match | None:
    """Return which letter a file is, by the hash of its bytes; None for an unknown file."""
    copy = LetterCopy.objects.select_related("letter", "letter__agency").filter(pdf_sha256=sha256).first()
    if copy:
        return Match(copy.letter, copy, "copy")
    rows = Letter.objects.select_related("agency")
    signed = rows.filter(signed_sha256=sha256).first()
    if signed:
        return Match(signed, None, "signed")
    written = rows.filter(docx_sha256=sha256).first()
    return Match(written, None, "docx") if written else None


# ---------- an office's own ways ----------


def kinds_of(agency: Agency) -> list[LetterKind]:
    """Return the kinds of letter that an office of that side writes."""
    return [kind for kind in letter_kinds().values() if kind.side in {"both", agency.kind}]


def kind_lines(agency: Agency) -> list[tuple[LetterKind, Wording]]:
    """Return each kind an office writes with the wording in force."""
    return [(kind, wording_of(agency, kind.id)) for kind in kinds_of(agency)]


def versions_of(agency: Agency, kind: str) -> "QuerySet[LetterTemplate]":
    """Return the office's own versions of a wording, newest first."""
    return LetterTemplate.objects.filter(agency=agency, kind=kind).select_related("made_by")


def letterhead_of(agency: Agency) -> Letterhead | None:
    """Return the letterhead that an office filed, None where it filed none."""
    return Letterhead.objects.filter(agency=agency).first()


def paper_of(agency: Agency) -> str:
    """Return the size of paper an office uses, A4 where it filed none."""
    letterhead = letterhead_of(agency)
    return letterhead.paper if letterhead else str(Paper.A4)


def place_of(agency: Agency) -> str:
    """Return the town where an office signs its letters: as filed with the letterhead, else that of its region."""
    letterhead = letterhead_of(agency)
    if letterhead and letterhead.place:
        return letterhead.place
    known = regions().get(agency.region_code)
    return known.short_name if known else agency.short_name


def arms_of(letterhead: Letterhead | None) -> bytes:
    """Return the arms as PNG, empty where there are none."""
    if letterhead is None or not letterhead.arms_sha256:
        return b""
    with vault.open_file(letterhead.arms_sha256) as source:
        return source.read()


def pattern_of(agency: Agency, series: str) -> str:
    """Return how an office writes the numbers of a series: its own pattern, else that of the edition."""
    own = NumberPattern.objects.filter(agency=agency, series=series).values_list("pattern", flat=True).first()
    return own or number_series()[series].pattern


def pattern_lines(agency: Agency, now: datetime) -> list[tuple[str, str, str]]:
    """Return series, pattern and an example for each series in which an office counts."""
    kinds = kinds_of(agency)
    lines = []
    for series in dict.fromkeys(kind.series for kind in kinds):
        pattern = pattern_of(agency, series)
        classified = next((edition_wording(kind.id).classification for kind in kinds if kind.series == series), "")
        example = full_number(pattern, 1, agency=agency, classification=classified, day=now.date())
        lines.append((series, pattern, example))
    return lines
