"""Forms of the rosters: looking somebody up, and handing in a file."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.rosters.sheets import FILE_LIMIT
from wasit.text.regions import region

KINDS = (
    ("pns", gettext_lazy("PNS")),
    ("pppk", gettext_lazy("PPPK")),
    ("non_asn", gettext_lazy("Non-ASN")),
    ("bumd", gettext_lazy("Pegawai BUMD")),
    ("village", gettext_lazy("Perangkat desa")),
)


class SearchForm(forms.Form):
    """Words of a name or a whole NIP, a unit, a kind, a region; a value that is not offered is not used."""

    cari = forms.CharField(label=gettext_lazy("Nama atau NIP lengkap"), required=False, max_length=200)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    jenis = forms.ChoiceField(label=gettext_lazy("Jenis pegawai"), required=False)
    wilayah = forms.ChoiceField(label=gettext_lazy("Wilayah"), required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[str, str]], regions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("unit", [("", _("Semua unit")), *units])
        self._offer("jenis", [("", _("Semua jenis")), *KINDS])
        self._offer("wilayah", [("", _("Semua wilayah")), *((code, region(code).name) for code in regions)])

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def chosen(self) -> dict[str, str]:
        """Return the values that can be used, empty text for the others."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}


class RosterFileForm(forms.Form):
    """A roster file and the region whose roster it is."""

    wilayah = forms.ChoiceField(label=gettext_lazy("Wilayah"))
    berkas = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("Excel (.xlsx) atau CSV, paling besar 30 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Pilih berkas daftar pegawai."),
            "empty": gettext_lazy("Berkas kosong. Pilih berkas yang berisi daftar pegawai."),
        },
    )

    def __init__(self, *args: Any, regions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wilayah"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, region(code).name) for code in regions]
        if len(regions) == 1:
            field.initial = regions[0]
            field.widget = forms.HiddenInput()

    def clean_berkas(self) -> "UploadedFile[Any]":
        """Refuse a file over the limit before it is read."""
        upload: UploadedFile[Any] = self.cleaned_data["berkas"]
        if (upload.size or 0) > FILE_LIMIT:
            raise ValidationError(
                _('"%(name)s" lebih besar dari 30 MB. Bagi daftarnya menurut unit, lalu masukkan satu per satu.')
                % {"name": upload.name}
            )
        return upload
