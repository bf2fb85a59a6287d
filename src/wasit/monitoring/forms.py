"""Forms of this room: handing something in, and deciding about a hit."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wasit.monitoring.arrivals import Given, safe_address
from wasit.monitoring.models import Hit
from wasit.monitoring.moments import typed_moment
from wasit.monitoring.openings import ORIGINS, Confirmation
from wasit.office.reach import Reach
from wasit.text import Problem
from wasit.text.regions import covers, region, regions

PLATFORMS = ("Instagram", "Facebook", "X", "TikTok", "YouTube", "WhatsApp", "Telegram", "Threads")
DAYS = (("1", _("besok")), ("3", _("3 hari lagi")), ("7", _("seminggu lagi")))


def region_choices(reach: Reach) -> list[tuple[str, str]]:
    """Return the regions within reach, those that are reached as a whole first."""
    own = [code for code in reach.regions if code]
    inside = [code for code in regions() if code not in own and any(covers(prefix, code) for prefix in reach.regions)]
    return [(code, region(code).name) for code in [*own, *inside]]


def _told(problem: Problem) -> str:
    return problem.words.in_(get_language() or "id")


class _Handing(forms.Form):
    """What all three ways of handing in have in common: the region."""

    region = forms.ChoiceField(label=_("Wilayah"))

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = region_choices(reach)
        chosen = self.fields["region"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = choices
        if len(choices) == 1:
            chosen.widget = forms.HiddenInput()
            chosen.initial = choices[0][0]

    def given(self) -> Given:
        """Return what was typed beside the thing handed in."""
        names = Given.__dataclass_fields__
        return Given(**{name: self.cleaned_data[name].strip() for name in names if self.cleaned_data.get(name)})

    def clean_posted(self) -> str:
        """Refuse a time that nobody can read."""
        posted = str(self.cleaned_data.get("posted") or "")
        try:
            typed_moment(posted, "Asia/Jakarta")
        except Problem as problem:
            raise forms.ValidationError(_told(problem)) from None
        return posted

    def clean_url(self) -> str:
        """Refuse what is no web address."""
        url = str(self.cleaned_data.get("url") or "")
        try:
            return safe_address(url) if url else ""
        except Problem as problem:
            raise forms.ValidationError(_told(problem)) from None


_POSTED = _("Hari-bulan-tahun jam.menit, misalnya 25-10-2024 07.58.")


class FileForm(_Handing):
    """A file of posts, a saved page, or a picture with what it shows."""

    source = forms.FileField(
        label=_("Berkas"),
        help_text=_("Unggahan: CSV, JSONL, Parquet, sampai 300 MB. Halaman: HTML atau teks. Gambar: PNG, JPEG, PDF."),
        error_messages={"empty": _("Berkas itu kosong. Pilih berkas yang berisi."), "required": _("Pilih berkasnya.")},
    )
    text = forms.CharField(
        label=_("Isi tulisan pada gambar"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hanya untuk gambar dan PDF. Tulis apa adanya; gambar tidak dibaca otomatis."),
    )  # fmt: skip
    platform = forms.CharField(label=_("Media sosial"), required=False, max_length=40)
    author_handle = forms.CharField(label=_("Akun"), required=False, max_length=200)
    url = forms.CharField(label=_("Tautan"), required=False, max_length=1000)
    posted = forms.CharField(label=_("Waktu terbit"), required=False, max_length=40, help_text=_POSTED)


class PasteForm(_Handing):
    """Text of one or several posts."""

    text = forms.CharField(
        label=_("Teks unggahan"), widget=forms.Textarea(attrs={"rows": 7}), strip=False,
        help_text=_("Beberapa unggahan: pisahkan dengan satu baris berisi ---"),
        error_messages={"required": _("Tempelkan dulu teks unggahannya.")},
    )  # fmt: skip
    platform = forms.CharField(label=_("Media sosial"), required=False, max_length=40)
    author_handle = forms.CharField(label=_("Akun"), required=False, max_length=200)
    author_name = forms.CharField(label=_("Nama pada akun"), required=False, max_length=200)
    url = forms.CharField(label=_("Tautan"), required=False, max_length=1000)
    posted = forms.CharField(label=_("Waktu terbit"), required=False, max_length=40, help_text=_POSTED)


class LinkForm(_Handing):
    """A saved page and its address: the page is read from the file, nothing is fetched."""

    url = forms.CharField(
        label=_("Alamat halaman"), max_length=1000, error_messages={"required": _("Isi alamat halamannya.")}
    )
    source = forms.FileField(
        label=_("Halaman tersimpan"),
        help_text=_("Simpan dari peramban sebagai HTML saja, atau kirim tangkapan layarnya. Sampai 10 MB."),
        error_messages={"empty": _("Berkas itu kosong. Pilih berkas yang berisi."), "required": _("Pilih berkasnya.")},
    )
    title = forms.CharField(label=_("Judul"), required=False, max_length=300)
    posted = forms.CharField(label=_("Waktu terbit"), required=False, max_length=40, help_text=_POSTED)


class ConfirmForm(forms.Form):
    """Who, which acts, and as what the hit becomes a case."""

    person = forms.CharField(required=False, max_length=60)
    acts = forms.MultipleChoiceField(required=False)
    origin = forms.ChoiceField(choices=[(each, each) for each in ORIGINS])
    title = forms.CharField(required=False, max_length=200)
    place = forms.CharField(required=False, max_length=300)
    district = forms.CharField(required=False, max_length=120)
    act_at = forms.CharField(required=False, max_length=40)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone
        # Cases refuse what is not in the catalogue; here any id may pass.
        listed = self.data.getlist("acts") if hasattr(self.data, "getlist") else []
        acts = self.fields["acts"]
        assert isinstance(acts, forms.MultipleChoiceField)  # noqa: S101 - declared above
        acts.choices = [(act, act) for act in listed]

    def clean_act_at(self) -> datetime | None:
        """Read the typed time of the act."""
        try:
            return typed_moment(str(self.cleaned_data.get("act_at") or ""), self._zone)
        except Problem as problem:
            raise forms.ValidationError(_told(problem)) from None

    def confirmation(self) -> Confirmation:
        """Return the decision."""
        data = self.cleaned_data
        return Confirmation(
            person_id=data["person"],
            acts=tuple(data["acts"]),
            origin=data["origin"],
            title=data["title"],
            place=data["place"],
            district=data["district"],
            act_at=data["act_at"],
        )


class DismissForm(forms.Form):
    """Why a hit is no indication."""

    reason = forms.ChoiceField(
        choices=Hit.Reason.choices, error_messages={"required": _("Pilih alasan mengapa ini bukan indikasi.")}
    )
    note = forms.CharField(required=False, max_length=1000)


class PostponeForm(forms.Form):
    """Until when a hit is put aside."""

    days = forms.ChoiceField(choices=DAYS, error_messages={"required": _("Pilih sampai kapan.")})
    note = forms.CharField(required=False, max_length=1000)

    def until(self, now: datetime) -> datetime:
        """Return the moment at which the hit comes back."""
        return now + timedelta(days=int(self.cleaned_data["days"]))
