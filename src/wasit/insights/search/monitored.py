"""Looks through what monitoring holds: indications by text and account, pages of the press by headline and text."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from wasit.insights.search.found import Found, Result
from wasit.insights.search.likeness import Marked, excerpt, folded, marked
from wasit.insights.search.typed import Typed
from wasit.look.dates import plainday, short_language
from wasit.monitoring.models import Capture, Hit
from wasit.monitoring.queries import OPEN, clippings
from wasit.office.blocks import unblocked
from wasit.office.reach import Reach
from wasit.text.regions import region


def find_hits(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find indications, those that still wait first, then the strongest; posts in which nothing was found are none."""
    if not typed.words:
        return Found()
    rows = reach.limit(Hit.objects.select_related("capture", "capture__delivery"))
    # An indication that became a case is closed to whoever may not see the case.
    rows = unblocked(reach, rows, "case", "case_id")
    for word in typed.typed_words:
        rows = rows.filter(
            Q(capture__text__icontains=word)
            | Q(capture__title__icontains=word)
            | Q(capture__author_name__icontains=word)
            | Q(capture__author_handle__icontains=word)
        )
    waiting = rows.filter(state__in=OPEN)
    best = list(waiting.order_by("-score", "-pk")[:limit])
    if len(best) < limit:
        best += rows.exclude(state__in=OPEN).order_by("-found_at", "-pk")[: limit - len(best)]
    return Found(rows.count(), [_hit(hit, typed.words) for hit in best])


def find_pages(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find pages of the press, those with the words in their headline first, then the latest."""
    if not typed.words:
        return Found()
    rows = clippings(reach, search=" ".join(typed.typed_words))
    headed = rows
    for word in typed.typed_words:
        headed = headed.filter(title__icontains=word)
    best = list(headed[:limit])
    if len(best) < limit:
        best += rows.exclude(pk__in=[page.pk for page in best])[: limit - len(best)]
    return Found(rows.count(), [_page(page, typed.words) for page in best])


def _hit(hit: Hit, words: Sequence[str]) -> Result:
    capture = hit.capture
    return Result(
        url=hit.get_absolute_url(),
        title=excerpt(capture.text or capture.heading, words, 140),
        facts=tuple(marked(fact, words) for fact in (capture.from_whom, _day(capture)) if fact),
        state=hit.get_state_display(),
    )


def _page(page: Capture, words: Sequence[str]) -> Result:
    title = marked(page.heading, words)
    found_in_text = any(word in folded(page.text) for word in words)
    facts = [Marked(_day(page))] if page.posted_at else []
    if found_in_text and not title.spans:
        facts.append(excerpt(page.text, words, 120))
    return Result(
        # A picture of a page was not read, so it has only its sealed copy.
        url=reverse("clipping" if page.reading else "capture", args=[page.pk]),
        title=title,
        facts=tuple(facts),
    )


def _day(capture: Capture) -> str:
    if capture.posted_at is None:
        return ""
    return plainday(capture.posted_at, region(capture.region_code).zone, short_language(get_language()))
