"""What an administrator does with accounts, and what an administrator may not do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.cast import NOW, reach_for

from wasit.office import actions, journal, queries
from wasit.office.models import Agency, Membership, Officer, Role
from wasit.text import Problem

Browser = Callable[[Officer | None], Client]


def _register(administrator: Officer, agency: Agency, role: Role, **given: str) -> Officer:
    officer, _made = actions.register(
        agency, role, email=given.get("email", "baru@wasit.example"), name="Petugas Baru", actor=administrator,
        reach=reach_for(administrator, "office.manage"), now=NOW, unit_code=given.get("unit_code", ""),
    )  # fmt: skip
    return officer


def _held(officer: Officer) -> list[str]:
    return [one.role for one in queries.memberships_of(officer, NOW + timedelta(seconds=1))]


def test_a_new_officer_gets_a_role_and_chooses_the_password(
    administrator: Officer, city: Agency, client_for: Browser
) -> None:
    page = client_for(administrator)
    sent = {"name": "Petugas Baru", "email": "Baru@wasit.example", "agency": city.pk, "role": "officer"}
    answer = page.post("/petugas/baru/", sent, follow=True)
    assert "Akun dibuat" in answer.content.decode()
    officer = Officer.objects.get(email="baru@wasit.example")
    assert _held(officer) == ["officer"]
    shown = page.post(f"/petugas/{officer.pk}/tautan/").content.decode()
    path = shown.split('value="http://testserver')[1].split('"')[0]
    stranger = Client()
    first = stranger.get(path, follow=True)
    chosen = {"password1": "sandi-pilihan-sendiri-9", "password2": "sandi-pilihan-sendiri-9"}
    done = stranger.post(first.redirect_chain[-1][0], chosen, follow=True)
    assert done.status_code == 200
    officer.refresh_from_db()
    assert officer.check_password("sandi-pilihan-sendiri-9")
    assert "password1" not in Client().get(path, follow=True).content.decode()  # used once


def test_an_account_that_exists_gets_the_role(administrator: Officer, city: Agency, stranger: Officer) -> None:
    again = _register(administrator, city, Role.CHAIR, email=stranger.email)
    assert again.pk == stranger.pk
    assert _held(stranger) == ["officer", "chair"]


def test_a_role_is_not_given_twice(administrator: Officer, city: Agency, officer: Officer) -> None:
    with pytest.raises(Problem, match="already holds"):
        _register(administrator, city, Role.OFFICER, email=officer.email)


def test_nobody_gives_a_role_to_themselves(administrator: Officer, city: Agency) -> None:
    with pytest.raises(Problem, match="yourself"):
        _register(administrator, city, Role.CHAIR, email=administrator.email)
    assert _held(administrator) == ["administrator"]


def test_a_failed_role_leaves_no_account(administrator: Officer, city: Agency) -> None:
    with pytest.raises(Problem):
        _register(administrator, city, Role.APPOINTING_OFFICE, email="gagal@wasit.example")
    assert not Officer.objects.filter(email="gagal@wasit.example").exists()


@pytest.mark.parametrize("which", ["government", "other_city"])
def test_accounts_of_the_other_side_and_of_other_places_are_kept_elsewhere(
    which: str, administrator: Officer, request: pytest.FixtureRequest
) -> None:
    agency = request.getfixturevalue(which)
    with pytest.raises(Agency.DoesNotExist):
        _register(administrator, agency, Role.ADMINISTRATOR)
    assert agency not in queries.agencies_managed(reach_for(administrator, "office.manage"))


def test_the_last_administrator_stays(administrator: Officer, city: Agency, officer: Officer) -> None:
    reach = reach_for(administrator, "office.manage")
    held = Membership.objects.get(officer=administrator)
    with pytest.raises(Problem, match="without an administrator"):
        actions.end(held, actor=administrator, reach=reach, now=NOW)
    actions.give(officer, city, Role.ADMINISTRATOR, actor=administrator, reach=reach, now=NOW)
    actions.end(held, actor=administrator, reach=reach, now=NOW + timedelta(minutes=1))
    assert not reach_for(administrator, "office.manage", NOW + timedelta(minutes=2)).grants


def test_an_ended_role_opens_nothing(administrator: Officer, officer: Officer, client_for: Browser) -> None:
    held = Membership.objects.get(officer=officer)
    assert client_for(officer).get("/perkara/").status_code == 200
    client_for(administrator).post(f"/petugas/{officer.pk}/peran/{held.pk}/akhiri/")
    assert client_for(officer).get("/perkara/").status_code == 403
    assert journal.verify().ok


def test_a_lost_device_is_forgotten_and_told(
    administrator: Officer, officer: Officer, chair: Officer, client_for: Browser
) -> None:
    Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client_for(administrator).post(f"/petugas/{officer.pk}/faktor-kedua/lepas/")
    assert not Authenticator.objects.filter(user=officer).exists()
    for reader in (officer, chair):
        assert "melepas faktor kedua" in client_for(reader).get("/pemberitahuan/").content.decode()


def test_an_administrator_does_not_remove_their_own_second_factor(administrator: Officer, client_for: Browser) -> None:
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client_for(administrator).post(f"/petugas/{administrator.pk}/faktor-kedua/lepas/")
    assert Authenticator.objects.filter(user=administrator).exists()


@pytest.mark.parametrize(
    "path",
    ["/petugas/", "/petugas/baru/", "/petugas/{pk}/", "/petugas/{pk}/tautan/", "/petugas/{pk}/faktor-kedua/lepas/"],
)
@pytest.mark.parametrize("who", ["officer", "chair", "supervisor", "appointing", "operator", "stranger"])
def test_only_an_administrator_keeps_accounts(
    path: str, who: str, colleague: Officer, client_for: Browser, request: pytest.FixtureRequest
) -> None:
    reader = client_for(request.getfixturevalue(who))
    where = path.format(pk=colleague.pk)
    assert reader.get(where).status_code in {403, 405}
    assert reader.post(where).status_code in {403, 405}


def test_an_administrator_of_elsewhere_finds_nobody(
    administrator: Officer, stranger: Officer, client_for: Browser
) -> None:
    page = client_for(administrator)
    assert page.get(f"/petugas/{stranger.pk}/").status_code == 404
    assert page.post(f"/petugas/{stranger.pk}/tautan/").status_code == 404
    assert stranger.name not in page.get("/petugas/").content.decode()
