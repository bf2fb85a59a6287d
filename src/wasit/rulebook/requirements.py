"""What a report or finding must contain before it can be registered."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, sheets
from wasit.rulebook.workflow import Origin
from wasit.text import Problem, Words


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One requirement, formal or material, with how surely it is known."""

    __pydantic_config__ = STRICT

    id: str
    kind: Literal["formal", "material"]
    origins: tuple[Origin, ...]
    words: Words
    basis: str | None
    confidence: Confidence
    note: Words | None = None


@dataclass(frozen=True, kw_only=True)
class RequirementSheet:
    """One edition of the requirements of a regime."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    id: str
    requirements: tuple[Requirement, ...]


def requirements(regime: str, origin: str, on: date | None = None) -> tuple[Requirement, ...]:
    """Return the requirements of `regime` for a case of `origin`, formal ones first; raise Problem if none fits.

    With `on`, those valid on that day, else the newest.
    """
    found = in_force(sheets("requirements", RequirementSheet), lambda sheet: (sheet,), on).get(regime)
    rows = tuple(row for row in found.requirements if origin in row.origins) if found else ()
    if not rows:
        raise Problem(
            Words(
                id=f'Tidak ada syarat untuk "{regime}" / "{origin}". Pakai pilkada/pemilu dan report/finding.',
                en=f'There are no requirements for "{regime}" / "{origin}". Use pilkada or pemilu; report or finding.',
            )
        )
    return tuple(sorted(rows, key=lambda row: row.kind))
