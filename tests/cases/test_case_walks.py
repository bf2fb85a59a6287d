"""Every move of both regimes, made and refused, with the words of the refusal."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cases.conftest import DAYS
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case, Deadline, MoveMade
from wasit.cases.problems import FieldProblem
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.rulebook import workflow
from wasit.text import Problem

DAY = timedelta(days=1)
ANSWERS: dict[str, Any] = {"reason": "keterangan saksi masih diperlukan", "note": "dicatat", "addressee": "BKN dan PPK"}
STUDY = "study"  # not a move: file the study

# regime-free walks: the moves in order, and where the case stands at the end
WALKS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "finding forwarded and followed up": (
        "finding",
        ("register", "finish_clarification", STUDY, "finish_study", "decide_forward", "record_follow_up", "close"),
        "closed",
    ),
    "finding not proven": (
        "finding",
        ("register", "finish_clarification", STUDY, "finish_study", "decide_not_proven"),
        "not_proven",
    ),
    "finding extended": ("finding", ("register", "extend", "finish_clarification"), "study"),
    "finding declined and closed": ("finding", ("decline", "close"), "closed"),
    "finding to another agency at once": ("finding", ("forward_other_law", "record_follow_up"), "follow_up"),
    "report completed": ("report", ("ask_completion", "receive_completion", "register"), "clarification"),
    "report kept as information": ("report", ("decline", "keep_as_information", "start_tracing"), "tracing"),
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


@pytest.mark.parametrize("regime", ["pilkada", "pemilu"])
@pytest.mark.parametrize("name", WALKS)
def test_walks(
    name: str,
    regime: str,
    open_one: Callable[..., Case],
    move: Callable[..., Case],
    tick_all: Callable[..., None],
    chair: Officer,
) -> None:
    origin, moves, end = WALKS[name]
    case = open_one(origin, regime)
    now = case.opened_at
    for move_id in moves:
        now += timedelta(minutes=30)
        if move_id == STUDY:
            reach = reach_for(chair, "cases.handle", now)
            actions.add_note(case, "Kajian rekaan.", kind=STUDY, officer=chair, reach=reach, now=now)
            continue
        if move_id == "register":
            tick_all(case, now)
        case = move(case, move_id, now, **answers(case, move_id, now))
    assert case.state == end
    made = [step for step in moves if step != STUDY]
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


def test_a_decision_keeps_its_outcomes_and_starts_the_wait_for_the_agency(
    registered: Callable[..., Case], move: Callable[..., Case], chair: Officer
) -> None:
    case = registered()
    now = case.state_since + timedelta(hours=1)
    case = move(case, "finish_clarification", now)
    reach = reach_for(chair, "cases.handle", now)
    actions.add_note(case, "Kajian rekaan.", kind="study", officer=chair, reach=reach, now=now)
    case = move(case, "finish_study", now)
    case = move(case, "decide_forward", now, outcomes=("ethics_discipline", "criminal"), addressee="BKN")
    made = case.moves.get(move_id="decide_forward")
    assert (made.outcomes, made.addressee, made.by) == (["ethics_discipline", "criminal"], "BKN", chair)
    assert case.deadlines.get(clock_id="pilkada-tangani").stage == Deadline.Stage.MET
    wait = case.deadlines.get(clock_id="ppk-tindak-lanjut")
    assert (wait.length, wait.confidence) == (14, "unsure")


def test_a_purely_criminal_matter_starts_no_wait_for_the_appointing_officer(
    registered: Callable[..., Case], move: Callable[..., Case], chair: Officer
) -> None:
    case = registered()
    now = case.state_since + timedelta(hours=1)
    case = move(case, "finish_clarification", now)
    reach = reach_for(chair, "cases.handle", now)
    actions.add_note(case, "Kajian rekaan.", kind="study", officer=chair, reach=reach, now=now)
    case = move(case, "finish_study", now)
    case = move(case, "decide_forward", now, outcomes=("criminal",), addressee="Sentra Gakkumdu")
    assert not case.deadlines.filter(stopped_at__isnull=True).exists()


def test_a_closed_case_takes_nothing_more(
    open_one: Callable[..., Case], move: Callable[..., Case], officer: Officer
) -> None:
    case = open_one("initial_information")
    case = move(case, "set_aside", case.opened_at, reason="bukan pegawai")
    reach = reach_for(officer, "cases.handle")
    with pytest.raises(Problem, match="has ended"):
        actions.add_note(case, "terlambat", kind="remark", officer=officer, reach=reach, now=case.opened_at)
