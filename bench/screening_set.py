"""Invented staff of a city and the labelled posts woven around them; the same seed gives the same set."""

import csv
import gzip
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from wasit.screening import Pair, Post, Servant, read_candidates

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WASIT_SHARED", str(ROOT.parent / "shared")))
LABELLED = ROOT / "tests" / "screening" / "labelled.txt"
REGION, REGION_NAME = "35.73", "Kota Malang"
SPLIT_SEED = 20241127
COPIES = 3

_INVENTED = yaml.safe_load((ROOT / "tests" / "screening" / "invented.yaml").read_text(encoding="utf-8"))
_FIRST: list[str] = _INVENTED["first"]
_SECOND: list[str] = _INVENTED["second"]
_LAST: list[str] = _INVENTED["last"]
_WARDS: list[str] = _INVENTED["wards"]
_DISTRICTS: list[str] = _INVENTED["districts"]
_AGENCIES: list[str] = _INVENTED["agencies"]
_SHORT_FORMS = {
    "SD Negeri": "SDN",
    "SMP Negeri": "SMPN",
    "UPT Puskesmas": "Puskesmas",
    "Dinas Kesehatan": "Dinkes",
    "Dinas Perhubungan": "Dishub",
    "Satuan Polisi Pamong Praja": "Satpol PP",
    "Kelurahan": "Kel.",
}


@dataclass(frozen=True)
class Labelled:
    """A post with what the engine should say."""

    post: Post
    conduct: str | None
    who: str
    person_id: str | None
    number: int | None
    template: int


def city(size: int, seed: int, *, statistics: bool = True) -> list[Servant]:
    """Return an invented city of `size` servants; names follow the published name statistics where they are at hand."""
    rng = random.Random(seed)
    names = _names(rng, statistics=statistics)
    posts = list(_posts(rng, size))
    return [
        Servant(
            f"s{number:05d}", next(names), position=position, unit=unit, region_code=REGION,
            handles=(f"x:@akun_{number:05d}",) if number % 4 == 0 else (),
        )
        for number, (position, unit) in enumerate(posts[:size])
    ]  # fmt: skip


def _posts(rng: random.Random, size: int) -> Iterator[tuple[str, str]]:
    schools = [f"SD Negeri {n} {ward}" for ward in _WARDS for n in (1, 2, 3)] + [
        f"SMP Negeri {n}" for n in range(1, 31)
    ]
    clinics = [f"UPT Puskesmas {ward}" for ward in _WARDS[:16]]
    for ward in _WARDS:
        yield "Lurah", f"Kelurahan {ward}"
    for district in _DISTRICTS:
        yield "Camat", f"Kecamatan {district}"
    for school in schools:
        yield "Kepala Sekolah", school
    for agency in _AGENCIES:
        yield ("Kepala Badan" if agency.startswith("Badan") else "Kepala Dinas"), agency
    kinds = [
        (45, ["Guru Ahli Pertama", "Guru Ahli Muda"], schools),
        (12, ["Perawat Terampil", "Bidan Terampil", "Dokter Ahli Pertama"], clinics),
        (25, ["Pengadministrasi Umum", "Pengelola Keuangan", "Kepala Bidang", "Sekretaris Dinas"], _AGENCIES),
        (10, ["Sekretaris Lurah", "Kepala Seksi", "Pengadministrasi Umum"], [f"Kelurahan {ward}" for ward in _WARDS]),
        (5, ["Sekretaris Camat", "Kepala Seksi"], [f"Kecamatan {district}" for district in _DISTRICTS]),
    ]  # fmt: skip
    for _ in range(size):
        _, positions, units = rng.choices(kinds, [kind[0] for kind in kinds])[0]
        yield rng.choice(positions), rng.choice(units)


