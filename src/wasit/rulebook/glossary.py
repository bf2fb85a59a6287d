"""The glossary: one Indonesian and one English word for every term, state, move, kind, role and unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from wasit.rulebook.sheets import STRICT, EditionInfo, in_force, own_folder, pick, sheets
from wasit.rulebook.workflow import workflows
from wasit.text import Words


@dataclass(frozen=True, kw_only=True)
class _Term:
    id: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class GlossarySheet:
    """One edition of the glossary; the workflow adds the words of its steps, states, moves and outcomes."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    terms: Mapping[str, Words]


def terms() -> Mapping[str, Words]:
    """Return all terms by key."""
    return MappingProxyType({key: found.words for key, found in _terms(own_folder()).items()})


@cache
def _terms(_own: str) -> Mapping[str, _Term]:
    written = in_force(sheets("glossary", GlossarySheet), _rows)
    drawn: dict[str, _Term] = {}
    for flow in workflows().values():
        drawn |= {step.id: _Term(id=step.id, words=step.words) for step in flow.steps}
        drawn |= {outcome.id: _Term(id=outcome.id, words=outcome.words) for outcome in flow.outcomes}
        drawn |= {move.id: _Term(id=move.id, words=move.words) for move in flow.moves}
        drawn |= {state.id: _Term(id=state.id, words=state.words) for state in flow.states}
    return MappingProxyType({**drawn, **written})


def _rows(sheet: GlossarySheet) -> tuple[_Term, ...]:
    return tuple(_Term(id=key, words=words) for key, words in sheet.terms.items())


def term(key: str) -> Words:
    """Return the words of a term; raise Problem when the glossary lacks it."""
    return pick(_terms(own_folder()), key, Words(id="Istilah", en="term")).words
