"""Pages that read: the list of cases, the page of a case, its journal, its evidence."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.cases import actions, diary, hearings, links, outcomes, papers, queries, register, reports, standing, ties
from wasit.cases.asking import Case, OfficerRequest, reachable
from wasit.cases.forms import HandlerForm
from wasit.letters.queries import letters_about
from wasit.office import vault
from wasit.office.permission import requires
from wasit.office.queries import colleagues

PAGE = 30
JOURNAL_SHOWN = 8
JOURNAL_READ = 60
LETTERS_SHOWN = 6


@requires("cases.view")
@require_GET
def case_list(request: OfficerRequest) -> HttpResponse:
    """The cases within reach, filtered by what stands in the address."""
    asked = {key: request.GET.get(key, "")[:120].strip() for key in ("q", "tahap", "asal", "saring")}
    found = queries.find_cases(
        request.reach,
        request.now,
        text=asked["q"],
        state=asked["tahap"],
        origin=asked["asal"],
        handler=request.user if asked["saring"] == "saya" else None,
        late=asked["saring"] == "lewat",
        open_only=not asked["tahap"] and asked["saring"] != "semua",
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "lines": [reports.list_line(case, request.now) for case in page],
        "asked": asked,
        "states": reports.state_choices(),
        "counts": reports.counts(request.reach, request.user, request.now),
        "may_open": reports.may_open_somewhere(request.reach),
        "filtered": any(asked.values()),
        "origins": reports.ORIGINS,
    }
    return render(request, "cases/list.html", context)


@requires("cases.view")
@require_GET
def case_page(request: OfficerRequest, pk: int) -> HttpResponse:
    """Where a case stands, what the law expects next, until when and why; the look itself is written down."""
    case = reachable(request, pk)
    actions.note_viewing(case, officer=request.user, now=request.now)
    return render(request, "cases/case.html", _file(request, case))


@requires("cases.view")
@require_GET
def case_print(request: OfficerRequest, pk: int) -> HttpResponse:
    """The file as a plain page to be printed; printing is looking, so it is written down too."""
    case = reachable(request, pk)
    actions.note_viewing(case, officer=request.user, now=request.now)
    return render(request, "cases/print.html", _file(request, case, paper=True))


def _file(request: OfficerRequest, case: Case, *, paper: bool = False) -> dict[str, Any]:
    """Return everything the page of a case shows; on paper nothing can be done."""
    stand = standing.standing_of(request.reach, case, request.now)
    works_here = reports.works_here(request.reach, case) and not paper
    found = {
        "case": case,
        "standing": stand,
        "headline": reports.headline(stand),
        "state_tone": reports.TONES[stand.state.awaiting],
        "state_icon": reports.ICONS.get(stand.state.id, "circle"),
        "waiting": reports.WAITING[stand.state.awaiting],
        "urgency_tone": reports.URGENCY_TONES[queries.urgency_of(queries.nearest_deadline(case), request.now)],
        "today": standing.local_today(case, request.now),
        "election": reports.election_words(case),
        "from_hit": case.source.startswith("hit:"),
        "paper": paper,
        "works_here": works_here,
        "marking": works_here and case.state == "initial_review",
        "register_unsure": register.UNSURE,
        "received": standing.received(case),
        **_contents(case),
        **_procedure(request, case, works_here=works_here),
        **_around(request, case),
    }
    return found | _waiting(found)


def _waiting(found: dict[str, Any]) -> dict[str, Any]:
    """Say that the office must send its packages before anybody else can be waited for."""
    if found["package_waits"] is None:
        return {}
    return {"headline": found["package_waits"].state.duty, "waiting": ""}


def _procedure(request: OfficerRequest, case: Case, *, works_here: bool) -> dict[str, Any]:
    """Hearing, plenary, what was handed on, letters, ties: what the procedure added to the file."""
    writes = reports.may_write(request.reach, case)
    lines = hearings.person_lines(case, request.now, works_here=works_here) if hearings.shows_hearing(case) else []
    handed_on = outcomes.recommendation_lines(case, request.now)
    decides = reports.decides_here(request.reach, case)
    plenary = outcomes.result_of(case)
    letters = letters_about(request.reach, case.subject)
    chips = {line.party.pk: line.chip for line in lines if line.party}
    return {
        "hearing": lines,
        "persons": [(party, chips.get(party.pk)) for party in case.parties.all()],
        "plenary": plenary,
        "plenary_waits": case.state == "plenary" and (plenary is None or not plenary.counts_now),
        "handed_on": handed_on,
        "package_waits": next((line for line in handed_on if line.changeable), None),
        "warnings": hearings.warnings_of(case),
        "many_reported": len(actions.reported(case)) > 1,
        "writes": writes,
        "letters": letters[:LETTERS_SHOWN],
        "letter_count": letters.count(),
        "likely": papers.likely(case) if writes else [],
        "ties": ties.ties_of(request.reach, case),
        "taken_in": ties.taken_in(request.reach, case),
        "blocks": queries.blocks_of(case) if decides else [],
        "decides": decides,
        "may_expunge": decides and actions.may_expunge(case),
    }


def _contents(case: Case) -> dict[str, Any]:
    acts, evidence = standing.act_lines(case), standing.evidence_lines(case)
    groups = standing.requirement_lines(case)
    met, asked = reports.requirement_counts(groups)
    return {
        "parties": case.parties.all(),
        "has_identity": hasattr(case, "reporter_identity"),
        "acts": acts,
        "other_phase": standing.other_phase_hint(case, acts),
        "evidence": evidence,
        "seal_state": reports.seal_state(evidence),
        "requirements": groups,
        "requirements_met": met,
        "requirements_all": asked,
        "decisions": reports.decision_lines(case),
        "notes": case.notes.select_related("by"),
    }


def _around(request: OfficerRequest, case: Case) -> dict[str, Any]:
    entries = queries.journal_of(request.reach, case)
    secrets = reports.sees_identity(request.reach, case)
    shown = diary.journal_lines(case, entries[:JOURNAL_READ], request.now, secrets=secrets)
    return {
        "deadlines": reports.deadline_lines(case, request.now),
        "linked": links.web_of(request.reach, case).links,
        "entries": shown[:JOURNAL_SHOWN],
        "entry_count": entries.count(),
        "viewers": diary.viewers(queries.viewings_of(request.reach, case)),
        "sees_identity": secrets,
    }


@requires("cases.view")
@require_GET
def case_journal(request: OfficerRequest, pk: int) -> HttpResponse:
    """Everything that was written down about a case, and who looked at it."""
    case = reachable(request, pk)
    page = Paginator(queries.journal_of(request.reach, case), PAGE).get_page(request.GET.get("hal"))
    secrets = reports.sees_identity(request.reach, case)
    context = {
        "case": case,
        "page": page,
        "entries": [diary.journal_line(case, entry, request.now, secrets=secrets) for entry in page],
        "viewings": queries.viewings_of(request.reach, case)[:200],
    }
    return render(request, "cases/journal.html", context)


@requires("cases.view")
@require_GET
def evidence_file(request: OfficerRequest, pk: int, item: int) -> HttpResponse:
    """Hand out a piece of evidence as a download; bytes that no longer fit their seal are not handed out."""
    try:
        found = queries.evidence_of(request.reach, pk, item)
    except queries.CaseNotReachable as error:
        raise Http404 from error
    if not vault.intact(found.sha256):
        raise reports.broken_seal(found)
    actions.note_evidence_opened(found, officer=request.user, now=request.now)
    # Never shown inside a page of ours: a sealed HTML page could carry a script.
    sent = FileResponse(
        vault.open_file(found.sha256), as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )
    return cast(HttpResponse, sent)


def handler_form(request: OfficerRequest, case: Case, data: Any = None) -> HandlerForm:
    """Return the form that makes a colleague responsible."""
    officers = colleagues(request.reach, case.agency, request.now, "cases.handle")
    return HandlerForm(data, officers=officers, initial={"handler": case.handler_id})
