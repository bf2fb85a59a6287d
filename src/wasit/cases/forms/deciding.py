"""Forms of deciding: the votes of a plenary, conflicts of interest, and a reason for what cannot be taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.cases.actions import Ballot
from wasit.cases.members import Member
from wasit.cases.models import Case, Vote
from wasit.office.models import Officer
from wasit.proceedings.forms import in_zone, said
from wasit.proceedings.moments import MomentField
from wasit.rulebook import workflow

_AWAY = (Vote.Choice.ABSENT, Vote.Choice.STEPPED_ASIDE)


@dataclass(frozen=True)
class BallotRow:
    """The fields of one member."""

    member: Member
    choice: BoundField
    outcomes: BoundField
    dissent: BoundField


class PlenaryForm(forms.Form):
    """When and where the plenary met, what it considered, and what every member said."""

    held_at = MomentField(label=gettext_lazy("Kapan pleno berlangsung?"))
    place = forms.CharField(label=gettext_lazy("Di mana?"), max_length=200)
    considerations = forms.CharField(
        label=gettext_lazy("Pertimbangan"),
        max_length=40_000,
        help_text=gettext_lazy("Alasan putusan menurut kajian, bukti, dan jawaban terlapor."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, case: Case, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        classes = [(one.id, said(one.words)) for one in workflow(case.regime).outcomes]
        for member in members:
            self._add(member, classes)
        in_zone(self, case.zone)

    def _add(self, member: Member, classes: list[tuple[str, str]]) -> None:
        key, closed = member.officer.pk, member.stepped_aside
        choices = [(str(one), one.label) for one in Vote.Choice if not closed or one in _AWAY]
        if not closed:
            choices = [pair for pair in choices if pair[0] != Vote.Choice.STEPPED_ASIDE]
        self.fields[f"choice_{key}"] = forms.ChoiceField(
            label=_("Suara %(name)s") % {"name": member.officer.name},
            choices=choices,
            widget=forms.RadioSelect,
            initial=str(Vote.Choice.STEPPED_ASIDE) if closed else None,
            error_messages={"required": _("Pilih suaranya, juga bila tidak hadir.")},
        )
        self.fields[f"outcomes_{key}"] = forms.MultipleChoiceField(
            label=_("Bila terbukti, jenis pelanggarannya"),
            choices=classes,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"dissent_{key}"] = forms.CharField(
            label=_("Pendapat berbeda"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the class of breach beside the very member who voted proven."""
        given: dict[str, Any] = super().clean() or {}
        for member in self.members:
            key = member.officer.pk
            proven = given.get(f"choice_{key}") == Vote.Choice.PROVEN
            if proven and not given.get(f"outcomes_{key}"):
                self.add_error(f"outcomes_{key}", _("Suara terbukti perlu jenis pelanggarannya."))
        return given

    def moment_and_text(self) -> Iterator[BoundField]:
        """Yield the fields that belong to no member."""
        yield from (self[name] for name in ("held_at", "place", "considerations"))

    def rows(self) -> list[BallotRow]:
        """Return the fields of every member."""
        keys = [(member, member.officer.pk) for member in self.members]
        return [
            BallotRow(member, self[f"choice_{key}"], self[f"outcomes_{key}"], self[f"dissent_{key}"])
            for member, key in keys
        ]

    def ballots(self) -> Mapping[int, Ballot]:
        """Return what every member said."""
        given = self.cleaned_data
        return {
            key: Ballot(
                choice=given[f"choice_{key}"],
                outcomes=tuple(given[f"outcomes_{key}"]),
                dissent=given[f"dissent_{key}"],
            )
            for key in (member.officer.pk for member in self.members)
        }


class ConflictForm(forms.Form):
    """Whose conflict it is, and why."""

    whose = forms.ChoiceField(label=gettext_lazy("Bagi siapa berkas ini ditutup?"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=500,
        help_text=gettext_lazy("Misalnya: pernah satu unit dengan terlapor. Hanya pimpinan kantor yang membacanya."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, me: Officer, others: Sequence[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(one.pk): one for one in (me, *others)}
        choices = [(str(me.pk), _("Saya sendiri")), *((str(one.pk), one.name) for one in others)]
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]
        self.fields["whose"].initial = str(me.pk)

    def officer(self) -> Officer:
        """Return the officer to whom the file is closed."""
        return self.officers[self.cleaned_data["whose"]]


class WhyForm(forms.Form):
    """A reason, asked in the words of the page."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
