"""What the page of a recommendation shows, put together for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wasit.forwarding import guards, queries, seeing, stepping
from wasit.forwarding.actions import on_its_way
from wasit.forwarding.effects import Effects, effects_of
from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.sanctions import Penalty, acts_of, only_ethics, penalties_for
from wasit.office import vault, verbs
from wasit.office.models import JournalEntry
from wasit.office.reach import Reach
from wasit.proceedings.clocks import RunningClock, running_clock
from wasit.proceedings.urgency import urgency_of
from wasit.rulebook import State, Violation, citation, clock, election, sanction_rules, term, workflow
from wasit.text import Problem, Words

TONES: Mapping[str, str] = {"office": "toska", "agency": "kunyit", "nobody": "line"}
ICONS: Mapping[str, str] = {
    "drafted": "package",
    "sent": "send",
    "accepted": "inbox",
    "returned": "arrow-back-up",
    "examination": "users-group",
    "decided": "gavel",
    "delivered": "hourglass",
    "contested": "scale",
    "settled": "circle-check",
    "cleared": "circle-minus",
    "answered": "message-reply",
    "revoked": "circle-x",
    "closed": "archive",
}
URGENCY_TONES: Mapping[str, str] = {"late": "late", "today": "late", "until_monday": "soon", "later": ""}
KIND_WORDS: Mapping[str, Words] = {
    "sanctioned": Words(id="Hukuman diputus", en="Penalty decided"),
    "cleared": Words(id="Tidak terbukti", en="Not proven"),
    "answered": Words(id="Dijawab lain", en="Answered otherwise"),
    "open_in_time": Words(id="Berjalan, belum lewat", en="Open, in time"),
    "open_late": Words(id="Berjalan, lewat tenggat", en="Open, late"),
    "revoked": Words(id="Ditarik", en="Revoked"),
}
# The same in a word, for the heads of a table.
KIND_HEADS: Mapping[str, Words] = {
    "sanctioned": Words(id="Dihukum", en="Penalty"),
    "cleared": Words(id="Tidak terbukti", en="Not proven"),
    "answered": Words(id="Dijawab", en="Answered"),
    "open_in_time": Words(id="Berjalan", en="Open"),
    "open_late": Words(id="Lewat", en="Late"),
    "revoked": Words(id="Ditarik", en="Revoked"),
}
PATTERNS: Mapping[str, str] = {
    "sanctioned": "b1",
    "cleared": "b2",
    "answered": "b2",
    "open_in_time": "b4",
    "open_late": "b3",
    "revoked": "b4",
}
PHASES: Mapping[str, Words] = {
    "before": Words(id="sebelum penetapan calon", en="before candidates were determined"),
    "after": Words(id="sesudah penetapan calon", en="after candidates were determined"),
}
# Above this the bytes are compared with their seal only when they are opened.
CHECKED_ON_SIGHT = 64_000_000


@dataclass(frozen=True)
class ActLine:
    """An act of the package with its row of the catalogue."""

    row: Violation
    at: datetime | None
    seen: str
    articles: tuple[Words, ...]
    level: Words


@dataclass(frozen=True)
class EvidenceLine:
    """A sealed file of the package; `intact` tells whether its bytes still fit."""

    sha256: str
    name: str
    sealed_at: datetime | None
    intact: bool


def page_of(reach: Reach, one: Recommendation, now: datetime) -> dict[str, Any]:
    """Return all that the page shows of a recommendation to a reader."""
    moves = seeing.moves_seen(reach, one)
    side = queries.side_of(reach, one)
    deadline = queries.next_deadline(one, now, side)
    state = one.flow.state(one.state)
    return {
        "one": one,
        "side": side,
        "works": queries.works_for(reach, one),
        "state": state,
        "state_words": state_words(state, side),
        "tone": TONES[state.awaiting],
        "icon": ICONS.get(state.id, "circle"),
        "headline": headline(one, side, deadline),
        "expected": queries.expected_of(one),
        "waiting": waiting_words(one, side, deadline),
        "clock": running(deadline),
        "urgency_tone": URGENCY_TONES[urgency_of(deadline, now)] if deadline else "",
        "today": today_at(one, now),
        "buttons": stepping.buttons_of(reach, one, now),
        "steps": stepping.steps_of(one, moves),
        "rungs": stepping.rungs_of(one, moves, now),
        "rules": rule_lines(side, one),
        "moves": moves,
        "returned": last_text(moves, "return_package") if one.state == "returned" else "",
        "revoked": last_text(moves, "revoke") if one.state == "revoked" else "",
        "cleared": last_text(moves, "decide_cleared") if one.state in {"cleared", "closed"} else "",
        "named": seeing.person_open_to(reach, one),
        "blocked_since": queries.blocked_since(one),
        "journal": [journal_line(entry) for entry in seeing.journal_seen(reach, one)],
        **package_parts(reach, one),
        **outcome_parts(reach, one),
        **inside_parts(reach, one, now),
    }


def last_text(moves: Sequence[seeing.MadeMove], move_id: str) -> str:
    """Return what was written at the last move of a kind, as far as the reader may read it."""
    return next((each.text for each in reversed(moves) if each.move.move_id == move_id), "")


def today_at(one: Recommendation, now: datetime) -> date:
    """Return the day at the sender's office, in which its legal days are reckoned."""
    return one.local(now).date()


