"""A day typed into three boxes, where no hour is wanted."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from wasit.proceedings.moments import MomentField

_LABELS = (gettext_lazy("Tanggal"), gettext_lazy("Bulan"), gettext_lazy("Tahun"))


class DayBoxes(forms.MultiWidget):
    """Three text boxes; what was typed is shown again as it was typed."""

    template_name = "proceedings/boxes.html"

    def __init__(self) -> None:
        figures = {"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
        words = {"autocomplete": "off", "class": "form-control"}
        super().__init__(
            widgets={
                "day": forms.TextInput(attrs={**figures, "maxlength": "2"}),
                "month": forms.TextInput(attrs={**words, "maxlength": "12"}),
                "year": forms.TextInput(attrs={**figures, "maxlength": "4"}),
            }
        )

    def decompress(self, value: date | None) -> list[str | None]:
        """Return the boxes of a day."""
        return [str(value.day), str(value.month), str(value.year)] if value else [None] * 3

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its label."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], _LABELS, strict=True):
            box["label"] = label
        return context

    def id_for_label(self, id_: str) -> str:
        """Return the first box: a link from the list of errors leads there."""
        return f"{id_}_0" if id_ else id_


class DayField(forms.Field):
    """A day; what is wrong with it is said as for a moment."""

    widget = DayBoxes
    # Told apart from other fields by templates, which draw boxes in a group of their own.
    zone = "Asia/Jakarta"

    def clean(self, value: Any) -> date | None:
        """Return the day; raise ValidationError that says which box is wrong and how to mend it."""
        read: datetime | None = MomentField(required=self.required).clean([*(value or [""] * 3), ""])
        return read.date() if read else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether anything was typed."""
        return any(data or ())
