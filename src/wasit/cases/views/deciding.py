"""Pages of deciding: the plenary, conflicts of interest, and expunging."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wasit.cases import actions, outcomes, queries, reports
from wasit.cases.asking import Case, OfficerRequest, reachable, workable
from wasit.cases.forms import ConflictForm, PlenaryForm, WhyForm
from wasit.cases.members import members_of
from wasit.cases.views.common import READ_WRITE, back, written
from wasit.office.permission import requires
from wasit.office.queries import colleagues


@requires("cases.view")
@require_http_methods(READ_WRITE)
def case_plenary(request: OfficerRequest, pk: int) -> HttpResponse:
    """The plenary: every member's vote is written down once, then counted by the rules and shown."""
    case = reachable(request, pk)
    if request.method == "POST":
        workable(request, pk)
    writing = reports.works_here(request.reach, case) and case.state == "plenary"
    result = outcomes.result_of(case)
    again = "ulang" in request.GET or result is None or not result.counts_now
    form = _plenary_form(request, case) if writing and (again or request.method == "POST") else None
    if request.method == "POST":
        form = form or _plenary_form(request, case)
        if form.is_valid() and written(form, lambda: _record(request, case, form)):
            messages.success(request, _("Pleno dicatat dan dihitung."))
            return redirect("case_plenary", case.pk)
    context = {"case": case, "form": form, "result": result, "writing": writing, "rules": outcomes.rules()}
    return render(request, "cases/plenary.html", context)


def _plenary_form(request: OfficerRequest, case: Case) -> PlenaryForm:
    return PlenaryForm(
        request.POST if request.method == "POST" else None,
        case=case,
        members=members_of(case, request.now),
        initial={"held_at": request.now, "place": _("Kantor %(office)s") % {"office": case.agency.name}},
    )


def _record(request: OfficerRequest, case: Case, form: PlenaryForm) -> None:
    given = form.cleaned_data
    actions.record_plenary(
        case,
        held_at=given["held_at"],
        place=given["place"],
        considerations=given["considerations"],
        ballots=form.ballots(),
        officer=request.user,
        reach=request.reach,
        now=request.now,
    )


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_conflicts(request: OfficerRequest, pk: int) -> HttpResponse:
    """Declare a conflict of interest of one's own; who decides sees to whom the file is closed, and closes it."""
    case = workable(request, pk)
    orders = actions.may_order(case, request.reach)
    closed = queries.blocks_of(case) if orders else []
    shut = {block.officer_id for block in closed}
    others = colleagues(request.reach, case.agency, request.now, "cases.view").exclude(pk__in={request.user.pk, *shut})
    form = ConflictForm(
        request.POST if request.method == "POST" else None, me=request.user, others=list(others) if orders else []
    )
    if request.method == "POST" and form.is_valid():
        whose = form.officer()

        def write() -> None:
            actions.declare(
                case,
                whose,
                reason=form.cleaned_data["reason"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            if whose.pk != request.user.pk:
                return back(request, case, "#benturan", _("Berkas ditutup bagi petugas itu."))
            messages.success(request, _("Berkas ditutup bagi Anda. Pimpinan kantor sudah dapat melihat alasannya."))
            return redirect("cases")
    context = {"case": case, "form": form, "closed": closed, "orders": orders}
    return render(request, "cases/conflicts.html", context)


@requires("cases.decide")
@require_http_methods(READ_WRITE)
def case_conflict_lift(request: OfficerRequest, pk: int, block: int) -> HttpResponse:
    """Open the file again to an officer whose conflict no longer stands."""
    case = workable(request, pk, "cases.decide")
    found = next((one for one in queries.blocks_of(case) if one.pk == block), None)
    if found is None:
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.reopen(
                case,
                found,
                reason=form.cleaned_data["reason"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, "#benturan", _("Berkas dibuka lagi bagi petugas itu."))
    return render(request, "cases/conflict_lift.html", {"case": case, "form": form, "block": found})


@requires("cases.decide")
@require_http_methods(READ_WRITE)
def case_expunge(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the names out of a file that proved nothing; what goes and what stays is told first."""
    case = workable(request, pk, "cases.decide")
    if not actions.may_expunge(case) and request.method != "POST":
        raise Http404
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.expunge(
                case,
                reason=form.cleaned_data["reason"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, "", _("Rekam jejak dihapus. Nomor, tanggal, dan langkah tetap tercatat."))
    return render(request, "cases/expunge.html", {"case": case, "form": form, "merged": case.merged.count()})
