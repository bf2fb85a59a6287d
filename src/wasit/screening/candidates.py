"""Candidate pairs in a text: full names, paired short names, nicknames, hashtags and numbers of the right contest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from wasit.screening.lexicon import Tagged, bits
from wasit.screening.model import CandidateMatch, Pair
from wasit.text.names import HONORIFICS, MUHAMMAD, TITLES, fold_name, log_share, parse_name
from wasit.text.normalise import Tokens, ordinary_words

_NUMBERS = {
    **{word: number for number, words in enumerate(
        ("satu siji hiji esa", "dua loro duo", "tiga telu tilu", "empat papat opat", "lima limo", "enam"), 1)
        for word in words.split()},
}  # fmt: skip
_DIGITS = re.compile(r"0?([1-9])")
_HASHTAG_NUMBER = re.compile(r"(?:nomorurut|nomor|nomer|paslon|coblos|pilih|salam|gas|menang)(?:no)?0?([1-9])(?!\d)")
_BRACKETS = re.compile(r"\(([^)]{3,40})\)|\balias\s+([\w ]{3,40})|\"([^\"]{3,40})\"", re.IGNORECASE)
_FAMILIAR = frozenset({MUHAMMAD, "abdul", "siti", "ahmad", "sri", "nur", "hasan"})
_LONGEST = 7
_POLITICS = (
    "SUPPORT", "WIN", "VOTE", "TARGET", "CALL", "PRAISE", "SEAT", "FINGER", "CAMPAIGN", "CAMPAIGNER", "TEAM", "LIKE",
    "SHARE", "REGISTER", "PROPS", "COMMENT",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """Tokens that speak of candidates: how likely each pair is; `by` says how it was told."""

    first: int
    last: int
    shares: tuple[tuple[str, int, float], ...]
    by: str


class CandidateIndex:
    """The pairs of the contests in reach, findable in a tagged text."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = [pair for pair in pairs if not pair.is_empty_column]
        self._names: dict[str, dict[int, float]] = {}
        self._singles: dict[str, set[int]] = {}
        self._glued: dict[str, set[int]] = {}
        self.tokens: set[str] = set()
        for number, pair in enumerate(self._pairs):
            self._add(number, pair)
        self._numbers: dict[str, set[int]] = {}
        for pair in self._pairs:
            self._numbers.setdefault(pair.region_code, set()).add(pair.ballot_number)

    def _add(self, number: int, pair: Pair) -> None:
        people = [(pair.head_raw, pair.head_core_name), (pair.deputy_raw, pair.deputy_core_name)]
        sides = [self._add_person(number, raw, core) for raw, core in people]
        for head, deputy in product(*sides):
            if head == deputy or len(head) < 3 or len(deputy) < 3:
                continue
            for key in (f"{fold_name(head)} {fold_name(deputy)}", f"{fold_name(deputy)} {fold_name(head)}"):
                self._name(key, number, 0.9)
            if len(head) + len(deputy) >= 7:
                self._glued.setdefault(head + deputy, set()).add(number)
        for nickname in pair.nicknames:
            self._nickname(number, nickname)

    def _add_person(self, number: int, raw: str, core: str) -> list[str]:
        """Add the names of one person; return the words that may stand for the person in a pair of short names."""
        name = parse_name(core or raw)
        forms = name.forms
        for variant in {forms, tuple(form for form in forms if form not in {MUHAMMAD, "m"})}:
            for low, high in combinations(range(len(variant) + 1), 2):
                if high - low > 1:
                    whole = high - low == len(variant)
                    self._name(" ".join(variant[low:high]), number, self._sureness(variant[low:high], whole=whole))
            if len(variant) > 2:
                ends = (variant[0], variant[-1])
                self._name(" ".join(ends), number, self._sureness(ends, whole=False))
        for found in _BRACKETS.finditer(raw):
            self._nickname(number, next(group for group in found.groups() if group))
        singles = [word for word in name.words if fold_name(word) not in _FAMILIAR and len(word) > 2]
        for word in singles:
            self._singles.setdefault(fold_name(word), set()).add(number)
        return singles

    def _nickname(self, number: int, nickname: str) -> None:
        forms = parse_name(nickname).forms
        if len(forms) == 1 and len(forms[0]) > 3:
            self._singles.setdefault(forms[0], set()).add(number)
        elif len(forms) > 1:
            self._name(" ".join(forms), number, 0.8)

    @staticmethod
    def _sureness(forms: Sequence[str], *, whole: bool) -> float:
        rare = -sum(log_share(form) for form in forms)
        return min(0.97, (0.62 if whole else 0.5) + 0.025 * rare)

    def _name(self, key: str, number: int, sureness: float) -> None:
        known = self._names.setdefault(key, {})
        known[number] = max(known.get(number, 0.0), sureness)
        self.tokens.update(key.split())

    @property
    def contests(self) -> set[str]:
        """Return the region codes of the contests known."""
        return set(self._numbers)

    def claim(self, tagged: Tagged, reach: frozenset[str] | None) -> list[Claim]:
        """Return the stretches that speak of candidates; `reach` holds the contests at stake, None when unknown."""
        tokens = tagged.tokens
        forms = [fold_name(word) if word[0] not in "#@" else "" for word in tokens.words]
        claims = self._claim_names(tokens, forms, reach)
        claims += self._claim_marked(tokens, reach)
        taken = {index for claim in claims for index in range(claim.first, claim.last + 1)}
        claims += self._claim_numbers(tagged, reach, taken)
        taken |= {index for claim in claims for index in range(claim.first, claim.last + 1)}
        claims += self._claim_singles(tagged, forms, reach, taken)
        return sorted(claims, key=lambda claim: claim.first)

    def _claim_names(self, tokens: Tokens, forms: Sequence[str], reach: frozenset[str] | None) -> list[Claim]:
        claims = []
        at = 0
        while at < len(forms) - 1:
            claim = self._longest_name(tokens, forms, at, reach) if forms[at] in self.tokens else None
            if claim is None:
                at += 1
            else:
                claims.append(claim)
                at = claim.last + 1
        return claims

    def _longest_name(
        self, tokens: Tokens, forms: Sequence[str], at: int, reach: frozenset[str] | None
    ) -> Claim | None:
        for last in range(min(at + _LONGEST, len(forms)) - 1, at, -1):
            if forms[last] not in self.tokens:
                continue
            words = [form for form in forms[at : last + 1] if form not in {"dan", "h", "hj"}]
            matches = self._names.get(" ".join(words)) if len(words) > 1 else None
            if matches and not _broken(tokens, at, last):
                claim = self._shared(at, last, matches, reach, "name")
                if claim is not None:
                    return claim
        return None

    def _shared(
        self, first: int, last: int, matches: dict[int, float], reach: frozenset[str] | None, by: str
    ) -> Claim | None:
        """Share a name among the pairs that bear it; contests in reach leave nothing to the others."""
        inside = {n: s for n, s in matches.items() if reach is not None and self._pairs[n].region_code in reach}
        if reach is not None and not inside:
            return None
        chosen = inside or matches
        best = max(chosen.values())
        total = sum(chosen.values())
        damp = best if reach is not None else best * 0.6
        shares = tuple(
            (self._pairs[n].region_code, self._pairs[n].ballot_number, damp * s / total)
            for n, s in sorted(chosen.items())
        )
        return Claim(first, last, shares, by)

    def _claim_marked(self, tokens: Tokens, reach: frozenset[str] | None) -> list[Claim]:
        """Hashtags and glued names: #NamaNama, #MenangNomor2."""
        claims = []
        for index, word in enumerate(tokens.words):
            body = word[1:].replace("_", "") if word[0] in "#@" else word
            if word[0] != "#" and body not in self._glued:
                continue
            numbers = self._glued.get(body) or self._inside(body)
            if numbers:
                claim = self._shared(index, index, dict.fromkeys(numbers, 0.95), reach, "hashtag")
                if claim is not None:
                    claims.append(claim)
                    continue
            found = _HASHTAG_NUMBER.search(body)
            if found and word[0] == "#":
                claims += self._numbered(index, index, int(found.group(1)), reach, None)
        return claims

    def _inside(self, body: str) -> set[int]:
        for low in range(len(body) - 6):
            for high in range(min(len(body), low + 30), low + 6, -1):
                if body[low:high] in self._glued:
                    return self._glued[body[low:high]]
        return set()

    def _claim_numbers(self, tagged: Tagged, reach: frozenset[str] | None, taken: set[int]) -> list[Claim]:
        claims: list[Claim] = []
        sure = bits("NUMBER_SURE")
        heads = bits("NUMBER_HEAD") | sure
        politics = bits(*_POLITICS)
        if not tagged.seen & (politics | heads):
            return claims
        for index, word in enumerate(tagged.tokens.words):
            number = _number(word)
            if number is None or index in taken:
                continue
            first = _head_before(tagged, index, heads, word)
            if first is None and (len(word) != 2 or not word.startswith("0")):
                continue
            told = first is not None and tagged.masks[index - 1] & sure
            if told or tagged.near(index, politics, 6, 6):
                claims += self._numbered(first if first is not None else index, index, number, reach, tagged)
        return claims

    def _numbered(
        self, first: int, last: int, number: int, reach: frozenset[str] | None, tagged: Tagged | None
    ) -> list[Claim]:
        contests = [code for code in (reach or ()) if number in self._numbers.get(code, ())]
        if sum("." in code for code in contests) > 1:
            # A number that dozens of cities share means nothing there; the province's own contest remains.
            contests = [code for code in contests if "." not in code]
        if not contests:
            return [Claim(first, last, (), "number")] if tagged is not None and reach is None else []
        weights = {code: _office_weight(code, tagged, first) for code in contests}
        total = sum(weights.values())
        shares = tuple((code, number, 0.95 * weights[code] / total) for code in sorted(weights))
        return [Claim(first, last, shares, "number")]

    def _claim_singles(
        self, tagged: Tagged, forms: Sequence[str], reach: frozenset[str] | None, taken: set[int]
    ) -> list[Claim]:
        """One-word names count only in a contest in reach, beside words that speak of candidates."""
        if reach is None:
            return []
        beside = bits("TARGET", "SUPPORT", "WIN", "VOTE", "SEAT", "OFFICE_LOCAL", "OFFICE_GOVERNOR", "PRAISE", "CALL")
        claims = []
        for index, form in enumerate(forms):
            numbers = self._singles.get(form) if index not in taken and len(form) > 2 else None
            if not numbers or tagged.tokens.words[index] in ordinary_words():
                continue
            inside = {n: 0.7 for n in numbers if self._pairs[n].region_code in reach}
            if not inside or not tagged.near(index, beside, 3, 3) or self._beside_name(tagged, forms, index):
                continue
            claim = self._shared(index, index, inside, reach, "single")
            if claim is not None:
                claims.append(claim)
        return claims

    def _beside_name(self, tagged: Tagged, forms: Sequence[str], index: int) -> bool:
        """Tell whether the word is part of a longer, other name: capitalised neighbours without a mark between."""
        tokens = tagged.tokens
        for left, right in ((index - 1, index), (index, index + 1)):
            if left < 0 or right >= len(forms) or tokens.between(left, right).strip(" "):
                continue
            other = left if right == index else right
            word = tokens.words[other]
            if (
                tagged.masks[other]
                or word in HONORIFICS
                or word in TITLES
                or word in ordinary_words()
                or not word.isalpha()
            ):
                continue
            if tokens.capitalised(other) and not tokens.original(other, other).isupper() and len(word) > 2:
                return True
        return False


