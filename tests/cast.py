"""The cast of every walk: two cities, their officers, a supervisor, government people and a stranger. All invented."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from wasit.office import actions
from wasit.office.models import Agency, Officer, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of

NOW = datetime(2024, 10, 28, 2, 40, tzinfo=UTC)  # Monday 28 October 2024, 09.40 WIB
PASSWORD = "kata-sandi-peragaan"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A Monday inside the campaign; pages and actions both see it."""
    monkeypatch.setattr("wasit.site.clock.now", lambda: NOW)
    return NOW


def _agency(code: str, kind: str, name: str, region_code: str) -> Agency:
    early = datetime(2024, 1, 1, tzinfo=UTC)
    return actions.make_agency(
        code=code, kind=kind, name=name, short_name=name, region_code=region_code, actor=None, now=early
    )


def _officer(name: str, agency: Agency, role: Role, unit_code: str = "") -> Officer:
    early = datetime(2024, 1, 1, tzinfo=UTC)
    slug = name.lower().replace(" ", ".")
    officer = actions.make_officer(email=f"{slug}@wasit.example", name=name, password=PASSWORD, actor=None, now=early)
    actions.give_role(officer, agency, role, actor=None, now=early, unit_code=unit_code)
    return officer


@pytest.fixture
def city(db: None) -> Agency:
    """Bawaslu Kota Malang."""
    return _agency("bawaslu-malang", "bawaslu", "Bawaslu Kota Malang", "35.73")


@pytest.fixture
def other_city(db: None) -> Agency:
    """Bawaslu Kota Bima, in another province and zone."""
    return _agency("bawaslu-bima", "bawaslu", "Bawaslu Kota Bima", "52.72")


@pytest.fixture
def province(db: None) -> Agency:
    """Bawaslu Jawa Timur."""
    return _agency("bawaslu-jatim", "bawaslu", "Bawaslu Jawa Timur", "35")


@pytest.fixture
def government(db: None) -> Agency:
    """The government of Kota Malang."""
    return _agency("pemkot-malang", "government", "Pemerintah Kota Malang", "35.73")


@pytest.fixture
def officer(city: Agency) -> Officer:
    """Handles cases in Kota Malang."""
    return _officer("Sekar Anggraini", city, Role.OFFICER)


@pytest.fixture
def colleague(city: Agency) -> Officer:
    """Another officer of the same office."""
    return _officer("Bagas Jayantara", city, Role.OFFICER)


@pytest.fixture
def division_head(city: Agency) -> Officer:
    """Heads the division in Kota Malang."""
    return _officer("Lintang Prabaswari", city, Role.DIVISION_HEAD)


@pytest.fixture
def chair(city: Agency) -> Officer:
    """Chairs the office of Kota Malang."""
    return _officer("Hasanah Widuri", city, Role.CHAIR)


@pytest.fixture
def stranger(other_city: Agency) -> Officer:
    """An officer of another city."""
    return _officer("Ranu Wiguna", other_city, Role.OFFICER)


@pytest.fixture
def supervisor(province: Agency) -> Officer:
    """Supervises the province: reads, does not write."""
    return _officer("Kirana Sasmaya", province, Role.PROVINCIAL_SUPERVISOR)


@pytest.fixture
def appointing(government: Agency) -> Officer:
    """Works in the appointing officer's office of the city."""
    return _officer("Wisnu Adipraja", government, Role.APPOINTING_OFFICE)


@pytest.fixture
def operator(government: Agency) -> Officer:
    """Looks after one unit of the city's government."""
    return _officer("Puspa Wardhani", government, Role.UNIT_OPERATOR, "35.73/disdik")


@pytest.fixture
def administrator(city: Agency) -> Officer:
    """Keeps the accounts of the office."""
    return _officer("Damar Sentosa", city, Role.ADMINISTRATOR)


@pytest.fixture
def client_for(now: datetime) -> Callable[[Officer | None], Client]:
    """Return a browser signed in as the given person, or as nobody."""

    def make(person: Officer | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


def reach_for(person: Officer, permission: str, now: datetime = NOW) -> Reach:
    """Return the person's reach for a permission, as the page's guard would."""
    return reach_of(person, ROLES_BY_PERMISSION[permission], now)
