"""What every page of this room knows of its reader, and the recommendation it may show."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import RecommendationNotReachable, Side, access_recommendation, works_for
from wasit.office.models import Officer
from wasit.office.reach import Reach


class OfficerRequest(HttpRequest):
    """A request that passed the guard: somebody is signed in and has a reach."""

    user: Officer
    reach: Reach
    now: datetime


def reachable(request: OfficerRequest, pk: int) -> Recommendation:
    """Return a recommendation within reach; what lies outside does not exist for this reader."""
    try:
        return access_recommendation(request.reach, pk)
    except RecommendationNotReachable as error:
        raise Http404 from error


def workable(request: OfficerRequest, pk: int, side: Side | None = None) -> Recommendation:
    """Return a recommendation that the reader's office may act on (for `side`, where one is asked)."""
    one = reachable(request, pk)
    sides = works_for(request.reach, one)
    if not (side in sides if side else sides):
        raise PermissionDenied
    return one


__all__ = ["OfficerRequest", "Recommendation", "reachable", "workable"]
