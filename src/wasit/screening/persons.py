"""Who may be meant: additive evidence for and against every person, shared out with "none of these"."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wasit.screening.lexicon import Tagged, bits, lexicon
from wasit.screening.model import PersonMatch, Reason
from wasit.screening.places import Place
from wasit.screening.roster import (
    ALIAS,
    FULL,
    HANDLE,
    HOLDER,
    INITIAL,
    MONONYM,
    PART,
    REVERSED,
    SINGLE,
    Mention,
    RosterIndex,
)  # fmt: skip
from wasit.text import Words
from wasit.text.names import HONORIFICS, TITLES, log_share
from wasit.text.regions import covers, regions

# Log-odds. Hand-set after the prior found in engine trials (a bare name is about 2 % likely to be a servant of the
# roster) and tuned on the development half of the invented set; see docs/screening.md.
BARE_NAME = -4.8
RAREST_NAME = 3.9
_PER_LOG_BEARER = 0.37
_PEOPLE_IN_THE_COUNTRY = 2e8
_WAYS = {FULL: 0.0, ALIAS: 0.6, PART: -0.8, REVERSED: -0.6, INITIAL: -1.6}
_SHOWN = 10
_LEAST = 0.005
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text names beside people: found once a text, asked by every piece of evidence."""

    tagged: Tagged
    regions: tuple[Place, ...]
    units: tuple[Place, ...]
    unit_kinds: frozenset[str]
    region_code: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """The people whom one mention may mean, the likeliest first, and what is left for nobody of the roster."""

    mention: Mention
    role: str
    people: tuple[PersonMatch, ...]
    none_probability: float
    used: tuple[tuple[str, int, int], ...] = ()

    @property
    def top(self) -> float:
        """Return the probability of the likeliest person."""
        return self.people[0].probability if self.people else 0.0

    @property
    def any(self) -> float:
        """Return the probability that somebody of the roster is meant."""
        return 1.0 - self.none_probability


def rank(
    index: RosterIndex, mention: Mention, role: str, around: Surroundings, bio: Surroundings | None, *, candidate: bool
) -> Ranked:
    """Return the people of a mention with probabilities that, with "none of these", add up to 1."""
    if mention.first >= 0 and len(around.tagged.masks) > 4 * _WINDOW:
        around = _narrowed(around, mention)
    shared = _shared_reasons(mention, around, candidate=candidate)
    weighed = []
    for number, kind in mention.people:
        own = _own_reasons(index, number, kind, mention, around, bio)
        weighed.append((number, shared + own))
    namesakes = _namesakes(mention)
    if namesakes is not None:
        weighed = [(number, [*reasons, namesakes]) for number, reasons in weighed]
    odds = [math.exp(sum(reason.weight for reason in reasons)) for _, reasons in weighed]
    total = 1.0 + sum(odds)
    people = sorted(
        (
            PersonMatch(index.servants[number].person_id, each / total, tuple(reasons))
            for (number, reasons), each in zip(weighed, odds, strict=True)
        ),
        key=lambda match: (-match.probability, match.person_id),
    )
    shown = tuple(match for match in people[:_SHOWN] if match.probability >= _LEAST)
    used = _used_places(index, mention, around)
    return Ranked(mention, role, shown, 1.0 / total, used)


def _narrowed(around: Surroundings, mention: Mention) -> Surroundings:
    """Keep what stands near a mention: in a long text the rest says nothing, and asking it of everybody is dear."""
    tagged = around.tagged
    positions = [each for each in tagged.positions if _distance(mention, each[0], each[1]) <= _WINDOW]
    regions_once = {place.codes: place for place in reversed(around.regions)}
    return replace(
        around,
        tagged=replace(tagged, positions=positions),
        units=tuple(place for place in around.units if _within(place, mention)),
        regions=tuple(regions_once.values()),
    )


def _shared_reasons(mention: Mention, around: Surroundings, *, candidate: bool) -> list[Reason]:
    """Return what speaks for or against all people of a mention alike."""
    kind = mention.people[0][1]
    if kind == HANDLE:
        return []
    reasons = [_bare(kind)]
    if mention.typo:
        reasons.append(_reason("Namanya salah ketik satu huruf.", "The name is misspelt by one letter.", -0.8))
    tagged = around.tagged
    if mention.first >= 0:
        reasons += _beside(tagged, mention)
    if candidate:
        reasons.append(_reason("Nama ini juga nama calon.", "A candidate bears this name too.", -3.0))
    return reasons


def _bare(kind: str) -> Reason:
    if kind == HOLDER:
        return _reason(
            "Hanya jabatan dan unit yang disebut; pejabatnya bisa sudah berganti.",
            "Only position and unit are named; the holder may have changed.", -3.9,
        )  # fmt: skip
    return _reason(
        "Nama saja belum cukup: kebanyakan orang dengan nama itu bukan pegawai di daftar.",
        "A name alone is not enough: most people of that name are not on the roster.", BARE_NAME,
    )  # fmt: skip


