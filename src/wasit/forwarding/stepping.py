"""The moves of a recommendation as buttons and the ladder of its steps, for one side of the hand-off.

Some conditions are met on the very page of a move (the summons is written there, the decision too); they do not make
its button dead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.actions import MOST_SUMMONSES, PROCEDURE
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import Side, is_blocked, works_for
from wasit.forwarding.sanctions import left_to_others, penalties_for
from wasit.forwarding.seeing import MadeMove
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.proceedings.moving import may_move, role_words
from wasit.rulebook import Move, Step, clock
from wasit.text import Words

# The page on which a move is made where it needs more than the form of its answers; `send` belongs to the case.
PAGES: Mapping[str, str] = {
    "start_examination": "recommendation_summons",
    "summon_again": "recommendation_summons",
    "decide_sanction": "recommendation_decision",
    "decide_cleared": "recommendation_decision",
    "hand_over": "recommendation_handover",
    "object": "recommendation_contest",
    "uphold": "recommendation_verdict",
    "amend": "recommendation_verdict",
    "overturn": "recommendation_verdict",
    "letter_1": "recommendation_letter",
    "letter_2": "recommendation_letter",
    "letter_3": "recommendation_letter",
    "bkn_package": "recommendation_letter",
}
BY_CASE = frozenset({"send"})
_ON_PAGE: Mapping[str, frozenset[str]] = {
    "start_examination": frozenset({"summons_early_enough"}),
    "summon_again": frozenset({"second_late_enough"}),
    "decide_sanction": frozenset({"decision_written", "team_complete", "council_named"}),
    "amend": frozenset({"decision_written"}),
    "object": frozenset({"objection_in_time"}),
}
_NO_PENALTY = Words(
    id="Tidak ada hukuman dalam katalog untuk norma dan jenis pegawai ini. Kembalikan paket bila datanya keliru.",
    en="The catalogue has no penalty for this norm and kind of staff. Return the package if its facts are wrong.",
)
_LEFT_TO_OTHERS = Words(
    id="Perbuatan ini tidak diputus instansi: pidana ditangani Gakkumdu, bentuk lain diputus Satgas.",
    en="This act is not for the agency to decide: crimes go to Gakkumdu, other forms to the task force.",
)


@dataclass(frozen=True)
class Button:
    """A move as a button with the page it leads to; a dead one carries why it cannot be made now."""

    move: Move
    page: str
    reasons: tuple[Words, ...]
    primary: bool

    @property
    def live(self) -> bool:
        """Tell whether it can be pressed."""
        return not self.reasons

    @property
    def by_rung(self) -> bool:
        """Tell whether its page is that of a letter, which needs to know for which rung."""
        return self.page in {"recommendation_letter", "recommendation_move"}


def buttons_of(reach: Reach, one: Recommendation, now: datetime) -> Sequence[Button]:
    """Return the moves that the reader's own office may make from here, live or dead; at most one is primary."""
    ours = _roles_of(works_for(reach, one))
    found = [
        move for move in one.flow.moves_from(one.state, one.origin) if ours & set(move.roles) and _matters(one, move)
    ]
    reasons = {
        move.id: refusals(one, move, now) if may_move(one, move, reach) else (role_words(move),) for move in found
    }
    first = _primary(found, reasons)
    return [
        Button(move, PAGES.get(move.id, "recommendation_move"), reasons[move.id], move.id == first) for move in found
    ]


def _roles_of(sides: frozenset[Side]) -> frozenset[str]:
    asked = {"sender": "forwarding.send", "recipient": "forwarding.answer"}
    return frozenset(str(role) for side in sides for role in ROLES_BY_PERMISSION[asked[side]])


def _matters(one: Recommendation, move: Move) -> bool:
    """Leave out what is made on another page, rungs that are not the next, and steps whose occasion never came."""
    if move.id in BY_CASE:
        return False
    if move.id in guards.RUNGS:
        return move.id == next((rung for rung, _at in guards.ladder_ahead(one)), "")
    if move.id == "record_unblock":
        return is_blocked(one)
    if move.id == "record_block":
        return not is_blocked(one) and one.moves.filter(move_id="bkn_package").exists()
    if move.id == "summon_again":
        return one.summonses.filter(missed_at__isnull=False).exists() and one.summonses.count() < MOST_SUMMONSES
    return True


