"""Pages of the secretariat: notices and the journal."""

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from wasit.office import journal, notices, queries, verbs
from wasit.office.permission import requires

PAGE = 50


@require_GET
@requires("account.own")
def notice_list(request: HttpRequest) -> HttpResponse:
    """The reader's own notices, newest first."""
    return render(request, "office/notices.html", {"notices": notices.latest(request.user)})  # type: ignore[arg-type]


@require_POST
@requires("account.own")
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark the reader's notices as read."""
    notices.mark_read(request.user, request.now)  # type: ignore[arg-type,attr-defined]
    return redirect("notices")


@require_GET
@requires("journal.view")
def journal_list(request: HttpRequest) -> HttpResponse:
    """What happened within reach; opening the journal is itself written down."""
    reach = request.reach  # type: ignore[attr-defined]
    subject = request.GET.get("perihal", "")[:120]
    page = Paginator(queries.journal_lines(reach, subject=subject), PAGE).get_page(request.GET.get("hal"))
    if page.number == 1:
        agency = queries.acting_agency(reach, reach.regions[0]) if reach.regions else None
        with transaction.atomic():
            journal.record(
                verb="office.journal_viewed",
                actor=request.user,  # type: ignore[arg-type]
                agency=agency,
                region_code=agency.region_code if agency else "",
                subject=subject,
                now=request.now,  # type: ignore[attr-defined]
            )
    lines = [{"entry": entry, "words": verbs.words_of(entry.verb)} for entry in page]
    seq, head = journal.head()
    return render(request, "office/journal.html", {"page": page, "lines": lines, "seq": seq, "head": head})
