"""Questions about deliveries, captures and hits; every one takes the reach of who asks and answers within it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from rapidfuzz import fuzz, process

from wasit.cases.models import Case
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office.models import Officer
from wasit.office.reach import Reach

ORDERS = ("strong", "new")
PAGE = 20
ALIKE = 0.85
LOOKED_THROUGH = 400


@dataclass(frozen=True)
class Choice:
    """Which hits a reader wants to go through: by strength or by age, only their own, open or decided in one way."""

    order: str = "strong"
    mine: int | None = None
    state: str = ""


@dataclass(frozen=True)
class Place:
    """Where a hit stands in a queue, and its neighbours."""

    number: int
    total: int
    previous: int | None
    following: int | None


@dataclass(frozen=True)
class Alike:
    """A hit whose text is nearly that of another; `share` is how much of the text is the same, 1 for all."""

    hit: Hit
    share: float
    clustered: bool


def queue(reach: Reach, now: datetime, choice: Choice | None = None) -> "QuerySet[Hit]":
    """Return the hits of a queue in order.

    The open queue holds what is new and what was postponed until now. A likely copy waits behind the hit it copies
    until that one is decided.
    """
    choice = choice or Choice()
    rows = reach.limit(Hit.objects.select_related("capture", "capture__delivery"))
    if choice.state:
        rows = rows.filter(state=choice.state)
    else:
        rows = rows.filter(_waiting(now)).filter(Q(same_as=None) | ~Q(same_as__state__in=OPEN))
    if choice.mine is not None:
        rows = rows.filter(Q(assigned_to=choice.mine) | Q(decided_by=choice.mine))
    rows = rows.annotate(copy_count=Count("copies", filter=Q(copies__state__in=[*OPEN, Hit.State.MERGED])))
    return rows.order_by("-found_at", "-pk") if choice.order == "new" else rows.order_by("-score", "pk")


def place_of(rows: "QuerySet[Hit]", hit: Hit) -> Place:
    """Return where `hit` stands in `rows`, or would stand: number 0 when it is not among them."""
    before, after = _sides(rows, hit)
    total = rows.count()
    inside = rows.filter(pk=hit.pk).exists()
    previous = before.reverse().values_list("pk", flat=True).first()
    following = after.values_list("pk", flat=True).first()
    return Place(
        number=before.count() + 1 if inside else 0,
        total=total,
        previous=previous,
        following=following if following is not None or inside else rows.values_list("pk", flat=True).first(),
    )


def window(rows: "QuerySet[Hit]", place: Place) -> list[Hit]:
    """Return the part of the queue around a place."""
    start = (max(place.number - 1, 0) // PAGE) * PAGE
    return list(rows[start : start + PAGE])


def next_after(rows: "QuerySet[Hit]", hit: Hit) -> int | None:
    """Return the hit to open once `hit` is decided: the one behind it, else the first, None when all are done."""
    _before, after = _sides(rows, hit)
    following = after.exclude(pk=hit.pk).values_list("pk", flat=True).first()
    return following if following is not None else rows.exclude(pk=hit.pk).values_list("pk", flat=True).first()


def access_hit(reach: Reach, pk: int) -> Hit:
    """Return one hit; raise Hit.DoesNotExist when there is none within reach."""
    rows = Hit.objects.select_related(
        "capture", "capture__delivery", "same_as", "assigned_to", "decided_by", "case", "case__agency"
    )
    return reach.limit(rows).get(pk=pk)


def merged_into(hit: Hit) -> list[Hit]:
    """Return the hits that were merged into `hit`, directly or through another."""
    found: list[Hit] = []
    waiting = [hit.pk]
    while waiting:
        rows = list(Hit.objects.filter(same_as__in=waiting, state=Hit.State.MERGED).select_related("capture"))
        found += rows
        waiting = [row.pk for row in rows]
    return found


def alike(reach: Reach, hit: Hit) -> list[Alike]:
    """Return hits with the same or nearly the same text, those of the cluster first."""
    leader = hit.same_as_id or hit.pk
    base = reach.limit(Hit.objects.select_related("capture", "capture__delivery")).exclude(pk=hit.pk)
    clustered = list(base.filter(Q(same_as=leader) | Q(pk=leader)).order_by("pk")[:20])
    others = base.filter(region_code=hit.region_code, ordinal=0).exclude(pk__in=[row.pk for row in clustered])
    near = _near(hit, list(others.order_by("-found_at", "-pk")[:LOOKED_THROUGH]))
    told = [Alike(row, _share(hit, row), clustered=True) for row in clustered]
    return told + near[: 20 - len(told)]


def share_of(hit: Hit, other: Hit) -> float:
    """Return how much of two hits' texts is the same, 1 for all."""
    return _share(hit, other)


def decided_by(reach: Reach, pk: int, officer: Officer) -> Hit | None:
    """Return a hit that `officer` decided in a way that can be undone, None for any other."""
    rows = Hit.objects.filter(pk=pk, decided_by=officer).exclude(state__in=[Hit.State.NEW, Hit.State.CONFIRMED])
    return reach.limit(rows.select_related("capture", "capture__delivery")).first()


def opened_case(reach: Reach, pk: int) -> Case | None:
    """Return a case that came from a hit, within reach."""
    return reach.limit(Case.objects.select_related("agency").filter(pk=pk, source__startswith="hit:")).first()


def suggested_copies(hit: Hit) -> "QuerySet[Hit]":
    """Return the open hits that the house takes for copies of `hit`."""
    return Hit.objects.filter(same_as=hit, state__in=OPEN)


