"""What a plenary said and what was handed on, as pages show it: votes and their count, recommendations and dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wasit.cases import verdict
from wasit.cases.models import Case, Plenary, Vote
from wasit.forwarding.actions import PROCEDURE
from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.queries import next_deadline, recommendations_from
from wasit.office.reach import Reach
from wasit.proceedings.choices import refusals_for
from wasit.proceedings.moving import not_from_here
from wasit.rulebook import Outcome, PlenaryRule, State, plenary_rules, workflow
from wasit.text import Words

_TONES: Mapping[str, str] = {"office": "toska", "reporter": "kunyit", "agency": "", "nobody": "line"}
CHANGEABLE = frozenset({"drafted", "returned"})


@dataclass(frozen=True)
class VoteLine:
    """What one member said, with the classes of breach in words."""

    vote: Vote
    outcomes: Sequence[Outcome]


@dataclass(frozen=True)
class CountLine:
    """How many said one thing."""

    words: str
    count: int


@dataclass(frozen=True)
class PlenaryResult:
    """A plenary as it was counted, by which rules, and why it decided nothing where it did not."""

    plenary: Plenary
    counted: verdict.Verdict
    votes: Sequence[VoteLine]
    counts: Sequence[CountLine]
    rules: Sequence[PlenaryRule]
    outcomes: Sequence[Outcome]
    undecided: Words | None
    counts_now: bool

    @property
    def words(self) -> Words:
        """The decision in a word or two."""
        if self.outcomes:
            return Words(id="terbukti", en="proven")
        if self.counted.not_proven:
            return Words(id="tidak terbukti", en="not proven")
        return Words(id="belum ada putusan", en="no decision")


def result_of(case: Case) -> PlenaryResult | None:
    """Return the last plenary, None where there was none; `counts_now` is false for one of an earlier round."""
    plenary = case.plenaries.order_by("-pk").first()
    if plenary is None:
        return None
    counted = verdict.of_plenary(plenary)
    known = {one.id: one for one in workflow(case.regime).outcomes}
    votes = [
        VoteLine(vote, [known[one] for one in vote.outcomes if one in known])
        for vote in plenary.votes.select_related("member").order_by("member__name", "pk")
    ]
    return PlenaryResult(
        plenary=plenary,
        counted=counted,
        votes=votes,
        counts=[CountLine(str(one.label), counted.counts.get(str(one), 0)) for one in Vote.Choice],
        rules=rules(),
        outcomes=[one for one in known.values() if one.id in counted.proven],
        undecided=verdict.why_undecided(counted) if counted.undecided else None,
        counts_now=case.state != "plenary" or plenary.recorded_at >= case.state_since,
    )


def preset_of(case: Case, move_id: str) -> dict[str, object]:
    """Return the answers that the plenary has given already to a move: exactly what it carried."""
    if move_id != "decide_forward":
        return {}
    carried = [one for one in workflow(case.regime).outcomes if one.id in verdict.of_case(case).proven]
    addressees = dict.fromkeys(one.addressee.id for one in carried)
    return {"outcomes": [one.id for one in carried], "addressee": "; ".join(addressees)} if carried else {}


@dataclass(frozen=True)
class RecommendationLine:
    """A recommendation on the page of its case; `changeable` until it is sent, and again once it came back."""

    one: Recommendation
    state: State
    tone: str
    deadline: RecommendationDeadline | None
    changeable: bool


def recommendation_lines(case: Case, now: datetime) -> list[RecommendationLine]:
    """Return what a case handed on, in the order it was drawn up; merged cases hand on through their lead."""
    flow = workflow("hand_off")
    return [
        RecommendationLine(
            one,
            flow.state(one.state),
            _TONES[flow.state(one.state).awaiting],
            next_deadline(one, now),
            one.state in CHANGEABLE,
        )
        for one in recommendations_from(case.subject).prefetch_related("deadlines")
    ]


def recommendation_of(case: Case, pk: int) -> Recommendation | None:
    """Return a recommendation that a case drew up."""
    return recommendations_from(case.subject).filter(pk=pk).first()


def sending_refusals(reach: Reach, one: Recommendation, now: datetime) -> tuple[Words, ...]:
    """Return why a package cannot be sent now, empty where it can."""
    flow = workflow("hand_off")
    move, state = flow.move("send"), flow.state(one.state)
    if one.state not in move.sources:
        return (not_from_here(move, state),)
    return refusals_for(PROCEDURE, reach, one, move, now)


def rules() -> list[PlenaryRule]:
    """Return by which rules a plenary is counted."""
    return list(plenary_rules().values())
