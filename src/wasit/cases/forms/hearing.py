"""Forms of hearing people: invitation, minutes, the offer to answer and the answer, what warned before."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.cases.forms.days import DayField
from wasit.cases.models import Case, Party, PriorWarning
from wasit.proceedings.forms import in_zone
from wasit.proceedings.moments import MomentField

REPORTER = "pelapor"


class _CaseForm(forms.Form):
    """A form whose moments are those of the office."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        in_zone(self, case.zone)


class InviteForm(_CaseForm):
    """Who is invited to clarify, when and where."""

    party = forms.ChoiceField(label=gettext_lazy("Siapa yang diundang?"), widget=forms.RadioSelect)
    sent_at = MomentField(
        label=gettext_lazy("Kapan undangan diterima?"),
        help_text=gettext_lazy("Waktu undangan sampai di tangan yang diundang."),
    )
    held_at = MomentField(label=gettext_lazy("Kapan klarifikasinya?"))
    place = forms.CharField(label=gettext_lazy("Di mana?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = [
            (str(one.pk), f"{one.name} · {one.get_role_display()}")
            for one in self.case.parties.exclude(role=Party.Role.BENEFICIARY)
        ]
        if self.case.origin == "report" or hasattr(self.case, "reporter_identity"):
            persons.append((REPORTER, _("Pelapor, tanpa nama")))
        self.fields["party"].choices = persons  # type: ignore[attr-defined]

    def invited(self) -> Party | None:
        """Return who is invited, None for the reporter."""
        chosen = self.cleaned_data["party"]
        return None if chosen == REPORTER else self.case.parties.get(pk=int(chosen))


class StatementForm(_CaseForm):
    """The minutes of a clarification."""

    heard_at = MomentField(label=gettext_lazy("Kapan didengar?"))
    statement = forms.CharField(
        label=gettext_lazy("Keterangan"),
        max_length=40_000,
        help_text=gettext_lazy("Awali pertanyaan dengan T: dan jawaban dengan J:, atau tulis sebagai uraian."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    under_oath = forms.BooleanField(label=gettext_lazy("Di bawah sumpah atau janji"), required=False)


class OfferForm(_CaseForm):
    """When the offer to answer in writing reached the person."""

    offered_at = MomentField(
        label=gettext_lazy("Kapan kesempatan menjawab diterima terlapor?"),
        help_text=gettext_lazy("Waktu menjawab dihitung dari sini."),
    )


class AnswerForm(_CaseForm):
    """The written answer of a reported person, as they gave it."""

    text = forms.CharField(
        label=gettext_lazy("Jawaban"),
        max_length=40_000,
        required=False,
        help_text=gettext_lazy("Salin kata demi kata. Jawaban yang diserahkan sebagai berkas cukup diunggah."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    uploads = forms.FileField(label=gettext_lazy("Berkas jawaban"), required=False, widget=forms.FileInput)

    def clean_uploads(self) -> None:
        """Leave the file to the vault: the field is here to be shown."""


class WarningForm(_CaseForm):
    """By what a reported person had been told before the act."""

    party = forms.ChoiceField(label=gettext_lazy("Terlapor"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Lewat apa?"), choices=PriorWarning.Kind.choices, widget=forms.RadioSelect
    )
    on = DayField(label=gettext_lazy("Kapan?"))
    what = forms.CharField(
        label=gettext_lazy("Yang disampaikan"),
        max_length=300,
        help_text=gettext_lazy("Misalnya: Menandatangani pakta integritas netralitas."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = [(str(one.pk), one.name) for one in self.case.parties.filter(role=Party.Role.REPORTED)]
        self.fields["party"].choices = persons  # type: ignore[attr-defined]
        if len(persons) == 1:
            self.fields["party"].initial = persons[0][0]

    def warned(self) -> Party:
        """Return who had been told."""
        found: Party = self.case.parties.get(pk=int(self.cleaned_data["party"]))
        return found
