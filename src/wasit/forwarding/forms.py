"""Forms of the hand-off: what the government writes, and what the sender says about its recommendation."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.forwarding.models import Recommendation, TeamMember
from wasit.forwarding.papers import Signer
from wasit.forwarding.sanctions import Penalty
from wasit.office.models import Agency, Officer
from wasit.proceedings import forms as proceedings
from wasit.proceedings.forms import in_zone, said
from wasit.proceedings.moments import MomentField, not_before
from wasit.rulebook import Move

_LONG = {"rows": 5}
MOST_TEXT = 8000


class MoveForm(proceedings.MoveForm):
    """What a move of the hand-off asks for; the question about a moment names the thing that happened."""

    def __init__(self, *args: Any, matter: Recommendation, move: Move, **kwargs: Any) -> None:
        super().__init__(*args, matter=matter, move=move, earliest=matter.drawn_up_at, **kwargs)
        if "notified_at" in self.fields:
            self.fields["notified_at"].label = _moment_label(move.id)
            self.fields["notified_at"].help_text = _("Tenggat berikutnya dihitung dari waktu ini.")


def _moment_label(move_id: str) -> str:
    labels = {
        "record_receipt": _("Kapan paket diterima?"),
        "note_absence": _("Kapan pegawai tidak hadir?"),
        "record_outcome": _("Kapan jawaban penerima diketahui?"),
        "record_block": _("Sejak kapan layanan diblokir?"),
        "record_unblock": _("Kapan blokir dibuka?"),
    }
    return labels.get(move_id, _("Kapan terjadi?"))


class ZonedForm(forms.Form):
    """A form whose moments are read in the office's zone; a day alone never lies before what happened on it."""

    def __init__(self, *args: Any, one: Recommendation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.one = one
        in_zone(self, one.zone)

    def not_before(self, given: dict[str, Any], name: str, floor: datetime | None) -> None:
        """Read a day without an hour as after `floor` where both are the same day."""
        if given.get(name) and floor:
            given[name] = not_before(given[name], self.data.get(f"{name}_time", ""), floor)


_OF_LETTER = ("write_letter", "signer_position", "signer_name", "signer_nip")


class SignedForm(ZonedForm):
    """A form that may have a letter written: who signs it, and what else it needs, is asked only then.

    Without `letter_fits` there is no pattern for such a letter here, and nothing of it is asked.
    """

    needed_by_letter: tuple[str, ...] = ("signer_position", "signer_name")
    write_letter = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Buat suratnya di Wasit, dengan nomor dari register")
    )
    signer_position = forms.CharField(required=False, max_length=200, label=gettext_lazy("Jabatan penanda tangan"))
    signer_name = forms.CharField(required=False, max_length=200, label=gettext_lazy("Nama penanda tangan"))
    signer_nip = forms.CharField(required=False, max_length=18, label=gettext_lazy("NIP penanda tangan"))

    def __init__(self, *args: Any, letter_fits: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter_fits = letter_fits
        if not letter_fits:
            for name in _OF_LETTER:
                del self.fields[name]
        elif not self.is_bound or "write_letter" in self.data:
            for name in self.needed_by_letter:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = _(
                    "Isi untuk surat yang dibuat di Wasit, atau hapus centangnya."
                )

    def clean(self) -> dict[str, Any]:
        """Return what was given; the forms below add to it."""
        return super().clean() or {}

    def wants_letter(self, given: dict[str, Any]) -> bool:
        """Tell whether the officer wants the letter written here."""
        return bool(given.get("write_letter"))

    def signer(self) -> Signer | None:
        """Return who signs, None where no letter is to be written."""
        given = self.cleaned_data
        if not self.wants_letter(given):
            return None
        return Signer(given["signer_position"].strip(), given["signer_name"].strip(), given["signer_nip"].strip())

    @property
    def letter_fields(self) -> Iterable[forms.BoundField]:
        """The fields about the letter, for the end of the form."""
        return [self[name] for name in _OF_LETTER if name in self.fields]


class SummonsForm(SignedForm):
    """A summons to the examination."""

    examination_at = MomentField(label=gettext_lazy("Hari dan jam pemeriksaan"))
    place = forms.CharField(max_length=200, label=gettext_lazy("Tempat pemeriksaan"))
    before = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Menghadap kepada"),
        help_text=gettext_lazy("Nama dan jabatan pemeriksa; ditulis dalam surat."),
    )
    received_at = MomentField(
        required=False,
        label=gettext_lazy("Panggilan sudah diterima pegawai pada"),
        help_text=gettext_lazy("Kosongkan bila suratnya baru akan disampaikan. Tujuh hari kerja dihitung dari sini."),
    )

    needed_by_letter = (*SignedForm.needed_by_letter, "before")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.letter_fits:
            del self.fields["before"]
            self.fields["received_at"].help_text = _("Kosongkan bila panggilannya baru akan disampaikan.")

    def clean(self) -> dict[str, Any]:
        """Read a day alone as after the package was sent."""
        given = super().clean()
        self.not_before(given, "received_at", self.one.sent_at)
        return given


class ReceivedForm(ZonedForm):
    """When the summons on its way reached the person."""

    received_at = MomentField(label=gettext_lazy("Panggilan diterima pegawai pada"))

    def clean(self) -> dict[str, Any]:
        """Read a day alone as after the package was sent."""
        given: dict[str, Any] = super().clean() or {}
        self.not_before(given, "received_at", self.one.sent_at)
        return given


