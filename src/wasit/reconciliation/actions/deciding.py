"""What people decide about pairs: the same, not the same, put together by hand, undone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.reconciliation.actions.ledger import record, work_on
from wasit.reconciliation.entries import SIDES
from wasit.reconciliation.matching import explained
from wasit.reconciliation.models import JOINING, Comparison, Entry, Match
from wasit.reconciliation.rematching import keys_between, rematch
from wasit.text import Problem, Words

_VERBS = {
    Match.State.CONFIRMED: "reconciliation.match_confirmed",
    Match.State.REJECTED: "reconciliation.match_rejected",
    Match.State.SUGGESTED: "reconciliation.match_undone",
}
_ALREADY = Words(
    id="Salah satu baris sudah dipadankan dengan baris lain di daftar itu. Urungkan yang itu lebih dulu.",
    en="One of the rows is matched to another row of that list already. Undo that one first.",
)
_CHANGED = Words(
    id="Padanan ini baru saja diputuskan orang lain. Muat ulang halamannya.",
    en="Somebody else has just decided on this match. Load the page again.",
)


def decide(match: Match, state: str, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Confirm, reject or (back to suggested) undo; a match seen in one state and found in another is refused."""
    wanted = Match.State(state)
    if wanted not in _VERBS or wanted == match.state:
        raise Problem(_CHANGED)
    comparison = match.comparison
    undone = wanted == Match.State.SUGGESTED
    with transaction.atomic():
        work_on(comparison, reach)
        seen = Match.objects.filter(pk=match.pk, state=match.state)
        by, at = (None, None) if undone else (officer, now)
        try:
            with transaction.atomic():
                changed = seen.update(state=wanted, decided_by=by, decided_at=at)
        except IntegrityError:
            raise Problem(_ALREADY) from None
        if not changed:
            raise Problem(_CHANGED)
        if wanted != Match.State.CONFIRMED or match.state == Match.State.REJECTED:
            rematch(comparison, match.pair.split("-"))
        record(comparison, _VERBS[wanted], officer, now, match=match.pk, pair=match.pair, before=str(match.state))


def confirm_clear(
    comparison: Comparison, matches: Sequence[Match], *, officer: Officer, reach: Reach, now: datetime
) -> int:
    """Confirm many clear matches (one NIP in both rows, nothing against) at once; return how many were still open."""
    keys = [match.pk for match in matches if match.clear]
    with transaction.atomic():
        work_on(comparison, reach)
        seen = Match.objects.filter(comparison=comparison, pk__in=keys, state=Match.State.SUGGESTED)
        changed = seen.update(state=Match.State.CONFIRMED, decided_by=officer, decided_at=now)
        if changed:
            record(comparison, "reconciliation.matches_confirmed", officer, now, count=changed, last=max(keys))
    return changed


def pair(comparison: Comparison, one: Entry, other: Entry, *, officer: Officer, reach: Reach, now: datetime) -> Match:
    """Say by hand that two rows of two lists are one person and event; the program's own view is kept beside it."""
    left, right = sorted((one, other), key=lambda entry: SIDES.index(entry.side))
    if left.side == right.side:
        raise Problem(
            Words(
                id="Dua baris dari daftar yang sama tidak dapat dipadankan.",
                en="Two rows of the same list cannot be matched.",
            )
        )
    name = f"{left.side}-{right.side}"
    score, reasons, against = explained(left.fields, right.fields)
    with transaction.atomic():
        work_on(comparison, reach)
        taken = Match.objects.filter(comparison=comparison, pair=name, state__in=JOINING)
        if taken.filter(left=left).exists() or taken.filter(right=right).exists():
            raise Problem(_ALREADY)
        Match.objects.filter(left=left, right=right).delete()
        match = Match.objects.create(
            comparison=comparison,
            pair=name,
            left=left,
            right=right,
            **keys_between(left, right),
            score=score,
            strong=False,
            reasons=[words.as_json() for words in reasons],
            against=[words.as_json() for words in against],
            state=Match.State.BY_HAND,
            decided_by=officer,
            decided_at=now,
        )
        rematch(comparison, name.split("-"))
        record(comparison, "reconciliation.paired", officer, now, match=match.pk, pair=name)
    return match
