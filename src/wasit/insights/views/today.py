"""The page that every working day begins with."""

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from wasit.insights import queries
from wasit.office import notices
from wasit.office.models import Officer
from wasit.office.permission import requires
from wasit.office.queries import home_agency, memberships_of


@requires("home.view")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Hari ini: my work by legal deadline, what came in, where the election stands."""
    officer, now = cast(Officer, request.user), cast(datetime, request.now)  # type: ignore[attr-defined]
    agency = home_agency(officer, now)
    zone = agency.zone if agency else "Asia/Jakarta"
    local = now.astimezone(ZoneInfo(zone))
    watching = queries.own_reach(officer, "monitoring.view", now)
    countdown = queries.countdown(local.date())
    desk = queries.desk(officer, now, only_own=request.GET.get("saring") == "saya")
    context: dict[str, Any] = {
        "greeting": greeting(local.hour),
        "desk": desk,
        "summary": summary(desk) if desk else "",
        "arrivals": None if watching.empty else queries.arrivals(watching, now, zone),
        "may_search": not queries.own_reach(officer, "search.view", now).empty,
        "may_deliver": not queries.own_reach(officer, "monitoring.deliver", now).empty,
        "may_see_people": not queries.own_reach(officer, "rosters.view", now).empty,
        "may_import": not queries.own_reach(officer, "rosters.import", now).empty,
        "countdown": countdown,
        "intake": queries.intake(countdown.election, local.date()) if countdown else None,
        "memberships": memberships_of(officer, now),
        "notices": notices.unread(officer)[:5],
        "zone": zone,
        "local": local,
    }
    return render(request, "insights/home.html", context)


def greeting(hour: int) -> str:
    """Return the greeting that Indonesians use at this hour of the day."""
    if hour < 11:
        return _("Selamat pagi")
    if hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if hour < 19 else _("Selamat malam")


def summary(desk: queries.Desk) -> str:
    """Say in one sentence what is pressing."""
    parts = []
    if desk.late:
        parts.append(
            ngettext("%(n)d pekerjaan lewat tenggat", "%(n)d pekerjaan lewat tenggat", desk.late) % {"n": desk.late}
        )
    if desk.today:
        parts.append(
            ngettext("%(n)d jatuh tempo hari ini", "%(n)d jatuh tempo hari ini", desk.today) % {"n": desk.today}
        )
    if not parts:
        return _("Tidak ada yang lewat tenggat.")
    return ", ".join(parts) + ". " + _("Mulailah dari yang teratas.")
