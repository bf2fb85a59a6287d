"""Pages that join cases or take them apart, show what they share, and hand one to another office."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wasit.cases import actions, link_picture, links, queries, ties
from wasit.cases.asking import Case, OfficerRequest, reachable, workable
from wasit.cases.forms import TieForm, TransferForm, WhyForm
from wasit.cases.views.common import READ_WRITE, back, written
from wasit.office.permission import requires


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_ties(request: OfficerRequest, pk: int) -> HttpResponse:
    """Find another case within reach, and relate or merge the two."""
    case = workable(request, pk)
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:120]
    found = ties.candidates(request.reach, case, query, request.now)
    form = TieForm(request.POST if request.method == "POST" else None, found=found)
    if request.method == "POST" and form.is_valid() and written(form, lambda: _tie(request, case, form)):
        return back(request, case, "#terkait", _("Tercatat di kedua perkara."))
    context = {
        "case": case,
        "form": form,
        "query": query,
        "found": found,
        "ties": ties.ties_of(request.reach, case),
        "works_here": True,
        "here": True,
        "taken_in": ties.taken_in(request.reach, case),
    }
    return render(request, "cases/ties.html", context)


def _tie(request: OfficerRequest, case: Case, form: TieForm) -> None:
    other, how = form.chosen(), form.cleaned_data["how"]
    with_whom = {
        "reason": form.cleaned_data["reason"],
        "officer": request.user,
        "reach": request.reach,
        "now": request.now,
    }
    if how == "related":
        actions.relate(case, other, **with_whom)
    elif how == "lead":
        actions.merge(case, other, **with_whom)
    else:
        actions.merge(other, case, **with_whom)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_untie(request: OfficerRequest, pk: int, tie: int) -> HttpResponse:
    """Take two cases apart again."""
    case = workable(request, pk)
    found = ties.tie_of(case, tie)
    if found is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.undo(
                found,
                reason=form.cleaned_data["reason"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, "#terkait", _("Hubungan dilepas."))
    line = next((one for one in ties.ties_of(request.reach, case) if one.tie.pk == found.pk), None)
    return render(request, "cases/untie.html", {"case": case, "form": form, "tie": found, "line": line})


@requires("cases.view")
@require_GET
def case_links(request: OfficerRequest, pk: int) -> HttpResponse:
    """What other cases within reach share with this one, as a picture and as a list."""
    case = reachable(request, pk)
    actions.note_viewing(case, officer=request.user, now=request.now)
    web = links.web_of(request.reach, case)
    context = {
        "case": case,
        "web": web,
        "picture": link_picture.picture_of(web),
        "kinds": [(kind, words) for kind, words in links.KINDS.items() if any(kind in one.kinds for one in web.links)],
        "all_kinds": links.KINDS,
    }
    return render(request, "cases/links.html", context)


@requires("cases.decide")
@require_http_methods(READ_WRITE)
def case_transfer(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand the case to another office of Bawaslu, where it goes on under a number of its own."""
    case = workable(request, pk, "cases.decide")
    offices = queries.other_offices(case)
    form = TransferForm(request.POST if request.method == "POST" else None, agencies=offices)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            twin = actions.transfer(
                case,
                form.target(),
                reason=form.cleaned_data["reason"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
            messages.success(
                request,
                _("Dilimpahkan ke %(office)s sebagai %(number)s.")
                % {"office": twin.agency.name, "number": twin.full_number},
            )

        if written(form, write):
            return back(request, queries.access_case(request.reach, pk), "")
    return render(request, "cases/transfer.html", {"case": case, "form": form})
