"""What a unit's name says (kind, short form, code), and which unit of a region a roster row means by it."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from django.utils.text import slugify

from wasit.rosters.models import Unit
from wasit.rosters.names import unit_key

_BY_START = (
    (("SEKRETARIAT", "BAGIAN"), Unit.Kind.SECRETARIAT),
    (("KECAMATAN", "DISTRIK", "KAPANEWON"), Unit.Kind.DISTRICT),
    (("KELURAHAN",), Unit.Kind.SUBDISTRICT),
    (("DESA", "NAGARI", "PEMERINTAH DESA", "GAMPONG"), Unit.Kind.VILLAGE),
    (("UPT PUSKESMAS", "PUSKESMAS", "UPTD PUSKESMAS"), Unit.Kind.HEALTH_CENTRE),
    (("RUMAH SAKIT", "RSUD"), Unit.Kind.HOSPITAL),
    (("SD ", "SDN", "SMP", "SMA ", "SMAN", "SMK", "TK ", "TKN", "SLB", "SEKOLAH"), Unit.Kind.SCHOOL),
    (("DINAS", "BADAN", "INSPEKTORAT", "SATUAN POLISI", "SATPOL"), Unit.Kind.DEPARTMENT),
    (("PERUMDA", "PERUSAHAAN", "PT ", "PDAM", "BUMD", "BPR", "PERSERODA"), Unit.Kind.ENTERPRISE),
)


@cache
def short_forms() -> Mapping[str, str]:
    """Return the usual abbreviation ("Disdik") of each common unit by the comparable form of its name."""
    listed = (files("wasit.rosters") / "data" / "opd.csv").read_text(encoding="utf-8")
    return {
        unit_key(row["name"]): row["abbreviation"] for row in csv.DictReader(listed.splitlines()) if row["abbreviation"]
    }


def kind_of(name: str) -> Unit.Kind:
    """Return the kind of a unit as far as its name tells."""
    key = unit_key(name) + " "
    return next((kind for starts, kind in _BY_START if key.startswith(starts)), Unit.Kind.OTHER)


def short_form(name: str) -> str:
    """Return the usual abbreviation of a unit, empty where none is known."""
    return short_forms().get(unit_key(name), "")


def code_part(name: str) -> str:
    """Return the part of a code that stands for a unit: "disdik", "kecamatan-klojen"."""
    return slugify(short_form(name) or name)[:40].strip("-") or "unit"


class Units:
    """The units of a region by name, short form and place in the tree; unknown ones are added to `made`."""

    def __init__(self, region_code: str, known: Iterable[Unit], made: list[Unit]) -> None:
        self.region_code, self.made = region_code, made
        self.by_key: dict[str, list[Unit]] = {}
        self.codes: set[str] = set()
        for unit in known:
            self._note(unit)

    def find(self, name: str, parent_name: str) -> Unit | None:
        """Return the unit that a row means, None where the row names none.

        The column above (OPD) always means a unit at the top, so that the order of rows decides nothing.
        """
        if not parent_name:
            return self._only(name) if name else None
        parent = self._at_top(parent_name)
        if not name or unit_key(name) == unit_key(parent_name):
            return parent
        found = self.by_key.get(unit_key(name), [])
        return next((unit for unit in found if unit.parent is parent), None) or self._make(name, parent)

    def ambiguous(self, name: str, parent_name: str) -> bool:
        """Tell whether several units carry this name and the row does not say below which it lies."""
        found = self.by_key.get(unit_key(name), [])
        return bool(name) and not parent_name and len(found) > 1 and all(unit.parent for unit in found)

    def _at_top(self, name: str) -> Unit:
        found = self.by_key.get(unit_key(name), [])
        return next((unit for unit in found if unit.parent is None), None) or self._make(name, None)

    def _only(self, name: str) -> Unit:
        found = self.by_key.get(unit_key(name), [])
        return found[0] if len(found) == 1 else self._at_top(name)

    def _make(self, name: str, parent: Unit | None) -> Unit:
        start = f"{parent.code if parent else self.region_code}/{code_part(name)}"
        code, number = start[:112], 2
        while code in self.codes:
            code, number = f"{start[:112]}-{number}", number + 1
        short = short_form(name)
        unit = Unit(
            code=code,
            name=name,
            kind=kind_of(name),
            region_code=self.region_code,
            parent=parent,
            aliases=[short] if short and unit_key(short) != unit_key(name) else [],
        )
        self.made.append(unit)
        self._note(unit)
        return unit

    def _note(self, unit: Unit) -> None:
        self.codes.add(unit.code)
        for key in {unit_key(name) for name in (unit.name, *unit.aliases)}:
            self.by_key.setdefault(key, []).append(unit)
