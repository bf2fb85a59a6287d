"""What time alone makes happen to recommendations: reminders on both sides, and the first rung of the ladder."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wasit.forwarding.actions.ledger import record
from wasit.forwarding.guards import FOLLOW_UP_CLOCKS
from wasit.forwarding.models import RecommendationDeadline
from wasit.office import notices
from wasit.office.blocks import standing
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.proceedings import deadlines
from wasit.proceedings.models import DeadlineStage
from wasit.proceedings.ticking import Watch, handling
from wasit.rulebook import Calendar

_SENDERS = tuple(str(role) for role in ROLES_BY_PERMISSION["forwarding.send"])
_RECEIVERS = tuple(str(role) for role in ROLES_BY_PERMISSION["forwarding.answer"])


def _readers(deadline: RecommendationDeadline, stage: DeadlineStage, now: datetime) -> list[Officer]:
    """Return who must know: the owner always, the recipient while it is its turn, the chair once it is late."""
    one = deadline.recommendation
    readers = handling(one.agency_id, one.owner, _SENDERS, now)
    if one.recipient_agency_id and one.sent_at and one.flow.state(one.state).awaiting == "agency":
        closed = set(standing(one.subject).values_list("officer_id", flat=True))
        held = notices.holders(one.recipient_agency_id, _RECEIVERS, now)
        readers = readers + [officer for officer in held if officer.pk not in closed]
    if stage is DeadlineStage.LATE:
        readers = readers + notices.holders(one.agency_id, ("chair",), now)
    return readers


def _record(deadline: RecommendationDeadline, verb: str, now: datetime, told: Mapping[str, Any]) -> None:
    one = deadline.recommendation
    if verb == "forwarding.deadline_late" and deadline.due_at and _ladder_begins(deadline):
        # The limit passed without news: from here the ladder gives the next date.
        deadlines.start(one, "surat-tanya-1", deadline.due_at, "tick")
    record(one, verb, None, now, **told)


def _ladder_begins(deadline: RecommendationDeadline) -> bool:
    """Tell whether the first letter is now to be written; where it went out before the tick came, it is not."""
    sent = deadline.recommendation.moves.filter(move_id="letter_1", at__gte=deadline.started_at)
    return deadline.clock_id in FOLLOW_UP_CLOCKS and not sent.exists()


WATCH = Watch(
    model=RecommendationDeadline,
    room="forwarding",
    related=("recommendation__agency", "recommendation__owner", "recommendation__recipient_agency"),
    readers=_readers,
    record=_record,
)


def look_at_deadlines(now: datetime) -> int:
    """Look at every clock whose stage may have changed; return how many were looked at."""
    return WATCH.look(now)


def recompute_deadlines(now: datetime, *, calendar: Calendar | None = None) -> int:
    """Reckon every open clock anew after the rulebook or the table of holidays changed; return how many moved."""
    return WATCH.recompute(now, calendar=calendar)
