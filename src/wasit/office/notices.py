"""Notices inside Wasit: each is told once to each reader, however often it is asked for."""

from datetime import datetime

from django.db.models import QuerySet

from wasit.office.models import Membership, Notice, Officer
from wasit.text import Words


def notify(officer: Officer, *, key: str, words: Words, url: str, now: datetime) -> bool:
    """Tell `officer` once; return whether it was new. `key` names the occasion, not the wording."""
    _row, made = Notice.objects.get_or_create(
        officer=officer, key=key, defaults={"words": words.as_json(), "url": url, "created_at": now}
    )
    return made


def unread(officer: Officer) -> "QuerySet[Notice]":
    """Return what the officer has not opened yet, newest first."""
    return Notice.objects.filter(officer=officer, read_at__isnull=True)


def latest(officer: Officer, limit: int = 50) -> "QuerySet[Notice]":
    """Return the officer's last notices, newest first."""
    return Notice.objects.filter(officer=officer)[:limit]


def mark_read(officer: Officer, now: datetime) -> int:
    """Mark all of the officer's notices as read; return how many were."""
    return unread(officer).update(read_at=now)


def holders(agency_id: int, roles: tuple[str, ...], now: datetime) -> list[Officer]:
    """Return the active officers who hold one of `roles` in the agency at `now`."""
    rows = Membership.objects.filter(agency_id=agency_id, role__in=roles, since__lte=now, officer__is_active=True)
    rows = rows.exclude(until__lte=now).select_related("officer").order_by("officer_id")
    return list({row.officer_id: row.officer for row in rows}.values())
