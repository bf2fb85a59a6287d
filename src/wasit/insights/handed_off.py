"""Recommendations: their running clocks for the desk and calendars, and looking for them by number and person."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.db.models import Q

from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.queries import DueRecommendation, due_work, recommendations_visible_to
from wasit.forwarding.queries.finding import mentions
from wasit.forwarding.queries.reaching import person_known
from wasit.forwarding.queries.waiting import SENDERS_CLOCKS
from wasit.forwarding.seeing import person_open_to
from wasit.insights.search.found import Found, Result
from wasit.insights.search.likeness import alike, marked
from wasit.insights.search.typed import Typed
from wasit.insights.work import Kind, Work
from wasit.office.reach import Reach
from wasit.proceedings.urgency import urgency_of
from wasit.rulebook import citation, clock, workflow
from wasit.text import Words

RECOMMENDATION = Kind("send", Words(id="Buka penerusan", en="Open recommendation"))
_THEIRS = Words(id="menunggu pihak lain", en="waiting for the other side")
COMPARED = 5000


def recommendation_duties(reach: Reach, now: datetime) -> list[Work]:
    """Return the dates of the open recommendations within reach that lie ahead, or the one that passed last."""
    return [work for one in due_work(reach, now) for work in _dates(one, now)]


def _dates(due: DueRecommendation, now: datetime) -> list[Work]:
    running = cast(Sequence[RecommendationDeadline], getattr(due.recommendation, "running", ()))
    theirs = SENDERS_CLOCKS if due.side == "recipient" else frozenset()
    ahead = [one for one in running if one.due_at and one.due_at > now and one.clock_id not in theirs]
    return [_work(due, one, now) for one in ahead] or [_work(due, due.deadline, now)]


def _work(due: DueRecommendation, deadline: RecommendationDeadline | None, now: datetime) -> Work:
    one = due.recommendation
    first = deadline is None or due.deadline is None or deadline.pk == due.deadline.pk
    return Work(
        key=f"{one.agency.code}.forwarding-{one.pk}" + (f".clock-{deadline.pk}" if deadline else ""),
        kind=RECOMMENDATION,
        subject=one.subject,
        reference=one.short_name,
        title=f"{one.case_name} · {one.recipient_name if due.side == 'sender' else one.agency.name}",
        url=one.get_absolute_url(),
        duty=due.duty if first or deadline is None else clock(deadline.clock_id).action,
        basis=citation(deadline.basis) if deadline and deadline.basis else None,
        confidence=deadline.confidence if deadline else "confirmed",
        started_at=deadline.started_at if deadline else None,
        due_at=deadline.due_at if deadline else None,
        zone=deadline.zone if deadline else one.zone,
        urgency=urgency_of(deadline, now),
        waiting="" if due.ours else _THEIRS,
        handler=one.owner if due.side == "sender" else None,
    )


def find_recommendations(reach: Reach, typed: Typed, limit: int) -> Found:
    """Find recommendations by their number, the case's, the person or the recipient; near spellings last of all."""
    rows, fits = recommendations_visible_to(reach), Q(pk__in=())
    if typed.words:
        fits = Q()
        for word in typed.typed_words:
            fits &= mentions(reach, word)
    if typed.number and typed.number.series in {"", "PN"}:
        year = Q(year=typed.number.year) if typed.number.year else Q()
        fits |= Q(number=typed.number.number) & year
    total = rows.filter(fits).count()
    if total:
        return Found(total, [_result(reach, one, typed.words) for one in rows.filter(fits)[:limit]])
    near = alike(typed.words, dict(rows.filter(person_known(reach)).values_list("pk", "person_name")[:COMPARED]))
    close = rows.filter(pk__in=near.keys[:limit])
    return Found(len(near.keys), [_result(reach, one, near.words) for one in close], alike=True)


def _result(reach: Reach, one: Recommendation, marks: Sequence[str]) -> Result:
    whose = f" · {one.person_name}" if person_open_to(reach, one) else ""
    return Result(
        url=one.get_absolute_url(),
        title=marked(f"{one.short_name}{whose}", marks),
        facts=(marked(one.case_name, marks), marked(one.recipient_name, marks)),
        state=workflow("hand_off").state(one.state).words,
    )
