"""How a legal deadline looks at a moment: its state, its words, its date and its ring."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from wasit.look.dates import DEFAULT_ZONE, clocktime, shortday, zone_letters
from wasit.rulebook import Reckoning
from wasit.text import Words

RING = 56.549  # length of the ring's circle, radius 9
SOON = 3  # whole days left at which a clock turns to "soon"

_LATE = Words(id="Lewat {}", en="{} late")
_LEFT = Words(id="Sisa {}", en="{} left")
_PAUSED = Words(id="Dijeda", en="Paused")
_SINCE = Words(id="sejak {}", en="since {}")
_TODAY = Words(id="hari ini", en="today")
_NO_LIMIT = Words(id="Tanpa batas waktu", en="No time limit")
_WORKING = Words(id="hari kerja", en="working days")
_UNITS = {
    "day": (Words(id="hari", en="day"), Words(id="hari", en="days")),
    "hour": (Words(id="jam", en="hour"), Words(id="jam", en="hours")),
    "minute": (Words(id="menit", en="minute"), Words(id="menit", en="minutes")),
}


@dataclass(frozen=True, slots=True)
class Face:
    """What the page draws: `state` is the CSS class, `dash` the part of the ring that is filled."""

    state: str
    words: str
    date: str
    exact: datetime | None
    dash: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Where and for whom a clock is read."""

    now: datetime
    zone: str = DEFAULT_ZONE
    language: str = "id"


def face(
    due: datetime | None,
    at: Moment,
    *,
    start: datetime | None = None,
    waiting: str = "",
    paused_since: datetime | None = None,
    working_days: int | None = None,
) -> Face:
    """Return the face of a deadline.

    `start` is when the time began (the ring is full without it); `waiting` names who has the ball; `paused_since`
    stops the clock; `working_days` are those left, for a clock that counts them.
    """
    if paused_since is not None:
        return _paused(paused_since, at, waiting)
    if due is None:
        return Face("wait", _NO_LIMIT.in_(at.language), waiting, None, "")
    late = due < at.now
    words = _late(due, at) if late else _left(due, at, working_days)
    when = waiting if waiting and not late else _when(due, at)
    return Face(_state(due, at.now, waiting), words, when, due, f"{_share(due, at.now, start) * RING:.1f} {RING:.1f}")


def working_days_left(reckoning: Reckoning, now: datetime, zone: str) -> int | None:
    """Return how many counted days of a working-day `reckoning` lie after today, or None where it counts otherwise."""
    if reckoning.unit != "working_day":
        return None
    today = now.astimezone(ZoneInfo(zone)).date()
    return sum(1 for day in reckoning.days if day.kind in {"counted", "last", "extension"} and day.date > today)


def span_words(span: timedelta, language: str) -> str:
    """Return a length of time in its two largest units, rounded down: "1 hari 14 jam", "9 jam", "25 menit"."""
    minutes = int(span.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days > SOON:
        return _counted(days, "day", language)
    if days:
        return _counted(days, "day", language) + (f" {_counted(hours, 'hour', language)}" if hours else "")
    return _counted(hours, "hour", language) if hours else _counted(minutes, "minute", language)


def _state(due: datetime, now: datetime, waiting: str) -> str:
    left = due - now
    if left < timedelta():
        return "late"
    if waiting:
        return "wait"
    if left < timedelta(days=1):
        return "now"
    return "soon" if left.days <= SOON else "ok"


def _late(due: datetime, at: Moment) -> str:
    return _LATE.in_(at.language).format(span_words(at.now - due, at.language))


def _left(due: datetime, at: Moment, working_days: int | None) -> str:
    left = due - at.now
    if working_days is not None and left.days > SOON:
        return f"{working_days} {_WORKING.in_(at.language)}"
    words = span_words(left, at.language)
    return words if left.days else _LEFT.in_(at.language).format(words)


def _when(due: datetime, at: Moment) -> str:
    zone = ZoneInfo(at.zone)
    if due.astimezone(zone).date() == at.now.astimezone(zone).date():
        return f"{_TODAY.in_(at.language)}, {clocktime(due, at.zone, at.language)}"
    return f"{shortday(due, at.zone, at.language, now=at.now)} {zone_letters(at.zone)}"


def _share(due: datetime, now: datetime, start: datetime | None) -> float:
    if due < now or start is None or due <= start:
        return 1.0
    return min(1.0, max(0.0, (due - now) / (due - start)))


def _paused(since: datetime, at: Moment, waiting: str) -> Face:
    day = shortday(since.astimezone(ZoneInfo(at.zone)).date(), at.zone, at.language, now=None)
    told = _SINCE.in_(at.language).format(day)
    return Face("wait", _PAUSED.in_(at.language), f"{waiting}, {told}" if waiting else told, since, "")


def _counted(count: int, unit: str, language: str) -> str:
    one, many = _UNITS[unit]
    return f"{count} {(one if count == 1 else many).in_(language)}"
