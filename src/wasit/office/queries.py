"""Questions about agencies and officers."""

from datetime import datetime

from django.db.models import Q, QuerySet

from wasit.office.models import Agency, JournalEntry, Membership, Officer
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


def colleagues(reach: Reach, agency: Agency, now: datetime) -> "QuerySet[Officer]":
    """Return the active officers of an agency within reach."""
    if not reach.covers(agency.region_code):
        return Officer.objects.none()
    held = Membership.objects.filter(agency=agency, since__lte=now).filter(Q(until__isnull=True) | Q(until__gt=now))
    return Officer.objects.filter(is_active=True, pk__in=held.values("officer")).order_by("name")


def journal_lines(reach: Reach, verb: str = "", subject: str = "") -> "QuerySet[JournalEntry]":
    """Return journal entries within reach, newest first, of one verb or subject where given."""
    rows = reach.limit(JournalEntry.objects.all()).select_related("actor", "agency").order_by("-seq")
    if verb:
        rows = rows.filter(verb__startswith=verb)
    return rows.filter(subject=subject) if subject else rows