def new_hit_counts(reach: Reach, now: datetime | None = None) -> dict[str, int]:
    """Return how many hits wait and how many of them are strong: `{"new", "strong"}`."""
    rows = reach.limit(Hit.objects.all()).filter(_waiting(now)).filter(Q(same_as=None) | ~Q(same_as__state__in=OPEN))
    found = rows.aggregate(new=Count("pk"), strong=Count("pk", filter=Q(score__gte=STRONG)))
    return {"new": found["new"], "strong": found["strong"]}


def state_counts(reach: Reach) -> dict[str, int]:
    """Return the number of hits by what was decided."""
    rows = reach.limit(Hit.objects.all()).order_by().values_list("state").annotate(total=Count("pk"))
    return dict(rows)


def deliveries(reach: Reach) -> "QuerySet[Delivery]":
    """Return the deliveries within reach, newest first."""
    return reach.limit(Delivery.objects.select_related("officer", "agency"))


def access_delivery(reach: Reach, pk: int) -> Delivery:
    """Return one delivery; raise Delivery.DoesNotExist when there is none within reach."""
    return deliveries(reach).get(pk=pk)


def unfinished(reach: Reach) -> "QuerySet[Delivery]":
    """Return the deliveries that a process should go on with, oldest first; paused ones wait for a person."""
    return deliveries(reach).filter(state__in=[Delivery.State.RECEIVED, Delivery.State.RUNNING]).order_by("pk")


def hits_of(reach: Reach, delivery: Delivery) -> "QuerySet[Hit]":
    """Return the hits found in a delivery, the strongest first."""
    rows = Hit.objects.filter(capture__delivery=delivery).select_related("capture", "capture__delivery")
    return reach.limit(rows).order_by("-score", "pk")


def pages_of(reach: Reach, delivery: Delivery) -> "QuerySet[Capture]":
    """Return the pages that a delivery brought."""
    return reach.limit(Capture.objects.filter(delivery=delivery, kind=Capture.Kind.PAGE))


def hits_in(reach: Reach, capture: Capture) -> "QuerySet[Hit]":
    """Return the hits in one capture."""
    return reach.limit(Hit.objects.filter(capture=capture).select_related("capture", "capture__delivery"))


def access_capture(reach: Reach, pk: int) -> Capture:
    """Return one capture; raise Capture.DoesNotExist when there is none within reach."""
    return reach.limit(Capture.objects.select_related("delivery", "delivery__officer")).get(pk=pk)


def captured_before(region_code: str, sha256: str) -> bool:
    """Tell whether a region has a capture of these bytes already."""
    return Capture.objects.filter(region_code=region_code, sha256=sha256).exists()


def captures_without_hit(reach: Reach, region_code: str, after: int = 0) -> "QuerySet[Capture]":
    """Return the captures of a region in which nothing was found, by key, behind `after`."""
    rows = reach.limit(Capture.objects.filter(region_code=region_code, hits=None, pk__gt=after))
    return rows.exclude(text="").select_related("delivery").order_by("pk")


def clippings(reach: Reach, *, on_topic: bool = False, search: str = "") -> "QuerySet[Capture]":
    """Return the pages within reach, the latest published first; `search` is words of title or text."""
    rows = reach.limit(Capture.objects.filter(kind=Capture.Kind.PAGE).select_related("delivery", "delivery__officer"))
    if on_topic:
        rows = rows.filter(reading__on_topic=True)
    for word in search.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return rows.order_by(F("posted_at").desc(nulls_last=True), "-pk")


def latest_clippings(reach: Reach, limit: int = 5) -> Sequence[Capture]:
    """Return the pages taken in last."""
    rows = reach.limit(Capture.objects.filter(kind=Capture.Kind.PAGE).select_related("delivery"))
    return list(rows.order_by("-sealed_at", "-pk")[:limit])


def colleagues_hits(reach: Reach, officer: Officer, now: datetime) -> int:
    """Return how many open hits `officer` took."""
    return queue(reach, now, Choice(mine=officer.pk)).count()


OPEN = (Hit.State.NEW, Hit.State.POSTPONED)
STRONG = 0.75


def _waiting(now: datetime | None) -> Q:
    waiting = Q(state=Hit.State.NEW)
    return waiting if now is None else waiting | Q(state=Hit.State.POSTPONED, postponed_until__lte=now)


def _sides(rows: "QuerySet[Hit]", hit: Hit) -> tuple["QuerySet[Hit]", "QuerySet[Hit]"]:
    if rows.query.order_by[0] == "-found_at":
        before = Q(found_at__gt=hit.found_at) | Q(found_at=hit.found_at, pk__gt=hit.pk)
        after = Q(found_at__lt=hit.found_at) | Q(found_at=hit.found_at, pk__lt=hit.pk)
    else:
        before = Q(score__gt=hit.score) | Q(score=hit.score, pk__lt=hit.pk)
        after = Q(score__lt=hit.score) | Q(score=hit.score, pk__gt=hit.pk)
    return rows.filter(before), rows.filter(after)


def _near(hit: Hit, rows: list[Hit]) -> list[Alike]:
    if not hit.capture.text:
        return []
    texts = {row.pk: row.capture.text[:2000] for row in rows}
    by_key = {row.pk: row for row in rows}
    found = process.extract(
        hit.capture.text[:2000], texts, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=100 * ALIKE, limit=20
    )
    return [Alike(by_key[key], score / 100, clustered=False) for _text, score, key in found]


def _share(hit: Hit, other: Hit) -> float:
    return float(fuzz.ratio(hit.capture.text[:2000].casefold(), other.capture.text[:2000].casefold())) / 100
