"""Days, times and numbers as a clerk writes them, in both languages and three zones."""

from datetime import UTC, date, datetime

import pytest

from wasit.look import dates

MOMENT = datetime(2024, 10, 26, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "told"),
    [
        ("Asia/Jakarta", "id", "Sabtu, 26 Oktober 2024, 23.59 WIB"),
        ("Asia/Jakarta", "en", "Saturday, 26 October 2024, 23:59 WIB"),
        ("Asia/Makassar", "id", "Minggu, 27 Oktober 2024, 00.59 WITA"),
        ("Asia/Jayapura", "en", "Sunday, 27 October 2024, 01:59 WIT"),
    ],
)
def test_long_day_in_its_zone(zone: str, language: str, told: str) -> None:
    assert dates.longday(MOMENT, zone, language) == told


def test_a_date_has_no_time_and_no_zone() -> None:
    assert dates.longday(date(2024, 8, 17), "Asia/Jayapura", "id") == "Sabtu, 17 Agustus 2024"
    assert dates.shortday(date(2024, 8, 17), "Asia/Jayapura", "id") == "Sab 17 Agu"


def test_short_day() -> None:
    assert dates.shortday(MOMENT, "Asia/Jakarta", "id") == "Sab 26 Okt, 23.59"
    assert dates.shortday(MOMENT, "Asia/Jakarta", "en") == "Sat 26 Oct, 23:59"


def test_short_day_names_another_year() -> None:
    assert (
        dates.shortday(MOMENT, "Asia/Jakarta", "id", now=datetime(2025, 1, 3, tzinfo=UTC)) == "Sab 26 Okt 2024, 23.59"
    )
    assert dates.shortday(MOMENT, "Asia/Jakarta", "id", now=datetime(2024, 1, 3, tzinfo=UTC)) == "Sab 26 Okt, 23.59"


def test_stamp_and_plain_day() -> None:
    assert dates.stamp(MOMENT, "Asia/Jakarta", "id") == "26 Okt 2024, 23.59 WIB"
    assert dates.plainday(MOMENT, "Asia/Makassar", "en") == "27 Oct 2024"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [(4087, "4.087", "4,087"), (20000, "20.000", "20,000"), (7, "7", "7"), (46.8, "46,8", "46.8")],
)
def test_numbers(value: float, indonesian: str, english: str) -> None:
    assert dates.number(value, "id") == indonesian
    assert dates.number(value, "en") == english


def test_opening_hours() -> None:
    assert dates.hours("08:00-16:30", "id") == "08.00–16.30"
    assert dates.hours("08:00-16:30", "en") == "08:00–16:30"


def test_shares_have_two_decimals() -> None:
    assert dates.share(0.71, "id") == "0,71"
    assert dates.share(0.7, "en") == "0.70"


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.71, "0,71"), (0.994, "0,99"), (0.996, "> 0,99"), (1.0, "> 0,99"), (0.004, "< 0,01"), (0.0, "< 0,01")],
)
def test_no_likelihood_is_certain(value: float, said: str) -> None:
    assert dates.likelihood(value, "id").replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [(0.83483, "83,4 %", "83.4%"), (1.0, "100 %", "100%"), (4086 / 4087, "99,9 %", "99.9%"), (0.29, "29 %", "29%")],
)
def test_percent_is_cut_so_that_hundred_means_all(value: float, indonesian: str, english: str) -> None:
    assert dates.percent(value, "id") == indonesian.replace(" ", "\u00a0")
    assert dates.percent(value, "en") == english
