"""Forms of opening and filling a file: persons, acts, evidence, notes, who is responsible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.cases.models import Case, Note, Origin, Party
from wasit.cases.opening import OpeningAct, OpeningPerson, OpeningReporter
from wasit.cases.standing import fits_phase
from wasit.office.models import Agency, Officer
from wasit.proceedings.forms import in_zone, said
from wasit.proceedings.moments import MomentField, not_before
from wasit.rosters.models import Person
from wasit.rulebook import Election, Violation, catalogue, election, elections, term
from wasit.text import Words

_KINDS = ("pns", "pppk", "non_asn", "bumd", "village")


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of staff with an empty one in front."""
    return [("", _("Tidak diketahui")), *((kind, said(term(kind))) for kind in _KINDS)]


# ---------- people ----------


class PersonFields(forms.Form):
    """A person typed in by hand; the roster fills `person_id` where one was chosen from it."""

    person_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Nama"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis pegawai"), choices=kind_choices, required=False)
    position = forms.CharField(label=gettext_lazy("Jabatan saat kejadian"), max_length=200, required=False)
    unit_name = forms.CharField(label=gettext_lazy("Unit kerja saat kejadian"), max_length=200, required=False)

    def typed_person(self, role: str) -> OpeningPerson:
        """Return the person as typed."""
        given = self.cleaned_data
        return OpeningPerson(
            role=role,
            name=given["name"].strip(),
            kind=given["kind"],
            position=given["position"].strip(),
            unit_name=given["unit_name"].strip(),
        )


class PartyForm(PersonFields):
    """A person for a case that is open already."""

    role = forms.ChoiceField(label=gettext_lazy("Kedudukan"), choices=Party.Role.choices, widget=forms.RadioSelect)

    field_order = ("role", "name")


def frozen_person(person: Person, role: str, position: str = "", unit: tuple[str, str] | None = None) -> OpeningPerson:
    """Return a copy of a roster's person; `position` and `unit` (name, code) are those at the time of the act."""
    name, code = unit or ((person.unit.name, person.unit.code) if person.unit else ("", ""))
    return OpeningPerson(
        role=role,
        name=person.name,
        kind=person.kind,
        position=position or person.position,
        unit_name=name,
        unit_code=code,
        person_id=person.pk,
        nip=person.nip or "",
    )


# ---------- acts ----------


@dataclass(frozen=True)
class ActGroup:
    """The rows of the catalogue that hold in one phase."""

    phase: str
    words: Words
    rows: tuple[Violation, ...]


def act_groups(regime: str | None = None) -> list[ActGroup]:
    """Return the catalogue by phase, the rows of another regime left out."""
    rows = [row for row in catalogue().values() if regime is None or row.regime in (None, regime)]
    phases = dict.fromkeys(row.phase for row in rows)
    return [ActGroup(phase, term(phase), tuple(row for row in rows if row.phase == phase)) for phase in phases]


