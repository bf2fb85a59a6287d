"""What a door hands over when it opens a case: frozen copies, so that no later change elsewhere alters the file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class OpeningPerson:
    """A person of the case; `person_id` is the roster's key where the person was found there."""

    role: str  # reported | witness | finder | beneficiary | expert
    name: str
    kind: str = ""  # pns | pppk | non_asn | bumd | village
    position: str = ""
    unit_name: str = ""
    unit_code: str = ""
    person_id: int | None = None
    nip: str = ""


@dataclass(frozen=True, kw_only=True)
class OpeningAct:
    """An alleged act: the id of a catalogue row and when it happened."""

    violation_id: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OpeningEvidence:
    """A file that the vault holds under `sha256`."""

    sha256: str
    name: str
    media_type: str
    sealed_at: datetime
    source_url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OpeningReporter:
    """Who reported; goes nowhere but into the sealed identity."""

    name: str
    address: str = ""
    phone: str = ""
    identity_number: str = ""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Everything a case begins with.

    `origin` is finding, report or initial_information; an empty `election_id` means the election whose stages cover
    the day of the act; `source` names where it came from, "hit:123" say.
    """

    origin: str
    region_code: str
    title: str
    act_at: datetime
    known_at: datetime
    place: str
    election_id: str = ""
    district: str = ""
    summary: str = ""
    people: tuple[OpeningPerson, ...] = ()
    acts: tuple[OpeningAct, ...] = ()
    evidence: tuple[OpeningEvidence, ...] = ()
    reporter: OpeningReporter | None = None
    source: str = ""
