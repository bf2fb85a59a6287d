"""What the pages of this room share: who is asking, which comparison, and whether it may be changed."""

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.reconciliation import queries
from wasit.reconciliation.models import Comparison, Entry, Match, SourceList
from wasit.text import Problem


class OfficerRequest(HttpRequest):
    """A request that passed the guard: somebody is signed in and has a reach."""

    user: Officer
    reach: Reach
    now: datetime


def reachable(request: OfficerRequest, pk: int) -> Comparison:
    """Return a comparison within reach; what lies outside does not exist for this reader."""
    try:
        return queries.access_comparison(request.reach, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def workable(request: OfficerRequest, pk: int) -> Comparison:
    """Return a comparison that the reader may change; whoever only reads it is refused."""
    comparison = reachable(request, pk)
    if not queries.works_on(request.reach, comparison):
        raise PermissionDenied
    return comparison


def found_list(request: OfficerRequest, comparison: Comparison, pk: int) -> SourceList:
    """Return a list of the comparison or 404."""
    try:
        return queries.access_list(request.reach, comparison, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def found_match(request: OfficerRequest, comparison: Comparison, pk: int) -> Match:
    """Return a match of the comparison or 404."""
    try:
        return queries.access_match(request.reach, comparison, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def found_entry(request: OfficerRequest, comparison: Comparison, pk: int) -> Entry:
    """Return a row of the comparison or 404."""
    try:
        return queries.access_entry(request.reach, comparison, pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def language() -> str:
    """Return the reader's language."""
    return get_language() or "id"


def told(problem: Problem) -> str:
    """Return a problem in the reader's language."""
    return problem.words.in_(language())


def grouped(nip: str) -> str:
    """Return a NIP in its four groups, as it is printed on a card; another text stays as it is."""
    whole = len(nip) == 18 and nip.isdecimal()
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if whole else nip


__all__ = [
    "Comparison",
    "Entry",
    "Match",
    "OfficerRequest",
    "SourceList",
    "found_entry",
    "found_list",
    "found_match",
    "grouped",
    "language",
    "reachable",
    "told",
    "workable",
]
