"""Which recommendations a reader reaches, and on which side of the hand-off the reader stands."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.models.recommendation import ENDED
from wasit.office import journal
from wasit.office.blocks import unblocked
from wasit.office.models import Agency, JournalEntry
from wasit.office.reach import Reach

Side = Literal["sender", "recipient"]
BLOCKING = ("record_block", "record_unblock")
_NOT_YET = ("drafted",)


# While it is prepared, sent back or revoked, a package counts for nobody but its sender.
PACKAGE_CLOSED = frozenset({"drafted", "returned", "revoked"})


class RecommendationNotReachable(Exception):  # noqa: N818 - told apart from "not found" by nobody, on purpose
    """There is no such recommendation within the reader's reach."""


def recommendations_visible_to(reach: Reach) -> "QuerySet[Recommendation]":
    """Return what the reader may see: what Bawaslu's offices in reach sent, and what the reader's own agency got.

    A recipient sees a recommendation from the moment it was sent, and none of another agency, not even of one below.
    """
    sending = Reach(reach.officer_id, tuple(one for one in reach.grants if one.agency_kind == Agency.Kind.BAWASLU))
    receiving = {one.agency_id for one in reach.grants if one.agency_kind == Agency.Kind.GOVERNMENT}
    sent_by_us = sending.limit(Recommendation.objects.all(), "agency__region_code").values("pk")
    got = Q(recipient_agency__in=receiving) & Q(sent_at__isnull=False) & ~Q(state__in=_NOT_YET)
    rows = Recommendation.objects.filter(Q(pk__in=sent_by_us) | got)
    rows = unblocked(reach, unblocked(reach, rows, "forwarding"), field="source")
    running = Prefetch(
        "deadlines",
        queryset=RecommendationDeadline.objects.filter(stopped_at__isnull=True).order_by("due_at"),
        to_attr="running",
    )
    return rows.select_related("agency", "recipient_agency", "owner", "letter").prefetch_related(running)


def person_known(reach: Reach) -> Q:
    """Return the condition that the reader may know whom it is about: a recipient only while the package counts."""
    sending = Reach(reach.officer_id, tuple(one for one in reach.grants if one.agency_kind == Agency.Kind.BAWASLU))
    ours = sending.limit(Recommendation.objects.all(), "agency__region_code").values("pk")
    return ~Q(state__in=PACKAGE_CLOSED) | Q(pk__in=ours)


def access_recommendation(reach: Reach, pk: int) -> Recommendation:
    """Return one within reach; raise RecommendationNotReachable."""
    found = recommendations_visible_to(reach).filter(pk=pk).first()
    if found is None:
        raise RecommendationNotReachable(pk)
    return found


def side_of(reach: Reach, recommendation: Recommendation) -> Side:
    """Return on which side of the hand-off the reader stands."""
    ours = {one.agency_id for one in reach.grants if one.agency_kind == Agency.Kind.GOVERNMENT}
    return "recipient" if recommendation.recipient_agency_id in ours else "sender"


def recommendations_from(source: str) -> "QuerySet[Recommendation]":
    """Return all recommendations of a matter ("case:12"), in the order they were drawn up.

    For the room that made the matter, which has checked the reader's reach on it.
    """
    return Recommendation.objects.filter(source=source).select_related("agency", "owner", "letter").order_by("pk")


def recommendations_about(reach: Reach, person_id: int) -> "QuerySet[Recommendation]":
    """Return the recommendations within reach about a person of the roster, the latest act first."""
    return recommendations_visible_to(reach).filter(person_id=person_id).order_by("-act_at", "-pk")


def open_recommendations(reach: Reach) -> "QuerySet[Recommendation]":
    """Return those within reach that still wait for something."""
    return recommendations_visible_to(reach).exclude(state__in=ENDED)


def journal_of(reach: Reach, recommendation: Recommendation) -> "QuerySet[JournalEntry]":
    """Return what happened to a recommendation, newest first, without the openings of its page."""
    return journal.entries_about(reach, recommendation.subject).exclude(verb="forwarding.viewed")


def works_for(reach: Reach, recommendation: Recommendation) -> frozenset[Side]:
    """Return the sides for which the reader works here: whoever only supervises works for none."""
    agencies = {grant.agency_id for grant in reach.grants if not grant.unit_code}
    found: set[Side] = set()
    if recommendation.agency_id in agencies:
        found.add("sender")
    if recommendation.recipient_agency_id in agencies:
        found.add("recipient")
    return frozenset(found)


def without_date(reach: Reach) -> "QuerySet[Recommendation]":
    """Return the open recommendations within reach that have no dated clock or no active owner; there must be none."""
    dated = RecommendationDeadline.objects.filter(
        recommendation=OuterRef("pk"), stopped_at__isnull=True, due_at__isnull=False
    )
    return open_recommendations(reach).filter(~Exists(dated) | Q(owner__is_active=False))


def is_blocked(recommendation: Recommendation) -> bool:
    """Tell whether BKN's block of services is recorded and not lifted."""
    return blocked_since(recommendation) is not None


def blocked_since(recommendation: Recommendation) -> datetime | None:
    """Return since when BKN's block of services stands, None where it does not."""
    last = recommendation.moves.filter(move_id__in=BLOCKING).order_by("-pk").first()
    if last is None or last.move_id != "record_block":
        return None
    at: datetime = last.notified_at or last.at
    return at


def other_governments(one: Recommendation) -> "QuerySet[Agency]":
    """Return the governments above the present recipient that work in Wasit: the province, before all."""
    parts = one.region_code.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    rows = Agency.objects.filter(kind=Agency.Kind.GOVERNMENT, region_code__in=above)
    if one.recipient_agency is not None:
        rows = rows.exclude(pk=one.recipient_agency.pk)
    return rows.order_by("region_code")


def local_day(recommendation: Recommendation, moment: datetime) -> datetime:
    """Return a moment in the sender's zone."""
    return moment.astimezone(ZoneInfo(recommendation.zone))
