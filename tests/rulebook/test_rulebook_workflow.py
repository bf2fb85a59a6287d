"""The path of a case is whole: every state can be reached and left, every name points to something."""

import pytest

from wasit.rulebook import clocks, term, workflow, workflows
from wasit.rulebook.check import reachable
from wasit.text import Problem

REGIMES = ("pilkada", "pemilu")
STATES = {
    "initial_information", "tracing", "initial_review", "completion", "clarification", "study", "plenary",
    "forwarded", "follow_up", "not_proven", "not_registered", "lapsed", "closed", "paused", "withdrawn",
    "transferred",
}  # fmt: skip
MOVES = {
    "start_tracing", "adopt_finding", "set_aside", "ask_completion", "receive_completion", "completion_expired",
    "decline", "register", "forward_other_law", "extend", "finish_clarification", "finish_study",
    "decide_not_proven", "decide_forward", "record_follow_up", "close", "keep_as_information", "lapse",
    "withdraw", "pause", "resume", "tell_status", "transfer",
}  # fmt: skip
TO_REGISTER = {
    "formal_complete", "material_complete", "has_reported_person", "has_act", "has_evidence", "finding_in_time",
}  # fmt: skip
GUARDS = TO_REGISTER | {
    "extension_unused", "before_expiry", "has_study", "not_registered_yet", "all_offered", "reply_time_over",
    "plenary_proven", "plenary_not_proven", "status_told", "one_answered", "all_answered", "goes_on_elsewhere",
}  # fmt: skip
ORIGINS = ("report", "finding", "initial_information")

# Whose clocks a workflow may use beside those of the house.
LAWS = {"pilkada": {"pilkada"}, "pemilu": {"pemilu"}, "hand_off": {"bkn", "discipline", "appeal"}}

HAND_OFF_STATES = {
    "drafted", "sent", "accepted", "returned", "examination", "decided", "delivered", "contested", "settled", "cleared",
    "answered", "revoked", "closed",
}  # fmt: skip
HAND_OFF_MOVES = {
    "send", "receive", "record_receipt", "return_package", "revoke", "start_examination", "summon_again",
    "decide_sanction", "decide_cleared", "note_absence", "hand_over", "object", "uphold", "amend", "overturn",
    "take_effect", "record_outcome", "letter_1", "letter_2", "letter_3", "bkn_package", "record_block",
    "record_unblock", "close",
}  # fmt: skip
HAND_OFF_GUARDS = {
    "package_ready", "recipient_free", "summons_early_enough", "first_missed", "second_late_enough", "examined",
    "team_complete", "decision_written", "objection_in_time", "objection_time_over", "rung_due", "handed_to_bkn",
    "not_blocked", "is_blocked",
}  # fmt: skip
# The workflows with the doors by which a matter comes into each.
DOORS = [
    *((regime, origin) for regime in REGIMES for origin in ORIGINS),
    ("hand_off", "government"),
    ("hand_off", "elsewhere"),
]
FLOWS = (*REGIMES, "hand_off")


@pytest.mark.parametrize("regime", REGIMES)
def test_states_moves_and_guards_are_those_the_program_knows(regime: str) -> None:
    flow = workflow(regime)
    assert {state.id for state in flow.states} == STATES
    assert {move.id for move in flow.moves} - {"note_gaps"} == MOVES
    assert {guard.id for guard in flow.guards} == GUARDS
    assert {outcome.id for outcome in flow.outcomes} == {
        "ethics_discipline", "criminal", "administrative", "organiser_ethics", "other_law",
    }  # fmt: skip


def test_the_hand_off_has_the_states_moves_and_guards_that_the_program_knows() -> None:
    flow = workflow("hand_off")
    assert {state.id for state in flow.states} == HAND_OFF_STATES
    assert {move.id for move in flow.moves} == HAND_OFF_MOVES
    assert {guard.id for guard in flow.guards} == HAND_OFF_GUARDS
    assert {outcome.id for outcome in flow.outcomes} == {"penalty", "dismissal"}


def test_these_are_all_workflows() -> None:
    assert set(workflows()) == set(FLOWS)


@pytest.mark.parametrize("regime", FLOWS)
def test_every_state_can_be_reached(regime: str) -> None:
    flow = workflow(regime)
    assert reachable(flow) == {state.id for state in flow.states}


@pytest.mark.parametrize(("regime", "origin"), DOORS)
def test_no_case_gets_stuck_whatever_its_origin(regime: str, origin: str) -> None:
    """Walk every move a case can make, with its origin as adoption and keeping change it."""
    flow = workflow(regime)
    open_ends = {(flow.initial(origin), origin)}
    seen: set[tuple[str, str]] = set()
    while open_ends:
        state, now = open_ends.pop()
        seen.add((state, now))
        moves = flow.moves_from(state, now)
        assert bool(moves) != flow.state(state).terminal, (state, now)
        for move in moves:
            after = {"adopt_finding": "finding", "keep_as_information": "initial_information"}.get(move.id, now)
            open_ends |= {(move.target or state, after)} - seen
        assert flow.state(state).terminal or any(move.target not in {None, state} for move in moves), (state, now)
    assert any(flow.state(state).terminal for state, _ in seen)


