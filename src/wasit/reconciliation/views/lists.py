"""Pages by which lists come in: a file handed in, its columns confirmed, Bawaslu's list taken from Wasit."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wasit.look.dates import number
from wasit.office.permission import requires
from wasit.reconciliation import actions, queries
from wasit.reconciliation.asking import (
    Comparison,
    OfficerRequest,
    SourceList,
    found_list,
    grouped,
    language,
    told,
    workable,
)
from wasit.reconciliation.entries import FIELD_WORDS, SIDE_WORDS, SIDES
from wasit.reconciliation.forms import ListForm, chosen_columns
from wasit.reconciliation.outcomes import ASSUMABLE, outcome_words
from wasit.text import Problem

SHOWN_REMARKS = 50


@requires("cases.reconcile")
@require_http_methods(["GET", "POST"])
def comparison_upload(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand in a list; it is sealed, and nothing counts before its columns are confirmed."""
    comparison = workable(request, pk)
    form = ListForm(request.POST or None, request.FILES or None, initial={"sisi": request.GET.get("sisi", "")})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["berkas"]
        try:
            made = actions.hand_in(
                comparison,
                form.cleaned_data["sisi"],
                upload.read(),
                name=upload.name,
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
        except Problem as problem:
            form.add_error("berkas", told(problem))
        else:
            return redirect("comparison_columns", pk=pk, list_pk=made.pk)
    lists = queries.current_lists(request.reach, comparison)
    context = {
        "comparison": comparison,
        "form": form,
        "lists": [(side, SIDE_WORDS[side], lists.get(side)) for side in SIDES],
        "history": queries.lists_of(request.reach, comparison)[:20],
    }
    return render(request, "reconciliation/upload.html", context, status=400 if form.errors else 200)


@requires("cases.reconcile")
@require_POST
def comparison_own(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take Bawaslu's list from the cases of Wasit."""
    comparison = workable(request, pk)
    try:
        source = actions.take_own(comparison, officer=request.user, reach=request.reach, now=request.now)
    except Problem as problem:
        messages.error(request, told(problem))
        return redirect("comparison_upload", pk=pk)
    _tell(request, source)
    return redirect(comparison)


@requires("cases.reconcile")
@require_http_methods(["GET", "POST"])
def comparison_columns(request: OfficerRequest, pk: int, list_pk: int) -> HttpResponse:
    """Say which column is which; sending reads the list and matches it with the others."""
    comparison = workable(request, pk)
    source = found_list(request, comparison, list_pk)
    if not source.sha256 or source.state == "replaced":
        raise Http404
    error = ""
    if request.method == "POST":
        if "buang" in request.POST:
            actions.drop(source, officer=request.user, reach=request.reach, now=request.now)
            return redirect("comparison_upload", pk=pk)
        error = _read(request, source)
        if not error:
            return redirect(comparison)
    else:
        actions.note_viewing(comparison, officer=request.user, now=request.now)
    return render(
        request,
        "reconciliation/columns.html",
        _columns(request, comparison, source, error),
        status=400 if error else 200,
    )


def _read(request: OfficerRequest, source: SourceList) -> str:
    """Read the list by what was chosen; return what is wrong, empty where nothing is."""
    try:
        actions.read_list(
            source,
            chosen_columns(request.POST.dict()),
            sheet=request.POST.get("lembar", "")[:200],
            heading_row=_figure(request.POST.get("baris", "")),
            assumed=request.POST.get("anggapan", ""),
            officer=request.user,
            reach=request.reach,
            now=request.now,
        )
    except ValidationError as wrong:
        return str(wrong.messages[0])
    except Problem as problem:
        return told(problem)
    _tell(request, source)
    return ""


def _columns(request: OfficerRequest, comparison: Comparison, source: SourceList, error: str) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    sheet, row = asked.get("lembar", "")[:200], _figure(asked.get("baris", ""))
    try:
        file, layout = actions.layout_of(source, sheet=sheet, heading_row=row)
    except Problem as problem:
        return {"comparison": comparison, "source": source, "side": SIDE_WORDS[source.side], "error": told(problem)}
    chosen = {
        column.place: request.POST.get(f"kolom-{column.place}", "") if request.method == "POST" else column.field
        for column in layout.columns
    }
    remarks = source.remarks[:SHOWN_REMARKS]
    english = language().startswith("en")
    return {
        "comparison": comparison,
        "source": source,
        "side": SIDE_WORDS[source.side],
        "error": error,
        "layout": layout,
        "sheets": [one.name for one in file.sheets],
        "notes": file.notes,
        "columns": [(column, chosen[column.place], list(map(grouped, column.examples))) for column in layout.columns],
        "fields": FIELD_WORDS.items(),
        "assumable": [(code, outcome_words(code)) for code in ASSUMABLE],
        "assumed": request.POST.get("anggapan", source.columns.get("assumed", "")),
        "remarks": [{**one, "words": one["en" if english else "id"]} for one in remarks],
        "more": max(0, len(source.remarks) - len(remarks)),
    }


def _figure(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 6 else 0


def _tell(request: OfficerRequest, source: SourceList) -> None:
    told_numbers = {
        "read": number(source.rows_read, "en" if language().startswith("en") else "id"),
        "rejected": number(source.rows_rejected, "en" if language().startswith("en") else "id"),
    }
    messages.success(request, _("%(read)s baris dibaca, %(rejected)s ditolak. Padanan dihitung ulang.") % told_numbers)
