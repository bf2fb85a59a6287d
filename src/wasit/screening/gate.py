"""The gate before any real work: can this text hold a hit at all? Looser than the engine, never stricter."""

import re
from collections.abc import Sequence

from wasit.screening.conduct import anchors
from wasit.screening.lexicon import bits, lexicon, telling_word
from wasit.screening.places import is_glued, unit_words
from wasit.screening.roster import RosterIndex
from wasit.text.normalise import collapsed, folded_text

_WORD = re.compile(r"[a-z0-9]+")
_HANDLE = re.compile(r"@([a-z0-9_.]+)")
_HASHTAG = re.compile(r"#([a-z0-9_]+)")
_MEMORY = 300_000


class Gate:
    """Two questions on the bare words: is conduct spoken of, and is there anybody who could have done it."""

    def __init__(self, roster: RosterIndex) -> None:
        self._roster = roster
        self._conduct = lexicon().words_of(anchors())
        self._somebody = lexicon().words_of(bits("STAFF", "WEAK_STAFF", "FACILITY", "NICKNAME")) | unit_words()
        self._somebody |= {telling_word(forms) for forms in roster.units.forms}
        self._hashtags = lexicon().hashtag_words
        self._known: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def conduct(self, text: str) -> list[str] | None:
        """Return the bare words of a text that may speak of conduct, None for all others."""
        folded = collapsed(folded_text(text).replace("'", "").replace("\x00", ""))
        words: list[str] = _WORD.findall(folded)
        if self._conduct.isdisjoint(words) and not self._tagged(folded):
            return None
        if "@" in folded:
            words += [f"@{name}" for name in _HANDLE.findall(folded)]
        return words

    def _tagged(self, folded: str) -> bool:
        return "#" in folded and any(body.startswith(self._hashtags) for body in _HASHTAG.findall(folded))

    def somebody(self, words: Sequence[str]) -> bool:
        """Tell whether the words may name a servant, a unit or somebody of the roster."""
        if not self._somebody.isdisjoint(words):
            return True
        known = self._known
        levels = [known[word] if word in known else self._level(word) for word in words]
        if 9 in levels:
            return True
        return any(
            levels[at] + levels[at + 1] > 2 and self._adjacent(words[at], words[at + 1]) for at in range(len(words) - 1)
        )

    def _level(self, word: str) -> int:
        """Return 2 for a word of a name on the roster, 1 for one slip away from it, 9 for what suffices alone."""
        if len(self._known) > _MEMORY:
            self._known.clear()
        self._known[word] = level = 9 if is_glued(word) else self._roster.familiarity(word)
        return level

    def _adjacent(self, left: str, right: str) -> bool:
        if len(self._pairs) > _MEMORY:
            self._pairs.clear()
        key = (left, right)
        if key not in self._pairs:
            self._pairs[key] = self._roster.may_stand_together(left, right)
        return self._pairs[key]
