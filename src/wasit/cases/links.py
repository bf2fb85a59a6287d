"""What joins cases by their facts: the same person, unit, source, event or candidate, within the reader's reach.

Nobody is named: a link says in which respect two files are alike. Whoever was cleared is linked to nothing: a case that
was not proven, ended without proof or was expunged is left out where only the person is the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from wasit.cases.models import Act, Case, EvidenceItem, Party, Tie
from wasit.cases.queries import cases_visible_to, cleared
from wasit.look.dates import plainday
from wasit.office.reach import Reach
from wasit.text import Words

Kind = Literal["person", "unit", "source", "event", "candidate", "tie"]
KINDS: Mapping[Kind, Words] = {
    "person": Words(id="Terlapor yang sama", en="Same reported person"),
    "unit": Words(id="Unit kerja yang sama", en="Same unit"),
    "source": Words(id="Akun, sumber, atau berkas yang sama", en="Same account, source or file"),
    "event": Words(id="Peristiwa yang sama", en="Same event"),
    "candidate": Words(id="Pihak yang diuntungkan sama", en="Same beneficiary"),
    "tie": Words(id="Dihubungkan petugas", en="Joined by an officer"),
}
MOST_DRAWN = 12
MOST_LISTED = 60
# On these an address is a person's or office's account; elsewhere only the very same page is the same source.
_ACCOUNT_HOSTS = frozenset(
    {"facebook.com", "instagram.com", "tiktok.com", "x.com", "twitter.com", "youtube.com", "threads.net"}
)
# Said of things that happened nowhere in particular: two of them on one day are two events.
_NOWHERE = frozenset({"", "media sosial", "medsos", "daring", "online", "internet", "grup whatsapp", "whatsapp"})


@dataclass(frozen=True)
class Trait:
    """Something about a case that another may share; `told` says what it is where that names no person."""

    kind: Kind
    value: str
    told: Words | str = ""


@dataclass(frozen=True)
class Link:
    """Another case with everything in which it is alike."""

    case: Case
    traits: Sequence[Trait]

    @property
    def kinds(self) -> list[Kind]:
        """The respects in which both are alike, each once, in a fixed order."""
        found = {trait.kind for trait in self.traits}
        return [kind for kind in KINDS if kind in found]


@dataclass(frozen=True)
class Web:
    """A case, the cases linked to it, and which of those are linked among themselves by something else again."""

    links: Sequence[Link]
    among: Sequence[tuple[int, int]]

    @property
    def drawn(self) -> Sequence[Link]:
        """The links that the picture shows."""
        return self.links[:MOST_DRAWN]


def web_of(reach: Reach, case: Case) -> Web:
    """Return the links of a case within reach, those alike in most respects first."""
    mine = traits_of([case])[case.pk]
    if cases_visible_to(reach).filter(cleared(), pk=case.pk).exists():
        mine = [trait for trait in mine if trait.kind != "person"]
    found = {one.pk: one for one in _sharing(reach, case, mine)}
    theirs = traits_of(found.values())
    ties = _tied(case)
    silent = set(cases_visible_to(reach).filter(cleared(), pk__in=found).values_list("pk", flat=True))
    links = []
    for pk, other in found.items():
        shared = [one for one in _shared(mine, theirs[pk]) if one.kind != "person" or pk not in silent]
        if pk in ties:
            shared.append(ties[pk])
        if shared:
            links.append(Link(other, shared))
    links.sort(key=lambda link: (-len(link.kinds), -link.case.opened_at.timestamp(), link.case.pk))
    return Web(links[:MOST_LISTED], _among(links[:MOST_DRAWN], mine, theirs, silent))


def _shared(mine: Iterable[Trait], theirs: Iterable[Trait]) -> list[Trait]:
    keys = {(one.kind, one.value) for one in theirs}
    return sorted(
        {(one.kind, one.value): one for one in mine if (one.kind, one.value) in keys}.values(),
        key=lambda one: (list(KINDS).index(one.kind), one.value),
    )


def _among(
    links: Sequence[Link], mine: Iterable[Trait], theirs: Mapping[int, Iterable[Trait]], silent: set[int]
) -> list[tuple[int, int]]:
    """Return pairs of places among the drawn cases that share what this case does not have."""
    known = {(trait.kind, trait.value) for trait in mine}
    pairs = []
    for place, one in enumerate(links):
        for behind, other in enumerate(links[place + 1 :], place + 1):
            quiet = {one.case.pk, other.case.pk} & silent
            shared = _shared(theirs[one.case.pk], theirs[other.case.pk])
            new = [trait for trait in shared if (trait.kind, trait.value) not in known]
            if any(trait.kind != "person" or not quiet for trait in new):
                pairs.append((place, behind))
    return pairs


def _sharing(reach: Reach, case: Case, mine: Iterable[Trait]) -> "QuerySet[Case]":
    """Return the cases that may share a trait; which they do is decided from their own traits."""
    wanted: dict[Kind, set[str]] = defaultdict(set)
    for trait in mine:
        wanted[trait.kind].add(trait.value)
    reported = Q(role=Party.Role.REPORTED)
    nips = {value.removeprefix("nip:") for value in wanted["person"] if value.startswith("nip:")}
    ids = {int(value.removeprefix("id:")) for value in wanted["person"] if value.startswith("id:")}
    units = case.parties.filter(role=Party.Role.REPORTED).exclude(unit_name="").values_list("unit_name", flat=True)
    codes = case.parties.filter(role=Party.Role.REPORTED).exclude(unit_code="").values_list("unit_code", flat=True)
    like = Party.objects.filter(
        reported & (Q(nip__in=nips) | Q(person_id__in=ids) | Q(unit_code__in=codes) | Q(unit_name__in=units))
        | Q(role=Party.Role.BENEFICIARY)
        & Q(name__in=case.parties.filter(role=Party.Role.BENEFICIARY).values_list("name", flat=True))
    )
    rows = Q(pk__in=like.values("case")) | Q(pk__in=_tied(case))
    if case.source:
        rows |= Q(source=case.source)
    rows |= Q(pk__in=_same_files(case).values("case")) | Q(district=case.district, place__iexact=case.place)
    seen = cases_visible_to(reach).filter(expunged_at__isnull=True).exclude(pk=case.pk)
    return seen.filter(rows).distinct()


def _same_files(case: Case) -> "QuerySet[EvidenceItem]":
    files = Q(sha256__in=case.evidence.values_list("sha256", flat=True))
    for account in {account_of(one) for one in case.evidence.values_list("source_url", flat=True)} - {""}:
        files |= Q(source_url__icontains=account)
    return EvidenceItem.objects.filter(files)


def _tied(case: Case) -> dict[int, Trait]:
    rows = Tie.objects.filter(Q(first=case) | Q(second=case), undone_at__isnull=True)
    return {
        (tie.second_id if tie.first_id == case.pk else tie.first_id): Trait(
            "tie", str(tie.pk), str(Tie.Kind(tie.kind).label)
        )
        for tie in rows
    }


# ---------- traits ----------


def traits_of(cases: Iterable[Case]) -> dict[int, list[Trait]]:
    """Return everything about each case that another might share."""
    rows = {one.pk: one for one in cases}
    found: dict[int, list[Trait]] = {pk: _own_traits(one) for pk, one in rows.items()}
    for party in Party.objects.filter(case__in=rows).order_by("pk"):
        found[party.case_id] += _traits_of_person(party)
    for item in EvidenceItem.objects.filter(case__in=rows).order_by("pk"):
        found[item.case_id] += _traits_of_file(item)
    for act in Act.objects.filter(case__in=rows).order_by("pk"):
        found[act.case_id] += _event(rows[act.case_id], act)
    return found


def _own_traits(case: Case) -> list[Trait]:
    same = Words(id="asal perkara", en="origin of the case")
    return [Trait("source", case.source, same)] if ":" in case.source else []


def _event(case: Case, act: Act) -> list[Trait]:
    place = _plain(case.place)
    if place in _NOWHERE:
        return []
    day = case.local(act.at).date()
    told = {code: f"{case.place}, {plainday(day, case.zone, code)}" for code in ("id", "en")}
    return [Trait("event", f"{case.region_code} {_plain(case.district)} {place} {day}", Words(**told))]


def _traits_of_person(party: Party) -> list[Trait]:
    if party.role == Party.Role.BENEFICIARY:
        return [Trait("candidate", _plain(party.name), party.name)]
    if party.role != Party.Role.REPORTED:
        return []
    traits = [Trait("person", f"nip:{party.nip}")] if party.nip else []
    traits += [Trait("person", f"id:{party.person_id}")] if party.person_id else []
    if party.unit_code or party.unit_name:
        value = party.unit_code or _plain(party.unit_name)
        traits.append(Trait("unit", value, party.unit_name or party.unit_code))
    return traits


def _traits_of_file(item: EvidenceItem) -> list[Trait]:
    account = account_of(item.source_url)
    traits = [Trait("source", f"sha256:{item.sha256}", f"{item.sha256[:8]}…")]
    return [*traits, Trait("source", f"account:{account}", account)] if account else traits


def account_of(address: str) -> str:
    """Return the account that an address belongs to ("instagram.com/nama"), elsewhere the page itself, else nothing."""
    try:
        parts = urlsplit(address.strip().lower())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if not host:
        return ""
    steps = [step for step in parts.path.split("/") if step]
    if host in _ACCOUNT_HOSTS:
        return f"{host}/{steps[0].lstrip('@')}" if steps else ""
    return f"{host}{parts.path.rstrip('/')}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
