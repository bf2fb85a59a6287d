"""What time alone makes happen to clocks: stages change, readers are told once, editions are reckoned anew."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from wasit.look.dates import longday
from wasit.office import notices
from wasit.office.models import Officer
from wasit.proceedings import deadlines
from wasit.proceedings.models import DeadlineStage, MatterDeadline
from wasit.rulebook import Calendar, clock
from wasit.text import Problem, Words

DeadlineT = TypeVar("DeadlineT", bound=MatterDeadline)
RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Watch(Generic[DeadlineT]):
    """How a room's clocks are looked at: its table, who is told of a stage, and how the journal is written.

    `related` are the relations that the readers and words of a deadline need.
    """

    model: type[DeadlineT]
    room: str
    related: tuple[str, ...]
    readers: Callable[[DeadlineT, DeadlineStage, datetime], list[Officer]]
    record: Callable[[DeadlineT, str, datetime, Mapping[str, Any]], None]

    def look(self, now: datetime) -> int:
        """Look at every clock whose stage may have changed, tell who must know, and return how many were looked at.

        Several processes may run this at once: a row is claimed by an update that names the instant it was due to be
        looked at, and the notices are written in the same transaction. A clock that cannot be read (its row vanished
        from the rulebook, say) does not keep the others waiting: all of these are raised together at the end.
        """
        due = self.model._default_manager.filter(stopped_at__isnull=True, look_at__lte=now).order_by("look_at", "pk")
        return _each(list(due.values_list("pk", flat=True)), lambda pk: self.claim(pk, now))

    def claim(self, pk: int, now: datetime) -> bool:
        """Look at one clock; return whether this process was the one to do it."""
        rows = self.model._default_manager
        with transaction.atomic():
            deadline = rows.select_related(*self.related).get(pk=pk)
            stage, look_at = deadlines.stage_at(deadline, now)
            claimed = rows.filter(pk=pk, stopped_at__isnull=True, look_at=deadline.look_at, look_at__lte=now)
            if claimed.update(stage=stage, look_at=look_at) != 1:
                return False
            self._tell(deadline, stage, now)
        return True

    def _tell(self, deadline: DeadlineT, stage: DeadlineStage, now: datetime) -> None:
        if stage is DeadlineStage.AHEAD or deadline.due_at is None:
            return
        if stage is DeadlineStage.LATE:
            told = {"clock": deadline.clock_id, "due": deadline.due_at.isoformat()}
            self.record(deadline, f"{self.room}.deadline_late", now, told)
        # The due instant is part of the key: an extended clock is a new occasion.
        key = f"{self.room}.deadline:{deadline.pk}:{stage}:{deadline.due_at.isoformat()}"
        words, url = reminder(deadline, stage), deadline.matter.get_absolute_url()
        for reader in {one.pk: one for one in self.readers(deadline, stage, now)}.values():
            notices.notify(reader, key=key, words=words, url=url, now=now)

    def recompute(self, now: datetime, *, calendar: Calendar | None = None) -> int:
        """Reckon every open clock anew after the rulebook or the table of holidays changed; return how many moved."""
        running = self.model._default_manager.filter(stopped_at__isnull=True).select_related(*self.related)
        return _each(running.order_by("pk"), lambda deadline: self._recompute(deadline, now, calendar))

    def _recompute(self, deadline: DeadlineT, now: datetime, calendar: Calendar | None) -> bool:
        answer = deadlines.reckoning_of(deadline, calendar=calendar)
        before = deadline.due_at
        if answer.due == before and answer.clock.edition == deadline.edition:
            return False
        with transaction.atomic():
            if not deadlines.refresh(deadline, answer):
                return False
            told = {
                "clock": deadline.clock_id,
                "before": before.isoformat() if before else "",
                "due": answer.due.isoformat() if answer.due else "",
                "edition": answer.clock.edition,
            }
            self.record(deadline, f"{self.room}.deadline_recomputed", now, told)
        return True


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


def handling(agency_id: int, responsible: Officer, roles: tuple[str, ...], now: datetime) -> list[Officer]:
    """Return who must act: the officer responsible while still of this office, else everybody there with a role."""
    able = notices.holders(agency_id, roles, now)
    return [one for one in able if one.pk == responsible.pk] or able


def reminder(deadline: MatterDeadline, stage: DeadlineStage) -> Words:
    """Return what is told of a clock that runs out or ran out."""
    name, action = deadline.matter.short_name, clock(deadline.clock_id).action
    if deadline.due_at is None:
        raise ValueError("a clock without a limit reminds nobody")
    due = Words(id=longday(deadline.due_at, deadline.zone, "id"), en=longday(deadline.due_at, deadline.zone, "en"))
    if stage is DeadlineStage.LATE:
        return Words(
            id=f"{name}: lewat tenggat {due.id} untuk “{action.id}”.",
            en=f"{name}: the limit for “{action.en}” passed on {due.en}.",
        )
    return Words(
        id=f"{name}: “{action.id}” paling lambat {due.id}.",
        en=f"{name}: “{action.en}” is due by {due.en}.",
    )
