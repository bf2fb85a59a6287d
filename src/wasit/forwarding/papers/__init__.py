"""Letters of the hand-off as drafts, built from the recommendation's own fields and what the officer typed.

Nothing of the package's free text, evidence or votes goes into a letter, and no case can be read from this room. What
the law says comes from the rulebook; where it gives no number the letter points to the rule instead of naming one.
"""

from wasit.forwarding.papers.government import (
    decision,
    effective,
    examination_fits,
    handover,
    minutes,
    not_proven,
    remedy,
    summons,
)
from wasit.forwarding.papers.sender import LETTER_RUNGS, delivered, rung
from wasit.forwarding.papers.shared import Signer, allegation, forwarding_number, norm, place_of

__all__ = [
    "LETTER_RUNGS",
    "Signer",
    "allegation",
    "decision",
    "delivered",
    "effective",
    "examination_fits",
    "forwarding_number",
    "handover",
    "minutes",
    "norm",
    "not_proven",
    "place_of",
    "remedy",
    "rung",
    "summons",
]
