"""What became of each recommendation, and the counter of every recipient: numbers that add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from wasit.forwarding.models import Recommendation, RecommendationDeadline, RecommendationMove
from wasit.forwarding.queries.reaching import BLOCKING, recommendations_visible_to
from wasit.office.reach import Reach

# What became of a recommendation; each that was sent is exactly one of these.
KINDS = ("sanctioned", "cleared", "answered", "open_in_time", "open_late", "revoked")


def with_kind(rows: "QuerySet[Recommendation]", now: datetime) -> "QuerySet[Any]":
    """Add `kind` (one of KINDS) and `block_move` (the last word on BKN's block) to each row."""
    made = RecommendationMove.objects.filter(recommendation=OuterRef("pk"))
    late = RecommendationDeadline.objects.filter(recommendation=OuterRef("pk"), stopped_at__isnull=True, due_at__lt=now)
    closed_from = made.filter(move_id="close").order_by("-pk").values("source")[:1]
    return rows.annotate(
        block_move=Subquery(made.filter(move_id__in=BLOCKING).order_by("-pk").values("move_id")[:1]),
        closed_from=Subquery(closed_from),
        kind=Case(
            When(state="revoked", then=Value("revoked")),
            When(state__in=("decided", "delivered", "contested", "settled"), then=Value("sanctioned")),
            When(state="closed", closed_from="settled", then=Value("sanctioned")),
            When(Q(state="cleared") | Q(state="closed", closed_from="cleared"), then=Value("cleared")),
            When(state__in=("answered", "closed"), then=Value("answered")),
            When(Exists(late), then=Value("open_late")),
            default=Value("open_in_time"),
            output_field=CharField(),
        ),
    )


@dataclass(frozen=True)
class Counter:
    """How one recipient follows up: all it got, and what became of it; the parts add up to `got`."""

    recipient: str
    got: int
    sanctioned: int
    cleared: int
    answered: int
    open_in_time: int
    open_late: int
    revoked: int
    blocked: int

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The numbers that add up to `got`, by kind."""
        return tuple((kind, int(getattr(self, kind))) for kind in KINDS)


def counters(reach: Reach, now: datetime) -> list[Counter]:
    """Return the counter of every recipient within reach, those with most unanswered first."""
    sent = with_kind(recommendations_visible_to(reach).filter(sent_at__isnull=False), now)
    rows = sent.order_by().values("recipient_name", "kind").annotate(total=Count("pk"))
    numbers: dict[str, dict[str, int]] = {}
    for row in rows:
        numbers.setdefault(row["recipient_name"], {})[row["kind"]] = row["total"]
    held = sent.filter(block_move="record_block").order_by().values("recipient_name").annotate(total=Count("pk"))
    blocked = {row["recipient_name"]: row["total"] for row in held}
    found = [_counter(name, parts, blocked.get(name, 0)) for name, parts in numbers.items()]
    return sorted(found, key=lambda one: (-one.open_late, -one.open_in_time, one.recipient))


def _counter(name: str, parts: dict[str, int], blocked: int) -> Counter:
    filled = {kind: parts.get(kind, 0) for kind in KINDS}
    return Counter(recipient=name, got=sum(filled.values()), blocked=blocked, **filled)


def total_of(found: Iterable[Counter]) -> Counter:
    """Return the sum of counters as one."""
    rows = list(found)
    summed = {kind: sum(getattr(one, kind) for one in rows) for kind in KINDS}
    return Counter(recipient="", got=sum(summed.values()), blocked=sum(one.blocked for one in rows), **summed)
