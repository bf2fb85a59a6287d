"""Changes to cases: each checks, writes, keeps the journal and sets the clocks in one transaction."""

from wasit.cases.actions.conflicts import declare, may_order, reopen
from wasit.cases.actions.deciding import Ballot, record_plenary
from wasit.cases.actions.expunging import expunge, may_expunge
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
from wasit.cases.actions.handing_over import make_package, reported, send
from wasit.cases.actions.hearing import (
    add_warning,
    cancel_invitation,
    invite,
    note_absence,
    offer_reply,
    record_statement,
    take_reply,
)
from wasit.cases.actions.joining import merge, relate, undo
from wasit.cases.actions.looking import (
    note_evidence_opened,
    note_reply_opened,
    note_viewing,
    open_identity,
    seal_identity,
)
from wasit.cases.actions.moving import PROCEDURE, may_move, perform, role_words
from wasit.cases.actions.opening import open_case
from wasit.cases.actions.ticking import claim_due, look_at_deadlines, recompute_deadlines
from wasit.cases.actions.transferring import transfer
from wasit.cases.actions.writing import issue_letter, preview_letter
from wasit.proceedings.answers import ASK_WORDS, Asked

__all__ = [
    "ASK_WORDS",
    "PROCEDURE",
    "Asked",
    "Ballot",
    "add_act",
    "add_evidence",
    "add_note",
    "add_party",
    "add_warning",
    "attach",
    "cancel_invitation",
    "check_requirement",
    "check_requirements",
    "claim_due",
    "declare",
    "expunge",
    "invite",
    "issue_letter",
    "look_at_deadlines",
    "make_package",
    "may_expunge",
    "may_move",
    "may_order",
    "merge",
    "note_absence",
    "note_evidence_opened",
    "note_reply_opened",
    "note_viewing",
    "offer_reply",
    "open_case",
    "open_identity",
    "perform",
    "preview_letter",
    "recompute_deadlines",
    "record_plenary",
    "record_statement",
    "relate",
    "reopen",
    "reported",
    "role_words",
    "seal_identity",
    "send",
    "set_handler",
    "take_reply",
    "transfer",
    "undo",
]