def running(deadline: RecommendationDeadline | None) -> RunningClock | None:
    """Return a clock with its strip of days, None where none runs."""
    return running_clock(deadline) if deadline is not None and deadline.due_at is not None else None


def headline(one: Recommendation, side: queries.Side, deadline: RecommendationDeadline | None) -> Words:
    """Return what is to be done where the reader's side has to do it, else what is awaited."""
    state = one.flow.state(one.state)
    if state.awaiting == "nobody":
        return state.words
    duty = queries.duty_of(one, side, deadline)
    return duty if duty and queries.is_ours(one, side, deadline) else queries.expected_of(one)


def state_words(state: State, side: str) -> Words:
    """Return the state as a chip says it; what one side sent the other received."""
    if state.id == "sent" and side == "recipient":
        return Words(id="Menunggu pernyataan terima", en="Receipt to be confirmed")
    return state.words


def waiting_words(one: Recommendation, side: queries.Side, deadline: RecommendationDeadline | None) -> Words | str:
    """Return whose turn it is, where it is not the reader's."""
    if one.ended or queries.is_ours(one, side, deadline):
        return ""
    if side == "sender":
        return Words(id="menunggu penerima", en="waiting for the recipient")
    return Words(id="menunggu Bawaslu", en="waiting for Bawaslu")


@dataclass(frozen=True)
class Rule:
    """A rule of discipline with its article in words."""

    words: Words
    basis: Words
    confidence: str


def rule_of(rule_id: str) -> Rule:
    """Return a rule that holds whatever the penalty is."""
    rule = sanction_rules()[rule_id]
    return Rule(rule.words, citation(rule.basis or "–"), str(rule.confidence))


def rule_lines(side: queries.Side, one: Recommendation) -> list[Rule]:
    """Return the rules that should be before a side's eyes while nothing happens."""
    if one.origin != "government" or one.state not in {"sent", "accepted", "examination"}:
        return []
    # What PP 94/2021 says of superiors is about discipline; of the code of ethics nothing of the kind was read.
    told = () if only_ethics(one) else ("bukan-delik-aduan", "atasan-lalai")
    wanted = told if side == "recipient" else told[1:]
    return [rule_of(each) for each in (*wanted, "ppk-default")]


# ---------- the package ----------


def package_parts(reach: Reach, one: Recommendation) -> dict[str, Any]:
    """Return what the package tells, empty where it is not open to the reader."""
    if not seeing.package_open_to(reach, one):
        return {"package": None, "acts": [], "evidence": [], "only_ethics": False}
    return {
        "package": one.package,
        "acts": act_lines(one),
        "evidence": evidence_lines(one),
        "election": election_words(one),
        "phase": PHASES.get(one.package.get("phase", "")),
        "level": heaviest_words(one),
        "only_ethics": only_ethics(one),
        "origin_words": term(one.package["origin"]) if one.package.get("origin") else "",
        "kind_words": term(one.person_kind) if one.person_kind else "",
    }


def act_lines(one: Recommendation) -> list[ActLine]:
    """Return the acts of the package; a row that no edition has any more is left out of the law."""
    rows = {row.id: row for row in acts_of(one)}
    lines = []
    for act in one.package.get("acts", ()):
        row = rows.get(act["violation_id"])
        if row is not None:
            articles = tuple(citation(article) for article in row.legal_basis)
            lines.append(ActLine(row, moment(act["at"]), act["seen"], articles, term(row.sanction_level)))
    return lines


