"""What waits for whom: the next date of a recommendation, whose turn it is, and what is to be done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.queries.reaching import Side, open_recommendations, side_of
from wasit.forwarding.sanctions import only_ethics
from wasit.office.models import Agency
from wasit.office.reach import Reach
from wasit.proceedings.urgency import Urgency, by_urgency, urgency_of
from wasit.rulebook import clock, workflow
from wasit.text import Words

# Clocks of the sender alone: when to ask, and when to hand the matter to BKN.
SENDERS_CLOCKS = frozenset(
    {"surat-tanya-1", "surat-tanya-2", "surat-tanya-3", "paket-bkn", "kabar-bkn", "tinjau-blokir"}
)
_TILL_ANSWERED = Words(id="Tunggu jawaban penerima", en="Wait for the recipient's answer")
_ANSWER_EXPECTED = Words(
    id="Penerima menangani menurut kewenangannya; kantor pengirim mencatat jawabannya.",
    en="The recipient acts within its own competence; the sending office notes its answer.",
)

_COUNCIL_EXPECTED = Words(
    id="Penerima menelaah; Majelis Kode Etik memeriksa pegawai, lalu pejabat yang berwenang memutus.",
    en="The recipient studies it; the ethics council examines the person, then the competent official decides.",
)


@dataclass(frozen=True)
class DueRecommendation:
    """A recommendation that waits for something: its nearest clock, what is to be done and how pressing it is."""

    recommendation: Recommendation
    deadline: RecommendationDeadline | None
    duty: Words | None
    urgency: Urgency
    side: Side

    @property
    def ours(self) -> bool:
        """Tell whether it is the reader's side that must act."""
        return is_ours(self.recommendation, self.side, self.deadline)


def due_work(reach: Reach, now: datetime) -> list[DueRecommendation]:
    """Return what waits, the nearest date first; `ours` tells whether it is the reader's side that must act."""
    work = [due_of(reach, one, now) for one in open_recommendations(reach)]
    return sorted(work, key=lambda one: by_urgency(one.urgency, one.deadline, one.recommendation.pk))


def due_of(reach: Reach, recommendation: Recommendation, now: datetime) -> DueRecommendation:
    """Return a recommendation as work for the reader's side."""
    side = side_of(reach, recommendation)
    deadline = next_deadline(recommendation, now, side)
    return DueRecommendation(
        recommendation,
        deadline,
        duty_of(recommendation, side, deadline),
        urgency_of(deadline, now),
        side,
    )


def is_ours(one: Recommendation, side: Side, deadline: RecommendationDeadline | None) -> bool:
    """Tell whether it is for `side` to act: by the state, or because the sender's own clock of the ladder is next."""
    awaiting = one.flow.state(one.state).awaiting
    if awaiting == "nobody":
        return False
    if side == "sender" and deadline is not None and deadline.clock_id in SENDERS_CLOCKS:
        return True
    return (awaiting == "office") == (side == "sender")


def duty_of(one: Recommendation, side: Side, deadline: RecommendationDeadline | None) -> Words | None:
    """Return what is to be done next; for the sender the rung of the ladder once its clock is the next one."""
    state = one.flow.state(one.state)
    if side == "sender" and deadline is not None and deadline.clock_id in SENDERS_CLOCKS:
        return clock(deadline.clock_id).action
    return _TILL_ANSWERED if _handled_elsewhere(one) else state.duty


def expected_of(one: Recommendation) -> Words:
    """Return what is awaited; of an agency outside Wasit no inner step is, of an ethics council no number of days."""
    if one.state == "accepted" and one.origin == "government" and only_ethics(one):
        return _COUNCIL_EXPECTED
    return _ANSWER_EXPECTED if _handled_elsewhere(one) else one.flow.state(one.state).expects


def _handled_elsewhere(one: Recommendation) -> bool:
    return one.origin == "elsewhere" and one.state == "accepted"


def next_deadline(
    recommendation: Recommendation, now: datetime, side: Side = "sender"
) -> RecommendationDeadline | None:
    """Return the next date for a side: what runs out first among the clocks ahead, else what passed last.

    The sender's clocks of the ladder are no date of the recipient.
    """
    running = getattr(recommendation, "running", None)
    if running is None:
        running = list(recommendation.deadlines.filter(stopped_at__isnull=True).order_by("due_at"))
    dated = [one for one in running if one.due_at is not None]
    if side == "recipient":
        dated = [one for one in dated if one.clock_id not in SENDERS_CLOCKS] or dated
    ahead = [one for one in dated if one.due_at > now]
    return min(ahead, key=lambda one: one.due_at) if ahead else max(dated, key=lambda one: one.due_at, default=None)


def late_count(reach: Reach, now: datetime) -> int:
    """Return how many open recommendations within reach have a clock that ran out and are for the reader to act on."""
    states = workflow("hand_off").states
    office = [state.id for state in states if state.awaiting == "office"]
    agency = [state.id for state in states if state.awaiting == "agency"]
    late = RecommendationDeadline.objects.filter(stopped_at__isnull=True, due_at__lt=now)
    ladder = late.filter(clock_id__in=SENDERS_CLOCKS).values("recommendation")
    limits = late.exclude(clock_id__in=SENDERS_CLOCKS).values("recommendation")
    governments = [grant.agency_id for grant in reach.grants if grant.agency_kind == Agency.Kind.GOVERNMENT]
    theirs = Q(recipient_agency__in=governments)
    ours = ~theirs & (Q(pk__in=ladder) | Q(pk__in=limits, state__in=office))
    return open_recommendations(reach).filter(ours | theirs & Q(pk__in=limits, state__in=agency)).count()
