"""Reach: the places and units in which an officer holds certain roles; every query asks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from wasit.office.models import Agency, Membership, Officer, Role
from wasit.text.regions import covers

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Grant:
    """One role in one agency; `unit_code` is empty where the whole region is meant."""

    agency_id: int
    agency_kind: str
    role: str
    region_code: str
    unit_code: str


@dataclass(frozen=True)
class Reach:
    """What one officer may look at or act on, for one permission."""

    officer_id: int | None
    grants: tuple[Grant, ...]

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all can be reached."""
        return not self.grants

    @property
    def regions(self) -> tuple[str, ...]:
        """Region codes whose insides are reached as a whole."""
        return tuple(sorted({grant.region_code for grant in self.grants if not grant.unit_code}))

    @property
    def units(self) -> tuple[str, ...]:
        """Units reached one by one."""
        return tuple(sorted({grant.unit_code for grant in self.grants if grant.unit_code}))

    @property
    def roles(self) -> frozenset[str]:
        """Roles held anywhere within this reach."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def sides(self) -> frozenset[str]:
        """The sides of the hand-off (Bawaslu, government) on which the reader stands within this reach."""
        return frozenset(grant.agency_kind for grant in self.grants)

    def covers(self, region_code: str, unit_code: str = "") -> bool:
        """Tell whether a thing of that region (and unit) lies within reach."""
        if any(covers(region, region_code) for region in self.regions):
            return True
        return bool(unit_code) and any(unit_code == unit or unit_code.startswith(unit + "/") for unit in self.units)

    def roles_in(self, region_code: str) -> frozenset[str]:
        """Return the roles that count for a thing of `region_code`."""
        return frozenset(
            grant.role for grant in self.grants if not grant.unit_code and covers(grant.region_code, region_code)
        )

    def limit(
        self, rows: "QuerySet[Row]", region_field: str = "region_code", unit_field: str | None = None
    ) -> "QuerySet[Row]":
        """Return only the rows within reach; with no reach, none."""
        return rows if "" in self.regions else rows.filter(self.within(region_field, unit_field))

    def within(self, region_field: str, unit_field: str | None = None) -> Q:
        """Return the condition that a row lies within reach."""
        if "" in self.regions:
            # Everything, and not an empty Q: that would vanish beside another condition.
            return ~Q(pk__in=())
        allowed = Q(pk__in=())
        for region in self.regions:
            allowed |= Q(**{region_field: region}) | Q(**{f"{region_field}__startswith": region + "."})
        for unit in self.units if unit_field else ():
            allowed |= Q(**{str(unit_field): unit}) | Q(**{f"{unit_field}__startswith": unit + "/"})
        return allowed


NOWHERE = Reach(officer_id=None, grants=())


def reach_of(officer: Officer, roles: Iterable[str], now: datetime) -> Reach:
    """Return where `officer` holds one of `roles` at `now`.

    A role counts only on its own side of the hand-off: an "officer" of a local government reads no Bawaslu file, and
    an operator whose unit was left out does not reach the whole city.
    """
    if not officer.is_active:
        return NOWHERE
    held = (
        Membership.objects.filter(officer=officer, role__in=[str(role) for role in roles], since__lte=now)
        .filter(Q(until__isnull=True) | Q(until__gt=now))
        .select_related("agency")
    )
    return Reach(
        officer_id=officer.pk,
        grants=tuple(
            Grant(
                agency_id=row.agency_id,
                agency_kind=row.agency.kind,
                role=row.role,
                region_code=row.agency.region_code,
                unit_code=row.unit_code,
            )
            for row in held
            if row.agency.kind in Role(row.role).sides and (row.unit_code or not Role(row.role).needs_unit)
        ),
    )


def everywhere() -> Reach:
    """Return the reach of the house itself, for commands run by the machine's owner and for the tick."""
    return Reach(officer_id=None, grants=tuple(Grant(0, kind, "", "", "") for kind in Agency.Kind.values))
