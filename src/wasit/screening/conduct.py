"""What a post says that somebody does: patterns over word classes, then what takes their force away."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from wasit.screening.lexicon import Tagged, bits, lexicon, load
from wasit.screening.model import QUIET_CODES, Reason
from wasit.text import Words

_DEFAULT_GAP = 2
_MOST_OF_A_KIND = 40
_GAP = re.compile(r"~(\d+)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Word classes in order; each item is (mask, words that may stand before it)."""

    code: str
    weight: float
    items: tuple[tuple[int, int], ...]

    def possible(self, seen: int) -> bool:
        """Tell whether a text with these classes can match at all."""
        return all(mask & seen for mask, _ in self.items)


@dataclass(frozen=True, slots=True)
class Found:
    """A conduct spoken of between two tokens; `weight` is in log-odds after all circumstances."""

    code: str
    weight: float
    first: int
    last: int
    reasons: tuple[Reason, ...] = ()

    @property
    def quiet(self) -> bool:
        """Tell whether this is never a hit by itself."""
        return self.code in QUIET_CODES


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of conduct.yaml, compiled to bits."""
    return tuple(_pattern(code, entry) for code, entries in load("conduct.yaml").items() for entry in entries)


def _pattern(code: str, entry: dict[str, object]) -> Pattern:
    items: list[tuple[int, int]] = []
    gap = _DEFAULT_GAP
    for part in str(entry["is"]).split():
        told = _GAP.fullmatch(part)
        if told:
            gap = int(told.group(1))
            continue
        mask = 0
        for name in part.split("|"):
            mask |= bits(name) if name.isupper() else lexicon().literal(name)
        items.append((mask, gap))
        gap = _DEFAULT_GAP
    return Pattern(code, float(str(entry["weight"])), tuple(items))


@cache
def anchors() -> int:
    """Return classes of which every pattern needs at least one: the gate of the engine."""
    mask = 0
    for pattern in patterns():
        items = [item for item, _ in pattern.items]
        mask |= next((item for item in items if not item & _common()), None) or _first_spoken(items)
    return mask


def _first_spoken(items: list[int]) -> int:
    everywhere = bits("TARGET", "PEOPLE", "STAFF", "WEAK_STAFF", "SELF", "CALL", "NEG")
    return next(item for item in items if not item & everywhere)


@cache
def _common() -> int:
    """Return classes whose words stand in very many posts."""
    literals = lexicon().bit("=siap") | lexicon().bit("=ikut") | lexicon().bit("=untuk") | lexicon().bit("=punya")
    return literals | bits(
        "TARGET", "PEOPLE", "STAFF", "WEAK_STAFF", "SELF", "CALL", "NEG", "JOIN", "ATTEND", "GIVE", "USE", "DISPLAY",
        "SEEK", "DECISION", "ACCOMPANY", "MOBILISE", "FINGER",
    )  # fmt: skip


def may_find(tagged: Tagged) -> bool:
    """Tell whether any pattern can match once candidates are marked."""
    return bool(_possible((tagged.seen | bits("TARGET")) & _all_bits()))


def find_conduct(tagged: Tagged) -> list[Found]:
    """Return every conduct and quiet code that the text speaks of; `tagged` must know its sentences and targets."""
    found = [
        _weighed(tagged, pattern, first, last)
        for pattern in _possible(tagged.seen & _all_bits())
        for first, last in _matches(tagged, pattern)
    ]
    return found + _quiet(tagged)


@lru_cache(maxsize=50_000)
def _possible(seen: int) -> tuple[Pattern, ...]:
    return tuple(pattern for pattern in patterns() if pattern.possible(seen))


@cache
def _all_bits() -> int:
    mask = 0
    for pattern in patterns():
        for item, _ in pattern.items:
            mask |= item
    return mask


def _matches(tagged: Tagged, pattern: Pattern) -> list[tuple[int, int]]:
    head = pattern.items[0][0]
    ends = []
    for index, mask in enumerate(tagged.masks):
        if mask & head:
            last = _follow(tagged, pattern, index, 1)
            if last is not None:
                ends.append((index, last))
                if len(ends) >= _MOST_OF_A_KIND:
                    break
    return ends


def _follow(tagged: Tagged, pattern: Pattern, at: int, item: int) -> int | None:
    if item == len(pattern.items):
        return at
    mask, gap = pattern.items[item]
    for index in range(at + 1, min(at + gap + 2, len(tagged.masks))):
        if tagged.sentences[index] != tagged.sentences[at]:
            break
        if tagged.masks[index] & mask:
            last = _follow(tagged, pattern, index, item + 1)
            if last is not None:
                return last
    return None


_RULED_OUT = Reason(Words(id="Kalimatnya melarang, bukan melakukan.", en="The sentence forbids it."), -4.0)
_NEGATED = Reason(Words(id="Kalimatnya mengingkari perbuatan itu.", en="The sentence denies the act."), -4.0)
_ASKED = Reason(Words(id="Kalimatnya bertanya.", en="The sentence asks."), -0.7)
_SUPPOSED = Reason(Words(id="Kalimatnya mengandaikan.", en="The sentence supposes."), -0.8)
_AMID_NEUTRALITY = Reason(
    Words(id="Kalimatnya berbicara tentang netralitas.", en="The sentence speaks of neutrality."), -1.3
)
_AMID_APPEAL = Reason(
    Words(id="Kalimatnya berisi imbauan atau aturan.", en="The sentence appeals or cites a rule."), -0.6
)


def _weighed(tagged: Tagged, pattern: Pattern, first: int, last: int) -> Found:
    found = Found(pattern.code, pattern.weight, first, last)
    ruled = tagged.near(first, bits("RULE"), 14, 0) or tagged.near(last, bits("RULE_AFTER"), 0, 9)
    if ruled or _between(tagged, first, last, bits("RULE")):
        return replace(found, code="prohibition", weight=2.0, reasons=(_RULED_OUT,))
    if tagged.near(first, bits("NEG"), 3, 0) or _between(tagged, first, last, bits("NEG")):
        return replace(found, weight=found.weight + _NEGATED.weight, reasons=(_NEGATED,))
    reasons = tuple(reason for reason, holds in _circumstances(tagged, first) if holds)
    return replace(found, weight=found.weight + sum(reason.weight for reason in reasons), reasons=reasons)


def _between(tagged: Tagged, first: int, last: int, bit: int) -> bool:
    return any(tagged.masks[index] & bit for index in range(first + 1, last))


def _circumstances(tagged: Tagged, first: int) -> tuple[tuple[Reason, bool], ...]:
    asked = tagged.sentences[first] in tagged.questions or tagged.near(first, bits("ASKING"), 8, 0)
    return (
        (_ASKED, asked),
        (_SUPPOSED, tagged.near(first, bits("IF"), 6, 0)),
        (_AMID_NEUTRALITY, tagged.near(first, bits("NEUTRAL"), 14, 14)),
        (_AMID_APPEAL, tagged.near(first, bits("APPEAL"), 8, 4)),
    )


def _quiet(tagged: Tagged) -> list[Found]:
    """Return what is never a hit by itself: talk of neutrality, prohibitions, the nickname, press reports."""
    found = []
    for code, bit, weight in (
        ("neutrality_talk", bits("NEUTRAL"), 2.0),
        ("nickname", bits("NICKNAME"), 1.5),
        ("report_by_media", bits("MEDIA"), 0.5),
    ):
        at = [index for index, mask in enumerate(tagged.masks) if mask & bit] if tagged.seen & bit else []
        if at:
            found.append(Found(code, weight + 0.5 * min(len(at) - 1, 3), at[0], at[0]))
    if tagged.seen & bits("RULE") and tagged.seen & bits("STAFF", "WEAK_STAFF", "NEUTRAL"):
        at = [index for index, mask in enumerate(tagged.masks) if mask & bits("RULE")]
        if any(tagged.near(index, bits("STAFF", "WEAK_STAFF", "NEUTRAL"), 10, 10) for index in at[:50]):
            found.append(Found("prohibition", 1.0, at[0], at[0]))
    return found
