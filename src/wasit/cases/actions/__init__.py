"""Changes to cases: each checks, writes, keeps the journal and sets the clocks in one transaction."""

from wasit.cases.actions.answers import ASK_WORDS, Asked
from wasit.cases.actions.filing import (
    add_act,
    add_evidence,
    add_note,
    add_party,
    attach,
    check_requirement,
    check_requirements,
    set_handler,
)
from wasit.cases.actions.looking import note_evidence_opened, note_viewing, open_identity, seal_identity
from wasit.cases.actions.moving import may_move, perform, role_words
from wasit.cases.actions.opening import open_case
from wasit.cases.actions.ticking import claim_due, look_at_deadlines, recompute_deadlines

__all__ = [
    "ASK_WORDS",
    "Asked",
    "add_act",
    "add_evidence",
    "add_note",
    "add_party",
    "attach",
    "check_requirement",
    "check_requirements",
    "claim_due",
    "look_at_deadlines",
    "may_move",
    "note_evidence_opened",
    "note_viewing",
    "open_case",
    "open_identity",
    "perform",
    "recompute_deadlines",
    "role_words",
    "seal_identity",
    "set_handler",
]
