"""What the house itself registers: agencies, officers, roles."""

from datetime import datetime

from django.db import IntegrityError, transaction

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
    """Register an officer; raise Problem when the e-mail address or the staff number is taken."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                officer = Officer.objects.create_user(email=email, name=name, password=password, nip=nip or None)
        except IntegrityError:
            raise _registered(email, nip) from None
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
    """Give `officer` a role in an agency from `now` on; raise Problem for one that the agency's side does not know."""
    _check_role(agency, role, unit_code)
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


def _registered(email: str, nip: str | None) -> Problem:
    if nip and Officer.objects.filter(nip=nip).exists():
        return Problem(
            Words(
                id=f"NIP {nip} sudah terdaftar pada akun lain. Beri peran baru pada akun itu.",
                en=f"The staff number {nip} belongs to another account. Give that account a new role.",
            )
        )
    return Problem(
        Words(
            id=f"Surel {email} sudah terdaftar. Beri peran baru pada akun yang ada.",
            en=f"{email} is registered already. Give the existing account a new role.",
        )
    )


def _check_role(agency: Agency, role: Role, unit_code: str) -> None:
    if agency.kind not in role.sides:
        raise Problem(
            Words(
                id=f"{agency.name} tidak mengenal peran {role}. Pilih peran di sisi instansi itu.",
                en=f"{agency.name} knows no role {role}. Choose a role of that side.",
            )
        )
    if role.needs_unit != bool(unit_code):
        raise Problem(
            Words(
                id="Operator unit perlu satu unit; peran lain berlaku untuk seluruh instansi. Periksa unitnya.",
                en="A unit operator needs one unit; every other role holds for the whole agency. Check the unit.",
            )
        )
