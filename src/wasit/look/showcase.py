"""Invented examples of every part in every state, for the page that shows them all."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from wasit.look.dates import DEFAULT_ZONE
from wasit.rulebook import reckon, term
from wasit.text import Words

SEALED = "9f3c2b71d0e84a6f5c1d9e7ab3f06c2d84e1b7a95f3c08d2e6b4a7109c55a1d7"


class ExampleForm(forms.Form):
    """One field of each look; the date is wrong on purpose."""

    number = forms.CharField(
        label=gettext_lazy("Nomor surat"), help_text=gettext_lazy("Seperti pada kop surat."), initial="091/PP.01.02"
    )
    received = forms.CharField(label=gettext_lazy("Tanggal diterima"))
    channel = forms.ChoiceField(
        label=gettext_lazy("Disampaikan lewat"),
        choices=[("post", gettext_lazy("Pos")), ("hand", gettext_lazy("Loket"))],
    )
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_received(self) -> str:
        """Refuse a day that does not exist, the way every date field does."""
        raise forms.ValidationError(gettext("31 November tidak ada. Pilih 1 sampai 30."), code="no-such-day")


def examples(now: datetime) -> dict[str, Any]:
    """Return everything that the page of parts shows, placed around `now`."""
    form = ExampleForm({"number": "091/PP.01.02", "received": "31 November 2024", "channel": "hand", "note": ""})
    form.is_valid()
    return {
        "form": form,
        "late": now - timedelta(hours=9, minutes=40),
        "today": now + timedelta(hours=14),
        "soon": now + timedelta(days=1, hours=14),
        "later": now + timedelta(days=10),
        "start": now - timedelta(days=1, hours=10),
        "working": reckon("keberatan", now - timedelta(days=4), DEFAULT_ZONE),
        "extended": reckon("pilkada-tangani", now - timedelta(days=2), DEFAULT_ZONE, extended=True),
        "sealed": SEALED,
        "text": "Pagi warga Telaga! Ayo guru SDN Telagasari 2 kompak dukung nomor 2 <b>ya</b>",
        "spans": [
            {"role": "person", "start": 23, "end": 44},
            {"role": "conduct", "start": 45, "end": 58},
            {"role": "candidate", "start": 59, "end": 66},
        ],
        "steps": steps(),
        "signing": [(2870, "b1"), (361, "b2"), (181, "b3")],
        "nip": "198803122011012001",
    }


def steps() -> list[dict[str, Any]]:
    """Return the stages of an example case."""
    keys = ("finding", "initial_review", "registration", "clarification", "study", "plenary")
    states = ("done", "done", "done", "now", "", "")
    early, later = Words(id="22 Okt", en="22 Oct"), Words(id="23 Okt", en="23 Oct")
    notes = (early, early, later, Words(id="1 dari 3 orang", en="1 of 3 persons"), "", "")
    return [
        {"label": term(key), "note": note, "state": state} for key, state, note in zip(keys, states, notes, strict=True)
    ]
