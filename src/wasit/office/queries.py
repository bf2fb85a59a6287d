"""Questions about agencies and officers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wasit.office import journal
from wasit.office.models import Agency, JournalEntry, Membership, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.text.regions import covers


def memberships_of(officer: Officer, now: datetime) -> "QuerySet[Membership]":
    """Return the roles `officer` holds at `now`, the first given first."""
    return (
        Membership.objects.filter(officer=officer, since__lte=now)
        .filter(Q(until__isnull=True) | Q(until__gt=now))
        .select_related("agency")
        .order_by("id")
    )


def home_agency(officer: Officer, now: datetime) -> Agency | None:
    """Return the agency in which the officer works, the first of several."""
    first = memberships_of(officer, now).first()
    return first.agency if first else None


def acting_agency(reach: Reach, region_code: str) -> Agency:
    """Return the agency for which an officer acts on a thing of `region_code`, the nearest one first.

    Raises Agency.DoesNotExist when the reach has no agency there.
    """
    ids = [grant.agency_id for grant in reach.grants if covers(grant.region_code, region_code)]
    found = Agency.objects.filter(pk__in=ids).order_by("-region_code").first()
    if found is None:
        raise Agency.DoesNotExist(region_code)
    return found


def agency_by_code(code: str) -> Agency:
    """Return the agency of `code`; raise Agency.DoesNotExist."""
    return Agency.objects.get(code=code)


def agencies_within(reach: Reach) -> "QuerySet[Agency]":
    """Return the agencies whose region lies within reach."""
    return reach.limit(Agency.objects.all())


def colleagues(reach: Reach, agency: Agency, now: datetime, permission: str = "") -> "QuerySet[Officer]":
    """Return the active officers of an agency within reach; with `permission` only those who hold it there."""
    if not reach.covers(agency.region_code):
        return Officer.objects.none()
    held = Membership.objects.filter(agency=agency, since__lte=now).filter(Q(until__isnull=True) | Q(until__gt=now))
    if permission:
        held = held.filter(role__in=ROLES_BY_PERMISSION[permission], unit_code="")
    return Officer.objects.filter(is_active=True, pk__in=held.values("officer")).order_by("name")


def journal_lines(reach: Reach, verb: str = "", subject: str = "") -> "QuerySet[JournalEntry]":
    """Return journal entries within reach, newest first, of one verb or subject where given."""
    rows = journal.entries(reach)
    if verb:
        rows = rows.filter(verb__startswith=verb)
    return rows.filter(subject=subject) if subject else rows


def agencies_managed(reach: Reach) -> "QuerySet[Agency]":
    """Return the agencies whose accounts the reader keeps: within reach, on the reader's own side of the hand-off."""
    return agencies_within(reach).filter(kind__in=reach.sides)


def staff_of(agencies: "QuerySet[Agency]", now: datetime) -> "QuerySet[Membership]":
    """Return who holds which role in the agencies at `now`, by agency and name."""
    held = Membership.objects.filter(agency__in=agencies, since__lte=now)
    held = held.filter(Q(until__isnull=True) | Q(until__gt=now)).select_related("agency", "officer")
    return held.order_by("agency__region_code", "agency__kind", "officer__name", "id")


@dataclass(frozen=True)
class Account:
    """An officer as the keeper of the accounts sees one: every role held now or before, the latest first."""

    officer: Officer
    roles: tuple[Membership, ...]

    @property
    def agency(self) -> Agency:
        """The agency in which the officer works or last worked."""
        return self.roles[0].agency


def account_within(reach: Reach, officer_id: int) -> Account | None:
    """Return the account of an officer who holds or held a role in an agency that the reader keeps, else None."""
    # By the officer's own key: that lookup knows a number that no database holds, a foreign key's does not.
    whose = Officer.objects.filter(pk=officer_id)
    held = Membership.objects.filter(agency__in=agencies_managed(reach), officer__in=whose)
    roles = tuple(held.select_related("agency", "officer").order_by("-since", "-id"))
    return Account(roles[0].officer, roles) if roles else None
