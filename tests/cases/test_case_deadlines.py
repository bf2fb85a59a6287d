"""Clocks of a case: their values, what extends them, what stops them, and what a change of the calendar does."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.case_cast import DAYS, ELECTIONS, REGISTERED
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case, Deadline, Plenary
from wasit.cases.opening import Opening
from wasit.office import journal
from wasit.office.actions import end_role
from wasit.office.models import JournalEntry, Membership, Notice, Officer
from wasit.proceedings.deadlines import in_time
from wasit.rulebook import Calendar, requirements
from wasit.text import Problem, Words

WIB = ZoneInfo("Asia/Jakarta")


def due(case: Case, clock_id: str) -> str:
    row = case.deadlines.get(clock_id=clock_id, stopped_at__isnull=True)
    return row.due_at.astimezone(ZoneInfo(row.zone)).isoformat() if row.due_at else ""


def test_registered_on_22_october_ends_on_the_25th(registered: Callable[..., Case]) -> None:
    case = registered()
    assert due(case, "pilkada-tangani") == "2024-10-25T23:59:59+07:00"
    kept = case.deadlines.get(clock_id="pilkada-tangani")
    assert (kept.edition, kept.zone, kept.started_by) == ("pilkada-2015", "Asia/Jakarta", "register")
    assert kept.started_at == case.registered_at == REGISTERED
    assert kept.basis.startswith("UU 1/2015 art 134")


def test_extended_it_ends_on_the_27th(registered: Callable[..., Case], move: Callable[..., Case]) -> None:
    case = move(registered(), "extend", REGISTERED + timedelta(days=2), reason="saksi baru")
    assert due(case, "pilkada-tangani") == "2024-10-27T23:59:59+07:00"
    with pytest.raises(Problem, match="can be extended only once"):
        move(case, "extend", REGISTERED + timedelta(days=2), reason="lagi")
    assert case.moves.get(move_id="extend").reason == "saksi baru"


@pytest.mark.parametrize(
    ("at", "works"),
    [
        (datetime(2024, 10, 25, 23, 59, 59, tzinfo=WIB), True),
        (datetime(2024, 10, 25, 23, 59, 59, 999_999, tzinfo=WIB), True),
        (datetime(2024, 10, 26, 0, 0, 0, tzinfo=WIB), False),
    ],
)
def test_an_extension_comes_before_expiry(
    at: datetime, works: bool, registered: Callable[..., Case], move: Callable[..., Case]
) -> None:
    case = registered()
    if works:
        assert due(move(case, "extend", at, reason="saksi baru"), "pilkada-tangani").startswith("2024-10-27")
    else:
        with pytest.raises(Problem, match="The limit has passed"):
            move(case, "extend", at, reason="saksi baru")


def test_a_report_is_reviewed_within_three_days_and_repaired_within_two(
    open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    submitted = datetime(2024, 10, 17, 10, 0, tzinfo=WIB)
    case = open_one(
        "report", now=submitted, act_at=submitted - timedelta(days=1), known_at=submitted, acts=(), evidence=()
    )
    assert due(case, "pilkada-kajian-awal") == "2024-10-20T23:59:59+07:00"
    notified = datetime(2024, 10, 20, 15, 0, tzinfo=WIB)
    case = move(case, "ask_completion", notified, missing_requirements=("evidence",), notified_at=notified)
    assert due(case, "pilkada-perbaikan") == "2024-10-22T23:59:59+07:00"
    assert case.deadlines.get(clock_id="pilkada-kajian-awal").stage == Deadline.Stage.MET


def test_a_general_election_counts_working_days(registered: Callable[..., Case], move: Callable[..., Case]) -> None:
    # Registered Thursday 18 January 2024; seven working days: 19, 22-26, 29 January.
    case = registered("finding", "pemilu", now=datetime(2024, 1, 18, 9, 0, tzinfo=WIB))
    assert due(case, "pemilu-tangani") == "2024-01-29T23:59:59+07:00"
    # Fourteen in all from registration: to 7 February (8 and 9 February are holiday and joint leave, not reached).
    case = move(case, "extend", datetime(2024, 1, 22, 9, 0, tzinfo=WIB), reason="saksi baru")
    assert due(case, "pemilu-tangani") == "2024-02-07T23:59:59+07:00"


def test_days_are_those_of_the_office(stranger: Officer) -> None:
    # 23.30 in Jakarta is 00.30 of the next day in Bima: one day more.
    known = datetime(2024, 10, 19, 23, 30, tzinfo=WIB)
    opening = Opening(
        origin="finding",
        region_code="52.72",
        election_id=ELECTIONS["pilkada"],
        title="Dugaan rekaan",
        act_at=known - timedelta(hours=2),
        known_at=known,
        place="Bima",
    )
    now = known + timedelta(hours=10)
    case = actions.open_case(opening, officer=stranger, reach=reach_for(stranger, "cases.open", now), now=now)
    assert due(case, "pilkada-temuan") == "2024-10-27T23:59:59+08:00"


def test_the_limit_of_a_finding_runs_from_the_day_it_became_known(open_one: Callable[..., Case]) -> None:
    case = open_one("finding")
    assert due(case, "pilkada-temuan") == "2024-10-26T23:59:59+07:00"
    assert case.deadlines.get().confidence == "unsure"


def test_information_kept_from_a_report_runs_towards_a_finding(
    open_one: Callable[..., Case], move: Callable[..., Case]
) -> None:
    case = move(open_one("report"), "decline", DAYS["pilkada"] + timedelta(days=2), reason="kurang bukti")
    told = DAYS["pilkada"] + timedelta(days=2)
    case = move(case, "tell_status", told, notified_at=told, note="diumumkan di papan")
    case = move(case, "keep_as_information", DAYS["pilkada"] + timedelta(days=2), note="ditelusuri")
    assert (case.origin, case.state) == ("initial_information", "initial_information")
    assert due(case, "pilkada-temuan") == "2024-10-26T23:59:59+07:00"


def test_a_whole_last_second_is_still_in_time() -> None:
    last = datetime(2024, 10, 25, 16, 59, 59, tzinfo=UTC)
    assert in_time(last, last + timedelta(milliseconds=999))
    assert not in_time(last, last + timedelta(seconds=1))
    assert in_time(None, last)


def holidays(*days: date) -> Calendar:
    words = Words(id="libur rekaan", en="invented holiday")
    return Calendar.official().with_changes([(day, "local", words) for day in days])


def test_a_new_holiday_moves_open_clocks_only(registered: Callable[..., Case], open_one: Callable[..., Case]) -> None:
    at = datetime(2024, 1, 18, 9, 0, tzinfo=WIB)
    case, pilkada = registered("finding", "pemilu", now=at), open_one("finding")
    stopped = case.deadlines.get(clock_id="pemilu-temuan")
    now = datetime(2024, 1, 20, 9, 0, tzinfo=WIB)
    assert actions.recompute_deadlines(now) == 0
    assert actions.recompute_deadlines(now, calendar=holidays(date(2024, 1, 25))) == 1
    assert due(case, "pemilu-tangani") == "2024-01-30T23:59:59+07:00"
    assert due(pilkada, "pilkada-temuan") == "2024-10-26T23:59:59+07:00"
    stopped.refresh_from_db()
    assert stopped.stage == Deadline.Stage.MET
    told = JournalEntry.objects.get(verb="cases.deadline_recomputed")
    assert (told.subject, told.actor) == (case.subject, None)
    assert told.details["before"].startswith("2024-01-29")
    assert told.details["due"].startswith("2024-01-30")
    assert journal.verify().ok


# ---------- the tick ----------

SOON = datetime(2024, 10, 25, 0, 0, tzinfo=WIB)
LATE = datetime(2024, 10, 26, 0, 0, tzinfo=WIB)


def keys(person: Officer) -> list[str]:
    return sorted(key.split(":")[2] for key in Notice.objects.filter(officer=person).values_list("key", flat=True))


def test_reminders_come_once(
    registered: Callable[..., Case], officer: Officer, chair: Officer, colleague: Officer
) -> None:
    case = registered()
    assert actions.look_at_deadlines(SOON - timedelta(seconds=2)) == 0
    assert actions.look_at_deadlines(SOON) == 1
    assert actions.look_at_deadlines(SOON + timedelta(hours=3)) == 0
    assert (keys(officer), keys(chair)) == (["soon"], [])
    assert actions.look_at_deadlines(LATE) == 1
    assert actions.look_at_deadlines(LATE + timedelta(days=5)) == 0
    assert (keys(officer), keys(chair), keys(colleague)) == (["late", "soon"], ["late"], [])
    notice = Notice.objects.filter(officer=chair).get()
    assert notice.url == case.get_absolute_url()
    assert "25 Oktober 2024, 23.59 WIB" in notice.words["id"]
    assert "Raka" not in notice.words["id"]
    assert journal.verify().ok


def test_a_tick_that_was_asleep_tells_the_present_stage_only(registered: Callable[..., Case], officer: Officer) -> None:
    registered()
    assert actions.look_at_deadlines(LATE + timedelta(days=2)) == 1
    assert keys(officer) == ["late"]


def test_a_clock_that_was_met_reminds_nobody(
    in_plenary: Callable[..., Case],
    vote: Callable[..., Plenary],
    move: Callable[..., Case],
    officer: Officer,
) -> None:
    case = in_plenary()
    now = case.state_since + timedelta(hours=1)
    vote(case, now, "not_proven")
    case = move(case, "decide_not_proven", now, reason="tidak cukup bukti")
    assert case.deadlines.get(clock_id="pilkada-tangani").stage == Deadline.Stage.MET
    # What runs now is the status notice; once told, nothing reminds any more.
    case = move(case, "tell_status", now, notified_at=now, note="diumumkan")
    assert actions.look_at_deadlines(LATE + timedelta(days=9)) == 0
    assert keys(officer) == []


def test_two_processes_claim_one_row_once(registered: Callable[..., Case], officer: Officer) -> None:
    case = registered()
    pk = case.deadlines.get(clock_id="pilkada-tangani").pk
    # Both saw the row as due; the second one comes after the first has written.
    assert actions.claim_due(pk, SOON) is True
    assert actions.claim_due(pk, SOON) is False
    assert keys(officer) == ["soon"]


def test_a_crash_between_claim_and_notice_loses_nothing(
    registered: Callable[..., Case], officer: Officer, chair: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered()

    def crash(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr("wasit.office.notices.notify", crash)
        with pytest.raises(RuntimeError, match="power cut"):
            actions.look_at_deadlines(LATE)
    assert keys(officer) == []
    assert not JournalEntry.objects.filter(verb="cases.deadline_late").exists()
    assert actions.look_at_deadlines(LATE) == 1
    assert (keys(officer), keys(chair)) == (["late"], ["late"])


def test_an_extension_is_a_new_occasion(
    registered: Callable[..., Case], move: Callable[..., Case], officer: Officer
) -> None:
    case = registered()
    actions.look_at_deadlines(SOON)
    move(case, "extend", SOON + timedelta(hours=8), reason="saksi baru")
    assert actions.look_at_deadlines(SOON + timedelta(hours=9)) == 0
    assert actions.look_at_deadlines(SOON + timedelta(days=2)) == 1
    assert keys(officer) == ["soon", "soon"]


def test_a_reminder_goes_to_who_still_handles_cases(
    registered: Callable[..., Case], officer: Officer, colleague: Officer, chair: Officer, administrator: Officer
) -> None:
    """Whoever left the office learns nothing more of its cases, and those who stayed are told instead."""
    case = registered()
    soon = case.deadlines.get(clock_id="pilkada-tangani").due_at
    assert soon is not None
    end_role(Membership.objects.get(officer=officer), actor=None, now=soon - timedelta(days=1))
    actions.look_at_deadlines(soon - timedelta(hours=5))
    told = set(Notice.objects.values_list("officer", flat=True))
    assert told == {colleague.pk, chair.pk}


def test_a_clock_that_cannot_be_read_keeps_no_other_waiting(
    registered: Callable[..., Case], open_one: Callable[..., Case], officer: Officer
) -> None:
    broken = open_one("report", now=REGISTERED - timedelta(hours=5)).deadlines.get()
    Deadline.objects.filter(pk=broken.pk).update(clock_id="hilang")
    registered()
    with pytest.raises(ExceptionGroup) as told:
        actions.look_at_deadlines(SOON)
    assert keys(officer) == ["soon"]
    assert "hilang" in str(told.value.exceptions[0])
    with pytest.raises(ExceptionGroup):
        actions.recompute_deadlines(SOON)


def test_several_marks_are_kept_together_or_not_at_all(open_one: Callable[..., Case], officer: Officer) -> None:
    case = open_one("finding")
    first = requirements(case.regime, case.origin)[0].id
    with pytest.raises(Problem):
        actions.check_requirements(
            case, {first: (True, ""), "tidak-ada": (True, "")}, officer=officer,
            reach=reach_for(officer, "cases.handle"), now=REGISTERED,
        )  # fmt: skip
    assert not case.checks.exists()
