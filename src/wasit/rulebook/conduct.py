"""From a conduct code of screening to the catalogue: which rows a signal may stand for, the likeliest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from wasit.rulebook.catalogue import Violation, catalogue
from wasit.rulebook.elections import Phase
from wasit.rulebook.sheets import STRICT, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Words


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """A conduct code, its words, and the rows of the catalogue it may be, the likeliest first."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConductSheet:
    """One edition of the mapping."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    codes: tuple[Conduct, ...]


def conduct_codes() -> Mapping[str, Conduct]:
    """Return the conduct codes by id; those without acts are never a hit by themselves."""
    return _codes(own_folder())


@cache
def _codes(_own: str) -> Mapping[str, Conduct]:
    return MappingProxyType(in_force(sheets("signals", ConductSheet), lambda sheet: sheet.codes))


def _conduct(code: str) -> Conduct:
    return pick(conduct_codes(), code, Words(id="Kode perbuatan", en="conduct code"))


def signal_words(code: str) -> Words:
    """Return the words of a conduct code; raise Problem when unknown."""
    return _conduct(code).words


def acts_for(
    signal: str,
    phase: Phase,
    *,
    regime: str = "pilkada",
    staff_kind: str | None = None,
    campaign: bool = False,
    on: date | None = None,
) -> tuple[Violation, ...]:
    """Return the catalogue rows a signal may stand for, the likeliest first.

    Rows of another phase or regime, rows of the campaign outside it, and rows that do not bind `staff_kind` fall away;
    with `on` also those that were not valid on that day.
    """
    valid = catalogue(on)
    rows = (valid[act] for act in _conduct(signal).acts if act in valid)
    return tuple(row for row in rows if _fits(row, phase, regime, staff_kind, campaign))


def _fits(row: Violation, phase: Phase, regime: str, staff_kind: str | None, campaign: bool) -> bool:
    in_phase = row.phase in ("any", phase.value) or (row.phase == "campaign" and campaign and phase is Phase.AFTER)
    return in_phase and row.regime in (None, regime) and (staff_kind is None or staff_kind in row.staff_kinds)
