"""Names of regions found in running text, with what stands before them: Kota, Pemkab, Gubernur, Bawaslu, a hotel."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from wasit.text.regions import Region, regions

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MAX_WORDS = 6
# Names that are common words or parts of people's names too: they count only behind a word of office.
_COMMON = {
    "batu", "buru", "mitra", "bone", "sorong", "batang", "pati", "solo", "mura", "tuba", "tala", "palas", "madina",
    "asahan", "mabar", "banjar", "toba", "metro", "belu", "lebak", "kudus", "demak", "pali", "oki", "muba", "barut",
    "balut", "matim", "sbt", "sbb", "ksb", "kkt", "hst", "hss", "hsu", "klu", "mbd", "sbd", "tts", "ttu", "pbd",
    "nad", "dki", "karo", "ende", "tual", "kaur", "tebo",
}  # fmt: skip
_KIND_BEFORE = (
    (
        "kota",
        r"(?:(?:wakil\s+|wa)?(?:wali\s*kota|walkot|wawali|wawalkot)|pemkot|pemerintah(?:an)?\s+kota"
        r"|kota(?:\s+administrasi)?|kotamadya|pilwalkot"
        r"|pilwali|pilkot|polresta)",
    ),
    (
        "kabupaten",
        r"(?:(?:wakil\s+)?bupati|wabup|pemkab|pemerintah(?:an)?\s+kabupaten|kabupaten(?:\s+administrasi)?|kab\.?"
        r"|pilbup|pilkab)",
    ),
    (
        "provinsi",
        r"(?:(?:wakil\s+)?gubernur|wagub|pemprov|pemda|pemerintah(?:an)?\s+provinsi|provinsi|propinsi|prov\.?"
        r"|polda|kapolda|pilgub|kejati)",
    ),
)
# Who acts for the place; with one of these before it a place is the subject rather than the scene.
_OFFICE = (
    r"(?:bawaslu\)?|panwaslu|panwas|kpu|kpud|dprd|bkd|bkpsdm|bkpp|sekda|asn|pns|polres(?:ta)?|kapolres(?:ta)?"
    r"|kodim|kejari"
    r"|inspektorat|(?:wakil\s+|wa)?wali(?:\s*kota)?|walkot|bupati|wabup|gubernur|wagub|pemkot|pemkab|pemprov|pemda"
    r"|pemerintah(?:an)?)"
)
_KIND = re.compile(
    "(?:" + "|".join(rf"(?P<{kind}>(?<!\w){pattern})" for kind, pattern in _KIND_BEFORE) + r")\s*[)(]?[\s-]*$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    rf"(?<!\w){_OFFICE}\)?(?:\s+(?:daerah|provinsi|kota|kabupaten|kab\.?|administrasi|di|lingkup)|\s*\(\w+\))*\s*$",
    re.IGNORECASE,
)
_BOTH_KINDS = re.compile(
    r"(?:kabupaten\s*(?:/|dan)\s*kota|kota\s*(?:/|dan)\s*kabupaten|kab\.?\s*/\s*kota)\s*$", re.IGNORECASE
)
_NOT_PLACE = re.compile(
    r"(?<!\w)(?:jalan|jl\.?|hotel|universitas|univ\.?|stasiun|gunung|sungai|bandara|selat|pulau|gedung|rsud"
    r"|stadion|pasar|radar|tribun|rri|sultan|putra)\s+$",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"(?<!\w)(?:hotel|ballroom|aula|gedung|auditorium|bertempat\s+di|berlangsung\s+di|digelar\s+di|kampus"
    r"|universitas|asal)\s[^.\n]{0,60}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A region's name in the text. `kind` is what the words around it say ("" when nothing does)."""

    name: str
    candidates: tuple[Region, ...]
    start: int
    end: int
    kind: str
    official: bool
    venue: bool


@cache
def _names() -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[Region, ...]], ...]]:
    """Return, by first word, the names that begin with it, the longest first."""
    by_name: dict[tuple[str, ...], dict[str, Region]] = {}
    for found in regions().values():
        for name in {found.short_name, *found.aliases}:
            words = tuple(_WORD.findall(name.casefold()))
            by_name.setdefault(words, {})[found.code] = found
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Region, ...]]]] = {}
    for words, candidates in by_name.items():
        by_first.setdefault(words[0], []).append((words, tuple(candidates.values())))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in by_first.items()}


def is_region(name: str) -> bool:
    """Tell whether `name` as a whole is the name of a region."""
    bare = re.sub(r"^(?:kota|kabupaten|kab\.?|provinsi)\s+", "", name.casefold())
    words = tuple(_WORD.findall(bare))
    return any(words == known for known, _ in _names().get(words[0], ())) if words else False


def mentions(text: str) -> Iterator[Mention]:
    """Yield the regions named in `text`, in its order."""
    tokens = list(_WORD.finditer(text))
    at = 0
    while at < len(tokens):
        found = _name_at(text, tokens, at)
        if found is None:
            at += 1
            continue
        size, candidates = found
        start, end = tokens[at].start(), tokens[at + size - 1].end()
        mention = _mention(text, start, end, candidates)
        if mention is not None:
            yield mention
        at += size


def _name_at(text: str, tokens: list[re.Match[str]], at: int) -> tuple[int, tuple[Region, ...]] | None:
    if not (tokens[at][0][0].isupper() or tokens[at][0][0].isdigit()):
        return None
    for words, candidates in _names().get(tokens[at][0].casefold(), ()):
        run = tokens[at : at + len(words)]
        if len(run) == len(words) and all(token[0].casefold() == word for token, word in zip(run, words, strict=True)):
            gaps = (text[one.end() : two.start()] for one, two in pairwise(run))
            if all(gap in {" ", "-", ". "} for gap in gaps):
                return len(words), candidates
    return None


def _mention(text: str, start: int, end: int, candidates: tuple[Region, ...]) -> Mention | None:
    before, after = text[max(0, start - 60) : start].rsplit("\n", 1)[-1], text[end : end + 12]
    if _NOT_PLACE.search(before) or re.match(r"\s+Raya\b", after):
        return None
    name = text[start:end]
    # "… katanya di Kendari, Rabu" is where somebody spoke.
    spoken = (
        before.endswith(" di ")
        and re.match(r",\s*(?:Senin|Selasa|Rabu|Kamis|Jum|Sabtu|Minggu|\(?\d)", after) is not None
    )
    # A few aliases carry their kind inside ("Kota Solo").
    own = re.match(r"(kota|kabupaten)\s", name, re.IGNORECASE)
    said = _KIND.search(before)
    kind = ""
    if own:
        kind = own[1].lower()
    elif said and not _BOTH_KINDS.search(before):
        kind = said.lastgroup or ""
    elif re.match(r"\s+Kota\b", after):
        kind = "kota"
    official = _OFFICIAL.search(before) is not None
    if not kind and not official and _WORD.findall(name)[0].casefold() in _COMMON and " " not in name:
        return None
    fitting = tuple(region for region in candidates if _fits(region, kind)) if kind else candidates
    return Mention(name, fitting or candidates, start, end, kind, official, spoken or _VENUE.search(before) is not None)


def _fits(region: Region, kind: str) -> bool:
    return region.kind.startswith(kind)
