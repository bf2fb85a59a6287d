"""What each side of the hand-off sees of the other, decided in one place.

The sender sees where its recommendation stands, what was decided (penalty, number, dates), how an objection ended, why
a package came back and why nothing was proven. It does not see who examines, summonses, minutes, considerations and
grounds: these are the government's own until they have become a decision. The recipient sees the package, the moves
since the package was meant for it, and letters addressed to it; not the sender's notes. Evidence is handed to the
recipient only while the package counts. A closed statement (`moral-tertutup`) stays within the two offices: not even
a supervisor is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.models import Decision, Recommendation, RecommendationMove
from wasit.forwarding.queries import Side, side_of, works_for
from wasit.forwarding.queries.reaching import PACKAGE_CLOSED
from wasit.forwarding.sanctions import CLOSED_STATEMENT, Penalty, penalty_of
from wasit.letters.models import Letter
from wasit.office import journal
from wasit.office.models import Agency, JournalEntry
from wasit.office.reach import Reach
from wasit.rulebook import workflow
from wasit.text import Words

# In these states the package no longer counts, or does not yet: its recipient gets nothing out of it.
# What was written for the other side to read.
_FOR_BOTH = frozenset({"return_package", "revoke", "decide_cleared"})
_JOURNAL_LOOKS = ("forwarding.viewed", "forwarding.record_viewed")


@dataclass(frozen=True)
class MadeMove:
    """A move as one side sees it: when, for which office, by whom where it is one's own, and what may be read."""

    move: RecommendationMove
    at: datetime
    agency: str
    officer: str
    text: str
    letter: Letter | None
    own: bool

    @property
    def words(self) -> Words:
        """What the move is called."""
        return workflow("hand_off").move(self.move.move_id).words


@dataclass(frozen=True)
class Outcome:
    """The last decision as a reader sees it; `penalty` is None where it stays within the two offices."""

    decision: Decision
    penalty: Penalty | None

    @property
    def hidden(self) -> bool:
        """Tell whether the reader is not told which sanction it was."""
        return self.penalty is None


def moves_seen(reach: Reach, one: Recommendation) -> list[MadeMove]:
    """Return the moves that a reader sees, the first one first."""
    side = side_of(reach, one)
    rows = one.moves.select_related("by", "letter").order_by("pk")
    if side == "recipient" and one.redirected_at:
        rows = rows.filter(at__gt=one.redirected_at)
    return [_seen(reach, one, made, side) for made in rows]


def _seen(reach: Reach, one: Recommendation, made: RecommendationMove, side: Side) -> MadeMove:
    whose = side_that_made(one, made)
    own = whose == side
    return MadeMove(
        move=made,
        at=made.notified_at if made.move_id in {"hand_over", "record_receipt"} and made.notified_at else made.at,
        agency=one.agency.name if whose == "sender" else one.recipient_name,
        officer=made.by.name if own and side in works_for(reach, one) else "",
        text=(made.reason or made.note) if own or made.move_id in _FOR_BOTH else "",
        letter=made.letter if own or made.move_id in guards.RUNGS else None,
        own=own and side in works_for(reach, one),
    )


def side_that_made(one: Recommendation, made: RecommendationMove) -> Side:
    """Return which side made a move; where both may, by where the officer worked at that time."""
    roles = set(one.flow.move(made.move_id).roles)
    if "appointing_office" not in roles:
        return "sender"
    if roles == {"appointing_office"}:
        return "recipient"
    held = made.by.memberships.filter(agency_id=one.agency_id, since__lte=made.at).exclude(until__lte=made.at)
    return "sender" if held.exists() else "recipient"


def package_open_to(reach: Reach, one: Recommendation) -> bool:
    """Tell whether the reader may look into the package: the sender always, the recipient while it counts."""
    if not one.package:
        return False
    return person_open_to(reach, one)


def person_open_to(reach: Reach, one: Recommendation) -> bool:
    """Tell whether the reader may know whom it is about: the recipient only while the package counts."""
    return side_of(reach, one) == "sender" or one.state not in PACKAGE_CLOSED


def evidence_in(reach: Reach, one: Recommendation, sha256: str) -> dict[str, str] | None:
    """Return the entry of a sealed file in the package; None where it is not in it or not open to the reader."""
    if not package_open_to(reach, one):
        return None
    found: Iterable[dict[str, str]] = one.package.get("evidence", ())
    return next((item for item in found if item["sha256"] == sha256), None)


def inside_seen(reach: Reach, one: Recommendation) -> bool:
    """Tell whether the reader sees the inside of the examination: team, summonses, minutes, considerations."""
    return "recipient" in works_for(reach, one)


def outcome_seen(reach: Reach, one: Recommendation) -> Outcome | None:
    """Return the last decision as the reader may see it, None where there is none or it was cancelled."""
    decision = guards.last_decision(one)
    if decision is None:
        return None
    hidden = decision.sanction_id == CLOSED_STATEMENT and not works_for(reach, one)
    return Outcome(decision, None if hidden else penalty_of(one, decision.sanction_id))


def own_agency(reach: Reach, one: Recommendation) -> Agency | None:
    """Return the office for which the reader looks at it: the recipient's, else the sender's where it is in reach."""
    if side_of(reach, one) == "recipient":
        return one.recipient_agency
    return one.agency


def journal_seen(reach: Reach, one: Recommendation) -> list[JournalEntry]:
    """Return what the reader's own side wrote into the journal on it, newest first, without who only looked."""
    rows = journal.entries_about(reach, one.subject).exclude(verb__in=_JOURNAL_LOOKS).select_related("actor")
    agency = own_agency(reach, one)
    return list(rows.filter(agency=agency)[:40])