def _primary(found: Sequence[Move], reasons: Mapping[str, tuple[Words, ...]]) -> str:
    """The first that can be made: what the workflow calls primary, a rung that has come, the decision."""
    live = [move for move in found if not reasons[move.id]]
    wanted = [move.id for move in live if move.primary]
    wanted += [move.id for move in live if move.id in (*guards.RUNGS, "decide_sanction", "amend")]
    return wanted[0] if wanted else ""


def refusals(one: Recommendation, move: Move, now: datetime) -> tuple[Words, ...]:
    """Return why a move cannot be begun now, without what its own page provides."""
    given = _ON_PAGE.get(move.id, frozenset())
    needed = dict.fromkeys((*move.needs, *guards.ADDED.get(move.id, ())))
    told = [
        PROCEDURE.words_of(one, guard)
        for guard in needed
        if guard not in given and not guards.GUARDS[guard](one, move, now)
    ]
    if move.id in {"decide_sanction", "amend"} and not penalties_for(one, amending=move.id == "amend"):
        told.append(_LEFT_TO_OTHERS if left_to_others(one) else _NO_PENALTY)
    return tuple(told)


# ---------- the ladder of steps ----------


@dataclass(frozen=True)
class StepLine:
    """A step of the ladder: done, now, ahead or skipped, with the moves that were made in it."""

    step: Step
    state: str
    made: tuple[MadeMove, ...]


_FINISHES: Mapping[str, tuple[str, ...]] = {
    "package": ("send", "revoke"),
    "receipt": ("receive", "record_receipt", "return_package"),
    "examination": ("start_examination", "summon_again"),
    "sanction": ("decide_sanction", "decide_cleared", "amend", "record_outcome"),
    "handover": ("note_absence", "hand_over"),
    "objection": ("object", "uphold", "overturn", "take_effect"),
    "end": ("close",),
}
_ELSEWHERE = frozenset({"package", "receipt", "end"})


def steps_of(one: Recommendation, moves: Sequence[MadeMove]) -> list[StepLine]:
    """Return the steps from package to end, each with what was done in it; those inside another agency are left out."""
    steps = [step for step in one.flow.steps if one.origin == "government" or step.id in _ELSEWHERE]
    order = [step.id for step in one.flow.steps]
    current = order.index(one.flow.state(one.state).step or "package")
    lines = []
    for step in steps:
        made = tuple(each for each in moves if each.move.move_id in _FINISHES[step.id])
        place = order.index(step.id)
        if place == current:
            state = "done" if one.ended else "now"
        elif place > current:
            state = ""
        else:
            state = "done" if made else "skipped"
        lines.append(StepLine(step, state, made))
    return lines


# ---------- when there is no news ----------


@dataclass(frozen=True)
class Rung:
    """A letter of inquiry or the package to BKN: taken on a day (`made`), or due on one."""

    words: Words
    at: datetime
    late: bool = False
    made: MadeMove | None = None


def rungs_of(one: Recommendation, moves: Sequence[MadeMove], now: datetime) -> list[Rung]:
    """Return what is done where no news comes: the rungs that were taken, then those ahead with their dates."""
    taken = [
        Rung(clock(guards.RUNGS[each.move.move_id]).action, each.at, made=each)
        for each in moves
        if each.move.move_id in guards.RUNGS
    ]
    if one.state not in {"sent", "accepted", "examination"}:
        return taken
    return taken + rungs_ahead(one, now)


def rungs_ahead(one: Recommendation, now: datetime) -> list[Rung]:
    """Return the rungs still to come with their dates."""
    return [Rung(clock(guards.RUNGS[rung]).action, at, late=at < now) for rung, at in guards.ladder_ahead(one)]
