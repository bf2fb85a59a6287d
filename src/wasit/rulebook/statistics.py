"""Published counts of neutrality cases, kept as reference data: never add rows of different institutions."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, sheets
from wasit.text import Words


@dataclass(frozen=True, kw_only=True)
class StatisticRow:
    """One published count; `unit` asn counts persons, case counts files. `shares` are percent of its own base."""

    __pydantic_config__ = STRICT

    id: str
    by: str
    unit: Literal["asn", "case"]
    confidence: Confidence
    source: tuple[str, ...]
    elections: tuple[str, ...]
    date: datetime.date | None = None
    year: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)
    breakdowns: Mapping[str, Mapping[str, int]] = field(default_factory=dict, hash=False)
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict, hash=False)
    scope: Words | None = None
    note: Words | None = None


@dataclass(frozen=True, kw_only=True)
class StatisticSheet:
    """One edition of published counts."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    series: tuple[StatisticRow, ...]


def statistics() -> tuple[StatisticRow, ...]:
    """Return the published counts in the order of their sheet."""
    return tuple(in_force(sheets("statistics", StatisticSheet), lambda sheet: sheet.series).values())
