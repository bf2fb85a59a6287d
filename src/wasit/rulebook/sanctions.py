"""Sanction ladders by kind of staff, and which penalties answer a level of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from wasit.rulebook.catalogue import StaffKind
from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, sheets
from wasit.text import Problem, Words


@dataclass(frozen=True, kw_only=True)
class Sanction:
    """A penalty; `months` where it lasts, `interim` the id of the penalty imposed in its place for the time being."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    basis: str | None
    confidence: Confidence
    months: int | None = None
    interim: str | None = None
    note: Words | None = None


@dataclass(frozen=True, kw_only=True)
class SanctionLevel:
    """A rung of a ladder; `answers` are the levels of the catalogue it serves."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    answers: tuple[str, ...]
    basis: str | None
    confidence: Confidence
    options: tuple[Sanction, ...]
    interim_options: tuple[Sanction, ...] = ()
    interim_in_use: bool = False
    interim_rule: Words | None = None
    examiner: Words | None = None
    decided_by: Words | None = None
    note: Words | None = None

    def imposable(self) -> tuple[Sanction, ...]:
        """Return what can be imposed now: the interim penalties while they are in use, else the regular ones."""
        return self.interim_options if self.interim_in_use else self.options


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """All rungs for some kinds of staff; crimes and the task force are rungs of every ladder."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    staff_kinds: tuple[StaffKind, ...]
    basis: str | None
    confidence: Confidence
    levels: tuple[SanctionLevel, ...]
    decided_by: Words | None = None
    note: Words | None = None


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """A rule of discipline that holds whatever the penalty is."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    basis: str | None
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class SanctionSheet:
    """One edition of ladders and rules."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    ladders: tuple[Ladder, ...] = ()
    common: tuple[SanctionLevel, ...] = ()
    rules: tuple[LevelRule, ...] = ()


def ladders(on: date | None = None) -> Mapping[str, Ladder]:
    """Return the ladders by id: the newest, or those valid on the day `on`."""
    return _ladders(own_folder(), on)


@lru_cache(maxsize=1024)
def _ladders(_own: str, on: date | None) -> Mapping[str, Ladder]:
    return MappingProxyType(in_force(sheets("sanctions", SanctionSheet), lambda sheet: sheet.ladders, on))


def common_levels() -> Mapping[str, SanctionLevel]:
    """Return the rungs that belong to every ladder: election crimes, and what the task force decides."""
    return MappingProxyType(in_force(sheets("sanctions", SanctionSheet), lambda sheet: sheet.common))


def sanction_rules() -> Mapping[str, LevelRule]:
    """Return the general rules of discipline, with what follows when the appointing officer does not act."""
    return MappingProxyType(in_force(sheets("sanctions", SanctionSheet), lambda sheet: sheet.rules))


def sanction_ladder(staff_kind: str, on: date | None = None) -> Ladder:
    """Return the ladder of a kind of staff (the newest, or as on a day); raise Problem when there is none."""
    for ladder in ladders(on).values():
        if staff_kind in ladder.staff_kinds:
            return ladder
    known = ", ".join(kind for ladder in ladders().values() for kind in ladder.staff_kinds)
    raise Problem(
        Words(
            id=f'Jenis pegawai "{staff_kind}" tidak punya jenjang sanksi. Pakai salah satu dari: {known}.',
            en=f'There is no ladder of sanctions for staff of kind "{staff_kind}". Use one of: {known}.',
        )
    )


def sanctions_for(level: str, staff_kind: str, on: date | None = None) -> tuple[Sanction, ...]:
    """Return the penalties that answer a catalogue `level` for a kind of staff; none where its ladder names none."""
    rungs = (*sanction_ladder(staff_kind, on).levels, *common_levels().values())
    return tuple(sanction for rung in rungs if level in rung.answers for sanction in rung.imposable())
