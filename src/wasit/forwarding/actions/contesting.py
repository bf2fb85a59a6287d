"""Objection to a decision, or appeal against a dismissal, and how it ended."""

from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.actions.moving import perform, together
from wasit.forwarding.actions.receiving import FUTURE, recipient_works, record_theirs
from wasit.forwarding.guards import weight_of
from wasit.forwarding.models import Contest, Recommendation
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem
from wasit.text import Words


def object_to(
    one: Recommendation, *, filed_at: datetime, grounds: str, officer: Officer, reach: Reach, now: datetime
) -> Contest:
    """Record an objection, or an appeal where the decision is a dismissal; what counts is the day it was filed."""
    _check_filed(one, filed_at, now)
    weight = weight_of(guards.last_decision(one))
    with together(one):
        recipient_works(one, reach)
        row = Contest.objects.create(
            recommendation=one,
            kind=Contest.Kind.APPEAL if weight == "dismissal" else Contest.Kind.OBJECTION,
            filed_at=filed_at,
            grounds=grounds.strip(),
            recorded_by=officer,
        )
        record_theirs(one, "forwarding.contested", officer, now, kind=row.kind)
        perform(
            one,
            "object",
            officer=officer,
            reach=reach,
            now=now,
            notified_at=filed_at,
            note=grounds,
            outcomes=(weight,),
        )
    return row


def _check_filed(one: Recommendation, filed_at: datetime, now: datetime) -> None:
    if filed_at > now:
        raise FieldProblem("notified_at", FUTURE)
    decision = guards.last_decision(one)
    if decision is not None and decision.received_at and filed_at < decision.received_at:
        raise FieldProblem(
            "notified_at",
            Words(
                id="Keberatan tidak dapat diajukan sebelum keputusan diterima. Periksa tanggalnya.",
                en="An objection cannot be filed before the decision was received. Check the date.",
            ),
        )


def end_contest(one: Recommendation, *, move_id: str, note: str, officer: Officer, reach: Reach, now: datetime) -> None:
    """Record that the decision was upheld or cancelled; a changed one is written by `decide`."""
    result = {"uphold": Contest.Result.UPHELD, "overturn": Contest.Result.OVERTURNED}[move_id]
    with together(one):
        perform(one, move_id, officer=officer, reach=reach, now=now, note=note)
        one.contests.filter(result=Contest.Result.OPEN).update(result=result, decided_at=now, note=note.strip())
