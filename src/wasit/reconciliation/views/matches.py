"""Pages about pairs of rows: one match with its reasons, one row with what it might belong to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wasit.office.permission import requires
from wasit.reconciliation import actions, queries
from wasit.reconciliation.asking import (
    Comparison,
    Entry,
    Match,
    OfficerRequest,
    found_entry,
    found_match,
    grouped,
    language,
    reachable,
    told,
    workable,
)
from wasit.reconciliation.board import board_of
from wasit.reconciliation.entries import FIELD_WORDS, SIDE_WORDS
from wasit.reconciliation.outcomes import outcome_words
from wasit.text import Problem

_DECISIONS = {"sama": "confirmed", "bukan": "rejected", "urungkan": "suggested"}
MOST_CANDIDATES = 20


@requires("cases.reconcile")
@require_http_methods(["GET", "POST"])
def comparison_match(request: OfficerRequest, pk: int, match_pk: int) -> HttpResponse:
    """Two rows side by side with what speaks for and against; a decision leads on to the next suggestion."""
    comparison = workable(request, pk) if request.method == "POST" else reachable(request, pk)
    match = found_match(request, comparison, match_pk)
    if request.method == "POST":
        return _decided(request, comparison, match)
    actions.note_viewing(comparison, officer=request.user, now=request.now)
    following = _following(request, comparison, match)
    context = {
        "comparison": comparison,
        "match": match,
        "left": SIDE_WORDS[match.left.side] if match.left else "",
        "right": SIDE_WORDS[match.right.side] if match.right else "",
        "fields": _side_by_side(match),
        "works": queries.works_on(request.reach, comparison),
        "following": following,
        "joined": match.state in ("confirmed", "by_hand"),
    }
    return render(request, "reconciliation/match.html", context)


def _decided(request: OfficerRequest, comparison: Comparison, match: Match) -> HttpResponse:
    following = _following(request, comparison, match)
    how = request.POST.get("keputusan", "")
    try:
        actions.decide(
            match, _DECISIONS.get(how, match.state), officer=request.user, reach=request.reach, now=request.now
        )
    except Problem as problem:
        messages.error(request, told(problem))
        return redirect(comparison)
    said = {
        "sama": _("Ditetapkan sama."),
        "bukan": _("Ditetapkan bukan orang atau peristiwa yang sama."),
        "urungkan": _("Keputusan diurungkan."),
    }
    messages.success(request, said[how])
    return redirect(following or comparison)


@requires("cases.reconcile")
@require_POST
def comparison_confirm_clear(request: OfficerRequest, pk: int) -> HttpResponse:
    """Confirm at once the suggestions that rest on one NIP and that nothing speaks against, as the page showed."""
    comparison = workable(request, pk)
    until = request.POST.get("sampai", "")
    matches = queries.clear_matches(
        request.reach, comparison, int(until) if until.isdecimal() and len(until) < 18 else 0
    )
    count = actions.confirm_clear(comparison, matches, officer=request.user, reach=request.reach, now=request.now)
    messages.success(request, ngettext("%(n)d padanan ditetapkan.", "%(n)d padanan ditetapkan.", count) % {"n": count})
    return redirect(comparison)


def _following(request: OfficerRequest, comparison: Comparison, match: Match) -> Match | None:
    """Return the next suggestion that waits for a decision, the doubtful ones first."""
    board = board_of(request.reach, comparison)
    waiting = [*board.weak, *(one for line in board.lines for one in line.undecided)]
    return next((one for one in waiting if one.pk != match.pk), None)


def _side_by_side(match: Match) -> list[dict[str, Any]]:
    left, right = match.left, match.right
    if left is None or right is None:
        return []
    rows = []
    for name, words in FIELD_WORDS.items():
        values = [_value(entry, name) for entry in (left, right)]
        if any(values):
            rows.append(
                {"name": name, "words": words, "left": values[0], "right": values[1], "same": values[0] == values[1]}
            )
    return rows


def _value(entry: Entry, name: str) -> Any:
    if name == "nip":
        hint = _("%(figures)s… (sisanya hilang)") % {"figures": entry.nip_hint} if entry.nip_hint else ""
        return grouped(entry.nip) or hint
    if name == "outcome":
        code = outcome_words(entry.outcome).in_(language())
        return f"{code} – “{entry.outcome_text}”" if entry.outcome_text else code
    return getattr(entry, name) or ""


@requires("cases.reconcile")
@require_http_methods(["GET", "POST"])
def comparison_entry(request: OfficerRequest, pk: int, entry_pk: int) -> HttpResponse:
    """One row as it was written, its matches, and rows of other lists to pair it with by hand."""
    comparison = workable(request, pk) if request.method == "POST" else reachable(request, pk)
    entry = found_entry(request, comparison, entry_pk)
    if request.method == "POST":
        return _paired(request, comparison, entry)
    actions.note_viewing(comparison, officer=request.user, now=request.now)
    text = request.GET.get("cari", entry.name)[:200].strip()
    context = {
        "comparison": comparison,
        "entry": entry,
        "side": SIDE_WORDS[entry.side],
        "nip": grouped(entry.nip),
        "outcome": outcome_words(entry.outcome),
        "cells": _cells(entry),
        "matches": [_other(match, entry) for match in queries.matches_about(request.reach, comparison, entry)],
        "works": queries.works_on(request.reach, comparison),
        "text": text,
        "candidates": queries.candidates(request.reach, comparison, entry, text)[:MOST_CANDIDATES],
    }
    return render(request, "reconciliation/entry.html", context)


def _paired(request: OfficerRequest, comparison: Comparison, entry: Entry) -> HttpResponse:
    other = found_entry(request, comparison, _key(request.POST.get("dengan", "")))
    try:
        match = actions.pair(comparison, entry, other, officer=request.user, reach=request.reach, now=request.now)
    except Problem as problem:
        messages.error(request, told(problem))
        return redirect("comparison_entry", pk=comparison.pk, entry_pk=entry.pk)
    messages.success(request, _("Dua baris dipadankan."))
    return redirect(match)


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _cells(entry: Entry) -> list[tuple[str, str]]:
    headings = list(entry.source_list.headings)
    return [(_heading(headings, place), grouped(cell)) for place, cell in enumerate(entry.raw) if cell]


def _heading(headings: list[str], place: int) -> str:
    written = headings[place] if place < len(headings) else ""
    return written or _("kolom %(n)s") % {"n": place + 1}


def _other(match: Match, entry: Entry) -> dict[str, Any]:
    other = match.right if match.left_id == entry.pk else match.left
    return {"match": match, "other": other, "side": SIDE_WORDS[other.side] if other else ""}
