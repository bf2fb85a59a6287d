"""Pages of the rosters: who works here, the tree of units, one person, and the import in two steps."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wasit.office.permission import ROLES_BY_PERMISSION, requires
from wasit.office.reach import Reach
from wasit.rosters import actions, queries, spreadsheet
from wasit.rosters.forms import KINDS, RosterFileForm, SearchForm
from wasit.text import Problem
from wasit.text.regions import covers, region, regions

PAGE = 50
SHOWN_PROBLEMS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires("rosters.view")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The staff within reach, searched by name, unit, kind and region."""
    reach = _reach(request)
    in_use = queries.regions_in_use(reach)
    named = [(unit.code, unit.name) for unit in queries.units(reach).order_by("name")]
    form = SearchForm(request.GET, units=named, regions=in_use)
    chosen = form.chosen()
    found = queries.people(
        reach, chosen["wilayah"], search=chosen["cari"], unit_code=chosen["unit"], kind=chosen["jenis"]
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "rosters/people.html",
        {
            "form": form,
            "page": page,
            "filtered": any(chosen.values()),
            "several_regions": len(in_use) > 1,
            "anybody": bool(in_use),
            "place": _place(in_use),
            "kinds": _kinds(queries.count_by_kind(reach, chosen["wilayah"])),
            "total": queries.count_people(reach, chosen["wilayah"]),
            "may_import": _may_import(reach),
        },
    )


@requires("rosters.view")
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units with the number of people in each."""
    reach = _reach(request)
    chosen = request.GET.get("wilayah", "")
    in_use = sorted({unit.region_code for unit in queries.units(reach)})
    code = chosen if chosen in in_use else in_use[0] if in_use else ""
    context = {
        "tree": queries.unit_tree(reach, code) if code else [],
        "regions": [region(one) for one in in_use],
        "place": region(code) if code else None,
        "may_import": _may_import(reach),
    }
    return render(request, "rosters/units.html", context)


@requires("rosters.view")
@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: what lies below it and who works there."""
    reach = _reach(request)
    try:
        found = queries.access_unit(reach, code)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    page = Paginator(queries.people(reach, unit_code=code), PAGE).get_page(request.GET.get("page"))
    context = {
        "unit": found,
        "place": region(found.region_code),
        "tree": queries.unit_tree(reach, found.region_code, under=code),
        "page": page,
        "kinds": _kinds(queries.count_by_kind(reach, unit_code=code)),
    }
    return render(request, "rosters/unit.html", context)


@requires("rosters.view")
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's record; opening it is written in the journal."""
    reach = _reach(request)
    try:
        found = actions.open_record(reach, pk, actor=request.user, now=request.now)  # type: ignore[arg-type,attr-defined]
    except ObjectDoesNotExist as error:
        raise Http404 from error
    context = {
        "person": found,
        "place": region(found.region_code),
        "zone_here": region(found.region_code).zone,
        "postings": queries.postings_of(reach, found),
        "nip": _grouped(found.nip),
    }
    return render(request, "rosters/person.html", context)


@requires("rosters.import")
@require_http_methods(["GET", "POST"])
def roster_import(request: HttpRequest) -> HttpResponse:
    """Step one: hand in a file. It is kept, and its check is shown on a page of its own."""
    reach = _reach(request)
    form = RosterFileForm(request.POST or None, request.FILES or None, regions=_regions_within(reach))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["berkas"]
        try:
            run = actions.hand_in(
                upload,
                name=upload.name,
                region_code=form.cleaned_data["wilayah"],
                actor=request.user,  # type: ignore[arg-type]
                reach=reach,
                now=request.now,  # type: ignore[attr-defined]
            )
        except Problem as problem:
            form.add_error("berkas", problem.words.in_(get_language() or "id"))
        else:
            return redirect("roster_import_run", pk=run.pk)
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "runs": queries.import_runs(reach)[:10]}
    return render(request, "rosters/import.html", context, status=status)


@requires("rosters.import")
@require_http_methods(["GET", "POST"])
def roster_import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: what the file would change; confirming it imports the file, and the page then shows what it did."""
    reach = _reach(request)
    try:
        run = queries.access_import(reach, pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if request.method == "POST":
        return _finished(request, pk, reach)
    context: dict[str, Any] = {"run": run, "place": region(run.region_code)}
    if run.done_at is None:
        report = actions.check_handed_in(run, reach=reach, now=request.now)  # type: ignore[attr-defined]
        context |= {
            "report": report,
            "counts": report.counts(),
            "problems": report.rejected[:SHOWN_PROBLEMS],
            "more": max(0, len(report.rejected) - SHOWN_PROBLEMS),
        }
    else:
        language = get_language() or "id"
        told = [
            {"row": one["row"], "column": one["column"], "problem": one["en" if language == "en" else "id"]}
            for one in run.problems[:SHOWN_PROBLEMS]
        ]
        context |= {"counts": run.counts, "problems": told, "more": max(0, run.rejected - len(told))}
    return render(request, "rosters/import_run.html", context)


@requires("rosters.import")
@require_GET
def roster_example(request: HttpRequest) -> HttpResponse:
    """The example file, with headings that the import knows and a sheet that explains them."""
    response = HttpResponse(spreadsheet.example(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{_("contoh-daftar-pegawai")}.xlsx"'
    return response


def _finished(request: HttpRequest, pk: int, reach: Reach) -> HttpResponse:
    try:
        run = actions.finish_import(pk, actor=request.user, reach=reach, now=request.now)  # type: ignore[arg-type,attr-defined]
    except Problem as problem:
        messages.warning(request, problem.words.in_(get_language() or "id"))
        return redirect("roster_import_run", pk=pk)
    taken = run.rows - run.rejected
    messages.success(
        request,
        ngettext("%(n)d baris dimasukkan.", "%(n)d baris dimasukkan.", taken) % {"n": taken},
    )
    return redirect("roster_import_run", pk=pk)


def _reach(request: HttpRequest) -> Reach:
    reach: Reach = request.reach  # type: ignore[attr-defined]
    return reach


def _may_import(reach: Reach) -> bool:
    return bool(reach.roles & {str(role) for role in ROLES_BY_PERMISSION["rosters.import"]})


def _regions_within(reach: Reach) -> list[str]:
    """Return the regions whose roster may be brought up to date: those reached themselves, then what lies inside."""
    inside = [code for code in regions() if any(covers(own, code) for own in reach.regions)]
    return sorted(inside, key=lambda code: (code not in reach.regions, code))


def _place(in_use: list[str]) -> str:
    return region(in_use[0]).name if len(in_use) == 1 else ""


def _kinds(counted: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(words), counted[kind]) for kind, words in KINDS if counted.get(kind)]


def _grouped(nip: str | None) -> str:
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if nip else ""
