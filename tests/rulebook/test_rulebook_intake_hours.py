"""When a report counts as received: every row of intake_table.csv, and what the answer says beside the moment."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from wasit.rulebook import (
    Calendar,
    Confidence,
    Received,
    check_all,
    clock,
    days_always_open,
    election,
    received_on,
    reckon,
)
from wasit.text import Problem, Words

TABLE = Path(__file__).with_name("intake_table.csv")
with TABLE.open(encoding="utf-8", newline="") as source:
    ROWS = list(csv.DictReader(source))
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
WIB = timezone(timedelta(hours=7))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def handed_in(text: str, election_id: str = "pilkada-2024", calendar: Calendar | None = None) -> Received:
    voted = election(election_id)
    return received_on(voted.regime, at(f"{text}+07:00"), "Asia/Jakarta", calendar, days_always_open(voted))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['zone'][5:]} {row['handed_in'][:16]} {row['why'][:30]}")
def test_the_code_agrees_with_the_hand(row: dict[str, str]) -> None:
    always = days_always_open(election(row["election"])) if row["election"] else frozenset()
    found = received_on(row["regime"], at(row["handed_in"]), row["zone"], always_open=always)
    assert (found.at.isoformat(), found.in_hours) == (row["received"], row["in_hours"] == "yes")


def test_the_table_is_large_and_covers_regimes_zones_and_both_answers() -> None:
    assert len(ROWS) >= 50
    answers = {(row["regime"], row["in_hours"]) for row in ROWS}
    assert answers == {(regime, answer) for regime in ("pilkada", "pemilu") for answer in ("yes", "no")}
    assert {row["zone"] for row in ROWS} == set(ZONES)
    assert all(row["why"] and row["citation"] for row in ROWS)


def quarter_hours(first: str, days: int) -> Iterator[datetime]:
    return (at(f"{first}T00:00+07:00") + timedelta(minutes=15 * step) for step in range(days * 96))


@pytest.mark.parametrize("zone", ZONES)
def test_a_report_never_counts_before_it_was_handed_in_and_always_at_an_open_desk(zone: str) -> None:
    always = days_always_open(election("pilkada-2024"))
    before = None
    for moment in quarter_hours("2024-11-21", 8):
        found = received_on("pilkada", moment, zone, always_open=always)
        assert found.at >= moment
        assert (found.at == moment) == found.in_hours
        assert received_on("pilkada", found.at, zone, always_open=always).in_hours
        assert before is None or before <= found.at
        before = found.at


def test_one_minute_may_cost_the_review_a_day() -> None:
    """The clock of the initial review starts when the report counts as received."""
    in_time, too_late = handed_in("2024-10-31T16:00"), handed_in("2024-10-31T16:01")
    limits = [reckon("pilkada-kajian-awal", found.at, "Asia/Jakarta").due for found in (in_time, too_late)]
    assert limits == [at("2024-11-03T23:59:59+07:00"), at("2024-11-04T23:59:59+07:00")]


def test_the_days_on_which_the_desk_never_closes_are_those_of_the_named_stages() -> None:
    pilkada, pemilu = days_always_open(election("pilkada-2024")), days_always_open(election("pemilu-2024"))
    assert (min(pilkada), max(pilkada), len(pilkada)) == (date(2024, 11, 24), date(2024, 12, 16), 23)
    assert sorted(pemilu) == [date(2024, 2, day) for day in (11, 12, 13, 14)]
    assert days_always_open(election("pemilu-nasional-2029")) == frozenset()


@pytest.mark.parametrize(
    ("moment", "indonesian", "english"),
    [
        ("2024-10-31T10:00", "pada jam buka meja, 08.00–16.00", "within the hours of the desk, 08:00–16:00"),
        ("2024-11-01T16:31", "setelah meja tutup pukul 16.30", "after the desk closed at 16:30"),
        ("2024-10-31T07:00", "sebelum meja buka pukul 08.00", "before the desk opened at 08:00"),
        ("2024-11-02T10:00", "pada hari libur (Akhir pekan)", "on a day off (Weekend)"),
        ("2024-12-25T10:00", "pada hari libur (Hari Raya Natal)", "on a day off (Christmas Day)"),
        ("2024-11-24T03:00", "buka 24 jam", "never closes"),
    ],
)
def test_the_answer_says_why_in_both_languages(moment: str, indonesian: str, english: str) -> None:
    words = handed_in(moment).words
    assert indonesian in words.id
    assert english in words.en


def test_what_no_source_says_is_marked_unsure_and_told() -> None:
    late, early = handed_in("2024-10-31T16:01"), handed_in("2024-10-31T10:00")
    assert (late.confidence, early.confidence) == (Confidence.UNSURE, Confidence.CONFIRMED)
    assert "dihitung diterima saat meja buka berikutnya" in late.words.id
    assert "dipastikan ahli hukum" in late.words.id and "jurist" in late.words.en
    assert "ahli hukum" not in early.words.id
    for regime in ("pilkada", "pemilu"):
        hours = clock(f"{regime}-jam-terima").hours
        assert hours is not None
        assert (hours.after_closing.rule, hours.after_closing.basis) == ("next_opening", None)


def test_hours_before_their_first_edition_are_unsure() -> None:
    assert handed_in("2024-09-27T10:00").confidence is Confidence.UNSURE
    assert handed_in("2024-09-30T10:00").confidence is Confidence.CONFIRMED


def test_a_holiday_that_is_only_an_estimate_makes_the_answer_unsure() -> None:
    # The table marks Idul Fitri 2027 as an estimate; for 2031 it has no year at all.
    assert handed_in("2027-03-10T03:00", "pemilu-2024").confidence is Confidence.UNSURE
    assert handed_in("2031-05-05T10:00").confidence is Confidence.UNSURE


def test_an_own_day_off_closes_the_desk_and_a_cancelled_one_opens_it() -> None:
    words = Words(id="Hari jadi kota rekaan", en="Day of an invented city")
    closed = Calendar.official().with_changes([(date(2024, 11, 1), "local", words)])
    late = handed_in("2024-10-31T16:01", calendar=closed)
    assert late.at == at("2024-11-04T08:00+07:00")
    on_it = handed_in("2024-11-01T10:00", calendar=closed)
    assert (on_it.at, on_it.in_hours) == (late.at, False)
    assert "Hari jadi kota rekaan" in on_it.words.id
    reopened = Calendar.official().with_changes([(date(2024, 12, 26), None, words)])
    assert handed_in("2024-12-24T16:01", calendar=reopened).at == at("2024-12-26T08:00+07:00")


EDITION = """edition: {id: kota-2025, subject: clocks, valid_from: 2025-01-01, basis: "own", confidence: single}
clocks:
  - id: pilkada-jam-terima
    regime: pilkada
    trigger: {id: Jam kerja, en: Office hours}
    action: {id: Meja buka, en: Desk open}
    length: null
    unit: hour
    hours:
      mon_thu: "09:00-15:00"
      fri: "09:00-11:00"
      special: {id: "-", en: "-"}
      after_closing: {rule: as_handed_in, basis: "Putusan rekaan 1/2025", confidence: confirmed}
    basis: "own"
    confidence: confirmed
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(tmp_path))
    (tmp_path / "clocks").mkdir()
    return tmp_path / "clocks" / "own.yaml"


