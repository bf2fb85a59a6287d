"""The visible text of an HTML page, block by block, each character traced to the source; and what its head declares.

A tokeniser of our own, because parsers lose the offsets, and because it must stay linear on hostile pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from wasit.reading.traced import Traced, joined

_LIKE_HTML = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|script|table|span|a\s+href)\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|template|noscript|svg|iframe|textarea|object)\b[^>]*(?:>|\Z).*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-z][\w:-]*)(?P<attributes>[^<>]*)>?"
    r"|<[!?][^<>]*>?"
    r"|&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});",
    re.IGNORECASE | re.DOTALL,
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"\\<]{8,40})"')
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TAG_LIKE = re.compile(r"<script\b.*?(?:</script\s*>|\Z)|<[a-z/!][^<>]*>", re.IGNORECASE | re.DOTALL)

# Inside these nothing is the article's own text.
_OUTSIDE = {"nav", "footer", "aside", "form", "button", "select", "head", "dialog"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
_INLINE |= {"strong", "sub", "sup", "time", "u", "label", "wbr", "img"}


@dataclass(slots=True)
class Markup:
    """Blocks of visible text, and title, time and site as far as the page declares them."""

    blocks: list[Traced] = field(default_factory=list)
    outside: int = 0
    headings: list[Traced] = field(default_factory=list)
    page_title: Traced | None = None
    declared_title: Traced | None = None
    published: Traced | None = None
    site: Traced | None = None


def looks_like_html(text: str) -> bool:
    """Tell whether `text` is HTML rather than plain text."""
    return _LIKE_HTML.search(text[:100_000]) is not None


def without_tags(line: Traced) -> Traced:
    """Return `line` without anything that a browser could take for a tag."""
    return line.without(_TAG_LIKE) if "<" in line.text else line


def parse(source: str) -> Markup:
    """Return the blocks of visible text of `source` and what its head says."""
    page = Markup()
    _Parser(source, page).run()
    return page


class _Parser:
    """Walks the tokens once, keeping the text of the block that is open."""

    def __init__(self, source: str, page: Markup) -> None:
        self.source, self.page = source, page
        self.parts: list[Traced] = []
        self.outside: dict[str, int] = {}
        self.heading = self.titling = False

    def run(self) -> None:
        at = 0
        for token in _TOKEN.finditer(self.source):
            self._text(at, token.start())
            at = token.end()
            if token["tag"]:
                self._tag(token)
            elif token["raw"]:
                self._script(token)
            elif token[0].startswith("&"):
                self._entity(token)
        self._text(at, len(self.source))
        self._end_block()

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(Traced.plain(self.source[start:end], start))

    def _entity(self, token: re.Match[str]) -> None:
        text = unescape(token[0])
        size = len(text)
        self.parts.append(Traced(text, [token.start()] * size, [token.end()] * size))

    def _script(self, token: re.Match[str]) -> None:
        found = _JSON_LD.search(token[0]) if "ld+json" in token[0][:300].lower() else None
        if found and self.page.published is None:
            self.page.published = Traced.plain(found[1], token.start() + found.start(1))

    def _tag(self, token: re.Match[str]) -> None:
        tag, closing = token["tag"].lower(), token["close"] == "/"
        if tag == "meta":
            self._meta(dict(_attributes(token)))
        elif tag == "time" and not closing and self.page.published is None:
            self.page.published = dict(_attributes(token)).get("datetime")
        if tag in _INLINE:
            return
        self._end_block()
        if tag in _OUTSIDE:
            self.outside[tag] = max(0, self.outside.get(tag, 0) + (-1 if closing else 1))
        if tag in {"article", "main", "body"} and not closing:
            # An unclosed menu must not swallow the article.
            self.outside.clear()
        self.titling = tag == "title" and not closing
        self.heading = tag == "h1" and not closing

    def _meta(self, attributes: dict[str, Traced]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name is None or content is None or not content.text.strip():
            return
        match name.text.lower():
            case "article:published_time" | "datepublished" | "pubdate" | "publishdate" | "dc.date" | "date":
                self.page.published = content
            case "og:title":
                self.page.declared_title = content
            case "og:site_name":
                self.page.site = content

    def _end_block(self) -> None:
        if not self.parts:
            return
        block = without_tags(tidy(joined(self.parts, "")))
        self.parts = []
        if not block.text:
            return
        if self.titling:
            self.page.page_title = self.page.page_title or block
        elif any(self.outside.values()):
            self.page.outside += 1
        else:
            if self.heading:
                self.page.headings.append(block)
            self.page.blocks.append(block)


def _attributes(token: re.Match[str]) -> Iterator[tuple[str, Traced]]:
    offset = token.start("attributes")
    for found in _ATTRIBUTE.finditer(token["attributes"]):
        group = next(number for number in (2, 3, 4) if found[number] is not None)
        raw = Traced.plain(found[group], offset + found.start(group))
        yield found[1].lower(), without_tags(tidy(_unescaped(raw)))


def _unescaped(raw: Traced) -> Traced:
    """Return an attribute's value with its entities resolved."""
    parts, at = [], 0
    for found in re.finditer(r"&(?:#\w{1,8}|[a-zA-Z][a-zA-Z0-9]{1,30});", raw.text):
        text = unescape(found[0])
        start, end = raw.span(found.start(), found.end())
        parts += [raw.cut(at, found.start()), Traced(text, [start] * len(text), [end] * len(text))]
        at = found.end()
    return joined([*parts, raw.cut(at, len(raw.text))], "")


_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def tidy(line: Traced) -> Traced:
    """Return `line` with every run of white space as one space and without invisible characters."""
    if _INVISIBLE.search(line.text):
        line = line.without(_INVISIBLE)
    keep, at = [], 0
    for run in _SPACES.finditer(line.text):
        if run[0] != " ":
            keep += [line.cut(at, run.start()), Traced(" ", [line.starts[run.start()]], [line.ends[run.end() - 1]])]
            at = run.end()
    return (joined([*keep, line.cut(at, len(line.text))], "") if keep else line).strip()