def act_choices(regime: str | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the catalogue as choices of a field, grouped by phase."""
    return [
        (said(group.words), [(row.id, f"{row.no} · {said(row.label)}") for row in group.rows])
        for group in act_groups(regime)
    ]


def check_phase(violation_ids: Iterable[str], election_id: str, region_code: str, moment: datetime) -> None:
    """Raise ValidationError for a row that does not hold on the day of the act, naming the right phase."""
    voted, rows = election(election_id), catalogue()
    day = moment.date()
    for row in (rows[one] for one in violation_ids):
        if not fits_phase(election_id, region_code, row, day):
            raise ValidationError(
                _("“%(act)s” tidak berlaku pada tanggal itu, yang termasuk: %(phase)s. Pilih baris dari kelompok itu.")
                % {
                    "act": f"{row.no} · {said(row.label)}",
                    "phase": said(term(str(voted.phase_on(day, region_code)))).lower(),
                }
            )


class ActForm(forms.Form):
    """An alleged act for a case that is open already."""

    violation_id = forms.ChoiceField(label=gettext_lazy("Dugaan perbuatan"))
    at = MomentField(label=gettext_lazy("Kapan terjadi?"))
    note = forms.CharField(
        label=gettext_lazy("Yang terlihat"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["violation_id"].choices = act_choices(case.regime)  # type: ignore[attr-defined]
        in_zone(self, case.zone)

    def clean(self) -> dict[str, Any]:
        """Check that the row holds on the day of the act."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("violation_id") and given.get("at"):
            try:
                check_phase([given["violation_id"]], self.case.election_id, self.case.region_code, given["at"])
            except ValidationError as error:
                self.add_error("violation_id", error)
        return given

    def act(self) -> OpeningAct:
        """Return the act as typed."""
        return OpeningAct(**{key: self.cleaned_data[key] for key in ("violation_id", "at", "note")})


# ---------- a new case ----------


def held_elections() -> list[Election]:
    """Return the elections that have stages, the latest first."""
    held = [one for one in elections().values() if one.span]
    return sorted(held, key=lambda one: one.span or (), reverse=True)


def election_choices() -> list[tuple[str, str]]:
    """Return the elections as choices of a field."""
    return [(one.id, said(one.words)) for one in held_elections()]


class FilesInput(forms.ClearableFileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class NewCaseForm(PersonFields):
    """A case opened by hand: from a supervision report, at the desk, or as initial information."""

    origin = forms.ChoiceField(
        label=gettext_lazy("Asal perkara"), choices=Origin.choices, widget=forms.RadioSelect, initial=Origin.FINDING
    )
    election_id = forms.ChoiceField(label=gettext_lazy("Pemilihan"), choices=election_choices)
    agency = forms.ChoiceField(label=gettext_lazy("Kantor"))
    title = forms.CharField(
        label=gettext_lazy("Judul"),
        max_length=200,
        help_text=gettext_lazy("Satu kalimat tanpa menyebut nama, misalnya: Dugaan unggahan dukungan, guru sebuah SD."),
    )
    source = forms.CharField(
        label=gettext_lazy("Nomor laporan hasil pengawasan atau tanda terima"), max_length=100, required=False
    )
    act_at = MomentField(label=gettext_lazy("Kapan terjadi?"))
    known_at = MomentField(
        label=gettext_lazy("Kapan diketahui?"), help_text=gettext_lazy("Tenggat dihitung dari tanggal ini.")
    )
    place = forms.CharField(label=gettext_lazy("Di mana?"), max_length=300)
    district = forms.CharField(label=gettext_lazy("Kecamatan"), max_length=120, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Uraian kejadian"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("Dugaan perbuatan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reporter_name = forms.CharField(label=gettext_lazy("Nama pelapor"), max_length=200, required=False)
    reporter_address = forms.CharField(label=gettext_lazy("Alamat pelapor"), max_length=300, required=False)
    reporter_phone = forms.CharField(label=gettext_lazy("Telepon pelapor"), max_length=40, required=False)
    reporter_identity_number = forms.CharField(label=gettext_lazy("Nomor KTP pelapor"), max_length=20, required=False)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        self.fields["agency"].choices = [(str(one.pk), one.short_name) for one in agencies]  # type: ignore[attr-defined]
        self.fields["acts"].choices = act_choices()  # type: ignore[attr-defined]
        in_zone(self, self.office.zone)

    @property
    def office(self) -> Agency:
        """The office that opens the case; the first one while none was chosen."""
        return self.agencies.get(str(self.data.get("agency", ""))) or next(iter(self.agencies.values()))

    def clean(self) -> dict[str, Any]:
        """Check acts against the phase of the day, and a report for its reporter."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("act_at") and given.get("known_at"):
            given["known_at"] = not_before(given["known_at"], self.data.get("known_at_time", ""), given["act_at"])
        if given.get("acts") and given.get("act_at") and given.get("election_id"):
            try:
                check_phase(given["acts"], given["election_id"], self.office.region_code, given["act_at"])
            except ValidationError as error:
                self.add_error("acts", error)
        typed = any(given.get(f"reporter_{key}") for key in ("address", "phone", "identity_number"))
        if typed and not given.get("reporter_name"):
            self.add_error("reporter_name", _("Nama pelapor belum diisi."))
        return given

    def typed_acts(self) -> tuple[OpeningAct, ...]:
        """Return the chosen acts at the time of the event."""
        return tuple(OpeningAct(violation_id=one, at=self.cleaned_data["act_at"]) for one in self.cleaned_data["acts"])

    def typed_reporter(self) -> OpeningReporter | None:
        """Return who reported; only a report has a reporter."""
        given = self.cleaned_data
        if given["origin"] != Origin.REPORT or not given["reporter_name"]:
            return None
        keys = ("name", "address", "phone", "identity_number")
        return OpeningReporter(**{key: given[f"reporter_{key}"].strip() for key in keys})


# ---------- small ones ----------


class NoteForm(forms.Form):
    """A remark or a study."""

    text = forms.CharField(label=gettext_lazy("Isi"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Note.Kind.STUDY:
            self.fields["text"].label = _("Kajian dan usulan simpulan")
            self.fields["text"].help_text = _("Fakta, analisis tiap dugaan perbuatan, dan usulan simpulan untuk pleno.")


class EvidenceForm(forms.Form):
    """Files to be sealed, with what they show."""

    uploads = forms.FileField(label=gettext_lazy("Berkas"), required=False, widget=FilesInput)
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=500, required=False)
    source_url = forms.CharField(label=gettext_lazy("Alamat asal"), max_length=1000, required=False)

    def clean_uploads(self) -> None:
        """Leave the files to the vault: the field is here to be shown."""


class HandlerForm(forms.Form):
    """Who is responsible."""

    handler = forms.ModelChoiceField(label=gettext_lazy("Penanggung jawab"), queryset=Officer.objects.none())

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = officers  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why the reporter's identity is opened."""

    reason = forms.CharField(
        label=gettext_lazy("Untuk apa identitas pelapor dibuka?"),
        max_length=1000,
        help_text=gettext_lazy("Alasan ini tercatat di jurnal bersama nama Anda."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
