"""Everything that changes something in this room: what is handed in, and what is decided about a hit."""

from wasit.monitoring.actions.decisions import (
    confirm_hit,
    dismiss_hit,
    merge_hits,
    note_view,
    postpone_hit,
    release_hit,
    separate_hit,
    take_hit,
    undo_decision,
    unmerge_hit,
)
from wasit.monitoring.actions.deliveries import (
    deliver,
    note_opened,
    note_seal_checked,
    pause,
    proceed,
    resume,
    screen_captures,
)

__all__ = [
    "confirm_hit",
    "deliver",
    "dismiss_hit",
    "merge_hits",
    "note_opened",
    "note_seal_checked",
    "note_view",
    "pause",
    "postpone_hit",
    "proceed",
    "release_hit",
    "resume",
    "screen_captures",
    "separate_hit",
    "take_hit",
    "undo_decision",
    "unmerge_hit",
]
