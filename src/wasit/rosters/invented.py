"""Invented staff for the demonstration and for tests: the same seed always gives the same people, none of them real.

Every NIP has a form that can exist but a serial from 900 up, which no real one is known to use; accounts end in
"_rekaan"; nobody carries the name of a candidate or one of the names that many people share.
"""

import csv
import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

from wasit.rosters import spreadsheet
from wasit.rosters.contests import candidate_names
from wasit.rosters.names import name_key
from wasit.text.regions import region

_DEPARTMENTS = (
    "Inspektorat Daerah", "Dinas Pendidikan", "Dinas Kesehatan", "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Satuan Polisi Pamong Praja", "Dinas Sosial", "Dinas Lingkungan Hidup", "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Perhubungan", "Dinas Komunikasi dan Informatika", "Badan Pendapatan Daerah",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "Badan Kesatuan Bangsa dan Politik",
)  # fmt: skip
_INVENTED_PLACES = {"Telaga": ("Kebonrejo", "Sumberasri"), "Wonolangit": ("Karangmega", "Tegalsari Baru"),
                    "Purwawangi": ("Banyuening", "Giriasih")}  # fmt: skip
_WEIGHT = {"school": 9, "hospital": 8, "health_centre": 3, "department": 4, "secretariat": 4, "district": 2,
           "subdistrict": 1, "enterprise": 4, "village": 1}  # fmt: skip
_HEADS = {"Badan": "Kepala Badan", "Inspektorat": "Inspektur", "Satuan": "Kepala Satuan"}
_LATEST = date(2024, 1, 1)
_NAMESAKES = 0.012
_SERIAL = 900
_MOST_NAMES = 8_000


@dataclass(frozen=True)
class InventedServant:
    """A made-up member of staff, in the columns of a roster file."""

    name: str
    nip: str
    kind: str
    position: str
    parent: str
    unit: str
    aliases: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    invented: bool = True

    def row(self) -> tuple[str, ...]:
        """Return the cells in the order of `spreadsheet.HEADINGS`."""
        kinds = {"pns": "PNS", "pppk": "PPPK", "non_asn": "Non-ASN", "bumd": "BUMD", "village": "Perangkat Desa"}
        return (
            self.name, self.nip, kinds[self.kind], self.position, self.parent, self.unit, "; ".join(self.aliases),
            "; ".join(self.handles),
        )  # fmt: skip


@dataclass(frozen=True)
class _Place:
    kind: str
    parent: str
    unit: str


@dataclass(frozen=True)
class _Post:
    title: str
    weight: int
    head: bool
    degrees: tuple[str, ...]


def invented_servants(
    region_code: str, count: int, seed: int, names_folder: Path | str | None = None
) -> list[InventedServant]:
    """Return `count` invented people in about forty units of a region.

    `names_folder` holds name frequencies (tokens_national.csv.gz and its fellows); without it a small list inside the
    package is used. Raises Problem for an unknown region.
    """
    place = region(region_code)
    random = Random(f"{region_code}/{seed}")  # noqa: S311 - the point is that it can be repeated
    names = _Names(random, place.province_code, Path(names_folder) if names_folder else None)
    units = _units(region_code)
    filled = _filled(random, units, count)
    numbers = _Numbers(random)
    servants: list[InventedServant] = []
    for unit, head in filled:
        servants.append(_servant(random, unit, head, names, numbers, servants))
    return servants


def write_xlsx(path: Path | str, servants: Iterable[InventedServant]) -> Path:
    """Write invented people as a roster file that the real import reads; return its path."""
    target = Path(path)
    spreadsheet.write(target, (servant.row() for servant in servants))
    return target


# ---------- units ----------


def _units(region_code: str) -> list[_Place]:
    place = region(region_code)
    places = _places().get(region_code, _INVENTED_PLACES)
    villages = [(district, village) for district, inside in places.items() for village in inside]
    schools = [village for _district, village in villages[::3]][:8] or ["Telaga"]
    units = [_Place("secretariat", "Sekretariat Daerah", ""), _Place("secretariat", "Sekretariat DPRD", "")]
    units += [_Place("department", name, "") for name in _DEPARTMENTS]
    units += [_Place("district", f"Kecamatan {district}", "") for district in places]
    lower, kind = ("Desa", "village") if place.kind == "kabupaten" else ("Kelurahan", "subdistrict")
    units += [_Place(kind, f"Kecamatan {district}", f"{lower} {village}") for district, village in villages[1::9]][:27]
    units += [_Place("health_centre", "Dinas Kesehatan", f"UPT Puskesmas {district}") for district in list(places)[:4]]
    units += [_Place("school", "Dinas Pendidikan", f"SD Negeri {n} {name}") for n, name in enumerate(schools[:5], 1)]
    units += [_Place("school", "Dinas Pendidikan", f"SMP Negeri {n} {place.short_name}") for n in (1, 4, 7)]
    units += [_Place("hospital", "Rumah Sakit Umum Daerah", ""), _Place("enterprise", "Perumda Air Minum", "")]
    return units


