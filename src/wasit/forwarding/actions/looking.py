"""Reading that leaves a trace: a page opened, evidence taken out, a track record looked at."""

from datetime import datetime

from django.db import transaction

from wasit.forwarding.actions.ledger import record
from wasit.forwarding.models import Recommendation
from wasit.office import journal
from wasit.office.models import Agency, JournalEntry, Officer
from wasit.office.queries import home_agency

ONCE_SECONDS = 3600


def note_viewing(one: Recommendation, *, officer: Officer, agency: Agency | None, now: datetime) -> None:
    """Write down that an officer opened the page of a recommendation, once an hour."""
    if not _just_seen(one.subject, "forwarding.viewed", officer, now):
        with transaction.atomic():
            record(one, "forwarding.viewed", officer, now, agency=agency)


def note_evidence_opened(
    one: Recommendation, sha256: str, *, officer: Officer, agency: Agency | None, now: datetime
) -> None:
    """Write down that an officer took evidence of the package out of the vault."""
    with transaction.atomic():
        record(one, "forwarding.evidence_opened", officer, now, agency=agency, sha256=sha256)


def note_record_viewed(subject: str, region_code: str, *, officer: Officer, now: datetime) -> None:
    """Write down that an officer opened a track record ("person:12"), once an hour."""
    if _just_seen(subject, "forwarding.record_viewed", officer, now):
        return
    with transaction.atomic():
        journal.record(
            verb="forwarding.record_viewed",
            actor=officer,
            agency=home_agency(officer, now),
            region_code=region_code,
            subject=subject,
            now=now,
        )


def _just_seen(subject: str, verb: str, officer: Officer, now: datetime) -> bool:
    entries = JournalEntry.objects.filter(subject=subject, verb=verb, actor=officer)
    last = entries.order_by("-seq").values_list("at", flat=True).first()
    return last is not None and (now - last).total_seconds() < ONCE_SECONDS
