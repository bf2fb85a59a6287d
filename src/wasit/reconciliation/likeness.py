"""How alike two Indonesian names are, and two units: titles, order, initials, slips and short forms allowed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from wasit.text.names import log_share, parse_name
from wasit.text.normalise import folded_text

# How much of a token an initial ("A." for Ahmad), a short form ("Wahyu" for Wahyuningsih) or a slip is taken to say.
INITIAL, SHORT_FORM, JOINED, SLIP_FLOOR = 0.8, 0.85, 0.97, 0.72
# What a part of the longer name that the shorter one leaves out costs, as a share of the whole.
LEFT_OUT = 0.35
_LEAST, _MOST, _INITIAL_WEIGHT = 3.0, 11.0, 1.5


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """`score` from 0 to 1, and `rarity`, the weight of the tokens that fit (rare names say more than common ones)."""

    score: float
    rarity: float


@lru_cache(maxsize=400_000)
def name_likeness(one: tuple[str, ...], other: tuple[str, ...]) -> NameLikeness:
    """Compare two names given as folded tokens, in any order."""
    if not one or not other:
        return NameLikeness(0.0, 0.0)
    if one == other:
        return NameLikeness(1.0, sum(map(_weight, one)))
    short, long = sorted((one, other), key=lambda forms: (len(forms), sum(map(_weight, forms)), forms))
    if "".join(short) == "".join(long):
        return NameLikeness(JOINED, sum(map(_weight, long)))
    free, fitted, rarity, whole = list(long), 0.0, 0.0, sum(map(_weight, short))
    for token in sorted(short, key=len, reverse=True):
        best = max(free, key=lambda each: (_token(token, each), -len(each)), default="")
        alike = _token(token, best)
        if alike:
            free.remove(best)
        weight = _weight(token)
        fitted += weight * alike
        rarity += min(weight, _weight(best)) * alike if best else 0.0
    left_out = sum(map(_weight, free)) / sum(map(_weight, long))
    return NameLikeness(fitted / whole * (1 - LEFT_OUT * left_out), rarity)


@lru_cache(maxsize=400_000)
def _token(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return INITIAL if long[0] == short else 0.0
    if len(short) >= 3 and long.startswith(short):
        return SHORT_FORM
    if len(long) == 3:  # "kEo" for Eko; one letter changed in three makes another name
        return SLIP_FLOOR if sorted(short) == sorted(long) else 0.0
    alike = DamerauLevenshtein.normalized_similarity(one, other)
    return alike if alike >= SLIP_FLOOR else 0.0


@cache
def _weight(token: str) -> float:
    return _INITIAL_WEIGHT if len(token) == 1 else min(_MOST, max(_LEAST, -log_share(token)))


@cache
def _short_forms() -> Mapping[str, str]:
    text = (files("wasit.reconciliation") / "data" / "unit_words.yaml").read_text(encoding="utf-8")
    listed: dict[str, str] = yaml.safe_load(text)
    return listed


@lru_cache(maxsize=50_000)
def unit_words(unit: str) -> str:
    """Return a unit's name in lower case with its short forms spelt out: "Disdik" → "dinas pendidikan"."""
    words = re.findall(r"[a-z]+|\d+", folded_text(unit).replace("'", ""))
    said = " ".join(_short_forms().get(word, word) for word in words)
    return re.sub(r"\b0+(\d)", r"\1", said)


@lru_cache(maxsize=400_000)
def unit_likeness(one: str, other: str) -> float:
    """Compare two names of units, from 0 to 1; a different figure ("SDN 2", "SDN 12") makes them different."""
    left, right = unit_words(one), unit_words(other)
    if left == right:
        return 1.0
    if set(re.findall(r"\d+", left)) != set(re.findall(r"\d+", right)):
        return 0.4
    return token_sort_ratio(left, right) / 100


@lru_cache(maxsize=400_000)
def text_likeness(one: str, other: str) -> float:
    """Compare two free texts by the words they share, from 0 to 1."""
    return token_set_ratio(folded_text(one), folded_text(other)) / 100


def name_forms(name: str) -> tuple[str, ...]:
    """Return the folded tokens of a name, titles and degrees left out."""
    return parse_name(name).forms
