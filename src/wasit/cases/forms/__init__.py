"""Forms of the room: what officers type, kept as typed until it fits."""

from wasit.cases.forms.deciding import ConflictForm, PlenaryForm, WhyForm
from wasit.cases.forms.filing import (
    ActForm,
    EvidenceForm,
    HandlerForm,
    NewCaseForm,
    NoteForm,
    PartyForm,
    ReasonForm,
    act_groups,
    frozen_person,
    held_elections,
)
from wasit.cases.forms.hearing import AnswerForm, InviteForm, OfferForm, StatementForm, WarningForm
from wasit.cases.forms.joining import TieForm, TransferForm
from wasit.cases.forms.writing import LetterForm, PackageForm

__all__ = [
    "ActForm",
    "AnswerForm",
    "ConflictForm",
    "EvidenceForm",
    "HandlerForm",
    "InviteForm",
    "LetterForm",
    "NewCaseForm",
    "NoteForm",
    "OfferForm",
    "PackageForm",
    "PartyForm",
    "PlenaryForm",
    "ReasonForm",
    "StatementForm",
    "TieForm",
    "TransferForm",
    "WarningForm",
    "WhyForm",
    "act_groups",
    "frozen_person",
    "held_elections",
]
