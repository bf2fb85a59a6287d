"""The officer's calendar address: made, shown once, revoked – and the feed that it opens."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from wasit.insights import calendar as ics
from wasit.insights import queries
from wasit.look.dates import short_language
from wasit.office import feeds
from wasit.office.models import Officer
from wasit.office.permission import public, requires


@requires("account.own")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, since when, when it was last read, and what it gives."""
    return render(request, "insights/calendar.html", _context(request))


@requires("account.own")
@never_cache
@require_POST
def calendar_make(request: HttpRequest) -> HttpResponse:
    """Make a new address in place of the one before, and show it this once."""
    officer, now = _reader(request)
    token = feeds.make(officer, now)
    path = reverse("calendar_feed", args=[token])
    language = "&bahasa=en" if short_language(get_language()) == "en" else ""
    own = _address(request) + path
    shown = {"own": f"{own}?isi=saya{language}", "office": f"{own}?isi=kantor{language}"}
    return render(request, "insights/calendar.html", _context(request) | {"addresses": shown})


@requires("account.own")
@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """Take the address away."""
    officer, now = _reader(request)
    if feeds.revoke(officer, now):
        messages.success(request, _("Alamat kalender dicabut. Yang memegangnya tidak mendapat apa-apa lagi."))
    return redirect("calendar")


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines behind a secret address, as iCalendar; any other address was never there."""
    now = cast(datetime, request.now)  # type: ignore[attr-defined]
    officer = feeds.reader_of(token, now)
    if officer is None:
        raise Http404
    chosen = request.GET.get("bahasa") or officer.language
    asked = ics.Asked(only_own=request.GET.get("isi") != "kantor", language=short_language(chosen))
    body = ics.feed(officer, now, asked, _address(request))
    etag = quote_etag(ics.fingerprint(body))
    answer = get_conditional_response(request, etag=etag, response=_as_calendar(body))
    if answer is None:
        raise ValueError("a response was handed in, so one comes back")
    for name, value in {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}.items():
        answer.headers[name] = value
    return answer


def _as_calendar(body: bytes) -> HttpResponse:
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="wasit.ics"'
    return answer


def _context(request: HttpRequest) -> dict[str, object]:
    officer, now = _reader(request)
    return {"feed": feeds.feed_of(officer), "desk": queries.desk(officer, now)}


def _reader(request: HttpRequest) -> tuple[Officer, datetime]:
    return cast(Officer, request.user), cast(datetime, request.now)  # type: ignore[attr-defined]


def _address(request: HttpRequest) -> str:
    """Return where this installation is reached from outside: as it is told, else as the reader reached it."""
    told = str(getattr(settings, "PUBLIC_ADDRESS", "") or "")
    return (told or request.build_absolute_uri("/")).rstrip("/")
