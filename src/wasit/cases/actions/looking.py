"""Reading that leaves a trace, and the one secret in a file that needs a reason to be read."""

from datetime import datetime

from django.db import IntegrityError, transaction

from wasit.cases import identity
from wasit.cases.actions.ledger import record
from wasit.cases.actions.working import work_on
from wasit.cases.models import Case, EvidenceItem, Reply, ReporterIdentity
from wasit.cases.opening import OpeningReporter
from wasit.cases.queries import roles_here
from wasit.office.models import JournalEntry, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.proceedings.answers import ASK_WORDS
from wasit.proceedings.problems import missing
from wasit.text import Problem, Words

VIEW_ONCE_SECONDS = 3600


def note_viewing(case: Case, *, officer: Officer, now: datetime) -> None:
    """Write down that an officer opened the page of a case, once an hour."""
    last = (
        JournalEntry.objects.filter(subject=case.subject, verb="cases.viewed", actor=officer)
        .order_by("-seq")
        .values_list("at", flat=True)
        .first()
    )
    if last is None or (now - last).total_seconds() >= VIEW_ONCE_SECONDS:
        with transaction.atomic():
            record(case, "cases.viewed", officer, now)


def note_evidence_opened(item: EvidenceItem, *, officer: Officer, now: datetime) -> None:
    """Write down that an officer took a piece of evidence out of the vault."""
    with transaction.atomic():
        record(item.case, "cases.evidence_opened", officer, now, sha256=item.sha256)


def note_reply_opened(reply: Reply, *, officer: Officer, now: datetime) -> None:
    """Write down that an officer took the handed-in answer of a reported person out of the vault."""
    with transaction.atomic():
        record(reply.case, "cases.evidence_opened", officer, now, sha256=reply.sha256)


def seal_identity(case: Case, reporter: OpeningReporter, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Keep who reported, encrypted; it is written once."""
    with transaction.atomic():
        work_on(case, reach)
        keep_identity(case, reporter, officer, now)


def keep_identity(case: Case, reporter: OpeningReporter, officer: Officer, now: datetime) -> None:
    """Write the sealed identity inside the caller's transaction."""
    if not reporter.name.strip():
        raise missing("reporter_name", Words(id="Nama pelapor", en="The reporter's name"))
    try:
        with transaction.atomic():
            ReporterIdentity.objects.create(case=case, sealed=identity.seal(reporter), sealed_at=now, sealed_by=officer)
    except IntegrityError as error:
        raise Problem(
            Words(id="Identitas pelapor sudah disegel.", en="The reporter's identity is sealed already.")
        ) from error
    record(case, "cases.identity_sealed", officer, now)


def open_identity(case: Case, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> OpeningReporter:
    """Return who reported, after writing down who looked and why."""
    if not roles_here(reach, case) & {str(role) for role in ROLES_BY_PERMISSION["cases.identity"]}:
        raise Problem(
            Words(
                id="Identitas pelapor hanya dapat dibuka ketua atau koordinator divisi kantor ini.",
                en="Only the chair or a division head of this office can open the reporter's identity.",
            )
        )
    if not reason.strip():
        raise missing("reason", ASK_WORDS["reason"])
    kept = ReporterIdentity.objects.filter(case=case).first()
    if kept is None:
        raise Problem(
            Words(id="Tidak ada identitas pelapor di perkara ini.", en="This case keeps no reporter's identity.")
        )
    with transaction.atomic():
        record(case, "cases.identity_opened", officer, now, reason=reason.strip())
    return identity.unseal(kept.sealed)
