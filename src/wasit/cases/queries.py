"""Questions about cases; every one asks the reader's reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from wasit.cases.models import Case, Deadline, EvidenceItem, Party
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.office.reach import Reach
from wasit.rulebook import workflow
from wasit.text import Words

REGIMES = ("pilkada", "pemilu")
Urgency = Literal["late", "today", "until_monday", "later"]
URGENCIES: tuple[Urgency, ...] = ("late", "today", "until_monday", "later")
_NEVER = datetime.max.replace(tzinfo=ZoneInfo("UTC"))


class CaseNotReachable(Exception):  # noqa: N818 - told apart from "not found" by nobody, on purpose
    """There is no such case within the reader's reach; whether it exists elsewhere is not said."""


@dataclass(frozen=True)
class DueWork:
    """A case that waits for something: its nearest clock, what is to be done and how pressing it is."""

    case: Case
    deadline: Deadline | None
    duty: Words | None
    urgency: Urgency


def cases_visible_to(reach: Reach) -> "QuerySet[Case]":
    """Return the cases within reach, newest first, each with its open clocks in `running`."""
    running = Prefetch(
        "deadlines", queryset=Deadline.objects.filter(stopped_at__isnull=True).order_by("due_at"), to_attr="running"
    )
    rows = reach.limit(Case.objects.all())
    return rows.select_related("agency", "handler", "opened_by").prefetch_related(running)


def access_case(reach: Reach, pk: int) -> Case:
    """Return the case `pk`; raise CaseNotReachable where it does not exist or lies outside reach."""
    case = cases_visible_to(reach).filter(pk=pk).first()
    if case is None:
        raise CaseNotReachable(pk)
    return case


def roles_here(reach: Reach, case: Case) -> frozenset[str]:
    """Return the roles that `reach` gives in the very agency of the case: whoever only supervises moves nothing."""
    return frozenset(grant.role for grant in reach.grants if grant.agency_id == case.agency_id and not grant.unit_code)


def nearest_deadline(case: Case) -> Deadline | None:
    """Return the open clock that runs out first."""
    running: Sequence[Deadline] = getattr(case, "running", None) or list(
        case.deadlines.filter(stopped_at__isnull=True).order_by("due_at")
    )
    return min(running, key=lambda one: one.due_at or _NEVER, default=None)


def find_cases(
    reach: Reach,
    now: datetime,
    *,
    text: str = "",
    state: str = "",
    origin: str = "",
    handler: Officer | None = None,
    late: bool = False,
    open_only: bool = False,
) -> "QuerySet[Case]":
    """Return the cases that fit every filter given, the nearest deadline first.

    `text` is looked for in title, place, numbers and the names of persons.
    """
    rows = cases_visible_to(reach)
    for word in text.split()[:8]:
        rows = rows.filter(_mentions(word))
    if state:
        rows = rows.filter(state=state)
    if origin:
        rows = rows.filter(origin=origin)
    if handler is not None:
        rows = rows.filter(handler=handler)
    if late:
        rows = rows.filter(Exists(_late_clocks(now)))
    if open_only:
        rows = rows.exclude(state__in=terminal_states())
    nearest = Min("deadlines__due_at", filter=Q(deadlines__stopped_at__isnull=True))
    return rows.annotate(nearest=nearest).order_by(F("nearest").asc(nulls_last=True), "-opened_at", "-pk")


def _mentions(word: str) -> Q:
    named = Party.objects.filter(case=OuterRef("pk"), name__icontains=word)
    fits = Q(title__icontains=word) | Q(place__icontains=word) | Q(register_number__icontains=word) | Q(Exists(named))
    figures = word.upper().removeprefix("PK-").split("-")[-1]
    return fits | Q(number=int(figures)) if figures.isdecimal() and len(figures) < 7 else fits


def _late_clocks(now: datetime) -> "QuerySet[Deadline]":
    # A limit ends with its last second, so it is late from the next one on.
    passed = now - timedelta(seconds=1)
    return Deadline.objects.filter(case=OuterRef("pk"), stopped_at__isnull=True, due_at__lte=passed)


