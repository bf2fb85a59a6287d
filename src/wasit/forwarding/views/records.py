"""Pages of track records: looking for a servant, and what is in force against one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.forwarding import actions, records, seeing, showing
from wasit.forwarding.asking import OfficerRequest, reachable
from wasit.office.permission import requires
from wasit.rosters import queries as rosters

SHOWN = 30
SHORTEST = 3


@requires("record.view")
@require_GET
def record_search(request: OfficerRequest) -> HttpResponse:
    """Look for a servant by name or by a NIP typed in full; the list says nothing about anybody."""
    query = request.GET.get("q", "")[:120].strip()
    found = list(rosters.people(request.reach, search=query)[: SHOWN + 1]) if len(query) >= SHORTEST else []
    context = {
        "query": query,
        "too_short": bool(query) and len(query) < SHORTEST,
        "found": found[:SHOWN],
        "more": len(found) > SHOWN,
    }
    return render(request, "forwarding/records.html", context)


@requires("record.view")
@require_GET
def record(request: OfficerRequest, person: int) -> HttpResponse:
    """The track record of a servant of the roster; the look itself is written down."""
    row = records.person_within(request.reach, person)
    if row is None:
        raise Http404
    actions.note_record_viewed(f"person:{row.pk}", row.region_code, officer=request.user, now=request.now)
    kept = records.record_of(request.reach, nip=row.nip or "", person_id=row.pk)
    context = {
        "name": row.name,
        "nip": row.nip or "",
        "kind": row.get_kind_display(),
        "record": kept,
        "rule": showing.rule_of("pengulangan"),
    }
    return render(request, "forwarding/record.html", context)


@requires("record.view")
@require_GET
def recommendation_record(request: OfficerRequest, pk: int) -> HttpResponse:
    """The track record of the person of a recommendation, also where no roster knows them."""
    one = reachable(request, pk)
    if not seeing.person_open_to(request.reach, one):
        raise Http404
    actions.note_record_viewed(one.subject, one.region_code, officer=request.user, now=request.now)
    kept = records.record_of(request.reach, nip=one.person_nip, person_id=one.person_id)
    context = {
        "name": one.person_name,
        "nip": one.person_nip,
        "kind": "",
        "record": kept,
        "rule": showing.rule_of("pengulangan"),
        "one": one,
    }
    return render(request, "forwarding/record.html", context)
