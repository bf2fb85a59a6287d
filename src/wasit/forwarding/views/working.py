"""Pages of moves that ask for little: the general one, a letter of a rung, another recipient, another owner."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wasit.forwarding import actions, guards, papers, queries, stepping, telling
from wasit.forwarding.asking import OfficerRequest, Recommendation, reachable, workable
from wasit.forwarding.forms import MoveForm, OwnerForm, RedirectForm, RungForm
from wasit.office.permission import requires
from wasit.office.queries import colleagues
from wasit.proceedings import preview
from wasit.proceedings.forms import add_problem, said
from wasit.rulebook import citation, workflow
from wasit.text import Problem

READ_WRITE = ("GET", "HEAD", "POST")


def seen_version(request: OfficerRequest) -> int | None:
    """Return the version of the recommendation that was on the page."""
    typed = request.POST.get("versi", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def move_context(request: OfficerRequest, one: Recommendation, move_id: str, form: Any) -> dict[str, Any]:
    """Return what every page of a move shows: its reasons, what it brings about, its article."""
    move = one.flow.move(move_id)
    return {
        "one": one,
        "move": move,
        "form": form,
        "fits": one.state in move.sources and one.origin in move.origins,
        "reasons": stepping.refusals(one, move, request.now),
        "preview": preview.of_move(one, move, {}, request.now),
        "seen": request.POST.get("versi", one.version),
        "basis": citation(move.basis) if move.basis else None,
        "today": one.local(request.now).date(),
    }


def told_and_back(request: OfficerRequest, one: Recommendation, move_id: str) -> HttpResponse:
    """Say what was done and the next date, and go back to the page of the recommendation."""
    fresh = reachable(request, one.pk)
    messages.success(request, said(telling.done_words(fresh, one.flow.move(move_id), request.now)))
    return redirect(fresh)


@requires("forwarding.view")
@require_http_methods(READ_WRITE)
def recommendation_move(request: OfficerRequest, pk: int, move_id: str) -> HttpResponse:
    """Say what a move brings about and ask for what it needs; on sending make it."""
    one = workable(request, pk)
    move = workflow("hand_off").move(move_id)
    if move_id in stepping.PAGES or move_id in stepping.BY_CASE:
        raise Http404
    form = MoveForm(request.POST if request.method == "POST" else None, matter=one, move=move)
    if request.method == "POST" and form.is_valid():
        try:
            actions.perform(
                one,
                move_id,
                officer=request.user,
                reach=request.reach,
                now=request.now,
                seen=seen_version(request),
                **form.answers(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, move_id)
    return render(request, "forwarding/move.html", move_context(request, one, move_id, form))


@requires("forwarding.send")
@require_http_methods(READ_WRITE)
def recommendation_letter(request: OfficerRequest, pk: int, move_id: str) -> HttpResponse:
    """Write the letter of a rung and take the rung, both at once."""
    one = workable(request, pk, "sender")
    if move_id not in guards.RUNGS:
        raise Http404
    form = RungForm(request.POST if request.method == "POST" else None, one=one, initial={"signer_position": "Ketua"})
    if request.method == "POST" and form.is_valid():
        signer = form.signer()
        try:
            actions.inquire(
                one,
                move_id,
                officer=request.user,
                reach=request.reach,
                now=request.now,
                draft=papers.rung(one, move_id, signer=signer, now=request.now) if signer else None,
                seen=seen_version(request),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, move_id)
    context = move_context(request, one, move_id, form)
    return render(request, "forwarding/letter.html", context | {"rungs": stepping.rungs_ahead(one, request.now)})


@requires("forwarding.send")
@require_http_methods(READ_WRITE)
def recommendation_redirect(request: OfficerRequest, pk: int) -> HttpResponse:
    """Send it to another recipient: needed where the reported person heads the receiving office."""
    one = workable(request, pk, "sender")
    form = RedirectForm(
        request.POST if request.method == "POST" else None,
        agencies=queries.other_governments(one),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        recipient = telling.recipient_of(given["agency"], given["name"])
        try:
            actions.redirect_to(
                one, recipient, reason=given["reason"], officer=request.user, reach=request.reach, now=request.now
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Penerima diganti. Susun paketnya lagi dari berkas perkara, lalu kirim."))
            return redirect(one)
    return render(request, "forwarding/redirect.html", {"one": one, "form": form, "heads": guards.person_heads(one)})


@requires("forwarding.send")
@require_http_methods(READ_WRITE)
def recommendation_owner(request: OfficerRequest, pk: int) -> HttpResponse:
    """Make a colleague of the sender see to it."""
    one = workable(request, pk, "sender")
    officers = colleagues(request.reach, one.agency, request.now, "forwarding.send")
    form = OwnerForm(
        request.POST if request.method == "POST" else None, officers=officers, initial={"owner": one.owner_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_owner(
                one, form.cleaned_data["owner"], officer=request.user, reach=request.reach, now=request.now
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Penanggung jawab diganti."))
            return redirect(one)
    return render(request, "forwarding/owner.html", {"one": one, "form": form})
