"""Changes to comparisons: each checks, writes and keeps the journal in one transaction."""

from wasit.reconciliation.actions.deciding import confirm_clear, decide, pair
from wasit.reconciliation.actions.listing import drop, hand_in, layout_of, read_list, take_own
from wasit.reconciliation.actions.making import make, note_export, note_viewing

__all__ = [
    "confirm_clear",
    "decide",
    "drop",
    "hand_in",
    "layout_of",
    "make",
    "note_export",
    "note_viewing",
    "pair",
    "read_list",
    "take_own",
]
