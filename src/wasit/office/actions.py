"""Changes to agencies, officers and roles, each written in the journal."""

from datetime import datetime

from django.db import transaction

from wasit.office import journal
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.text import Problem, Words
from wasit.text.regions import region


def make_agency(
    *, code: str, kind: str, name: str, short_name: str, region_code: str, actor: Officer | None, now: datetime
) -> Agency:
    """Register an agency; its zone follows from its region (western time for the nation as a whole)."""
    zone = region(region_code).zone if region_code else "Asia/Jakarta"
    with transaction.atomic():
        agency = Agency.objects.create(
            code=code, kind=kind, name=name, short_name=short_name, region_code=region_code, zone=zone
        )
        journal.record(
            verb="office.agency_made",
            actor=actor,
            agency=agency,
            region_code=region_code,
            subject=f"agency:{agency.pk}",
            details={"code": code},
            now=now,
        )
    return agency


def make_officer(
    *, email: str, name: str, password: str | None, actor: Officer | None, now: datetime, nip: str | None = None
) -> Officer:
    """Register an officer; raise Problem when the e-mail address is taken."""
    if Officer.objects.filter(email=email.strip().lower()).exists():
        raise Problem(
            Words(
                id=f"Surel {email} sudah terdaftar. Beri peran baru pada akun yang ada.",
                en=f"{email} is registered already. Give the existing account a new role.",
            )
        )
    with transaction.atomic():
        officer = Officer.objects.create_user(email=email, name=name, password=password, nip=nip)
        journal.record(
            verb="office.officer_made",
            actor=actor,
            agency=None,
            region_code="",
            subject=f"officer:{officer.pk}",
            now=now,
        )
    return officer


def give_role(
    officer: Officer, agency: Agency, role: Role, *, actor: Officer | None, now: datetime, unit_code: str = ""
) -> Membership:
    """Give `officer` a role in an agency from `now` on."""
    with transaction.atomic():
        held = Membership.objects.create(officer=officer, agency=agency, role=role, unit_code=unit_code, since=now)
        journal.record(
            verb="office.membership_given",
            actor=actor,
            agency=agency,
            region_code=agency.region_code,
            subject=f"officer:{officer.pk}",
            details={"role": str(role), "unit": unit_code},
            now=now,
        )
    return held


def end_role(held: Membership, *, actor: Officer | None, now: datetime) -> None:
    """End a role at `now`; what was done in it stays in the journal."""
    with transaction.atomic():
        if Membership.objects.filter(pk=held.pk, until__isnull=True).update(until=now):
            journal.record(
                verb="office.membership_ended",
                actor=actor,
                agency=held.agency,
                region_code=held.agency.region_code,
                subject=f"officer:{held.officer_id}",
                details={"role": held.role},
                now=now,
            )
