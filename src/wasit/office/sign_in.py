"""Sign-in: no self-registration, a message that says how many tries remain, and a line in the journal."""

from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.core import context
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasit.office import journal
from wasit.office.models import Membership, Officer
from wasit.text import Problem, Words

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
        officer = _account(credentials)
        if officer is not None:
            write_down(officer, "office.sign_in_failed", request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count the tries of an account together, whether its address or its staff number was typed."""
        officer = _account(credentials)
        if officer is not None:
            return f"officer:{officer.pk}"
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return key

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Ask for the password again; allauth would look for its own table of addresses, which is not used here."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; where no mail server answers say so, alike for addresses that are known and unknown."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            raise Problem(
                Words(
                    id="Surat tidak dapat dikirim: server surel tidak menjawab. Minta sandi baru pada administrator.",
                    en="The letter cannot be sent: no mail server answers. Ask the administrator for a new password.",
                )
            ) from error

    def logout(self, request: HttpRequest) -> None:
        """Write the sign-out down while it is still known whose it is."""
        if request.user.is_authenticated:
            write_down(request.user, "office.signed_out", request)
        super().logout(request)

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


def _account(credentials: dict[str, Any]) -> Officer | None:
    login = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    return Officer.objects.filter(Q(email=login) | Q(nip=login)).first() if login else None


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
