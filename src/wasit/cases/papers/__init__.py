"""The letters of a case: which can be written now, why others cannot, and a draft from facts on an allow-list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from wasit.cases.models import Case
from wasit.cases.papers import deciding, handing, hearing, intake
from wasit.cases.papers.common import Ask, Content, Frame, Item, Paper, draft_of, frame_of
from wasit.cases.papers.handing import ANNEX, FORWARDING, annex_content, item_of
from wasit.forwarding.models import Recommendation
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter
from wasit.rulebook import LetterKind
from wasit.text import Problem, Words

PAPERS: Mapping[str, Paper] = {one.id: one for room in (intake, hearing, deciding, handing) for one in room.PAPERS}
# What a state most likely asks to be written; all others stay within reach under "Buat surat".
_BY_STATE: Mapping[str, tuple[str, ...]] = {
    "initial_review": ("receipt", "initial_study"),
    "completion": ("completion_notice",),
    "clarification": ("summons", "reply_invitation", "clarification_minutes"),
    "study": ("study",),
    "plenary": ("plenary_minutes",),
    "not_proven": ("not_proven", "status_notice"),
    "not_registered": ("status_notice",),
    "withdrawn": ("status_notice",),
    "forwarded": ("status_notice",),
    "closed": ("not_proven",),
}
MOST_LIKELY = 4
_BY_MOVE: Mapping[str, str] = {
    "ask_completion": "completion_notice",
    "tell_status": "status_notice",
    "decide_not_proven": "not_proven",
}


@dataclass(frozen=True)
class Line:
    """A letter that might be written: its kind, what it is about, and why it cannot be written yet."""

    paper: Paper
    item: Item
    reason: Words | None


def lines_of(case: Case) -> list[Line]:
    """Return every letter of a case, those of its kinds without anything to be about left out."""
    return [Line(paper, item, paper.lacking(case, item)) for paper in PAPERS.values() for item in paper.items(case)]


@dataclass(frozen=True)
class Group:
    """The letters of one kind."""

    rule: LetterKind
    lines: tuple[Line, ...]


def groups_of(case: Case) -> list[Group]:
    """Return the letters of a case by kind, in the order of the procedure; kinds without anything to be about too."""
    lines = lines_of(case)
    return [Group(paper.rule, tuple(line for line in lines if line.paper is paper)) for paper in PAPERS.values()]


def likely(case: Case) -> list[Line]:
    """Return what the stage of a case most likely asks to be written and has not been yet, a few at most."""
    issued = Letter.objects.filter(about=case.subject, state=Letter.State.ISSUED).values_list("kind", flat=True)
    written = Counter(issued)
    found: list[Line] = []
    for kind in _BY_STATE.get(case.state, ()):
        paper = PAPERS[kind]
        lines = [Line(paper, item, None) for item in paper.items(case) if paper.lacking(case, item) is None]
        # Letters of a kind are written in the order of what they are about.
        found += lines[written[kind] :]
    return found[:MOST_LIKELY]


def letter_after(move_id: str) -> LetterKind | None:
    """Return the kind of letter that belongs to a move, None for none."""
    return PAPERS[_BY_MOVE[move_id]].rule if move_id in _BY_MOVE else None


def line_of(case: Case, kind: str, key: str) -> Line:
    """Return one letter of a case; raise Problem where the case has no such letter."""
    paper = PAPERS.get(kind)
    item = next((one for one in paper.items(case) if one.key == key), None) if paper else None
    if paper is None or item is None:
        raise Problem(
            Words(
                id="Surat itu tidak ada di perkara ini. Pilih dari daftar.",
                en="This case has no such letter. Choose from the list.",
            )
        )
    return Line(paper, item, paper.lacking(case, item))


def annex_draft(case: Case, one: Recommendation, letter: Letter, frame: Frame, now: datetime) -> Draft:
    """Return the annex of a forwarding letter that has just got its number."""
    annexed = replace(ANNEX, content=lambda each, _item, _typed, _now: annex_content(each, one, letter))
    return draft_of(case, annexed, item_of(one), frame, {}, now)


__all__ = [
    "ANNEX",
    "FORWARDING",
    "PAPERS",
    "Ask",
    "Content",
    "Frame",
    "Group",
    "Item",
    "Line",
    "Paper",
    "annex_content",
    "annex_draft",
    "draft_of",
    "frame_of",
    "groups_of",
    "item_of",
    "letter_after",
    "likely",
    "line_of",
    "lines_of",
]
