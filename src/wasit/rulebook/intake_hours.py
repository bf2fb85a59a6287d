"""When a report counts as received: the hours of the intake desk, and what is handed in while it is closed."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wasit.rulebook.calendar import Calendar
from wasit.rulebook.clocks import AfterClosing, Clock, Hours, clock, is_older
from wasit.rulebook.elections import Election
from wasit.rulebook.reckoning import local_moment
from wasit.rulebook.sheets import Confidence
from wasit.text import Words

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_MIDNIGHT = time()


@dataclass(frozen=True, kw_only=True)
class Received:
    """When a report counts as received, in the office's zone; `in_hours` tells whether the desk was open."""

    at: datetime
    in_hours: bool
    words: Words
    confidence: Confidence


def days_always_open(election: Election) -> frozenset[date]:
    """Return the days of an election on which its intake desk never closes."""
    rule = clock(f"{election.regime}-jam-terima").hours
    named = rule.always_open if rule else ()
    return frozenset(
        stage.start + _DAY * count
        for stage in election.stages
        if stage.id in named and stage.start and stage.end
        for count in range((stage.end - stage.start).days + 1)
    )


def received_on(
    regime: str,
    moment: datetime,
    zone: str,
    calendar: Calendar | None = None,
    always_open: Container[date] = frozenset(),
) -> Received:
    """Return when a report handed in at the aware time `moment` counts as received by an office of `zone`.

    The hours are those valid on the local day of `moment`; they name minutes, so the whole minute of closing is still
    within them, as the whole last second is within a limit. On a day in `always_open` the desk never closes.
    Raise Problem for a regime without an intake desk, an unknown zone or a naive time.
    """
    here = local_moment(moment, zone)
    rule = clock(f"{regime}-jam-terima", here.date())
    if rule.hours is None:
        return Received(at=here, in_hours=True, words=_NO_HOURS, confidence=rule.confidence)
    desk = _Desk(rule.hours, calendar or Calendar.official(), always_open)
    reason = desk.closed_at(here)
    if reason is None:
        return Received(at=here, in_hours=True, words=desk.open_words(here), confidence=_sure(rule, desk, here, here))
    after = rule.hours.after_closing
    at = desk.next_opening(here) if after.rule == "next_opening" else here
    sure = Confidence.UNSURE if _sure(rule, desk, here, at) is Confidence.UNSURE else after.confidence
    return Received(at=at, in_hours=False, words=_explained(reason, after), confidence=sure)


@dataclass(frozen=True)
class _Desk:
    """An intake desk: its hours, the days off and the days on which it never closes."""

    hours: Hours
    days_off: Calendar
    always_open: Container[date]

    def span(self, day: date) -> tuple[time, time] | None:
        """Return the first and the last minute of a day with hours, None for a day without."""
        hours = None if self.days_off.day_off(day) else self.hours.on(day.weekday())
        if hours is None:
            return None
        opens, closes = hours.split("-")
        return time.fromisoformat(opens), time.fromisoformat(closes)

    def closed_at(self, here: datetime) -> Words | None:
        """Return why the desk is closed, or None while it is open."""
        day, span = here.date(), self.span(here.date())
        if day in self.always_open:
            return None
        if span is None:
            return _on_day_off(self.days_off.day_off(day))
        opens, closes = (datetime.combine(day, at, here.tzinfo) for at in span)
        if here < opens:
            return _said("Disampaikan sebelum meja buka pukul {}", "Handed in before the desk opened at {}", span[0])
        if here >= closes + _MINUTE:
            return _said("Disampaikan setelah meja tutup pukul {}", "Handed in after the desk closed at {}", span[1])
        return None

    def open_words(self, here: datetime) -> Words:
        """Return why the desk is open."""
        span = self.span(here.date())
        if here.date() in self.always_open or span is None:
            return _ALWAYS
        return _said("Disampaikan pada jam buka meja, {}–{}.", "Handed in within the hours of the desk, {}–{}.", *span)

    def next_opening(self, here: datetime) -> datetime:
        """Return the first opening after `here`."""
        day = here.date()
        while True:
            span = (_MIDNIGHT, _MIDNIGHT) if day in self.always_open else self.span(day)
            if span is not None and (opening := datetime.combine(day, span[0], here.tzinfo)) > here:
                return opening
            day += _DAY


def _sure(rule: Clock, desk: _Desk, first: datetime, last: datetime) -> Confidence:
    """Return how surely the hours of the days from `first` to `last` are known."""
    days = [first.date() + _DAY * count for count in range((last.date() - first.date()).days + 1)]
    known = all(day in desk.always_open or desk.days_off.is_sure(day) for day in days)
    return rule.confidence if known and not is_older(rule.id, first.date()) else Confidence.UNSURE


_NO_HOURS = Words(id="Meja penerimaan tanpa jam yang ditetapkan.", en="No hours are set for the intake desk.")
_ALWAYS = Words(
    id="Disampaikan pada tahapan dengan meja penerimaan yang buka 24 jam.",
    en="Handed in at a stage in which the intake desk never closes.",
)
_COUNTS = {
    "next_opening": Words(
        id="; dihitung diterima saat meja buka berikutnya.", en="; it counts as received when the desk opens next."
    ),
    "as_handed_in": Words(
        id="; tetap dihitung diterima pada saat itu.", en="; it counts as received at that moment all the same."
    ),
}
_DOUBT = Words(
    id=" Tidak ada sumber yang menyebutnya – mohon dipastikan ahli hukum Anda.",
    en=" No source says so – to be confirmed by your jurist.",
)


def _said(indonesian: str, english: str, *times: time) -> Words:
    return Words(
        id=indonesian.format(*(f"{at:%H.%M}" for at in times)), en=english.format(*(f"{at:%H:%M}" for at in times))
    )


def _on_day_off(reason: Words | None) -> Words:
    name = reason or Words(id="tanpa jam buka", en="without hours")
    return Words(id=f"Disampaikan pada hari libur ({name.id})", en=f"Handed in on a day off ({name.en})")


def _explained(reason: Words, after: AfterClosing) -> Words:
    parts = [reason, _COUNTS[after.rule], *([_DOUBT] if after.confidence is Confidence.UNSURE else [])]
    return Words(id="".join(part.id for part in parts), en="".join(part.en for part in parts))
