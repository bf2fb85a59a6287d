"""Forms of the secretariat: a new officer, another role."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.office.models import Agency, Role


class RoleForm(forms.Form):
    """A role in one of the agencies whose accounts the administrator keeps."""

    agency = forms.ChoiceField(label=gettext_lazy("Instansi"))
    role = forms.ChoiceField(label=gettext_lazy("Peran"))
    unit_code = forms.CharField(
        label=gettext_lazy("Kode unit"),
        help_text=gettext_lazy("Hanya untuk operator unit. Kodenya ada di alamat halaman unit, misalnya 35.73/disdik."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(agency.pk): agency for agency in agencies}
        sides = {agency.kind for agency in self._agencies.values()}
        self._offer("agency", [(key, agency.name) for key, agency in self._agencies.items()])
        self._offer("role", [(str(role), role.label) for role in Role if role.sides & sides])
        if len(self._agencies) == 1:
            self.fields["agency"].initial = next(iter(self._agencies))
            self.fields["agency"].widget = forms.HiddenInput()
        if str(Agency.Kind.GOVERNMENT) not in sides:
            del self.fields["unit_code"]

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Let a unit lie within the region of its agency; what a role demands is checked where it is given."""
        given: dict[str, Any] = super().clean() or {}
        agency, unit = self._agencies.get(given.get("agency", "")), given.get("unit_code", "")
        if agency and unit and not unit.startswith(agency.region_code + "/"):
            raise ValidationError(
                {
                    "unit_code": _("Kode unit diawali kode wilayah instansinya, misalnya %(region)s/disdik.")
                    % {"region": agency.region_code}
                }
            )
        return given

    @property
    def chosen_agency(self) -> Agency:
        """The agency that was chosen; the form must be valid."""
        return self._agencies[self.cleaned_data["agency"]]

    @property
    def chosen_role(self) -> Role:
        """The role that was chosen; the form must be valid."""
        return Role(self.cleaned_data["role"])


class OfficerForm(RoleForm):
    """A person who gets an account, or another role where there is one."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("Surel dinas"),
        help_text=gettext_lazy("Dipakai untuk masuk. Akun yang sudah ada dengan surel ini mendapat perannya."),
    )
    nip = forms.RegexField(
        r"^\d{18}$",
        label=gettext_lazy("NIP"),
        required=False,
        error_messages={"invalid": gettext_lazy("NIP terdiri dari 18 angka. Kosongkan bila tidak punya.")},
    )
    field_order = ("name", "email", "nip", "agency", "role", "unit_code")
