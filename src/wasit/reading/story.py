"""The article as one traced text with its sentences, its dateline, and where headline and lead end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wasit.reading.article import Article
from wasit.reading.gazetteer import is_region
from wasit.reading.traced import Traced, joined

_END = re.compile(r"[.!?]+[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Drs?|Dra|Ir|Hj?|Pj|Pjs|Plt|Plh|No|Jl|Kab|Kec|Prof|St|Sdr|Tn|Ny|Moh|Muh|Th|tgl|hlm|[A-Z]))\.\s*$"
)
# A fragment that only goes on with the sentence before it.
_GOES_ON = re.compile(r"^(?:Terutama|Khususnya|Termasuk|Misalnya|Seperti|Antara lain|Di antaranya|Baik itu)\b")
_ELSEWHERE = re.compile(r"[\W_]*(?:baca|lihat|simak)\s+(?:juga|pula|selengkapnya)\b", re.IGNORECASE)
# A page pasted as one line is no single lead.
_LEAD = 2
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|id|net|org|info|news|tv|co)$", re.IGNORECASE)
# In capitals an outlet and a small town look alike; outlets give themselves away by a word of the trade.
_OUTLET_WORD = re.compile(
    r"times|news|post?\b|kompas|viva|antara|tribun|radar|suara|warta|kabar|media|merdeka|tempo|detik|republika"
    r"|jurnal|berita|harian|portal|info"
    r"|online|cnn|cnbc|idn|jpnn|rmol|gatra|bisnis|liputan|sindo|okezone|kumparan|tirto|tabloid|koran|fakta|jawapos|rri|tv\b|inews",
    re.IGNORECASE,
)
_DASH = re.compile(r"^(?P<head>\S.{1,70}?)[\s.,”\"“]*\s*(?:[-–—]{1,2}|:)[\s–—-]+")
_PLACE_NEXT = re.compile(r"\s*(?P<place>[A-Z]\w+(?:\s[A-Z]\w+)?)[.,]+[\s–—-]+")
_PLACE_SOURCE = re.compile(
    r"^(?P<place>[A-Z]\w+(?:\s[A-Z]\w+){0,2}),\s+(?P<source>[A-Z]{3,}(?:\.[A-Z]+)?|[\w-]+\.(?:com|id|co\.id))\s"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from `start` to `end` of the story's text; `place` is "title", "lead" or "body"."""

    text: str
    start: int
    end: int
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class Story:
    """Headline and body as one text; what stands in `silent` (dateline, links to other stories) tells nothing."""

    whole: Traced
    title_end: int
    silent: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    sentences: tuple[Sentence, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The text that all offsets of sentences and findings count in."""
        return self.whole.text

    def tells(self, offset: int) -> bool:
        """Tell whether the word at `offset` belongs to what the story says."""
        return not any(start <= offset < end for start, end in self.silent)

    @property
    def body_start(self) -> int:
        """Where the body begins."""
        return self.title_end + 1 if self.title_end else 0


def story_of(article: Article) -> Story:
    """Return the story of an article."""
    parts = ([article.title] if article.title else []) + list(article.lines)
    whole = joined(parts, "\n")
    title_end = len(article.title.text) if article.title else 0
    start = title_end + 1 if title_end else 0
    first = article.lines[0].text if article.lines else ""
    length, source = _dateline(first)
    span = (start + source[0], start + source[1]) if source else None
    sentences = tuple(_sentences(whole.text, title_end, start + length))
    silent = ((start, start + length), *((s.start, s.end) for s in sentences if s.place == "elsewhere"))
    return Story(whole, title_end, silent, span, tuple(s for s in sentences if s.place != "elsewhere"))


def _sentences(text: str, title_end: int, skip_to: int) -> Iterator[Sentence]:
    at = 0
    for number, line in enumerate(text.split("\n")):
        in_title = number == 0 and title_end > 0
        first_body = 1 if title_end else 0
        start = max(at, skip_to) if number == first_body else at
        for order, (begin, end) in enumerate(_split(text, start, at + len(line))):
            lead = number == first_body and order < _LEAD
            place = "title" if in_title else "lead" if lead else "body"
            # A link to another story, run into the paragraph, tells nothing of this one.
            elsewhere = _ELSEWHERE.match(text[begin : begin + 30])
            yield Sentence(text[begin:end], begin, end, "elsewhere" if elsewhere else place, number)
        at += len(line) + 1


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        if _SHORT.search(text, max(begin, stop.start() - 8), stop.end()) or _GOES_ON.match(
            text[stop.end() : stop.end() + 20]
        ):
            continue
        yield begin, stop.end()
        begin = stop.end()
    if begin < end:
        yield begin, end


def _dateline(line: str) -> tuple[int, tuple[int, int] | None]:
    """Return how long the dateline of the first line is and where in it the outlet stands."""
    found = _DASH.match(line[:110])
    if found and _all_names(found["head"]):
        source = _outlet(found["head"])
        length = found.end()
        after = _PLACE_NEXT.match(line, length, length + 40) if source else None
        return (after.end() if after else length), source
    other = _PLACE_SOURCE.match(line[:80])
    if other and is_region(other["place"]):
        return other.end(), other.span("source")
    return 0, None


def _all_names(head: str) -> bool:
    words = re.findall(r"[\w.]+", head)
    return (
        bool(words) and all(word[0].isupper() or _DOMAIN.match(word.strip(".")) for word in words) and len(words) <= 7
    )


def _outlet(head: str) -> tuple[int, int] | None:
    for piece in re.finditer(r"[^,()/|]+", head):
        name = piece[0].strip(" .")
        at = head.index(name, piece.start()) if name else 0
        if _DOMAIN.match(name) or (_OUTLET_WORD.search(name) and not is_region(name)):
            return at, at + len(name)
    return None
