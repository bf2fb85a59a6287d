"""The clocks of a matter: derived from rule, start, calendar and zone; started, stopped and extended by moves."""

from datetime import datetime, timedelta
from typing import Any

from wasit.proceedings.models import DeadlineStage, Matter, MatterDeadline
from wasit.rulebook import Calendar, Reckoning, clock, reckon
from wasit.text import Problem, Words

SOON = timedelta(hours=24)
_SECOND = timedelta(seconds=1)


def in_time(due: datetime | None, at: datetime) -> bool:
    """Tell whether `at` lies within a limit: the whole of its last second still does."""
    return due is None or at < due + _SECOND


def reckoning_of(deadline: MatterDeadline, *, calendar: Calendar | None = None) -> Reckoning:
    """Reckon a kept deadline anew, with today's editions."""
    return reckon(
        deadline.clock_id,
        deadline.started_at,
        deadline.zone,
        extended=deadline.extended,
        calendar=calendar,
        length=deadline.length,
    )


def limit_of(clock_id: str, start: datetime, zone: str) -> datetime | None:
    """Return the last instant of a limit that is only asked about, not kept; a proposal where law fixes none."""
    rule = clock(clock_id)
    return reckon(clock_id, start, zone, length=rule.suggested_default if rule.length is None else None).due


def start(matter: Matter, clock_id: str, at: datetime, by_move: str, *, about: str = "") -> MatterDeadline:
    """Start a clock of a matter; one that runs already goes on unchanged.

    Where law gives no number the rulebook's proposal is taken, and the deadline stays marked unsure.
    """
    running: MatterDeadline | None = matter.deadlines.filter(
        clock_id=clock_id, about=about, stopped_at__isnull=True
    ).first()
    if running is not None:
        return running
    rule = clock(clock_id, matter.local(at).date())
    length = rule.suggested_default if rule.length is None else None
    answer = reckon(clock_id, at, matter.zone, length=length)
    made: MatterDeadline = matter.deadlines.create(
        clock_id=clock_id,
        about=about,
        started_at=at,
        started_by=by_move,
        zone=matter.zone,
        length=length,
        **_kept(answer),
    )
    return made


def _kept(answer: Reckoning) -> dict[str, Any]:
    """Return the fields that follow from a reckoning; the stage starts over."""
    return {
        "edition": answer.clock.edition,
        "due_at": answer.due,
        "basis": answer.clock.basis or "",
        "confidence": str(answer.confidence),
        "stage": DeadlineStage.AHEAD,
        "look_at": answer.due - SOON if answer.due else None,
    }


def stop(deadline: MatterDeadline, at: datetime, by_move: str, *, fulfilled: bool) -> None:
    """Stop a clock: met or missed by whether it was in time; merely stopped where its act was not done at all."""
    in_limit = in_time(deadline.due_at, at)
    stage = (DeadlineStage.MET if fulfilled else DeadlineStage.STOPPED) if in_limit else DeadlineStage.MISSED
    rows = type(deadline)._default_manager.filter(pk=deadline.pk, stopped_at__isnull=True)
    rows.update(stopped_at=at, stopped_by=by_move, stage=stage, look_at=None)


def extend(matter: Matter, clock_id: str) -> MatterDeadline:
    """Give a running clock its extension; raise Problem where it does not run or was extended already."""
    deadline: MatterDeadline | None = matter.deadlines.filter(
        clock_id=clock_id, stopped_at__isnull=True, extended=False
    ).first()
    if deadline is None:
        raise Problem(
            Words(
                id="Tidak ada tenggat yang dapat diperpanjang: sudah berhenti atau sudah pernah diperpanjang.",
                en="There is no deadline to extend: it has stopped or was extended before.",
            )
        )
    deadline.extended = True
    refresh(deadline, reckoning_of(deadline))
    return deadline


def refresh(deadline: MatterDeadline, answer: Reckoning) -> bool:
    """Keep a new reckoning of an open deadline; return whether it was still open."""
    values = _kept(answer) | {"extended": deadline.extended}
    for field, value in values.items():
        setattr(deadline, field, value)
    return bool(type(deadline)._default_manager.filter(pk=deadline.pk, stopped_at__isnull=True).update(**values))


def stage_at(deadline: MatterDeadline, now: datetime) -> tuple[DeadlineStage, datetime | None]:
    """Return the stage of an open deadline at `now` and when to look again."""
    due = deadline.due_at
    if due is None:
        return DeadlineStage.AHEAD, None
    if not in_time(due, now):
        return DeadlineStage.LATE, None
    if now >= due - SOON:
        return DeadlineStage.SOON, due + _SECOND
    return DeadlineStage.AHEAD, due - SOON
