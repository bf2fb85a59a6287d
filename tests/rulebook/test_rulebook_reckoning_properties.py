"""What must hold for every clock and every start, not only for the rows of the table."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from wasit.rulebook import Calendar, clocks, reckon

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
STARTS = st.datetimes(datetime(2018, 2, 1), datetime(2027, 10, 1), timezones=st.just(UTC))  # noqa: DTZ001
ENDING = sorted(found.id for found in clocks().values() if found.length is not None)
EXTENDABLE = sorted(found.id for found in clocks().values() if found.extension is not None)


@given(st.sampled_from(ENDING), STARTS, st.sampled_from(ZONES), st.timedeltas(timedelta(0), timedelta(days=40)))
def test_a_later_start_is_never_due_earlier(clock_id: str, start: datetime, zone: str, later: timedelta) -> None:
    first, second = reckon(clock_id, start, zone).due, reckon(clock_id, start + later, zone).due
    assert first is not None and second is not None
    assert first <= second


@given(st.sampled_from(ENDING), STARTS, st.sampled_from(ZONES))
def test_a_working_day_limit_ends_on_a_working_day_and_skips_only_days_off(
    clock_id: str, start: datetime, zone: str
) -> None:
    found, official = reckon(clock_id, start, zone), Calendar.official()
    assert found.due is not None
    if found.unit != "working_day":
        assert not found.skipped
        return
    assert official.day_off(found.due.date()) is None
    assert all(official.day_off(day.date) for day in found.skipped)
    between = abs((found.due.date() - found.start.date()).days)
    assert between == len(found.skipped) + (found.length or 0)


@given(st.sampled_from(EXTENDABLE), STARTS, st.sampled_from(ZONES))
def test_an_extension_never_shortens(clock_id: str, start: datetime, zone: str) -> None:
    normal, extended = reckon(clock_id, start, zone).due, reckon(clock_id, start, zone, extended=True).due
    assert normal is not None and extended is not None
    assert extended > normal


@given(st.sampled_from(ENDING), STARTS, st.sampled_from(ZONES), st.sampled_from((-5, 0, 7, 9)))
def test_the_same_instant_written_in_another_offset_is_due_the_same(
    clock_id: str, start: datetime, zone: str, hours: int
) -> None:
    elsewhere = start.astimezone(timezone(timedelta(hours=hours)))
    assert reckon(clock_id, start, zone).due == reckon(clock_id, elsewhere, zone).due


@given(st.sampled_from(ENDING), STARTS, st.sampled_from(ZONES))
def test_a_limit_in_days_ends_at_the_last_second_of_its_day(clock_id: str, start: datetime, zone: str) -> None:
    found = reckon(clock_id, start, zone)
    assert found.due is not None
    if found.unit == "hour":
        assert found.due - found.start == timedelta(hours=found.length or 0)
    else:
        assert found.due.strftime("%H:%M:%S") == "23:59:59"
        assert (found.due > found.start) == (found.clock.direction == "after")
        assert [day.kind for day in found.days].count("last") == 1
