"""Forms of joining cases: which other case, how, and why; and of handing one to another office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.cases.models import Case
from wasit.office.models import Agency

HOW = (
    ("related", gettext_lazy("Hubungkan saja; keduanya berjalan sendiri")),
    ("lead", gettext_lazy("Gabungkan perkara lain itu ke perkara ini")),
    ("into", gettext_lazy("Gabungkan perkara ini ke perkara lain itu")),
)


class TieForm(forms.Form):
    """Which case of those found, how they belong together, and why."""

    other = forms.ChoiceField(
        label=gettext_lazy("Perkara lain"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Cari lalu pilih perkara lainnya.")},
    )
    how = forms.ChoiceField(label=gettext_lazy("Bagaimana?"), choices=HOW, widget=forms.RadioSelect, initial="related")
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, found: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(one.pk): one for one in found}
        choices = [(key, f"{one.short_name} · {one.title}") for key, one in self.cases.items()]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> Case:
        """Return the other case."""
        return self.cases[self.cleaned_data["other"]]


class TransferForm(forms.Form):
    """To which office a case goes, and why."""

    agency = forms.ChoiceField(label=gettext_lazy("Kantor tujuan"))
    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(one.pk): one for one in agencies}
        choices = [("", _("Pilih kantor")), *((key, one.name) for key, one in self.agencies.items())]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]

    def target(self) -> Agency:
        """Return the chosen office."""
        return self.agencies[self.cleaned_data["agency"]]
