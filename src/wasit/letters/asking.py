"""What every page of this room knows of its reader."""

from datetime import datetime

from django.http import Http404, HttpRequest

from wasit.letters.models import Letter
from wasit.letters.queries import LetterNotReachable, access_letter, own_agencies
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach


class OfficerRequest(HttpRequest):
    """A request that passed the guard: somebody is signed in and has a reach."""

    user: Officer
    reach: Reach
    now: datetime


def reachable(request: OfficerRequest, pk: int) -> Letter:
    """Return a letter within reach; what lies outside does not exist for this reader."""
    try:
        return access_letter(request.reach, pk)
    except LetterNotReachable as error:
        raise Http404 from error


def chosen_agency(request: OfficerRequest) -> Agency:
    """Return the office whose ways the reader looks at: `?kantor=code`, else the first."""
    offices = own_agencies(request.reach, "letters.templates")
    wanted = request.GET.get("kantor", "")
    found = offices.filter(code=wanted).first() if wanted else offices.first()
    if found is None:
        raise Http404
    return found


__all__ = ["Letter", "OfficerRequest", "chosen_agency", "reachable"]
