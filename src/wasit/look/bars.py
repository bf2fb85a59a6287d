"""Bars and ribbons as numbers for SVG attributes, because the pages carry no style attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar in percent of its length, with the name of its pattern."""

    x: str
    width: str
    css: str


@dataclass(frozen=True, slots=True)
class Column:
    """A small column in a box of 22 by 12."""

    x: int
    y: str
    height: str
    on: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stage on the ribbon; `share` is how much of it is over, `mark` where today lies on the whole ribbon."""

    x: str
    width: str
    state: str
    share: str
    mark: str


def stack(parts: Iterable[tuple[float, str]], total: float) -> list[Part]:
    """Place `parts` (value, pattern) one behind the other on a bar that is `total` long."""
    placed, reached = [], 0.0
    for value, css in parts:
        width = 100 * value / total if total else 0.0
        if width > 0:
            placed.append(Part(_percent(reached), _percent(width), css))
        reached += width
    return placed


def columns(level: int, among: int = 4) -> list[Column]:
    """Return `among` columns of growing height of which the first `level` are on."""
    heights = [3 + 9 * (step + 1) / among for step in range(among)]
    return [Column(6 * step, f"{12 - high:g}", f"{high:g}", step < level) for step, high in enumerate(heights)]


def segments(stages: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """Place stages along the ribbon in proportion to their `grow`; `share` is how many percent of one are over."""
    listed = list(stages)
    whole = sum(float(stage["grow"]) for stage in listed) or 1.0
    placed, reached = [], 0.0
    for stage in listed:
        width = 100 * float(stage["grow"]) / whole
        over = float(stage.get("share") or 0.0)
        mark = reached + width * over / 100
        state = stage["state"] or "next"
        placed.append(Segment(_percent(reached), _percent(width), state, _percent(over), _percent(mark)))
        reached += width
    return placed


def _percent(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "%"
