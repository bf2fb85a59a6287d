"""`wasit office open|link`: founds an office with its first administrator, or lets an account in again."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_email
from django.db import transaction

from wasit.office import actions
from wasit.office.models import Agency, Officer, Role
from wasit.office.queries import memberships_of
from wasit.text import CallParser, Problem, Words, reader_language
from wasit.text.regions import region

_NAMES = {Agency.Kind.BAWASLU: "Bawaslu", Agency.Kind.GOVERNMENT: "Pemerintah"}


def command(argv: list[str], clock: Callable[[], datetime]) -> int:
    """Run `wasit office …` for the machine's owner; tables are made first where they are missing."""
    parser = CallParser(prog="wasit office", description="Found an office, or make a password link.")
    what = parser.add_subparsers(dest="what", required=True)
    opening = what.add_parser("open", help="found an office with its first administrator")
    opening.add_argument("--region", required=True, metavar="CODE", help="official dotted code, such as 35.73")
    opening.add_argument("--side", choices=[str(kind) for kind in Agency.Kind.values], default="bawaslu")
    opening.add_argument("--email", required=True)
    opening.add_argument("--name", required=True)
    link = what.add_parser("link", help="a new password link for an account")
    link.add_argument("email")
    given = parser.parse_args(argv)
    call_command("migrate", verbosity=0)
    now = clock()
    if given.what == "open":
        path = found(given.region, Agency.Kind(given.side), email=given.email, name=given.name, now=now)
    else:
        path = let_in_again(given.email, now)
    print(_TOLD.in_(reader_language()).format(path=path))
    return 0


_TOLD = Words(
    id="Pilih kata sandi di alamat ini (sekali pakai, berlaku tiga hari), di belakang alamat server Anda:\n  {path}",
    en="Choose a password at this address (works once, for three days), behind the address of your server:\n  {path}",
)


def found(region_code: str, side: Agency.Kind, *, email: str, name: str, now: datetime) -> str:
    """Register the agency of a region and its first administrator; return the path of the password link.

    Raises Problem for an unknown region, an address that is none, or an office that is open already.
    """
    place = region(region_code)
    try:
        validate_email(email)
    except ValidationError:
        raise Problem(Words(id=f'"{email}" bukan alamat surel.', en=f'"{email}" is no e-mail address.')) from None
    if Agency.objects.filter(region_code=region_code, kind=side).exists():
        raise Problem(
            Words(
                id=f"Kantor {_NAMES[side]} {place.name} sudah ada. Untuk masuk lagi: wasit office link SUREL.",
                en=f"The office {_NAMES[side]} {place.name} exists. To get in again: wasit office link EMAIL.",
            )
        )
    title = f"{_NAMES[side]} {place.name}"
    with transaction.atomic():
        agency = actions.make_agency(
            code=f"{side}-{region_code.replace('.', '-')}",
            kind=str(side),
            name=title,
            short_name=title,
            region_code=region_code,
            actor=None,
            now=now,
        )
        officer = actions.make_officer(email=email, name=name, password=None, actor=None, now=now)
        actions.give_role(officer, agency, Role.ADMINISTRATOR, actor=None, now=now)
        return actions.make_link(officer, agency, actor=None, now=now)


def let_in_again(email: str, now: datetime) -> str:
    """Return the path of a new password link; raise Problem where there is no such account, or it holds no role."""
    officer = Officer.objects.filter(email=email.strip().lower()).first()
    held = memberships_of(officer, now).first() if officer else None
    if officer is None or held is None:
        raise Problem(
            Words(
                id=f"Tidak ada akun {email} yang memegang peran. Periksa ejaan surelnya.",
                en=f"There is no account {email} that holds a role. Check the spelling.",
            )
        )
    return actions.make_link(officer, held.agency, actor=None, now=now)
