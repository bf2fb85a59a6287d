"""The page that looks through everything its reader may see; what was asked is kept nowhere."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.insights.search.answer import FINDERS, answer
from wasit.insights.search.typed import read
from wasit.office.models import Officer
from wasit.office.permission import requires


@requires("search.view")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What was found, grouped by kind; `jenis` shows more of one kind."""
    officer, now = cast(Officer, request.user), cast(datetime, request.now)  # type: ignore[attr-defined]
    asked = request.GET.get("q", "")
    kind = request.GET.get("jenis", "")
    only = kind if kind in {finder.id for finder in FINDERS} else ""
    found = answer(officer, read(asked), now, only)
    shown = [group for group in found.groups if group.finder.id == only] if only else found.groups
    return render(request, "insights/search.html", {"asked": asked, "answer": found, "shown": shown, "only": only})
