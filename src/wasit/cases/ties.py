"""What joins a case to others on its page: related, merged, handed over; and what a leading case took in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wasit.cases.links import web_of
from wasit.cases.models import Case, Party, Tie
from wasit.cases.queries import cases_visible_to, find_cases
from wasit.office.reach import Reach
from wasit.text import Words

MOST_FOUND = 12
MOST_ALIKE = 6


@dataclass(frozen=True)
class TieLine:
    """A tie as seen from one of its cases; `other` is None where it lies outside the reader's reach."""

    tie: Tie
    other: Case | None
    words: Words
    undoable: bool


@dataclass(frozen=True)
class TakenIn:
    """A case that was merged into this one, with what it brought along."""

    case: Case
    persons: int
    evidence: int


def ties_of(reach: Reach, case: Case) -> list[TieLine]:
    """Return the ties that stand, the oldest first; a case out of reach is counted but not named."""
    rows = Tie.objects.filter(Q(first=case) | Q(second=case), undone_at__isnull=True).select_related("made_by")
    seen = {one.pk: one for one in cases_visible_to(reach).filter(pk__in=_others(rows, case))}
    return [
        TieLine(tie, seen.get(_other(tie, case)), _words(tie, case), tie.kind != Tie.Kind.TRANSFERRED) for tie in rows
    ]


def _others(rows: Iterable[Tie], case: Case) -> list[int]:
    return [_other(tie, case) for tie in rows]


def _other(tie: Tie, case: Case) -> int:
    return tie.second_id if tie.first_id == case.pk else tie.first_id


def _words(tie: Tie, case: Case) -> Words:
    if tie.kind == Tie.Kind.RELATED:
        return Words(id="terkait", en="related")
    leads = tie.first_id == case.pk
    if tie.kind == Tie.Kind.MERGED:
        return (
            Words(id="digabung ke sini", en="merged into this one") if leads else Words(id="induk", en="goes on there")
        )
    return Words(id="dilanjutkan di sana", en="goes on there") if leads else Words(id="asal", en="came from there")


def tie_of(case: Case, pk: int) -> Tie | None:
    """Return a standing tie of a case that can be undone."""
    rows = Tie.objects.filter(Q(first=case) | Q(second=case), undone_at__isnull=True)
    return rows.exclude(kind=Tie.Kind.TRANSFERRED).filter(pk=pk).select_related("first", "second").first()


def taken_in(reach: Reach, case: Case) -> list[TakenIn]:
    """Return the cases merged into this one, each with its reported persons and its evidence counted."""
    rows = cases_visible_to(reach).filter(merged_into=case).order_by("pk")
    return [TakenIn(one, one.parties.filter(role=Party.Role.REPORTED).count(), one.evidence.count()) for one in rows]


def candidates(reach: Reach, case: Case, query: str, now: datetime) -> list[Case]:
    """Return other cases that are not tied to this one: those that fit what was typed, else those most alike."""
    rows = Tie.objects.filter(Q(first=case) | Q(second=case), undone_at__isnull=True)
    apart = [case.pk, *_others(rows, case)]
    if query.strip():
        return list(find_cases(reach, now, text=query).exclude(pk__in=apart)[:MOST_FOUND])
    alike = [link.case for link in web_of(reach, case).links if link.case.pk not in apart]
    return alike[:MOST_ALIKE]
