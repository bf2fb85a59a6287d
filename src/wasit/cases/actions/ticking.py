"""What time alone makes happen to clocks, and what a change of the rulebook does to them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from wasit.cases import deadlines
from wasit.cases.actions.ledger import record
from wasit.cases.models import Case, Deadline
from wasit.look.dates import longday
from wasit.office import notices
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.rulebook import Calendar, clock
from wasit.text import Problem, Words

RowT = TypeVar("RowT")


def look_at_deadlines(now: datetime) -> int:
    """Look at every clock whose stage may have changed, tell who must know, and return how many were looked at.

    Several processes may run this at once: a row is claimed by an update that names the instant it was due to be
    looked at, and the notices are written in the same transaction. A clock that cannot be read (its row vanished from
    the rulebook, say) does not keep the others waiting: all of these are raised together at the end.
    """
    due = Deadline.objects.filter(stopped_at__isnull=True, look_at__lte=now).order_by("look_at", "pk")
    return _each(list(due.values_list("pk", flat=True)), lambda pk: claim_due(pk, now))


def _each(rows: Iterable[RowT], act: Callable[[RowT], bool]) -> int:
    """Return for how many rows `act` did something; raise what went wrong as one ExceptionGroup, after all rows."""
    done, wrong = 0, []
    for row in rows:
        try:
            done += act(row)
        except Problem as problem:
            wrong.append(problem)
    if wrong:
        raise ExceptionGroup("clocks that could not be read", wrong)
    return done


def claim_due(pk: int, now: datetime) -> bool:
    """Look at one clock; return whether this process was the one to do it."""
    with transaction.atomic():
        deadline = Deadline.objects.select_related("case__agency", "case__handler", "case__opened_by").get(pk=pk)
        stage, look_at = deadlines.stage_at(deadline, now)
        claimed = Deadline.objects.filter(pk=pk, stopped_at__isnull=True, look_at=deadline.look_at, look_at__lte=now)
        if claimed.update(stage=stage, look_at=look_at) != 1:
            return False
        _tell(deadline, stage, now)
    return True


def _tell(deadline: Deadline, stage: Deadline.Stage, now: datetime) -> None:
    case = deadline.case
    if stage is Deadline.Stage.AHEAD or deadline.due_at is None:
        return
    readers = _handling(case, now)
    if stage is Deadline.Stage.LATE:
        readers += notices.holders(case.agency_id, ("chair",), now)
        record(case, "cases.deadline_late", None, now, clock=deadline.clock_id, due=deadline.due_at.isoformat())
    words = _reminder(deadline, stage)
    # The due instant is part of the key: an extended clock is a new occasion.
    key = f"cases.deadline:{deadline.pk}:{stage}:{deadline.due_at.isoformat()}"
    for reader in {one.pk: one for one in readers}.values():
        notices.notify(reader, key=key, words=words, url=case.get_absolute_url(), now=now)


def _handling(case: Case, now: datetime) -> list[Officer]:
    """Return who must act: the officer responsible while still of this office, else everybody who may handle cases."""
    able = notices.holders(case.agency_id, tuple(str(role) for role in ROLES_BY_PERMISSION["cases.handle"]), now)
    responsible = case.handler or case.opened_by
    return [one for one in able if one.pk == responsible.pk] or able


def _reminder(deadline: Deadline, stage: Deadline.Stage) -> Words:
    case, action = deadline.case, clock(deadline.clock_id).action
    if deadline.due_at is None:
        raise ValueError("a clock without a limit reminds nobody")
    due = Words(id=longday(deadline.due_at, deadline.zone, "id"), en=longday(deadline.due_at, deadline.zone, "en"))
    if stage is Deadline.Stage.LATE:
        return Words(
            id=f"{case.short_name}: lewat tenggat {due.id} untuk “{action.id}”.",
            en=f"{case.short_name}: the limit for “{action.en}” passed on {due.en}.",
        )
    return Words(
        id=f"{case.short_name}: “{action.id}” paling lambat {due.id}.",
        en=f"{case.short_name}: “{action.en}” is due by {due.en}.",
    )


def recompute_deadlines(now: datetime, *, calendar: Calendar | None = None) -> int:
    """Reckon every open clock anew after the rulebook or the table of holidays changed; return how many moved."""
    running = Deadline.objects.filter(stopped_at__isnull=True).select_related("case__agency").order_by("pk")
    return _each(running, lambda deadline: _recompute(deadline, now, calendar))


def _recompute(deadline: Deadline, now: datetime, calendar: Calendar | None) -> bool:
    answer = deadlines.reckoning_of(deadline, calendar=calendar)
    before = deadline.due_at
    if answer.due == before and answer.clock.edition == deadline.edition:
        return False
    with transaction.atomic():
        if not deadlines.refresh(deadline, answer):
            return False
        record(
            deadline.case,
            "cases.deadline_recomputed",
            None,
            now,
            clock=deadline.clock_id,
            before=before.isoformat() if before else "",
            due=answer.due.isoformat() if answer.due else "",
            edition=answer.clock.edition,
        )
    return True
