"""Pairs of rows of two lists that tell of the same person and event, one to one, each with its reasons.

Nothing here knows a database. Rows are compared only where a cheap key brings them together (NIP, register number, a
rare name, a day), so that lists of thousands take seconds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wasit.reconciliation.assignment import best_pairs
from wasit.reconciliation.entries import EntryFields, keys_of
from wasit.reconciliation.weighing import MARGIN, SUGGEST_TOTAL, Prepared, Weighed, prepared, weigh, words_of
from wasit.text import Words

Pair = tuple[int, int]
# A key shared by more rows than this brings nobody together: "siti" and "muhammad" wait for a second word.
_CROWD = 60
# Rivals of a pair that are looked at.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two rows (by their place in each list), how well they fit, and why.

    `strong` pairs may be read as one line at once; the others are only suggested. `against` tells what does not fit.
    """

    left: int
    right: int
    score: float
    strong: bool
    reasons: tuple[Words, ...]
    against: tuple[Words, ...]


def match_lists(
    left: Sequence[EntryFields],
    right: Sequence[EntryFields],
    *,
    kept: Collection[Pair] = (),
    refused: Collection[Pair] = (),
) -> list[Pairing]:
    """Return the best one-to-one pairs of two lists, by their place.

    Rows of `kept` pairs (decided by people) are not used again; `refused` pairs are not offered again.
    """
    taken_left, taken_right = {pair[0] for pair in kept}, {pair[1] for pair in kept}
    ours, theirs = [prepared(row) for row in left], [prepared(row) for row in right]
    weighed: dict[Pair, Weighed] = {}
    for i, j in _neighbours(ours, theirs):
        if i not in taken_left and j not in taken_right and (i, j) not in refused:
            found = weigh(ours[i], theirs[j])
            if found is not None:
                weighed[i, j] = found
    chosen = best_pairs({pair: one.total - SUGGEST_TOTAL + 0.01 for pair, one in weighed.items()})
    rivals = _rivals(weighed, [keys_of(row)[0] for row in left], [keys_of(row)[0] for row in right])
    return sorted((_pairing(pair, weighed, rivals) for pair in chosen), key=lambda one: (one.left, one.right))


def explained(left: EntryFields, right: EntryFields) -> tuple[float, tuple[Words, ...], tuple[Words, ...]]:
    """Return score, reasons and objections of two rows that a person put together; score 0 where nothing fits."""
    found = weigh(prepared(left), prepared(right))
    against: tuple[Words, ...] = ()
    if left.nip and right.nip and left.nip != right.nip:
        against = (Words(id="NIP berbeda", en="different NIPs"),)
    if found is None:
        return 0.0, (), against
    reasons, objections = _told(found)
    return found.score, reasons, objections


def _pairing(pair: Pair, weighed: Mapping[Pair, Weighed], rivals: Mapping[Pair, Pair]) -> Pairing:
    one = weighed[pair]
    reasons, against = _told(one)
    rival = rivals.get(pair)
    close = rival is not None and one.total - weighed[rival].total < MARGIN
    if close:
        against = (*against, Words(id="ada baris lain yang hampir sama cocok", en="another row fits nearly as well"))
    return Pairing(pair[0], pair[1], one.score, one.sure_enough and not close, reasons, against)


def _told(one: Weighed) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    ranked = sorted(one.findings, key=lambda each: -abs(each.points))
    speaking = tuple(words_of(each) for each in ranked if each.points >= 0)
    return speaking, tuple(words_of(each) for each in ranked if each.points < 0)


def _rivals(weighed: Mapping[Pair, Weighed], ours: Sequence[str], theirs: Sequence[str]) -> Mapping[Pair, Pair]:
    """Return for each pair the best other pair that uses one of its rows; a row written twice is no rival of itself."""
    by_left: dict[int, list[Pair]] = defaultdict(list)
    by_right: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(weighed, key=lambda each: -weighed[each].total):
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    found = {}
    for pair in weighed:
        same = ours[pair[0]], theirs[pair[1]]
        near = (*by_left[pair[0]][:_NEAR], *by_right[pair[1]][:_NEAR])
        others = [one for one in near if (ours[one[0]], theirs[one[1]]) != same]
        if others:
            found[pair] = max(others, key=lambda each: weighed[each].total)
    return found


# ---------- which rows meet ----------


def _neighbours(left: Sequence[Prepared], right: Sequence[Prepared]) -> Iterator[Pair]:
    """Yield each pair of rows that share a key, once."""
    theirs = _index(right)
    ours = _index(left)
    met: set[Pair] = set()
    for key, rows in ours.items():
        others = theirs.get(key, ())
        if key[0] not in _SURE and len(rows) * len(others) > _CROWD * _CROWD:
            continue
        for i in rows:
            for j in others:
                if (i, j) not in met:
                    met.add((i, j))
                    yield i, j


_SURE = frozenset({"nip", "register"})


def _index(rows: Sequence[Prepared]) -> Mapping[tuple[str, str], list[int]]:
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for key in set(_keys(row)):
            index[key].append(place)
    return index


def _keys(row: Prepared) -> Iterator[tuple[str, str]]:
    fields = row.fields
    if fields.nip:
        yield "nip", fields.nip
    figures = fields.nip or fields.nip_hint
    if len(figures) >= 8:
        yield "born", figures[:8]
    if row.register:
        yield "register", row.register
    words = [word for word in row.name if len(word) > 1]
    for word in words:
        yield "word", word
        # A slip in the middle leaves the frame of a word whole, a slip at its end leaves its beginning.
        yield "frame", _frame(word)
        yield "start", word[:4]
    for one, other in _pairs(words):
        yield "words", f"{one} {other}"
    yield "letters", "".join(sorted("".join(row.name)))
    if fields.act_date:
        for word in words:
            yield "day", f"{fields.act_date} {word[:1]}"


def _pairs(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(set(words)), 2)


def _frame(word: str) -> str:
    return word[0] + "".join(char for char in word[1:] if char not in "aeiou")
