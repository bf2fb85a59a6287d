"""Rows for pages: lists, journal and counts, put into words that both languages have."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wasit.cases import queries
from wasit.cases.models import Case, Deadline, EvidenceItem, MoveMade, Origin, Reply
from wasit.cases.queries import nearest_deadline, roles_here
from wasit.cases.standing import EvidenceLine, RequirementLine, Standing
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.rulebook import Clock, Outcome, State, clock, election, requirements, term, workflow
from wasit.text import Problem, Words

ORIGINS = tuple(str(origin) for origin in Origin)
URGENCY_TONES: Mapping[str, str] = {"late": "late", "today": "late", "until_monday": "soon", "later": ""}
TONES: Mapping[str, str] = {"office": "toska", "reporter": "kunyit", "agency": "", "nobody": "line"}
ICONS: Mapping[str, str] = {
    "initial_information": "info-circle",
    "tracing": "search",
    "initial_review": "list-check",
    "completion": "user-question",
    "clarification": "messages",
    "study": "notes",
    "plenary": "users-group",
    "forwarded": "send",
    "follow_up": "clipboard-check",
    "not_proven": "scale",
    "not_registered": "circle-x",
    "lapsed": "clock",
    "closed": "archive",
    "paused": "player-pause",
    "withdrawn": "arrow-back-up",
    "transferred": "switch-horizontal",
}
WAITING: Mapping[str, Words | str] = {
    "office": "",
    "nobody": "",
    "reporter": Words(id="menunggu pelapor", en="waiting for the reporter"),
    "agency": Words(id="menunggu instansi", en="waiting for the agency"),
}


# ---------- the list ----------


@dataclass(frozen=True)
class ListLine:
    """A case in the list, with its nearest clock."""

    case: Case
    state: State
    deadline: Deadline | None
    duty: Words | None

    @property
    def tone(self) -> str:
        """The colour of the state's chip."""
        return TONES[self.state.awaiting]

    @property
    def icon(self) -> str:
        """The picture of the state's chip."""
        return ICONS.get(self.state.id, "circle")

    @property
    def waiting(self) -> Words | str:
        """Whose turn it is, where it is not the office's."""
        return WAITING[self.state.awaiting]


def headline(stand: Standing) -> Words:
    """Return what is to be done, in few words where the office has to do it, else what is awaited."""
    if stand.state.terminal:
        return stand.state.words
    duty = stand.state.duty or (stand.primary.move.words if stand.primary else None)
    return duty if duty and stand.state.awaiting == "office" else stand.state.expects


def seal_state(lines: Iterable[EvidenceLine]) -> str:
    """Return "broken" where any piece of evidence no longer fits its seal, else "intact"."""
    return "broken" if any(line.intact is False for line in lines) else "intact"


def requirement_counts(groups: Mapping[str, Sequence[RequirementLine]]) -> tuple[int, int]:
    """Return how many requirements are met, of how many."""
    lines = [line for group in groups.values() for line in group]
    return sum(1 for line in lines if line.check and line.check.met), len(lines)


def list_line(case: Case, _now: datetime) -> ListLine:
    """Return a case as a row."""
    state = workflow(case.regime).state(case.state)
    return ListLine(case, state, nearest_deadline(case), queries.duty(case))


def state_choices() -> list[State]:
    """Return every state of every regime once, in the order of the path."""
    found = {state.id: state for regime in queries.REGIMES for state in workflow(regime).states}
    return list(found.values())


def counts(reach: Reach, officer: Officer, now: datetime) -> dict[str, int]:
    """Return the numbers on the filters."""
    return {
        "open": queries.count_open(reach),
        "late": queries.count_late(reach, now),
        "mine": queries.find_cases(reach, now, handler=officer, open_only=True).count(),
        "all": queries.cases_visible_to(reach).count(),
    }


def may_open_somewhere(reach: Reach) -> bool:
    """Tell whether the reader may open a case anywhere."""
    return bool(reach.roles & {str(role) for role in ROLES_BY_PERMISSION["cases.open"]})


def works_here(reach: Reach, case: Case) -> bool:
    """Tell whether the reader may change this open case."""
    allowed = {str(role) for role in ROLES_BY_PERMISSION["cases.handle"]}
    return bool(roles_here(reach, case) & allowed) and not workflow(case.regime).state(case.state).terminal