def _beside(tagged: Tagged, mention: Mention) -> list[Reason]:
    reasons = []
    before = tagged.tokens.words[mention.first - 1] if mention.first else ""
    if before in HONORIFICS or before in TITLES:
        reasons.append(_reason(f"Didahului sapaan “{before}”.", f"“{before}” stands before the name.", 0.3))
    if tagged.near(mention.first, bits("FORMER"), 7, 0):
        reasons.append(_reason("Disebut mantan atau pensiunan.", "Called former or retired.", -1.2))
    if tagged.near(mention.first, bits("PUBLIC_FIGURE", "FIRMS_AND_FORCES"), 3, 0):
        reasons.append(_reason("Disebut sebagai tokoh atau aparat lain.", "Named as another public figure.", -2.2))
    own = set(range(mention.first, mention.last + 1))
    staff = _near_outside(tagged, mention, bits("STAFF"), own)
    if staff and not _position_near(tagged, mention):
        reasons.append(_reason("Kata pegawai pemerintah di dekatnya.", "A civil-servant word stands near.", 1.5))
    elif not staff and _near_outside(tagged, mention, bits("WEAK_STAFF"), own) and not _position_near(tagged, mention):
        reasons.append(_reason("Kata pekerjaan di dekatnya.", "A word of occupation stands near.", 0.5))
    return reasons


def _near_outside(tagged: Tagged, mention: Mention, bit: int, own: set[int]) -> bool:
    if not tagged.seen & bit:
        return False
    sentence = tagged.sentences[mention.first]
    low, high = max(0, mention.first - 14), min(len(tagged.masks), mention.last + 15)
    return any(tagged.masks[i] & bit and i not in own and tagged.sentences[i] == sentence for i in range(low, high))


def _position_near(tagged: Tagged, mention: Mention) -> bool:
    return any(_distance(mention, first, last) <= 4 for first, last, _ in tagged.positions)


def _own_reasons(
    index: RosterIndex, number: int, kind: str, mention: Mention, around: Surroundings, bio: Surroundings | None
) -> list[Reason]:
    reasons = [_name_reason(index, number, kind, mention)]
    for place in (around, bio):
        if place is None:
            continue
        told = mention if place is around and mention.first >= 0 else None
        found = _region_reasons(index, number, place)
        found += _unit_reasons(index, number, place, told, holder=kind == HOLDER)
        found += _position_reasons(index, number, place, told) if kind != HOLDER else []
        reasons += [_of_bio(reason) for reason in found] if place is bio else found
    if bio is not None and bio.tagged.seen & bits("STAFF"):
        reasons.append(_reason("Bio menyebut pegawai pemerintah.", "The bio names a civil servant.", 1.4))
    if kind == HANDLE and (around.unit_kinds or around.tagged.positions):
        reasons = [reason for reason in reasons if reason.weight >= 0]
    return reasons


def _of_bio(reason: Reason) -> Reason:
    return replace(reason, words=Words(id=f"Di bio: {reason.words.id}", en=f"In the bio: {reason.words.en}"))


def _name_reason(index: RosterIndex, number: int, kind: str, mention: Mention) -> Reason:
    name = index.servants[number].name
    if kind == HANDLE:
        return _reason("Akun ini tercatat milik pegawai di daftar.", "The account is recorded as this person's.", 3.4)
    if kind == HOLDER:
        return _reason("Satu-satunya pemegang jabatan itu di unit itu.", "The only holder of that post there.", 0.6)
    if kind in {MONONYM, SINGLE}:
        weight = 0.1 if kind == MONONYM else 0.0
        return _reason("Hanya satu kata nama yang cocok.", "Only one word of the name matches.", weight)
    bearers = _PEOPLE_IN_THE_COUNTRY * math.exp(sum(log_share(form) for form in mention.forms))
    weight = max(0.4, RAREST_NAME - _PER_LOG_BEARER * math.log1p(bearers)) + _WAYS[kind]
    rarity = (
        ("jarang", "rare") if bearers < 30 else ("agak umum", "fairly common") if bearers < 1500 else ("umum", "common")
    )
    how = _HOW[kind]
    return _reason(
        f"{how.id} dengan “{name}” di daftar; nama ini {rarity[0]}.",
        f"{how.en} “{name}” on the roster; the name is {rarity[1]}.", round(weight, 2),
    )  # fmt: skip


_HOW = {
    FULL: Words(id="Nama cocok", en="The name matches"),
    ALIAS: Words(id="Nama lain cocok", en="A known other name matches"),
    PART: Words(id="Sebagian nama cocok", en="Part of the name matches"),
    REVERSED: Words(id="Nama cocok dengan urutan lain", en="In another order, the name matches"),
    INITIAL: Words(id="Nama dengan singkatan cocok", en="With an initial, the name matches"),
}


