"""Screening: who and what a public post shows, as hits that explain themselves; no law and no web framework inside."""

from wasit.screening.engine import Screener
from wasit.screening.files import read_candidates, read_posts, read_roster
from wasit.screening.model import (
    CONDUCT_CODES,
    QUIET_CODES,
    CandidateMatch,
    ConductMatch,
    Hit,
    Pair,
    PersonMatch,
    Post,
    Reason,
    Screened,
    Servant,
    Span,
)

__all__ = [
    "CONDUCT_CODES",
    "QUIET_CODES",
    "CandidateMatch",
    "ConductMatch",
    "Hit",
    "Pair",
    "PersonMatch",
    "Post",
    "Reason",
    "Screened",
    "Screener",
    "Servant",
    "Span",
    "read_candidates",
    "read_posts",
    "read_roster",
]
