"""How this room writes into the journal, and who may change a comparison."""

from datetime import datetime
from typing import Any

from django.db.models import F

from wasit.office import journal
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.reconciliation.models import Comparison
from wasit.reconciliation.queries import works_on
from wasit.text import Problem, Words


def record(comparison: Comparison, verb: str, officer: Officer, now: datetime, **details: Any) -> None:
    """Append an entry on a comparison; `details` never hold a name or a NIP."""
    journal.record(
        verb=verb,
        actor=officer,
        agency=comparison.agency,
        region_code=comparison.region_code,
        subject=comparison.subject,
        details=details,
        now=now,
    )


def work_on(comparison: Comparison, reach: Reach) -> None:
    """Refuse whoever only reads, then make writers of one comparison wait for each other."""
    if not works_on(reach, comparison):
        raise Problem(
            Words(
                id=f"Hanya petugas {comparison.agency.short_name} yang dapat mengubah rekonsiliasi ini.",
                en=f"Only officers of {comparison.agency.short_name} can change this reconciliation.",
            )
        )
    Comparison.objects.filter(pk=comparison.pk).update(title=F("title"))
