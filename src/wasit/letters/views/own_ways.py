"""Pages on an office's own ways: wording of each kind, letterhead, number patterns."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wasit.letters import actions, queries
from wasit.letters.actions.own_ways import own_wording
from wasit.letters.asking import OfficerRequest, chosen_agency
from wasit.letters.composing import local_day
from wasit.letters.forms import LetterheadForm, WordingForm, add_problem
from wasit.letters.samples import sample_draft
from wasit.letters.wordings import Wording, wording_of
from wasit.office.models import Agency
from wasit.office.permission import requires
from wasit.rulebook import LetterKind, allowed_in, number_parts, number_series
from wasit.text import Problem

READ_WRITE = ("GET", "HEAD", "POST")


@requires("letters.templates")
@require_GET
def templates(request: OfficerRequest) -> HttpResponse:
    """The kinds of letter an office writes, and which of them it words its own way."""
    agency = chosen_agency(request)
    context = {**_office(request, agency), "lines": queries.kind_lines(agency), "series": number_series()}
    return render(request, "letters/templates.html", context)


@requires("letters.templates")
@require_http_methods(READ_WRITE)
def template(request: OfficerRequest, kind: str) -> HttpResponse:
    """Word one kind: look at it as a PDF first, or put it in force."""
    agency = chosen_agency(request)
    rule = _kind(agency, kind)
    wording = wording_of(agency, kind, "pilkada")
    form = WordingForm(request.POST if request.method == "POST" else None, wording=wording)
    if request.method == "POST" and form.is_valid():
        try:
            own = own_wording(kind, **form.fields_given())
            if "pratinjau" in request.POST:
                return _preview(request, agency, own)
            actions.set_template(agency, own, officer=request.user, reach=request.reach, now=request.now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Naskah baru berlaku. Naskah sebelumnya tetap tersimpan."))
            return redirect(request.get_full_path())
    context = {
        **_office(request, agency),
        "kind": rule,
        "wording": wording,
        "form": form,
        "placeholders": allowed_in(rule).values(),
        "versions": queries.versions_of(agency, kind)[:10],
    }
    return render(request, "letters/template.html", context, status=422 if form.errors else 200)


@requires("letters.templates")
@require_POST
def template_reset(request: OfficerRequest, kind: str) -> HttpResponse:
    """Go back to the wording of the edition."""
    agency = chosen_agency(request)
    _kind(agency, kind)
    actions.reset_template(agency, kind, officer=request.user, reach=request.reach, now=request.now)
    messages.success(request, _("Naskah edisi berlaku lagi."))
    return redirect(f"{reverse('letter_template', args=[kind])}?kantor={agency.code}")


@requires("letters.templates")
@require_http_methods(READ_WRITE)
def letterhead(request: OfficerRequest) -> HttpResponse:
    """The letterhead of an office and how it writes its numbers."""
    agency = chosen_agency(request)
    filed = queries.letterhead_of(agency)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterheadForm(*posted, letterhead=filed, default=agency.name.upper())
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("lines", "address", "contact", "place", "paper")}
        try:
            actions.set_letterhead(
                agency,
                **given,
                arms=form.given_arms(),
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Kop surat tersimpan."))
            return redirect(request.get_full_path())
    return render(request, "letters/letterhead.html", _letterhead_page(request, agency, form))


@requires("letters.templates")
@require_POST
def pattern(request: OfficerRequest) -> HttpResponse:
    """Set the number pattern of one series."""
    agency = chosen_agency(request)
    series, wanted = request.POST.get("deret", "")[:40], request.POST.get("pola", "")[:200]
    try:
        actions.set_pattern(agency, series, wanted, officer=request.user, reach=request.reach, now=request.now)
    except Problem as problem:
        refused = {"series": series, "pattern": wanted, "words": problem.words}
        form = LetterheadForm(letterhead=queries.letterhead_of(agency), default=agency.name.upper())
        context = {**_letterhead_page(request, agency, form), "refused": refused}
        return render(request, "letters/letterhead.html", context, status=422)
    messages.success(request, _("Pola nomor tersimpan. Surat berikutnya memakai pola ini."))
    return redirect(f"{reverse('letterhead')}?kantor={agency.code}#pola")


def _letterhead_page(request: OfficerRequest, agency: Agency, form: LetterheadForm) -> dict[str, Any]:
    lines = [
        {"series": number_series()[series], "pattern": written, "example": example}
        for series, written, example in queries.pattern_lines(agency, request.now)
    ]
    return {**_office(request, agency), "form": form, "patterns": lines, "parts": number_parts().values()}


def _preview(request: OfficerRequest, agency: Agency, wording: Wording) -> HttpResponse:
    letterhead = queries.letterhead_of(agency)
    draft = sample_draft(wording.kind.id, agency, local_day(request.now, agency))
    pdf = actions.preview_pdf(draft, wording, letterhead.paper if letterhead else "A4")
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="pratinjau.pdf"'}
    )


def _kind(agency: Agency, kind: str) -> LetterKind:
    found = next((one for one in queries.kinds_of(agency) if one.id == kind), None)
    if found is None:
        raise Http404
    return found


def _office(request: OfficerRequest, agency: Agency) -> dict[str, Any]:
    return {"office": agency, "offices": queries.own_agencies(request.reach, "letters.templates")}
