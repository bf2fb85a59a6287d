"""The links of a case as a picture: a tree laid out in whole pixels, the same for the same cases every time."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasit.cases.links import KINDS, Kind, Link, Web


@dataclass(frozen=True)
class Mark:
    """A sign on a branch: its shape is its kind, so that it reads without colour."""

    kind: Kind
    x: int


@dataclass(frozen=True)
class Branch:
    """A case in the picture: its row, and the signs of what it shares."""

    link: Link
    y: int
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Arc:
    """A line at the right edge between two cases that are alike too."""

    path: str


@dataclass(frozen=True)
class Picture:
    """A tree in whole pixels: it keeps its size of letters at any width."""

    height: int
    label_x: int
    branches: Sequence[Branch]
    arcs: Sequence[Arc]

    @property
    def last_y(self) -> int:
        """Where the trunk ends."""
        return self.branches[-1].y if self.branches else 0


_TOP, _ROW, _TRUNK, _STEP = 60, 42, 18, 20


def picture_of(web: Web) -> Picture:
    """Lay the drawn links out: a trunk, a branch each, a column for every kind of link that occurs."""
    kinds = [kind for kind in KINDS if any(kind in link.kinds for link in web.drawn)]
    columns = {kind: _TRUNK + 26 + _STEP * place for place, kind in enumerate(kinds)}
    branches = [
        Branch(link, _TOP + _ROW * place, [Mark(kind, columns[kind]) for kind in link.kinds])
        for place, link in enumerate(web.drawn)
    ]
    return Picture(
        height=_TOP + _ROW * len(branches) - 12,
        label_x=_TRUNK + 26 + _STEP * len(kinds) + 2,
        branches=branches,
        arcs=[_arc(branches[one].y, branches[other].y) for one, other in web.among],
    )


def _arc(top: int, bottom: int) -> Arc:
    reach = -30 + min(12 + (bottom - top) // 10, 28)
    return Arc(f"M-30 {top}C{reach} {top} {reach} {bottom} -30 {bottom}")