def may_write(reach: Reach, case: Case) -> bool:
    """Tell whether the reader may write letters about this case, also one that has ended but was not expunged."""
    allowed = {str(role) for role in ROLES_BY_PERMISSION["cases.handle"]}
    return bool(roles_here(reach, case) & allowed) and case.expunged_at is None


def decides_here(reach: Reach, case: Case) -> bool:
    """Tell whether the reader decides in the office of this case: sees its conflicts of interest, expunges."""
    return bool(roles_here(reach, case) & {str(role) for role in ROLES_BY_PERMISSION["cases.decide"]})


def sees_identity(reach: Reach, case: Case) -> bool:
    """Tell whether there is a sealed identity that the reader may open with a reason."""
    allowed = {str(role) for role in ROLES_BY_PERMISSION["cases.identity"]}
    return bool(roles_here(reach, case) & allowed) and hasattr(case, "reporter_identity")


def election_words(case: Case) -> dict[str, Any]:
    """Return the election and its stage on the day of the act."""
    voted = election(case.election_id)
    stage = voted.stage_on(case.local(case.act_at).date())
    return {"words": voted.words, "stage": stage.words if stage else None, "phase": term(case.phase)}


# ---------- clocks and decisions ----------


@dataclass(frozen=True)
class DeadlineLine:
    """A clock of the case in the list at the side."""

    deadline: Deadline
    clock: Clock
    late: bool

    @property
    def chip(self) -> tuple[str, str, Words]:
        """Tone, picture and word of how the clock stands."""
        return _CHIPS["late" if self.late else "running" if self.deadline.is_open else self.deadline.stage]


_CHIPS: Mapping[str, tuple[str, str, Words]] = {
    "running": ("toska", "clock", Words(id="berjalan", en="running")),
    "late": ("bata", "alert-circle", Words(id="lewat", en="late")),
    "met": ("lumut", "check", Words(id="terpenuhi", en="met")),
    "missed": ("bata", "alert-circle", Words(id="selesai terlambat", en="done late")),
    "stopped": ("", "minus", Words(id="berhenti", en="stopped")),
}


def deadline_lines(case: Case, now: datetime) -> list[DeadlineLine]:
    """Return all clocks of a case, those that run first."""
    rows = sorted(case.deadlines.all(), key=lambda one: (not one.is_open, one.started_at, one.pk))
    return [
        DeadlineLine(
            deadline=row,
            clock=clock(row.clock_id, case.local(row.started_at).date()),
            late=row.is_open and queries.urgency_of(row, now) == "late",
        )
        for row in rows
    ]


@dataclass(frozen=True)
class DecisionLine:
    """A move that carried a reason, a decision or an addressee."""

    made: MoveMade
    words: Words
    outcomes: tuple[Outcome, ...]
    missing: tuple[Words, ...]


def decision_lines(case: Case) -> list[DecisionLine]:
    """Return what was decided or written on the way, the latest first."""
    flow = workflow(case.regime)
    lines = []
    for made in case.moves.select_related("by").order_by("-pk"):
        if made.reason or made.note or made.outcomes or made.addressee or made.missing:
            lines.append(
                DecisionLine(
                    made=made,
                    words=flow.move(made.move_id).words,
                    outcomes=tuple(one for one in flow.outcomes if one.id in made.outcomes),
                    missing=requirement_words(case, made.missing),
                )
            )
    return lines


def requirement_words(case: Case, ids: Iterable[str]) -> tuple[Words, ...]:
    """Return requirements of either origin in words, unknown ones left out."""
    rows = {one.id: one.words for origin in ("report", "finding") for one in requirements(case.regime, origin)}
    return tuple(rows[one] for one in ids if one in rows)


# ---------- seals ----------


def broken_seal(item: EvidenceItem) -> Problem:
    """Return the problem of evidence whose bytes no longer fit."""
    return Problem(
        Words(
            id=f"Segel “{item.name}” tidak cocok: isinya berubah atau hilang. Jangan dipakai; laporkan kepada ketua.",
            en=f"The seal of “{item.name}” does not fit: its bytes changed or are gone. Do not use it; tell the chair.",
        )
    )


def broken_reply(reply: Reply) -> Problem:
    """Return the problem of a handed-in answer whose bytes no longer fit."""
    return Problem(
        Words(
            id=f"Segel jawaban {reply.sha256[:8]}… tidak cocok: isinya berubah atau hilang. Laporkan kepada ketua.",
            en=f"The seal of the answer {reply.sha256[:8]}… does not fit: it changed or is gone. Tell the chair.",
        )
    )
