"""Statutory clocks: how long, in which unit, from which event, on which article, and how surely known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Words

Regime = Literal["pilkada", "pemilu", "bkn", "discipline", "appeal", "privacy", "prevention", "house"]
Unit = Literal["calendar_day", "working_day", "day", "hour", "month"]
Direction = Literal["after", "before"]


@dataclass(frozen=True, kw_only=True)
class Extension:
    """More time: `length` is added after the normal limit, `total` counts from the start instead of it."""

    __pydantic_config__ = STRICT

    reason: Words
    unit: Unit
    length: int | None = None
    total: int | None = None


_FRIDAY = 4
Span = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")]


@dataclass(frozen=True, kw_only=True)
class AfterClosing:
    """When a report counts as received that is handed in at a closed desk: at its next opening, or as handed in."""

    __pydantic_config__ = STRICT

    rule: Literal["next_opening", "as_handed_in"] = "next_opening"
    basis: str | None = None
    confidence: Confidence = Confidence.UNSURE


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Opening hours of an intake desk, local time; in the stages `always_open` it never closes, as `special` says."""

    __pydantic_config__ = STRICT

    mon_thu: Span
    fri: Span
    special: Words
    always_open: tuple[str, ...] = ()
    after_closing: AfterClosing = AfterClosing()

    def on(self, weekday: int) -> str | None:
        """Return the hours of a weekday (0 = Monday), None on a weekend."""
        return self.mon_thu if weekday < _FRIDAY else self.fri if weekday == _FRIDAY else None


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One statutory limit; `length` is None where no number is fixed, `suggested_default` is then only a proposal."""

    __pydantic_config__ = STRICT

    id: str
    regime: Regime
    trigger: Words
    action: Words
    length: int | None
    unit: Unit
    basis: str | None
    confidence: Confidence
    edition: str = ""
    direction: Direction = "after"
    on_expiry: Words | None = None
    extension: Extension | None = None
    confidence_note: Words | None = None
    suggested_default: int | None = None
    hours: Hours | None = None
    example: Words | None = None


@dataclass(frozen=True, kw_only=True)
class CountingRule:
    """A rule of counting that holds for many clocks."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    basis: str | None
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class ClockSheet:
    """One edition of clocks."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    clocks: tuple[Clock, ...] = ()
    counting: tuple[CountingRule, ...] = ()


def clocks(on: date | None = None) -> Mapping[str, Clock]:
    """Return the clocks by id: of the newest editions, or of those valid on the day `on`."""
    return _clocks(own_folder(), on)


@lru_cache(maxsize=1024)
def _clocks(_own: str, on: date | None) -> Mapping[str, Clock]:
    return MappingProxyType(in_force(sheets("clocks", ClockSheet), _stamped, on))


def _stamped(sheet: ClockSheet) -> tuple[Clock, ...]:
    return tuple(replace(clock, edition=sheet.edition.id) for clock in sheet.clocks)


def clock(clock_id: str, on: date | None = None) -> Clock:
    """Return the clock `clock_id` as valid on the day `on`; raise Problem when there is none of that id.

    For a day before the first edition that knows the clock, that first edition is returned; see `is_older`.
    """
    valid = clocks(on)
    if clock_id in valid:
        return valid[clock_id]
    pick(clocks(), clock_id, Words(id="Tenggat", en="clock"))
    return next(each for sheet in sheets("clocks", ClockSheet) for each in _stamped(sheet) if each.id == clock_id)


def is_older(clock_id: str, on: date) -> bool:
    """Tell whether `on` lies before the first edition that knows the clock."""
    return clock_id not in clocks(on)


def counting_rules() -> Mapping[str, CountingRule]:
    """Return the general counting rules by id."""
    return MappingProxyType(in_force(sheets("clocks", ClockSheet), lambda sheet: sheet.counting))
