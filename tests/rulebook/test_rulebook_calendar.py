"""The table of days off: the well-known ones by hand, and the table as the package would make it today."""

from datetime import date, timedelta

import pytest
import yaml

from wasit.rulebook import Calendar
from wasit.rulebook.holiday_table import table
from wasit.text import Problem, Words


def days(first: str, last: str) -> set[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}


def of_kind(year: int, month: int, *kinds: str) -> set[date]:
    found = Calendar.official().holidays.values()
    return {day.date for day in found if day.date.year == year and day.date.month == month and day.kind in kinds}


@pytest.mark.parametrize(
    ("year", "month", "joint", "national"),
    [
        (2018, 6, days("2018-06-11", "2018-06-14") | days("2018-06-18", "2018-06-20"), {15, 16}),
        (2019, 6, days("2019-06-03", "2019-06-04") | {date(2019, 6, 7)}, {5, 6}),
        (2022, 5, days("2022-05-04", "2022-05-06"), {2, 3}),
        # Joint leave of 2023 was moved forward in March 2023: 19-21, 24 and 25 April.
        (2023, 4, days("2023-04-19", "2023-04-21") | days("2023-04-24", "2023-04-25"), {22, 23}),
        (2024, 4, {date(2024, 4, day) for day in (8, 9, 12, 15)}, {10, 11}),
        (2025, 4, days("2025-04-02", "2025-04-04") | {date(2025, 4, 7)}, {1}),
        (2026, 3, {date(2026, 3, day) for day in (18, 20, 23, 24)}, {21, 22}),
    ],
)
def test_lebaran_is_right(year: int, month: int, joint: set[date], national: set[int]) -> None:
    assert of_kind(year, month, "joint_leave") == joint
    assert {date(year, month, day) for day in national} <= of_kind(year, month, "national")


@pytest.mark.parametrize("day", ["2018-06-27", "2019-04-17", "2020-12-09", "2024-02-14", "2024-11-27"])
def test_polling_days_are_days_off(day: str) -> None:
    assert Calendar.official().holidays[date.fromisoformat(day)].kind == "election"


def test_2026_is_the_decision_of_three_ministers() -> None:
    """SKB 3 Menteri 1497/2025, 2/2025, 5/2025: 17 holidays and 8 days of joint leave."""
    found = [day for day in Calendar.official().holidays.values() if day.date.year == 2026]
    assert sum(day.kind == "national" for day in found) == 17
    assert sum(day.kind == "joint_leave" for day in found) == 8


def test_weekends_are_off_and_a_plain_monday_is_not() -> None:
    official = Calendar.official()
    assert official.day_off(date(2024, 10, 26)) == Words(id="Akhir pekan", en="Weekend")
    assert official.day_off(date(2024, 10, 28)) is None


def test_a_holiday_on_a_weekend_is_told_by_its_name() -> None:
    found = Calendar.official().day_off(date(2024, 8, 17))
    assert found is not None and "Kemerdekaan" in found.id


def test_an_unknown_kind_of_holiday_is_refused() -> None:
    with pytest.raises(Problem, match="joint_leave"):
        Calendar.official().with_changes([(date(2024, 1, 2), "party", Words(id="x", en="x"))])


def test_changes_leave_the_official_calendar_as_it_was() -> None:
    day = date(2024, 10, 23)
    Calendar.official().with_changes([(day, "local", Words(id="x", en="x"))])
    assert Calendar.official().day_off(day) is None


def test_the_generator_makes_the_form_of_the_kept_table() -> None:
    """Dates of past years must not drift from one version of the package to the next."""
    made = yaml.safe_load(yaml.safe_dump(table()))
    rows = {date.fromisoformat(day["date"]): day["kind"] for year in made["years"] for day in year["days"]}
    kept = {day.date: day.kind for day in Calendar.official().holidays.values()}
    assert {day: kind for day, kind in rows.items() if day.year < 2026} == {
        day: kind for day, kind in kept.items() if day.year < 2026
    }
