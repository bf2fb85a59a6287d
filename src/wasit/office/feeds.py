"""Secret addresses under which an officer's calendar program reads deadlines; only their hashes are kept."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from wasit.office import journal
from wasit.office.models import CalendarFeed, Officer
from wasit.office.queries import home_agency, memberships_of
from wasit.text import Words

_BYTES = 32  # 256 bits: nobody tries out addresses, so none needs to be slowed down

FEED_VERBS: Mapping[str, Words] = {
    "office.feed_made": Words(id="membuat alamat kalender", en="made a calendar address"),
    "office.feed_revoked": Words(id="mencabut alamat kalender", en="revoked a calendar address"),
}


def feed_of(officer: Officer) -> CalendarFeed | None:
    """Return the officer's feed, None where there is no address."""
    return CalendarFeed.objects.filter(officer=officer).first()


def make(officer: Officer, now: datetime) -> str:
    """Give the officer a new secret address and return its token, this once; the one before stops working."""
    token = secrets.token_urlsafe(_BYTES)
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(
            officer=officer, defaults={"token_hash": _hashed(token), "made_at": now, "read_at": None}
        )
        _write("office.feed_made", officer, now)
    return token


def revoke(officer: Officer, now: datetime) -> bool:
    """Take the officer's address away; return whether there was one."""
    with transaction.atomic():
        gone, _each = CalendarFeed.objects.filter(officer=officer).delete()
        if gone:
            _write("office.feed_revoked", officer, now)
    return bool(gone)


def reader_of(token: str, now: datetime) -> Officer | None:
    """Return whose calendar a token opens and note that it was read.

    None for a token that nobody holds, and for the token of somebody whose account or last role has ended.
    """
    feed = CalendarFeed.objects.select_related("officer").filter(token_hash=_hashed(token)).first()
    if feed is None or not feed.officer.is_active or not memberships_of(feed.officer, now).exists():
        return None
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
    return feed.officer


def _hashed(token: str) -> str:
    # The token is random and long, so a plain hash cannot be turned back, and the lookup compares hashes only.
    return hashlib.sha256(token.encode()).hexdigest()


def _write(verb: str, officer: Officer, now: datetime) -> None:
    agency = home_agency(officer, now)
    journal.record(
        verb=verb,
        actor=officer,
        agency=agency,
        region_code=agency.region_code if agency else "",
        subject=f"officer:{officer.pk}",
        now=now,
    )
