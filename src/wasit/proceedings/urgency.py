"""How pressing a deadline is, in the days of the office that must keep it."""

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from wasit.proceedings.models import MatterDeadline

Urgency = Literal["late", "today", "until_monday", "later"]
URGENCIES: tuple[Urgency, ...] = ("late", "today", "until_monday", "later")
NEVER = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


def urgency_of(deadline: MatterDeadline | None, now: datetime) -> Urgency:
    """Return the group of a deadline, by the days of the office that must keep it."""
    if deadline is None or deadline.due_at is None:
        return "later"
    if now > deadline.due_at and now - deadline.due_at >= timedelta(seconds=1):
        return "late"
    zone = ZoneInfo(deadline.zone)
    today, due = now.astimezone(zone).date(), deadline.due_at.astimezone(zone).date()
    if due == today:
        return "today"
    return "until_monday" if due <= _coming_monday(today) else "later"


def by_urgency(urgency: Urgency, deadline: MatterDeadline | None, pk: int) -> tuple[int, datetime, int]:
    """Return the place of a piece of work in a list: by group, then by date."""
    return URGENCIES.index(urgency), due_of(deadline), pk


def due_of(deadline: MatterDeadline | None) -> datetime:
    """Return when it is due, at the end of time where it never is."""
    return (deadline.due_at if deadline else None) or NEVER


def _coming_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())
