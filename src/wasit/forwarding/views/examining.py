"""Pages of the government's examination: summons, its receipt, a missed one, the team, the minutes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wasit.forwarding import actions, guards, papers, sanctions, showing, stepping
from wasit.forwarding.asking import OfficerRequest, Recommendation, workable
from wasit.forwarding.forms import MinutesForm, ReceivedForm, SummonsForm, TeamForm
from wasit.forwarding.views.working import told_and_back
from wasit.office.permission import requires
from wasit.proceedings.forms import add_problem, said
from wasit.rulebook import citation, clock
from wasit.text import Problem

READ_WRITE = ("GET", "HEAD", "POST")


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_summons(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write a summons with its letter; the earliest lawful day is reckoned as if it were received today."""
    one = workable(request, pk, "recipient")
    ordinal = actions.next_ordinal(one)
    form = SummonsForm(
        request.POST if request.method == "POST" else None,
        one=one,
        letter_fits=papers.examination_fits(one),
        initial={"signer_position": "Atasan langsung"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _summon(request, one, form, ordinal)
        except Problem as problem:
            add_problem(form, problem)
        else:
            if form.cleaned_data["received_at"] is not None:
                return told_and_back(request, one, "start_examination" if ordinal == 1 else "summon_again")
            messages.success(request, _("Panggilan dibuat. Catat kapan diterima pegawai begitu suratnya sampai."))
            return redirect(one)
    move = one.flow.move("start_examination" if one.state == "accepted" else "summon_again")
    context = {
        "one": one,
        "form": form,
        "ordinal": ordinal,
        "possible": ordinal <= actions.MOST_SUMMONSES and one.state in move.sources,
        "reasons": stepping.refusals(one, move, request.now),
        "earliest": guards.earliest_examination(request.now, one.zone),
        "basis": citation(clock("panggilan-1").basis or ""),
        "rule": clock("panggilan-1"),
        "only_ethics": sanctions.only_ethics(one),
        "for_pns": one.person_kind == "pns",
        "today": one.local(request.now).date(),
    }
    return render(request, "forwarding/summons.html", context)


def _summon(request: OfficerRequest, one: Recommendation, form: SummonsForm, ordinal: int) -> None:
    given, signer = form.cleaned_data, form.signer()
    draft = None
    if signer is not None:
        draft = papers.summons(
            one,
            ordinal=ordinal,
            examination_at=given["examination_at"],
            place=given["place"],
            before=given["before"],
            signer=signer,
            now=request.now,
        )
    actions.summon(
        one,
        received_at=given["received_at"],
        examination_at=given["examination_at"],
        place=given["place"],
        officer=request.user,
        reach=request.reach,
        now=request.now,
        draft=draft,
    )


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_received(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record when the summons on its way reached the person."""
    one = workable(request, pk, "recipient")
    form = ReceivedForm(request.POST if request.method == "POST" else None, one=one)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.note_received(
                one,
                received_at=form.cleaned_data["received_at"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return told_and_back(request, one, "start_examination" if row.ordinal == 1 else "summon_again")
    context = {"one": one, "form": form, "summons": actions.on_its_way(one)}
    return render(request, "forwarding/received.html", context)


@requires("forwarding.answer")
@require_POST
def recommendation_missed(request: OfficerRequest, pk: int) -> HttpResponse:
    """Note that the person did not come on the day of the last summons."""
    one = workable(request, pk, "recipient")
    try:
        actions.note_missed(one, officer=request.user, reach=request.reach, now=request.now)
    except Problem as problem:
        messages.error(request, said(problem.words))
    else:
        messages.success(request, _("Ketidakhadiran dicatat."))
    return redirect(f"{one.get_absolute_url()}#pemeriksaan")


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_team(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put the examination team together, or the ethics council."""
    one = workable(request, pk, "recipient")
    removing = request.POST.get("keluarkan", "")
    form = TeamForm(
        request.POST if request.method == "POST" and not removing else None,
        initial={"element": showing.first_missing(one)},
    )
    try:
        if removing.isdecimal() and len(removing) < 10:
            actions.remove_team_member(one, int(removing), officer=request.user, reach=request.reach, now=request.now)
            return redirect("recommendation_team", one.pk)
        if request.method == "POST" and form.is_valid():
            actions.add_team_member(
                one, **form.cleaned_data, officer=request.user, reach=request.reach, now=request.now
            )
            messages.success(request, _("Anggota ditambahkan."))
            return redirect("recommendation_team", one.pk)
    except Problem as problem:
        if form.is_bound:
            add_problem(form, problem)
        else:
            messages.error(request, said(problem.words))
    context = {
        "one": one,
        "form": form,
        "team": one.team.all(),
        "missing": showing.missing_element_words(one),
        "only_ethics": sanctions.only_ethics(one),
        "rule": showing.rule_of("anggota-tim"),
    }
    return render(request, "forwarding/team.html", context)


@requires("forwarding.answer")
@require_http_methods(READ_WRITE)
def recommendation_minutes(request: OfficerRequest, pk: int) -> HttpResponse:
    """Record the minutes of an examination, with their paper where it is wanted."""
    one = workable(request, pk, "recipient")
    last = one.summonses.order_by("-ordinal").first()
    form = MinutesForm(
        request.POST if request.method == "POST" else None,
        one=one,
        letter_fits=papers.examination_fits(one),
        initial={
            "held_at": last.examination_at if last else None,
            "place": last.place if last else "",
            "signer_position": "Ketua tim pemeriksa",
        },
    )
    if request.method == "POST" and form.is_valid():
        given, signer = form.cleaned_data, form.signer()
        kept = {name: given[name] for name in ("held_at", "place")}
        try:
            actions.record_examination(
                one,
                **kept,
                minutes=given["minutes"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
                draft=papers.minutes(one, **kept, text=given["minutes"], signer=signer, now=request.now)
                if signer
                else None,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Berita acara tersimpan."))
            return redirect(f"{one.get_absolute_url()}#pemeriksaan")
    return render(
        request, "forwarding/minutes.html", {"one": one, "form": form, "possible": one.state == "examination"}
    )
