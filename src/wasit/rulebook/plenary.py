"""How a plenary decides: quorum and majority, as shares that an edition names."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, pick, sheets
from wasit.text import Words


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a number of people that must be exceeded, as a fraction."""

    __pydantic_config__ = STRICT

    more_than: tuple[int, int]

    def reached(self, votes: int, of: int) -> bool:
        """Tell whether `votes` out of `of` people are enough."""
        part, whole = self.more_than
        return votes * whole > part * of


@dataclass(frozen=True, kw_only=True)
class PlenaryRule:
    """One rule: `kuorum` counts members present, `mayoritas` the votes of those present."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    share: Share
    basis: str | None
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class PlenarySheet:
    """One edition of the rules of plenaries."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    rules: tuple[PlenaryRule, ...]


def plenary_rules() -> Mapping[str, PlenaryRule]:
    """Return the rules of the newest edition by id."""
    return MappingProxyType(in_force(sheets("plenary", PlenarySheet), lambda sheet: sheet.rules))


def plenary_rule(rule_id: str) -> PlenaryRule:
    """Return one rule; raise Problem when unknown."""
    return pick(plenary_rules(), rule_id, Words(id="Aturan pleno", en="plenary rule"))
