"""The invented officers of the demonstration, their agencies and one log-in for each role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from wasit.office import actions
from wasit.office.models import Agency, Officer, Role
from wasit.site.demo.facts import PASSWORD
from wasit.text.regions import region


@dataclass(frozen=True)
class Player:
    """An invented officer: name, mailbox before the @, role, and the side of the hand-off."""

    name: str
    mailbox: str
    role: Role
    side: str = "bawaslu"
    unit: str = ""


@dataclass(frozen=True)
class City:
    """A city of the demonstration with its people; `slug` is part of every mailbox."""

    region_code: str
    slug: str
    players: tuple[Player, ...]

    @property
    def zone(self) -> str:
        """The zone of the city."""
        return region(self.region_code).zone


CITIES: tuple[City, ...] = (
    City(
        "35.73",
        "malang",
        (
            Player("Sekar Anggraini", "sekar", Role.OFFICER),
            Player("Bagas Jayantara", "bagas", Role.OFFICER),
            Player("Lintang Prabaswari", "lintang", Role.DIVISION_HEAD),
            Player("Hasanah Widuri", "ketua", Role.CHAIR),
            Player("Galih Mahendratta", "galih", Role.DIVISION_HEAD),
            Player("Damar Sentosa", "admin", Role.ADMINISTRATOR),
            Player("Wisnu Adipraja", "bkpsdm", Role.APPOINTING_OFFICE, "government"),
            Player("Puspa Wardhani", "operator", Role.UNIT_OPERATOR, "government", "disdik"),
        ),
    ),
    City(
        "32.74",
        "cirebon",
        (
            Player("Nyai Rengganis", "rengganis", Role.OFFICER),
            Player("Jaka Tirtana", "jaka", Role.DIVISION_HEAD),
            Player("Endah Kusumasari", "ketua", Role.CHAIR),
            Player("Ranggana Wijaya", "bkpsdm", Role.APPOINTING_OFFICE, "government"),
        ),
    ),
    City(
        "52.72",
        "bima",
        (
            Player("Lalu Sambirang", "lalu", Role.OFFICER),
            Player("Baiq Lestiani", "baiq", Role.DIVISION_HEAD),
            Player("Ina Kalembo", "ketua", Role.CHAIR),
            Player("Dae Mangge", "bkpsdm", Role.APPOINTING_OFFICE, "government"),
        ),
    ),
)
SUPERVISORS: Mapping[str, Player] = {
    "35": Player("Kirana Sasmaya", "jatim", Role.PROVINCIAL_SUPERVISOR),
    "32": Player("Asep Danureja", "jabar", Role.PROVINCIAL_SUPERVISOR),
    "52": Player("Sumbawati Rinjana", "ntb", Role.PROVINCIAL_SUPERVISOR),
}


def address(city: City, player: Player) -> str:
    """Return the mailbox of a player; `.example` can never be a real domain (RFC 2606)."""
    return f"{player.mailbox}@{city.slug}.example"


def make_everybody(now: datetime) -> dict[str, Officer]:
    """Register agencies, officers and roles; return the officers by mailbox."""
    made: dict[str, Officer] = {}
    for city in CITIES:
        place = region(city.region_code)
        sides = {
            side: actions.make_agency(
                code=f"{side}-{city.slug}",
                kind=side,
                name=f"{prefix} {place.name}",
                short_name=f"{short} {place.name}",
                region_code=city.region_code,
                actor=None,
                now=now,
            )
            for side, prefix, short in (
                (Agency.Kind.BAWASLU, "Bawaslu", "Bawaslu"),
                (Agency.Kind.GOVERNMENT, "Pemerintah", "Pemkot" if place.kind == "kota" else "Pemkab"),
            )
        }
        for player in city.players:
            unit = f"{city.region_code}/{player.unit}" if player.unit else ""
            made[address(city, player)] = _make(
                player, address(city, player), sides[Agency.Kind(player.side)], unit, now
            )
    for code, player in SUPERVISORS.items():
        agency = actions.make_agency(
            code=f"bawaslu-{player.mailbox}",
            kind=Agency.Kind.BAWASLU,
            name=f"Bawaslu {region(code).name}",
            short_name=f"Bawaslu {region(code).name}",
            region_code=code,
            actor=None,
            now=now,
        )
        mailbox = f"pengawas@{player.mailbox}.example"
        made[mailbox] = _make(player, mailbox, agency, "", now)
    # One password for all, hashed once: hashing is slow on purpose, and here there is nothing to protect.
    Officer.objects.filter(email__in=made).update(password=make_password(PASSWORD))
    return made


def _make(player: Player, mailbox: str, agency: Agency, unit: str, now: datetime) -> Officer:
    officer = actions.make_officer(email=mailbox, name=player.name, password=None, actor=None, now=now)
    actions.give_role(officer, agency, player.role, actor=None, now=now, unit_code=unit)
    return officer


def log_ins() -> Iterator[tuple[str, str, str]]:
    """Yield (role, place, mailbox) of the log-ins that the demonstration prints, one for each role and city."""
    for city in CITIES:
        for player in city.players:
            yield str(player.role), region(city.region_code).name, address(city, player)
    for code, player in SUPERVISORS.items():
        yield str(player.role), region(code).name, f"pengawas@{player.mailbox}.example"
