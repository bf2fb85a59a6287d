"""Words that are the same or nearly the same: accents and capitals aside, with a slip of the finger or two."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

# How many letters may be wrong, missing, doubled or swapped in a word of at least so many letters.
_SLIPS = ((9, 2), (5, 1))
_MOST_ALIKE = 25
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that was looked for; `role` is the highlight in which it is drawn."""

    start: int
    end: int
    role: str = "person"


@dataclass(frozen=True)
class Marked:
    """A text with what was looked for in it."""

    text: str
    spans: tuple[Mark, ...] = ()


def folded(text: str) -> str:
    """Return a text in small letters without accents, each character in its old place."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFKD", char).lower()[:1] or char for char in text)


def marked(text: str, words: Iterable[str]) -> Marked:
    """Mark every place at which one of the (folded) `words` stands; single letters are not marked."""
    flat, spans = folded(text), []
    for word in words:
        at = flat.find(word) if len(word) > 1 else -1
        while at >= 0:
            spans.append(Mark(at, at + len(word)))
            at = flat.find(word, at + len(word))
    return Marked(text, tuple(spans))


def excerpt(text: str, words: Sequence[str], length: int = 160) -> Marked:
    """Return the part of a long text around the first of `words`, in one line and marked."""
    line = " ".join(text.split())
    flat = folded(line)
    first = min((at for word in words if (at := flat.find(word)) >= 0), default=0)
    start = max(0, min(first - length // 3, len(line) - length))
    part = line[start : start + length].strip()
    return marked(f"{'…' if start else ''}{part}{'…' if start + length < len(line) else ''}", words)


@dataclass(frozen=True)
class Alike:
    """The keys of the texts that are near what was typed, in the order given, and the words that were meant."""

    keys: Sequence[int] = ()
    words: Sequence[str] = ()


def alike(typed: Sequence[str], texts: Mapping[int, str]) -> Alike:
    """Find the texts in which every typed word stands, or one that is nearly it."""
    flat = {key: folded(text) for key, text in texts.items()}
    known = sorted({word for text in flat.values() for word in _WORD.findall(text)})
    meant = [_meant(word, known) for word in typed]
    if not meant or not all(meant):
        return Alike()
    keys = [key for key, text in flat.items() if all(any(word in text for word in choices) for choices in meant)]
    return Alike(keys, sorted({word for choices in meant for word in choices}))


def _meant(word: str, known: Sequence[str]) -> list[str]:
    if any(word in one for one in known):
        return [word]
    slips = next((allowed for length, allowed in _SLIPS if len(word) >= length), 0)
    # Figures that differ are other figures, not a slip.
    if not slips or any(char.isdecimal() for char in word):
        return []
    near = process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_ALIKE)
    return [one for one, _distance, _place in near if len(one) > slips]
