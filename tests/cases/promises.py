"""What must hold after every step of a random history, whatever happened before."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.cases.conformance_cases import Bench

from wasit.cases.models import Case, Deadline, MoveMade, Tie
from wasit.cases.standing import standing_of
from wasit.forwarding import actions as forwarding
from wasit.forwarding.guards import last_decision
from wasit.forwarding.models import Recommendation, RecommendationDeadline, RecommendationMove
from wasit.office.blocks import is_blocked, standing
from wasit.office.models import NumberSeries, Officer
from wasit.office.reach import Reach
from wasit.proceedings.choices import choices_of
from wasit.proceedings.models import DeadlineStage, Matter, MatterDeadline

# Which clock the law (or, where none was found, the house) gives a case in a state; written by hand from procedure.md.
LAW: dict[tuple[str, str], tuple[str, ...]] = {
    ("initial_information", "initial_information"): ("{}-temuan",),
    ("initial_information", "tracing"): ("{}-temuan",),
    ("finding", "initial_review"): ("{}-temuan",),
    ("report", "initial_review"): ("{}-kajian-awal", "pemilu-pemberitahuan", "kajian-awal-lengkap"),
    ("report", "completion"): ("{}-perbaikan",),
    **{
        (origin, state): ("{}-tangani",)
        for origin in ("report", "finding")
        for state in ("clarification", "study", "plenary", "paused")
    },
}
# Where it must have run, but ends once the status was told.
TOLD = {"forwarded", "follow_up", "not_proven", "not_registered", "withdrawn"}
OPEN_STAGES = {DeadlineStage.AHEAD, DeadlineStage.SOON, DeadlineStage.LATE}


@dataclass
class World:
    """Where every history begins: people, and cases and recommendations in many states; made once, never changed."""

    bench: Bench
    people: dict[str, Officer]
    reaches: dict[str, Reach]
    now: datetime
    head: int = 0
    tally: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> None:
        """Count something that happened, for the report."""
        self.tally[what] = self.tally.get(what, 0) + 1


class Promises:
    """Questions that a history asks of what it touched; `clocks` keeps every clock that it ever saw."""

    world: World
    now: datetime
    clocks: dict[tuple[str, int], tuple[Any, ...]]
    touched: dict[type[Matter], set[int]]

    def ask_who(self, matter: Matter, by: dict[str, Any]) -> None:
        """Nobody outside the agencies of a matter, or with a conflict of interest, has changed it."""
        ours = {grant.agency_id for grant in by["reach"].grants if grant.role != "unit_operator"}
        assert ours & set(matter.agency_ids), (matter, by["officer"])
        if is_blocked(by["reach"], matter.subject):
            # Only the conflict that was declared in this very step closes it.
            assert standing(matter.subject).get(officer=by["officer"]).since == by["now"], (matter, by["officer"])

    def ask_clocks(self, matter: Matter, model: type[MatterDeadline]) -> list[MatterDeadline]:
        """Every clock that ever ran is still there; what stopped names by what, and stays stopped."""
        rows = list(matter.deadlines.order_by("pk"))
        for row in rows:
            key = (model.__name__, row.pk)
            assert row.due_at is not None, row
            if row.stopped_at is None:
                assert row.stage in OPEN_STAGES and not row.stopped_by, row
            else:
                assert row.stage not in OPEN_STAGES and row.stopped_by and row.look_at is None, row
            before = self.clocks.get(key)
            if before is not None:
                assert before[:4] == kept_of(row)[:4] and (before[4] is None or before == kept_of(row)), row
            self.clocks[key] = kept_of(row)
        there = {row.pk for row in rows}
        field_name = "case_id" if model is Deadline else "recommendation_id"
        kept = {pk for (name, pk), value in self.clocks.items() if name == model.__name__ and value[5] == matter.pk}
        assert kept <= there, (matter, field_name)
        return rows

    def ask_case(self, case: Case) -> None:
        self.touched[Case].add(case.pk)
        rows = self.ask_clocks(case, Deadline)
        running = {row.clock_id for row in rows if row.stopped_at is None}
        if case.merged_into_id:
            assert running <= {"hak-jawab"}, (case, running)
        elif case.flow.state(case.state).terminal:
            assert not running, (case, running)
        else:
            law = {one.format(case.regime) for one in LAW.get((case.origin, case.state), ())}
            assert not law or law & running, (case, case.state, running)
            if case.state in TOLD:
                told = [row for row in rows if row.clock_id == "pemberitahuan-status"]
                assert told and (told[-1].stopped_at is None or told[-1].stopped_by in {"tell_status", "merge"}), case
        self.ask_moves(case)

    def ask_moves(self, case: Case) -> None:
        ties = Tie.objects.filter(second=case, kind="merged")
        joins = ties.count() + ties.exclude(undone_at=None).count()
        moves = MoveMade.objects.filter(case=case)
        if case.source.startswith("case:"):
            moves = moves.filter(at__gt=case.opened_at)
        assert case.version == moves.count() + joins, case
        last = moves.last()
        assert last is None or last.target == case.state, case
        able = {pk for pk, roles in self._roles(case.agency_id).items() if roles}
        assert {made.by_id for made in moves} <= able, case

    def ask_recommendation(self, one: Recommendation) -> None:
        self.touched[Recommendation].add(one.pk)
        rows = self.ask_clocks(one, RecommendationDeadline)
        running = [row for row in rows if row.stopped_at is None]
        assert bool(running) != one.ended, (one, one.state)
        assert one.owner_id and one.owner.is_active, one
        moves = list(RecommendationMove.objects.filter(recommendation=one))
        assert one.version == len(moves), one
        able = set().union(*(self._roles(agency) for agency in one.agency_ids))
        assert {made.by_id for made in moves} <= able, one
        decision = last_decision(one)
        if one.state == "delivered" and decision is not None:
            assert {row.clock_id for row in running} & {"keberatan", "banding"}, one

    def _roles(self, agency_id: int) -> dict[int, set[str]]:
        return {
            self.world.people[name].pk: {grant.role for grant in reach.grants if grant.agency_id == agency_id}
            for name, reach in self.world.reaches.items()
            if any(grant.agency_id == agency_id for grant in reach.grants)
        }

    def ask_words(self, matter: Matter, reach: Reach) -> None:
        """Where it stands, what is expected and why a button is dead is said in both languages."""
        state = matter.flow.state(matter.state)
        said = [state.words, state.expects]
        if isinstance(matter, Case):
            choices = standing_of(reach, matter, self.now).choices
        else:
            choices = choices_of(forwarding.PROCEDURE, reach, matter, self.now)  # type: ignore[arg-type]
        said += [words for choice in choices for words in (choice.move.words, *choice.reasons)]
        assert all(words.id.strip() and words.en.strip() for words in said)
        assert bool(choices) != state.terminal

    def ask_numbers(self) -> None:
        """Case, register and recommendation numbers of each office run from one without gap or double."""
        found: dict[tuple[int, str], list[int]] = {}
        for case in Case.objects.all():
            found.setdefault((case.agency_id, "case"), []).append(case.number)
            if case.register_number:
                parts = case.register_number.split("/")
                found.setdefault((case.agency_id, f"register-{parts[3]}"), []).append(int(parts[0]))
        for one in Recommendation.objects.all():
            found.setdefault((one.agency_id, "forwarding"), []).append(one.number)
        for (agency, series), numbers in found.items():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), (series, numbers)
            assert NumberSeries.objects.get(agency=agency, series=series).last == len(numbers), series


def kept_of(row: MatterDeadline) -> tuple[Any, ...]:
    """Return what must never change of a clock, then when and by what it stopped, then whose it is."""
    return row.clock_id, row.about, row.started_at, row.started_by, row.stopped_at, _whose(row), row.stopped_by


def _whose(row: MatterDeadline) -> int:
    return int(row.case_id if isinstance(row, Deadline) else row.recommendation_id)  # type: ignore[attr-defined]
