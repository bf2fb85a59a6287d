"""The matches of a comparison brought in line with its lists: what people decided stays, suggestions are made anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wasit.reconciliation.entries import SIDES
from wasit.reconciliation.matching import Pairing, match_lists
from wasit.reconciliation.models import JOINING, Comparison, Entry, Match, SourceList

_BATCH = 500
Pair = tuple[int, int]


def rematch(comparison: Comparison, sides: Iterable[str] = SIDES) -> None:
    """Match every pair of lists in use of which one belongs to `sides`; inside the caller's transaction."""
    touched = set(sides)
    rows = {side: _Rows(list(_entries(comparison, side))) for side in SIDES}
    for one, other in combinations(SIDES, 2):
        if touched & {one, other}:
            _rematch_pair(comparison, f"{one}-{other}", rows[one], rows[other])


def _entries(comparison: Comparison, side: str) -> "Iterable[Entry]":
    current = SourceList.State.CURRENT
    return Entry.objects.filter(
        source_list__comparison=comparison, source_list__side=side, source_list__state=current
    ).defer("raw")


@dataclass
class _Rows:
    """The rows of one list, found by key and by place."""

    entries: Sequence[Entry]

    def __post_init__(self) -> None:
        self.place: Mapping[int, int] = {entry.pk: place for place, entry in enumerate(self.entries)}
        self.by_key = {entry.key: entry for entry in self.entries}
        self.by_plain = {entry.plain_key: entry for entry in self.entries}

    def again(self, keys: Sequence[str]) -> Entry | None:
        """Return the row that stands for the same person and event as one of an older list, None where none does."""
        key, plain = keys
        found = self.by_key.get(key)
        if found is None:
            found = self.by_plain.get(plain)
            figures = key.split("|")[0]
            # A NIP filled in later is the same person; two different ones are not.
            if found is not None and found.nip and figures.isdecimal() and figures != found.nip:
                return None
        return found


def _rematch_pair(comparison: Comparison, pair: str, ours: _Rows, theirs: _Rows) -> None:
    decided = _decided(comparison, pair, ours, theirs)
    kept = {place for place, match in decided.items() if match.state in JOINING}
    refused = decided.keys() - kept
    left, right = [entry.fields for entry in ours.entries], [entry.fields for entry in theirs.entries]
    _store(comparison, pair, match_lists(left, right, kept=kept, refused=refused), ours, theirs)


def _decided(comparison: Comparison, pair: str, ours: _Rows, theirs: _Rows) -> dict[Pair, Match]:
    """Return what people decided by the places of its rows; decisions whose rows came back find them again."""
    found: dict[Pair, Match] = {}
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    rows = Match.objects.filter(comparison=comparison, pair=pair).exclude(state=Match.State.SUGGESTED)
    for match in rows.order_by("decided_at", "id").select_related("left", "right"):
        left = match.left or ours.again(match.left_keys)
        right = match.right or theirs.again(match.right_keys)
        if left is None or right is None:
            continue
        place = ours.place[left.pk], theirs.place[right.pk]
        joins = match.state in JOINING
        if place in found or (joins and (place[0] in taken_left or place[1] in taken_right)):
            continue
        found[place] = match
        if joins:
            taken_left.add(place[0])
            taken_right.add(place[1])
        if match.left_id != left.pk or match.right_id != right.pk:
            # A suggestion of this very pair would stand in the way of the decision.
            Match.objects.filter(left=left, right=right, state=Match.State.SUGGESTED).delete()
            match.left, match.right = left, right
            match.save(update_fields=["left", "right"])
    return found


def _store(comparison: Comparison, pair: str, pairings: Sequence[Pairing], ours: _Rows, theirs: _Rows) -> None:
    suggested = Match.objects.filter(comparison=comparison, pair=pair, state=Match.State.SUGGESTED)
    before = {(match.left_id, match.right_id): match for match in suggested}
    made = []
    for one in pairings:
        left, right = ours.entries[one.left], theirs.entries[one.right]
        match = before.pop((left.pk, right.pk), None)
        said = {
            "score": one.score,
            "strong": one.strong,
            "reasons": [words.as_json() for words in one.reasons],
            "against": [words.as_json() for words in one.against],
        }
        if match is None:
            keys = keys_between(left, right)
            made.append(Match(comparison=comparison, pair=pair, left=left, right=right, **keys, **said))
        elif any(getattr(match, name) != value for name, value in said.items()):
            # The same suggestion keeps its address, for somebody may be looking at it.
            Match.objects.filter(pk=match.pk).update(**said)
    Match.objects.filter(pk__in=[match.pk for match in before.values()]).delete()
    Match.objects.bulk_create(made, batch_size=_BATCH)


def keys_between(left: Entry, right: Entry) -> dict[str, list[str]]:
    """Return the keys under which a decision on two rows is found again."""
    return {"left_keys": [left.key, left.plain_key], "right_keys": [right.key, right.plain_key]}
