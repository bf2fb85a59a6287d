"""Questions about comparisons; every one asks the reader's reach."""

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from wasit.office.models import Agency, Block
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.reconciliation.likeness import name_forms, name_likeness
from wasit.reconciliation.models import Comparison, Entry, Match, Side, SourceList

LIKELY = 0.5
_LONG = ("source_list__columns", "source_list__headings", "source_list__remarks")
# Whoever handles cases decides on matches; whoever only supervises reads.
WORKERS = frozenset(str(role) for role in ROLES_BY_PERMISSION["cases.handle"])


def comparisons(reach: Reach) -> "QuerySet[Comparison]":
    """Return the comparisons within reach, newest first, each with the number of lists in use."""
    rows = reach.limit(Comparison.objects.select_related("agency", "made_by"))
    counted = rows.annotate(list_count=Count("lists", filter=Q(lists__state=SourceList.State.CURRENT)))
    return counted.order_by("-made_at", "-pk")


def access_comparison(reach: Reach, pk: int) -> Comparison:
    """Return a comparison; raise Comparison.DoesNotExist where there is none within reach."""
    return comparisons(reach).get(pk=pk)


def works_on(reach: Reach, comparison: Comparison) -> bool:
    """Tell whether the reader handles cases in the very agency whose comparison it is."""
    return any(grant.agency_id == comparison.agency_id and grant.role in WORKERS for grant in reach.grants)


def working_reach(reach: Reach) -> Reach:
    """Return the part of a reach in which the reader may begin a comparison."""
    return Reach(reach.officer_id, tuple(grant for grant in reach.grants if grant.role in WORKERS))


def working_agency(reach: Reach, region_code: str) -> Agency:
    """Return the nearest agency in which the reader works on a region; raise Agency.DoesNotExist without one."""
    ids = [grant.agency_id for grant in working_reach(reach).grants if Reach(None, (grant,)).covers(region_code)]
    found = Agency.objects.filter(pk__in=ids).order_by("-region_code").first()
    if found is None:
        raise Agency.DoesNotExist(region_code)
    return found


def current_lists(reach: Reach, comparison: Comparison) -> Mapping[str, SourceList]:
    """Return the list in use of each side, in the order of the sides."""
    rows = _lists(reach, comparison).filter(state=SourceList.State.CURRENT)
    found = {row.side: row for row in rows}
    return {side: found[side] for side in Side.values if side in found}


def lists_of(reach: Reach, comparison: Comparison) -> "QuerySet[SourceList]":
    """Return every list handed in, newest first."""
    return _lists(reach, comparison)


def access_list(reach: Reach, comparison: Comparison, pk: int) -> SourceList:
    """Return a list of a comparison; raise SourceList.DoesNotExist."""
    return _lists(reach, comparison).get(pk=pk)


def _lists(reach: Reach, comparison: Comparison) -> "QuerySet[SourceList]":
    rows = reach.limit(SourceList.objects.all(), "comparison__region_code")
    return rows.filter(comparison=comparison).select_related("handed_in_by")


def entries_of(reach: Reach, comparison: Comparison) -> "QuerySet[Entry]":
    """Return the rows of all lists in use, without their cells as written."""
    rows = reach.limit(Entry.objects.all(), "source_list__comparison__region_code")
    rows = rows.filter(source_list__comparison=comparison, source_list__state=SourceList.State.CURRENT)
    # The cells as written and the remarks of a list are long, and no line of a board shows them.
    return rows.select_related("source_list").defer("raw", *_LONG)


def matches_of(reach: Reach, comparison: Comparison) -> "QuerySet[Match]":
    """Return the matches whose two rows are in lists in use, the best first."""
    rows = _matches(reach, comparison).filter(left__isnull=False, right__isnull=False)
    return rows.select_related("comparison__agency")


def clear_matches(reach: Reach, comparison: Comparison, until: int) -> list[Match]:
    """Return the undecided matches up to the key `until` that are clear and open to the reader."""
    rows = matches_of(reach, comparison).filter(state=Match.State.SUGGESTED, strong=True, pk__lte=until)
    closed = closed_sources(reach)
    found = rows.select_related("left", "right")
    return [match for match in found if match.clear and not closed & {match.left.source, match.right.source}]  # type: ignore[union-attr]


def waiting_decisions(reach: Reach, comparison: Comparison) -> int:
    """Return how many decisions wait for a row that the newest lists do not hold."""
    rows = _matches(reach, comparison).exclude(state=Match.State.SUGGESTED)
    return rows.filter(Q(left__isnull=True) | Q(right__isnull=True)).count()


def _matches(reach: Reach, comparison: Comparison) -> "QuerySet[Match]":
    return reach.limit(Match.objects.filter(comparison=comparison), "comparison__region_code")


def access_match(reach: Reach, comparison: Comparison, pk: int) -> Match:
    """Return a match of two present rows; raise Match.DoesNotExist, also where a conflict of interest closes a row."""
    rows = matches_of(reach, comparison).select_related("left__source_list", "right__source_list", "decided_by")
    match = rows.get(pk=pk)
    closed = closed_sources(reach)
    if any(entry is not None and entry.source in closed for entry in (match.left, match.right)):
        raise Match.DoesNotExist(pk)
    return match


def access_entry(reach: Reach, comparison: Comparison, pk: int) -> Entry:
    """Return a row of a list in use; raise Entry.DoesNotExist, also where a conflict of interest closes it."""
    entry = entries_of(reach, comparison).defer(None).get(pk=pk)
    if entry.source in closed_sources(reach):
        raise Entry.DoesNotExist(pk)
    return entry


def matches_about(reach: Reach, comparison: Comparison, entry: Entry) -> list[Match]:
    """Return what is said or was decided of a row, without rows that a conflict of interest closes to the reader."""
    rows = matches_of(reach, comparison).filter(Q(left=entry) | Q(right=entry))
    closed = closed_sources(reach)
    found = rows.select_related("left__source_list", "right__source_list")
    return [match for match in found if not closed & {match.left.source, match.right.source}]  # type: ignore[union-attr]


def candidates(reach: Reach, comparison: Comparison, entry: Entry, text: str) -> list[Entry]:
    """Return rows of the other lists whose names are like `text`, or that have its NIP, the likest first."""
    rows = entries_of(reach, comparison).exclude(source_list__side=entry.side)
    closed, wanted = closed_sources(reach), name_forms(text) if text else ()
    scored = [
        (1.0 if text and text == other.nip else name_likeness(wanted, name_forms(other.name)).score, other)
        for other in rows
        if other.source not in closed and other.name
    ]
    likely = [(score, other) for score, other in scored if score >= LIKELY]
    return [other for _score, other in sorted(likely, key=lambda one: (-one[0], one[1].pk))]


def closed_sources(reach: Reach) -> frozenset[str]:
    """Return the cases ("case:12") that a conflict of interest closes to the reader."""
    if reach.officer_id is None:
        return frozenset()
    standing = Block.objects.filter(officer_id=reach.officer_id, lifted_at__isnull=True, subject__startswith="case:")
    return frozenset(standing.values_list("subject", flat=True))
