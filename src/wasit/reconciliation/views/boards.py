"""Pages that show a comparison: all of them, the three-way view, its workbook."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from wasit.office.permission import requires
from wasit.reconciliation import actions, numbers, queries
from wasit.reconciliation.asking import OfficerRequest, language, reachable, told
from wasit.reconciliation.board import KIND_ICONS, KIND_TONES, KIND_WORDS, Board, Line, board_of
from wasit.reconciliation.entries import SIDE_WORDS, SIDES
from wasit.reconciliation.forms import ComparisonForm
from wasit.reconciliation.outcomes import group_of, outcome_words
from wasit.reconciliation.workbook import workbook
from wasit.text import Problem
from wasit.text.regions import region

PAGE = 30
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TONES = {"sanctioned": "lumut", "open": "kunyit", "ended": "", "unclear": "line"}


@requires("cases.reconcile")
@require_http_methods(["GET", "POST"])
def comparisons(request: OfficerRequest) -> HttpResponse:
    """The comparisons within reach, and the form to begin one."""
    reach = queries.working_reach(request.reach)
    if request.method == "POST":
        if reach.empty:
            raise PermissionDenied
        form = ComparisonForm(request.POST, reach=reach)
        if form.is_valid():
            try:
                made = actions.make(
                    region_code=form.cleaned_data["wilayah"],
                    period=(form.cleaned_data["dari"], form.cleaned_data["sampai"]),
                    title=form.cleaned_data["judul"],
                    officer=request.user,
                    reach=request.reach,
                    now=request.now,
                )
            except Problem as problem:
                form.add_error("dari", told(problem))
            else:
                return redirect("comparison_upload", pk=made.pk)
    else:
        year = request.now.year
        form = ComparisonForm(initial={"dari": date(year, 1, 1), "sampai": date(year, 12, 31)}, reach=reach)
    page = Paginator(queries.comparisons(request.reach), PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "form": None if reach.empty else form}
    return render(request, "reconciliation/list.html", context, status=400 if form.errors else 200)


@requires("cases.reconcile")
@require_GET
def comparison(request: OfficerRequest, pk: int) -> HttpResponse:
    """The three-way view with its numbers; seeing the names is written down."""
    found = reachable(request, pk)
    board = board_of(request.reach, found)
    asked = {key: request.GET.get(key, "")[:100].strip() for key in ("saring", "ada", "q")}
    lines = numbers.chosen(board, filter_name=asked["saring"], sides=asked["ada"], text=asked["q"])
    page = Paginator(lines, PAGE).get_page(request.GET.get("hal"))
    if board.lists:
        actions.note_viewing(found, officer=request.user, now=request.now)
    context = {
        "comparison": found,
        "place": region(found.region_code).name if found.region_code else "Indonesia",
        "board": board,
        "page": page,
        "rows": [_row(line, board) for line in page],
        "asked": asked,
        "filtered": any(asked.values()),
        "sides": [(side, SIDE_WORDS[side], board.lists.get(side)) for side in SIDES],
        "works": queries.works_on(request.reach, found),
        "decisions_waiting": queries.waiting_decisions(request.reach, found),
        "waiting_lists": queries.lists_of(request.reach, found).filter(state="waiting"),
        **_figures(board),
    }
    return render(request, "reconciliation/comparison.html", context)


def _figures(board: Board) -> dict[str, Any]:
    overlaps = numbers.overlaps(board)
    report = numbers.report(board)
    undecided = [match for line in board.lines for match in line.undecided]
    clear = [match for match in undecided if match.clear]
    return {
        "clear": len(clear),
        "clear_until": max((match.pk for match in clear), default=0),
        "report": report,
        "by_side": [(side, SIDE_WORDS[side], count) for side, count in report.by_side.items()],
        "kinds": numbers.kinds(board),
        "overlaps": overlaps,
        "widest": max((one.count for one in overlaps), default=0),
        "undecided": len(undecided),
        "weak": len(board.weak),
        "next_match": next(iter([*board.weak, *undecided]), None),
        "total": len(board.lines),
    }


def _row(line: Line, board: Board) -> dict[str, Any]:
    own = [entry for entry in line.entries.values() if entry.act_date]
    return {
        "line": line,
        "nip": line.nip,
        "act_date": own[0].act_date if own else None,
        "act": next((entry.act for entry in line.entries.values() if entry.act), ""),
        "number": next((entry.register_number for entry in line.entries.values() if entry.register_number), ""),
        "cells": [_cell(line, side, handed_in=side in board.lists) for side in SIDES],
        "undecided": len(line.undecided),
        "weakest": min(line.undecided, key=lambda match: match.score, default=None),
        "decided": line.joints[0] if line.joints else None,
        "kind": KIND_WORDS[line.kind],
        "tone": KIND_TONES[line.kind],
        "icon": KIND_ICONS[line.kind],
    }


def _cell(line: Line, side: str, *, handed_in: bool) -> dict[str, Any]:
    entry = line.entries.get(side)
    return {
        "side": SIDE_WORDS[side],
        "handed_in": handed_in,
        "entry": entry,
        "outcome": outcome_words(entry.outcome) if entry else None,
        "tone": _TONES[group_of(entry.outcome)] if entry else "",
    }


@requires("cases.reconcile")
@require_GET
def comparison_xlsx(request: OfficerRequest, pk: int) -> HttpResponse:
    """The three-way view as a workbook; taking it away is written down."""
    found = reachable(request, pk)
    board = board_of(request.reach, found)
    data = workbook(board, language())
    actions.note_export(found, rows=len(board.lines), officer=request.user, now=request.now)
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="rekonsiliasi-{found.pk}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
