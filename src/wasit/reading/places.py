"""Which regions a story is about, the main one first: by what its body says of whom, not by dateline or venue."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wasit.reading.gazetteer import Mention, mentions
from wasit.reading.story import Story
from wasit.text.regions import Region, regions

_NATIONAL = re.compile(
    r"\bBawaslu\s+(?:RI|Republik)|\bse-?\s?Indonesia\b|\b(?:seluruh|di|wilayah)\s+Indonesia\b|\b(?:secara|tingkat"
    r"|skala)\s+nasional\b"
    r"|\b\d+\s+provinsi\b|\b(?:KASN|BKN)\b|\bKemen(?:pan|PAN|dagri)|\bMen(?:dagri|PAN|pan)|\bKapolri\b"
    r"|\bKPU\s+RI\b|\bCPNS\b|\b(?:DKPP|MK)\b"
)
_STATE = re.compile(r"\b(?:ASN|PNS|Pilkada|Pemilu|Polri|TNI|Menteri|Kementerian|Presiden RI|gaji ke-13)\b")
_CITY_WORDS = re.compile(r"\b(?:wali\s?kota|walkot|pemkot|pemerintah kota|kelurahan|lurah)\b", re.IGNORECASE)
_REGENCY_WORDS = re.compile(r"\b(?:bupati|pemkab|pemerintah kabupaten|kepala desa|kades|kuwu)\b", re.IGNORECASE)
_WEIGHT = {"title": 4.0, "lead": 2.0, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Place:
    """A region of the story, or the nation (code 00), with where it is first named (offsets into the story)."""

    code: str
    name: str
    kind: str
    mentions: tuple[Mention, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, str]:
        """Return code, name and kind."""
        return {"code": self.code, "name": self.name, "kind": self.kind}


_NATION = Place("00", "Indonesia", "nasional")


@dataclass(frozen=True, slots=True)
class Gazette:
    """The places of a story, and each mention with the region that it was taken for."""

    places: tuple[Place, ...]
    resolved: tuple[tuple[Mention, Region], ...]


def gazette_of(story: Story, hint: str | None = None) -> Gazette:
    """Return the places of `story`; `hint` (a region code) decides only where the page leaves the kind open."""
    found = [mention for mention in mentions(story.text) if story.tells(mention.start)]
    resolved = tuple((mention, _resolve(mention, found, story.text, hint)) for mention in found)
    scores: dict[str, float] = {}
    for mention, region in resolved:
        scores[region.code] = scores.get(region.code, 0.0) + _weight(mention, story)
    ranked = sorted(scores, key=lambda code: -scores[code])
    if not ranked and hint:
        return Gazette((_place(hint, ()),), ())
    if _is_national(ranked, scores, story, resolved):
        others = [_place(code, resolved) for code in ranked if scores[code] >= 1.0]
        return Gazette((_NATION, *others), resolved)
    return Gazette(tuple(_place(code, resolved) for code in _chosen(ranked, scores, story, resolved)), resolved)


def _resolve(mention: Mention, found: Sequence[Mention], text: str, hint: str | None) -> Region:
    options = mention.candidates
    if len(options) == 1:
        return options[0]
    # The same name with its kind said elsewhere in the story settles it.
    said = Counter(other.kind for other in found if other.kind and other.name.casefold() == mention.name.casefold())
    for kind, _ in said.most_common():
        for option in options:
            if option.kind.startswith(kind):
                return option
    for option in options:
        if hint and option.code == hint:
            return option
    provinces = [option for option in options if option.kind == "provinsi"]
    if provinces:
        return provinces[0]
    city = len(_CITY_WORDS.findall(text)) > len(_REGENCY_WORDS.findall(text))
    wanted = "kota" if city else "kabupaten"
    return next((option for option in options if option.kind.startswith(wanted)), options[0])


def _weight(mention: Mention, story: Story) -> float:
    if mention.venue:
        return 0.1
    opening = story.sentences[:4]
    place = next((s.place for s in opening if s.start <= mention.start < s.end), "body")
    return _WEIGHT[place] * (2.0 if mention.official else 1.5 if mention.kind else 1.0)


def _chosen(
    ranked: list[str], scores: Mapping[str, float], story: Story, resolved: Sequence[tuple[Mention, Region]]
) -> list[str]:
    """Return the codes to report, the main one first."""
    if not ranked or scores[ranked[0]] < 1.0:
        return []
    top = ranked[0]
    if regions()[top].kind == "provinsi":
        top = _city_behind(top, ranked, scores, story, resolved)
    floor = 1.0 if regions()[top].kind == "provinsi" else max(2.0, scores[top] * 0.3)
    others = [code for code in ranked if code != top and scores[code] >= floor and not top.startswith(code + ".")]
    return [top, *others]


def _city_behind(
    top: str, ranked: list[str], scores: Mapping[str, float], story: Story, resolved: Sequence[tuple[Mention, Region]]
) -> str:
    """Return the kabupaten or kota that is the subject although the province it lies in is named more.

    That is one that scores nearly as much, or one that the headline names before (or without) the province.
    """
    headline = [found.code for mention, found in resolved if mention.start < story.title_end]
    first = next(iter(headline), top)
    if first.startswith(top + "."):
        return first
    for code in ranked[1:3]:
        if top not in headline and code.startswith(top + ".") and scores[code] >= 0.75 * scores[top]:
            return code
    return top


def _is_national(
    ranked: list[str],
    scores: Mapping[str, float],
    story: Story,
    resolved: Sequence[tuple[Mention, Region]],
) -> bool:
    signals = sum(
        _WEIGHT["title" if found.start() < story.title_end else "body"] for found in _NATIONAL.finditer(story.text)
    )
    if not ranked or scores[ranked[0]] < 1.0:
        return bool(signals or _STATE.search(story.text))
    total = sum(scores.values())
    top = ranked[0]
    if not any(mention.official for mention, _ in resolved):
        # Nobody acts for any of the places: several provinces side by side are examples of something nationwide.
        provinces = sum(regions()[code].kind == "provinsi" for code in ranked)
        examples = provinces >= 2 or len({code[:2] for code in ranked}) >= 3
        return (signals > 0 and examples) or signals >= 2 * scores[top]
    if scores[top] >= 0.5 * total:
        # One place carries the story; a nation is meant only when it is hardly more than an example.
        return signals >= 3 * scores[top]
    return signals > scores[top]


def _place(code: str, resolved: Sequence[tuple[Mention, Region]]) -> Place:
    region = regions()[code]
    kind = region.kind.removesuffix("_administrasi")
    return Place(code, region.name, kind, tuple(mention for mention, found in resolved if found.code == code))
