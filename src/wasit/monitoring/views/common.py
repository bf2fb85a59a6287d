"""What the pages of this room share: who is asking, and what to do about what is out of reach."""

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of
from wasit.text import Problem

Found = TypeVar("Found")


def found(find: Callable[[Reach, int], Found], request: HttpRequest, pk: int) -> Found:
    """Return a thing within the reader's reach; a thing elsewhere is as little there as one that never was."""
    try:
        return find(reach_in(request), pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def reach_in(request: HttpRequest) -> Reach:
    """Return the reach that the page's guard found."""
    return cast(Reach, request.reach)  # type: ignore[attr-defined]


def officer_of(request: HttpRequest) -> Officer:
    """Return who is asking."""
    return cast(Officer, request.user)


def may(request: HttpRequest, permission: str, region_code: str) -> bool:
    """Tell whether the reader holds a permission in a region, so that a page shows only buttons that work."""
    roles = ROLES_BY_PERMISSION[permission]
    return reach_of(officer_of(request), roles, request.now).covers(region_code)  # type: ignore[attr-defined]


def told(problem: Problem) -> str:
    """Return a problem in the reader's language."""
    return problem.words.in_(get_language() or "id")
