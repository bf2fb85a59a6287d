"""Changes to recommendations: each checks, writes, keeps the journal and sets the clocks in one transaction."""

from wasit.forwarding.actions.conflicts import follow_conflicts
from wasit.forwarding.actions.contesting import end_contest, object_to
from wasit.forwarding.actions.deciding import decide, find_not_proven, hand_over, keep_signed
from wasit.forwarding.actions.drawing import Commission, Person, Recipient, draw_up, fill, redirect_to, set_owner
from wasit.forwarding.actions.examining import add_team_member, record_examination, remove_team_member
from wasit.forwarding.actions.inquiring import inquire
from wasit.forwarding.actions.looking import note_evidence_opened, note_record_viewed, note_viewing
from wasit.forwarding.actions.moving import PROCEDURE, perform
from wasit.forwarding.actions.summoning import (
    MOST_SUMMONSES,
    next_ordinal,
    note_missed,
    note_received,
    on_its_way,
    summon,
)
from wasit.forwarding.actions.ticking import look_at_deadlines, recompute_deadlines
from wasit.forwarding.guards import weight_of

__all__ = [
    "MOST_SUMMONSES",
    "PROCEDURE",
    "Commission",
    "Person",
    "Recipient",
    "add_team_member",
    "decide",
    "draw_up",
    "end_contest",
    "fill",
    "find_not_proven",
    "follow_conflicts",
    "hand_over",
    "inquire",
    "keep_signed",
    "look_at_deadlines",
    "next_ordinal",
    "note_evidence_opened",
    "note_missed",
    "note_received",
    "note_record_viewed",
    "note_viewing",
    "object_to",
    "on_its_way",
    "perform",
    "recompute_deadlines",
    "record_examination",
    "redirect_to",
    "remove_team_member",
    "set_owner",
    "summon",
    "weight_of",
]