@pytest.mark.parametrize("regime", FLOWS)
def test_every_name_in_a_move_points_to_something(regime: str) -> None:
    flow = workflow(regime)
    for move in flow.moves:
        for state in (*move.sources, *filter(None, [move.target])):
            assert flow.state(state).id == state
        for guard in move.needs:
            assert flow.guard_words(guard).en
        for clock_id in (*(start.clock for start in move.starts), *move.stops, *filter(None, [move.extends])):
            assert clocks()[clock_id].regime in {*LAWS[regime], "house"}
        for role in move.roles:
            assert term(role).id
    watches = [state.watch for state in flow.states if state.watch]
    assert {clocks()[clock_id].regime for clock_id in watches} <= {*LAWS[regime], "house"}


@pytest.mark.parametrize("regime", FLOWS)
def test_everything_shown_has_words_in_both_languages(regime: str) -> None:
    flow = workflow(regime)
    shown = [state.words for state in flow.states] + [state.expects for state in flow.states]
    shown += [move.words for move in flow.moves] + [guard.words for guard in flow.guards]
    shown += [step.words for step in flow.steps] + [outcome.words for outcome in flow.outcomes]
    assert all(words.id.strip() and words.en.strip() and words.id != words.en for words in shown)
    assert not any(bad in words.id.lower() for words in shown for bad in ("pelaku", "pelanggar "))


def test_registration_starts_the_handling_clock_and_takes_a_number() -> None:
    for regime in REGIMES:
        register = workflow(regime).move("register")
        assert [(start.clock, start.at) for start in register.starts] == [(f"{regime}-tangani", "registered_at")]
        assert register.takes_number == "register"
        assert register.primary
        assert set(register.needs) == TO_REGISTER


def test_only_the_chair_decides_and_only_on_a_study() -> None:
    for regime in REGIMES:
        for move_id in ("decide_forward", "decide_not_proven"):
            move = workflow(regime).move(move_id)
            assert move.roles == ("chair",)
            assert {
                "has_study",
                move_id.replace("decide_forward", "plenary_proven").replace("decide_", "plenary_"),
            } <= set(move.needs)


def test_nothing_is_decided_against_somebody_who_could_not_answer() -> None:
    for regime in REGIMES:
        assert {"all_offered", "reply_time_over"} <= set(workflow(regime).move("decide_forward").needs)


def test_whoever_reported_is_told_before_the_file_ends() -> None:
    for regime in REGIMES:
        flow = workflow(regime)
        assert "status_told" in flow.move("close").needs
        waiting = {one.id for one in flow.moves if "pemberitahuan-status" in {start.clock for start in one.starts}}
        told = flow.move("tell_status")
        for move_id in waiting:
            assert flow.move(move_id).target in told.sources and set(flow.move(move_id).origins) <= set(told.origins)
        assert told.target is None


def test_nothing_that_was_decided_waits_without_a_date() -> None:
    """Each state in which a recommendation is open names the clock that must not be missing."""
    flow = workflow("hand_off")
    assert all(state.terminal != bool(state.watch) for state in flow.states)


def test_every_started_clock_of_a_case_is_stopped_somewhere() -> None:
    for flow in workflows().values():
        started = {start.clock for row in (*flow.moves, *flow.openings) for start in row.starts}
        started |= {state.watch for state in flow.states if state.watch}
        assert started <= {clock_id for move in flow.moves for clock_id in move.stops}


def test_each_origin_has_a_limit_that_can_be_extended_by_nobody() -> None:
    for flow in map(workflow, REGIMES):
        assert {opening.id for opening in flow.openings} == set(ORIGINS)
        assert all(clocks()[opening.limit].extension is None for opening in flow.openings)


def test_the_primary_move_comes_first() -> None:
    assert workflow("pilkada").moves_from("initial_review", "report")[0].id == "register"


def test_a_plenary_is_told_to_decide_and_neither_outcome_comes_first() -> None:
    for flow in map(workflow, REGIMES):
        duty = flow.state("plenary").duty
        assert duty is not None
        assert "teruskan" not in duty.id and "terbukti" not in duty.id
        assert not any(move.primary for move in flow.moves_from("plenary", "finding"))


def test_a_finding_is_never_sent_back_to_a_reporter() -> None:
    for flow in map(workflow, REGIMES):
        assert "ask_completion" not in {move.id for move in flow.moves_from("initial_review", "finding")}


@pytest.mark.parametrize("wrong", ["pilpres", ""])
def test_an_unknown_regime_state_move_or_guard_is_told(wrong: str) -> None:
    with pytest.raises(Problem):
        workflow(wrong)
    for ask in (workflow("pilkada").state, workflow("pilkada").move, workflow("pilkada").guard_words):
        with pytest.raises(Problem):
            ask(wrong)
    with pytest.raises(Problem):
        workflow("pilkada").initial(wrong)
