"""Questions to the rosters; every one takes the reach of who asks first and answers only within it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wasit.office.reach import Reach
from wasit.rosters.models import ImportRun, Person, Posting, Unit
from wasit.rosters.names import name_key
from wasit.screening import Servant


def people(
    reach: Reach, region_code: str = "", *, search: str = "", unit_code: str = "", kind: str = "", active: bool = True
) -> "QuerySet[Person]":
    """Return the people within reach, in order of name.

    `search` is words of a name, or a NIP typed in full; part of a NIP finds nobody, so that birth dates cannot be
    tried out. `unit_code` takes in everything below that unit.
    """
    rows = reach.limit(Person.objects.filter(active=active), unit_field="unit__code").select_related("unit")
    if region_code:
        rows = rows.filter(_inside(region_code))
    if unit_code:
        rows = rows.filter(Q(unit__code=unit_code) | Q(unit__code__startswith=unit_code + "/"))
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(_named(search)) if search.strip() else rows


def count_people(reach: Reach, region_code: str) -> int:
    """Return how many active people of a region lie within reach."""
    return people(reach, region_code).count()


def count_by_kind(reach: Reach, region_code: str = "", unit_code: str = "") -> dict[str, int]:
    """Return the number of active people of each kind, kinds without anybody left out."""
    rows = people(reach, region_code, unit_code=unit_code).order_by().values_list("kind")
    return dict(rows.annotate(total=Count("pk")))


def access_person(reach: Reach, pk: int) -> Person:
    """Return one person; raise Person.DoesNotExist when there is none within reach."""
    return reach.limit(Person.objects.select_related("unit"), unit_field="unit__code").get(pk=pk)


def persons_by_public_id(reach: Reach, ids: Iterable[str]) -> dict[str, Person]:
    """Return the people within reach by their `person_id`; ids out of reach or unknown are left out."""
    wanted = sorted(set(ids))
    found: dict[str, Person] = {}
    for start in range(0, len(wanted), 500):
        rows = Person.objects.filter(person_id__in=wanted[start : start + 500]).select_related("unit")
        found.update({person.person_id: person for person in reach.limit(rows, unit_field="unit__code")})
    return found


def postings_of(reach: Reach, person: Person) -> "QuerySet[Posting]":
    """Return where a person worked, the latest first; nothing for a person out of reach."""
    rows = Posting.objects.filter(person=person).select_related("unit")
    return reach.limit(rows, region_field="person__region_code", unit_field="person__unit__code")


def posting_on(reach: Reach, person: Person, day: date) -> Posting | None:
    """Return where a person worked on `day` (the office's own calendar), None where the roster does not know."""
    rows = postings_of(reach, person).filter(since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gt=day)).first()


def unit_of_nip(nip: str) -> str:
    """Return the code of the unit in which a member of staff works, empty where no roster knows it.

    For the house's own look at conflicts of interest; it is shown to nobody.
    """
    codes = Person.objects.filter(nip=nip, active=True, unit__isnull=False).values_list("unit__code", flat=True)
    return codes.first() or ""


def units(reach: Reach, region_code: str = "") -> "QuerySet[Unit]":
    """Return the units within reach, parents before children."""
    rows = reach.limit(Unit.objects.select_related("parent"), unit_field="code")
    return rows.filter(_inside(region_code)) if region_code else rows


def access_unit(reach: Reach, code: str) -> Unit:
    """Return one unit by its code; raise Unit.DoesNotExist when there is none within reach."""
    return reach.limit(Unit.objects.select_related("parent"), unit_field="code").get(code=code)


@dataclass(frozen=True)
class Branch:
    """A unit in its tree: how deep it lies, how many work in it itself and in it with all below."""

    unit: Unit
    depth: int
    own: int
    total: int


def unit_tree(reach: Reach, region_code: str = "", under: str = "") -> list[Branch]:
    """Return the units as a tree in reading order, each with its numbers of active people.

    `under` keeps only what lies below that unit. A unit whose parent is out of reach stands at the top.
    """
    rows = {unit.pk: unit for unit in units(reach, region_code)}
    own = dict(people(reach, region_code).order_by().values_list("unit_id").annotate(total=Count("pk")))
    below: dict[int | None, list[Unit]] = {}
    for unit in rows.values():
        below.setdefault(unit.parent_id if unit.parent_id in rows else None, []).append(unit)
    tree = _grown(below, own)
    if not under:
        return tree
    start = next((place for place, branch in enumerate(tree) if branch.unit.code == under), len(tree))
    depth = tree[start].depth if start < len(tree) else 0
    inside = []
    for branch in tree[start + 1 :]:
        if branch.depth <= depth:
            break
        inside.append(Branch(branch.unit, branch.depth - depth - 1, branch.own, branch.total))
    return inside


def regions_in_use(reach: Reach) -> list[str]:
    """Return the codes of regions that have people within reach."""
    rows = reach.limit(Person.objects.all(), unit_field="unit__code").order_by("region_code")
    return list(rows.values_list("region_code", flat=True).distinct())


def servants_for_screening(reach: Reach, region_code: str) -> list[Servant]:
    """Return the active people of a region as screening wants them; `person_id` is `Person.person_id`."""
    rows = people(reach, region_code).order_by("pk").values_list(
        "person_id", "name", "nip", "kind", "position", "unit__name", "region_code", "aliases", "handles"
    )  # fmt: skip
    return [
        Servant(
            person_id=person_id,
            name=name,
            nip=nip,
            kind=kind,
            position=position or None,
            unit=unit,
            region_code=code,
            aliases=tuple(aliases),
            handles=tuple(handles),
        )
        for person_id, name, nip, kind, position, unit, code, aliases, handles in rows.iterator(chunk_size=2000)
    ]


def import_runs(reach: Reach) -> "QuerySet[ImportRun]":
    """Return the roster files handed in within reach, the latest first."""
    return reach.limit(ImportRun.objects.select_related("actor"))


def access_import(reach: Reach, pk: int) -> ImportRun:
    """Return one file handed in; raise ImportRun.DoesNotExist when there is none within reach."""
    return import_runs(reach).get(pk=pk)


def _inside(region_code: str) -> Q:
    return Q(region_code=region_code) | Q(region_code__startswith=region_code + ".")


def _named(search: str) -> Q:
    figures = "".join(char for char in search if not char.isspace())
    if figures.isdigit() and len(figures) == 18:
        return Q(nip=figures)
    wanted = Q()
    for word in name_key(search).split():
        wanted &= Q(name_key__contains=word)
    return wanted


def _grown(below: dict[int | None, list[Unit]], own: dict[int | None, int]) -> list[Branch]:
    tree: list[Branch] = []

    def grow(parent: int | None, depth: int) -> int:
        sum_here = 0
        for unit in sorted(below.get(parent, ()), key=lambda unit: unit.name):
            place = len(tree)
            tree.append(Branch(unit, depth, own.get(unit.pk, 0), 0))
            total = own.get(unit.pk, 0) + grow(unit.pk, depth + 1)
            tree[place] = Branch(unit, depth, own.get(unit.pk, 0), total)
            sum_here += total
        return sum_here

    grow(None, 0)
    return tree
