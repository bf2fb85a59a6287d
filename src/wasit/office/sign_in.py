"""Sign-in: no self-registration, a message that says how many tries remain, and a line in the journal."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.office import journal
from wasit.office.models import Membership, Officer

TRIES = 5
PAUSE_MINUTES = 15


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Wasit's rules for allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Officers are registered by an administrator."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Remember how many tries this name has left, for the message."""
        usage = getattr(self, "_login_failed_rl_usage", None)
        spent = (
            max((len(cache.get(one.cache_key, [])) for one in usage.usage if "/key:" in one.cache_key), default=1)
            if usage
            else 1
        )
        self._tries_left = max(0, TRIES - spent)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say what is wrong and how many tries remain, whichever of name and password was wrong."""
        if code.endswith("password_mismatch"):
            left = getattr(self, "_tries_left", TRIES - 1)
            return ValidationError(
                _("Surel, NIP, atau kata sandi tidak cocok. Tersisa %(left)d percobaan sebelum jeda %(pause)d menit.")
                % {"left": left, "pause": PAUSE_MINUTES},
                code=code,
            )
        if code == "too_many_login_attempts":
            return ValidationError(
                _("Terlalu banyak percobaan. Tunggu %(pause)d menit, lalu coba lagi.") % {"pause": PAUSE_MINUTES},
                code=code,
            )
        error: ValidationError = super().validation_error(code, *args)
        return error

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Write the sign-in down."""
        write_down(user, "office.signed_in", request)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address or staff number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("Surel dinas atau NIP")
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "placeholder": "", "autofocus": True})
        self.fields["password"].label = gettext_lazy("Kata sandi")
        self.fields["password"].widget.attrs.update({"placeholder": ""})


def write_down(officer: Officer, verb: str, request: HttpRequest) -> None:
    """Record that `officer` signed in or out, in the place of the first role held."""
    held = Membership.objects.filter(officer=officer).select_related("agency").order_by("id").first()
    with transaction.atomic():
        journal.record(
            verb=verb,
            actor=officer,
            agency=held.agency if held else None,
            region_code=held.agency.region_code if held else "",
            subject=f"officer:{officer.pk}",
            now=request.now,  # type: ignore[attr-defined]
        )
