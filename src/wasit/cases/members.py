"""Who sits in the plenary of a case: the members of its office on that day, and who must step aside."""

from dataclasses import dataclass
from datetime import datetime

from wasit.cases.models import Case
from wasit.office import notices
from wasit.office.blocks import standing
from wasit.office.models import Officer, Role

MEMBER_ROLES = (str(Role.CHAIR), str(Role.DIVISION_HEAD))


@dataclass(frozen=True)
class Member:
    """A member, and whether a conflict of interest keeps them from voting."""

    officer: Officer
    stepped_aside: bool


def members_of(case: Case, now: datetime) -> list[Member]:
    """Return the members of the case's office at `now`, in order of name."""
    closed = set(standing(case.subject).values_list("officer_id", flat=True))
    found = notices.holders(case.agency_id, MEMBER_ROLES, now)
    return sorted((Member(one, one.pk in closed) for one in found), key=lambda one: (one.officer.name, one.officer.pk))
