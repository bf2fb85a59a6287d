"""The strip of days behind a legal deadline: which counted, which were skipped and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wasit.look.dates import DEFAULT_ZONE, shortday
from wasit.rulebook import CountedDay
from wasit.text import Words

_LOOK = {"zero": "z", "counted": "", "skipped": "off", "last": "last", "extension": "ext"}
_TODAY = Words(id="hari ini", en="today")
_ZERO = Words(id="hari 0", en="day 0")
_OFF = Words(id="libur", en="off")
_COUNTED = Words(id="hari ke-{}", en="day {}")
_LAST = Words(id="hari terakhir", en="last day")
_SKIPPED = Words(id="dilewati, {}", en="skipped, {}")
_EXTENSION = Words(id="perpanjangan, hari ke-{}", en="extension, day {}")


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of the strip: `css` its look, `mark` the line under the date, `told` the whole for a screen reader."""

    day: date
    css: str
    name: str
    number: int
    mark: str
    told: str


def day_cells(counted: Iterable[CountedDay], today: date, language: str) -> tuple[DayCell, ...]:
    """Return the strip of a reckoning's days with `today` framed; days of an extension count from +1."""
    days = tuple(counted)
    before = max((day.number or 0 for day in days if day.kind == "counted"), default=0)
    return tuple(_cell(day, before, today, language) for day in days)


def _cell(day: CountedDay, before: int, today: date, language: str) -> DayCell:
    name, _, rest = shortday(day.date, DEFAULT_ZONE, language).partition(" ")
    told = f"{name} {rest}: {_told(day, language)}"
    if day.date == today:
        told += f" ({_TODAY.in_(language)})"
    css = " ".join(filter(None, (_LOOK[day.kind], "today" if day.date == today else "")))
    return DayCell(day.date, css, name, day.date.day, _mark(day, before, language), told)


def _mark(day: CountedDay, before: int, language: str) -> str:
    number = day.number or 0
    if day.kind == "zero":
        return _ZERO.in_(language)
    if day.kind == "skipped":
        return _OFF.in_(language)
    return f"+{number - before}" if day.kind == "extension" and number > before else str(number)


def _told(day: CountedDay, language: str) -> str:
    if day.kind == "skipped":
        return _SKIPPED.in_(language).format((day.reason or _OFF).in_(language))
    told = {"zero": _ZERO, "last": _LAST, "extension": _EXTENSION}.get(day.kind, _COUNTED)
    return told.in_(language).format(day.number)
