"""Every row of clock_table.csv, reckoned by hand on printed calendars, comes out of the code and of a second walk."""

import csv
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.rulebook.clock_check import DAYS_OFF, last_day, second_opinion

from wasit.rulebook import Calendar, clocks, reckon

TABLE = Path(__file__).with_name("clock_table.csv")
with TABLE.open(encoding="utf-8", newline="") as source:
    ROWS = list(csv.DictReader(source))
ZONES = {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['clock']} {row['start'][:10]} {row['why'][:30]}")
def test_the_code_agrees_with_the_hand(row: dict[str, str]) -> None:
    found = reckon(row["clock"], datetime.fromisoformat(row["start"]), row["zone"], extended=row["extended"] == "yes")
    assert (found.due.isoformat() if found.due else "") == row["due"]
    assert len(found.skipped) == int(row["skipped"])


def test_a_walk_that_knows_nothing_of_the_code_agrees_with_the_hand() -> None:
    wrong = []
    for row in ROWS:
        start, extended = datetime.fromisoformat(row["start"]), row["extended"] == "yes"
        due, skipped = second_opinion(row["clock"], start, row["zone"], extended=extended)
        if (due, skipped) != (row["due"], int(row["skipped"])):
            wrong.append(f"{row['clock']} {row['start']}: {due}, {skipped} skipped")
    assert wrong == []


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_table_of_days_off_agrees_with_a_list_copied_from_the_decisions(year: int) -> None:
    assert {day for day in Calendar.official().holidays if day.year == year} == {
        day for day in DAYS_OFF if day.year == year
    }


def test_the_table_is_large_and_covers_every_clock_and_zone() -> None:
    assert len(ROWS) >= 300
    assert {row["clock"] for row in ROWS} == {each.id for each in clocks().values() if each.regime != "house"}
    assert {row["zone"] for row in ROWS} == ZONES
    assert sum(row["extended"] == "yes" for row in ROWS) >= 30
    assert all(row["why"] and row["citation"] for row in ROWS)
    assert Counter(tuple(row.values())[:4] for row in ROWS).most_common(1)[0][1] == 1


OWN = [
    # No number in law: 14 is the proposal, 21 an office's own.
    ("ppk-tindak-lanjut", 14, "2024-11-01T23:59:00+07:00", "2024-11-21", 6),
    ("ppk-tindak-lanjut", 14, "2024-11-02T00:00:00+07:00", "2024-11-21", 5),
    ("ppk-tindak-lanjut", 14, "2024-11-15T09:00:00+07:00", "2024-12-06", 7),
    ("ppk-tindak-lanjut", 14, "2025-03-14T09:00:00+07:00", "2025-04-14", 17),
    ("ppk-tindak-lanjut", 21, "2024-12-02T09:00:00+07:00", "2025-01-03", 11),
]


@pytest.mark.parametrize(("clock", "length", "start", "last", "skipped"), OWN)
def test_a_number_of_the_office_is_counted_in_the_same_way(
    clock: str, length: int, start: str, last: str, skipped: int
) -> None:
    begun = datetime.fromisoformat(start)
    found = reckon(clock, begun, "Asia/Jakarta", length=length)
    assert found.due == datetime.fromisoformat(f"{last}T23:59:59+07:00")
    assert len(found.skipped) == skipped
    assert last_day(begun.date(), length, "w") == (found.due.date(), skipped)


def test_what_the_house_proposes_is_counted_in_the_same_way() -> None:
    """No law fixes these limits, so their numbers are read from the edition; only the counting is checked."""
    proposed = [each for each in clocks().values() if each.length is None and each.suggested_default]
    starts = ("2024-04-05T23:59:00+07:00", "2024-11-26T09:00:00+07:00", "2024-12-24T16:01:00+07:00")
    for rule in proposed:
        for begun in map(datetime.fromisoformat, starts):
            found = reckon(rule.id, begun, "Asia/Jakarta", length=rule.suggested_default)
            assert found.due is not None
            second = last_day(begun.date(), rule.suggested_default or 0, found.unit[0])
            assert (found.due.date(), len(found.skipped)) == second, (rule.id, begun)
    assert len(proposed) >= 1


def test_every_clock_with_a_limit_is_asked_in_every_zone() -> None:
    limited = {each.id for each in clocks().values() if each.length is not None}
    asked = {(row["clock"], row["zone"]) for row in ROWS}
    assert {(clock, zone) for clock in limited for zone in ZONES} - asked == set()


def test_the_table_holds_one_instant_that_is_two_days_in_two_zones() -> None:
    by_instant: dict[tuple[str, str, datetime], set[str]] = {}
    for row in ROWS:
        key = (row["clock"], row["extended"], datetime.fromisoformat(row["start"]))
        by_instant.setdefault(key, set()).add(row["due"][:10])
    assert sum(len(days) > 1 for days in by_instant.values()) >= 8


def test_the_table_holds_last_seconds_and_the_seconds_after() -> None:
    starts = {(row["clock"], row["zone"], datetime.fromisoformat(row["start"])) for row in ROWS}
    pairs = [each for each in starts if (each[0], each[1], each[2] + timedelta(seconds=1)) in starts]
    assert len(pairs) >= 8
