"""Tables of a case: where it stands, who and what it is about, its clocks, hearings, plenary, and every move made."""

from wasit.cases.models.case import (
    Act,
    Case,
    Deadline,
    EvidenceItem,
    MoveMade,
    Note,
    Origin,
    Party,
    ReporterIdentity,
    RequirementCheck,
)
from wasit.cases.models.hearings import Invitation, PriorWarning, Reply
from wasit.cases.models.plenary import Plenary, Vote
from wasit.cases.models.ties import Tie

__all__ = [
    "Act",
    "Case",
    "Deadline",
    "EvidenceItem",
    "Invitation",
    "MoveMade",
    "Note",
    "Origin",
    "Party",
    "Plenary",
    "PriorWarning",
    "Reply",
    "ReporterIdentity",
    "RequirementCheck",
    "Tie",
    "Vote",
]
