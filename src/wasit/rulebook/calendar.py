"""The calendar of days off: weekends, national holidays, joint leave, polling days, and an office's own changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, sheets
from wasit.text import Problem, Words

HolidayKind = Literal["national", "joint_leave", "election", "local"]
KINDS: tuple[HolidayKind, ...] = ("national", "joint_leave", "election", "local")
_SATURDAY = 5
_WEEKEND = Words(id="Akhir pekan", en="Weekend")


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A day off that is not a weekend day as such; `confidence` is unsure where the date is only an estimate."""

    __pydantic_config__ = STRICT

    date: date
    kind: HolidayKind
    words: Words
    confidence: Confidence = Confidence.CONFIRMED


@dataclass(frozen=True, kw_only=True)
class HolidayYear:
    """The days off of one year and the decision they rest on; `id` is the year."""

    __pydantic_config__ = STRICT

    id: str
    basis: str | None
    confidence: Confidence
    days: tuple[Holiday, ...]


@dataclass(frozen=True, kw_only=True)
class HolidaySheet:
    """One edition of the table of days off."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    years: tuple[HolidayYear, ...]


@dataclass(frozen=True)
class Calendar:
    """Days off by date; `years` are those the table covers, `unsure_years` those it covers without certainty."""

    holidays: Mapping[date, Holiday]
    years: frozenset[int]
    unsure_years: frozenset[int] = frozenset()

    @staticmethod
    def official() -> "Calendar":
        """Return the calendar of the editions: national holidays, joint leave and polling days."""
        return _official(own_folder())

    def with_changes(self, changes: Iterable[tuple[date, str | None, Words]]) -> "Calendar":
        """Return a calendar with days off added, or (kind None) taken away; raise Problem for an unknown kind."""
        days = dict(self.holidays)
        for day, kind, words in changes:
            if kind is None:
                days.pop(day, None)
            else:
                days[day] = Holiday(date=day, kind=_known(kind), words=words)
        return Calendar(MappingProxyType(days), self.years, self.unsure_years)

    def day_off(self, day: date) -> Words | None:
        """Return why nobody works on `day` (the holiday's name before the weekend's), or None for a working day."""
        holiday = self.holidays.get(day)
        if holiday is not None:
            return holiday.words
        return _WEEKEND if day.weekday() >= _SATURDAY else None

    def covers(self, day: date) -> bool:
        """Tell whether the table knows the year of `day`."""
        return day.year in self.years

    def is_sure(self, day: date) -> bool:
        """Tell whether being off or not on `day` is no mere estimate."""
        if day.year not in self.years or day.year in self.unsure_years:
            return False
        return day not in self.holidays or self.holidays[day].confidence is not Confidence.UNSURE


def _known(kind: str) -> HolidayKind:
    for known in KINDS:
        if kind == known:
            return known
    raise Problem(
        Words(
            id=f'Jenis hari libur "{kind}" tidak dikenal. Pakai salah satu dari: {", ".join(KINDS)}.',
            en=f'There is no kind of holiday "{kind}". Use one of: {", ".join(KINDS)}.',
        )
    )


@cache
def _official(_own: str) -> Calendar:
    years = in_force(sheets("holidays", HolidaySheet), lambda sheet: sheet.years)
    return Calendar(
        MappingProxyType({day.date: day for year in years.values() for day in year.days}),
        frozenset(int(year) for year in years),
        frozenset(int(year.id) for year in years.values() if year.confidence is Confidence.UNSURE),
    )
