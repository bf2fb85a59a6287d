"""Where a case stands: what its page shows at a glance, put together from rulebook, clocks and moves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from wasit.cases import guards
from wasit.cases.actions import may_move, role_words
from wasit.cases.deadlines import reckoning_of
from wasit.cases.models import Act, Case, Deadline, EvidenceItem, MoveMade, Origin, RequirementCheck
from wasit.cases.queries import nearest_deadline
from wasit.look.dates import shortday
from wasit.office import vault
from wasit.office.models import StoredFile
from wasit.office.reach import Reach
from wasit.rulebook import (
    CountedDay,
    Move,
    Phase,
    Reckoning,
    Requirement,
    SkippedDay,
    State,
    Step,
    Violation,
    Workflow,
    catalogue,
    citation,
    election,
    reckon,
    requirements,
    same_act_before,
    term,
    workflow,
)
from wasit.text import Words

# Above this, hashes are compared when a file is opened and not on every look at the page.
CHECKED_ON_SIGHT = 64_000_000


@dataclass(frozen=True)
class Choice:
    """A move as a button; a dead one carries why it cannot be made now."""

    move: Move
    reasons: tuple[Words, ...]
    primary: bool

    @property
    def live(self) -> bool:
        """Tell whether it can be made now."""
        return not self.reasons


class StepMark(TypedDict):
    """A column of the stepper, as `{% stepper %}` takes it."""

    label: Words
    note: Words | str
    state: str


@dataclass(frozen=True)
class Strip:
    """The days of a clock, with those of a possible extension behind."""

    days: tuple[CountedDay, ...]
    zone: str


@dataclass(frozen=True)
class RunningClock:
    """A deadline of the case with the rule and the reckoning behind it."""

    deadline: Deadline
    reckoning: Reckoning
    strip: Strip
    extended_due: datetime | None

    @property
    def basis(self) -> Words:
        """The article in both languages."""
        return citation(self.reckoning.clock.basis or "–")

    @property
    def counted(self) -> Words:
        """How long and in which unit: "3 hari kalender"."""
        return Words(
            id=f"{self.reckoning.length} {_UNITS[self.reckoning.unit].id}",
            en=f"{self.reckoning.length} {_UNITS[self.reckoning.unit].en}",
        )

    @property
    def skipped(self) -> Words:
        """Which days were passed over and why, or why none were."""
        skipped = self.reckoning.skipped
        if not skipped:
            return _NONE_IN_WORKING_DAYS if self.reckoning.unit == "working_day" else _NONE_SKIPPED
        told = {code: "; ".join(_skipped(one, code) for one in skipped) for code in ("id", "en")}
        return Words(id=f"{told['id']}.", en=f"{told['en']}.")


_UNITS = {
    "calendar_day": Words(id="hari kalender", en="calendar days"),
    "working_day": Words(id="hari kerja", en="working days"),
    "hour": Words(id="jam", en="hours"),
    "month": Words(id="bulan", en="months"),
}
_NONE_SKIPPED = Words(
    id="Tidak ada. Hari kalender menghitung juga Sabtu, Minggu, dan hari libur.",
    en="None. Calendar days count Saturdays, Sundays and holidays too.",
)
_NONE_IN_WORKING_DAYS = Words(id="Tidak ada hari libur di dalam rentang ini.", en="No day off lies in this span.")


def _skipped(day: SkippedDay, language: str) -> str:
    return f"{shortday(day.date, 'Asia/Jakarta', language)} ({day.reason.in_(language)})"


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
        choices=_choices(reach, case, now),
    )


def _choices(reach: Reach, case: Case, now: datetime) -> list[Choice]:
    found = workflow(case.regime).moves_from(case.state, case.origin)
    live_primary = next((move.id for move in found if move.primary), None)
    return [Choice(move, refusals(reach, case, move, now), move.id == live_primary) for move in found]


def refusals(reach: Reach, case: Case, move: Move, now: datetime) -> tuple[Words, ...]:
    """Return why a reader cannot make a move now, empty where it can be made."""
    if not may_move(case, move, reach):
        return (role_words(move),)
    return tuple(guards.refusals(case, move, now))


# ---------- clocks ----------


def running_clock(deadline: Deadline) -> RunningClock:
    """Return a deadline with its reckoning and its strip of days."""
    answer = reckoning_of(deadline)
    longer = _if_extended(deadline, answer)
    return RunningClock(
        deadline=deadline,
        reckoning=answer,
        strip=Strip(_days(answer, longer), deadline.zone),
        extended_due=longer.due if longer else None,
    )


def _if_extended(deadline: Deadline, answer: Reckoning) -> Reckoning | None:
    if deadline.extended or answer.clock.extension is None or not deadline.is_open:
        return None
    return reckon(deadline.clock_id, deadline.started_at, deadline.zone, extended=True, length=deadline.length)


def _days(answer: Reckoning, longer: Reckoning | None) -> tuple[CountedDay, ...]:
    last = answer.due.date() if answer.due else None
    if longer is None or last is None:
        return answer.days
    more = [day for day in longer.days if day.date > last and day.kind != "skipped"]
    # The strip writes the days of an extension as +1, +2, counted from the last day before the limit.
    before = max((day.number or 0 for day in answer.days if day.kind == "counted"), default=0)
    behind = (replace(day, kind="extension", number=before + place) for place, day in enumerate(more, start=1))
    return (*answer.days, *behind)


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