def _head_before(tagged: Tagged, index: int, heads: int, word: str) -> int | None:
    """Return where the expression before a number begins ("nomor urut" 2); only blanks and a dot may part them."""
    if index == 0 or not tagged.masks[index - 1] & heads or tagged.tokens.between(index - 1, index).strip(" .:#-"):
        return None
    if word in _NUMBERS and not tagged.masks[index - 1] & bits("TARGET") and len(word) < 3:
        return None
    first = index - 1
    while first > 0 and tagged.masks[first - 1] == tagged.masks[first] and index - first < 4:
        first -= 1
    return first


def _number(word: str) -> int | None:
    digits = _DIGITS.fullmatch(word)
    return int(digits.group(1)) if digits else _NUMBERS.get(word)


def _office_weight(code: str, tagged: Tagged | None, index: int) -> float:
    """A province's contest needs words of its office; the city's contest is what people mean otherwise."""
    provincial = "." not in code
    if tagged is None:
        return 0.35 if provincial else 0.65
    if tagged.near(index, bits("OFFICE_GOVERNOR"), 12, 12):
        return 0.92 if provincial else 0.08
    if tagged.near(index, bits("OFFICE_LOCAL"), 12, 12):
        return 0.05 if provincial else 0.95
    return 0.3 if provincial else 0.7


def _broken(tokens: Tokens, first: int, last: int) -> bool:
    return any(
        tokens.between(index, index + 1).strip(" .&-/+'\"\x00") or "\n" in tokens.between(index, index + 1)
        for index in range(first, last)
    )


def merge(claims: Iterable[Claim]) -> tuple[CandidateMatch, ...]:
    """Return each pair once, with its best probability, the likeliest first."""
    best: dict[tuple[str, int], float] = {}
    for claim in claims:
        for contest, number, probability in claim.shares:
            best[contest, number] = max(best.get((contest, number), 0.0), probability)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    return tuple(CandidateMatch(contest, number, p) for (contest, number), p in ranked if p >= 0.05)
