"""From a clock and an event to the last instant in time: counting in calendar days, working days, months and hours.

The rules (see editions/clocks/counting.yaml): the day of the event is day 0 and is not counted; the limit ends at
23:59:59 of its last day in the office's zone; a limit in calendar days that ends on a day off is not moved but warned
about. A clock that runs `before` its event counts back in the same way: the event's day is day 0, and the due day is
the Nth day before it, the last day on which the act is still in time.
"""

import calendar as gregorian
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from wasit.rulebook.calendar import Calendar
from wasit.rulebook.clocks import Clock, clock, counting_rules, is_older
from wasit.rulebook.sheets import Confidence
from wasit.text import Problem, Words
from wasit.text.regions import ZONE_SHORT

DayKind = Literal["zero", "counted", "skipped", "last", "extension"]
_YEARS = (1945, 2200)
_MOST = 1000


@dataclass(frozen=True)
class SkippedDay:
    """A day passed over by a working-day clock, and why."""

    date: date
    reason: Words


@dataclass(frozen=True)
class CountedDay:
    """One day of the strip; `number` is its count, None on day 0 and on skipped days."""

    date: date
    number: int | None
    kind: DayKind
    reason: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The answer: `due` is the last instant still in time (None where no length is fixed), in the office's zone."""

    clock: Clock
    start: datetime
    zone: str
    unit: str
    length: int | None
    extended: bool
    due: datetime | None
    skipped: tuple[SkippedDay, ...]
    confidence: Confidence
    warnings: tuple[Words, ...]
    days: tuple[CountedDay, ...]

    @property
    def edition(self) -> str:
        """The edition of law that was applied."""
        return self.clock.edition


@dataclass(frozen=True)
class _Leg:
    """A stretch of counting: so many days of one unit."""

    length: int
    unit: str


def reckon(
    clock_id: str,
    start: datetime,
    zone: str,
    *,
    extended: bool = False,
    calendar: Calendar | None = None,
    length: int | None = None,
) -> Reckoning:
    """Reckon when `clock_id`, started at the aware time `start`, runs out in `zone`.

    The edition is the one valid on the local day of `start`. `length` is an office's own number for a clock to which
    law gives none; where law has a number, the law's counts. Raise Problem for an unknown clock or zone, a naive or
    absurd time, or an impossible extension.
    """
    begun = local_moment(start, zone)
    rule = clock(clock_id, begun.date())
    days_off = calendar or Calendar.official()
    legs = _legs(rule, _length(rule, length), extended)
    if not legs:
        return _answer(rule, begun, zone, legs, extended, None, (), days_off)
    if legs[-1].unit == "hour":
        hours = timedelta(hours=sum(leg.length for leg in legs))
        due = (begun.astimezone(UTC) + hours).astimezone(begun.tzinfo)
        strip = _two_days(begun.date(), due.date())
        return _answer(rule, begun, zone, legs, extended, due, strip, days_off)
    strip = _strip(begun.date(), legs, rule.direction == "before", days_off)
    last = next(day.date for day in strip if day.kind == "last")
    due = datetime.combine(last, time(23, 59, 59), begun.tzinfo)
    return _answer(rule, begun, zone, legs, extended, due, strip, days_off)


def local_moment(start: datetime, zone: str) -> datetime:
    """Return the aware time `start` on the clocks of `zone`; raise Problem for what is none."""
    if zone not in ZONE_SHORT:
        raise Problem(
            Words(
                id=f'Zona waktu "{zone}" tidak dikenal. Pakai salah satu dari: {", ".join(ZONE_SHORT)}.',
                en=f'There is no time zone "{zone}" here. Use one of: {", ".join(ZONE_SHORT)}.',
            )
        )
    if start.tzinfo is None or start.utcoffset() is None:
        raise Problem(
            Words(
                id=f"Waktu mulai {start.isoformat()} tanpa zona. Tambahkan selisihnya, misalnya +07:00.",
                en=f"The start {start.isoformat()} has no zone. Add its offset, such as +07:00.",
            )
        )
    if not _YEARS[0] <= start.year <= _YEARS[1]:
        raise Problem(
            Words(
                id=f"Tahun {start.year} di luar jangkauan. Pakai tahun {_YEARS[0]} sampai {_YEARS[1]}.",
                en=f"The year {start.year} is out of range. Use a year from {_YEARS[0]} to {_YEARS[1]}.",
            )
        )
    return start.astimezone(ZoneInfo(zone))


def _length(rule: Clock, chosen: int | None) -> int | None:
    """Return the number that counts: that of the law where it has one, else the office's own."""
    if chosen is None or rule.length is not None:
        return rule.length
    if not 1 <= chosen <= _MOST or rule.hours is not None:
        raise Problem(
            Words(
                id=f"Lama {chosen} tidak dapat dipakai untuk {rule.id}. Isi 1 sampai {_MOST}.",
                en=f"A length of {chosen} cannot be used for {rule.id}. Give 1 to {_MOST}.",
            )
        )
    return chosen


def resolved_unit(rule: Clock, unit: str) -> str:
    """Return `unit` with a bare "day" read by the regime: working days in a general election, else calendar days."""
    if unit != "day":
        return unit
    return "working_day" if rule.regime == "pemilu" else "calendar_day"


