"""What waits, from whichever room it comes: every running clock told in one form, for the desk and for calendars."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from wasit.cases.models import Case, Deadline
from wasit.cases.queries import DueWork, Urgency, due_work, urgency_of
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of
from wasit.rulebook import citation, clock, workflow
from wasit.text import Words

_NEVER = datetime.max.replace(tzinfo=UTC)

WAITING_WORDS = {
    "reporter": Words(id="menunggu pelapor", en="waiting for the reporter"),
    "agency": Words(id="menunggu instansi", en="waiting for the agency"),
}


@dataclass(frozen=True)
class Kind:
    """What sort of matter waits: its picture, and what the button that opens it says."""

    icon: str
    opens: Words


@dataclass(frozen=True)
class Work:
    """One duty under one clock; `due_at` is None where a matter waits without a limit.

    `key` names the clock for good. `subject` is the matter as journal and conflicts know it. `title` and `handler` may
    name people, so neither leaves the house.
    """

    key: str
    kind: Kind
    subject: str
    reference: str
    title: str
    url: str
    duty: Words | None
    basis: Words | None
    confidence: str
    started_at: datetime | None
    due_at: datetime | None
    zone: str
    urgency: Urgency
    waiting: Words | str = ""
    handler: Officer | None = None

    def is_of(self, officer: Officer) -> bool:
        """Tell whether the officer is the one responsible."""
        return self.handler is not None and self.handler.pk == officer.pk


@dataclass(frozen=True)
class Source:
    """A room that has duties: who may see them, how they are asked for, and which journal verbs move its clocks."""

    permission: str
    duties: Callable[[Reach, datetime], Iterable[Work]]
    moved_by: tuple[str, ...]


CASE = Kind("gavel", Words(id="Buka perkara", en="Open case"))


def case_duties(reach: Reach, now: datetime) -> list[Work]:
    """Return the running clocks of the cases within reach, and the cases that wait for the office without one."""
    return [work for one in due_work(reach, now) for work in _clocks_of(one, now)]


def _clocks_of(due: DueWork, now: datetime) -> list[Work]:
    first = _case_work(due.case, due.deadline, due.duty, due.urgency)
    others = [each for each in _running(due.case) if due.deadline is None or each.pk != due.deadline.pk]
    return [first, *(_case_work(due.case, each, clock(each.clock_id).action, urgency_of(each, now)) for each in others)]


def _running(case: Case) -> Sequence[Deadline]:
    return cast(Sequence[Deadline], getattr(case, "running", ()))


def _case_work(case: Case, deadline: Deadline | None, duty: Words | None, urgency: Urgency) -> Work:
    state = workflow(case.regime).state(case.state)
    return Work(
        key=f"{case.agency.code}.case-{case.pk}" + (f".clock-{deadline.pk}" if deadline else ""),
        kind=CASE,
        subject=case.subject,
        reference=case.short_name,
        title=case.title,
        url=case.get_absolute_url(),
        duty=duty,
        basis=citation(deadline.basis) if deadline and deadline.basis else None,
        confidence=deadline.confidence if deadline else "confirmed",
        started_at=deadline.started_at if deadline else None,
        due_at=deadline.due_at if deadline else None,
        zone=deadline.zone if deadline else case.zone,
        urgency=urgency,
        waiting=WAITING_WORDS.get(state.awaiting, ""),
        handler=case.handler,
    )


def own_reach(officer: Officer, permission: str, now: datetime) -> Reach:
    """Return where the reader holds `permission`; a page that shows several rooms asks for each."""
    return reach_of(officer, ROLES_BY_PERMISSION[permission], now)


def nearest(work: Iterable[Work]) -> list[Work]:
    """Return one line for each matter, that of its nearest clock, in the order given."""
    first: dict[str, Work] = {}
    for one in work:
        first.setdefault(one.subject, one)
    return list(first.values())
