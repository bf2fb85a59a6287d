"""Triage: one hit at a time, its reasons beside it, one key for each decision."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from wasit.monitoring import actions, queries
from wasit.monitoring.arrivals import is_address
from wasit.monitoring.dossier import dossier_of, shown_part
from wasit.monitoring.forms import DAYS, ConfirmForm, DismissForm, PostponeForm
from wasit.monitoring.views.common import found, may, officer_of, reach_in, told
from wasit.office.permission import requires
from wasit.text import Problem
from wasit.text.regions import region

_STATES = {"jadi": "confirmed", "bukan": "dismissed", "ditunda": "postponed", "digabung": "merged"}


@requires("monitoring.view")
@require_GET
def first(request: HttpRequest) -> HttpResponse:
    """The first hit of the queue, or that nothing waits."""
    rows = queries.queue(reach_in(request), request.now, _choice(request))  # type: ignore[attr-defined]
    start = rows.first()
    if start is None:
        return render(request, "monitoring/triage_empty.html", _queue_context(request) | _undoable(request))
    return _page(request, queries.access_hit(reach_in(request), start.pk))


@requires("monitoring.view")
@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One hit."""
    return _page(request, found(queries.access_hit, request, pk))


@requires("monitoring.triage")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn the hit into a case; what was typed comes back with the problem when it cannot be done."""
    hit = found(queries.access_hit, request, pk)
    form = ConfirmForm(request.POST, zone=region(hit.region_code).zone)
    if not form.is_valid():
        return _page(request, hit, problem=_first_error(form))
    try:
        case = actions.confirm_hit(hit, form.confirmation(), **_actor(request))
    except Problem as problem:
        return _page(request, hit, problem=told(problem))
    return _onward(request, hit, f"jadi={case.pk}")


@requires("monitoring.triage")
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is no indication, and why."""
    hit = found(queries.access_hit, request, pk)
    form = DismissForm(request.POST)
    return _decide(
        request, hit, form,
        lambda: actions.dismiss_hit(hit, form.cleaned_data["reason"], form.cleaned_data["note"], **_actor(request)),
    )  # fmt: skip


