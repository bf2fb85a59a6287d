"""A date and an hour typed into boxes: day, month (figure or name), year, and where wanted the time."""

from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_MONTHS = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_MONTH_WORDS = (
    gettext_lazy("Januari"),
    gettext_lazy("Februari"),
    gettext_lazy("Maret"),
    gettext_lazy("April"),
    gettext_lazy("Mei"),
    gettext_lazy("Juni"),
    gettext_lazy("Juli"),
    gettext_lazy("Agustus"),
    gettext_lazy("September"),
    gettext_lazy("Oktober"),
    gettext_lazy("November"),
    gettext_lazy("Desember"),
)
_LABELS = (gettext_lazy("Tanggal"), gettext_lazy("Bulan"), gettext_lazy("Tahun"), gettext_lazy("Pukul"))


class BoxesWidget(forms.MultiWidget):
    """Four text boxes; what was typed is shown again as it was typed."""

    template_name = "proceedings/boxes.html"

    def __init__(self) -> None:
        figures = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        words = {"autocomplete": "off", "class": "form-control"}
        super().__init__(
            widgets={
                "day": forms.TextInput(attrs={**figures, "maxlength": "2"}),
                "month": forms.TextInput(attrs={**words, "maxlength": "12"}),
                "year": forms.TextInput(attrs={**figures, "maxlength": "4"}),
                "time": forms.TextInput(attrs={**words, "maxlength": "5"}),
            }
        )
        self.zone = "Asia/Jakarta"

    def decompress(self, value: datetime | None) -> list[str | None]:
        """Return the boxes of a moment, in the office's zone."""
        if value is None:
            return [None] * 4
        local = value.astimezone(ZoneInfo(self.zone))
        return [str(local.day), str(_MONTH_WORDS[local.month - 1]), str(local.year), f"{local:%H.%M}"]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its label."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], _LABELS, strict=True):
            box["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        """Return the first box: a link from the list of errors leads there."""
        return f"{id_}_0" if id_ else id_


class MomentField(forms.Field):
    """A moment in the office's zone; without a time it is the first instant of the day."""

    widget = BoxesWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.zone = "Asia/Jakarta"

    def in_zone(self, zone: str) -> None:
        """Read and show what is typed as the time of `zone`."""
        self.zone = zone
        cast(BoxesWidget, self.widget).zone = zone

    def clean(self, value: Any) -> datetime | None:
        """Return the aware moment; raise ValidationError that says which box is wrong and how to mend it."""
        day, month, year, time = ((part or "").strip() for part in (value or [""] * 4))
        if not (day or month or year):
            if self.required:
                raise ValidationError(_("Isi tanggal, bulan, dan tahun."), code="required")
            return None
        hour, minute = _time(time)
        on = _date(day, month, year)
        return datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZoneInfo(self.zone))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether anything was typed."""
        return any(data or ())


def _date(day: str, month: str, year: str) -> date:
    if not _short_number(day) or not _short_number(year) or not 1900 <= int(year) <= 2200:
        raise ValidationError(_("Tulis tanggal dan tahun dengan angka, misalnya 19 Oktober 2024."))
    number = _month(month)
    for last in (31, 30, 29, 28):
        try:
            date(int(year), number, last)
        except ValueError:
            continue
        break
    if not 1 <= int(day) <= last:
        raise ValidationError(
            _("%(day)s %(month)s tidak ada. Pilih 1 sampai %(last)d.")
            % {"day": int(day), "month": _MONTH_WORDS[number - 1], "last": last}
        )
    return date(int(year), number, int(day))


def _month(typed: str) -> int:
    word = typed.lower().rstrip(".")
    if _short_number(word) and 1 <= int(word) <= 12:
        return int(word)
    found = [
        number
        for number, names in enumerate(_MONTHS, start=1)
        if len(word) >= 3 and any(name.startswith(word) for name in names)
    ]
    if len(found) != 1:
        raise ValidationError(
            _("Bulan “%(month)s” tidak dikenal. Tulis namanya atau angka 1 sampai 12.") % {"month": typed[:40]}
        )
    return found[0]


def _time(typed: str) -> tuple[int, int]:
    if not typed:
        return 0, 0
    hour, _sep, minute = typed.replace(":", ".").partition(".")
    if _short_number(hour) and _short_number(minute or "0") and int(hour) < 24 and int(minute or 0) < 60:
        return int(hour), int(minute or 0)
    raise ValidationError(_("Pukul “%(time)s” tidak dikenal. Tulis seperti 07.58.") % {"time": typed[:40]})


def _short_number(typed: str) -> bool:
    # A box takes four characters, but whoever sends a form without a browser may send thousands.
    return typed.isdecimal() and len(typed) <= 4


def not_before(moment: datetime, typed_time: str, other: datetime) -> datetime:
    """Return `moment`, or `other` where only the day was typed and both lie on it: a day alone contradicts no hour."""
    same_day = moment.date() == other.astimezone(moment.tzinfo).date()
    return max(moment, other) if same_day and not typed_time.strip() else moment
