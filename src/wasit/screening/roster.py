"""The roster made findable: every usual way to write a name leads to the people who bear it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from wasit.screening.lexicon import lexicon
from wasit.screening.model import Servant
from wasit.screening.places import UnitIndex
from wasit.text.names import HONORIFICS, MUHAMMAD, TITLES, fold_name, parse_name
from wasit.text.normalise import Tokens, ordinary_words

FULL, PART, INITIAL, REVERSED, MONONYM, SINGLE, HOLDER, HANDLE, ALIAS = (
    "full", "part", "initial", "reversed", "mononym", "single", "holder", "handle", "alias",
)  # fmt: skip
_ORDER = {kind: rank for rank, kind in enumerate((ALIAS, FULL, REVERSED, PART, INITIAL, MONONYM))}
_LONGEST = 7
_MOST_PEOPLE = 400
_SHORTEST_TYPO = 5
_GAP = re.compile(r"[ .'\-_\x00]*")


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens that may name people of the roster: (number in the roster, way of writing); `typo` counts slips."""

    first: int
    last: int
    people: tuple[tuple[int, str], ...]
    typo: bool = False
    forms: tuple[str, ...] = ()


class RosterIndex:
    """Names, handles and units of a roster; numbers are places in `servants`."""

    def __init__(self, roster: Iterable[Servant]) -> None:
        self.servants = tuple(roster)
        self.units = UnitIndex(servant.unit for servant in self.servants)
        self.unit_of = [self.units.number_of(servant.unit) for servant in self.servants]
        self.position_of = [
            lexicon().position_of(servant.position) if servant.position else None for servant in self.servants
        ]
        self.names = [parse_name(servant.name) for servant in self.servants]
        self._keys: dict[str, dict[int, str]] = {}
        self._one_word_aliases: set[str] = set()
        self._bearers: dict[str, list[int]] = {}
        self.handles: dict[str, list[tuple[str, int]]] = {}
        self._holders: dict[tuple[str, int], list[int]] = {}
        for number, servant in enumerate(self.servants):
            self._add(number, servant)
        self._vocabulary = {form for key in self._keys for form in key.split()} | set(self._bearers)
        self._together = {pair for key in self._keys for pair in pairwise(key.split())}
        self._near = _deletions(form for form in self._vocabulary if len(form) >= _SHORTEST_TYPO)
        self._guesses: dict[str, tuple[str, ...]] = {}

    def _add(self, number: int, servant: Servant) -> None:
        for key, kind in name_keys(self.names[number].forms):
            self._key(key, number, kind)
        for form in self.names[number].forms:
            if len(form) > 2 and form != MUHAMMAD:
                self._bearers.setdefault(form, []).append(number)
        for alias in servant.aliases:
            forms = parse_name(alias).forms
            self._key(" ".join(forms), number, ALIAS if len(forms) > 1 else MONONYM)
            if len(forms) == 1:
                self._one_word_aliases.add(forms[0])
        for handle in servant.handles:
            platform, _, name = handle.rpartition(":")
            self.handles.setdefault(plain_handle(name), []).append((platform.strip().lower(), number))
        position, unit = self.position_of[number], self.unit_of[number]
        if position is not None and unit is not None:
            self._holders.setdefault((position, unit), []).append(number)

    def _key(self, key: str, number: int, kind: str) -> None:
        people = self._keys.setdefault(key, {})
        if number not in people or _ORDER[kind] < _ORDER[people[number]]:
            people[number] = kind

    def holder(self, position: str, unit: int) -> int | None:
        """Return who alone holds a position in a unit, None for nobody or several."""
        people = self._holders.get((position, unit), [])
        return people[0] if len(people) == 1 else None

    def bearers(self, form: str) -> Sequence[int]:
        """Return the people with this folded token anywhere in their name."""
        return self._bearers.get(form, ())

    def by_handle(self, handle: str, platform: str | None) -> list[int]:
        """Return the people with an account of this name, on this platform where both sides name one."""
        known = self.handles.get(plain_handle(handle), [])
        wanted = (platform or "").strip().lower()
        return [number for told, number in known if not wanted or not told or _same_platform(told, wanted)]

    def familiarity(self, word: str) -> int:
        """Return 2 for a word of a name, 1 for one slip away from it, 9 for an account or a one-word alias, else 0."""
        if word.startswith("@"):
            return 9 if self.handles and plain_handle(word) in self.handles else 0
        form = fold_name(word)
        if form in self._vocabulary:
            return 9 if self._keys.get(form) and form in self._one_word_aliases else 2
        return 1 if self._guess(form, word) else 0

    def may_stand_together(self, left: str, right: str) -> bool:
        """Tell whether two words, one of them perhaps misspelt, stand side by side in some way to write a name."""
        lefts, rights = self._readings(left), self._readings(right)
        return any((one, other) in self._together for one in lefts for other in rights)

    def _readings(self, word: str) -> tuple[str, ...]:
        form = fold_name(word)
        return (form,) if form in self._vocabulary else self._guess(form, word)

    def mentions(self, tokens: Tokens) -> list[Mention]:
        """Return the names in a text, longest first at each place, exact before misspelt."""
        forms = [fold_name(word) if word[0] not in "#@" else "" for word in tokens.words]
        known = [form in self._vocabulary for form in forms]
        found: list[Mention] = []
        at = 0
        while at < len(forms):
            mention = self._at(tokens, forms, known, at) if known[at] or self._guessable(tokens, known, at) else None
            if mention is None:
                at += 1
            else:
                found.append(mention)
                at = mention.last + 1
        return found

    def _guessable(self, tokens: Tokens, known: Sequence[bool], at: int) -> bool:
        return at + 1 < len(known) and known[at + 1] and len(tokens.words[at]) >= _SHORTEST_TYPO

    def _at(self, tokens: Tokens, forms: Sequence[str], known: Sequence[bool], at: int) -> Mention | None:
        end = at + 1
        while end < len(forms) and end - at < _LONGEST and _joined(tokens, end - 1):
            end += 1
        for last in range(end - 1, at, -1):
            if all(known[at : last + 1]):
                people = self._keys.get(" ".join(forms[at : last + 1]))
                if people and not _all_ordinary(tokens, at, last):
                    return _mention(at, last, people, forms)
        for last in range(end - 1, at, -1):
            mention = self._misspelt(tokens, forms, known, at, last)
            if mention is not None:
                return mention
        single = self._keys.get(forms[at])
        alone = single and not _all_ordinary(tokens, at, at) and tokens.words[at] not in TITLES | HONORIFICS
        return _mention(at, at, single, forms) if single and alone else None

    def _misspelt(
        self, tokens: Tokens, forms: Sequence[str], known: Sequence[bool], at: int, last: int
    ) -> Mention | None:
        unknown = [index for index in range(at, last + 1) if not known[index]]
        if len(unknown) != 1 or last == at:
            return None
        index = unknown[0]
        for guess in self._guess(forms[index], tokens.words[index]):
            people = self._keys.get(" ".join([*forms[at:index], guess, *forms[index + 1 : last + 1]]))
            if people:
                exact = {number: kind for number, kind in people.items() if kind in {FULL, PART, ALIAS}}
                if exact:
                    return _mention(at, last, exact, [*forms[:index], guess, *forms[index + 1 :]], typo=True)
        return None

    def _guess(self, form: str, word: str) -> tuple[str, ...]:
        """Return the name tokens one slip away from a word that is no ordinary word."""
        if len(form) < _SHORTEST_TYPO or not form.isalpha() or word in ordinary_words():
            return ()
        if form not in self._guesses:
            if len(self._guesses) > 50_000:
                self._guesses.clear()
            near = {name for part in (form, *_without_one(form)) for name in self._near.get(part, ())}
            self._guesses[form] = tuple(sorted(name for name in near if OSA.distance(form, name) == 1))
        return self._guesses[form]