def test_an_office_changes_hours_and_rule_by_an_edition_of_its_own(own: Path) -> None:
    own.write_text(EDITION, encoding="utf-8")
    assert check_all() == []
    late = received_on("pilkada", at("2025-02-07T11:30+07:00"), "Asia/Jakarta")
    assert (late.at, late.in_hours) == (at("2025-02-07T11:30+07:00"), False)
    assert late.confidence is Confidence.CONFIRMED
    assert "setelah meja tutup pukul 11.00; tetap dihitung diterima pada saat itu." in late.words.id
    assert "ahli hukum" not in late.words.id
    before = received_on("pilkada", at("2024-12-20T16:31+07:00"), "Asia/Jakarta")
    assert before.at == at("2024-12-23T08:00+07:00")


@pytest.mark.parametrize(
    ("good", "slip", "place"),
    [
        ("09:00-15:00", "9-15", "hours.mon_thu"),
        ("09:00-15:00", "09:00-25:00", "hours.mon_thu"),
        ("as_handed_in", "tomorrow", "hours.after_closing.rule"),
    ],
)
def test_a_slip_in_the_hours_is_told_with_its_place(own: Path, good: str, slip: str, place: str) -> None:
    own.write_text(EDITION.replace(good, slip), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        received_on("pilkada", at("2025-02-07T11:30+07:00"), "Asia/Jakarta")
    assert place in caught.value.words.id


@pytest.mark.parametrize(
    ("regime", "moment", "zone"),
    [
        ("bkn", datetime(2024, 10, 31, 10, tzinfo=WIB), "Asia/Jakarta"),
        ("pilkada", datetime(2024, 10, 31, 10), "Asia/Jakarta"),  # noqa: DTZ001 - the point
        ("pilkada", datetime(2024, 10, 31, 10, tzinfo=WIB), "Asia/Singapore"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(regime: str, moment: datetime, zone: str) -> None:
    with pytest.raises(Problem):
        received_on(regime, moment, zone)
