"""Clippings of the press, and the sealed copies of everything that was taken in."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.monitoring import actions, press_words, queries, sealing
from wasit.monitoring.arrivals import is_address
from wasit.monitoring.views.common import found, officer_of, reach_in
from wasit.office.journal import entries_about
from wasit.office.permission import requires
from wasit.office.verbs import words_of
from wasit.text.regions import region

PAGE = 20


@requires("monitoring.view")
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Pages of the press, the latest first, with what they say."""
    search = request.GET.get("cari", "")[:100]
    every = request.GET.get("semua") == "1"
    rows = queries.clippings(reach_in(request), on_topic=not every, search=search)
    page = Paginator(rows, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "lines": [_line(capture) for capture in page],
        "search": search,
        "every": every,
        "any": queries.clippings(reach_in(request)).exists(),
    }
    return render(request, "monitoring/clippings.html", context)


@requires("monitoring.view")
@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: its text, what was read from it, and where its sealed copy is."""
    capture = found(queries.access_capture, request, pk)
    if capture.kind != "page":
        raise Http404
    context = _line(capture) | {
        "hits": queries.hits_in(reach_in(request), capture),
        "zone": region(capture.region_code).zone,
        "whole": sealing.intact(capture),
    }
    return render(request, "monitoring/clipping.html", context)


@requires("monitoring.view")
@require_GET
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """The chain of a sealed copy: when and by whom it came, whether it is whole, who looked at it."""
    row = found(queries.access_capture, request, pk)
    whole = sealing.intact(row)
    actions.note_seal_checked(row, whole, **_actor(request))
    subjects = [row.subject, row.delivery.subject]
    entries = [entry for subject in subjects for entry in entries_about(reach_in(request), subject)[:30]]
    context = {
        "capture": row,
        "whole": whole,
        "zone": region(row.region_code).zone,
        "lines": [
            {"entry": entry, "words": words_of(entry.verb)} for entry in sorted(entries, key=lambda each: -each.seq)
        ],
        "file_name": sealing.file_name(row),
        "linked": is_address(row.url),
    }
    return render(request, "monitoring/capture.html", context)


@requires("monitoring.view")
@require_GET
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the sealed bytes: always as a download, never as a page, whatever they claim to be."""
    row = found(queries.access_capture, request, pk)
    try:
        data = sealing.open_sealed(row)
    except FileNotFoundError:
        raise Http404 from None
    actions.note_opened(row, **_actor(request))
    kind = HttpResponse if isinstance(data, bytes) else FileResponse
    response = cast(HttpResponse, kind(data, content_type="application/octet-stream"))
    response.headers["Content-Disposition"] = f'attachment; filename="{sealing.file_name(row)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _line(capture: Any) -> dict[str, Any]:
    return {
        "capture": capture,
        "facts": press_words.facts(capture.reading) if capture.reading is not None else None,
        "linked": is_address(capture.url),
    }


def _actor(request: HttpRequest) -> dict[str, Any]:
    return {"officer": officer_of(request), "reach": reach_in(request), "now": request.now}  # type: ignore[attr-defined]
