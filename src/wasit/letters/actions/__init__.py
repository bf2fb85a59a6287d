"""Changes to letters: each checks, writes and keeps the journal in one transaction."""

from wasit.letters.actions.filing import attach_signed, cancel, note_opened
from wasit.letters.actions.issuing import draft_pdf, issue, preview_pdf
from wasit.letters.actions.own_ways import reset_template, set_letterhead, set_pattern, set_template

__all__ = [
    "attach_signed",
    "cancel",
    "draft_pdf",
    "issue",
    "note_opened",
    "preview_pdf",
    "reset_template",
    "set_letterhead",
    "set_pattern",
    "set_template",
]
