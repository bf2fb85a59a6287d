"""Reading a news page: what it says, of which place, and about whose neutrality."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from wasit.reading.article import Article, article_of
from wasit.reading.bodies import bodies_in
from wasit.reading.conduct import conduct_in
from wasit.reading.counts import counts_in, settled
from wasit.reading.dates import day_of_news, days_in
from wasit.reading.decoding import decoded
from wasit.reading.events import events_in
from wasit.reading.letters import letters_in
from wasit.reading.numbers import NUMBER, value_of
from wasit.reading.page import Page, Span
from wasit.reading.places import Gazette, gazette_of
from wasit.reading.story import Story, story_of
from wasit.reading.topic import is_on_topic, subjects_in
from wasit.text.regions import region

_VOTE = r"(?:pemungutan|pencoblosan|pilkada|pemilu|pemilihan|hari\s+H|27\s+November|14\s+Februari)"
_DAYS = re.compile(
    rf"(?P<n>{NUMBER})\s+hari\s+(?:lagi|ke\s+depan|menuju|jelang|menjelang|sebelum|hingga"
    rf"|sampai)\b[^.\n]{{0,70}}\b{_VOTE}"
    rf"|\b(?:tinggal|kurang|tersisa|sisa|menyisakan)\s+(?:sekitar\s+)?(?P<m>{NUMBER})\s+hari\b[^.\n]{{0,70}}\b{_VOTE}"
    rf"|\b{_VOTE}\b[^.\n]{{0,60}}\b(?:tinggal|kurang|tersisa|sisa)\s+(?:sekitar\s+)?(?P<o>{NUMBER})\s+hari\b"
    r"|\bH-(?P<h>\d{1,3})\b(?=[^.\n]{0,60}(?:pemungutan|pencoblosan|pilkada|pemilu))",
    re.IGNORECASE,
)
# After these kinds of event a story tells of a case, so that its conduct is what someone is said to have done.
_HANDLED = {"temuan_laporan", "proses_klarifikasi", "rekomendasi", "sanksi"}


def read_page(data: bytes | str, *, file: str = "-", html: bool | None = None, hint_region: str | None = None) -> Page:
    """Read one page of text or HTML (`html=None`: found out); Problem when it is empty, no text, or no single page.

    `hint_region` (a code such as 35.73) decides where the page itself leaves open which region of a name is meant.
    """
    if hint_region is not None:
        region(hint_region)
    article = article_of(decoded(data, file), html, file)
    story = story_of(article)
    gazette = gazette_of(story, hint_region)
    spans = _Spans(story)
    spans.add("title", "", 0, story.title_end)
    page = Page(
        file=file,
        title=article.title.text if article.title else None,
        published=_published(article, story, spans),
        source=_source(article, story, spans),
        on_topic=is_on_topic(story),
        body=story.text[story.body_start :],
        regions=gazette.places,
        removed_lines=article.removed,
    )
    spans.add_all("regions", ((p.code, m.start, m.end) for p in gazette.places for m in p.mentions[:1]))
    if page.on_topic:
        page = _with_facts(page, story, gazette, spans)
    return replace(page, spans=tuple(spans.found))


class _Spans:
    """Collects spans, given in offsets of the story, as offsets of the original page."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.found: list[Span] = []

    def add(self, name: str, value: str, start: int, end: int) -> None:
        if end > start:
            self.found.append(Span(name, value, *self.story.whole.span(start, end)))

    def add_all(self, name: str, facts: Iterable[tuple[str, int, int]]) -> None:
        for value, start, end in facts:
            self.add(name, value, start, end)


def _with_facts(page: Page, story: Story, gazette: Gazette, spans: _Spans) -> Page:
    events = events_in(story)
    role, acts = conduct_in(story, handled=any(event.kind in _HANDLED for event in events))
    counts = counts_in(story, gazette)
    letters = letters_in(story)
    bodies = bodies_in(story, gazette)
    subjects = subjects_in(story)
    values, stated = settled(counts)
    spans.add_all("event_types", ((event.kind, event.start, event.end) for event in events))
    spans.add_all("counts", ((count.key, count.start, count.end) for count in counts))
    spans.add_all("circular_numbers", ((letter.number, letter.start, letter.end) for letter in letters))
    spans.add_all("circulars", ((str(one.day), *one.day_span) for one in letters if one.day_span))
    spans.add_all("institutions", ((body.name, body.start, body.end) for body in bodies))
    spans.add_all("subjects", ((subject.name, subject.start, subject.end) for subject in subjects))
    spans.add_all("conduct", ((act.code, act.start, act.end) for act in acts))
    return replace(
        page,
        event_types=tuple(event.kind for event in events),
        counts=values,
        counts_stated=stated,
        circulars=tuple((letter.number, letter.day) for letter in letters),
        institutions=tuple(body.name for body in bodies),
        subjects=tuple(subject.name for subject in subjects),
        conduct=tuple(act.code for act in acts),
        conduct_role=role,
        days_to_vote=_days_to_vote(story, spans),
    )


def _days_to_vote(story: Story, spans: _Spans) -> int | None:
    for hit in _DAYS.finditer(story.text):
        number = next(group for group in hit.groups() if group)
        value = value_of(number)
        if value is not None and value <= 400:
            spans.add("days_to_vote", str(value), hit.start(), hit.end())
            return value
    return None


def _published(article: Article, story: Story, spans: _Spans) -> date | None:
    """Return the day that the page declares or its stamp shows, else the day that the story calls its own."""
    for stamp in article.stamps:
        for found in days_in(stamp.text):
            spans.found.append(Span("published", found.day.isoformat(), *stamp.span(found.start, found.end)))
            return found.day
    own = day_of_news(story.text, story.body_start)
    if own is None:
        return None
    spans.add("published", own.day.isoformat(), own.start, own.end)
    return own.day


def _source(article: Article, story: Story, spans: _Spans) -> str | None:
    if article.site:
        site = article.site.text
        spans.found.append(Span("source", site, *article.site.span(0, len(site))))
        return site
    if story.source is None:
        return None
    start, end = story.source
    spans.add("source", story.text[start:end], start, end)
    return story.text[start:end]
