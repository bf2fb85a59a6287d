"""The list of recommendations, filtered, the most pressing first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from wasit.forwarding.models.recommendation import ENDED
from wasit.forwarding.queries.counting import with_kind
from wasit.forwarding.queries.reaching import person_known, recommendations_visible_to
from wasit.forwarding.queries.waiting import DueRecommendation, due_of
from wasit.office.reach import Reach
from wasit.proceedings.urgency import by_urgency


@dataclass(frozen=True)
class Asked:
    """What a list is filtered by; empty fields ask nothing. `which` is waiting, mine, open, done or all."""

    text: str = ""
    which: str = ""
    recipient: str = ""
    kind: str = ""
    blocked: bool = False


def find_recommendations(reach: Reach, asked: Asked, now: datetime) -> list[DueRecommendation]:
    """Return the recommendations that fit, the most pressing first and what has ended last, the latest on top."""
    rows: QuerySet[Any] = with_kind(recommendations_visible_to(reach), now)
    for word in asked.text.split():
        rows = rows.filter(mentions(reach, word))
    if asked.recipient:
        rows = rows.filter(recipient_name=asked.recipient)
    if asked.kind or asked.recipient:
        rows = rows.filter(sent_at__isnull=False)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.blocked:
        rows = rows.filter(block_move="record_block")
    if asked.which == "mine":
        rows = rows.filter(owner=reach.officer_id)
    if asked.which in {"waiting", "mine", "open"}:
        rows = rows.exclude(state__in=ENDED)
    if asked.which == "done":
        rows = rows.filter(state__in=ENDED)
    found = [due_of(reach, one, now) for one in rows]
    if asked.which == "waiting":
        found = [one for one in found if one.ours]
    return sorted(found, key=lambda one: (one.recommendation.ended, *_pressing(one)))


def mentions(reach: Reach, word: str) -> Q:
    """Return the condition that a recommendation holds a word; a name counts only where the reader may know it."""
    whose = Q(person_name__icontains=word) | Q(person_unit__icontains=word)
    return Q(case_name__icontains=word) | Q(recipient_name__icontains=word) | (whose & person_known(reach))


def _pressing(one: DueRecommendation) -> tuple[int, datetime, int]:
    return by_urgency(one.urgency, one.deadline, -one.recommendation.pk)