def _filled(random: Random, units: Sequence[_Place], count: int) -> list[tuple[_Place, bool]]:
    """Return the unit of each person: one head for each unit as far as people suffice, the rest by weight."""
    heads = [(unit, True) for unit in units][:count]
    weights = [_WEIGHT[unit.kind] for unit in units]
    others = random.choices(units, weights=weights, k=count - len(heads)) if count > len(heads) else []
    return heads + [(unit, False) for unit in others]


@cache
def _places() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _table("places.csv"):
        inside = found.setdefault(row["region_code"], {})
        inside[row["district"]] = (*inside.get(row["district"], ()), row["village"])
    return found


@cache
def _posts() -> Mapping[str, tuple[_Post, ...]]:
    found: dict[str, tuple[_Post, ...]] = {}
    for row in _table("positions.csv"):
        post = _Post(row["title"], int(row["weight"]), row["head"] == "1", tuple(row["degrees"].split("|")))
        found[row["unit_kind"]] = (*found.get(row["unit_kind"], ()), post)
    return found


def _table(name: str) -> list[dict[str, str]]:
    text = (files("wasit.rosters") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


# ---------- people ----------


def _servant(
    random: Random, unit: _Place, head: bool, names: "_Names", numbers: "_Numbers", so_far: Sequence[InventedServant]
) -> InventedServant:
    sex = "P" if random.random() < 0.57 else "L"
    post = _post(random, unit, head)
    kind = _kind(random, unit, head)
    bare = names.next(sex)
    if so_far and random.random() < _NAMESAKES:
        bare = _namesake_of(random.choice(so_far), unit, bare)
    return InventedServant(
        name=_titled(random, bare, sex, post, kind),
        nip=numbers.next(kind, sex, head=head) if kind in {"pns", "pppk"} else "",
        kind=kind,
        position=_title(unit, post),
        parent=unit.parent,
        unit=unit.unit,
        aliases=(bare.split()[0],) if random.random() < 0.1 and " " in bare else (),
        handles=_handles(random, bare),
    )


def _namesake_of(other: InventedServant, unit: _Place, bare: str) -> str:
    """Return the name of somebody in another unit; in one unit two such rows without NIP could not be told apart."""
    same_unit = (other.parent, other.unit) == (unit.parent, unit.unit)
    return bare if same_unit else name_key(other.name).title()


def _post(random: Random, unit: _Place, head: bool) -> _Post:
    posts = [post for post in _posts()[unit.kind] if post.head == head]
    return random.choices(posts, weights=[post.weight or 1 for post in posts])[0]


def _title(unit: _Place, post: _Post) -> str:
    if not post.head:
        return post.title
    if unit.parent == "Sekretariat DPRD":
        return "Sekretaris DPRD"
    return _HEADS.get(unit.parent.split()[0], post.title) if unit.kind == "department" else post.title


def _kind(random: Random, unit: _Place, head: bool) -> str:
    if unit.kind in {"enterprise", "village"}:
        return "bumd" if unit.kind == "enterprise" else "village"
    return "pns" if head else random.choices(("pns", "pppk", "non_asn"), weights=(64, 22, 14))[0]


def _titled(random: Random, bare: str, sex: str, post: _Post, kind: str) -> str:
    degree = random.choice(post.degrees)
    prefix = ("H. " if sex == "L" else "Hj. ") if random.random() < 0.06 else ""
    if "Dokter" in post.title:
        prefix = "dr. "
    return f"{prefix}{bare}{', ' + degree if degree and kind != 'village' else ''}"


def _handles(random: Random, bare: str) -> tuple[str, ...]:
    services = [
        name for name, share in (("instagram", 0.16), ("facebook", 0.1), ("x", 0.06)) if random.random() < share
    ]
    word = "".join(bare.lower().split()[:2])
    account = f"{''.join(char for char in word if char.isascii() and char.isalnum())}_rekaan{random.randint(1, 999)}"
    return tuple(f"{service}:@{account}" for service in services)


class _Numbers:
    """Staff numbers of a form that can exist, each once, with a serial from 900 up."""

    def __init__(self, random: Random) -> None:
        self.random, self.taken = random, dict[str, int]()

    def next(self, kind: str, sex: str, *, head: bool) -> str:
        while True:
            # Who leads a unit was born before 1985, the others before 2001.
            birth = date(1966, 1, 1) + timedelta(days=self.random.randrange(6_900 if head else 12_800))
            first = self.random.randint(max(2021 if kind == "pppk" else birth.year + 20, birth.year + 20), 2024)
            month = min(self.random.randint(1, 3 if first == _LATEST.year else 12), _last_month(first))
            middle = f"{first}21" if kind == "pppk" else f"{first}{month:02d}"
            stem = f"{birth:%Y%m%d}{middle}{'1' if sex == 'L' else '2'}"
            serial = self.taken.get(stem, _SERIAL) + 1
            if serial <= 999:
                self.taken[stem] = serial
                return f"{stem}{serial}"


def _last_month(year: int) -> int:
    """Nobody is appointed after the day on which the demonstration begins."""
    return _LATEST.month if year == _LATEST.year else 12


class _Names:
    """Names put together from words by their frequency, none of a candidate and none that many people share."""

    def __init__(self, random: Random, province: str, folder: Path | None) -> None:
        self.random, self.given = random, set[str]()
        self.words = _frequencies(folder, province) if folder else _own_words()
        self.avoided = candidate_names() | (_shared_names(folder) if folder else frozenset())

    def next(self, sex: str) -> str:
        while True:
            length = self.random.choices((2, 3, 4), weights=(48, 42, 10))[0]
            places = ["first", *["middle"] * (length - 2), "last"]
            name = " ".join(self._word(place, sex) for place in places)
            if name_key(name) not in self.avoided and len(set(name.split())) == length and self._new(name):
                return name

    def _new(self, name: str) -> bool:
        """Tell whether the name is new; namesakes are made on purpose elsewhere."""
        if len(self.given) >= _MOST_NAMES or name not in self.given:
            self.given.add(name)
            return True
        return False

    def _word(self, place: str, sex: str) -> str:
        words, weights = self.words[place, sex]
        return self.random.choices(words, cum_weights=weights)[0]


_POSITIONS = frozenset({"first", "middle", "last"})
_TOO_FEW = 100
_Words = Mapping[tuple[str, str], tuple[list[str], list[int]]]


@cache
def _own_words() -> _Words:
    return _added_up(
        {
            (row["position"], row["sex"]): [(word, 1) for word in row["tokens"].split("|")]
            for row in _table("tokens.csv")
        }
    )


def _frequencies(folder: Path, province: str) -> _Words:
    """Return words with their weights: those of the province, and the nation's where the province has too few."""
    own = _counted(folder / "tokens_by_province.csv.gz").get(province, {})
    nation = _counted(folder / "tokens_national.csv.gz")[""]
    return _added_up(own | {key: words for key, words in nation.items() if len(own.get(key, ())) < _TOO_FEW})


@cache
def _counted(path: Path) -> Mapping[str, dict[tuple[str, str], list[tuple[str, int]]]]:
    """Return the usable words of a file with their counts, by province ("" for the nation), position and sex."""
    found: dict[str, dict[tuple[str, str], list[tuple[str, int]]]] = {}
    for row in _packed(path):
        if row["position"] in _POSITIONS and row["token"].isalpha() and len(row["token"]) > 2:
            place = found.setdefault(row.get("province_code", ""), {})
            place.setdefault((row["position"], row["sex"]), []).append((row["token"].title(), int(row["count"])))
    return found


def _added_up(words: Mapping[tuple[str, str], list[tuple[str, int]]]) -> _Words:
    summed: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
    for key, counted in words.items():
        running, sums = 0, []
        for _word, weight in counted:
            running += weight
            sums.append(running)
        summed[key] = [word for word, _weight in counted], sums
    return summed


@cache
def _shared_names(folder: Path) -> frozenset[str]:
    return frozenset(name_key(row["name"]) for row in _packed(folder / "shared_full_names.csv.gz"))


def _packed(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
