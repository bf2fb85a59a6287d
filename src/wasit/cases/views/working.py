"""Pages that change a case: moves, requirements, persons, acts, evidence, notes, handler, the sealed identity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wasit.cases import actions, outcomes, papers, standing, told, uploads
from wasit.cases.asking import OfficerRequest, reachable, workable
from wasit.cases.forms import (
    ActForm,
    EvidenceForm,
    NoteForm,
    PartyForm,
    ReasonForm,
)
from wasit.cases.opening import OpeningEvidence
from wasit.cases.people import chosen_person, roster_matches
from wasit.cases.views.common import READ_WRITE, back, written
from wasit.cases.views.reading import handler_form
from wasit.office.permission import requires
from wasit.proceedings import preview
from wasit.proceedings.forms import MoveForm, add_problem, said
from wasit.rulebook import citation, workflow
from wasit.text import Problem


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_move(request: OfficerRequest, pk: int, move_id: str) -> HttpResponse:
    """Say what a move brings about and ask for what it needs; on sending make it."""
    case = workable(request, pk)
    move = workflow(case.regime).move(move_id)
    data = request.POST if request.method == "POST" else None
    if move_id == "transfer":
        return redirect("case_transfer", case.pk)
    preset = outcomes.preset_of(case, move_id)
    form = MoveForm(data, matter=case, move=move, earliest=case.opened_at, initial=preset)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("versi", "")
        try:
            actions.perform(
                case,
                move_id,
                officer=request.user,
                reach=request.reach,
                now=request.now,
                seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
                **form.answers(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, said(told.done_words(reachable(request, pk), move)))
            return redirect(case)
    context = {
        "case": case,
        "move": move,
        "form": form,
        "reasons": standing.refusals(request.reach, case, move, request.now),
        "preview": preview.of_move(case, move, {"registered_at": request.now, "known_at": case.known_at}, request.now),
        "fits": case.state in move.sources and case.origin in move.origins,
        "seen": request.POST.get("versi", case.version),
        "basis": citation(move.basis) if move.basis else None,
        "today": standing.local_today(case, request.now),
        "preset": bool(preset),
        "letter": papers.letter_after(move_id),
    }
    return render(request, "cases/move.html", context)


@requires("cases.handle")
@require_POST
def case_requirements(request: OfficerRequest, pk: int) -> HttpResponse:
    """Keep the marks of the initial review; only what changed is written down."""
    case = workable(request, pk)
    marks: dict[str, tuple[bool, str]] = {}
    for lines in standing.requirement_lines(case).values():
        for line in lines:
            wanted = request.POST.get(f"syarat-{line.requirement.id}", "")
            note = request.POST.get(f"catatan-{line.requirement.id}", "")[:500].strip()
            before = (
                "" if line.check is None else "ya" if line.check.met else "tidak",
                line.check.note if line.check else "",
            )
            if wanted in {"ya", "tidak"} and (wanted, note) != before:
                marks[line.requirement.id] = wanted == "ya", note
    if marks:
        actions.check_requirements(case, marks, officer=request.user, reach=request.reach, now=request.now)
        messages.success(request, _("%(count)d syarat tersimpan.") % {"count": len(marks)})
    return redirect(f"{case.get_absolute_url()}#syarat")


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_party(request: OfficerRequest, pk: int) -> HttpResponse:
    """Add a person, from the roster or by hand."""
    case = workable(request, pk)
    searching = "cari" in request.POST
    form = PartyForm(request.POST if request.method == "POST" else None, initial={"role": "witness"})
    query = request.POST.get("roster", "")[:120]
    if request.method == "POST" and not searching and form.is_valid():
        person = chosen_person(
            request.reach,
            request.POST.get("dari_daftar", ""),
            form.cleaned_data["role"],
            case.local(case.act_at).date(),
        )

        def write() -> None:
            actions.add_party(
                case,
                person or form.typed_person(form.cleaned_data["role"]),
                officer=request.user,
                reach=request.reach,
                now=request.now,
            )

        if written(form, write):
            return back(request, case, "#orang", _("Orang ditambahkan."))
    context = {
        "case": case,
        "form": form,
        "query": query,
        "matches": roster_matches(request.reach, case.region_code, query),
        "searched": searching,
        "chosen": request.POST.get("dari_daftar", ""),
    }
    return render(request, "cases/party.html", context)


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_act(request: OfficerRequest, pk: int) -> HttpResponse:
    """Add an alleged act of the catalogue."""
    case = workable(request, pk)
    form = ActForm(request.POST if request.method == "POST" else None, case=case, initial={"at": case.act_at})
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.add_act(case, form.act(), officer=request.user, reach=request.reach, now=request.now)

        if written(form, write):
            return back(request, case, "#perbuatan", _("Dugaan perbuatan ditambahkan."))
    return render(request, "cases/act.html", {"case": case, "form": form})


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_evidence(request: OfficerRequest, pk: int) -> HttpResponse:
    """Seal files and attach them."""
    case = workable(request, pk)
    form = EvidenceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            items = uploads.seal_files(request.FILES.getlist("uploads"), now=request.now)
            if not items:
                raise uploads.nothing_chosen()
            described = [_described(item, form) for item in items]
            actions.attach(case, described, officer=request.user, reach=request.reach, now=request.now)

        if written(form, write):
            return back(request, case, "#bukti", _("Bukti disegel dan dilampirkan."))
    return render(request, "cases/evidence.html", {"case": case, "form": form})


def _described(item: OpeningEvidence, form: EvidenceForm) -> OpeningEvidence:
    return uploads.described(item, note=form.cleaned_data["note"], source_url=form.cleaned_data["source_url"])


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_note(request: OfficerRequest, pk: int, kind: str) -> HttpResponse:
    """Write a remark or file the study."""
    case = workable(request, pk)
    form = NoteForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.add_note(
                case, form.cleaned_data["text"], kind=kind, officer=request.user, reach=request.reach, now=request.now
            )

        if written(form, write):
            told = _("Kajian tersimpan.") if kind == "study" else _("Catatan tersimpan.")
            return back(request, case, "#catatan", told)
    return render(request, "cases/note.html", {"case": case, "form": form, "kind": kind})


@requires("cases.handle")
@require_http_methods(READ_WRITE)
def case_handler(request: OfficerRequest, pk: int) -> HttpResponse:
    """Make a colleague responsible."""
    case = workable(request, pk)
    form = handler_form(request, case, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def write() -> None:
            actions.set_handler(
                case, form.cleaned_data["handler"], officer=request.user, reach=request.reach, now=request.now
            )

        if written(form, write):
            return back(request, case, "", _("Penanggung jawab ditetapkan."))
    return render(request, "cases/handler.html", {"case": case, "form": form})


@requires("cases.identity")
@never_cache
@require_http_methods(READ_WRITE)
def case_identity(request: OfficerRequest, pk: int) -> HttpResponse:
    """Open who reported, for a reason that is written down; the answer is shown once and kept nowhere."""
    case = workable(request, pk, "cases.identity")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    reporter = None
    if request.method == "POST" and form.is_valid():
        try:
            reporter = actions.open_identity(
                case, reason=form.cleaned_data["reason"], officer=request.user, reach=request.reach, now=request.now
            )
        except Problem as problem:
            add_problem(form, problem)
    return render(request, "cases/identity.html", {"case": case, "form": form, "reporter": reporter})