def _names(rng: random.Random, *, statistics: bool) -> Iterator[str]:
    tables = _token_tables() if statistics and (SHARED / "data" / "names").is_dir() else None
    while True:
        if tables:
            sex = rng.choice("LP")
            words = rng.choices((1, 2, 3, 4), (12, 50, 31, 7))[0]
            places = ["only"] if words == 1 else ["first", *["middle"] * (words - 2), "last"]
            parts = [rng.choices(*tables[place, sex])[0].title() for place in places]
            if words > 1 and rng.random() < 0.15:  # rare family names are missing from the statistics
                parts[-1] = rng.choice(_LAST)
        else:
            parts = [rng.choice(_FIRST), rng.choice(_SECOND)] + ([rng.choice(_LAST)] if rng.random() < 0.4 else [])
        name = " ".join(parts)
        yield (
            rng.choice(["", "", "", "Drs. ", "Hj. ", "Dra. "])
            + name
            + rng.choice(["", "", ", S.Pd.", ", S.E., M.Si.", ", A.Md.Keb."])
        )


def _token_tables() -> dict[tuple[str, str], tuple[list[str], list[int]]]:
    tables: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
    with gzip.open(SHARED / "data" / "names" / "tokens_national.csv.gz", "rt", encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            tokens, counts = tables.setdefault((row["position"], row["sex"]), ([], []))
            tokens.append(row["token"])
            counts.append(int(row["count"]))
    return tables


def invented_pairs() -> list[Pair]:
    """Return three invented pairs of the city and two of its province, for a clone without the real list."""
    rows = [
        (REGION, 1, "Wira Baskoro Adinata", "Laksmi Puspaningrum"), (REGION, 2, "Gatra Mahesworo", "Niken Sarasvathi"),
        (REGION, 3, "Danang", "Rasyid Albantani"), ("35", 1, "Tirta Wangsakara", "Sekar Ayuningdyah"),
        ("35", 2, "Broto Kusumonegoro", "Halimah Tusyarifah"),
    ]  # fmt: skip
    return [
        Pair(code, n, head, head, deputy, deputy, "wali_kota" if "." in code else "gubernur")
        for code, n, head, deputy in rows
    ]


def pairs() -> list[Pair]:
    """Return the published pairs where they are at hand, else the invented ones."""
    path = SHARED / "data" / "candidates" / "pilkada2024_paslon.csv"
    return read_candidates(path) if path.exists() else invented_pairs()


def templates() -> list[tuple[str, str, str]]:
    """Return (conduct, who, text) of every template."""
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|", 2)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def labelled(roster: list[Servant], known: list[Pair], half: str) -> list[Labelled]:
    """Return the labelled posts of the "dev" or "test" half; a template is wholly in one half."""
    rng = random.Random(SPLIT_SEED)
    rows = list(enumerate(templates()))
    rng.shuffle(rows)
    middle = len(rows) // 2
    chosen = rows[:middle] if half == "dev" else rows[middle:]
    own = [pair for pair in known if pair.region_code == REGION]
    return [_woven(random.Random(SPLIT_SEED * 1000 + number * 10 + copy), number, row, roster, own)
            for number, row in sorted(chosen) for copy in range(COPIES)]  # fmt: skip


def _woven(
    rng: random.Random, number: int, row: tuple[str, str, str], roster: list[Servant], own: list[Pair]
) -> Labelled:
    conduct, who, text = row
    people = [p for p in roster if len(bare(p.name).split()) > 1 and fits(p, text, who)]
    person = rng.choice(people)
    pair = rng.choice(own)
    ward_post, unit = person.position or "", written_unit(rng, person.unit or "")
    words = {
        "name": written_name(rng, person.name), "pos": written_position(ward_post), "unit": unit, "region": REGION_NAME,
        "pair": written_pair(rng, pair), "n": ("satu", "dua", "tiga")[pair.ballot_number - 1],
        "hashtag": "#" + pair.head_core_name.split()[0].title() + pair.deputy_core_name.split()[0].title(),
        "headpos": _head(ward_post, person.unit or "", unit),
    }  # fmt: skip
    if words["unit"].lower().startswith(words["pos"].lower()):
        words["pos"] = "pejabat"
    filled = text.format(**words)
    post = Post(f"t{number}", filled if rng.random() < 0.7 else filled.lower(), platform="x")
    if who == "author":
        post = replace(post, author_handle="@" + person.handles[0].split("@")[1])
    elif who == "bio":
        post = replace(post, author_name=bare(person.name), author_bio=f"{words['pos']} di {person.unit} {REGION_NAME}")
    has_pair = any(mark in text for mark in ("{pair}", "{hashtag}"))
    return Labelled(
        post, None if conduct == "-" else conduct, who,
        person.person_id if who in {"id", "amb", "role", "author", "bio"} else None,
        pair.ballot_number if has_pair and conduct != "-" else None, number,
    )  # fmt: skip


def _head(position: str, unit: str, written: str) -> str:
    return f"{position} {unit.split(' ', 1)[-1]}" if position in {"Lurah", "Camat"} else f"Kepala {written}"


def fits(person: Servant, text: str, who: str) -> bool:
    """Tell whether a template can be filled with this person."""
    position = (person.position or "").lower()
    if who == "role":
        return position in {"lurah", "camat", "kepala sekolah"} and "smp" not in (person.unit or "").lower()
    if who == "author":
        return bool(person.handles)
    for word, wanted in (("bidan", "bidan"), ("guru di", "guru"), ("kepala sekolahnya", "kepala sekolah")):
        if word in text:
            return position.startswith(wanted)
    return True


def bare(name: str) -> str:
    """Return an invented name without its titles."""
    words = name.split(",")[0].split()
    return " ".join(words[1:] if words[0] in {"Drs.", "Hj.", "Dra."} else words)


def written_name(rng: random.Random, name: str) -> str:
    """Return the name in one of the ways people write it."""
    words = bare(name).split()
    way = rng.choice(["plain", "plain", "plain", "degree", "initial", "typo", "old", "honorific", "short"])
    if way == "initial" and words[0].isalpha() and len(words) > 1:
        return f"{words[0][0]}. {' '.join(words[1:])}"
    if way == "typo" and len(words[-1]) > 6:
        at = rng.randrange(2, len(words[-1]) - 1)
        return " ".join([*words[:-1], words[-1][:at] + words[-1][at + 1 :]])
    if way == "old":
        return " ".join(words).replace("u", "oe", 1)
    if way == "honorific":
        return rng.choice(["Pak ", "Bu ", "Mas "]) + " ".join(words)
    if way == "short" and len(words) > 2:
        return " ".join(words[:2])
    return " ".join(words) + (", S.Pd" if way == "degree" else "")


def written_unit(rng: random.Random, unit: str) -> str:
    """Return a unit in one of the ways people write it."""
    for long, short in _SHORT_FORMS.items():
        if unit.startswith(long) and rng.random() < 0.7:
            return unit.replace(long, short)
    return unit


def written_position(position: str) -> str:
    """Return a job title as people say it."""
    for word in ("guru", "perawat", "bidan", "dokter", "kabid"):
        if position.lower().startswith(word):
            return word
    return {"Pengadministrasi Umum": "staf", "Pengelola Keuangan": "staf", "Kepala Bidang": "kabid"}.get(
        position, position.lower()
    )


def written_pair(rng: random.Random, pair: Pair) -> str:
    """Return a pair in one of the ways people write it."""
    head, deputy = (name.title().split() for name in (pair.head_core_name, pair.deputy_core_name))
    number = pair.ballot_number
    return rng.choice([
        f"paslon {number}", f"paslon 0{number}", f"nomor {number}", f"paslon nomor urut {number}", f"no urut 0{number}",
        f"{' '.join(head)} dan {' '.join(deputy)}", f"{head[0]}-{deputy[0]}", f"{' '.join(head)} - {' '.join(deputy)}",
        f"#{head[0]}{deputy[0]}", f"pasangan {head[0]} {deputy[0]}",
    ])  # fmt: skip
