"""Expunging: after a case ended without proof, what points to the reported persons leaves the file for good."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wasit.cases.actions.ledger import record
from wasit.cases.models import (
    Case,
    Invitation,
    MoveMade,
    Note,
    Party,
    Plenary,
    PriorWarning,
    Reply,
    RequirementCheck,
    Tie,
    Vote,
)
from wasit.cases.queries import PROVEN_MOVES
from wasit.office.models import Block, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.proceedings.moving import roles_in
from wasit.proceedings.problems import missing
from wasit.text import Problem, Words

REMOVED = "(dihapus karena tidak terbukti)"


def may_expunge(case: Case) -> bool:
    """Tell whether a case ended without proof and still holds names: closed, and no plenary ever forwarded it."""
    proven = case.moves.filter(move_id__in=PROVEN_MOVES).exists()
    return case.state in {"closed", "lapsed"} and not proven and case.expunged_at is None


def expunge(case: Case, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> None:
    """Take names, words and statements out of a file that proved nothing, and out of those merged into it.

    Numbers, dates and moves stay. The register keeps its line without a gap and the journal its chain, which never held
    a name. Sealed evidence stays in the vault under its hash until retention ends it, but no longer hangs on a name.
    """
    if not reason.strip():
        raise missing("reason", Words(id="Alasan", en="The reason"))
    if not roles_in(case, reach) & {str(role) for role in ROLES_BY_PERMISSION["cases.decide"]}:
        raise Problem(
            Words(
                id="Hanya ketua atau koordinator divisi yang menghapus rekam jejak.",
                en="Only the chair or a division head expunges a record.",
            )
        )
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        if not may_expunge(fresh):
            raise Problem(
                Words(
                    id="Hanya perkara yang selesai tanpa terbukti yang dapat dihapus rekam jejaknya, dan hanya sekali.",
                    en="Only a case that ended without proof can be expunged, and only once.",
                )
            )
        for one in (fresh, *fresh.merged.filter(expunged_at__isnull=True)):
            _remove(one)
            Case.objects.filter(pk=one.pk).update(
                expunged_at=now, title=REMOVED, summary="", place=REMOVED, district="", source=""
            )
            record(one, "cases.expunged", officer, now)
    case.refresh_from_db()


def _remove(case: Case) -> None:
    for place, party in enumerate(case.parties.order_by("pk"), start=1):
        Party.objects.filter(pk=party.pk).update(
            name=f"{party.get_role_display()} {place} {REMOVED}",
            nip="",
            position="",
            unit_name="",
            unit_code="",
            person_id=None,
        )
    # Written once for officers; the law on a cleared person's record stands above that.
    Note.objects.filter(case=case).update(text=REMOVED)
    MoveMade.objects.filter(case=case).update(reason="", note="", addressee="")
    Invitation.objects.filter(case=case).update(statement="", place="")
    Reply.objects.filter(case=case).update(text="", sha256="")
    PriorWarning.objects.filter(case=case).delete()
    Plenary.objects.filter(case=case).update(considerations=REMOVED)
    Vote.objects.filter(plenary__case=case).update(dissent="")
    RequirementCheck.objects.filter(case=case).update(note="")
    ties = Tie.objects.filter(Q(first=case) | Q(second=case))
    ties.update(reason=REMOVED)
    ties.exclude(undone_reason="").update(undone_reason=REMOVED)
    # Whom the file is closed to may be the reported person; no reason may say so any more.
    blocks = Block.objects.filter(subject=case.subject)
    blocks.update(reason=REMOVED)
    blocks.exclude(lifted_reason="").update(lifted_reason=REMOVED)
    case.acts.update(note="")
    case.evidence.update(name="bukti (dihapus)", note="", source_url="")
