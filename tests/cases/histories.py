"""Random histories: officers of every kind do random things to cases and recommendations while time passes.

After every step the promises of the procedure are asked of what was touched, and at the end of a history once more.
"""

from datetime import timedelta
from random import Random

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from tests.cases.conformance_cases import Bench
from tests.cases.happenings import KINDS, Happenings
from tests.cases.promises import World, kept_of

from wasit.cases import actions
from wasit.cases.models import Case, Deadline
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.office import journal
from wasit.office.models import Officer
from wasit.office.reach import Reach


def build(bench: Bench, people: dict[str, Officer], reaches: dict[str, Reach]) -> World:
    """Bring cases of every origin to many states, and recommendations to every desk."""
    for origin, state in (
        ("report", "initial_review"), ("report", "initial_review"), ("report", "completion"), ("finding", "initial_review"),
        ("finding", "clarification"), ("finding", "clarification"), ("report", "study"), ("finding", "plenary"),
        ("report", "plenary"), ("finding", "not_proven"), ("report", "not_registered"), ("initial_information", "tracing"),
    ):  # fmt: skip
        bench.come_to(origin, state)
    bench.come_to("report", "forwarded")
    bench.come_to("finding", "forwarded")
    at = max(Case.objects.values_list("state_since", flat=True)) + timedelta(hours=2)
    world = World(bench, people, reaches, at)
    _at_the_desks(world, list(Recommendation.objects.filter(origin="government").order_by("pk")))
    world.head = journal.head()[0]
    return world


def _at_the_desks(world: World, ones: list[Recommendation]) -> None:
    """Send what the government gets: one waits at its desk, in the other the examination has begun."""
    ours = {"officer": world.people["chair"], "reach": world.reaches["chair"], "now": world.now}
    theirs = {"officer": world.people["appointing"], "reach": world.reaches["appointing"], "now": world.now}
    for one in ones:
        case = Case.objects.select_related("agency").get(pk=int(one.source.split(":")[1]))
        actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", **ours)
        actions.send(case, one, **ours)
    last = ones[-1]
    forwarding.perform(last, "receive", **theirs)
    far = world.now + timedelta(days=20)
    forwarding.summon(last, received_at=world.now, examination_at=far, place="BKPSDM", **theirs)


class Histories(Happenings, RuleBasedStateMachine):
    """One history: it begins in the world, changes it, and is undone at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.now = self.world.now
        self.last_case, self.last_one = 0, 0
        self.clocks = {}
        self.touched = {Case: set(), Recommendation: set()}
        self.world.count("histories")

    def teardown(self) -> None:
        """Ask every promise of everything, then undo the history."""
        try:
            for case in Case.objects.select_related("agency").filter(pk__in=self.touched[Case]):
                self.ask_case(case)
            ones = Recommendation.objects.select_related("agency", "owner")
            for one in ones.filter(pk__in=self.touched[Recommendation]):
                self.ask_recommendation(one)
            self.ask_numbers()
            report = journal.verify(since=self.world.head)
            assert report.ok, report
        finally:
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)

    @initialize(chance=st.randoms(use_true_random=True))
    def begin(self, chance: Random) -> None:
        """Keep which clocks there are at the beginning, and the chance that chooses whom, what and how."""
        self.chance = chance
        for model in (Deadline, RecommendationDeadline):
            for row in model._default_manager.all():
                self.clocks[model.__name__, row.pk] = kept_of(row)

    @rule(what=st.sampled_from(KINDS))
    def step(self, what: str) -> None:
        """Let something happen."""
        getattr(self, what)()
