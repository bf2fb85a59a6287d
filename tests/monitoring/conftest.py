"""People, posts and hits for the tests of this room; everybody is invented."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from tests.cast import reach_for

from wasit.monitoring import actions
from wasit.monitoring.models import Delivery, Hit
from wasit.office import vault
from wasit.office.models import Officer
from wasit.rosters.models import Person, Unit

CITY = "35.73"
COLUMNS = ("post_id", "text", "platform", "author_handle", "author_name", "author_bio", "posted_at", "url")
PLAIN = "Hujan deras sejak pagi di pasar, pedagang sayur tetap berjualan seperti biasa."
SUPPORT = "Pagi warga! Saya mengajak semua dukung paslon nomor 2, yuk menangkan nomor 2. Tolong bagikan ya"


def post(number: int, text: str = PLAIN, **fields: str) -> dict[str, str]:
    """A post of nobody in particular."""
    return {"post_id": f"p{number}", "text": text, "posted_at": "2024-10-25T07:58:00+07:00", **fields}


def raka(number: int = 1, text: str = SUPPORT, **fields: str) -> dict[str, str]:
    """A post from the account of an invented teacher, calling for support of a pair."""
    whole = {
        "platform": "instagram",
        "author_handle": "@rakawirasana.guru",
        "author_name": "Raka Wirasana",
        "author_bio": "Guru SD. Ayah dua anak.",
        "url": f"https://instagram.example/p/{number}",
    }
    return post(number, text, **{**whole, **fields})


def as_csv(posts: Iterable[Mapping[str, str]], columns: Iterable[str] = COLUMNS) -> bytes:
    """Return posts as a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(posts)
    return out.getvalue().encode()


def sealed_bytes(sha256: str) -> bytes:
    """Return what the vault holds."""
    with vault.open_file(sha256) as source:
        return source.read()


@pytest.fixture
def staff(db: None) -> dict[str, Person]:
    """Two schools and a district office with five people, two of them namesakes."""
    school = Unit.objects.create(
        code=f"{CITY}/sdn-telagasari-2", name="SDN Telagasari 2", kind="school", region_code=CITY
    )
    ward = Unit.objects.create(code=f"{CITY}/kel-kebonrejo", name="Kelurahan Kebonrejo", region_code=CITY)
    rows = [
        ("raka", "Raka Wirasana", "pns", "Guru Ahli Muda", school, ["instagram:@rakawirasana.guru"]),
        ("raka2", "Raka Wirasana", "non_asn", "Staf", ward, []),
        ("lintang", "Lintang Purwakusumah", "pppk", "Perawat", ward, ["x:@lintang_pwk"]),
        ("satriyo", "Satriyo Wibisana Kertanegara", "pns", "Lurah", ward, ["facebook:@kel.kebonrejo"]),
        ("tari", "Tari Anggarawati", "pns", "Guru", school, []),
    ]
    made = {}
    for key, name, kind, position, unit, handles in rows:
        made[key] = Person.objects.create(
            person_id=f"invented-{key}", region_code=CITY, name=name, name_key=name.upper(), kind=kind,
            position=position, unit=unit, handles=handles, invented=True,
        )  # fmt: skip
    return made


@pytest.fixture
def hand_in(officer: Officer, staff: dict[str, Person], now: datetime, tmp_path: Path) -> Callable[..., Delivery]:
    """Deliver posts, bytes or a path as the officer of the city."""

    def make(source: object, name: str = "unggahan.csv", how: str = "file", **more: object) -> Delivery:
        if isinstance(source, list):
            source = as_csv(source)
        if isinstance(source, bytes):
            path = tmp_path / name
            path.write_bytes(source)
            source = path
        reach = reach_for(officer, "monitoring.deliver")
        return actions.deliver(  # type: ignore[arg-type]
            source, how=how, region_code=CITY, officer=officer, reach=reach, now=now, name=name, **more
        )

    return make


@pytest.fixture
def hit(hand_in: Callable[..., Delivery]) -> Hit:
    """One hit: the invented teacher supports a pair."""
    hand_in([raka()])
    return Hit.objects.get()


@pytest.fixture
def act(now: datetime) -> Callable[[Officer], dict[str, object]]:
    """Return the arguments with which a person decides."""

    def make(person: Officer) -> dict[str, object]:
        return {"officer": person, "reach": reach_for(person, "monitoring.triage"), "now": now}

    return make
