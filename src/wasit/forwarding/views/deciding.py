"""Pages of the decision: a penalty or not proven, hand-over, signed paper, objection, and how it ended."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wasit.forwarding import actions, guards, papers, records, sanctions, showing, stepping
from wasit.forwarding.asking import OfficerRequest, Recommendation, workable
from wasit.forwarding.effects import effects_of
from wasit.forwarding.forms import ContestForm, DecisionForm, HandoverForm, VerdictForm
from wasit.forwarding.signed import keep_pdf
from wasit.forwarding.views.working import told_and_back
from wasit.office.permission import requires
from wasit.proceedings.forms import add_problem
from wasit.text import Problem

READ_WRITE = ("GET", "HEAD", "POST")
_RULES_SHOWN = ("satu-hukuman", "pengulangan", "paralel-pidana")


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_decision(request: OfficerRequest, pk: int) -> HttpResponse:
    """Decide: a penalty that fits the norm and the kind of staff, or not proven; both are equal choices."""
    one = workable(request, pk, "recipient")
    amending = one.state == "contested"
    penalties = sanctions.penalties_for(one, amending=amending)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        one=one,
        penalties=penalties,
        can_clear=not amending,
        initial={"signer_position": showing.decider_words(penalties), "decided_at": request.now},
    )
    if request.method == "POST" and form.is_valid():
        try:
            move_id = _decide(request, one, form, penalties)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, move_id)
    return render(request, "forwarding/decision.html", _decision_context(request, one, form, penalties, amending))


def _decide(
    request: OfficerRequest, one: Recommendation, form: DecisionForm, penalties: tuple[sanctions.Penalty, ...]
) -> str:
    given, signer = form.cleaned_data, form.signer()
    acting: dict[str, Any] = {"officer": request.user, "reach": request.reach, "now": request.now}
    if given["result"] == "cleared":
        reason = given["considerations"]
        draft = papers.not_proven(one, reason=reason, signer=signer, now=request.now) if signer else None
        actions.find_not_proven(one, reason=reason, draft=draft, **acting)
        return "decide_cleared"
    move_id = "amend" if one.state == "contested" else "decide_sanction"
    chosen = next(each for each in penalties if each.sanction.id == given["sanction_id"])
    actions.decide(
        one,
        sanction_id=given["sanction_id"],
        number=given["number"],
        decided_at=given["decided_at"],
        decided_by=given["signer_position"],
        considerations=given["considerations"],
        draft=papers.decision(one, chosen, signer=signer, now=request.now) if signer else None,
        **acting,
    )
    return move_id


def _decision_context(
    request: OfficerRequest,
    one: Recommendation,
    form: DecisionForm,
    penalties: tuple[sanctions.Penalty, ...],
    amending: bool,
) -> dict[str, Any]:
    sanction_move, clear_move = (
        one.flow.move("amend" if amending else "decide_sanction"),
        one.flow.move("decide_cleared"),
    )
    chosen = form["sanction_id"].value() or (penalties[0].sanction.id if penalties else "")
    level = next((each.level for each in penalties if each.sanction.id == chosen), "")
    reasons = stepping.refusals(one, sanction_move, request.now) if one.state in sanction_move.sources else ()
    lacking = level == "moral" and not guards.has_council(one)
    missing = showing.missing_element_words(one) if level in sanctions.FULL_TEAM_LEVELS and not amending else []
    return {
        "one": one,
        "form": form,
        "penalties": penalties,
        "amending": amending,
        "fits": one.state in {*sanction_move.sources, *clear_move.sources},
        "reasons": reasons,
        "proven_dead": bool(reasons or missing or lacking or one.state not in sanction_move.sources),
        "only_clear": one.state not in sanction_move.sources and one.state in clear_move.sources,
        "missing": missing,
        "team": one.team.all(),
        "council_lacking": lacking,
        "repeats": records.repeats_before(request.reach, one),
        "rules": {key.replace("-", "_"): showing.rule_of(key) for key in _RULES_SHOWN},
        "effects": effects_of(request.now, chosen, one.zone) if chosen and level != "moral" else None,
        "acts": showing.act_lines(one),
        "today": one.local(request.now).date(),
    }


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_handover(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record that the decision reached the person; "reckon" only shows what would follow from the typed day."""
    one = workable(request, pk, "recipient")
    decision = guards.last_decision(one)
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        one=one,
        initial={"notified_at": request.now, "signer_position": "Pejabat yang menyerahkan", "place": ""},
    )
    typed = request.now
    if request.method == "POST":
        valid = form.is_valid()
        typed = form.cleaned_data.get("notified_at") or request.now
        if valid and decision is not None and "hitung" not in request.POST:
            try:
                _hand_over(request, one, form, decision)
            except Problem as problem:
                add_problem(form, problem)
            else:
                return told_and_back(request, one, "hand_over")
    move = one.flow.move("hand_over")
    context = {
        "one": one,
        "form": form,
        "decision": decision,
        "penalty": sanctions.penalty_of(one, decision.sanction_id) if decision else None,
        "fits": one.state in move.sources,
        "reckoned_at": typed,
        "effects": effects_of(typed, decision.sanction_id, one.zone) if decision else None,
        "only_reckoned": "hitung" in request.POST,
    }
    return render(request, "forwarding/handover.html", context)