def evidence_lines(one: Recommendation) -> list[EvidenceLine]:
    """Return the sealed files of the package, each compared with its seal."""
    return [
        EvidenceLine(item["sha256"], item["name"], moment(item["sealed_at"]), vault.intact(item["sha256"]))
        for item in one.package.get("evidence", ())
    ]


def moment(text: str) -> datetime | None:
    """Return a moment as the package writes it."""
    return datetime.fromisoformat(text) if text else None


def election_words(one: Recommendation) -> Words | str:
    """Return the election by name, its id where no edition knows it."""
    try:
        return election(one.election_id).words
    except Problem:
        return one.election_id


def heaviest_words(one: Recommendation) -> Words | None:
    """Return the level that the acts lead to for this kind of staff, with its article."""
    found = penalties_for(one)
    return found[0].rung.words if found else None


# ---------- what came of it ----------


def outcome_parts(reach: Reach, one: Recommendation) -> dict[str, Any]:
    """Return the last decision and its contests as the reader may see them."""
    outcome = seeing.outcome_seen(reach, one)
    decided = one.state in {"decided", "delivered", "contested", "settled", "closed"}
    shown = outcome if decided and not (one.state == "closed" and last_from(one) == "cleared") else None
    return {
        "outcome": shown,
        "effects": effects(one, shown),
        "contests": list(one.contests.all()) if shown else [],
        "signed": bool(shown and shown.decision.sha256 and seeing.inside_seen(reach, one)),
    }


def effects(one: Recommendation, outcome: seeing.Outcome | None) -> Effects | None:
    """Return when the decision takes effect, once it has been received."""
    if outcome is None or outcome.decision.received_at is None:
        return None
    return effects_of(outcome.decision.received_at, outcome.decision.sanction_id, one.zone)


def last_from(one: Recommendation) -> str:
    """Return the state from which a closed recommendation was closed."""
    return one.moves.filter(move_id="close").order_by("-pk").values_list("source", flat=True).first() or ""


def inside_parts(reach: Reach, one: Recommendation, now: datetime) -> dict[str, Any]:
    """Return the inside of the examination, for the recipient alone."""
    if not seeing.inside_seen(reach, one):
        return {"inside": False}
    waiting = on_its_way(one)
    examinations = list(one.examinations.select_related("letter"))
    last = one.summonses.order_by("-ordinal").first()
    held = last is not None and last.missed_at is None and last.examination_at <= now
    return {
        "inside": True,
        "minutes_due": one.state == "examination" and not examinations and held,
        "team": list(one.team.all()),
        "missing_elements": missing_element_words(one),
        "summonses": list(one.summonses.select_related("letter")),
        "on_its_way": waiting,
        "examinations": examinations,
    }


def missing_element_words(one: Recommendation) -> list[str]:
    """Return the elements that a team for a heavy penalty lacks, in words."""
    return [str(guards.Element(each).label) for each in guards.missing_elements(one)]


def first_missing(one: Recommendation) -> str:
    """Return the element that should be named next."""
    if only_ethics(one):
        return str(guards.Element.COUNCIL)
    return next(iter(guards.missing_elements(one)), str(guards.Element.SUPERIOR))


def decider_words(penalties: Sequence[Penalty]) -> str:
    """Return who decides as the rulebook names it, as a first proposal for the position of who signs."""
    words = next((each.rung.decided_by for each in penalties if each.rung.decided_by), None)
    return words.id.partition(",")[0] if words else "Pejabat Pembina Kepegawaian"


# ---------- the journal ----------


def journal_line(entry: JournalEntry) -> dict[str, Any]:
    """Return an entry in words; names of the reported person are never part of it."""
    about: Words | str = ""
    details = entry.details
    if entry.verb == "forwarding.moved":
        about = flow_move_words(str(details.get("move", "")))
    elif "clock" in details:
        about = clock(str(details["clock"])).action
    return {"entry": entry, "words": verbs.words_of(entry.verb), "about": about}


def flow_move_words(move_id: str) -> Words | str:
    """Return the words of a move of the hand-off."""
    return workflow("hand_off").move(move_id).words if move_id else ""
