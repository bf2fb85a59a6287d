"""What every page shows around its own content: menu, stage ribbon, demonstration badge, unread notices."""

from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from wasit.office.models import Officer
from wasit.office.notices import unread
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.queries import home_agency
from wasit.office.reach import reach_of
from wasit.rulebook import Election, Stage, election_on
from wasit.site.clock import now as clock_now
from wasit.site.navigation import menu_for

# The ribbon shows the stages that officers plan by; those that run beside them would only crowd it.
RIBBON = ("pendaftaran", "penetapan", "kampanye", "masa-tenang", "pemungutan", "rekapitulasi")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the frame; for readers who are not signed in only what the public door shows."""
    now = getattr(request, "now", None) or clock_now()
    common: dict[str, Any] = {"now": now, "demo": settings.DEMO, "languages": settings.LANGUAGES}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/masuk/"):
        return common
    officer = cast(Officer, user)
    agency = home_agency(officer, now)
    zone = agency.zone if agency else "Asia/Jakarta"
    return common | {
        "nav": menu_for(officer, request.path, now),
        "ribbon": ribbon(now.astimezone(ZoneInfo(zone)).date()),
        "agency": agency,
        "zone": zone,
        "unread": unread(officer).count(),
        "search_url": reverse("search") if reach_of(officer, ROLES_BY_PERMISSION["search.view"], now).grants else "",
    }


def ribbon(today: date) -> dict[str, Any] | None:
    """Return the election that is under way on `today`, its stage and how far it is; None between elections."""
    election = election_on(today)
    if election is None or election.polling_day is None:
        return None
    stage = election.stage_on(today)
    return {
        "election": election.words,
        "stage": stage.words if stage else None,
        "days": (election.polling_day - today).days,
        "polling_day": election.polling_day,
        "segments": [_segment(one, today) for one in _shown(election)],
        "after": str(election.phase_on(today)) == "after_determination",
    }


def _shown(election: Election) -> list[Stage]:
    return [stage for stage in election.stages if stage.id in RIBBON and stage.start and stage.end]


def _segment(stage: Stage, today: date) -> dict[str, Any]:
    start, end = cast(date, stage.start), cast(date, stage.end)
    length = (end - start).days + 1
    state = "done" if end < today else "now" if start <= today else ""
    passed = round(100 * ((today - start).days + 1) / length) if state == "now" else 0
    return {"grow": max(2, round(length**0.7)), "state": state, "share": passed, "words": stage.words}
