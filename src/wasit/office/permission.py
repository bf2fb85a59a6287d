"""Who may do what: one table from role to permission, and the mark that every page must carry."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from wasit.office.models import Role
from wasit.office.reach import reach_of

_CITY = (Role.OFFICER, Role.DIVISION_HEAD, Role.CHAIR)
_GOVERNMENT = (Role.APPOINTING_OFFICE,)

ROLES_BY_PERMISSION: Mapping[str, tuple[Role, ...]] = {
    "home.view": tuple(Role),
    "account.own": tuple(Role),
    "monitoring.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR),
    "monitoring.deliver": _CITY,
    "monitoring.triage": _CITY,
    "cases.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR),
    "cases.open": _CITY,
    "cases.handle": _CITY,
    "cases.decide": (Role.DIVISION_HEAD, Role.CHAIR),
    "cases.identity": (Role.DIVISION_HEAD, Role.CHAIR),
    "cases.reconcile": (*_CITY, Role.PROVINCIAL_SUPERVISOR),
    "letters.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR, *_GOVERNMENT),
    "letters.issue": (*_CITY, *_GOVERNMENT),
    "letters.templates": (Role.CHAIR, Role.DIVISION_HEAD, *_GOVERNMENT, Role.ADMINISTRATOR),
    "forwarding.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR, *_GOVERNMENT),
    "forwarding.send": _CITY,
    "forwarding.answer": _GOVERNMENT,
    "record.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR, *_GOVERNMENT),
    "search.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR, *_GOVERNMENT),
    "rosters.view": (*_CITY, Role.PROVINCIAL_SUPERVISOR, *_GOVERNMENT, Role.UNIT_OPERATOR, Role.ADMINISTRATOR),
    "rosters.import": (*_CITY, *_GOVERNMENT, Role.ADMINISTRATOR),
    "journal.view": (Role.CHAIR, Role.DIVISION_HEAD, Role.PROVINCIAL_SUPERVISOR, Role.ADMINISTRATOR),
    "office.manage": (Role.ADMINISTRATOR,),
}

View = TypeVar("View", bound=Callable[..., HttpResponse])


def requires(permission: str) -> Callable[[View], View]:
    """Let a view run only for officers who hold `permission` somewhere; `request.reach` tells where.

    Anonymous readers are sent to sign in; others are refused with 403. The view must hand `request.reach` to every
    query: the reach holds only the places in which this very permission was given.
    """
    if permission not in ROLES_BY_PERMISSION:
        raise ValueError(f"unknown permission {permission}")

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            reach = reach_of(request.user, ROLES_BY_PERMISSION[permission], request.now)  # type: ignore[attr-defined]
            if reach.empty:
                raise PermissionDenied
            request.reach = reach  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return cast(View, guarded)

    return mark


def public(view: View) -> View:
    """Mark a view as open to anyone."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view
