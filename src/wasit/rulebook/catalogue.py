"""The catalogue of neutrality violations: forms, articles, phase, sanction level, doubts, and what is allowed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from wasit.rulebook.sheets import STRICT, Confidence, EditionInfo, in_force, own_folder, pick, sheets
from wasit.text import Words

Level = Literal["moral", "ringan", "sedang", "berat", "ptdh", "pidana", "satgas"]
StaffKind = Literal["pns", "pppk", "non_asn", "bumd", "village", "tni_polri"]


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A row of the catalogue; `staff_kinds` are those it binds, `twins` the same act in the other phase."""

    __pydantic_config__ = STRICT

    id: str
    no: str
    table: Literal["skb2022-II-A", "skb2022-II-B", "pp94", "b71-2017", "uu10-2016", "uu7-2017"]
    kind: Literal["kode_etik", "disiplin", "pidana"]
    phase: Literal["before_determination", "after_determination", "campaign", "any"]
    subject: Words
    staff_kinds: tuple[StaffKind, ...]
    label: Words
    legal_basis: tuple[str, ...]
    sanction_level: Level
    sanction_basis: tuple[str, ...]
    channel: tuple[str, ...]
    confidence: Confidence
    source: tuple[str, ...]
    regime: Literal["pilkada", "pemilu"] | None = None
    sub_acts: tuple[str, ...] = ()
    conditions: tuple[Words, ...] = ()
    twins: tuple[str, ...] = ()
    notes: Words | None = None
    conflict: Words | None = None
    edition: str = ""


@dataclass(frozen=True, kw_only=True)
class AllowedAct:
    """What is allowed although it looks like a row of the catalogue; `lifts` names those rows."""

    __pydantic_config__ = STRICT

    id: str
    label: Words
    allowed: tuple[Words, ...]
    not_allowed: tuple[Words, ...]
    basis: tuple[str, ...]
    lifts: tuple[str, ...]
    confidence: Confidence
    source: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CatalogueSheet:
    """One edition of the catalogue."""

    __pydantic_config__ = STRICT

    edition: EditionInfo
    violations: tuple[Violation, ...]
    exceptions: tuple[AllowedAct, ...] = ()


def catalogue(on: date | None = None) -> Mapping[str, Violation]:
    """Return the catalogue by id, in the order of the decree: the newest rows, or those valid on the day `on`."""
    return _catalogue(own_folder(), on)


@lru_cache(maxsize=1024)
def _catalogue(_own: str, on: date | None) -> Mapping[str, Violation]:
    return MappingProxyType(in_force(sheets("catalogue", CatalogueSheet), _stamped, on))


def _stamped(sheet: CatalogueSheet) -> tuple[Violation, ...]:
    return tuple(replace(row, edition=sheet.edition.id) for row in sheet.violations)


def violation(violation_id: str) -> Violation:
    """Return a row of the catalogue; raise Problem when unknown."""
    return pick(catalogue(), violation_id, Words(id="Perbuatan", en="violation"))


def exceptions() -> Mapping[str, AllowedAct]:
    """Return the allowed acts by id."""
    return MappingProxyType(in_force(sheets("catalogue", CatalogueSheet), lambda sheet: sheet.exceptions))


def same_act_before(row: Violation) -> tuple[Violation, ...]:
    """Return the twin rows of `row`: the same act as judged in the other phase."""
    return tuple(catalogue()[twin] for twin in row.twins)


# Articles are kept in the short English form of our sources; readers of Indonesian get their own words for it.
_INDONESIAN = (
    (r"\bart (?=\d)", "Pasal "),
    (r"\barticles? (?=\d)", "Pasal "),
    (r"\(article per row not verified\)", "(pasal per baris belum diperiksa)"),
    (r"\(one table cites Pasal 10\)", "(satu tabel menyebut Pasal 10)"),
    (r"\(as cited by one table\)", "(menurut satu tabel)"),
    (r"\(item for support letters\)", "(butir tentang surat dukungan)"),
    (r"decision of the task force", "keputusan Satgas"),
    (r"annex", "lampiran"),
    (r"\bas amended by\b", "sebagaimana diubah dengan"),
    (r"\bas amended\b", "sebagaimana telah diubah"),
    (r"\bas read by\b", "sebagaimana dimaknai"),
    (r"\bcriminal\b", "pidana"),
    (r"incumbent's candidacy cancelled by KPU", "pencalonan petahana dibatalkan KPU"),
    (r"up to (\d+) months", r"paling lama \1 bulan"),
    (r"up to (\d+) years? confinement", r"kurungan paling lama \1 tahun"),
    (r"up to (\d+) years?", r"penjara paling lama \1 tahun"),
    (r"up to Rp", "denda paling banyak Rp"),
    (r"(\d+)-(\d+) months", r"\1 sampai \2 bulan"),
    (r"and/or", "dan/atau"),
    (r"\band\b", "dan"),
    (r"earlier letter|\bLetter\b", "Surat"),
    (r"practice of", "praktik"),
    (r"\(no registration needed\)", "(tanpa registrasi)"),
    (r"statement of a Bawaslu member", "pernyataan anggota Bawaslu"),
    (r"BKN announcement", "pengumuman BKN"),
    (r"(?<=\d),(?=\d{3})", "."),
    (r"\bOct\b", "Oktober"),
    (r"\bJanuary\b", "Januari"),
    (r"\bMarch\b", "Maret"),
    (r"(?<=/\d{4}) of (?=\d)", " tanggal "),
    (r"\blaunched\b", "diluncurkan"),
    (
        r"paragraph \(1\) of an article after 22 \(number not shown in the map\)",
        "ayat (1) suatu pasal setelah Pasal 22 (nomornya tidak terlihat)",
    ),
)
_ENGLISH = ((r"\bart (?=\d)", "art. "), (r"\bhuruf\b", "letter"), (r"\bangka\b", "number"))


def citation(text: str) -> Words:
    """Return an article as kept in the editions ("PP 94/2021 art 5 huruf n angka 5") in the words of both languages."""
    return Words(id=_rewritten(text, _INDONESIAN), en=_rewritten(text, _ENGLISH))


def _rewritten(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, words in rules:
        text = re.sub(pattern, words, text)
    return text
