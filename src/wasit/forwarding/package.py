"""What a recipient may learn: a list of allowed fields, and nothing that is not on it.

A package is built field by field; there is no field for a reporter, a finder or a witness, none for free notes of the
file, and none for who worked on it. `forwarding` cannot import `cases`, so no later change can hand over a whole case.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class PackagePerson:
    """The reported person as they were on the day of the act."""

    name: str
    nip: str
    kind: str
    position: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class PackageAct:
    """An alleged act: the row of the catalogue with its edition, when it happened, what was seen."""

    violation_id: str
    edition: str
    at: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class PackageEvidence:
    """A sealed file that goes along; its bytes are handed out by hash."""

    sha256: str
    name: str
    media_type: str
    sealed_at: str


@dataclass(frozen=True, kw_only=True)
class PackageVotes:
    """How the plenary decided, without names."""

    held_at: str
    proven: int
    not_proven: int
    abstained: int


@dataclass(frozen=True, kw_only=True)
class PackageReply:
    """Whether the person was heard, and their own written words."""

    invited: bool
    heard: bool
    offered: bool
    answer: str


@dataclass(frozen=True, kw_only=True)
class PackageWarning:
    """That the person had been told before the act."""

    kind: str
    on: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Package:
    """Everything that is handed over about one person to one recipient."""

    case_name: str
    registered_at: str
    origin: str
    regime: str
    election_id: str
    region_code: str
    phase: str
    act_at: str
    place: str
    outcome: str
    person: PackagePerson
    acts: tuple[PackageAct, ...]
    evidence: tuple[PackageEvidence, ...]
    votes: PackageVotes | None
    reply: PackageReply
    warnings: tuple[PackageWarning, ...]
    conclusion: str

    def as_json(self) -> dict[str, Any]:
        """Return plain values for the database and the annex."""
        return asdict(self)


def instant(moment: datetime | None) -> str:
    """Return a moment as the package writes it: ISO 8601 with offset, empty for none."""
    return moment.isoformat() if moment else ""