def _namesakes(mention: Mention) -> Reason | None:
    best = mention.people[0][1]
    same = sum(1 for _, kind in mention.people if kind == best)
    if same < 2 or best in {HANDLE, HOLDER}:
        return None
    return _reason(
        f"{same} orang di daftar bernama begini.",
        f"{same} people on the roster bear this name.",
        -round(math.log(same), 2),
    )


def _region_reasons(index: RosterIndex, number: int, around: Surroundings) -> list[Reason]:
    home = index.servants[number].region_code
    if not home:
        return []
    sure = [code for place in around.regions if place.sure for code in place.codes]
    named = {code for place in around.regions for code in place.codes}
    if home in sure:
        words = regions()[home].name if home in regions() else home
        return [_reason(f"{words} disebut, wilayah kerjanya.", f"{words} is named, where the person works.", 1.4)]
    if home in named:
        return [
            _reason("Nama wilayahnya disebut, meski tidak pasti.", "The region's name is said, though not surely.", 0.9)
        ]
    elsewhere = [code for code in sure if not covers(code, home) and not covers(home, code)]
    if elsewhere and not any(covers(code, home) for code in sure):
        words = regions()[elsewhere[0]].name
        return [_reason(f"Wilayah lain disebut: {words}.", f"Another region is named: {words}.", -1.8)]
    if around.region_code and (around.region_code == home or (covers(around.region_code, home) and "." in home)):
        return [_reason("Kiriman berasal dari wilayahnya.", "The post comes from the person's region.", 0.5)]
    if around.region_code and not covers(around.region_code, home) and not covers(home, around.region_code):
        return [_reason("Kiriman berasal dari wilayah lain.", "The post comes from another region.", -1.2)]
    return []


def _unit_reasons(
    index: RosterIndex, number: int, around: Surroundings, mention: Mention | None, *, holder: bool
) -> list[Reason]:
    unit = index.unit_of[number]
    if unit is None:
        return []
    near = [place for place in around.units if mention is None or _within(place, mention)]
    for place in near:
        if str(unit) in place.codes:
            name = index.units.names[unit]
            weight = 4.2 if len(place.codes) == 1 else 2.8
            return [_reason(f"Unitnya disebut: {name}.", f"The person's unit is named: {name}.", weight)]
    kind = index.units.kinds[unit]
    others = [place for place in near if place.codes and not holder]
    if any(index.units.kinds[int(code)] == kind for place in others for code in place.codes):
        return [_reason("Unit lain sejenis disebut.", "Another unit of the same kind is named.", -1.8)]
    if others:
        return [_reason("Unit lain disebut.", "Another unit is named.", -0.8)]
    if any(not place.codes for place in near) and kind in around.unit_kinds:
        return [_reason("Unit lain sejenis disebut.", "Another unit of the same kind is named.", -1.5)]
    if kind in around.unit_kinds:
        return [_reason("Jenis unitnya disebut.", "The kind of unit is named.", 0.8)]
    return []


def _within(place: Place, mention: Mention) -> bool:
    return _distance(mention, place.first, place.last) <= _WINDOW


def _distance(mention: Mention, first: int, last: int) -> int:
    if last < mention.first:
        return mention.first - last - 1
    return first - mention.last - 1 if first > mention.last else 0


def _position_reasons(index: RosterIndex, number: int, around: Surroundings, mention: Mention | None) -> list[Reason]:
    own = index.position_of[number]
    found = [
        (_distance(mention, first, last) if mention else 0, code)
        for first, last, code in around.tagged.positions
        if mention is None or around.tagged.sentences[first] == around.tagged.sentences[mention.first]
    ]
    if not found:
        return []
    words = lexicon().positions
    for distance, code in sorted(found):
        if code == own and distance <= _WINDOW:
            weight = 2.2 if distance <= 4 else 1.2
            told = words[code].words
            return [_reason(f"Jabatannya disebut: {told.id}.", f"The person's position is named: {told.en}.", weight)]
    distance, code = min(found)
    if distance > 3:
        return []
    told = words[code].words
    weight = -1.6 if own is not None else -0.4
    return [_reason(f"Jabatan lain disebut: {told.id}.", f"Another position is named: {told.en}.", weight)]


def _used_places(index: RosterIndex, mention: Mention, around: Surroundings) -> tuple[tuple[str, int, int], ...]:
    """Return the places that were weighed, for the spans of the hit."""
    near = mention.first < 0
    units = [("unit", p.first, p.last) for p in around.units if p.codes and (near or _within(p, mention))]
    positions = [
        ("position", first, last)
        for first, last, _ in around.tagged.positions
        if near or _distance(mention, first, last) <= 14
    ]
    places = [("region", p.first, p.last) for p in around.regions]
    return tuple((units + positions + places)[:20])


def best_of(ranked: Iterable[Ranked]) -> float:
    """Return the highest probability of a single person among several mentions."""
    return max((each.top for each in ranked), default=0.0)


def _reason(indonesian: str, english: str, weight: float) -> Reason:
    return Reason(Words(id=indonesian, en=english), weight)
