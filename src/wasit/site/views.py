"""The few pages that belong to no room: front page, language, health, errors."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from wasit.office.permission import public, requires
from wasit.site import tour

YEAR_SECONDS = 31_536_000


@public
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """What Wasit is and where to go; no figures yet, those come with the public page of insights."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "site/front.html")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of language in a cookie and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@public
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Tell a watchdog whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"ok": True})


@requires("home.view")
@require_GET
def walk(request: HttpRequest) -> HttpResponse:
    """Walk a newcomer through the main job, each step linking to the page where it is done."""
    return render(request, "site/walk.html", {"steps": tour.steps(request.reach)})  # type: ignore[attr-defined]
