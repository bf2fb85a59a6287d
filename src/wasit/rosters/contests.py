"""Candidate pairs of Pilkada 2024 by contest: public facts, shown by number and without party or colour."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

from wasit.screening import Pair
from wasit.text import Words
from wasit.text.regions import region, regions

_OFFICES = {
    "gubernur": Words(id="Gubernur", en="Governor of"),
    "bupati": Words(id="Bupati", en="Bupati of"),
    "wali_kota": Words(id="Wali Kota", en="Mayor of"),
}


@cache
def all_pairs() -> Mapping[str, tuple[Pair, ...]]:
    """Return the pairs of every contest by the region code of the contest, in the order of the ballot."""
    found: dict[str, list[Pair]] = {}
    listed = (files("wasit.rosters") / "data" / "pilkada2024_pairs.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(listed.splitlines()):
        found.setdefault(row["region_code"], []).append(_pair(row))
    return {code: tuple(sorted(pairs, key=lambda pair: pair.ballot_number)) for code, pairs in found.items()}


def pairs_for(region_code: str) -> list[Pair]:
    """Return the pairs that stand before the voters of a region: its own contest first, then its province's."""
    own = list(all_pairs().get(region_code, ()))
    known = regions().get(region_code)
    province = known.province_code if known else region_code.split(".", 1)[0]
    return own if province == region_code else own + list(all_pairs().get(province, ()))


def pair_of(contest: str, number: int) -> Pair | None:
    """Return one pair by contest and ballot number, None where there is none."""
    return next((pair for pair in all_pairs().get(contest, ()) if pair.ballot_number == number), None)


def contest_words(contest: str) -> Words:
    """Return the name of a contest: "Wali Kota Malang", "Gubernur Jawa Timur"."""
    pairs = all_pairs().get(contest, ())
    place = region(contest)
    office = _OFFICES[pairs[0].office] if pairs else Words(id="Pemilihan", en="Election in")
    name = place.short_name if pairs else place.name
    return Words(id=f"{office.id} {name}", en=f"{office.en} {name}")


def pair_words(contest: str, number: int) -> str:
    """Say which pair is meant, in the reader's language: number, contest, both names as published, not in capitals."""
    pair = pair_of(contest, number)
    place = contest_words(contest)
    if pair is None or pair.is_empty_column:
        named = Words(id="kolom kosong", en="empty column") if pair else Words(id="tidak dikenal", en="unknown")
    else:
        both = " – ".join(
            _calm(raw, core)
            for raw, core in ((pair.head_raw, pair.head_core_name), (pair.deputy_raw, pair.deputy_core_name))
        )
        named = Words(id=both, en=both)
    return Words(id=f"Nomor {number}, {place.id}: {named.id}", en=f"Number {number}, {place.en}: {named.en}").in_(
        get_language() or "id"
    )


def _calm(raw: str, core: str) -> str:
    """Return a name as published without shouting it; titles and degrees stay as they are written."""
    names = set(core.split())
    return " ".join(
        word.title() if word.isupper() and word.strip(",") in names and len(word) > 1 else word for word in raw.split()
    )


@cache
def candidate_names() -> frozenset[str]:
    """Return the comparable names of all candidates, so that invented people are never given one of them."""
    from wasit.rosters.names import name_key

    return frozenset(
        name_key(name)
        for pairs in all_pairs().values()
        for pair in pairs
        for name in (pair.head_raw, pair.deputy_raw, pair.head_core_name, pair.deputy_core_name)
        if name
    )


def _pair(row: Mapping[str, str]) -> Pair:
    return Pair(
        region_code=row["region_code"],
        ballot_number=int(row["ballot_number"]),
        head_raw=row["head_raw"],
        head_core_name=row["head_core_name"],
        deputy_raw=row["deputy_raw"],
        deputy_core_name=row["deputy_core_name"],
        office=row["office"],
        is_empty_column=row["is_empty_column"] == "1",
        parties=tuple(part for part in row["parties"].split("|") if part),
        region_name=row["region_name"],
    )