@requires("monitoring.triage")
@require_POST
def postpone(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the hit aside for some days."""
    hit = found(queries.access_hit, request, pk)
    form = PostponeForm(request.POST)
    now = request.now  # type: ignore[attr-defined]
    return _decide(
        request, hit, form,
        lambda: actions.postpone_hit(hit, form.until(now), form.cleaned_data["note"], **_actor(request)),
    )  # fmt: skip


@requires("monitoring.triage")
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge one other hit, or all likely copies, into this one."""
    hit = found(queries.access_hit, request, pk)
    if request.POST.get("semua"):
        others = list(queries.suggested_copies(hit))
    else:
        others = [found(queries.access_hit, request, _number(request.POST.get("lain")))]
    try:
        actions.merge_hits(others, hit, **_actor(request))
    except Problem as problem:
        messages.error(request, told(problem))
        return _back(request, pk)
    return _back(request, pk, f"urung={others[0].pk}" if len(others) == 1 else "")


@requires("monitoring.triage")
@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merged hit out again."""
    return _simple(request, pk, actions.unmerge_hit)


@requires("monitoring.triage")
@require_POST
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a hit is no copy."""
    return _simple(request, pk, actions.separate_hit)


@requires("monitoring.triage")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last decision about a hit and open it again."""
    return _simple(request, pk, actions.undo_decision)


@requires("monitoring.triage")
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the hit on the reader's list, or take it off."""
    return _simple(request, pk, actions.release_hit if request.POST.get("lepas") else actions.take_hit)


@requires("monitoring.view")
@require_GET
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two hits side by side."""
    hit, copy = found(queries.access_hit, request, pk), found(queries.access_hit, request, other)
    sides = []
    for each in (hit, copy):
        _note_view(request, each)
        sides.append({"hit": each, "shown": shown_part(each.capture.text, each.spans)})
    context = {
        "hit": hit,
        "copy": copy,
        "sides": sides,
        "zone": region(hit.region_code).zone,
        "share": queries.share_of(hit, copy),
        "may_decide": may(request, "monitoring.triage", hit.region_code) and hit.region_code == copy.region_code,
        "antre": _antre(request),
    }
    return render(request, "monitoring/compare.html", context)


def _page(request: HttpRequest, hit: Any, problem: str = "") -> HttpResponse:
    _note_view(request, hit)
    reach, now = reach_in(request), request.now  # type: ignore[attr-defined]
    rows = queries.queue(reach, now, _choice(request))
    place = queries.place_of(rows, hit)
    window = queries.window(rows, place)
    keys = [row.pk for row in window]
    context = _queue_context(request) | _undoable(request) | {
        "hit": hit,
        "dossier": dossier_of(reach, hit, now),
        "place": place,
        "queue": window,
        "before_window": place.previous if keys and keys[0] == hit.pk else None,
        "after_window": place.following if keys and keys[-1] == hit.pk else None,
        "may_decide": hit.open and may(request, "monitoring.triage", hit.region_code),
        "may_undo": not hit.open and may(request, "monitoring.triage", hit.region_code),
        "typed": request.POST,
        "typed_acts": request.POST.getlist("acts"),
        "problem": problem,
        "reasons": DismissForm.base_fields["reason"].choices,  # type: ignore[attr-defined]
        "days": DAYS,
        "linked": is_address(hit.capture.url),
        "mine_now": hit.assigned_to_id == officer_of(request).pk,
    }  # fmt: skip
    return render(request, "monitoring/triage.html", context, status=400 if problem else 200)


def _queue_context(request: HttpRequest) -> dict[str, Any]:
    choice = _choice(request)
    reach = reach_in(request)
    counts = queries.state_counts(reach)
    lists = [
        ("", _("Menunggu"), None),
        ("ditunda", _("Ditunda"), counts.get("postponed", 0)),
        ("jadi", _("Jadi perkara"), counts.get("confirmed", 0)),
        ("bukan", _("Bukan indikasi"), counts.get("dismissed", 0)),
        ("digabung", _("Digabung"), counts.get("merged", 0)),
    ]
    chosen = _asked(request).get("lihat", "")
    return {
        "choice": choice,
        "antre": _antre(request),
        "other_order": _with(request, urut="" if choice.order == "new" else "baru"),
        "other_mine": _with(request, milik="" if choice.mine else "saya"),
        "lists": [
            {"query": _with(request, lihat=key), "label": label, "count": count, "current": key == chosen}
            for key, label, count in lists
        ],
    }


def _decide(request: HttpRequest, hit: Any, form: Form, act: Callable[[], object]) -> HttpResponse:
    if not form.is_valid():
        return _page(request, hit, problem=_first_error(form))
    try:
        act()
    except Problem as problem:
        return _page(request, hit, problem=told(problem))
    return _onward(request, hit, f"urung={hit.pk}")


def _simple(request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    hit = found(queries.access_hit, request, pk)
    try:
        act(hit, **_actor(request))
    except Problem as problem:
        messages.error(request, told(problem))
    return _back(request, _number(request.POST.get("kembali")) or pk)


def _onward(request: HttpRequest, hit: Any, note: str) -> HttpResponse:
    """Open the next hit of the same queue."""
    rows = queries.queue(reach_in(request), request.now, _choice(request))  # type: ignore[attr-defined]
    following = queries.next_after(rows, hit)
    return _back(request, following, note)


def _back(request: HttpRequest, pk: int | None, note: str = "") -> HttpResponse:
    address = reverse("hit", args=[pk]) if pk else reverse("triage")
    query = "&".join(part for part in (_antre(request), note) if part)
    return redirect(f"{address}?{query}" if query else address)


def _note_view(request: HttpRequest, hit: Any) -> None:
    actions.note_view(hit, **_actor(request))


def _actor(request: HttpRequest) -> dict[str, Any]:
    return {"officer": officer_of(request), "reach": reach_in(request), "now": request.now}  # type: ignore[attr-defined]


def _undoable(request: HttpRequest) -> dict[str, Any]:
    """Return what the last step was, so that the page can tell it and offer to take it back."""
    told_of: dict[str, Any] = {}
    if key := _number(request.GET.get("urung")):
        told_of["undoable"] = queries.decided_by(reach_in(request), key, officer_of(request))
    if key := _number(request.GET.get("jadi")):
        told_of["opened"] = queries.opened_case(reach_in(request), key)
    return told_of


def _asked(request: HttpRequest) -> QueryDict:
    """Return which queue is meant: the address of a page, the hidden field of a form."""
    return QueryDict(request.POST.get("antre", "")[:200]) if request.method == "POST" else request.GET


def _choice(request: HttpRequest) -> queries.Choice:
    asked = _asked(request)
    return queries.Choice(
        order="new" if asked.get("urut") == "baru" else "strong",
        mine=officer_of(request).pk if asked.get("milik") == "saya" else None,
        state=_STATES.get(asked.get("lihat", ""), ""),
    )


def _antre(request: HttpRequest) -> str:
    asked = _asked(request)
    allowed = {"urut": {"baru"}, "milik": {"saya"}, "lihat": set(_STATES)}
    return urlencode({key: asked[key] for key, values in allowed.items() if asked.get(key) in values})


def _with(request: HttpRequest, **changes: str) -> str:
    asked = QueryDict(_antre(request), mutable=True)
    for key, value in changes.items():
        asked.pop(key, None)
        if value:
            asked[key] = value
    return asked.urlencode()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _first_error(form: Form) -> str:
    return str(next(iter(form.errors.values()))[0])
