"""Forms of what leaves the office: the package of a recommendation, and a letter before it has its number."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy

from wasit.cases.models import EvidenceItem
from wasit.cases.papers import Ask, Frame
from wasit.letters.models import Paper
from wasit.proceedings.forms import said


class PackageForm(forms.Form):
    """Which evidence goes along, and the conclusion in words for the recipient."""

    evidence = forms.MultipleChoiceField(
        label=gettext_lazy("Bukti yang ikut"), required=False, widget=forms.CheckboxSelectMultiple
    )
    conclusion = forms.CharField(
        label=gettext_lazy("Simpulan untuk penerima"),
        max_length=20_000,
        help_text=gettext_lazy("Tulis tanpa petunjuk tentang pelapor, penemu, atau saksi."),
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, items: Sequence[EvidenceItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.name} · {one.sha256[:8]}…") for one in items]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[int]:
        """Return the keys of the chosen evidence."""
        return [int(one) for one in self.cleaned_data["evidence"]]


class LetterForm(forms.Form):
    """The head and foot of a letter, and what its kind asks for."""

    name = forms.CharField(label=gettext_lazy("Kepada"), max_length=200)
    title = forms.CharField(label=gettext_lazy("Jabatan atau keterangan"), max_length=200, required=False)
    town = forms.CharField(label=gettext_lazy("Kota tujuan"), max_length=120, required=False)
    place = forms.CharField(label=gettext_lazy("Ditandatangani di"), max_length=80)
    position = forms.CharField(label=gettext_lazy("Jabatan penanda tangan"), max_length=200)
    signer = forms.CharField(label=gettext_lazy("Nama penanda tangan"), max_length=200)
    nip = forms.CharField(label=gettext_lazy("NIP penanda tangan"), max_length=40, required=False)
    attachments = forms.CharField(label=gettext_lazy("Lampiran"), max_length=200, required=False)
    paper = forms.ChoiceField(label=gettext_lazy("Kertas"), choices=Paper.choices, initial=Paper.A4)

    def __init__(self, *args: Any, frame: Frame, asks: Iterable[Ask], addressed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = tuple(asks)
        for key in ("name", "title", "town", "place", "position", "signer", "nip", "attachments"):
            self.fields[key].initial = getattr(frame, key)
        if not addressed:
            for key in ("name", "title", "town", "attachments"):
                del self.fields[key]
        for ask in self.asks:
            self.fields[f"isi_{ask.id}"] = _field(ask)

    def content_fields(self) -> list[BoundField]:
        """Return the fields that the kind of letter asks for."""
        return [self[f"isi_{ask.id}"] for ask in self.asks]

    def frame_fields(self) -> list[BoundField]:
        """Return the fields of head and foot."""
        return [bound for bound in self if not bound.name.startswith("isi_")]

    def frame(self) -> Frame:
        """Return the head and foot as typed."""
        keys = ("name", "title", "town", "place", "position", "signer", "nip", "attachments")
        return Frame(**{key: self.cleaned_data.get(key, "") for key in keys})

    def typed(self) -> dict[str, str]:
        """Return the answers by id."""
        return {ask.id: self.cleaned_data[f"isi_{ask.id}"] for ask in self.asks}


def _field(ask: Ask) -> forms.CharField:
    return forms.CharField(
        label=said(ask.words),
        required=ask.required,
        initial=ask.initial,
        max_length=20_000 if ask.long else 500,
        widget=forms.Textarea(attrs={"rows": 5}) if ask.long else forms.TextInput(),
    )
