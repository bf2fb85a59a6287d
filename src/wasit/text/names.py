"""Indonesian names: titles and degrees dropped, and spellings of one name folded to one form."""

import csv
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from wasit.text.normalise import Tokens

_WORDS = yaml.safe_load((files("wasit.text") / "data" / "name_words.yaml").read_text(encoding="utf-8"))

TITLES: frozenset[str] = frozenset(_WORDS["titles"].split())
"""Words that stand before a name and are no part of it."""

HONORIFICS: frozenset[str] = frozenset(_WORDS["honorifics"].split())
"""Words that say that a person's name follows."""

MUHAMMAD = "muhammad"
_DEGREES: frozenset[str] = frozenset(_WORDS["degrees"].split())
_WHOLE_WORDS: dict[str, str] = {
    spelling: form for form, spellings in _WORDS["same"].items() for spelling in spellings.split()
}
_ASSIMILATED = re.compile(r"^abd[uo](?:l|(?=(rr|ss|dd|tt|zz|nn|sy|sh))(?:r|s|d|t|z|n)?)([a-z]{4,})$")
_OLD = re.compile(r"oe|dj|tj|sj|nj")
_FOLDS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"oe|oo", "u"), (r"[kc]h", "h"), (r"s[yh]", "s"), (r"dh", "d"), (r"th", "t"), (r"ph|v", "f"), (r"dz|z", "s"),
        (r"q", "k"), (r"x", "ks"), (r"ie|iy", "i"), (r"(?<=[b-df-hj-np-tv-xz])y", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_DIGITS = str.maketrans("0134578", "oieastb")
_OFFICIAL_COUNT = 257_880


@lru_cache(maxsize=200_000)
def fold_name(word: str) -> str:
    """Return one form for all spellings of a name token: Moch. → muhammad, Soedjatmoko → sujatmoko, Rizqy → riski."""
    if not word.isalpha() and any(char.isalpha() for char in word):
        word = word.translate(_DIGITS)
    known = _WHOLE_WORDS.get(word)
    if known is not None:
        return known
    if len(word) < 3:
        return word
    assimilated = _ASSIMILATED.match(word)
    if assimilated:
        word = "abdul" + assimilated.group(2)
    if _OLD.search(word):
        word = word.replace("dj", "\x01").replace("tj", "c").replace("sj", "sy").replace("nj", "ny")
        word = word.replace("j", "y").replace("\x01", "j")
    for pattern, new in _FOLDS:
        word = pattern.sub(new, word)
    return word


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: `words` as written (lower case) and `forms` as folded, in the same order."""

    words: tuple[str, ...]
    forms: tuple[str, ...]


@lru_cache(maxsize=50_000)
def parse_name(name: str) -> Name:
    """Return the name without titles and degrees; a name made of nothing else keeps its words."""
    head = name.split(",", 1)[0].strip() or name.replace(",", " ")
    parts = _without_degrees(re.sub(r"\(.*?\)", " ", head).split() or head.split())
    tokens = [word for part in parts for word in _plain_words(part)]
    start = 0
    while start < len(tokens) - 1 and tokens[start] in TITLES:
        start += 1
    words = tuple(tokens[start:])
    return Name(words, tuple(fold_name(word) for word in words))


def _plain_words(part: str) -> list[str]:
    return [word.lstrip("#@") for word in Tokens(part).words if word.lstrip("#@")]


def _squashed(word: str) -> str:
    return "".join(_plain_words(word))


def _without_degrees(parts: list[str]) -> list[str]:
    parts = list(parts)
    while len(parts) > 1:
        last = parts[-1]
        if _squashed(last) in _DEGREES and (not last.islower() or "." in last):
            parts.pop()
        elif len(parts) > 2 and "." in parts[-2] and _squashed(parts[-2] + last) in _DEGREES:
            del parts[-2:]
        else:
            break
    return parts


@cache
def _frequencies() -> Mapping[str, int]:
    counts: dict[str, int] = {}
    with (files("wasit.text") / "data" / "name_frequency.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            form = fold_name(row["token"])
            counts[form] = counts.get(form, 0) + int(row["count"])
    return counts


def log_share(form: str) -> float:
    """Return the natural log of the share of people who bear the folded token `form`; unlisted tokens are rare."""
    return math.log(_frequencies().get(form, 2) / _OFFICIAL_COUNT)


def is_listed(form: str) -> bool:
    """Tell whether the folded token is one of the commonest Indonesian name tokens."""
    return form in _frequencies()
