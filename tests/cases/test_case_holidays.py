"""A table of holidays that changes afterwards: which clocks move, what the journal says, who is told anew."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.office import journal
from wasit.office.models import JournalEntry, Notice, Officer
from wasit.rulebook import Calendar
from wasit.text import Words

WIB = ZoneInfo("Asia/Jakarta")
WORDS = Words(id="libur rekaan", en="invented holiday")
LATER = datetime(2024, 1, 20, 9, 0, tzinfo=WIB)
Opener = Callable[..., Case]


def at(month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, second, tzinfo=WIB)


def changed(*, off: tuple[str, ...] = (), work: tuple[str, ...] = ()) -> Calendar:
    """The official table with days of 2024 (month-day) added as days off, or made days of work."""
    added = [(date.fromisoformat(f"2024-{day}"), "joint_leave", WORDS) for day in off]
    taken = [(date.fromisoformat(f"2024-{day}"), None, WORDS) for day in work]
    return Calendar.official().with_changes([*added, *taken])


def row_of(case: Case, clock_id: str = "pemilu-tangani") -> Any:
    return case.deadlines.get(clock_id=clock_id)


def values_of(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def last_day(case: Case) -> str:
    due = row_of(case).due_at.astimezone(WIB)
    assert due.strftime("%H:%M:%S") == "23:59:59"
    return due.strftime("%m-%d")


def told() -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(verb="cases.deadline_recomputed").order_by("seq"))


def notices_of(person: Officer) -> list[Notice]:
    return list(Notice.objects.filter(officer=person, key__startswith="cases.deadline:").order_by("pk"))


@pytest.fixture
def january(registered: Opener) -> Case:
    """Registered Thursday 18 January 2024; seven working days: 19, 22 to 26, 29 January."""
    return registered("finding", "pemilu", now=at(1, 18))


# Each change is put to the official table anew, so the way back is a change as well.
ADDED = [
    (("01-25",), "01-30"),  # one working day less before the end
    (("01-25", "01-26"), "01-31"),  # two
    (("01-29",), "01-30"),  # the last day itself
    (("01-29", "01-30", "01-31", "02-01", "02-02"), "02-05"),  # a whole week from the last day on
    (("01-27",), "01-29"),  # a Saturday was off anyway
    (("01-18",), "01-29"),  # day 0 is not counted
    (("01-30",), "01-29"),  # the day after the end
    ((), "01-29"),  # all as it was
]


def test_days_added_to_the_table_move_the_end_of_an_open_working_day_clock(january: Case) -> None:
    before, moves = last_day(january), 0
    for days, expected in ADDED:
        moved = actions.recompute_deadlines(LATER, calendar=changed(off=days))
        assert (moved, last_day(january)) == (int(expected != before), expected), days
        moves, before = moves + moved, expected
    assert len(told()) == moves == 5


REMOVED = [
    (("02-09",), "02-13"),  # Imlek leave cancelled: 2 5 6 7 9 12 13
    (("02-14",), "02-14"),  # polling day moved: 2 5 6 7 12 13 14
    (("02-08", "02-09"), "02-12"),  # 2 5 6 7 8 9 12
    (("02-10",), "02-15"),  # Imlek itself is a Saturday, off in any case
    (("01-01",), "02-15"),  # before the start
]


def test_days_taken_from_the_table_move_it_back(registered: Opener) -> None:
    """Registered Thursday 1 February 2024: 2 5 6 7, then Isra Mikraj and Imlek leave, 12 13, polling day, 15."""
    case = registered("finding", "pemilu", now=at(2, 1), act_at=at(1, 31, 7), known_at=at(1, 31, 8))
    assert last_day(case) == "02-15"
    for days, expected in REMOVED:
        actions.recompute_deadlines(at(2, 1, 10), calendar=changed(work=days))
        assert last_day(case) == expected, days


def test_an_extended_clock_moves_by_its_longer_count(january: Case, move: Opener) -> None:
    """Fourteen working days end on 7 February; one day less, and the next ones are 8 to 11 off: 12 February."""
    case = move(january, "extend", at(1, 22), reason="saksi baru")
    assert last_day(case) == "02-07"
    actions.recompute_deadlines(at(1, 23), calendar=changed(off=("02-05",)))
    assert (last_day(case), row_of(case).extended) == ("02-12", True)


def test_the_journal_says_so_once_and_names_nobody(january: Case) -> None:
    calendar = changed(off=("01-25",))
    assert actions.recompute_deadlines(LATER, calendar=calendar) == 1
    kept = values_of(row_of(january))
    assert actions.recompute_deadlines(LATER + timedelta(minutes=1), calendar=calendar) == 0
    assert values_of(row_of(january)) == kept
    (entry,) = told()
    assert (entry.subject, entry.actor, entry.at) == (january.subject, None, LATER)
    assert (entry.details["clock"], entry.details["edition"]) == ("pemilu-tangani", "pemilu-2017")
    before, due = (datetime.fromisoformat(entry.details[name]) for name in ("before", "due"))
    assert (before, due) == (at(1, 29, 23, 59, 59), at(1, 30, 23, 59, 59))
    assert "Raka" not in str(entry.details)
    assert journal.verify().ok


def test_what_stopped_and_what_counts_calendar_days_stays(january: Case, open_one: Opener) -> None:
    pilkada = open_one("report", act_at=at(10, 19), known_at=at(10, 19), now=at(10, 20), acts=(), evidence=())
    still = [row_of(january, "pemilu-temuan"), row_of(pilkada, "pilkada-kajian-awal")]
    assert [bool(row.stopped_at) for row in still] == [True, False]
    # Days off inside all three spans: 16 to 25 January, 18 to 29 January, 20 to 23 October.
    calendar = changed(off=("01-19", "01-22", "10-21", "10-22"))
    assert actions.recompute_deadlines(at(10, 20, 10), calendar=calendar) == 1
    for row in still:
        kept = values_of(row)
        row.refresh_from_db()
        assert values_of(row) == kept
    assert last_day(january) == "01-31"


def test_a_reminder_is_told_anew_for_the_new_end(january: Case, officer: Officer, chair: Officer) -> None:
    assert actions.look_at_deadlines(at(1, 29)) == 1
    assert row_of(january).stage == "soon"
    assert actions.recompute_deadlines(at(1, 29, 10), calendar=changed(off=("01-29",))) == 1
    assert row_of(january).stage == "ahead"
    assert actions.look_at_deadlines(at(1, 29, 11)) == 0
    assert actions.look_at_deadlines(at(1, 29, 23, 59, 59)) == 1
    assert actions.look_at_deadlines(at(1, 30, 12)) == 0
    first, second = notices_of(officer)
    assert ("29 Januari 2024" in first.words["id"], "30 Januari 2024" in second.words["id"]) == (True, True)
    assert notices_of(chair) == []
    assert actions.look_at_deadlines(at(1, 31, 0)) == 1
    assert [row_of(january).stage, len(notices_of(officer)), len(notices_of(chair))] == ["late", 3, 1]


def test_a_limit_that_had_passed_is_open_again_and_one_that_passes_by_the_change_is_late(
    january: Case, officer: Officer, chair: Officer
) -> None:
    assert actions.look_at_deadlines(at(1, 30, 0)) == 1
    assert row_of(january).stage == "late"
    longer = changed(off=("01-25", "01-26"))
    assert actions.recompute_deadlines(at(1, 30, 8), calendar=longer) == 1
    assert actions.look_at_deadlines(at(1, 30, 8)) == 0
    assert row_of(january).stage == "ahead"
    assert actions.recompute_deadlines(at(1, 30, 9)) == 1  # the leave was withdrawn again
    assert actions.look_at_deadlines(at(1, 30, 9)) == 1
    assert row_of(january).stage == "late"
    # The same end had been told of before: nobody hears it a second time.
    assert (len(notices_of(officer)), len(notices_of(chair))) == (1, 1)


def test_an_edition_of_the_office_is_such_a_change(
    january: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No argument: a year of holidays laid into the office's own folder is found by the next tick."""
    days = {day: kept for day, kept in Calendar.official().holidays.items() if day.year == 2024}
    rows = [
        {"date": day.isoformat(), "kind": kept.kind, "words": {"id": kept.words.id, "en": kept.words.en}}
        for day, kept in days.items()
    ]
    rows.append({"date": "2024-01-26", "kind": "local", "words": {"id": WORDS.id, "en": WORDS.en}})
    head = {"id": "libur-kota", "subject": "holidays", "valid_from": "2024-01-01", "basis": "rekaan"}
    sheet = {
        "edition": head | {"confidence": "confirmed"},
        "years": [{"id": "2024", "basis": "rekaan", "confidence": "confirmed", "days": rows}],
    }
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "kota.yaml").write_text(yaml.safe_dump(sheet, allow_unicode=True), encoding="utf-8")
    assert actions.recompute_deadlines(LATER) == 0
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(tmp_path))
    assert actions.recompute_deadlines(LATER) == 1
    assert last_day(january) == "01-30"
    assert actions.recompute_deadlines(LATER) == 0
    monkeypatch.delenv("WASIT_RULEBOOK_DIR")
    assert actions.recompute_deadlines(LATER) == 1
    assert last_day(january) == "01-29"
