"""Every room that has duties, asked each within the reach of its own permission."""

from datetime import UTC, datetime

from wasit.cases.queries import URGENCIES
from wasit.insights.handed_off import recommendation_duties
from wasit.insights.work import Source, Work, case_duties, own_reach
from wasit.office.models import Block, Officer

_NEVER = datetime.max.replace(tzinfo=UTC)

# Another room that has duties stands here with one more line.
SOURCES: tuple[Source, ...] = (
    Source("cases.view", case_duties, ("cases.moved", "cases.deadline_recomputed")),
    Source("forwarding.view", recommendation_duties, ("forwarding.moved", "forwarding.deadline_recomputed")),
)


def has_work(officer: Officer, now: datetime) -> bool:
    """Tell whether any room has duties that concern this reader's roles at all."""
    return any(not own_reach(officer, source.permission, now).empty for source in SOURCES)


def work_of(officer: Officer, now: datetime) -> list[Work]:
    """Return what waits within the reader's reach, the most pressing first, without matters closed to them."""
    found: list[Work] = []
    for source in SOURCES:
        reach = own_reach(officer, source.permission, now)
        if not reach.empty:
            found += source.duties(reach, now)
    closed = set(Block.objects.filter(officer=officer, lifted_at__isnull=True).values_list("subject", flat=True))
    return sorted((one for one in found if one.subject not in closed), key=_pressing)


def _pressing(work: Work) -> tuple[int, datetime, str]:
    return URGENCIES.index(work.urgency), work.due_at or _NEVER, work.key
