"""Builds the demonstration from nothing: people, rosters, press and posts, all through the same doors as real ones."""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command

from wasit.cases.actions import look_at_deadlines
from wasit.forwarding.actions import look_at_deadlines as look_at_recommendations
from wasit.letters.actions import set_letterhead
from wasit.monitoring.actions import deliver
from wasit.monitoring.arrivals import Given
from wasit.office.models import Agency, Officer, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import reach_of
from wasit.rosters import invented
from wasit.rosters.actions import import_roster
from wasit.rosters.contests import pairs_for
from wasit.rosters.models import Person
from wasit.site.demo import lists, material, people, stories
from wasit.site.demo.facts import BEGINNING, NOW
from wasit.site.demo.people import City
from wasit.text.regions import region

STAFF = 3000
BACKGROUND = 700


def build(staff: int = STAFF, background: int = BACKGROUND) -> None:
    """Fill an empty database; prints each step with its time to standard error."""
    with _told("Tabel"):
        call_command("migrate", verbosity=0)
    with _told("Petugas"):
        everybody = people.make_everybody(BEGINNING)
        for city in people.CITIES:
            _letterheads(city, everybody)
    for city in people.CITIES:
        with _told(f"Pegawai rekaan {region(city.region_code).name}"):
            # The smaller cities are told shorter, so that a newcomer waits less.
            size = staff if city is people.CITIES[0] else staff * 2 // 3
            _roster(city, _one(everybody, city, Role.APPOINTING_OFFICE), size)
    with _told("Perkara"):
        stories.tell([story for city in people.CITIES for story in _stories(city, everybody)], NOW)
    for city in people.CITIES:
        with _told(f"Berita dan unggahan {region(city.region_code).name}"):
            _deliveries(city, _one(everybody, city, Role.OFFICER), background)
    with _told("Tiga daftar"):
        first = people.CITIES[0]
        officer = _one(everybody, first, Role.OFFICER)
        lists.compare(first.region_code, region(first.region_code).name, officer, NOW - timedelta(minutes=10))
    with _told("Pengingat"):
        look_at_deadlines(NOW)
        look_at_recommendations(NOW)


@contextmanager
def _told(step: str) -> Iterator[None]:
    started = time.monotonic()
    print(f"  {step} …", end="", file=sys.stderr, flush=True)
    yield
    print(f" {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)


def _one(everybody: dict[str, Officer], city: City, role: Role) -> Officer:
    player = next(one for one in city.players if one.role == role)
    return everybody[people.address(city, player)]


def _letterheads(city: City, everybody: dict[str, Officer]) -> None:
    """Both offices of a city file their letterheads; the addresses are invented."""
    place = region(city.region_code)
    supervisor = f"BADAN PENGAWAS PEMILIHAN UMUM\n{place.name.upper()}"
    government = f"PEMERINTAH {place.name.upper()}\nBADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA"
    for role, kind, lines, street, mailbox in (
        (Role.CHAIR, Agency.Kind.BAWASLU, supervisor, "Jalan Rekaan Netral Nomor 9", "set"),
        (Role.APPOINTING_OFFICE, Agency.Kind.GOVERNMENT, government, "Jalan Rekaan Balai Kota Nomor 1", "bkpsdm"),
    ):
        officer = _one(everybody, city, role)
        set_letterhead(
            Agency.objects.get(kind=kind, region_code=city.region_code),
            lines=lines,
            address=f"{street}, {place.name} (alamat rekaan)",
            contact=f"Telepon (0999) 555-010 · surel {mailbox}@{city.slug}.example",
            place=place.short_name,
            officer=officer,
            reach=reach_of(officer, ROLES_BY_PERMISSION["letters.templates"], BEGINNING),
            now=BEGINNING,
        )


def _roster(city: City, clerk: Officer, staff: int) -> None:
    """The personnel office imports its list from a spreadsheet, as it would in life."""
    folder = material.shared_folder()
    names = folder / "data" / "names" if folder else None
    servants = invented.invented_servants(city.region_code, staff, seed=2024, names_folder=names)
    with tempfile.TemporaryDirectory() as scratch:
        sheet = Path(scratch) / f"pegawai-rekaan-{city.slug}.xlsx"
        invented.write_xlsx(sheet, servants)
        import_roster(
            sheet,
            region_code=city.region_code,
            actor=clerk,
            reach=reach_of(clerk, ROLES_BY_PERMISSION["rosters.import"], BEGINNING),
            now=BEGINNING,
        )
    Person.objects.filter(region_code=city.region_code).update(invented=True)


def _stories(city: City, everybody: dict[str, Officer]) -> list[stories.Story]:
    office = stories.Office(
        region_code=city.region_code,
        zone=city.zone,
        province=f"bawaslu-{people.SUPERVISORS[city.region_code.split('.')[0]].mailbox}",
        officer=_one(everybody, city, Role.OFFICER),
        head=_one(everybody, city, Role.DIVISION_HEAD),
        chair=_one(everybody, city, Role.CHAIR),
        clerk=_one(everybody, city, Role.APPOINTING_OFFICE),
        members=_members(everybody, city),
        people=_people(city),
    )
    return stories.stories_of(office, all_of_them=city is people.CITIES[0])


def _members(everybody: dict[str, Officer], city: City) -> list[Officer]:
    """Return the members of the plenary beside the chair and the first division head."""
    heads = [one for one in city.players if one.role == Role.DIVISION_HEAD]
    return [everybody[people.address(city, one)] for one in heads[1:]]


def _people(city: City) -> list[Person]:
    return list(Person.objects.filter(region_code=city.region_code).select_related("unit").order_by("pk"))


def _deliveries(city: City, officer: Officer, background: int) -> None:
    reach = reach_of(officer, ROLES_BY_PERMISSION["monitoring.deliver"], NOW)
    early = NOW - timedelta(minutes=25)
    for page in material.press(city):
        deliver(
            page, how="link", region_code=city.region_code, officer=officer, reach=reach, now=early,
            given=Given(url=f"https://pers.example/{page.stem}"),
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        export = Path(scratch) / f"unggahan-akhir-pekan-{city.slug}.csv"
        posts = material.weekend(city, _people(city), pairs_for(city.region_code), background, NOW)
        material.write_posts(export, posts)
        deliver(export, how="file", region_code=city.region_code, officer=officer, reach=reach, now=early)
