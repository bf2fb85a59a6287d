"""Questions about cases; every one asks the reader's reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from wasit.cases.models import Case, Deadline, EvidenceItem, Invitation, MoveMade, Party, Reply
from wasit.office import journal
from wasit.office.blocks import standing, unblocked
from wasit.office.models import Agency, Block, JournalEntry, Officer
from wasit.office.reach import Reach
from wasit.proceedings.moving import roles_in
from wasit.proceedings.urgency import URGENCIES, Urgency, by_urgency, due_of, urgency_of
from wasit.rulebook import workflow
from wasit.text import Words

__all__ = ["URGENCIES", "Urgency", "urgency_of"]
REGIMES = ("pilkada", "pemilu")
# A case is read where it is handled and above: what the province took over is no longer the city's.
OFFICE = "agency__region_code"
# Moves that hand on what was found; a case that ended without one of them proved nothing.
PROVEN_MOVES = ("decide_forward", "forward_other_law")


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
    rows = unblocked(reach, reach.limit(Case.objects.all(), OFFICE), "case")
    return rows.select_related("agency", "handler", "opened_by").prefetch_related(running)


def access_case(reach: Reach, pk: int) -> Case:
    """Return the case `pk`; raise CaseNotReachable where it does not exist or lies outside reach."""
    case = cases_visible_to(reach).filter(pk=pk).first()
    if case is None:
        raise CaseNotReachable(pk)
    return case


def roles_here(reach: Reach, case: Case) -> frozenset[str]:
    """Return the roles that `reach` gives in the very agency of the case: whoever only supervises moves nothing."""
    return roles_in(case, reach)


def nearest_deadline(case: Case) -> Deadline | None:
    """Return the open clock that runs out first."""
    running: Sequence[Deadline] = getattr(case, "running", None) or list(
        case.deadlines.filter(stopped_at__isnull=True).order_by("due_at")
    )
    return min(running, key=due_of, default=None)


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
        rows = rows.exclude(state__in=terminal_states()).filter(merged_into__isnull=True)
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
    return unblocked(reach, reach.limit(Case.objects.filter(Exists(_late_clocks(now))), OFFICE), "case").count()


def count_open(reach: Reach) -> int:
    """Return how many cases within reach still wait for something; a merged one waits in the case it went into."""
    waiting = Case.objects.exclude(state__in=terminal_states()).filter(merged_into__isnull=True)
    return unblocked(reach, reach.limit(waiting, OFFICE), "case").count()


def terminal_states() -> frozenset[str]:
    """Return the ids of states from which nothing more is expected, over all regimes."""
    return frozenset(state.id for regime in REGIMES for state in workflow(regime).states if state.terminal)


def due_work(reach: Reach, now: datetime) -> list[DueWork]:
    """Return what waits, the nearest deadline first: cases in the office's hands, and others while a clock runs."""
    waiting_cases = cases_visible_to(reach).exclude(state__in=terminal_states()).filter(merged_into__isnull=True)
    work = [_work(case, now) for case in waiting_cases]
    waiting = [one for one in work if one.deadline is not None or _in_our_hands(one.case)]
    return sorted(waiting, key=lambda one: by_urgency(one.urgency, one.deadline, one.case.pk))


def _work(case: Case, now: datetime) -> DueWork:
    deadline = nearest_deadline(case)
    return DueWork(case, deadline, duty(case), urgency_of(deadline, now))


def _in_our_hands(case: Case) -> bool:
    return workflow(case.regime).state(case.state).awaiting == "office"


def duty(case: Case) -> Words | None:
    """Return in few words what is to be done next, without anticipating an outcome; None where nothing more is."""
    flow = workflow(case.regime)
    moves = flow.moves_from(case.state, case.origin)
    return flow.state(case.state).duty or (moves[0].words if moves else None)


def open_cases_of_person(reach: Reach, person_pk: int) -> "QuerySet[Case]":
    """Return the open cases within reach in which the roster's person `person_pk` is reported."""
    named = Party.objects.filter(case=OuterRef("pk"), person_id=person_pk, role=Party.Role.REPORTED)
    return cases_visible_to(reach).exclude(state__in=terminal_states()).filter(Exists(named))


def other_cases_of(reach: Reach, case: Case) -> "QuerySet[Case]":
    """Return the other cases within reach that report one of the persons of this case, none that cleared them."""
    persons = case.parties.filter(role=Party.Role.REPORTED, person_id__isnull=False).values("person_id")
    named = Party.objects.filter(case=OuterRef("pk"), person_id__in=persons, role=Party.Role.REPORTED)
    return cases_visible_to(reach).exclude(pk=case.pk).filter(Exists(named)).exclude(cleared())


def cleared() -> Q:
    """Return which cases say nothing against anybody any more: not proven, ended without proof, or expunged."""
    proven = MoveMade.objects.filter(case=OuterRef("pk"), move_id__in=PROVEN_MOVES)
    ended = Q(state__in=terminal_states()) & ~Q(Exists(proven))
    return Q(state="not_proven") | Q(expunged_at__isnull=False) | ended


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


# ---------- parts of one case; whoever asks has reached the case ----------


def invitation_of(case: Case, pk: int) -> Invitation | None:
    """Return an invitation of a case."""
    return case.invitations.filter(pk=pk).select_related("party", "case__agency", "made_by", "closed_by").first()


def party_of(case: Case, pk: int) -> Party | None:
    """Return a person of a case."""
    return case.parties.filter(pk=pk).first()


def reply_of(case: Case, party_pk: int) -> Reply | None:
    """Return the right of reply of a person of a case, once it was offered."""
    return case.replies.filter(party=party_pk).select_related("party", "case__agency", "received_by").first()


def blocks_of(case: Case) -> list[Block]:
    """Return to whom a case is closed by a conflict of interest; for those who may decide on it."""
    return list(standing(case.subject))


def evidence_together(case: Case) -> list[EvidenceItem]:
    """Return the evidence of a case and of those merged into it."""
    return list(EvidenceItem.objects.filter(case__in=[case, *case.merged.all()]).order_by("case", "pk"))


def other_offices(case: Case) -> list[Agency]:
    """Return the offices of Bawaslu to which a case may be handed."""
    return list(Agency.objects.filter(kind=Agency.Kind.BAWASLU).exclude(pk=case.agency_id).order_by("name"))
