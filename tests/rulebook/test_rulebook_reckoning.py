"""What a reckoning says beside its due instant: unit, confidence, warnings, the strip of days; and what it refuses."""

from datetime import date, datetime, timedelta, timezone

import pytest

from wasit.rulebook import Calendar, Confidence, reckon
from wasit.text import Problem, Words

WIB = timezone(timedelta(hours=7))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_bare_day_is_a_working_day_in_a_general_election_and_unsure() -> None:
    found = reckon("pemilu-tangani", at("2024-01-15T09:00+07:00"), "Asia/Jakarta")
    assert (found.unit, found.length, found.confidence) == ("working_day", 7, Confidence.UNSURE)
    assert "hari kerja" in found.warnings[0].id


def test_a_bare_day_is_a_calendar_day_elsewhere_and_unsure() -> None:
    found = reckon("sbt-verifikasi", at("2024-10-25T09:00+07:00"), "Asia/Jakarta")
    assert (found.unit, found.confidence) == ("calendar_day", Confidence.UNSURE)


def test_the_extended_limit_names_its_unit_and_is_sure() -> None:
    found = reckon("pemilu-tangani", at("2024-01-15T09:00+07:00"), "Asia/Jakarta", extended=True)
    assert (found.unit, found.length, found.confidence) == ("working_day", 14, Confidence.CONFIRMED)


def test_a_calendar_limit_that_ends_on_a_day_off_stays_and_warns() -> None:
    sunday = reckon("pilkada-tangani", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", extended=True)
    assert sunday.confidence is Confidence.CONFIRMED
    assert len(sunday.warnings) == 1
    assert "Akhir pekan" in sunday.warnings[0].id
    assert not reckon("pilkada-tangani", at("2024-10-22T09:00+07:00"), "Asia/Jakarta").warnings


def test_skipped_days_carry_their_reasons_in_order() -> None:
    found = reckon("pemilu-pemberitahuan", at("2023-04-18T09:00+07:00"), "Asia/Jakarta")
    assert [day.date for day in found.skipped] == [date(2023, 4, 19) + timedelta(days=n) for n in range(7)]
    assert found.skipped[0].reason == Words(id="Cuti Bersama Hari Raya Idul Fitri", en="Eid al-Fitr Joint Holiday")
    assert found.skipped[3].reason.id == "Hari Raya Idul Fitri"


def test_the_strip_tells_every_day_from_zero_to_last() -> None:
    found = reckon("pilkada-tangani", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", extended=True)
    assert [day.kind for day in found.days] == ["zero", "counted", "counted", "counted", "extension", "last"]
    assert [day.number for day in found.days] == [None, 1, 2, 3, 4, 5]


def test_the_strip_of_a_clock_that_counts_back_ends_with_day_zero() -> None:
    found = reckon("panggilan-1", at("2026-08-04T09:00+07:00"), "Asia/Jakarta")
    assert (found.days[0].kind, found.days[0].number, found.days[-1].kind) == ("last", 7, "zero")


def test_an_office_may_give_a_length_where_law_gives_none() -> None:
    found = reckon("ppk-tindak-lanjut", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", length=14)
    assert found.due == at("2024-11-11T23:59:59+07:00")
    assert (found.length, found.confidence) == (14, Confidence.UNSURE)


def test_where_law_has_a_number_the_law_counts() -> None:
    assert reckon("pilkada-lapor", at("2024-10-10T08:00+07:00"), "Asia/Jakarta", length=30).length == 7


def test_an_own_holiday_moves_a_working_day_limit_and_a_cancelled_one_moves_it_back() -> None:
    start = at("2024-10-22T09:00+07:00")
    normal = reckon("sbt-kajian-bawaslu", start, "Asia/Jakarta")
    closed = Calendar.official().with_changes([(date(2024, 10, 23), "local", Words(id="HUT kota", en="City day"))])
    assert normal.due == at("2024-10-25T23:59:59+07:00")
    local = reckon("sbt-kajian-bawaslu", start, "Asia/Jakarta", calendar=closed)
    assert local.due == at("2024-10-28T23:59:59+07:00")
    assert [day.reason.en for day in local.skipped] == ["City day", "Weekend", "Weekend"]
    reopened = closed.with_changes([(date(2024, 10, 23), None, Words(id="batal", en="cancelled"))])
    assert reckon("sbt-kajian-bawaslu", start, "Asia/Jakarta", calendar=reopened).due == normal.due


@pytest.mark.parametrize(("start", "word"), [("2017-12-20T09:00+07:00", "2017"), ("2031-05-05T09:00+07:00", "2031")])
def test_years_without_a_table_are_not_silently_sure(start: str, word: str) -> None:
    found = reckon("pemilu-lapor", at(start), "Asia/Jakarta")
    assert found.confidence is Confidence.UNSURE
    assert any(word in warning.id for warning in found.warnings)


def test_a_calendar_limit_far_out_stays_sure_but_warns() -> None:
    found = reckon("pilkada-lapor", at("2031-12-01T09:00+07:00"), "Asia/Jakarta")
    assert found.confidence is Confidence.CONFIRMED
    assert "2031" in found.warnings[0].en


def test_an_estimated_holiday_makes_a_working_day_limit_unsure() -> None:
    found = reckon("pemilu-lapor", at("2027-03-04T09:00+07:00"), "Asia/Jakarta")
    assert found.confidence is Confidence.UNSURE
    assert any("perkiraan" in warning.id for warning in found.warnings)


def test_a_start_before_the_first_edition_is_told() -> None:
    found = reckon("sk-berlaku", at("2019-02-11T09:00+07:00"), "Asia/Jakarta")
    assert found.confidence is Confidence.UNSURE
    assert any("disiplin-2021" in warning.id for warning in found.warnings)


def test_the_start_is_told_in_the_zone_of_the_office() -> None:
    found = reckon("pilkada-lapor", at("2024-10-09T17:30:00+00:00"), "Asia/Jayapura")
    assert found.start.isoformat() == "2024-10-10T02:30:00+09:00"


@pytest.mark.parametrize(
    ("clock_id", "start", "zone", "extended", "word"),
    [
        ("pilkada-tangan", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", False, "pilkada-tangani"),
        ("pilkada-tangani", datetime(2024, 10, 22, 9), "Asia/Jakarta", False, "+07:00"),  # noqa: DTZ001 - the point
        ("pilkada-tangani", at("2024-10-22T09:00+07:00"), "Asia/Singapore", False, "Asia/Makassar"),
        ("pilkada-tangani", at("9999-12-31T09:00+07:00"), "Asia/Jakarta", False, "2200"),
        ("pilkada-tangani", at("0001-01-01T00:00+07:00"), "Asia/Jakarta", False, "1945"),
        ("pilkada-lapor", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", True, "pilkada-lapor"),
    ],
)
def test_what_cannot_be_reckoned_is_told_with_a_way_out(
    clock_id: str, start: datetime, zone: str, extended: bool, word: str
) -> None:
    with pytest.raises(Problem) as caught:
        reckon(clock_id, start, zone, extended=extended)
    assert word in caught.value.words.id
    assert word in caught.value.words.en


@pytest.mark.parametrize("length", [0, -3, 100_000])
def test_an_absurd_length_is_refused(length: int) -> None:
    with pytest.raises(Problem):
        reckon("ppk-tindak-lanjut", at("2024-10-22T09:00+07:00"), "Asia/Jakarta", length=length)