def _hand_over(request: OfficerRequest, one: Recommendation, form: HandoverForm, decision: Any) -> None:
    given, signer = form.cleaned_data, form.signer()
    received_at: datetime = given["notified_at"]
    draft = None
    if signer is not None:
        draft = papers.handover(
            one,
            decision,
            handed_at=received_at,
            place=given["place"],
            absence=given["absence"],
            signer=signer,
            now=request.now,
        )
    actions.hand_over(
        one, received_at=received_at, officer=request.user, reach=request.reach, now=request.now, draft=draft
    )


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_paper(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the signed decision, a PDF, beside the decision."""
    one = workable(request, pk, "recipient")
    problem = None
    if request.method == "POST":
        try:
            sha256 = keep_pdf(request.FILES.get("berkas"), now=request.now)
            actions.keep_signed(one, sha256, officer=request.user, reach=request.reach, now=request.now)
        except Problem as found:
            problem = found.words
        else:
            messages.success(request, _("Keputusan bertanda tangan tersimpan dan disegel."))
            return redirect(one)
    return render(
        request, "forwarding/paper.html", {"one": one, "problem": problem, "decision": guards.last_decision(one)}
    )


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_contest(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record an objection, or an appeal against a dismissal; what counts is the day it was filed."""
    one = workable(request, pk, "recipient")
    decision = guards.last_decision(one)
    form = ContestForm(
        request.POST if request.method == "POST" else None,
        one=one,
        received_at=decision.received_at if decision else None,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.object_to(
                one,
                filed_at=given["notified_at"],
                grounds=given["note"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, "object")
    known = decision is not None and decision.received_at is not None
    context = {
        "one": one,
        "form": form,
        "fits": one.state in one.flow.move("object").sources,
        "appeal": actions.weight_of(decision) == "dismissal",
        "effects": effects_of(decision.received_at, decision.sanction_id, one.zone)
        if known and decision and decision.received_at
        else None,
    }
    return render(request, "forwarding/contest.html", context)


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_verdict(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record how an objection or appeal ended; a changed decision is written on the page of decisions."""
    one = workable(request, pk, "recipient")
    moves = [one.flow.move(each) for each in ("uphold", "amend", "overturn")]
    form = VerdictForm(request.POST if request.method == "POST" else None, moves=moves)
    if request.method == "POST" and form.is_valid():
        move_id = form.cleaned_data["move"]
        if move_id == "amend":
            return redirect("recommendation_decision", one.pk)
        try:
            actions.end_contest(
                one,
                move_id=move_id,
                note=form.cleaned_data["note"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, move_id)
    context = {
        "one": one,
        "form": form,
        "fits": one.state == "contested",
        "contest": one.contests.order_by("-pk").first(),
    }
    return render(request, "forwarding/verdict.html", context)
