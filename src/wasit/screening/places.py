"""Regions and units named in a text ("Kota Malang", "SDN 2 ...", "Dinkes") in all their written forms."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from wasit.screening.lexicon import PhraseTable, telling_word
from wasit.text.normalise import Tokens, ordinary_words
from wasit.text.regions import regions

_KINDS = {"kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota", "pemkab": "kabupaten", "pemkot": "kota"}
_HEADS = frozenset("sdn smpn sman smkn puskesmas kelurahan kecamatan desa rsud".split())  # noqa: SIM905
_REWRITES = (
    ("sd negeri", "sdn"), ("sd n", "sdn"), ("smp negeri", "smpn"), ("smp n", "smpn"), ("sma negeri", "sman"),
    ("smk negeri", "smkn"), ("uptd puskesmas", "puskesmas"), ("upt puskesmas", "puskesmas"), ("pkm", "puskesmas"),
    ("kel", "kelurahan"), ("kec", "kecamatan"), ("lurah", "kelurahan"), ("camat", "kecamatan"), ("kades", "desa"),
    ("kepala desa", "desa"), ("kantor kelurahan", "kelurahan"), ("kantor kecamatan", "kecamatan"),
    ("distrik", "kecamatan"),
    ("pemerintah desa", "desa"), ("uptd", ""), ("upt", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Something named between two tokens: region codes, or unit numbers of the roster (none: another unit)."""

    first: int
    last: int
    codes: tuple[str, ...]
    sure: bool = True


@cache
def _region_table() -> PhraseTable[tuple[str, bool]]:
    """Return region names; the flag says that the name can hardly mean anything else."""
    table: PhraseTable[tuple[str, bool]] = PhraseTable()
    for region in regions().values():
        kind = "kota" if region.kind.startswith("kota") else "kabupaten" if region.kind.startswith("kab") else ""
        for name in {region.short_name, *region.aliases}:
            words = Tokens(name).words
            if not words:
                continue
            if words[0] not in _KINDS:
                for prefix in (each for each, meaning in _KINDS.items() if meaning == kind):
                    table.add([prefix, *words], (region.code, True))
            common = len(words) == 1 and (words[0] in ordinary_words() or len(words[0]) < 4)
            if not common:
                table.add(words, (region.code, not region.ambiguous))
    return table


def find_regions(tokens: Tokens) -> list[Place]:
    """Return the regions that a text names; a name shared by kabupaten and kota gives both codes, not sure."""
    words = [word.lstrip("#") for word in tokens.words]
    found = []
    for first, last, payloads in _region_table().find(words):
        codes = tuple(dict.fromkeys(code for code, _ in payloads))
        found.append(Place(first, last, codes, all(sure for _, sure in payloads) and len(codes) == 1))
    return found


@cache
def _canon_table() -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for phrase, form in _REWRITES:
        table.add(phrase.split(), form)
    with (files("wasit.screening") / "data" / "units.csv").open(encoding="utf-8") as source:
        for row in csv.DictReader(source):
            if "{" in row["name"]:
                continue
            form = re.sub(r"\W", "", row["abbreviation"].lower()) or "_".join(Tokens(row["name"]).words)
            for name in (row["name"], row["abbreviation"], *row["variants"].split("|")):
                words = Tokens(name).words
                if words:
                    table.add(words, form)
    return table


@cache
def unit_words() -> frozenset[str]:
    """Return the telling words of all common names of units, in every way they are written."""
    return frozenset(telling_word(words) for words, _ in _canon_table().items()) | _HEADS


def is_glued(word: str) -> bool:
    """Tell whether a word is a school with its number, such as "sdn2"."""
    return _GLUED.match(word) is not None


def _canonical(words: Sequence[str]) -> tuple[list[str], list[int], list[int]]:
    """Return words with unit names in one form, and the first and last index that each came from."""
    forms: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []

    def keep(form: str, first: int, last: int) -> None:
        if form:
            forms.append(form)
            firsts.append(first)
            lasts.append(last)

    at = 0
    for first, last, payloads in _canon_table().find(words):
        for index in range(at, first):
            keep(_split_number(words[index]), index, index)
        keep(payloads[0], first, last)
        at = last + 1
    for index in range(at, len(words)):
        keep(_split_number(words[index]), index, index)
    return forms, firsts, lasts


_GLUED = re.compile(r"^(sdn|smpn|sman|smkn)(\d{1,3})$")


def _split_number(word: str) -> str:
    glued = _GLUED.match(word)
    return f"{glued.group(1)}~{glued.group(2)}" if glued else word


@lru_cache(maxsize=20_000)
def unit_forms(unit: str) -> tuple[str, ...]:
    """Return the canonical words of a unit's name without the region that many names end in."""
    words = [word.lstrip("#@") for word in Tokens(unit).words]
    forms = [part for form in _canonical(words)[0] for part in form.split("~")]
    for at in range(1, len(forms)):
        if forms[at] in _KINDS and at + 1 < len(forms):
            return tuple(forms[:at])
    return tuple(forms)


class UnitIndex:
    """The units of one roster, by number, in the forms in which people write them."""

    def __init__(self, names: Iterable[str | None]) -> None:
        self._table: PhraseTable[int] = PhraseTable()
        self._numbers: dict[str, int] = {}
        self.kinds: list[str] = []
        self.names: list[str] = []
        self.forms: list[tuple[str, ...]] = []
        for name in names:
            if name and name not in self._numbers:
                self._add(name)

    def _add(self, name: str) -> None:
        forms = unit_forms(name)
        if not forms:
            return
        number = self._numbers[name] = len(self.names)
        self.names.append(name)
        self.forms.append(forms)
        self.kinds.append(forms[0])
        self._table.add(forms, number)
        digits = [form for form in forms[1:] if form.isdigit()]
        rest = [form for form in forms[1:] if not form.isdigit()]
        if digits and rest:
            other = (forms[0], *rest, *digits) if forms[1].isdigit() else (forms[0], *digits, *rest)
            self._table.add(other, number)

    def number_of(self, unit: str | None) -> int | None:
        """Return the number of a unit of the roster."""
        return self._numbers.get(unit) if unit else None

    def find(self, tokens: Tokens) -> tuple[list[Place], set[str]]:
        """Return the units named (codes are unit numbers; none: a unit of another name) and the kinds of unit named."""
        words = [word.lstrip("#") for word in tokens.words]
        forms, firsts, lasts = _unglued(*_canonical(words))
        places = []
        covered: set[int] = set()
        for first, last, payloads in self._table.find(forms):
            places.append(Place(firsts[first], lasts[last], tuple(str(number) for number in dict.fromkeys(payloads))))
            covered.update(range(first, last + 1))
        kinds = set(self.kinds)
        named = {form for form in forms if form in kinds}
        places += [
            Place(firsts[index], lasts[index + 1], ())
            for index, form in enumerate(forms[:-1])
            if form in _HEADS and index not in covered and _may_be_name(tokens, forms[index + 1], firsts[index + 1])
        ]
        return places, named


def _may_be_name(tokens: Tokens, form: str, index: int) -> bool:
    return form.isdigit() or (tokens.capitalised(index) and form not in ordinary_words())


def _unglued(forms: list[str], firsts: list[int], lasts: list[int]) -> tuple[list[str], list[int], list[int]]:
    if not any("~" in form for form in forms):
        return forms, firsts, lasts
    rows = [(part, firsts[i], lasts[i]) for i, form in enumerate(forms) for part in form.split("~")]
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