def name_keys(forms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (key, way of writing) for the usual ways to write a name of folded tokens."""
    for base in _bases(forms):
        if len(base) == 1:
            if len(forms) == 1:
                yield base[0], MONONYM
            continue
        yield " ".join(base), FULL
        for first, last in _stretches(len(base)):
            yield " ".join(base[first:last]), PART
        if len(base) > 2:
            yield f"{base[0]} {base[-1]}", PART
            yield " ".join((base[0], *(form[0] for form in base[1:-1]), base[-1])), INITIAL
            yield " ".join((*base[:2], *(form[0] for form in base[2:]))), INITIAL
        yield " ".join((base[0][0], *base[1:])), INITIAL
        yield " ".join((*base[:-1], base[-1][0])), INITIAL
        if len(base) == 2:
            yield f"{base[1]} {base[0]}", REVERSED
        else:
            yield " ".join((base[-1], *base[:-1])), REVERSED


def _bases(forms: tuple[str, ...]) -> list[tuple[str, ...]]:
    bases = [forms]
    if len(forms) > 1 and forms[0] in {MUHAMMAD, "m", "ahmad"}:
        first = (MUHAMMAD, "m") if forms[0] != "ahmad" else ("ahmad", "a")
        bases += [(form, *forms[1:]) for form in first if form != forms[0]] + [forms[1:]]
    if len(forms) > 2 and forms[0] in {"i", "ni"}:
        bases.append(forms[1:])
    return bases + [other for base in bases for other in _arabic(base)]


def _arabic(forms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the name with "abdul rahman" written as one word, or "abdulrahman" as two."""
    for index, (left, right) in enumerate(pairwise(forms)):
        if left == "abdul":
            yield (*forms[:index], left + right, *forms[index + 2 :])
    for index, form in enumerate(forms):
        if form.startswith("abdul") and len(form) > 8:
            yield (*forms[:index], "abdul", form[5:], *forms[index + 1 :])


def _stretches(length: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a name that people use: from the first word on, or up to the last word."""
    for size in range(2, length):
        yield 0, size
        yield length - size, length


def plain_handle(handle: str) -> str:
    """Return an account name as it is compared: lower case, without @ and outer blanks."""
    return handle.strip().lstrip("@").lower()


_SAME = {"twitter": "x", "ig": "instagram", "fb": "facebook", "yt": "youtube", "wa": "whatsapp", "tt": "tiktok"}


def _same_platform(one: str, other: str) -> bool:
    return _SAME.get(one, one) == _SAME.get(other, other)


def _mention(first: int, last: int, people: dict[int, str], forms: Sequence[str], *, typo: bool = False) -> Mention:
    ranked = sorted(people.items(), key=lambda item: (_ORDER[item[1]], item[0]))[:_MOST_PEOPLE]
    return Mention(first, last, tuple(ranked), typo, tuple(forms[first : last + 1]))


def _joined(tokens: Tokens, left: int) -> bool:
    """Tell whether only blanks part two words; a dot and a blank only after an initial or an abbreviation."""
    between = tokens.between(left, left + 1)
    if between == " ":
        return True
    return bool(_GAP.fullmatch(between)) and (". " not in between or len(tokens.words[left]) < 5)


def _all_ordinary(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether nothing but ordinary words stand there, in lower case: "adil makmur" is no person."""
    return all(
        tokens.words[index] in ordinary_words() and not tokens.capitalised(index) for index in range(first, last + 1)
    )


def _without_one(form: str) -> Iterator[str]:
    return (form[:index] + form[index + 1 :] for index in range(len(form)))


def _deletions(forms: Iterable[str]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for form in forms:
        for part in {form, *_without_one(form)}:
            near.setdefault(part, []).append(form)
    return near
