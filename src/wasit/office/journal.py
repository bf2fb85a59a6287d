"""The journal: what happened, by whom, when; each entry carries the hash of the one before.

Any edit, deletion or change of order breaks the chain; cutting off the end is found by the head, and by a head kept
outside (`wasit journal anchor`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models
from django.db.models import F, Q

from wasit.evidence import GENESIS, link
from wasit.office import verbs
from wasit.office.models import Agency, Block, JournalEntry, JournalHead, Officer
from wasit.office.reach import Reach

_HEAD = 1


@dataclass(frozen=True)
class ChainReport:
    """Result of walking the chain: how many entries were read, the head, and the first entry that does not fit."""

    ok: bool
    entries: int
    head: str
    first_bad: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the fields of `wasit journal verify --json`."""
        return {"ok": self.ok, "entries": self.entries, "head": self.head, "first_bad": self.first_bad}


def record(
    *,
    verb: str,
    actor: Officer | None,
    agency: Agency | None,
    region_code: str,
    subject: str,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Append one entry inside the caller's transaction.

    Raises KeyError for a verb without words and RuntimeError outside a transaction: an entry that could survive
    without the act it tells of, or the act without it, would make the journal worthless.
    """
    verbs.words_of(verb)
    if not connection.in_atomic_block:
        raise RuntimeError("the journal is written inside the transaction of the act it records")
    seq, previous = _take_head()
    entry = JournalEntry(
        seq=seq,
        at=now.astimezone(UTC),
        verb=verb,
        actor=actor,
        agency=agency,
        region_code=region_code,
        subject=subject,
        details=dict(details or {}),
        previous=previous,
    )
    entry.hash = link(previous, _body(entry))
    entry.save(force_insert=True)
    JournalHead.objects.filter(pk=_HEAD).update(hash=entry.hash)
    return entry


def entries_about(reach: Reach, subject: str) -> "models.QuerySet[JournalEntry]":
    """Return the entries on `subject` that lie within `reach`, newest first."""
    return entries(reach).filter(subject=subject)


def entries(reach: Reach) -> "models.QuerySet[JournalEntry]":
    """Return all entries within `reach`, newest first.

    A place has two sides: the administrator of a city's government keeps accounts there and learns nothing of the
    supervisor's files. What no agency did is for Bawaslu. What happened in a matter that is closed to the reader by a
    conflict of interest is not told either.
    """
    mine = Q(agency__kind__in=reach.sides)
    if Agency.Kind.BAWASLU in reach.sides:
        mine |= Q(agency=None)
    closed = Block.objects.filter(officer_id=reach.officer_id or 0, lifted_at__isnull=True).values("subject")
    # An office reads what offices of its own region did; what one above took over is told there.
    near = Q(agency=None) | reach.within("agency__region_code")
    rows = reach.limit(JournalEntry.objects.filter(mine, near)).exclude(subject__in=closed)
    return rows.select_related("actor", "agency").order_by("-seq")


def verify(since: int = 0) -> ChainReport:
    """Walk the chain from entry `since` + 1 and compare its end with the head."""
    head = JournalHead.objects.filter(pk=_HEAD).first()
    previous, expected, count = _start(since)
    for entry in _walk(since):
        if entry.seq != expected or entry.previous != previous or entry.hash != link(previous, _body(entry)):
            return ChainReport(ok=False, entries=count, head=head.hash if head else GENESIS, first_bad=expected)
        previous, expected, count = entry.hash, expected + 1, count + 1
    ended_well = (
        head is None if expected == 1 else head is not None and (head.seq, head.hash) == (expected - 1, previous)
    )
    return ChainReport(
        ok=ended_well, entries=count, head=head.hash if head else GENESIS, first_bad=None if ended_well else expected
    )


def head() -> tuple[int, str]:
    """Return number and hash of the last entry, to be kept outside."""
    row = JournalHead.objects.filter(pk=_HEAD).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def _start(since: int) -> tuple[str, int, int]:
    if since <= 0:
        return GENESIS, 1, 0
    return JournalEntry.objects.get(seq=since).hash, since + 1, 0


def _walk(since: int) -> Iterator[JournalEntry]:
    return JournalEntry.objects.filter(seq__gt=since).order_by("seq").iterator(chunk_size=2000)


def _take_head() -> tuple[int, str]:
    """Lock the head row by writing to it first: on PostgreSQL and SQLite alike other writers wait here."""
    if not JournalHead.objects.filter(pk=_HEAD).update(seq=F("seq") + 1):
        JournalHead.objects.get_or_create(pk=_HEAD, defaults={"seq": 0, "hash": GENESIS})
        JournalHead.objects.filter(pk=_HEAD).update(seq=F("seq") + 1)
    row = JournalHead.objects.get(pk=_HEAD)
    return row.seq, row.hash


def _body(entry: JournalEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "verb": entry.verb,
        "actor": entry.actor_id,
        "agency": entry.agency_id,
        "region": entry.region_code,
        "subject": entry.subject,
        "details": entry.details,
    }
