"""Who may not handle whose case: the rules, and which positions head a unit or the receiving office."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, pick, sheets
from wasit.text import Words


@dataclass(frozen=True, kw_only=True)
class ConflictRule:
    """Why somebody may not handle a case."""

    __pydantic_config__ = STRICT

    id: str
    words: Words
    basis: str | None
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class ConflictSheet:
    """One edition: the rules, and the words that begin the position of a head."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    rules: tuple[ConflictRule, ...]
    unit_heads: tuple[str, ...]
    heads: tuple[str, ...]


def conflict_rule(rule_id: str) -> ConflictRule:
    """Return one rule; raise Problem when unknown."""
    return pick(_rules(), rule_id, Words(id="Aturan benturan kepentingan", en="conflict rule"))


def heads_unit(position: str) -> bool:
    """Tell whether a position heads its unit."""
    return _begins(position, _newest().unit_heads)


def heads_receiver(position: str) -> bool:
    """Tell whether a position heads the office that would receive the recommendation."""
    return _begins(position, _newest().heads)


def _begins(position: str, words: tuple[str, ...]) -> bool:
    plain = re.sub(r"^(plt|plh|pj|pjs)\.?\s+", "", position.strip().lower())
    return any(re.match(rf"{re.escape(word)}\b", plain) for word in words)


def _newest() -> ConflictSheet:
    return max(sheets("conflicts", ConflictSheet), key=lambda sheet: sheet.edition.valid_from)


def _rules() -> Mapping[str, ConflictRule]:
    return MappingProxyType(in_force(sheets("conflicts", ConflictSheet), lambda sheet: sheet.rules))
