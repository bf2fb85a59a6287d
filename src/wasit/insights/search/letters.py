"""Looks for letters of the register, by number, kind and subject line."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import get_language

from wasit.insights.search.found import Found, Result
from wasit.insights.search.likeness import Marked, marked
from wasit.insights.search.typed import Typed
from wasit.letters.models import Letter
from wasit.letters.queries import letters_visible_to
from wasit.look.dates import plainday, short_language
from wasit.office.reach import Reach


def find(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find letters, those whose number holds what was typed first, then the latest."""
    if not typed.words:
        return Found()
    rows, fits = letters_visible_to(reach), Q()
    for word in typed.typed_words:
        fits &= Q(full_number__icontains=word) | Q(subject__icontains=word)
    best = list(rows.filter(full_number__icontains=typed.text)[:limit])
    best += rows.filter(fits).exclude(pk__in=[one.pk for one in best])[: limit - len(best)]
    total = rows.filter(fits | Q(full_number__icontains=typed.text)).count()
    return Found(total, [_result(one, typed.words) for one in best])


def _result(letter: Letter, marks: Sequence[str]) -> Result:
    day = plainday(letter.date, "Asia/Jakarta", short_language(get_language()))
    return Result(
        url=letter.get_absolute_url(),
        title=marked(letter.full_number, marks),
        facts=tuple(fact for fact in (marked(letter.subject, marks), Marked(day)) if fact),
        state=letter.get_state_display(),
    )