def _legs(rule: Clock, length: int | None, extended: bool) -> tuple[_Leg, ...]:
    if extended and rule.extension is None:
        raise Problem(
            Words(
                id=f"Tenggat {rule.id} tidak dapat diperpanjang. Hitung tanpa perpanjangan.",
                en=f"The clock {rule.id} has no extension. Reckon it without one.",
            )
        )
    if length is None:
        return ()
    normal = _Leg(length, resolved_unit(rule, rule.unit))
    if not extended or rule.extension is None:
        return (normal,)
    more = resolved_unit(rule, rule.extension.unit)
    if rule.extension.length is not None:
        return (normal, _Leg(rule.extension.length, more))
    if normal.unit == more:
        return (normal, _Leg((rule.extension.total or length) - length, more))
    return (_Leg(rule.extension.total or length, more),)


def _strip(zero: date, legs: tuple[_Leg, ...], back: bool, days_off: Calendar) -> tuple[CountedDay, ...]:
    """Return the days from day 0 to the last one, in the order of the calendar."""
    if legs[0].unit == "month":
        return _two_days(zero, _months(zero, -legs[0].length if back else legs[0].length))
    strip = [CountedDay(zero, None, "zero", days_off.day_off(zero))]
    for index, leg in enumerate(legs):
        strip += _count(strip[-1].date, leg, -1 if back else 1, days_off, strip[-1].number or 0, index > 0)
    end = strip[-1]
    strip[-1] = CountedDay(end.date, end.number, "last", end.reason)
    return tuple(sorted(strip, key=lambda day: day.date))


def _count(after: date, leg: _Leg, step: int, days_off: Calendar, counted: int, extra: bool) -> Iterator[CountedDay]:
    day, goal = after, counted + leg.length
    while counted < goal:
        day += timedelta(days=step)
        reason = days_off.day_off(day)
        if leg.unit == "working_day" and reason is not None:
            yield CountedDay(day, None, "skipped", reason)
            continue
        counted += 1
        yield CountedDay(day, counted, "extension" if extra else "counted", reason)


def _months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def _two_days(zero: date, last: date) -> tuple[CountedDay, ...]:
    ends = (CountedDay(zero, None, "zero"), CountedDay(last, None, "last"))
    return tuple(sorted(ends, key=lambda day: day.date))


def _answer(
    rule: Clock,
    begun: datetime,
    zone: str,
    legs: tuple[_Leg, ...],
    extended: bool,
    due: datetime | None,
    strip: tuple[CountedDay, ...],
    days_off: Calendar,
) -> Reckoning:
    unit = legs[-1].unit if legs else resolved_unit(rule, rule.unit)
    warnings, sure = _doubts(rule, begun.date(), due, strip, unit, extended, days_off)
    return Reckoning(
        clock=rule,
        start=begun,
        zone=zone,
        unit=unit,
        length=sum(leg.length for leg in legs) if legs else None,
        extended=extended,
        due=due,
        skipped=tuple(SkippedDay(day.date, day.reason) for day in strip if day.kind == "skipped" and day.reason),
        confidence=rule.confidence if sure else Confidence.UNSURE,
        warnings=warnings,
        days=strip,
    )


def _doubts(
    rule: Clock,
    begun: date,
    due: datetime | None,
    strip: tuple[CountedDay, ...],
    unit: str,
    extended: bool,
    days_off: Calendar,
) -> tuple[tuple[Words, ...], bool]:
    """Return the warnings, and whether the answer is as sure as its clock."""
    warnings: list[Words] = []
    sure = True
    source_unit = rule.extension.unit if extended and rule.extension else rule.unit
    if source_unit == "day" or (extended and rule.unit == "day" and rule.extension and rule.extension.length):
        warnings.append(counting_rules()["hari-tanpa-sebutan"].words)
        sure = False
    if is_older(rule.id, begun):
        warnings.append(_older(rule, begun))
        sure = False
    if due is None or unit == "hour":
        return tuple(warnings), sure
    unknown = sorted({day.date.year for day in strip if not days_off.covers(day.date)})
    if unknown:
        warnings.append(_no_table(unknown, unit))
        sure = sure and unit != "working_day"
    elif unit == "working_day" and not all(days_off.is_sure(day.date) for day in strip):
        warnings.append(_ESTIMATED)
        sure = False
    last_reason = days_off.day_off(due.date())
    if unit != "working_day" and last_reason is not None:
        rule_words = counting_rules()["habis-libur"].words
        warnings.append(Words(id=f"{rule_words.id} ({last_reason.id})", en=f"{rule_words.en} ({last_reason.en})"))
    return tuple(warnings), sure


_ESTIMATED = Words(
    id="Di dalam rentang ini ada hari libur yang tanggalnya masih perkiraan; periksa keputusan tiga menteri.",
    en="A holiday within this span is only an estimate yet; check the decision of the three ministers.",
)


def _older(rule: Clock, begun: date) -> Words:
    return Words(
        id=f"Tanggal {begun.isoformat()} sebelum edisi pertama ({rule.edition}); aturan waktu itu bisa lain.",
        en=f"The day {begun.isoformat()} is before the first edition ({rule.edition}); the rule may have differed.",
    )


def _no_table(years: list[int], unit: str) -> Words:
    listed = ", ".join(str(year) for year in years)
    if unit == "working_day":
        return Words(
            id=f"Tabel hari libur {listed} belum ada; hanya akhir pekan yang dilewati. Tambahkan lewat edisi Anda.",
            en=f"There is no holiday table for {listed}; only weekends were passed over. Add your own edition.",
        )
    return Words(
        id=f"Tabel hari libur {listed} belum ada; tidak dapat diperiksa apakah hari terakhirnya libur.",
        en=f"There is no holiday table for {listed}; whether the last day is a holiday could not be checked.",
    )
