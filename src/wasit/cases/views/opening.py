"""The page that opens a case by hand."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wasit.cases import actions, uploads
from wasit.cases.asking import OfficerRequest
from wasit.cases.forms import NewCaseForm, act_groups, held_elections
from wasit.cases.opening import Opening, OpeningEvidence, OpeningPerson
from wasit.cases.people import chosen_person, roster_matches
from wasit.office.permission import requires
from wasit.office.queries import agencies_within
from wasit.proceedings.forms import add_problem
from wasit.rulebook import election_on
from wasit.text import Problem


@requires("cases.open")
@require_http_methods(("GET", "HEAD", "POST"))
def case_new(request: OfficerRequest) -> HttpResponse:
    """Open a case from a supervision report, at the desk, or as initial information."""
    form = _form(request)
    carried: list[OpeningEvidence] = []
    problem: Problem | None = None
    if request.method == "POST":
        carried, problem = _evidence(request)
        if "cari" not in request.POST and form.is_valid() and problem is None:
            case = _open(request, form, carried)
            if case is not None:
                messages.success(request, _("Perkara %(number)s dibuka.") % {"number": case.reference})
                return redirect(case)
    return render(request, "cases/new.html", _context(request, form, carried, problem))


def _form(request: OfficerRequest) -> NewCaseForm:
    mine = {grant.agency_id for grant in request.reach.grants}
    agencies = list(agencies_within(request.reach).filter(pk__in=mine, kind="bawaslu"))
    if not agencies:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    running = election_on(request.now.astimezone(ZoneInfo(agencies[0].zone)).date())
    return NewCaseForm(data, agencies=agencies, initial={"election_id": running.id if running else None})


def _evidence(request: OfficerRequest) -> tuple[list[OpeningEvidence], Problem | None]:
    """Seal what was handed in now and bring back what was sealed before; a problem is shown, the rest kept."""
    kept = uploads.brought_back(request.POST.getlist("segel"))
    kept = [item for item in kept if item.sha256 not in request.POST.getlist("buang")]
    try:
        fresh = uploads.seal_files(request.FILES.getlist("uploads"), now=request.now)
    except Problem as problem:
        return kept, problem
    return list({item.sha256: item for item in (*kept, *fresh)}.values()), None


def _open(request: OfficerRequest, form: NewCaseForm, evidence: list[OpeningEvidence]) -> Any:
    given = form.cleaned_data
    opening = Opening(
        origin=given["origin"],
        region_code=form.office.region_code,
        election_id=given["election_id"],
        title=given["title"],
        act_at=given["act_at"],
        known_at=given["known_at"],
        place=given["place"],
        district=given["district"],
        summary=given["summary"],
        people=_people(request, form),
        acts=form.typed_acts(),
        evidence=tuple(evidence),
        reporter=form.typed_reporter(),
        source=given["source"],
    )
    try:
        return actions.open_case(opening, officer=request.user, reach=request.reach, now=request.now)
    except Problem as problem:
        add_problem(form, problem)
        return None


def _people(request: OfficerRequest, form: NewCaseForm) -> tuple[OpeningPerson, ...]:
    day = form.cleaned_data["act_at"].date()
    person = chosen_person(request.reach, request.POST.get("dari_daftar", ""), "reported", day)
    if person is None and form.cleaned_data["name"].strip():
        person = form.typed_person("reported")
    return (person,) if person else ()


def _context(
    request: OfficerRequest, form: NewCaseForm, carried: list[OpeningEvidence], problem: Problem | None
) -> dict[str, Any]:
    query = request.POST.get("roster", "")[:120]
    return {
        "form": form,
        "query": query,
        "searched": "cari" in request.POST,
        "matches": roster_matches(request.reach, form.office.region_code, query),
        "chosen": request.POST.get("dari_daftar", ""),
        "chosen_acts": request.POST.getlist("acts"),
        "groups": act_groups(),
        "sealed": list(zip(uploads.carried(carried), carried, strict=True)),
        "upload_problem": problem.words if problem else None,
        "pivots": [(one.id, one.words, one.pivot()) for one in held_elections() if one.pivot()],
    }
