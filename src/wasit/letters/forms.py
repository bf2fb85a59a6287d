"""Forms of the room: cancelling, signed papers, wording, letterhead, patterns, and the public check."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy

from wasit.letters.actions.own_ways import BODY_LIMIT, HANDLINGS
from wasit.letters.models import Letterhead, Paper
from wasit.letters.wordings import Wording
from wasit.text import Problem


def add_problem(form: forms.Form, problem: Problem, field: str | None = None) -> None:
    """Show a problem at a field, or on top."""
    form.add_error(field, problem.words.in_(get_language() or "id"))


class CancelForm(forms.Form):
    """Why a letter no longer holds."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pembatalan"),
        help_text=gettext_lazy("Tanpa nama orang. Nomornya tetap tercatat sebagai batal."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SignedForm(forms.Form):
    """The paper that came back signed."""

    signed = forms.FileField(
        label=gettext_lazy("Surat bertanda tangan"),
        help_text=gettext_lazy("PDF bertanda tangan elektronik, atau pindaian PDF, JPEG, PNG. Paling besar 30 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )


class WordingForm(forms.Form):
    """An office's own wording of one kind."""

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200, required=False)
    subject = forms.CharField(label=gettext_lazy("Hal"), max_length=200)
    code = forms.CharField(label=gettext_lazy("Kode formulir"), max_length=60, required=False)
    classification = forms.CharField(label=gettext_lazy("Kode klasifikasi"), max_length=40, required=False)
    handling = forms.ChoiceField(
        label=gettext_lazy("Sifat"), choices=[(one, one or "–") for one in HANDLINGS], required=False
    )
    body = forms.CharField(
        label=gettext_lazy("Isi"), max_length=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 24, "class": "mono"})
    )
    copies = forms.CharField(
        label=gettext_lazy("Tembusan"),
        help_text=gettext_lazy("Satu per baris."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        shown = {name: getattr(wording, name) for name in ("title", "subject", "code", "classification", "handling")}
        kwargs["initial"] = {**shown, "body": wording.body.strip(), "copies": "\n".join(wording.copies)}
        super().__init__(*args, **kwargs)
        if wording.kind.layout == "letter":
            del self.fields["title"]

    def fields_given(self) -> dict[str, Any]:
        """Return what `own_wording` takes."""
        return {**self.cleaned_data, "copies": self.cleaned_data["copies"].splitlines()}


class LetterheadForm(forms.Form):
    """What stands on top of an office's letters."""

    lines = forms.CharField(
        label=gettext_lazy("Nama kantor"),
        help_text=gettext_lazy("Satu sampai empat baris, seperti pada kop."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    contact = forms.CharField(label=gettext_lazy("Telepon, surel"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Tempat surat ditandatangani"), max_length=80, required=False)
    paper = forms.ChoiceField(label=gettext_lazy("Kertas"), choices=Paper.choices)
    arms = forms.FileField(
        label=gettext_lazy("Lambang instansi"),
        help_text=gettext_lazy("PNG, paling besar 300 kB. Kosongkan bila tidak diganti."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    drop_arms = forms.BooleanField(label=gettext_lazy("Hapus lambang"), required=False)

    def __init__(self, *args: Any, letterhead: Letterhead | None, default: str, **kwargs: Any) -> None:
        names = ("lines", "address", "contact", "place", "paper")
        filed = {name: getattr(letterhead, name) for name in names} if letterhead else {"lines": default}
        super().__init__(*args, **{**kwargs, "initial": filed})
        if not letterhead or not letterhead.arms_sha256:
            del self.fields["drop_arms"]

    def given_arms(self) -> bytes | None:
        """Return the new picture, empty bytes to remove it, None to keep what is there."""
        file: UploadedFile[bytes] | None = self.cleaned_data["arms"]
        if file:
            return bytes(file.read(1_000_000))
        return b"" if self.cleaned_data.get("drop_arms") else None


class CheckFileForm(forms.Form):
    """A file to be compared; nothing of it is kept."""

    file = forms.FileField(
        label=gettext_lazy("Berkas surat"),
        help_text=gettext_lazy("PDF atau DOCX. Hanya sidik jarinya yang dihitung; berkas Anda tidak disimpan."),
    )
