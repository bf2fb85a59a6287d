"""What an administrator does with accounts: register, give and end roles, hand over a link, reset a second factor."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from wasit.office import journal, notices, queries
from wasit.office.actions.agencies import end_role, give_role, make_officer
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of
from wasit.text import Problem, Words


def register(
    agency: Agency,
    role: Role,
    *,
    email: str,
    name: str,
    actor: Officer,
    reach: Reach,
    now: datetime,
    nip: str = "",
    unit_code: str = "",
) -> tuple[Officer, bool]:
    """Give a role to the account of `email`, which is made where there is none; return it and whether it was made."""
    known = Officer.objects.filter(email=email.strip().lower()).first()
    with transaction.atomic():
        officer = known or make_officer(email=email, name=name, password=None, actor=actor, now=now, nip=nip)
        give(officer, agency, role, actor=actor, reach=reach, now=now, unit_code=unit_code)
    return officer, known is None


def give(
    officer: Officer, agency: Agency, role: Role, *, actor: Officer, reach: Reach, now: datetime, unit_code: str = ""
) -> Membership:
    """Give a role; nobody gives one to themselves, and none is given twice."""
    _demand_managed(reach, agency)
    if officer.pk == actor.pk:
        raise Problem(
            Words(
                id="Anda tidak dapat memberi peran kepada diri sendiri. Mintalah administrator lain.",
                en="You cannot give a role to yourself. Ask another administrator.",
            )
        )
    if _current(now).filter(officer=officer, agency=agency, role=role, unit_code=unit_code).exists():
        raise Problem(
            Words(
                id=f"{officer.name} sudah memegang peran itu di {agency.name}.",
                en=f"{officer.name} already holds that role in {agency.name}.",
            )
        )
    return give_role(officer, agency, role, actor=actor, now=now, unit_code=unit_code)


def end(held: Membership, *, actor: Officer, reach: Reach, now: datetime) -> None:
    """End a role; the last administrator of an agency stays, or nobody could give the next role."""
    _demand_managed(reach, held.agency)
    with transaction.atomic():
        if held.role == Role.ADMINISTRATOR and _others(held, now) == 0:
            raise Problem(
                Words(
                    id=f"{held.agency.name} akan tanpa administrator. Beri peran itu kepada orang lain lebih dahulu.",
                    en=f"{held.agency.name} would be without an administrator. Give somebody else that role first.",
                )
            )
        end_role(held, actor=actor, now=now)


def make_link(officer: Officer, agency: Agency, *, actor: Officer | None, now: datetime) -> str:
    """Return the path at which `officer` chooses a password: it works once, for three days; its making is told.

    Raises Problem for an account that has roles elsewhere; only the machine's owner (no actor) lets such a one in.
    """
    if actor is not None:
        _demand_whole(officer, actor, now)
    with transaction.atomic():
        _write_down("office.link_made", officer, agency, actor, now)
        if actor is not None:
            _tell(officer, agency, f"link:{officer.pk}:{now.isoformat()}", _LINK_TOLD, now)
    key = default_token_generator.make_token(officer)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(officer), "key": key}
    )  # fmt: skip


def forget_second_factor(officer: Officer, agency: Agency, *, actor: Officer, now: datetime) -> None:
    """Remove the second factor of somebody who lost the device; the officer and the chair are told.

    Raises Problem for one's own, and for an account that has roles elsewhere.
    """
    if officer.pk == actor.pk:
        raise Problem(
            Words(
                id="Faktor kedua Anda sendiri hanya dilepas oleh administrator lain.",
                en="Your own second factor is removed only by another administrator.",
            )
        )
    _demand_whole(officer, actor, now)
    with transaction.atomic():
        Authenticator.objects.filter(user=officer).delete()
        _write_down("office.second_factor_removed", officer, agency, actor, now)
        _tell(officer, agency, f"factor:{officer.pk}:{now.isoformat()}", _FACTOR_TOLD, now)


_LINK_TOLD = Words(
    id="Administrator membuat tautan kata sandi untuk akun {name}. Bila bukan atas permintaan, periksa jurnal.",
    en="An administrator made a password link for the account of {name}. If nobody asked for it, look at the journal.",
)
_FACTOR_TOLD = Words(
    id="Administrator melepas faktor kedua akun {name}. Bila bukan atas permintaan, periksa jurnal.",
    en="An administrator removed the second factor of {name}. If nobody asked for it, look at the journal.",
)


def _tell(officer: Officer, agency: Agency, key: str, words: Words, now: datetime) -> None:
    told = Words(id=words.id.format(name=officer.name), en=words.en.format(name=officer.name))
    chairs = notices.holders(agency.pk, (str(Role.CHAIR), str(Role.APPOINTING_OFFICE)), now)
    for reader in {officer.pk: officer, **{chair.pk: chair for chair in chairs}}.values():
        notices.notify(reader, key=key, words=told, url="", now=now)


def _write_down(verb: str, officer: Officer, agency: Agency, actor: Officer | None, now: datetime) -> None:
    journal.record(
        verb=verb,
        actor=actor,
        agency=agency,
        region_code=agency.region_code,
        subject=f"officer:{officer.pk}",
        now=now,
    )


def _demand_managed(reach: Reach, agency: Agency) -> None:
    if not (reach.covers(agency.region_code) and agency.kind in reach.sides):
        raise Agency.DoesNotExist(agency.code)


def _demand_whole(officer: Officer, actor: Officer, now: datetime) -> None:
    """Refuse the key of an account that opens doors elsewhere: giving it a role here must not hand it over."""
    kept = queries.agencies_managed(reach_of(actor, ROLES_BY_PERMISSION["office.manage"], now))
    if _current(now).filter(officer=officer).exclude(agency__in=kept).exists():
        raise Problem(
            Words(
                id=f"{officer.name} juga bertugas di instansi lain. Mintalah pengelola mesin: wasit office link.",
                en=f"{officer.name} also works for another agency. Ask the owner of the machine: wasit office link.",
            )
        )


def _current(now: datetime) -> "models.QuerySet[Membership]":
    return Membership.objects.filter(since__lte=now).filter(Q(until__isnull=True) | Q(until__gt=now))


def _others(held: Membership, now: datetime) -> int:
    """Count the other administrators of the agency; the rows are locked, so that two cannot end each other."""
    rows = _current(now).filter(agency=held.agency, role=Role.ADMINISTRATOR, officer__is_active=True)
    return len([row for row in rows.select_for_update() if row.pk != held.pk])
