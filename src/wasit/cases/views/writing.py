"""Pages of what leaves the office: letters, packages of recommendations, and sending them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wasit.cases import actions, outcomes, package_view, papers, queries, reports
from wasit.cases.asking import Case, OfficerRequest, reachable, workable
from wasit.cases.forms import LetterForm, PackageForm
from wasit.cases.papers import Line
from wasit.cases.views.common import READ_WRITE, back, written
from wasit.letters.drafts import Draft
from wasit.letters.queries import letters_about
from wasit.office.permission import requires
from wasit.proceedings.forms import add_problem
from wasit.rulebook import citation
from wasit.text import Problem

# ---------- letters ----------


@requires("cases.view")
@require_GET
def case_letters(request: OfficerRequest, pk: int) -> HttpResponse:
    """The letters of a case, and which can be written now."""
    case = reachable(request, pk)
    context = {
        "case": case,
        "letters": letters_about(request.reach, case.subject),
        "writes": reports.may_write(request.reach, case),
        "groups": papers.groups_of(case) if reports.may_write(request.reach, case) else [],
    }
    return render(request, "cases/letters.html", context)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_letter(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """Write a letter: what the file says is filled in; on sending it gets its number."""
    case, line, form = _letter(request, pk, kind)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            letter = actions.issue_letter(
                case,
                _draft(request, case, line, form),
                officer=request.user,
                reach=request.reach,
                now=request.now,
                paper=form.cleaned_data["paper"],
            )
            messages.success(request, _("Surat %(number)s terbit.") % {"number": letter.full_number})

        if line.reason is None and written(form, write):
            return redirect("case_letters", case.pk)
    return _letter_page(request, case, line, form)


@requires("cases.handle")
@never_cache
@require_POST
def case_letter_draft(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """A letter as it would look: a PDF marked as a draft, without a number; nothing is kept."""
    case, line, form = _letter(request, pk, kind)
    if line.reason is None and form.is_valid():
        try:
            return _pdf(request, case, _draft(request, case, line, form), form)
        except Problem as problem:
            add_problem(form, problem)
    return _letter_page(request, case, line, form)


def _letter(request: OfficerRequest, pk: int, kind: str) -> tuple[Case, Line, LetterForm]:
    case = workable(request, pk)
    try:
        line = papers.line_of(case, kind, request.GET.get("untuk", "")[:60])
    except Problem as problem:
        raise Http404 from problem
    return case, line, _letter_form(request, case, line)


def _letter_form(request: OfficerRequest, case: Case, line: Line) -> LetterForm:
    return LetterForm(
        request.POST if request.method == "POST" else None,
        frame=papers.frame_of(case, line.paper, line.item, request.user, request.now),
        asks=line.paper.asks(case, line.item, request.now),
        addressed=line.paper.rule.layout == "letter",
    )


def _letter_page(request: OfficerRequest, case: Case, line: Line, form: LetterForm) -> HttpResponse:
    rule = line.paper.rule
    basis = citation(rule.basis) if rule.basis else None
    context = {"case": case, "line": line, "rule": rule, "basis": basis, "form": form}
    return render(request, "cases/letter.html", context)


def _draft(request: OfficerRequest, case: Case, line: Line, form: LetterForm) -> Draft:
    return papers.draft_of(case, line.paper, line.item, form.frame(), form.typed(), request.now)


def _pdf(request: OfficerRequest, case: Case, draft: Draft, form: LetterForm) -> HttpResponse:
    made = actions.preview_letter(case, draft, reach=request.reach, paper=form.cleaned_data["paper"])
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="konsep-{draft.kind}.pdf"'},
    )


# ---------- recommendations ----------


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_package(request: OfficerRequest, pk: int, one: int) -> HttpResponse:
    """Make the package of a recommendation, and see exactly what would go out."""
    case, found = _recommendation(request, pk, one)
    items = queries.evidence_together(case)
    kept: dict[str, Any] = found.package
    chosen = {entry["sha256"] for entry in kept.get("evidence", ())}
    form = PackageForm(
        request.POST if request.method == "POST" else None,
        items=items,
        initial={
            "evidence": [str(item.pk) for item in items if not kept or item.sha256 in chosen],
            "conclusion": kept.get("conclusion", ""),
        },
    )
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.make_package(
                case,
                found,
                evidence=form.chosen(),
                conclusion=form.cleaned_data["conclusion"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            messages.success(request, _("Paket tersimpan. Periksa isinya sebelum dikirim."))
            return redirect("case_package", case.pk, found.pk)
    context = {
        "case": case,
        "one": found,
        "form": form,
        "changeable": found.state in outcomes.CHANGEABLE,
        "view": package_view.view_of(kept) if kept else package_view.would_be(case, found),
        "saved": bool(kept),
    }
    return render(request, "cases/package.html", context)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_send(request: OfficerRequest, pk: int, one: int) -> HttpResponse:
    """Send a package with its letter and annex, all at once or not at all."""
    case, found = _recommendation(request, pk, one)
    form = _sending_form(request, case, found)
    reasons = outcomes.sending_refusals(request.reach, found, request.now)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            paper, item = papers.FORWARDING, papers.item_of(found)
            frame, day = form.frame(), request.now
            actions.send(
                case,
                found,
                officer=request.user,
                reach=request.reach,
                now=day,
                letter=papers.draft_of(case, paper, item, frame, form.typed(), day),
                annex=lambda letter: papers.annex_draft(case, found, letter, frame, day),
                paper=form.cleaned_data["paper"],
            )

        if written(form, write):
            told = _("Paket terkirim. Surat %(number)s terbit.") % {"number": getattr(found.letter, "full_number", "")}
            return back(request, case, "#penerusan", told)
    return _sending_page(request, case, found, form, reasons)


@requires("cases.handle")
@never_cache
@require_POST
def case_send_draft(request: OfficerRequest, pk: int, one: int) -> HttpResponse:
    """The forwarding letter as it would look, without a number."""
    case, found = _recommendation(request, pk, one)
    form = _sending_form(request, case, found)
    if form.is_valid():
        item = papers.item_of(found)
        try:
            draft = papers.draft_of(case, papers.FORWARDING, item, form.frame(), form.typed(), request.now)
            return _pdf(request, case, draft, form)
        except Problem as problem:
            add_problem(form, problem)
    reasons = outcomes.sending_refusals(request.reach, found, request.now)
    return _sending_page(request, case, found, form, reasons)


def _recommendation(request: OfficerRequest, pk: int, one: int) -> tuple[Case, Any]:
    case = workable(request, pk)
    found = outcomes.recommendation_of(case, one)
    if found is None:
        raise Http404
    return case, found


def _sending_form(request: OfficerRequest, case: Case, found: Any) -> LetterForm:
    if not found.package:
        raise Http404
    return _letter_form(request, case, Line(papers.FORWARDING, papers.item_of(found), None))


def _sending_page(request: OfficerRequest, case: Case, found: Any, form: LetterForm, reasons: Any) -> HttpResponse:
    context = {
        "case": case,
        "one": found,
        "form": form,
        "reasons": reasons,
        "view": package_view.view_of(found.package),
    }
    return render(request, "cases/send.html", context)