class TeamForm(forms.Form):
    """A member of the examination team or of the ethics council."""

    element = forms.ChoiceField(
        label=gettext_lazy("Unsur"), choices=TeamMember.Element.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(max_length=200, label=gettext_lazy("Nama"))
    position = forms.CharField(required=False, max_length=200, label=gettext_lazy("Jabatan"))


class MinutesForm(SignedForm):
    """Minutes of an examination."""

    held_at = MomentField(label=gettext_lazy("Hari dan jam pemeriksaan"))
    place = forms.CharField(max_length=200, label=gettext_lazy("Tempat pemeriksaan"))
    minutes = forms.CharField(
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        label=gettext_lazy("Pertanyaan dan jawaban"),
        help_text=gettext_lazy(
            "Satu pertanyaan yang diakhiri tanda tanya, jawabannya di baris berikut; baris kosong memisahkan pasangan."
        ),
    )


class DecisionForm(SignedForm):
    """The decision: a penalty that fits, or not proven; both are equal choices."""

    result = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Hasil pemeriksaan"))
    sanction_id = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=gettext_lazy("Jenis hukuman"))
    number = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Nomor keputusan"),
        help_text=gettext_lazy("Kosongkan bila keputusan dibuat di Wasit: nomornya dari register."),
    )
    decided_at = MomentField(label=gettext_lazy("Ditetapkan pada"))
    considerations = forms.CharField(
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs=_LONG),
        label=gettext_lazy("Pertimbangan atau alasan"),
        help_text=gettext_lazy("Alasan tidak terbukti dibaca juga oleh Bawaslu; pertimbangan hukuman tidak."),
    )

    def __init__(self, *args: Any, penalties: Sequence[Penalty], can_clear: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = [("proven", _("Terbukti"))] if penalties else []
        if can_clear:
            results.append(("cleared", _("Tidak terbukti")))
        self.fields["result"].choices = results  # type: ignore[attr-defined]
        self.fields["sanction_id"].choices = [  # type: ignore[attr-defined]
            (one.sanction.id, said(one.sanction.words)) for one in penalties
        ]
        if self.is_bound and self.data.get("result") != "proven":
            self.fields["decided_at"].required = False
        self.fields["signer_position"].label = _("Jabatan pejabat yang menetapkan")
        self.fields["signer_name"].label = _("Nama pejabat yang menetapkan")

    def clean(self) -> dict[str, Any]:
        """Ask for what a penalty needs; a finding of not proven needs only its reason."""
        given = super().clean()
        self.not_before(given, "decided_at", self.one.sent_at)
        if given.get("result") != "proven":
            return given
        if not given.get("sanction_id") and "sanction_id" not in self.errors:
            self.add_error("sanction_id", _("Pilih jenis hukuman."))
        if not self.wants_letter(given):
            for name in ("number", "signer_position"):
                if not str(given.get(name) or "").strip():
                    self.add_error(name, _("Isi untuk keputusan yang dibuat di luar Wasit."))
        return given


class HandoverForm(SignedForm):
    """When the decision reached the person."""

    notified_at = MomentField(label=gettext_lazy("Keputusan diterima pegawai pada"))
    place = forms.CharField(required=False, max_length=200, label=gettext_lazy("Tempat penyerahan"))
    absence = forms.CharField(
        required=False,
        max_length=500,
        label=gettext_lazy("Keterangan bila pegawai tidak hadir"),
        help_text=gettext_lazy("Misalnya: dikirim lewat pos ke alamat terakhir."),
    )

    needed_by_letter = (*SignedForm.needed_by_letter, "place")


class ContestForm(ZonedForm):
    """An objection or appeal that was filed."""

    notified_at = MomentField(label=gettext_lazy("Diajukan pada"))
    note = forms.CharField(
        max_length=MOST_TEXT, widget=forms.Textarea(attrs=_LONG), label=gettext_lazy("Pokok keberatan")
    )

    def __init__(self, *args: Any, received_at: datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received_at = received_at

    def clean(self) -> dict[str, Any]:
        """Read a day alone as after the decision was received."""
        given: dict[str, Any] = super().clean() or {}
        self.not_before(given, "notified_at", self.received_at)
        return given


class VerdictForm(forms.Form):
    """How an objection or appeal ended; a changed decision is written on the page of decisions."""

    move = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Putusan"))
    note = forms.CharField(max_length=MOST_TEXT, widget=forms.Textarea(attrs=_LONG), label=gettext_lazy("Isi putusan"))

    def __init__(self, *args: Any, moves: Iterable[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["move"].choices = [(one.id, said(one.words)) for one in moves]  # type: ignore[attr-defined]


class RungForm(SignedForm):
    """A letter of inquiry: only who signs it is asked."""


class RedirectForm(forms.Form):
    """Another recipient in place of the present one."""

    agency = forms.ModelChoiceField(
        required=False,
        queryset=Agency.objects.none(),
        label=gettext_lazy("Pemerintah yang memakai Wasit"),
        empty_label=gettext_lazy("– penerima lain, tulis di bawah –"),
    )
    name = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Penerima lain"),
        help_text=gettext_lazy("Misalnya: Gubernur selaku atasan pejabat, atau Kementerian Dalam Negeri."),
    )
    reason = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs=_LONG), label=gettext_lazy("Alasan pengalihan")
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take exactly one recipient."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("agency")) == bool(str(given.get("name") or "").strip()):
            raise ValidationError(_("Pilih satu penerima: dari daftar, atau tulis namanya."))
        return given


class OwnerForm(forms.Form):
    """The officer of the sender who sees to it."""

    owner = forms.ModelChoiceField(queryset=Officer.objects.none(), label=gettext_lazy("Penanggung jawab"))

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = officers  # type: ignore[attr-defined]
