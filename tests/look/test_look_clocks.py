"""The face of a deadline and the strip of days, against moments reckoned by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.look.clocks import RING, Face, Moment, face, span_words, working_days_left
from wasit.look.days import day_cells
from wasit.rulebook import reckon

NOW = datetime(2024, 10, 25, 2, 40, tzinfo=UTC)  # Friday 09.40 WIB
START = datetime(2024, 10, 23, 2, 10, tzinfo=UTC)


def at(language: str = "id", zone: str = "Asia/Jakarta") -> Moment:
    return Moment(NOW, zone, language)


def last_instant(day: int) -> datetime:
    return datetime(2024, 10, day, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "state", "indonesian", "english"),
    [
        (last_instant(24), "late", ("Lewat 9 jam", "Kam 24 Okt, 23.59 WIB"), ("9 hours late", "Thu 24 Oct, 23:59 WIB")),
        (last_instant(21), "late", ("Lewat 3 hari 9 jam", "Sen 21 Okt, 23.59 WIB"), None),
        (NOW - timedelta(minutes=5), "late", ("Lewat 5 menit", "hari ini, 09.35 WIB"), None),
        (last_instant(25), "now", ("Sisa 14 jam", "hari ini, 23.59 WIB"), ("14 hours left", "today, 23:59 WIB")),
        (
            NOW + timedelta(minutes=1, seconds=59),
            "now",
            ("Sisa 1 menit", "hari ini, 09.41 WIB"),
            ("1 minute left", None),
        ),
        (last_instant(26), "soon", ("1 hari 14 jam", "Sab 26 Okt, 23.59 WIB"), ("1 day 14 hours", None)),
        (last_instant(28), "soon", ("3 hari 14 jam", "Sen 28 Okt, 23.59 WIB"), None),
        (last_instant(29), "ok", ("4 hari", "Sel 29 Okt, 23.59 WIB"), ("4 days", None)),
        (datetime(2025, 1, 2, 16, 59, 59, tzinfo=UTC), "ok", ("69 hari", "Kam 2 Jan 2025, 23.59 WIB"), None),
    ],
)
def test_face(due: datetime, state: str, indonesian: tuple[str, str], english: tuple[str, str | None] | None) -> None:
    drawn = face(due, at())
    assert (drawn.state, drawn.words, drawn.date) == (state, *indonesian)
    if english:
        told = face(due, at("en"))
        assert told.words == english[0]
        assert english[1] in {told.date, None}


def test_the_date_is_told_in_the_zone_of_the_office() -> None:
    assert face(last_instant(26), at(zone="Asia/Jayapura")).date == "Min 27 Okt, 01.59 WIT"


def test_waiting_names_who_has_the_ball_until_it_is_late() -> None:
    assert face(last_instant(25), at(), waiting="menunggu pelapor") == Face(
        "wait", "Sisa 14 jam", "menunggu pelapor", last_instant(25), f"{RING:.1f} {RING:.1f}"
    )
    assert face(last_instant(24), at(), waiting="menunggu pelapor").state == "late"


def test_paused_and_unlimited_clocks_have_a_broken_ring() -> None:
    paused = face(last_instant(26), at(), waiting="menunggu ahli", paused_since=START)
    assert (paused.state, paused.words, paused.date, paused.dash) == (
        "wait",
        "Dijeda",
        "menunggu ahli, sejak Rab 23 Okt",
        "",
    )
    assert face(None, at()).words == "Tanpa batas waktu"
    assert face(None, at("en")).dash == ""


def test_the_ring_shows_the_share_of_time_left() -> None:
    half = face(NOW + timedelta(hours=10), at(), start=NOW - timedelta(hours=10))
    assert half.dash == f"{RING / 2:.1f} {RING:.1f}"
    assert face(last_instant(24), at(), start=START).dash.startswith(f"{RING:.1f}")
    assert face(last_instant(26), at()).dash.startswith(f"{RING:.1f}")


@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.sampled_from(["id", "en"]))
def test_a_face_can_always_be_drawn(left: int, gone: int, language: str) -> None:
    drawn = face(NOW + timedelta(seconds=left), at(language), start=NOW - timedelta(seconds=gone))
    assert 0 <= float(drawn.dash.split()[0]) <= round(RING, 1)
    assert drawn.state == ("late" if left < 0 else "now" if left < 86400 else "soon" if left < 4 * 86400 else "ok")


@given(st.integers(0, 10**7))
def test_spans_never_promise_more_than_there_is(seconds: int) -> None:
    told = span_words(timedelta(seconds=seconds), "id").split()
    worth = {"hari": 86400, "jam": 3600, "menit": 60}
    amount = sum(int(count) * worth[unit] for count, unit in zip(told[::2], told[1::2], strict=True))
    assert amount <= seconds < amount + 86400


def test_working_days_are_counted_from_the_reckoning() -> None:
    reckoning = reckon("keberatan", datetime(2024, 10, 21, 3, tzinfo=UTC), "Asia/Jakarta")
    assert reckoning.due is not None
    left = working_days_left(reckoning, NOW, "Asia/Jakarta")
    assert left == 10  # Friday 25 October is day 4 of 14
    assert face(reckoning.due, at(), working_days=left).words == "10 hari kerja"
    assert working_days_left(reckon("pilkada-tangani", START, "Asia/Jakarta"), NOW, "Asia/Jakarta") is None


def test_day_strip_of_a_clock_in_calendar_days() -> None:
    cells = day_cells(reckon("pilkada-tangani", START, "Asia/Jakarta", extended=True).days, date(2024, 10, 25), "id")
    assert [(cell.name, cell.number, cell.mark, cell.css) for cell in cells] == [
        ("Rab", 23, "hari 0", "z"),
        ("Kam", 24, "1", ""),
        ("Jum", 25, "2", "today"),
        ("Sab", 26, "3", ""),
        ("Min", 27, "+1", "ext"),
        ("Sen", 28, "5", "last"),
    ]
    assert cells[2].told == "Jum 25 Okt: hari ke-2 (hari ini)"


def test_day_strip_tells_why_a_day_was_skipped() -> None:
    days = reckon("keberatan", datetime(2024, 10, 24, 3, tzinfo=UTC), "Asia/Jakarta").days
    saturday = day_cells(days, date(2024, 10, 25), "en")[2]
    assert (saturday.css, saturday.mark, saturday.name) == ("off", "off", "Sat")
    assert saturday.told == "Sat 26 Oct: skipped, Weekend"
