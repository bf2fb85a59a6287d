"""Every move of both regimes, made and refused, with the words of the refusal."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.case_cast import DAYS
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case, Deadline, MoveMade, Plenary
from wasit.forwarding import actions as forwarding
from wasit.forwarding.queries import recommendations_from
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.proceedings.problems import FieldProblem
from wasit.rulebook import workflow
from wasit.text import Problem

DAY = timedelta(days=1)
ANSWERS: dict[str, Any] = {"reason": "keterangan saksi masih diperlukan", "note": "dicatat", "addressee": "BKN dan PPK"}
# Not moves, but acts without which the next move is refused.
STUDY, HEAR, PROVEN, NOT_PROVEN, ANSWER = "study", "hear", "proven", "not_proven", "answer"
ACTS = {STUDY, HEAR, PROVEN, NOT_PROVEN, ANSWER}

# regime-free walks: the moves in order, and where the case stands at the end
WALKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "finding forwarded and followed up": (
        "finding",
        (
            "register",
            HEAR,
            "finish_clarification",
            STUDY,
            "finish_study",
            PROVEN,
            "decide_forward",
            "tell_status",
            ANSWER,
            "record_follow_up",
            "close",
        ),
        "closed",
    ),
    "finding not proven": (
        "finding",
        (
            "register",
            "finish_clarification",
            STUDY,
            "finish_study",
            NOT_PROVEN,
            "decide_not_proven",
            "tell_status",
            "close",
        ),
        "closed",
    ),
    "finding extended": ("finding", ("register", "extend", "finish_clarification"), "study"),
    "finding paused": ("finding", ("register", "finish_clarification", "pause", "resume"), "clarification"),
    "finding declined and closed": ("finding", ("decline", "tell_status", "close"), "closed"),
    "finding to another agency at once": ("finding", ("forward_other_law", ANSWER, "record_follow_up"), "follow_up"),
    "report withdrawn": ("report", ("withdraw", "tell_status", "close"), "closed"),
    "report completed": ("report", ("ask_completion", "receive_completion", "register"), "clarification"),
    "report kept as information": (
        "report",
        ("decline", "tell_status", "keep_as_information", "start_tracing"),
        "tracing",
    ),
    "information becomes a finding": (
        "initial_information",
        ("start_tracing", "adopt_finding", "register"),
        "clarification",
    ),
    "information set aside": ("initial_information", ("start_tracing", "set_aside"), "closed"),
}


def answers(case: Case, move_id: str, now: datetime) -> dict[str, Any]:
    """What the move asks for, well answered."""
    given: dict[str, Any] = {}
    for ask in workflow(case.regime).move(move_id).asks:
        given[ask] = {
            "outcomes": ("ethics_discipline",),
            "missing_requirements": ("reported_party",),
            "notified_at": now,
        }.get(ask) or ANSWERS[ask]
    return given


@pytest.fixture
def act(
    chair: Officer, heard: Callable[..., None], vote: Callable[..., Plenary], division_head: Officer
) -> Callable[[Case, str, datetime], None]:
    """Return a function that does what a move waits for and is no move itself."""

    def study(case: Case, now: datetime) -> None:
        reach = reach_for(chair, "cases.handle", now)
        actions.add_note(case, "Kajian rekaan.", kind=STUDY, officer=chair, reach=reach, now=now)

    def answer(case: Case, now: datetime) -> None:
        by: dict[str, Any] = {"officer": chair, "reach": reach_for(chair, "cases.handle", now), "now": now}
        for one in recommendations_from(case.subject):
            actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", **by)
            actions.send(case, one, **by)
            forwarding.perform(one, "record_receipt", note="diterima", notified_at=now, **by)
            forwarding.perform(one, "record_outcome", note="dijawab", notified_at=now, **by)

    def make(case: Case, what: str, now: datetime) -> None:
        {
            STUDY: study,
            HEAR: heard,
            PROVEN: vote,
            NOT_PROVEN: lambda case, now: vote(case, now, "not_proven"),
            ANSWER: answer,
        }[what](case, now)

    return make


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
@pytest.mark.parametrize("name", WALKS)
def test_walks(
    name: str,
    regime: str,
    open_one: Callable[..., Case],
    move: Callable[..., Case],
    tick_all: Callable[..., None],
    act: Callable[[Case, str, datetime], None],
) -> None:
    origin, moves, end = WALKS[name]
    case = open_one(origin, regime)
    now = case.opened_at
    for move_id in moves:
        now += timedelta(minutes=30)
        if move_id in ACTS:
            act(case, move_id, now)
            continue
        if move_id == "register":
            tick_all(case, now)
        case = move(case, move_id, now, **answers(case, move_id, now))
    assert case.state == end
    made = [step for step in moves if step not in ACTS]
    assert list(MoveMade.objects.filter(case=case).values_list("move_id", flat=True)) == made
    assert case.version == len(made)
    told = JournalEntry.objects.filter(subject=case.subject, verb="cases.moved").order_by("seq")
    assert [entry.details["move"] for entry in told] == made
    assert journal.verify().ok


def test_every_move_of_every_regime_is_walked() -> None:
    walked = {step for _origin, moves, _end in WALKS.values() for step in moves} | {
        "completion_expired",
        "lapse",
        "note_gaps",
        "transfer",  # test_case_transfers.py
    }
    for regime in ("pilkada", "pemilu"):
        assert {one.id for one in workflow(regime).moves} <= walked


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
def test_a_completion_that_never_came(regime: str, open_one: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = open_one("report", regime)
    now = case.opened_at + timedelta(hours=1)
    case = move(case, "ask_completion", now, **answers(case, "ask_completion", now))
    with pytest.raises(Problem, match="has not passed yet"):
        move(case, "completion_expired", now + timedelta(hours=1))
    late = now + 30 * DAY
    with pytest.raises(Problem, match="The limit has passed"):
        move(case, "receive_completion", late)
    case = move(case, "completion_expired", late)
    assert case.state == "not_registered"
    repair = case.deadlines.get(clock_id=f"{regime}-perbaikan")
    assert (repair.stage, repair.stopped_at) == (Deadline.Stage.MISSED, late)


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
def test_a_finding_lapses_only_after_its_limit(
    regime: str, open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    case = open_one("finding", regime)
    with pytest.raises(Problem, match="has not passed yet"):
        move(case, "lapse", case.opened_at + DAY, reason="x")
    case = move(case, "lapse", case.opened_at + 40 * DAY, reason="tidak sempat diregistrasi")
    assert case.state == "lapsed"
    assert not case.deadlines.filter(stopped_at__isnull=True).exists()


def test_gaps_are_noted_before_the_notice_in_a_general_election(
    open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    case = open_one("report", "pemilu")
    now = case.opened_at + timedelta(hours=1)
    case = move(case, "note_gaps", now, missing_requirements=("evidence",))
    assert case.state == "initial_review"
    assert set(case.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True)) == {"pemilu-pemberitahuan"}
    case = move(case, "ask_completion", now, missing_requirements=("evidence",), notified_at=now)
    assert set(case.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True)) == {"pemilu-perbaikan"}


def test_a_reporter_is_asked_to_complete_once(open_one: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = open_one("report")
    now = case.opened_at + timedelta(hours=1)
    case = move(case, "ask_completion", now, **answers(case, "ask_completion", now))
    case = move(case, "receive_completion", now)
    with pytest.raises(Problem, match="asked to complete once already"):
        move(case, "ask_completion", now, **answers(case, "ask_completion", now))


# what is taken away, and the words with which `register` is then refused
REGISTER_REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "no reported person": ({"people": ()}, "no reported person"),
    "no act": ({"acts": ()}, "no alleged act"),
    "no evidence": ({"evidence": ()}, "no evidence"),
    "known too long ago": (
        {"known_at": DAYS["pilkada"] - 10 * DAY, "act_at": DAYS["pilkada"] - 11 * DAY},
        "limit since",
    ),
}


@pytest.mark.parametrize("name", REGISTER_REFUSALS)
def test_registration_is_refused(
    name: str, open_one: Callable[..., Case], move: Callable[..., Case], tick_all: Callable[..., None]
) -> None:
    changes, words = REGISTER_REFUSALS[name]
    case = open_one("finding", **changes)
    now = case.opened_at + timedelta(hours=1)
    tick_all(case, now)
    with pytest.raises(Problem, match=words):
        move(case, "register", now)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.version, stored.register_number) == ("initial_review", 0, "")


def test_registration_needs_the_checklist(
    open_one: Callable[..., Case], move: Callable[..., Case], tick_all: Callable[..., None], officer: Officer
) -> None:
    case = open_one("finding")
    now = case.opened_at + timedelta(hours=1)
    with pytest.raises(Problem, match="Formal requirements are not complete"):
        move(case, "register", now)
    tick_all(case, now)
    reach = reach_for(officer, "cases.handle", now)
    actions.check_requirement(case, "evidence", met=False, officer=officer, reach=reach, now=now, note="buram")
    with pytest.raises(Problem, match="Material requirements are not complete"):
        move(case, "register", now)


def test_a_decision_needs_a_study(registered: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = registered()
    now = case.state_since + timedelta(hours=1)
    case = move(case, "finish_clarification", now)
    with pytest.raises(Problem, match="no written study"):
        move(case, "finish_study", now)


def test_roles_decide_who_moves(registered: Callable[..., Case], move: Callable[..., Case], officer: Officer) -> None:
    case = registered()
    with pytest.raises(Problem, match="Only for: division head, chair of this office"):
        move(case, "extend", case.state_since, by=officer, reason="perlu waktu")
    move(case, "finish_clarification", case.state_since, by=officer)


def test_a_supervisor_moves_nothing(registered: Callable[..., Case], supervisor: Officer) -> None:
    case = registered()
    for permission in ("cases.view", "cases.handle"):
        with pytest.raises(Problem, match="Only for"):
            actions.perform(
                case,
                "finish_clarification",
                officer=supervisor,
                reach=reach_for(supervisor, permission),
                now=case.state_since,
            )


def test_a_move_of_another_state_is_refused(open_one: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = open_one("finding")
    with pytest.raises(Problem, match="cannot be made in the state Initial review"):
        move(case, "finish_study", case.opened_at)


@pytest.mark.parametrize(
    ("move_id", "asked", "field"),
    [
        ("decline", {"reason": "  "}, "reason"),
        ("forward_other_law", {}, "addressee"),
        ("ask_completion", {"notified_at": DAYS["pilkada"] + DAY}, "missing_requirements"),
        ("ask_completion", {"missing_requirements": ("evidence",)}, "notified_at"),
        ("ask_completion", {"missing_requirements": ("evidence",), "notified_at": DAYS["pilkada"]}, "notified_at"),
        (
            "ask_completion",
            {"missing_requirements": ("evidence",), "notified_at": DAYS["pilkada"] + 9 * DAY},
            "notified_at",
        ),
        (
            "ask_completion",
            {"missing_requirements": ("no_such",), "notified_at": DAYS["pilkada"] + DAY},
            "missing_requirements",
        ),
    ],
)
def test_answers_are_asked_for(
    move_id: str, asked: dict[str, Any], field: str, open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    case = open_one("report")
    with pytest.raises(FieldProblem) as caught:
        move(case, move_id, case.opened_at + timedelta(hours=1), **asked)
    assert caught.value.field == field
    assert Case.objects.get(pk=case.pk).state == "initial_review"


def test_a_decision_keeps_its_outcomes_and_hands_on_what_was_decided(
    in_plenary: Callable[..., Case], vote: Callable[..., Plenary], move: Callable[..., Case], chair: Officer
) -> None:
    case = in_plenary()
    now = case.state_since + timedelta(hours=1)
    decided = ("ethics_discipline", "criminal")
    vote(case, now, "proven", decided)
    case = move(case, "decide_forward", now, outcomes=decided, addressee="BKN")
    made = case.moves.get(move_id="decide_forward")
    assert (made.outcomes, made.addressee, made.by) == (["ethics_discipline", "criminal"], "BKN", chair)
    assert case.deadlines.get(clock_id="pilkada-tangani").stage == Deadline.Stage.MET
    assert set(case.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True)) == {"pemberitahuan-status"}
    handed = {one.recipient_id: one for one in recommendations_from(case.subject)}
    assert set(handed) == {"appointing_officer", "bkn", "gakkumdu"}
    # The wait for the agency runs on the recommendation, from the day it received the package.
    one = handed["appointing_officer"]
    by: dict[str, Any] = {"officer": chair, "reach": reach_for(chair, "cases.handle", now), "now": now}
    actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", **by)
    actions.send(case, one, **by)
    forwarding.perform(one, "record_receipt", note="diterima", notified_at=now, **by)
    wait = one.deadlines.get(clock_id="ppk-tindak-lanjut")
    assert (wait.length, wait.confidence, wait.stopped_at) == (14, "unsure", None)


def test_a_purely_criminal_matter_starts_no_wait_for_the_appointing_officer(forwarded: Callable[..., Case]) -> None:
    case = forwarded(outcomes=("criminal",))
    assert [one.recipient_id for one in recommendations_from(case.subject)] == ["gakkumdu"]
    assert not case.deadlines.filter(clock_id="ppk-tindak-lanjut").exists()


def test_what_was_told_of_an_earlier_decision_counts_no_more(
    open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    """Declined, told, kept, adopted again, declined again: whoever reported must be told of the second too."""
    case = open_one("report")
    now = case.opened_at + timedelta(hours=1)
    case = move(case, "decline", now, reason="kurang")
    with pytest.raises(Problem, match="status was not told"):
        move(case, "keep_as_information", now, note="ditelusuri")
    case = move(case, "tell_status", now, notified_at=now, note="papan")
    case = move(case, "keep_as_information", now, note="ditelusuri")
    case = move(case, "adopt_finding", now + timedelta(hours=1))
    later = now + timedelta(hours=2)
    case = move(case, "decline", later, reason="tetap kurang")
    with pytest.raises(Problem, match="status was not told"):
        move(case, "close", later)
    case = move(case, "tell_status", later, notified_at=later, note="papan")
    assert move(case, "close", later).state == "closed"


def test_after_a_completion_the_file_still_has_a_date(open_one: Callable[..., Case], move: Callable[..., Case]) -> None:
    for regime in ("pilkada", "pemilu"):
        case = open_one("report", regime)
        now = case.opened_at + timedelta(hours=1)
        case = move(case, "ask_completion", now, **answers(case, "ask_completion", now))
        case = move(case, "receive_completion", now)
        assert [row.clock_id for row in case.deadlines.filter(stopped_at=None)] == ["kajian-awal-lengkap"]
        case = move(case, "decline", now, reason="tetap kurang")
        assert not case.deadlines.filter(clock_id="kajian-awal-lengkap", stopped_at=None).exists()


def test_somebodys_time_to_answer_is_no_date_of_the_file(
    open_one: Callable[..., Case], move: Callable[..., Case], officer: Officer
) -> None:
    """Found by a random history: the offer to answer ran, and the file itself was left without a date."""
    case = open_one("report")
    now = case.opened_at + timedelta(hours=1)
    reach = reach_for(officer, "cases.handle", now)
    actions.offer_reply(case, case.parties.get(), offered_at=now, officer=officer, reach=reach, now=now)
    case = move(case, "ask_completion", now, **answers(case, "ask_completion", now))
    case = move(case, "receive_completion", now)
    running = case.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True)
    assert set(running) == {"hak-jawab", "kajian-awal-lengkap"}


def test_a_decision_without_a_plenary_is_refused(in_plenary: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = in_plenary()
    now = case.state_since + timedelta(hours=1)
    for move_id in ("decide_forward", "decide_not_proven"):
        with pytest.raises(Problem, match="No plenary has decided by majority"):
            move(case, move_id, now, **answers(case, move_id, now))


def test_a_conflict_of_interest_leaves_no_move(
    registered: Callable[..., Case], move: Callable[..., Case], officer: Officer
) -> None:
    """The page is closed to them; the action refuses too."""
    case = registered()
    reach = reach_for(officer, "cases.handle", case.state_since)
    actions.declare(case, officer, reason="saudara terlapor", officer=officer, reach=reach, now=case.state_since)
    with pytest.raises(Problem, match="because of a conflict of interest"):
        move(case, "finish_clarification", case.state_since, by=officer)


def test_a_closed_case_takes_nothing_more(
    open_one: Callable[..., Case], move: Callable[..., Case], officer: Officer
) -> None:
    case = open_one("initial_information")
    case = move(case, "set_aside", case.opened_at, reason="bukan pegawai")
    reach = reach_for(officer, "cases.handle")
    with pytest.raises(Problem, match="has ended"):
        actions.add_note(case, "terlambat", kind="remark", officer=officer, reach=reach, now=case.opened_at)
