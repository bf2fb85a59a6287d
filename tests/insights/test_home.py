"""Hari ini: work by legal deadline, for each role what it may see."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.cast import NOW, reach_for
from tests.insights.conftest import block, report, second_clock

from wasit.cases.actions import set_handler
from wasit.insights import queries
from wasit.insights.views import today
from wasit.office.models import Officer
from wasit.rulebook import election_on

Browser = Callable[[Officer | None], Client]


def test_groups_by_legal_deadline(officer: Officer) -> None:
    """Initial review: three calendar days, so 24 Oct is late on the 28th, 25 Oct due tonight, 27 Oct later."""
    for day in (24, 25, 27):
        report(officer, f"Laporan {day}", datetime(2024, 10, day, 3, tzinfo=UTC))
    desk = queries.desk(officer, NOW)
    assert desk is not None
    assert [(group.urgency, [one.title for one in group.work]) for group in desk.groups] == [
        ("late", ["Laporan 24"]),
        ("today", ["Laporan 25"]),
        ("until_monday", ["Laporan 27"]),
    ]
    assert (desk.late, desk.today) == (1, 1)
    assert today.summary(desk).startswith("1 pekerjaan lewat tenggat, 1 jatuh tempo hari ini.")


def test_an_empty_desk_says_so(officer: Officer, client_for: Browser) -> None:
    page = client_for(officer).get("/hari-ini/").content.decode()
    assert "Tidak ada perkara yang menunggu." in page


def test_nobody_sees_another_citys_work(officer: Officer, stranger: Officer, client_for: Browser) -> None:
    report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    assert "Perkara kota Malang" in client_for(officer).get("/hari-ini/").content.decode()
    assert "Perkara kota Malang" not in client_for(stranger).get("/hari-ini/").content.decode()


def test_a_supervisor_sees_the_cities_of_the_province(
    officer: Officer, supervisor: Officer, client_for: Browser
) -> None:
    report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    assert "Perkara kota Malang" in client_for(supervisor).get("/hari-ini/").content.decode()


@pytest.mark.parametrize("who", ["operator", "administrator"])
def test_others_see_their_role_and_no_cases(
    who: str, officer: Officer, client_for: Browser, request: pytest.FixtureRequest
) -> None:
    report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    page = client_for(request.getfixturevalue(who)).get("/hari-ini/").content.decode()
    assert "Peran Anda" in page
    assert "Perkara kota Malang" not in page
    assert "/pilah/" not in page


def test_the_citys_people_have_a_desk_and_no_cases_on_it(
    officer: Officer, appointing: Officer, client_for: Browser
) -> None:
    report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    page = client_for(appointing).get("/hari-ini/").content.decode()
    assert "Peran Anda" not in page
    assert "Perkara kota Malang" not in page
    assert "/pilah/" not in page


def test_countdown_of_the_campaign(officer: Officer) -> None:
    countdown = queries.countdown(NOW.date())
    assert countdown is not None
    assert countdown.days == 30
    assert countdown.after
    assert [(stage.id, state) for stage, state in countdown.stages] == [
        ("penetapan", "done"),
        ("kampanye", "now"),
        ("masa-tenang", ""),
        ("pemungutan", ""),
    ]
    assert queries.countdown(datetime(2026, 7, 1, tzinfo=UTC).date()) is None


@pytest.mark.parametrize(
    ("day", "open_hours", "always"),
    [
        (date(2024, 10, 28), "08:00-16:00", False),  # Monday
        (date(2024, 11, 1), "08:00-16:30", False),  # Friday
        (date(2024, 11, 2), None, False),  # Saturday
        (date(2024, 9, 16), None, False),  # Maulid, a Monday
        (date(2024, 11, 24), None, True),  # quiet period, a Sunday
        (date(2024, 11, 27), None, True),  # voting, a national holiday
        (date(2024, 11, 28), "08:00-16:00", True),  # recapitulation, a Thursday
        (date(2024, 2, 14), None, True),  # voting of the general election
    ],
)
def test_the_intake_desk_keeps_the_hours_of_the_day_and_never_closes_when_it_matters(
    day: date, open_hours: str | None, always: bool
) -> None:
    election = election_on(day)
    assert election is not None
    told = queries.intake(election, day)
    assert told is not None
    assert (told.hours, told.always) == (open_hours, always)


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "Selamat pagi"), (10, "Selamat pagi"), (11, "Selamat siang"), (15, "Selamat sore"), (19, "Selamat malam")],
)
def test_greeting(hour: int, said: str) -> None:
    assert today.greeting(hour) == said


def test_page_in_english(officer: Officer, client_for: Browser) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    page = client.get("/hari-ini/").content.decode()
    assert "No case is waiting." in page
    assert "Tidak ada" not in page


def test_the_menu_counts_nothing_that_its_reader_may_not_open(
    officer: Officer, administrator: Officer, client_for: Browser
) -> None:
    report(officer, "Perkara yang lewat", NOW - timedelta(days=6))
    assert '<span class="n hot">1</span>' in client_for(officer).get("/hari-ini/").content.decode()
    assert 'class="n hot"' not in client_for(administrator).get("/hari-ini/").content.decode()


def test_a_matter_stands_once_under_its_nearest_clock(officer: Officer) -> None:
    case = report(officer, "Laporan 25", datetime(2024, 10, 25, 3, tzinfo=UTC))
    first = case.deadlines.get()
    second_clock(case, datetime(2024, 10, 29, 16, 59, 59, tzinfo=UTC))
    assert case.deadlines.count() == 2
    desk = queries.desk(officer, NOW)
    assert desk is not None
    [group] = desk.groups
    [line] = group.work
    assert (line.due_at, line.subject) == (first.due_at, case.subject)


def test_my_work_and_that_of_the_office(officer: Officer, colleague: Officer, client_for: Browser) -> None:
    report(officer, "Laporan saya", datetime(2024, 10, 25, 3, tzinfo=UTC))
    report(colleague, "Laporan rekan", datetime(2024, 10, 24, 3, tzinfo=UTC))
    office, own = queries.desk(officer, NOW), queries.desk(officer, NOW, only_own=True)
    assert office is not None and own is not None
    assert [one.title for group in office.groups for one in group.work] == ["Laporan rekan", "Laporan saya"]
    assert [one.title for group in own.groups for one in group.work] == ["Laporan saya"]
    assert (own.own, own.office, own.late, office.late) == (1, 2, 0, 1)
    client = client_for(officer)
    page = client.get("/hari-ini/?saring=saya").content.decode()
    assert "Laporan saya" in page and "Laporan rekan" not in page
    page = client.get("/hari-ini/?saring=kantor").content.decode()
    assert page.index("Laporan rekan") < page.index("Laporan saya")
    assert "Bagas Jayantara" in page  # who has it, where it is somebody else


def test_no_choice_is_offered_where_there_is_none(officer: Officer, supervisor: Officer, client_for: Browser) -> None:
    report(officer, "Satu-satunya", datetime(2024, 10, 25, 3, tzinfo=UTC))
    assert "saring=saya" not in client_for(officer).get("/hari-ini/").content.decode()
    assert "saring=saya" not in client_for(supervisor).get("/hari-ini/").content.decode()


def test_nothing_of_mine_still_tells_of_the_offices_work(
    officer: Officer, colleague: Officer, client_for: Browser
) -> None:
    report(colleague, "Laporan rekan", datetime(2024, 10, 24, 3, tzinfo=UTC))
    page = client_for(officer).get("/hari-ini/?saring=saya").content.decode()
    assert "Tidak ada pekerjaan Anda yang menunggu." in page
    assert "Di kantor masih ada 1 pekerjaan." in page
    assert "Laporan rekan" not in page


def test_a_matter_closed_to_the_reader_is_on_no_desk(officer: Officer, chair: Officer, client_for: Browser) -> None:
    case = report(officer, "Perkara saudara", datetime(2024, 10, 25, 3, tzinfo=UTC))
    block(officer, case, chair)
    assert "Perkara saudara" not in client_for(officer).get("/hari-ini/").content.decode()
    assert "Perkara saudara" in client_for(chair).get("/hari-ini/").content.decode()


def test_a_new_handler_takes_the_work_over(officer: Officer, colleague: Officer) -> None:
    case = report(officer, "Laporan pindah", datetime(2024, 10, 25, 3, tzinfo=UTC))
    set_handler(case, colleague, officer=officer, reach=reach_for(officer, "cases.handle"), now=NOW)
    mine, theirs = (queries.desk(who, NOW, only_own=True) for who in (officer, colleague))
    assert mine is not None and theirs is not None
    assert (mine.own, theirs.own) == (0, 1)


def test_the_first_row_says_its_duty_and_its_article_and_opens_with_one_key(
    officer: Officer, client_for: Browser
) -> None:
    case = report(officer, "Laporan 24", datetime(2024, 10, 24, 3, tzinfo=UTC))
    page = client_for(officer).get("/hari-ini/").content.decode()
    row = page[page.index("data-row>") : page.index("</li>", page.index("data-row>"))]
    assert "Tetapkan hasil kajian awal · PK-2024-0001" in row
    assert "Perbawaslu 8/2020" in row
    assert f'data-open href="{case.get_absolute_url()}">Buka perkara<kbd>' in row
