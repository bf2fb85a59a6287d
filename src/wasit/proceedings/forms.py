"""Forms that every matter needs: what a move asks for, and how a problem is shown beside its field."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasit.proceedings.models import Matter
from wasit.proceedings.moments import MomentField, not_before
from wasit.proceedings.problems import FieldProblem
from wasit.rulebook import Move, requirements
from wasit.text import Problem, Words


def said(words: Words) -> str:
    """Say words in the language of the page."""
    return words.in_(get_language() or "id")


def add_problem(form: forms.Form, problem: Problem) -> None:
    """Show a problem at its field, or on top where it belongs to none of the form's."""
    field = problem.field if isinstance(problem, FieldProblem) and problem.field in form.fields else None
    form.add_error(field, said(problem.words))


class MoveForm(forms.Form):
    """What a move asks for, and nothing else."""

    def __init__(self, *args: Any, matter: Matter, move: Move, earliest: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.matter, self.asks = matter, move.asks
        for ask in move.asks:
            self.fields[ask] = _ask_field(ask, matter, move)
        in_zone(self, matter.zone)

    def clean(self) -> dict[str, Any]:
        """Read a notice given on the very day of opening as given after it."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("notified_at"):
            typed = self.data.get("notified_at_time", "")
            given["notified_at"] = not_before(given["notified_at"], typed, self.earliest)
        return given

    def answers(self) -> dict[str, Any]:
        """Return the answers as `perform` takes them."""
        given = {ask: self.cleaned_data[ask] for ask in self.asks}
        return {ask: tuple(value) if isinstance(value, list) else value for ask, value in given.items()}


def _ask_field(ask: str, matter: Matter, move: Move) -> forms.Field:
    if ask == "outcomes":
        chosen = [(one.id, said(one.words)) for one in matter.flow.outcomes]
        return forms.MultipleChoiceField(
            label=_("Jenis pelanggaran"), choices=chosen, widget=forms.CheckboxSelectMultiple
        )
    if ask == "missing_requirements":
        listed = [(one.id, said(one.words)) for one in requirements(matter.flow_id, matter.origin)]
        return forms.MultipleChoiceField(
            label=_("Yang masih kurang"), choices=listed, widget=forms.CheckboxSelectMultiple
        )
    if ask == "notified_at":
        return MomentField(
            label=_("Kapan pemberitahuan diterima pelapor?"), help_text=_("Tenggat pelapor dihitung dari tanggal ini.")
        )
    if ask == "addressee":
        return forms.CharField(
            label=_("Diteruskan kepada"), max_length=300, initial=said(matter.flow.outcomes[0].addressee)
        )
    label = _("Alasan") if ask == "reason" else _("Catatan")
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def in_zone(form: forms.Form, zone: str) -> None:
    """Read and show every moment of a form in the office's zone."""
    for field in form.fields.values():
        if isinstance(field, MomentField):
            field.in_zone(zone)
