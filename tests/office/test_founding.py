"""`wasit office`: the first office of an installation and its first administrator."""

import pytest
from tests.cast import NOW

from wasit.office import founding, journal
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.text import Problem

pytestmark = pytest.mark.django_db


def _open(capsys: pytest.CaptureFixture[str], *more: str, email: str = "Admin@kota.example") -> str:
    call = ["open", "--region", "52.72", "--email", email, "--name", "Administrator Rekaan", *more]
    assert founding.command(call, lambda: NOW) == 0
    return capsys.readouterr().out


def test_an_office_is_founded_with_its_first_administrator(capsys: pytest.CaptureFixture[str]) -> None:
    told = _open(capsys)
    assert "/sandi/baru/" in told
    agency = Agency.objects.get()
    assert (agency.name, agency.zone, agency.kind) == ("Bawaslu Kota Bima", "Asia/Makassar", "bawaslu")
    held = Membership.objects.get()
    assert (held.officer.email, held.role) == ("admin@kota.example", Role.ADMINISTRATOR)
    assert not held.officer.has_usable_password()
    assert journal.verify().ok


def test_the_other_side_has_an_office_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    _open(capsys)
    _open(capsys, "--side", "government", email="bkpsdm@kota.example")
    assert {one.kind for one in Agency.objects.all()} == {"bawaslu", "government"}


def test_an_office_is_founded_once(capsys: pytest.CaptureFixture[str]) -> None:
    _open(capsys)
    with pytest.raises(Problem, match="exists"):
        _open(capsys, email="lain@kota.example")
    assert Officer.objects.count() == 1


def test_a_new_link_for_who_cannot_get_in(capsys: pytest.CaptureFixture[str]) -> None:
    _open(capsys)
    assert founding.command(["link", "ADMIN@kota.example"], lambda: NOW) == 0
    assert "/sandi/baru/" in capsys.readouterr().out
    with pytest.raises(Problem, match="no account"):
        founding.command(["link", "tidak.ada@kota.example"], lambda: NOW)


@pytest.mark.parametrize(("region", "email", "told"), [("99.99", "a@b.example", "99.99"), ("52.72", "bukan", "bukan")])
def test_a_wrong_call_makes_nothing(region: str, email: str, told: str) -> None:
    with pytest.raises(Problem, match=told):
        founding.command(["open", "--region", region, "--email", email, "--name", "X"], lambda: NOW)
    assert not Agency.objects.exists()
