"""Letters of a case: what they say is compared with the sealed identity of the reporter before they get a number."""

from collections.abc import Iterator
from datetime import datetime

from wasit.cases import leaks
from wasit.cases.models import Case
from wasit.cases.queries import roles_here
from wasit.letters import actions as letters
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter
from wasit.office.blocks import is_blocked
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.text import Problem, Words


def issue_letter(
    case: Case, draft: Draft, *, officer: Officer, reach: Reach, now: datetime, paper: str = "A4"
) -> Letter:
    """Issue a letter about a case; it may be one that has ended, for its people must still be told.

    The register of letters writes the entry of the journal.
    """
    _check(case, draft, reach)
    return letters.issue(draft, officer=officer, reach=reach, now=now, paper=paper)


def preview_letter(case: Case, draft: Draft, *, reach: Reach, paper: str = "A4") -> bytes:
    """Return a letter as it would look, without a number; nothing is kept."""
    _check(case, draft, reach)
    return letters.draft_pdf(draft, paper)


def _check(case: Case, draft: Draft, reach: Reach) -> None:
    able = {str(role) for role in ROLES_BY_PERMISSION["cases.handle"]}
    if not roles_here(reach, case) & able or is_blocked(reach, case.subject) or draft.about != case.subject:
        raise Problem(
            Words(
                id="Surat perkara ini hanya dapat dibuat oleh kantor yang menanganinya.",
                en="Only the office that handles this case writes its letters.",
            )
        )
    if case.expunged_at is not None:
        raise Problem(
            Words(
                id="Rekam jejak perkara ini sudah dihapus; tidak ada lagi yang dapat ditulis dari berkasnya.",
                en="The record of this case is expunged; nothing more can be written from its file.",
            )
        )
    leaks.refuse(case, dict(_said(draft)))


def _said(draft: Draft) -> Iterator[tuple[str, object]]:
    """Yield every text of a draft with the place where it stands."""
    if draft.addressee is not None:
        yield "alamat", [draft.addressee.name, draft.addressee.title, draft.addressee.place]
    yield "isian", list(draft.values.values())
    yield "rincian", [part for fact in draft.facts for part in (fact.label, fact.value)]
    yield "tabel", [cell for table in draft.tables.values() for row in (table.head, *table.rows) for cell in row]
    yield "uraian", list(draft.texts.values())
    yield "tembusan", [*(draft.copies or ()), *draft.recipients]
    yield "penanda tangan", [draft.signatory.position, draft.signatory.name, draft.signatory.nip]
    yield "hal", [draft.subject, draft.attachments, draft.place]
