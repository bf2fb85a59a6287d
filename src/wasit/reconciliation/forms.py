"""Forms of this room: beginning a comparison, handing in a list, saying which column is which."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from wasit.office.reach import Reach
from wasit.reconciliation.days import read_day
from wasit.reconciliation.entries import FIELD_WORDS
from wasit.reconciliation.sheets import FILE_LIMIT
from wasit.text.regions import covers, region, regions

SIDES = (
    ("bawaslu", gettext_lazy("Bawaslu: temuan, laporan, dan penerusan")),
    ("government", gettext_lazy("Pemda: pemeriksaan dan sanksi menurut BKPSDM atau Inspektorat")),
    ("bkn", gettext_lazy("BKN: ekspor SBT atau I'DIS")),
)


class DayField(forms.CharField):
    """A day typed in words or figures."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a day as it is typed."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """Return the day; raise ValidationError for what is none."""
        text = super().clean(value)
        try:
            day = read_day(text)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(_("“%(text)s” bukan tanggal. Tulis misalnya 01-08-2024.") % {"text": text[:30]})
        return day


class ComparisonForm(forms.Form):
    """Region, period and, where wanted, a title."""

    wilayah = forms.ChoiceField(label=gettext_lazy("Wilayah"))
    dari = DayField(label=gettext_lazy("Perbuatan sejak"), help_text=gettext_lazy("Misalnya 01-08-2024."))
    sampai = DayField(label=gettext_lazy("sampai dengan"), help_text=gettext_lazy("Misalnya 31-12-2024."))
    judul = forms.CharField(
        label=gettext_lazy("Judul"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Kosong: wilayah dan tahun."),
    )

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [code for code in reach.regions if code]
        inside = [
            code for code in regions() if code not in own and any(covers(prefix, code) for prefix in reach.regions)
        ]
        field = self.fields["wilayah"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, region(code).name) for code in [*own, *inside]]
            if len(own) + len(inside) == 1:
                field.initial, field.widget = (own or inside)[0], forms.HiddenInput()


class ListForm(forms.Form):
    """Whose list it is, and its file."""

    sisi = forms.ChoiceField(label=gettext_lazy("Daftar milik"), choices=SIDES, widget=forms.RadioSelect)
    berkas = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy(
            "Excel (.xlsx), LibreOffice (.ods), atau CSV, paling besar 30 MB. Susunan kolomnya bebas."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={
            "required": gettext_lazy("Pilih berkas daftarnya."),
            "empty": gettext_lazy("Berkas kosong. Pilih berkas yang berisi daftar."),
        },
    )

    def clean_berkas(self) -> "UploadedFile[Any]":
        """Refuse a file over the limit before it is read."""
        upload: UploadedFile[Any] = self.cleaned_data["berkas"]
        if (upload.size or 0) > FILE_LIMIT:
            raise ValidationError(_("Berkas lebih besar dari 30 MB. Bagi daftarnya menurut tahun atau wilayah."))
        return upload


def chosen_columns(data: Mapping[str, str]) -> dict[str, int]:
    """Return field → place of the column from what was chosen on the page; ValidationError for a field chosen twice."""
    fields: dict[str, int] = {}
    for name, value in data.items():
        place = name.removeprefix("kolom-")
        if name == place or not place.isdecimal() or len(place) > 4 or value not in FIELD_WORDS:
            continue
        if value in fields:
            raise ValidationError(
                _("Dua kolom ditetapkan sebagai %(field)s. Pilih satu saja.") % {"field": _words(value)}
            )
        fields[value] = int(place)
    return fields


def _words(field: str) -> str:
    return FIELD_WORDS[field].in_(get_language() or "id")
