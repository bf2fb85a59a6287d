"""Where a case stands: what its page shows at a glance, put together from rulebook, clocks and moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from wasit.cases.actions import PROCEDURE
from wasit.cases.models import Act, Case, Deadline, EvidenceItem, MoveMade, Origin, RequirementCheck
from wasit.cases.queries import nearest_deadline
from wasit.look.dates import shortday
from wasit.office import vault
from wasit.office.models import StoredFile
from wasit.office.reach import Reach
from wasit.proceedings.choices import Choice, choices_of, refusals_for
from wasit.proceedings.clocks import RunningClock, running_clock
from wasit.rulebook import (
    Move,
    Phase,
    Received,
    Requirement,
    State,
    Step,
    Violation,
    Workflow,
    catalogue,
    citation,
    days_always_open,
    election,
    received_on,
    requirements,
    same_act_before,
    term,
    workflow,
)
from wasit.text import Words

# Above this, hashes are compared when a file is opened and not on every look at the page.
CHECKED_ON_SIGHT = 64_000_000


class StepMark(TypedDict):
    """A column of the stepper, as `{% stepper %}` takes it."""

    label: Words
    note: Words | str
    state: str


@dataclass(frozen=True)
class Standing:
    """The head of the case page: state, what the law expects, clock and moves."""

    flow: Workflow
    state: State
    steps: Sequence[StepMark]
    clock: RunningClock | None
    choices: Sequence[Choice]

    @property
    def primary(self) -> Choice | None:
        """The one primary button, dead or alive."""
        return next((choice for choice in self.choices if choice.primary), None)

    @property
    def live(self) -> Sequence[Choice]:
        """The buttons that can be pressed now."""
        return [choice for choice in self.choices if choice.live]

    @property
    def dead(self) -> Sequence[Choice]:
        """The buttons that cannot, each with its reason."""
        return [choice for choice in self.choices if not choice.live]


def standing_of(reach: Reach, case: Case, now: datetime) -> Standing:
    """Return where a case stands for a reader with `reach`."""
    flow = workflow(case.regime)
    moves = list(case.moves.all())
    deadline = nearest_deadline(case)
    return Standing(
        flow=flow,
        state=flow.state(case.state),
        steps=_steps(case, flow, moves, deadline),
        clock=running_clock(deadline) if deadline else None,
        choices=choices_of(PROCEDURE, reach, case, now),
    )


def refusals(reach: Reach, case: Case, move: Move, now: datetime) -> tuple[Words, ...]:
    """Return why a reader cannot make a move now, empty where it can be made."""
    return refusals_for(PROCEDURE, reach, case, move, now)


# ---------- stepper ----------


def _steps(case: Case, flow: Workflow, moves: list[MoveMade], deadline: Deadline | None) -> list[StepMark]:
    order = [step.id for step in flow.steps]
    visited = _visited(case, flow, moves)
    state = flow.state(case.state)
    current = order.index(state.step) if state.step and not state.terminal else None
    marks = []
    for place, step in enumerate(flow.steps):
        if current == place:
            marks.append(StepMark(label=_label(case, step), note=_now_note(state, step), state="now"))
        elif step.id in visited and (current is None or place < current):
            marks.append(StepMark(label=_label(case, step), note=visited[step.id], state="done"))
        else:
            skipped = (current is None) or place < current
            marks.append(StepMark(label=_label(case, step), note=_ahead_note(case, step, deadline, skipped), state=""))
    return marks


def _visited(case: Case, flow: Workflow, moves: list[MoveMade]) -> dict[str, Words]:
    """Return the steps the case has been in, each with the day it left or, still there, entered it."""
    seen: dict[str, Words] = {"origin": _day(case, case.opened_at)}
    if case.registered_at:
        seen["registration"] = _day(case, case.registered_at, hour=True)
    for made in moves:
        before, after = flow.state(made.source).step, flow.state(made.target).step
        if before and before != after:
            seen[before] = _day(case, made.at)
        if after:
            seen[after] = _day(case, made.at)
    return seen


def _label(case: Case, step: Step) -> Words:
    return term(case.origin) if step.id == "origin" else step.words


def _now_note(state: State, step: Step) -> Words | str:
    return "" if state.words == step.words else state.words


def _ahead_note(case: Case, step: Step, deadline: Deadline | None, skipped: bool) -> Words | str:
    if skipped:
        return Words(id="dilewati", en="skipped")
    decided_by_clock = deadline is not None and deadline.clock_id == f"{case.regime}-tangani"
    if step.id == "plenary" and decided_by_clock and deadline is not None and deadline.due_at:
        due = _day(case, deadline.due_at)
        return Words(id=f"s.d. {due.id}", en=f"by {due.en}")
    return ""


def _day(case: Case, moment: datetime, *, hour: bool = False) -> Words:
    def told(language: str) -> str:
        words = shortday(moment, case.zone, language)
        day, _comma, time = words.partition(", ")
        short = day.partition(" ")[2]
        return f"{short} {time}" if hour else short

    return Words(id=told("id"), en=told("en"))


# ---------- the file ----------


@dataclass(frozen=True)
class ActLine:
    """An alleged act with its row of the catalogue and the same act in the other phase."""

    act: Act
    row: Violation
    articles: tuple[Words, ...]
    level: Words
    phase_fits: bool


@dataclass(frozen=True)
class EvidenceLine:
    """A piece of evidence; `intact` is None where its bytes are too many to be compared on sight."""

    item: EvidenceItem
    intact: bool | None


@dataclass(frozen=True)
class RequirementLine:
    """A requirement with what was found about it."""

    requirement: Requirement
    check: RequirementCheck | None


def act_lines(case: Case) -> list[ActLine]:
    """Return the alleged acts; a row that a later catalogue no longer has is left out of the law, not of the file."""
    rows = catalogue()
    return [_act_line(case, act, rows[act.violation_id]) for act in case.acts.all() if act.violation_id in rows]


def _act_line(case: Case, act: Act, row: Violation) -> ActLine:
    return ActLine(
        act=act,
        row=row,
        articles=tuple(citation(article) for article in row.legal_basis),
        level=term(row.sanction_level),
        phase_fits=fits_phase(case.election_id, case.region_code, row, case.local(act.at).date()),
    )


def fits_phase(election_id: str, region_code: str, row: Violation, day: date) -> bool:
    """Tell whether a row of the catalogue holds for an act on `day`."""
    voted = election(election_id)
    if row.regime not in (None, voted.regime):
        return False
    if row.phase == "any":
        return True
    if row.phase == "campaign":
        return voted.in_campaign(day)
    return row.phase == str(voted.phase_on(day, region_code))


def other_phase_hint(case: Case, lines: Sequence[ActLine]) -> Words | None:
    """Return how the same acts are judged on the other side of the determination, None where no row has a twin."""
    twins = {
        twin.id: twin
        for line in lines
        for twin in same_act_before(line.row)
        if twin.phase != line.row.phase and twin.table.startswith("skb2022")
    }
    pivot = election(case.election_id).pivot(case.region_code)
    if not twins or pivot is None:
        return None
    rows = list(twins.values())
    numbers = ", ".join(row.no for row in rows)
    kind = term(rows[0].kind)
    article = citation(rows[0].legal_basis[0]) if rows[0].legal_basis else Words(id="", en="")
    day = Words(id=_pivot(pivot, "id"), en=_pivot(pivot, "en"))
    if case.phase == str(Phase.AFTER):
        return Words(
            id=f"Sebelum {day.id} perbuatan yang sama dinilai {kind.id.lower()} ({numbers}; {article.id}).",
            en=f"Before {day.en} the same act is judged as {kind.en.lower()} ({numbers}; {article.en}).",
        )
    return Words(
        id=f"Sejak {day.id} perbuatan yang sama dinilai {kind.id.lower()} ({numbers}; {article.id}).",
        en=f"From {day.en} on the same act is judged as {kind.en.lower()} ({numbers}; {article.en}).",
    )


def _pivot(day: date, language: str) -> str:
    return f"{shortday(day, 'Asia/Jakarta', language).partition(' ')[2]} {day.year}"


def evidence_lines(case: Case) -> list[EvidenceLine]:
    """Return the evidence, each compared with its seal as far as that is quick."""
    items = list(case.evidence.select_related("added_by"))
    sizes = dict(StoredFile.objects.filter(sha256__in=[item.sha256 for item in items]).values_list("sha256", "size"))
    left, lines = CHECKED_ON_SIGHT, []
    for item in items:
        left -= sizes.get(item.sha256, 0)
        lines.append(EvidenceLine(item, vault.intact(item.sha256) if left >= 0 else None))
    return lines


def requirement_lines(case: Case) -> dict[str, list[RequirementLine]]:
    """Return the requirements by kind, empty for what is not yet a report or finding."""
    if case.origin == Origin.INITIAL_INFORMATION:
        return {}
    checks = {check.requirement_id: check for check in case.checks.select_related("by")}
    lines: dict[str, list[RequirementLine]] = {"formal": [], "material": []}
    for one in requirements(case.regime, case.origin):
        lines[one.kind].append(RequirementLine(one, checks.get(one.id)))
    return lines


def local_today(case: Case, now: datetime) -> date:
    """Return the office's own date."""
    return now.astimezone(ZoneInfo(case.zone)).date()


def received(case: Case) -> Received | None:
    """Return when a report counts as received where its desk was closed; None for all that needs no words."""
    if case.origin != Origin.REPORT:
        return None
    voted = election(case.election_id)
    told = received_on(case.regime, case.opened_at, case.zone, always_open=days_always_open(voted))
    return None if told.in_hours else told
