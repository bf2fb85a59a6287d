"""Pages of hearing people: invitations, minutes, absences, the written answer, what warned before."""

from typing import Any, cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wasit.cases import actions, queries, reports, uploads
from wasit.cases.asking import OfficerRequest, reachable, workable
from wasit.cases.forms import AnswerForm, InviteForm, OfferForm, StatementForm, WarningForm
from wasit.cases.views.common import READ_WRITE, back, done, written
from wasit.office import vault
from wasit.office.permission import requires

HEARING = "#klarifikasi"


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_invite(request: OfficerRequest, pk: int) -> HttpResponse:
    """Invite somebody to clarify."""
    case = workable(request, pk)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        case=case,
        initial={"party": request.GET.get("orang", "")[:20], "sent_at": request.now},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def write() -> None:
            actions.invite(
                case,
                form.invited(),
                held_at=given["held_at"],
                place=given["place"],
                sent_at=given["sent_at"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, HEARING, _("Undangan dicatat. Suratnya dibuat dari kartu Surat."))
    return render(request, "cases/invite.html", {"case": case, "form": form})


@requires("cases.view")
@require_http_methods(READ_WRITE)
def case_statement(request: OfficerRequest, pk: int, invitation: int) -> HttpResponse:
    """The minutes of a clarification: read them, or write them while there are none."""
    case = reachable(request, pk)
    row = queries.invitation_of(case, invitation)
    if row is None:
        raise Http404
    if request.method == "POST":
        workable(request, pk)
    form = StatementForm(
        request.POST if request.method == "POST" else None, case=case, initial={"heard_at": row.held_at}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def write() -> None:
            actions.record_statement(
                row,
                heard_at=given["heard_at"],
                statement=given["statement"],
                under_oath=given["under_oath"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, HEARING, _("Berita acara klarifikasi tersimpan."))
    context = {"case": case, "row": row, "form": form, "writing": reports.works_here(request.reach, case)}
    return render(request, "cases/statement.html", context)


@requires("cases.handle")
@require_POST
def case_absence(request: OfficerRequest, pk: int, invitation: int) -> HttpResponse:
    """Record that nobody came."""
    return _closed(request, pk, invitation, actions.note_absence, _("Ketidakhadiran dicatat."))


@requires("cases.handle")
@require_POST
def case_uninvite(request: OfficerRequest, pk: int, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    return _closed(request, pk, invitation, actions.cancel_invitation, _("Undangan dibatalkan."))


def _closed(request: OfficerRequest, pk: int, invitation: int, action: Any, told: str) -> HttpResponse:
    case = workable(request, pk)
    row = queries.invitation_of(case, invitation)
    if row is None:
        raise Http404
    done(request, lambda: action(row, officer=request.user, reach=request.reach, now=request.now), told)
    return back(request, case, HEARING)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_offer(request: OfficerRequest, pk: int, party: int) -> HttpResponse:
    """Offer a reported person to answer in writing; their clock begins."""
    case = workable(request, pk)
    person = queries.party_of(case, party)
    if person is None:
        raise Http404
    form = OfferForm(request.POST if request.method == "POST" else None, case=case, initial={"offered_at": request.now})
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.offer_reply(
                case,
                person,
                offered_at=form.cleaned_data["offered_at"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, HEARING, _("Kesempatan menjawab dicatat; waktunya berjalan."))
    return render(request, "cases/offer.html", {"case": case, "form": form, "person": person})


@requires("cases.view")
@require_http_methods(READ_WRITE)
def case_reply(request: OfficerRequest, pk: int, party: int) -> HttpResponse:
    """The written answer of a reported person: read it, or take it in while there is none."""
    case = reachable(request, pk)
    reply = queries.reply_of(case, party)
    if reply is None:
        raise Http404
    if request.method == "POST":
        workable(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            kept = uploads.seal_files(request.FILES.getlist("uploads")[:1], now=request.now)
            actions.take_reply(
                reply,
                text=form.cleaned_data["text"],
                sha256=kept[0].sha256 if kept else "",
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, HEARING, _("Jawaban terlapor tersimpan utuh."))
    context = {"case": case, "reply": reply, "form": form, "writing": reports.works_here(request.reach, case)}
    return render(request, "cases/reply.html", context)


@requires("cases.view")
@require_GET
def case_reply_file(request: OfficerRequest, pk: int, party: int) -> HttpResponse:
    """Hand out the answer as it was handed in; bytes that no longer fit their seal are not handed out."""
    case = reachable(request, pk)
    reply = queries.reply_of(case, party)
    if reply is None or not reply.sha256:
        raise Http404
    if not vault.intact(reply.sha256):
        raise reports.broken_reply(reply)
    actions.note_reply_opened(reply, officer=request.user, now=request.now)
    sent = FileResponse(
        vault.open_file(reply.sha256),
        as_attachment=True,
        filename=f"jawaban-{case.reference}-{reply.sha256[:8]}",
        content_type="application/octet-stream",
    )
    return cast(HttpResponse, sent)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_warning(request: OfficerRequest, pk: int) -> HttpResponse:
    """Note that a reported person had been told before the act."""
    case = workable(request, pk)
    form = WarningForm(request.POST if request.method == "POST" else None, case=case)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def write() -> None:
            actions.add_warning(
                case,
                form.warned(),
                kind=given["kind"],
                on=given["on"],
                what=given["what"],
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, "#peringatan", _("Catatan peringatan tersimpan."))
    return render(request, "cases/warning.html", {"case": case, "form": form})