def count_late(reach: Reach, now: datetime) -> int:
    """Return how many cases within reach have a clock that ran out."""
    return reach.limit(Case.objects.filter(Exists(_late_clocks(now)))).count()


def count_open(reach: Reach) -> int:
    """Return how many cases within reach still wait for something."""
    return reach.limit(Case.objects.exclude(state__in=terminal_states())).count()


def terminal_states() -> frozenset[str]:
    """Return the ids of states from which nothing more is expected, over all regimes."""
    return frozenset(state.id for regime in REGIMES for state in workflow(regime).states if state.terminal)


def due_work(reach: Reach, now: datetime) -> list[DueWork]:
    """Return what waits, the nearest deadline first: cases in the office's hands, and others while a clock runs."""
    work = [_work(case, now) for case in cases_visible_to(reach).exclude(state__in=terminal_states())]
    waiting = [one for one in work if one.deadline is not None or _in_our_hands(one.case)]
    return sorted(waiting, key=lambda one: (URGENCIES.index(one.urgency), _due(one.deadline), one.case.pk))


def _work(case: Case, now: datetime) -> DueWork:
    deadline = nearest_deadline(case)
    return DueWork(case, deadline, duty(case), urgency_of(deadline, now))


def _in_our_hands(case: Case) -> bool:
    return workflow(case.regime).state(case.state).awaiting == "office"


def _due(deadline: Deadline | None) -> datetime:
    return (deadline.due_at if deadline else None) or _NEVER


def duty(case: Case) -> Words | None:
    """Return in few words what is to be done next, without anticipating an outcome; None where nothing more is."""
    flow = workflow(case.regime)
    moves = flow.moves_from(case.state, case.origin)
    return flow.state(case.state).duty or (moves[0].words if moves else None)


def urgency_of(deadline: Deadline | None, now: datetime) -> Urgency:
    """Return the group of a deadline, by the days of the office that must keep it."""
    if deadline is None or deadline.due_at is None:
        return "later"
    if now > deadline.due_at and now - deadline.due_at >= timedelta(seconds=1):
        return "late"
    zone = ZoneInfo(deadline.zone)
    today, due = now.astimezone(zone).date(), deadline.due_at.astimezone(zone).date()
    if due == today:
        return "today"
    return "until_monday" if due <= _coming_monday(today) else "later"


def _coming_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def open_cases_of_person(reach: Reach, person_pk: int) -> "QuerySet[Case]":
    """Return the open cases within reach in which the roster's person `person_pk` is reported."""
    named = Party.objects.filter(case=OuterRef("pk"), person_id=person_pk, role=Party.Role.REPORTED)
    return cases_visible_to(reach).exclude(state__in=terminal_states()).filter(Exists(named))


def other_cases_of(reach: Reach, case: Case) -> "QuerySet[Case]":
    """Return the other cases within reach that report one of the persons of this case, open or not."""
    persons = case.parties.filter(role=Party.Role.REPORTED, person_id__isnull=False).values("person_id")
    named = Party.objects.filter(case=OuterRef("pk"), person_id__in=persons, role=Party.Role.REPORTED)
    return cases_visible_to(reach).exclude(pk=case.pk).filter(Exists(named))


def cases_from(reach: Reach, source: str) -> "QuerySet[Case]":
    """Return the cases within reach that came from `source` ("hit:123" say)."""
    return cases_visible_to(reach).filter(source=source)


def evidence_of(reach: Reach, case_pk: int, pk: int) -> EvidenceItem:
    """Return a piece of evidence of a case within reach; raise CaseNotReachable."""
    item = access_case(reach, case_pk).evidence.filter(pk=pk).select_related("case__agency").first()
    if item is None:
        raise CaseNotReachable(case_pk)
    return item


def journal_of(reach: Reach, case: Case) -> "QuerySet[JournalEntry]":
    """Return what happened in a case, newest first, without the openings of its page."""
    return journal.entries_about(reach, case.subject).exclude(verb="cases.viewed")


def viewings_of(reach: Reach, case: Case) -> "QuerySet[JournalEntry]":
    """Return who opened the page of a case and when, newest first."""
    return journal.entries_about(reach, case.subject).filter(verb="cases.viewed")
