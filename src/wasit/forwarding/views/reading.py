"""Pages that read: the list on either side, the page of a recommendation, evidence of its package."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.forwarding import actions, listing, queries, seeing, showing
from wasit.forwarding.asking import OfficerRequest, reachable
from wasit.office import vault
from wasit.office.permission import requires
from wasit.text import Problem, Words

PAGE = 30


@requires("forwarding.view")
@require_GET
def recommendation_list(request: OfficerRequest) -> HttpResponse:
    """The recommendations of the reader's side, the most pressing first, and the counter of every recipient."""
    asked = listing.asked_in(request.GET, request.reach)
    page = Paginator(queries.find_recommendations(request.reach, asked, request.now), PAGE).get_page(
        request.GET.get("hal")
    )
    context = {
        "page": page,
        "lines": [listing.line_of(one, request.reach) for one in page],
        "asked": asked,
        "kind_words": showing.KIND_WORDS.get(asked.kind),
        "receiving": listing.receives(request.reach),
        "filters": listing.filters(request.reach, asked, request.now),
        "filtered": bool(asked.text or asked.recipient or asked.kind or asked.blocked),
        "lost": list(queries.without_date(request.reach)[:10]) if not listing.receives(request.reach) else [],
        **listing.counter_parts(request.reach, request.now),
    }
    return render(request, "forwarding/list.html", context)


@requires("forwarding.view")
@require_GET
def recommendation_page(request: OfficerRequest, pk: int) -> HttpResponse:
    """Where a recommendation stands for the reader's side; the look itself is written down."""
    one = reachable(request, pk)
    actions.note_viewing(one, officer=request.user, agency=seeing.own_agency(request.reach, one), now=request.now)
    context: dict[str, Any] = showing.page_of(request.reach, one, request.now)
    context["siblings"] = listing.siblings(request.reach, one, request.now)
    context["case_url"] = listing.case_url(request.reach, one)
    return render(request, "forwarding/recommendation.html", context)


@requires("forwarding.view")
@require_GET
def recommendation_evidence(request: OfficerRequest, pk: int, sha256: str) -> HttpResponse:
    """Hand out a sealed file of the package; bytes that no longer fit their seal are not handed out."""
    one = reachable(request, pk)
    item = seeing.evidence_in(request.reach, one, sha256)
    if item is None:
        raise Http404
    if not vault.intact(sha256):
        raise _broken(item["name"])
    agency = seeing.own_agency(request.reach, one)
    actions.note_evidence_opened(one, sha256, officer=request.user, agency=agency, now=request.now)
    # Never shown inside a page of ours: a sealed HTML page could carry a script.
    return _download(sha256, item["name"])


@requires("forwarding.answer")
@require_GET
def recommendation_signed(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand out the signed decision to the office that made it."""
    one = reachable(request, pk)
    outcome = seeing.outcome_seen(request.reach, one)
    if outcome is None or not outcome.decision.sha256 or not seeing.inside_seen(request.reach, one):
        raise Http404
    return _download(outcome.decision.sha256, "keputusan-bertanda-tangan.pdf")


def _download(sha256: str, name: str) -> HttpResponse:
    sent = FileResponse(
        vault.open_file(sha256), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    return cast(HttpResponse, sent)


def _broken(name: str) -> Problem:
    return Problem(
        Words(
            id=f"Segel “{name}” tidak cocok: isinya berubah atau hilang. Jangan dipakai; beri tahu Bawaslu pengirim.",
            en=f"The seal of “{name}” does not fit: its bytes changed or are gone. Do not use it; tell the sender.",
        )
    )
