"""Elections as calendars of stages: which stage a day lies in, and on which side of the candidate determination."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Words


class Phase(StrEnum):
    """The two sides of the candidate determination; the same act is ethics before it and discipline after it."""

    BEFORE = "before_determination"
    AFTER = "after_determination"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of an election; both dates are inclusive, a missing one is not set yet."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    start: date | None
    end: date | None
    phase: Literal["before_determination", "after_determination", "campaign"] | None = None
    pivot: bool = False
    by_contest: Mapping[str, date] = field(default_factory=dict, hash=False)
    note: Words | None = None

    def covers(self, day: date) -> bool:
        """Tell whether `day` lies in the stage; a stage without both dates covers no day."""
        return self.start is not None and self.end is not None and self.start <= day <= self.end


@dataclass(frozen=True, kw_only=True)
class DerivedDay:
    """A day that follows from a stage by a rule."""

    __pydantic_config__ = STRICT

    id: str
    date: date
    words: Words


@dataclass(frozen=True, kw_only=True)
class Election:
    """An election; one that has no stages yet is only announced, for `year` or a window of months."""

    __pydantic_config__ = STRICT

    id: str
    regime: Literal["pilkada", "pemilu"]
    words: Words
    basis: str | None
    confidence: Confidence
    stages: tuple[Stage, ...] = ()
    derived: tuple[DerivedDay, ...] = ()
    year: int | None = None
    window: tuple[str, str] | None = None
    note: Words | None = None
    edition: str = ""

    @property
    def polling_day(self) -> date | None:
        """The first day of the stage `pemungutan`, None while it is not set."""
        return next((stage.start for stage in self.stages if stage.id == "pemungutan"), None)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that any stage names."""
        days = [day for stage in self.stages for day in (stage.start, stage.end) if day is not None]
        return (min(days), max(days)) if days else None

    def stage_on(self, day: date) -> Stage | None:
        """Return the stage of `day`; of several at once the shortest, as the most telling."""
        found = [stage for stage in self.stages if stage.covers(day)]
        return min(found, key=_days, default=None)

    def pivot(self, contest: str | None = None) -> date | None:
        """Return the day of candidate determination, for a `contest` that has its own day that day."""
        stage = next((stage for stage in self.stages if stage.pivot), None)
        if stage is None:
            return None
        return stage.by_contest.get(contest or "", stage.start)

    def phase_on(self, day: date, contest: str | None = None) -> Phase:
        """Return the phase of `day`; the day of determination itself is after, no determination yet is before."""
        pivot = self.pivot(contest)
        return Phase.AFTER if pivot is not None and day >= pivot else Phase.BEFORE

    def in_campaign(self, day: date) -> bool:
        """Tell whether `day` lies in the campaign."""
        return any(stage.phase == "campaign" and stage.covers(day) for stage in self.stages)


def _days(stage: Stage) -> int:
    return (stage.end - stage.start).days if stage.start and stage.end else 0


@dataclass(frozen=True, kw_only=True)
class ElectionSheet:
    """One edition of election calendars."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    elections: tuple[Election, ...]


def elections() -> Mapping[str, Election]:
    """Return the elections by id."""
    return _elections(own_folder())


@cache
def _elections(_own: str) -> Mapping[str, Election]:
    return MappingProxyType(
        in_force(
            sheets("elections", ElectionSheet),
            lambda sheet: tuple(replace(each, edition=sheet.edition.id) for each in sheet.elections),
        )
    )


def election(election_id: str) -> Election:
    """Return an election; raise Problem when unknown."""
    return pick(elections(), election_id, Words(id="Pemilihan", en="election"))


def election_on(day: date, regime: str | None = None) -> Election | None:
    """Return the election whose stages cover `day`; of several the one that votes next, else that voted last."""
    running = [
        each
        for each in elections().values()
        if each.span and each.span[0] <= day <= each.span[1] and regime in (None, each.regime)
    ]
    return min(running, key=lambda each: _nearness(each, day), default=None)


def _nearness(each: Election, day: date) -> tuple[bool, int]:
    distance = ((each.polling_day or date.max) - day).days
    return distance < 0, abs(distance)
