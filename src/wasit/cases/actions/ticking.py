"""What time alone makes happen to the clocks of cases."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wasit.cases.actions.ledger import record
from wasit.cases.models import Deadline
from wasit.office import notices
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.proceedings.models import DeadlineStage
from wasit.proceedings.ticking import Watch, handling
from wasit.rulebook import Calendar


def _readers(deadline: Deadline, stage: DeadlineStage, now: datetime) -> list[Officer]:
    case = deadline.case
    roles = tuple(str(role) for role in ROLES_BY_PERMISSION["cases.handle"])
    readers = handling(case.agency_id, case.responsible, roles, now)
    return readers + notices.holders(case.agency_id, ("chair",), now) if stage is DeadlineStage.LATE else readers


def _record(deadline: Deadline, verb: str, now: datetime, told: Mapping[str, Any]) -> None:
    record(deadline.case, verb, None, now, **told)


WATCH = Watch(
    model=Deadline,
    room="cases",
    related=("case__agency", "case__handler", "case__opened_by"),
    readers=_readers,
    record=_record,
)


def look_at_deadlines(now: datetime) -> int:
    """Look at every clock whose stage may have changed; return how many were looked at."""
    return WATCH.look(now)


def claim_due(pk: int, now: datetime) -> bool:
    """Look at one clock; return whether this process was the one to do it."""
    return WATCH.claim(pk, now)


def recompute_deadlines(now: datetime, *, calendar: Calendar | None = None) -> int:
    """Reckon every open clock anew after the rulebook or the table of holidays changed; return how many moved."""
    return WATCH.recompute(now, calendar=calendar)
