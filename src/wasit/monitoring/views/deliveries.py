"""Deliveries: handing something in, watching how far it is, going on with what was broken off."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wasit.monitoring import actions, queries
from wasit.monitoring.forms import FileForm, LinkForm, PasteForm, region_choices
from wasit.monitoring.views.common import found, may, officer_of, reach_in, told
from wasit.office.permission import ROLES_BY_PERMISSION, requires
from wasit.office.reach import Reach, reach_of
from wasit.text import Problem
from wasit.text.regions import region

FORMS = {"file": FileForm, "paste": PasteForm, "link": LinkForm}
PAGE = 20
# A page answers within this time; what is left goes on by the button, by itself with script, or by `wasit collect`.
SECONDS = 8.0


@requires("monitoring.view")
@require_http_methods(["GET", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """What was handed in, and the form to hand something in."""
    reach = _deliver_reach(request)
    how = request.POST.get("how") or request.GET.get("cara") or "file"
    how = how if how in FORMS else "file"
    if request.method == "POST":
        return _take_in(request, reach, how)
    form = None if reach.empty else FORMS[how](reach=reach)
    return _board(request, reach, how, form)


@requires("monitoring.view")
@require_GET
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: how far it is, what was found, what could not be read."""
    delivery = found(queries.access_delivery, request, pk)
    context = {
        "delivery": delivery,
        "zone": region(delivery.region_code).zone,
        "place": region(delivery.region_code).name,
        "hits": queries.hits_of(reach_in(request), delivery)[:50],
        "pages": queries.pages_of(reach_in(request), delivery),
        "may_deliver": may(request, "monitoring.deliver", delivery.region_code),
        "auto": request.GET.get("terus") == "1" and delivery.state == "running",
    }
    return render(request, "monitoring/delivery.html", context)


@requires("monitoring.deliver")
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a delivery."""
    delivery = found(queries.access_delivery, request, pk)
    try:
        delivery = actions.resume(delivery, seconds=SECONDS, **_actor(request))
    except Problem as problem:
        messages.error(request, told(problem))
    return redirect(f"{delivery.get_absolute_url()}{'?terus=1' if delivery.state == 'running' else ''}")


@requires("monitoring.deliver")
@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a delivery."""
    delivery = actions.pause(found(queries.access_delivery, request, pk), **_actor(request))
    return redirect(delivery)


@requires("monitoring.deliver")
@require_POST
def screen_again(request: HttpRequest) -> HttpResponse:
    """Screen the posts of a region again, after its roster changed."""
    try:
        made = actions.screen_captures(request.POST.get("region", ""), **_actor(request))
    except Problem as problem:
        messages.error(request, told(problem))
    else:
        told_now = ngettext("%(count)d indikasi baru.", "%(count)d indikasi baru.", made) % {"count": made}
        messages.success(request, told_now)
    return redirect("deliveries")


def _take_in(request: HttpRequest, reach: Reach, how: str) -> HttpResponse:
    form = FORMS[how](request.POST, request.FILES, reach=reach)
    if reach.empty or not form.is_valid():
        return _board(request, reach, how, form, status=400)
    upload = form.cleaned_data.get("source")
    try:
        delivery = actions.deliver(
            form.cleaned_data["text"] if upload is None else upload,
            how=how,
            region_code=form.cleaned_data["region"],
            name=upload.name if upload else "",
            given=form.given(),
            seconds=SECONDS,
            officer=officer_of(request),
            reach=reach,
            now=request.now,  # type: ignore[attr-defined]
        )
    except Problem as problem:
        form.add_error("text" if how == "paste" else "source", told(problem))
        return _board(request, reach, how, form, status=400)
    return redirect(f"{delivery.get_absolute_url()}{'?terus=1' if delivery.state == 'running' else ''}")


def _board(request: HttpRequest, reach: Reach, how: str, form: Any, status: int = 200) -> HttpResponse:
    page = Paginator(queries.deliveries(reach_in(request)), PAGE).get_page(request.GET.get("hal"))
    context = {
        "how": how,
        "form": form,
        "ways": [("file", _("Berkas")), ("paste", _("Tempelan")), ("link", _("Halaman tersimpan"))],
        "page": page,
        "places": region_choices(reach) if not reach.empty else [],
    }
    return render(request, "monitoring/deliveries.html", context, status=status)


def _deliver_reach(request: HttpRequest) -> Reach:
    roles = ROLES_BY_PERMISSION["monitoring.deliver"]
    return reach_of(officer_of(request), roles, request.now)  # type: ignore[attr-defined]


def _actor(request: HttpRequest) -> dict[str, Any]:
    return {"officer": officer_of(request), "reach": reach_in(request), "now": request.now}  # type: ignore[attr-defined]
