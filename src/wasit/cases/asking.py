"""What every page of this room knows of its reader, and the case it may show."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from wasit.cases.models import Case
from wasit.cases.queries import CaseNotReachable, access_case, roles_here
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach


class OfficerRequest(HttpRequest):
    """A request that passed the guard: somebody is signed in and has a reach."""

    user: Officer
    reach: Reach
    now: datetime


def reachable(request: OfficerRequest, pk: int) -> Case:
    """Return a case within reach; what lies outside does not exist for this reader."""
    try:
        return access_case(request.reach, pk)
    except CaseNotReachable as error:
        raise Http404 from error


def workable(request: OfficerRequest, pk: int, permission: str = "cases.handle") -> Case:
    """Return a case that the reader may change; whoever only reads it is refused."""
    case = reachable(request, pk)
    if not roles_here(request.reach, case) & {str(role) for role in ROLES_BY_PERMISSION[permission]}:
        raise PermissionDenied
    return case


__all__ = ["Case", "OfficerRequest", "reachable", "workable"]
