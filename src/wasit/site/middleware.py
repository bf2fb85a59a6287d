"""What happens to every request: the reader's language, the present instant, the second factor, told problems."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from wasit.site import clock
from wasit.text import Problem, Words

Handler = Callable[[HttpRequest], HttpResponse]


class ReaderLanguage:
    """Indonesian unless the reader chose otherwise: the browser's language is not asked.

    Office machines in Indonesia are often set to English whatever their users read, and a link printed in a letter
    must open in the language of the letter.
    """

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language of the cookie, else Indonesian."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.handler(request)
            response.headers.setdefault("Content-Language", language)
            return response


class Now:
    """Puts `request.now` in place, the only clock that views read."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock once for the whole request."""
        request.now = clock.now()  # type: ignore[attr-defined]
        return self.handler(request)


class SecondFactor:
    """Sends officers without a second factor to set one up before anything else."""

    OPEN = ("/akun/", "/masuk/", "/keluar/", "/bahasa/", "/static/", "/health/", "/periksa/")

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let pass who has one, who is anonymous, and whoever is on the way to set one up."""
        if settings.REQUIRE_SECOND_FACTOR and request.user.is_authenticated and not request.path.startswith(self.OPEN):
            has_one = Authenticator.objects.filter(
                user=request.user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
            )
            if not has_one.exists():
                return redirect("mfa_index")
        return self.handler(request)


class NothingKept:
    """Lets no browser and no proxy keep a page of somebody signed in: office machines are shared."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so on every answer that does not say something stricter itself."""
        response = self.handler(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class PlainText:
    """Refuses addresses and forms that hold NUL characters: PostgreSQL takes none, so a search would break on one."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; see `process_view`."""
        return self.handler(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Answer with one line and 400; anything else goes its way."""
        given = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else ())]
        if not any("\0" in value for _name, values in given for value in values):
            return None
        words = Words(
            id="Isian memuat karakter yang tidak terbaca (NUL). Ketik ulang, jangan ditempel.",
            en="What was sent holds a character that cannot be read (NUL). Type it instead of pasting it.",
        )
        return render(request, "site/problem.html", {"problem": words}, status=400)


class ToldProblems:
    """Turns a Problem that no form caught into a page with its one line, status 400."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; see `process_exception`."""
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show a Problem; leave every other error to Django."""
        if isinstance(error, Problem):
            return render(request, "site/problem.html", {"problem": error.words}, status=400)
        return None
