"""The track record of a servant over elections and transfers: only what was proven and is in force.

Whoever was cleared, or whose decision was cancelled, has no record of it; what still runs is counted, never judged.
The same NIP in two regions is the same person; without a NIP only the same row of the roster is. Names are never
merged: each entry keeps the name it was handed over under. A closed statement is known to its two offices alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wasit.forwarding.models import Decision, Recommendation
from wasit.forwarding.queries import recommendations_visible_to, works_for
from wasit.forwarding.sanctions import CLOSED_STATEMENT, Penalty, acts_of, penalty_of
from wasit.office.reach import Reach
from wasit.rosters.models import Person, Posting
from wasit.rosters.queries import postings_of
from wasit.rulebook import Election, Violation, election
from wasit.text import Problem

_RUNNING_EXCLUDED = ("drafted", "revoked", "closed", "cleared", "answered", "settled")


@dataclass(frozen=True)
class Entry:
    """A decision in force: what it was for, which penalty, in which election."""

    recommendation: Recommendation
    decision: Decision
    penalty: Penalty | None
    acts: tuple[Violation, ...]
    election: Election | None


@dataclass(frozen=True)
class Record:
    """What is known of one servant within a reader's reach."""

    entries: tuple[Entry, ...]
    running: int
    postings: tuple[Posting, ...]
    people: tuple[Person, ...]


def record_of(reach: Reach, *, nip: str = "", person_id: int | None = None) -> Record:
    """Return the record of a servant by NIP, or by the row of the roster where there is none; the latest act first."""
    rows = about_person(reach, nip=nip, person_id=person_id)
    proven = rows.filter(Q(state="settled") | Q(state="closed", moves__move_id="close", moves__source="settled"))
    entries = (_entry(one) for one in proven.distinct().order_by("-act_at", "-pk"))
    people = tuple(people_in_rosters(reach, nip=nip, person_id=person_id))
    return Record(
        entries=tuple(one for one in entries if one is not None and _may_know(reach, one)),
        running=rows.exclude(state__in=_RUNNING_EXCLUDED).count(),
        postings=tuple(posting for person in people for posting in postings_of(reach, person)),
        people=people,
    )


def about_person(reach: Reach, *, nip: str = "", person_id: int | None = None) -> "QuerySet[Recommendation]":
    """Return the recommendations within reach about one servant, to whichever recipient that can punish."""
    rows = recommendations_visible_to(reach).filter(origin="government")
    if nip:
        return rows.filter(person_nip=nip)
    return rows.filter(person_id=person_id) if person_id is not None else rows.none()


def people_in_rosters(reach: Reach, *, nip: str = "", person_id: int | None = None) -> "QuerySet[Person]":
    """Return the rows of the rosters within reach that are this servant: one for each region."""
    same = Q(nip=nip) if nip else Q(pk=person_id)
    return reach.limit(Person.objects.filter(same), unit_field="unit__code").select_related("unit").order_by("pk")


def person_within(reach: Reach, pk: int) -> Person | None:
    """Return a person of the rosters within reach, None where there is none."""
    return people_in_rosters(reach, person_id=pk).first()


def _entry(one: Recommendation) -> Entry | None:
    decision = one.decisions.order_by("-pk").first()
    if decision is None:
        return None
    return Entry(one, decision, penalty_of(one, decision.sanction_id), tuple(acts_of(one)), _election(one.election_id))


def _election(election_id: str) -> Election | None:
    try:
        return election(election_id)
    except Problem:
        return None


def _may_know(reach: Reach, entry: Entry) -> bool:
    return entry.decision.sanction_id != CLOSED_STATEMENT or bool(works_for(reach, entry.recommendation))


def repeats_before(reach: Reach, one: Recommendation) -> tuple[Entry, ...]:
    """Return earlier decisions in force against the same servant for a breach of the same kind.

    "Of the same kind" is read as: both discipline or both code of ethics, with an article in common or the very same
    row of the catalogue. What the law itself calls the same kind was not read; whoever decides judges it.
    """
    if not one.person_nip and one.person_id is None:
        return ()
    record = record_of(reach, nip=one.person_nip, person_id=one.person_id)
    acts = acts_of(one)
    return tuple(
        entry
        for entry in record.entries
        if entry.recommendation.pk != one.pk
        and entry.decision.decided_at <= one.act_at
        and _same_kind(entry.acts, acts)
    )


def _same_kind(before: Iterable[Violation], now: Iterable[Violation]) -> bool:
    later = list(now)
    return any(_alike(one, other) for one in before for other in later)


def _alike(one: Violation, other: Violation) -> bool:
    if one.kind != other.kind:
        return False
    return one.id == other.id or bool(set(one.legal_basis) & set(other.legal_basis))
