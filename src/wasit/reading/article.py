"""From a page to its article: headline, lines of the body, and what the page itself says of outlet and time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import trafilatura

from wasit.reading import markup
from wasit.reading.boilerplate import is_stamp, unwanted
from wasit.reading.traced import Traced
from wasit.text import Problem, Words

# The longest news features stay below 60,000 letters; the tree builder's time grows with the number of blocks.
_MAX_BODY = 400_000
_MAX_BLOCKS = 30_000
_STAMPED = re.compile(r"last updated|\bviews?\b|\bwib\b|\bwita\b|\bwit\b|diterbitkan|published|posted", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """Headline and body lines of a page; `stamps` are places where the page tells its time of publication."""

    title: Traced | None
    lines: tuple[Traced, ...]
    removed: int
    stamps: tuple[Traced, ...]
    site: Traced | None


def article_of(text: str, html: bool | None, file: str) -> Article:
    """Return the article of a page; Problem when the page is longer than any article."""
    if html is None:
        html = markup.looks_like_html(text)
    found = _from_html(text, file) if html else _from_text(text, file)
    if sum(len(line.text) for line in found.lines) > _MAX_BODY:
        raise _too_long(file)
    return found


def _from_text(text: str, file: str) -> Article:
    offset, lines = 0, []
    for raw in text.splitlines(keepends=True):
        if raw.strip():
            lines.append(Traced.plain(raw, offset))
        offset += len(raw)
    if len(lines) > _MAX_BLOCKS or any(len(line.text) > _MAX_BODY for line in lines):
        raise _too_long(file)
    tidied = [markup.without_tags(markup.tidy(line)) for line in lines]
    return _assemble([line for line in tidied if line.text], title=None, removed=0, stamps=(), site=None)


def _from_html(source: str, file: str) -> Article:
    page = markup.parse(source)
    if len(page.blocks) + page.outside > _MAX_BLOCKS:
        raise _too_long(file)
    blocks, dropped = _main_blocks(source, page.blocks)
    title = _html_title(page)
    stamps = (page.published,) if page.published else ()
    return _assemble(blocks, title=title, removed=dropped + page.outside, stamps=stamps, site=page.site)


def _main_blocks(source: str, blocks: list[Traced]) -> tuple[list[Traced], int]:
    """Return the blocks that trafilatura takes for the article, all of them when it finds none."""
    main = trafilatura.extract(source, include_comments=False, include_tables=True) or ""
    wanted = _letters(main)
    kept = [block for block in blocks if (letters := _letters(block.text)) and letters in wanted]
    found = sum(len(_letters(block.text)) for block in kept)
    if not kept or found < len(wanted) // 2:
        return blocks, 0
    return kept, len(blocks) - len(kept)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _html_title(page: markup.Markup) -> Traced | None:
    for title in (page.headings[0] if len(page.headings) == 1 else None, page.declared_title):
        if title and len(title.text.split()) >= 2:
            return title
    if page.page_title is None:
        return page.headings[0] if page.headings else None
    # "Headline - Outlet", "Headline | Outlet": the outlet's name is the last part.
    cut = re.search(r"\s+[|–—-]\s+[^|–—-]{2,40}$", page.page_title.text)
    return page.page_title.cut(0, cut.start()) if cut else page.page_title


def _assemble(
    lines: Sequence[Traced], *, title: Traced | None, removed: int, stamps: tuple[Traced, ...], site: Traced | None
) -> Article:
    dropped = unwanted([line.text for line in lines])
    found = [line for number, line in enumerate(lines) if number in dropped and number < 20 and _tells_time(line.text)]
    kept = [line for number, line in enumerate(lines) if number not in dropped]
    if title is None:
        title, kept = _split_headline(kept)
    else:
        kept = [line for line in kept if _letters(line.text) != _letters(title.text)]
    gone = removed + len(lines) - len(kept) - (1 if title is not None else 0)
    title = title.strip(" \"'“”‘’«»") if title else None
    return Article(title if title and title.text else None, tuple(kept), max(0, gone), (*stamps, *found), site)


def _tells_time(line: str) -> bool:
    return is_stamp(line) or (len(line) < 200 and _STAMPED.search(line) is not None)


def _split_headline(lines: list[Traced]) -> tuple[Traced | None, list[Traced]]:
    """Return the headline that a plain page opens with, and the lines after it, without the menu before it."""
    for number, line in enumerate(lines[:15]):
        words = len(line.text.split())
        ends = re.search(r"[.!:;,]$|\.[\"”’]$", line.text) is not None
        if words <= 3 and not ends:
            continue
        if (
            number + 1 < len(lines)
            and words <= 30
            and len(line.text) <= 200
            and not ends
            and not _opens_story(line.text)
        ):
            return line, lines[number + 1 :]
        return None, lines[number:]
    return None, lines


def _opens_story(line: str) -> bool:
    return re.match(r"^[A-Z][\w ,.()/]{2,60}\s[-–—]+\s.{40,}", line) is not None


def _too_long(file: str) -> Problem:
    return Problem(
        Words(
            id=f"{file}: terlalu panjang untuk satu halaman berita. Simpan satu halaman per berkas.",
            en=f"{file}: too long for one news page. Save one page to a file.",
        )
    )
