"""The gazetteer: 38 provinces and 514 kabupaten/kota with codes, short names, aliases and time zones.

Names and codes follow Kepmendagri 300.2.2-2138/2025 (via cahyadsn/wilayah, MIT).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasit.text.speech import Problem, Words

# Keppres 41/1987: provinces of central and eastern time; all others keep western time.
_CENTRAL = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_EASTERN = {"81", "82", "91", "92", "93", "94", "95", "96"}

ZONE_SHORT = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@dataclass(frozen=True, slots=True)
class Region:
    """A province, kabupaten or kota; `code` is the official dotted code (`35.73`)."""

    code: str
    kind: str
    name: str
    short_name: str
    province_code: str
    province_name: str
    aliases: tuple[str, ...]
    ambiguous: bool

    @property
    def zone(self) -> str:
        """The IANA zone in which legal days of this region are reckoned."""
        if self.province_code in _CENTRAL:
            return "Asia/Makassar"
        return "Asia/Jayapura" if self.province_code in _EASTERN else "Asia/Jakarta"


@cache
def regions() -> Mapping[str, Region]:
    """Return all regions by code."""
    aliases: dict[str, list[str]] = {}
    for row in _rows("region_aliases.csv"):
        aliases.setdefault(row["code"], []).append(row["alias"])
    return {row["code"]: _region(row, tuple(aliases.get(row["code"], ()))) for row in _rows("regions.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files("wasit.text") / "data" / name).read_text(encoding="utf-8").splitlines()))


def _region(row: dict[str, str], aliases: tuple[str, ...]) -> Region:
    return Region(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        short_name=row["short_name"],
        province_code=row["province_code"],
        province_name=row["province_name"],
        aliases=aliases,
        ambiguous=row["ambiguous_short_name"] == "1",
    )


def region(code: str) -> Region:
    """Return the region of `code`; raise Problem when no region has it."""
    found = regions().get(code)
    if found is None:
        raise Problem(
            Words(
                id=f'Kode wilayah "{code}" tidak ada. Pakai kode resmi bertitik, misalnya 35.73 untuk Kota Malang.',
                en=f'There is no region code "{code}". Use the official dotted code, such as 35.73 for Kota Malang.',
            )
        )
    return found


def covers(prefix: str, code: str) -> bool:
    """Tell whether `code` is `prefix` itself or lies inside it; the empty prefix covers the nation."""
    return prefix == "" or code == prefix or code.startswith(prefix + ".")
