"""An officer's deadlines as a calendar feed (RFC 5545); what it says may lie on a telephone, so it names nobody."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Max
from icalendar import Alarm, Event
from icalendar import Calendar as Feed

from wasit.insights.sources import SOURCES, work_of
from wasit.insights.work import Work, own_reach
from wasit.look.dates import longday
from wasit.office import journal
from wasit.office.models import Officer
from wasit.text import Words

REMINDER = timedelta(hours=24)
REFRESH = timedelta(hours=1)

_NAME = {
    True: Words(id="Wasit – tenggat saya", en="Wasit – my deadlines"),
    False: Words(id="Wasit – tenggat kantor", en="Wasit – the office's deadlines"),
}
_STEP = Words(id="Tenggat", en="Deadline")
_DUE = Words(id="Paling lambat {}.", en="Due by {}.")
_BASIS = Words(id="Dasar: {}.", en="Basis: {}.")
_UNSURE = Words(id="Tenggat ini belum pasti; alasannya di Wasit.", en="This limit is not certain; Wasit says why.")
_IN_WASIT = Words(id="Berkasnya hanya di Wasit.", en="The file is in Wasit only.")


@dataclass(frozen=True)
class Change:
    """How often the clocks of a matter were moved, and when last: a calendar program takes the higher number."""

    times: int
    last: datetime


@dataclass(frozen=True)
class Asked:
    """What a calendar is to hold: the officer's own deadlines or all of the office, in which language."""

    only_own: bool
    language: str


def feed(officer: Officer, now: datetime, asked: Asked, address: str) -> bytes:
    """Return the officer's running deadlines as iCalendar; `address` is where this installation is reached.

    The same deadlines give the same bytes, so that a program that has them need not load them again.
    """
    work = [one for one in work_of(officer, now) if one.due_at and (one.is_of(officer) or not asked.only_own)]
    moved = changes(officer, {one.subject for one in work}, now)
    calendar = _empty(_NAME[asked.only_own].in_(asked.language))
    for one in sorted(work, key=lambda each: each.key):
        calendar.add_component(_event(one, moved.get(one.subject), asked.language, address))
    _add_zones(calendar, work)
    return bytes(calendar.to_ical())


def changes(officer: Officer, subjects: Iterable[str], now: datetime) -> Mapping[str, Change]:
    """Return how often the clocks of each matter were moved, as the journal tells it."""
    found: dict[str, Change] = {}
    for source in SOURCES:
        rows = journal.entries(own_reach(officer, source.permission, now))
        rows = rows.filter(verb__in=source.moved_by, subject__in=list(subjects)).order_by()
        for subject, times, last in rows.values_list("subject").annotate(Count("pk"), Max("at")):
            found[subject] = Change(times, last)
    return found


def _empty(name: str) -> Feed:
    calendar = Feed()
    calendar.add("prodid", "-//Wasit//Tenggat//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _event(work: Work, change: Change | None, language: str, address: str) -> Event:
    if work.due_at is None or work.started_at is None:
        raise ValueError("what has no limit stands in no calendar")
    summary = f"{work.reference}: {(work.duty or _STEP).in_(language)}"
    stamp = max(work.started_at, change.last) if change else work.started_at
    event = Event()
    event.add("uid", f"{work.key}@wasit")
    event.add("sequence", change.times if change else 0)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", work.due_at.astimezone(ZoneInfo(work.zone)).replace(microsecond=0))
    event.add("summary", summary)
    event.add("description", _description(work, work.due_at, language))
    if address:
        event.add("url", address.rstrip("/") + work.url)
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    return event


def _description(work: Work, due: datetime, language: str) -> str:
    lines = [_DUE.in_(language).format(longday(due, work.zone, language))]
    if work.basis:
        lines.append(_BASIS.in_(language).format(work.basis.in_(language)))
    if work.confidence != "confirmed":
        lines.append(_UNSURE.in_(language))
    return "\n".join([*lines, _IN_WASIT.in_(language)])


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -REMINDER)
    return alarm


def _add_zones(calendar: Feed, work: Iterable[Work]) -> None:
    years = [one.due_at.year for one in work if one.due_at]
    if years:
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))


def fingerprint(body: bytes) -> str:
    """Return a short mark of a feed, the same for the same bytes."""
    return hashlib.sha256(body).hexdigest()[:32]
