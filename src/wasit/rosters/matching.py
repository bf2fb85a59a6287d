"""What a roster file would change: each row is matched to a person on the roster or becomes a new one.

Nothing is written here. A row with a NIP belongs to the person of that NIP; a row without one belongs to the only
person of that name in that unit whom no NIP of the file claims.
"""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from wasit.rosters.models import Person, Posting, Unit
from wasit.rosters.names import name_key, unit_key
from wasit.rosters.nip import kind_by_form
from wasit.rosters.rows import Rejection, RosterRow
from wasit.rosters.unit_names import Units
from wasit.text import Words

CREATED, UPDATED, UNCHANGED, MOVED = "created", "updated", "unchanged", "moved"
Progress = Callable[[int, int], None]


@dataclass
class Plan:
    """The changes that a file asks for; `closed` maps postings to the day on which they end."""

    new_units: list[Unit] = field(default_factory=list)
    new_people: list[Person] = field(default_factory=list)
    changed_people: list[Person] = field(default_factory=list)
    opened: list[Posting] = field(default_factory=list)
    amended: list[Posting] = field(default_factory=list)
    closed: list[Posting] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejection] = field(default_factory=list)


class Roster:
    """The people of a region as they stand, found by NIP or by name and unit."""

    def __init__(self, region_code: str, today: date, *, invented: bool) -> None:
        self.region_code, self.today, self.invented = region_code, today, invented
        self.plan = Plan()
        loaded = {unit.pk: unit for unit in Unit.objects.filter(region_code=region_code)}
        for unit in loaded.values():
            unit.parent = loaded.get(unit.parent_id) if unit.parent_id else None
        self.units = Units(region_code, loaded.values(), self.plan.new_units)
        self.by_nip: dict[str, Person] = {}
        self.by_place: dict[tuple[str, str], list[Person]] = {}
        self.claimed: dict[str, int] = {}
        for person in Person.objects.filter(region_code=region_code):
            person.unit = loaded.get(person.unit_id) if person.unit_id else None
            self._note(person)
        postings = Posting.objects.filter(person__region_code=region_code)
        self.open_postings = {posting.person_id: posting for posting in postings.filter(until=None)}
        self.with_past = set(postings.exclude(until=None).values_list("person_id", flat=True))

    def _note(self, person: Person) -> None:
        if person.nip:
            self.by_nip[person.nip] = person
        self.by_place.setdefault(_place(person.name_key, person.unit), []).append(person)

    def not_mentioned(self) -> int:
        """Return how many active people of the roster no row was matched to."""
        people = {person.person_id for group in self.by_place.values() for person in group if person.active}
        return len(people - self.claimed.keys())

    # ---------- matching ----------

    def take(self, rows: list[RosterRow], progress: Progress | None = None) -> Plan:
        """Match all rows and return the plan; rows with a NIP go first, for theirs is the sure identity."""
        nips = {row.nip for row in rows if row.nip}
        ordered = [row for row in rows if row.nip] + [row for row in rows if not row.nip]
        # Units first, those with their parent before those without: a name alone must mean the same in every run.
        for row in sorted(rows, key=lambda row: not row.parent):
            if not self._unclear(row):
                self.units.find(row.unit, row.parent)
        keyless = {self._place_of(row) for row in rows if not row.nip and not self._unclear(row)}
        for done, row in enumerate(ordered, 1):
            rejection = self._row(row, nips, keyless)
            if rejection:
                self.plan.rejected.append(rejection)
            if progress and done % 1000 == 0:
                progress(done, len(ordered))
        return self.plan

    def _place_of(self, row: RosterRow) -> tuple[str, str]:
        return _place(name_key(row.name), self.units.find(row.unit, row.parent))

    def _unclear(self, row: RosterRow) -> bool:
        return self.units.ambiguous(row.unit, row.parent)

    def _row(self, row: RosterRow, nips: set[str], keyless: set[tuple[str, str]]) -> Rejection | None:
        if self._unclear(row):
            return _rejection(
                row,
                "Unit Kerja",
                "dipakai beberapa unit. Tambahkan kolom OPD yang membawahinya",
                "is the name of several units. Add a column OPD with the unit above it",
            )
        unit = self.units.find(row.unit, row.parent)
        found = self._with_nip(row, unit, keyless) if row.nip else self._without_nip(row, unit, nips)
        if isinstance(found, Rejection):
            return found
        if found is not None and found.person_id in self.claimed:
            return _twice(row, self.claimed[found.person_id])
        person = self._create(row, unit) if found is None else self._compare(found, row, unit)
        self.claimed[person.person_id] = row.number
        return None

    def _with_nip(self, row: RosterRow, unit: Unit | None, keyless: set[tuple[str, str]]) -> Person | None:
        known = self.by_nip.get(row.nip or "")
        place = _place(name_key(row.name), unit)
        if known is not None or place in keyless:
            return known
        # Somebody known by name and unit only who now has a NIP, as when a non-ASN becomes PPPK.
        there = self.by_place.get(place, [])
        free = len(there) == 1 and not there[0].nip and there[0].person_id not in self.claimed
        return there[0] if free else None

    def _without_nip(self, row: RosterRow, unit: Unit | None, nips: set[str]) -> Person | Rejection | None:
        found = [
            p for p in self.by_place.get(_place(name_key(row.name), unit), ()) if p.nip is None or p.nip not in nips
        ]
        plain = [p for p in found if p.nip is None]
        if len(plain) == 1 or len(found) == 1:
            return (plain or found)[0]
        if found:
            return _rejection(
                row,
                "NIP",
                "kosong, dan ada beberapa orang bernama sama di unit ini. Isi NIP-nya",
                "is empty, and several people of this name work in this unit. Give the NIP",
            )
        return None

    # ---------- changes ----------

    def _create(self, row: RosterRow, unit: Unit | None) -> Person:
        person = Person(
            person_id=uuid.uuid4().hex,
            region_code=self.region_code,
            name=row.name,
            name_key=name_key(row.name),
            nip=row.nip,
            kind=_kind(row),
            position=row.position,
            unit=unit,
            aliases=list(row.aliases),
            handles=list(row.handles),
            invented=self.invented,
        )
        self.plan.new_people.append(person)
        self.plan.opened.append(Posting(person=person, unit=unit, position=row.position, since=row.since or self.today))
        self.plan.outcomes[CREATED] += 1
        self._note(person)
        return person

    def _compare(self, person: Person, row: RosterRow, unit: Unit | None) -> Person:
        moved = self._moved(person, row, unit)
        outcome = MOVED if moved else UPDATED if self._differs(person, row, unit) else UNCHANGED
        amended = self._post(person, row, unit, moved=moved)
        if outcome == UNCHANGED and amended:
            outcome = UPDATED
        if outcome != UNCHANGED:
            self._write_over(person, row, unit)
            self.plan.changed_people.append(person)
        self.plan.outcomes[outcome] += 1
        return person

    def _moved(self, person: Person, row: RosterRow, unit: Unit | None) -> bool:
        """Tell whether the row names another unit or position; filling in what was unknown is no move."""
        other_unit = unit is not None and person.unit is not None and unit is not person.unit
        other_position = bool(row.position and person.position) and unit_key(row.position) != unit_key(person.position)
        return other_unit or other_position

    def _differs(self, person: Person, row: RosterRow, unit: Unit | None) -> bool:
        return (
            row.name != person.name
            or bool(row.nip and row.nip != person.nip)
            or _kind_after(person, row) != person.kind
            or bool(row.position and row.position != person.position)
            or (unit is not None and unit is not person.unit)
            or bool(row.aliases and list(row.aliases) != person.aliases)
            or bool(row.handles and list(row.handles) != person.handles)
            or not person.active
        )

    def _write_over(self, person: Person, row: RosterRow, unit: Unit | None) -> None:
        person.name, person.name_key, person.active = row.name, name_key(row.name), True
        person.kind = _kind_after(person, row)
        person.nip = row.nip or person.nip
        if person.nip:
            # A further row with this number belongs to the person who was just given it.
            self.by_nip[person.nip] = person
        person.position = row.position or person.position
        person.unit = unit or person.unit
        person.aliases = list(row.aliases) or person.aliases
        person.handles = list(row.handles) or person.handles

    def _post(self, person: Person, row: RosterRow, unit: Unit | None, *, moved: bool) -> bool:
        """Close and open postings of a move, complete the open one otherwise; tell whether it was completed."""
        now_open = self.open_postings.get(person.pk)
        if now_open is None or moved:
            start = row.since or self.today
            if now_open is not None:
                start = max(start, now_open.since)
                now_open.until = start
                self.plan.closed.append(now_open)
            self.plan.opened.append(
                Posting(person=person, unit=unit or person.unit, position=row.position or person.position, since=start)
            )
            return now_open is None
        # The day a posting began may be corrected only while there is none before it that it could run into.
        since = row.since if row.since and person.pk not in self.with_past else now_open.since
        position, in_unit = row.position or now_open.position, unit or person.unit
        unit_pk = in_unit.pk if in_unit else None
        unit_new = in_unit is not None and unit_pk is None
        if (since, position, unit_pk) == (now_open.since, now_open.position, now_open.unit_id) and not unit_new:
            return False
        now_open.since, now_open.position, now_open.unit = since, position, in_unit
        self.plan.amended.append(now_open)
        return True


def _kind(row: RosterRow) -> str:
    """Return the kind that a row says, else the one its NIP speaks for; who has neither is no civil servant."""
    return row.kind or (kind_by_form(row.nip) if row.nip else str(Person.Kind.NON_ASN))


def _kind_after(person: Person, row: RosterRow) -> str:
    return _kind(row) if row.kind or (row.nip and not person.nip) else person.kind


def _place(key: str, unit: Unit | None) -> tuple[str, str]:
    return key, unit.code if unit else ""


def _rejection(row: RosterRow, column: str, indonesian: str, english: str) -> Rejection:
    return Rejection(row.number, column, Words(id=indonesian + ".", en=english + "."))


def _twice(row: RosterRow, first: int) -> Rejection:
    if row.nip:
        return _rejection(
            row,
            "NIP",
            f"sama dengan baris {first}. Hapus salah satu",
            f"is the same as in row {first}. Delete one of them",
        )
    return _rejection(
        row,
        "Nama",
        f"nama dan unitnya sama dengan baris {first}, tanpa NIP. Isi NIP atau hapus salah satu",
        f"has name and unit of row {first}, and no NIP. Give the NIP or delete one of them",
    )
