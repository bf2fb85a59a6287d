"""Hari ini: work by legal deadline, for each role what it may see."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.cast import NOW, reach_for

from wasit.cases.actions import open_case
from wasit.cases.models import Case
from wasit.cases.opening import Opening, OpeningAct, OpeningPerson
from wasit.insights import queries, views
from wasit.office.models import Officer
from wasit.rulebook import election_on

Browser = Callable[[Officer | None], Client]


def _report(officer: Officer, title: str, opened: datetime, region_code: str = "35.73") -> Case:
    act = opened - timedelta(days=1)
    return open_case(
        Opening(
            origin="report",
            region_code=region_code,
            title=title,
            act_at=act,
            known_at=act,
            place="Balai kota",
            people=(OpeningPerson(role="reported", name="Orang Rekaan"),),
            acts=(OpeningAct(violation_id="disiplin-interaksi-akun", at=act),),
        ),
        officer=officer,
        reach=reach_for(officer, "cases.open", opened),
        now=opened,
    )


def test_groups_by_legal_deadline(officer: Officer) -> None:
    """Initial review: three calendar days, so 24 Oct is late on the 28th, 25 Oct due tonight, 27 Oct later."""
    for day in (24, 25, 27):
        _report(officer, f"Laporan {day}", datetime(2024, 10, day, 3, tzinfo=UTC))
    desk = queries.desk(reach_for(officer, "cases.view"), NOW)
    assert [(group.urgency, [one.case.title for one in group.work]) for group in desk.groups] == [
        ("late", ["Laporan 24"]),
        ("today", ["Laporan 25"]),
        ("until_monday", ["Laporan 27"]),
    ]
    assert (desk.late, desk.today) == (1, 1)
    assert views.summary(desk).startswith("1 pekerjaan lewat tenggat, 1 jatuh tempo hari ini.")


def test_an_empty_desk_says_so(officer: Officer, client_for: Browser) -> None:
    page = client_for(officer).get("/hari-ini/").content.decode()
    assert "Tidak ada perkara yang menunggu." in page


def test_nobody_sees_another_citys_work(officer: Officer, stranger: Officer, client_for: Browser) -> None:
    _report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    assert "Perkara kota Malang" in client_for(officer).get("/hari-ini/").content.decode()
    assert "Perkara kota Malang" not in client_for(stranger).get("/hari-ini/").content.decode()


def test_a_supervisor_sees_the_cities_of_the_province(
    officer: Officer, supervisor: Officer, client_for: Browser
) -> None:
    _report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    assert "Perkara kota Malang" in client_for(supervisor).get("/hari-ini/").content.decode()


@pytest.mark.parametrize("who", ["appointing", "operator", "administrator"])
def test_others_see_their_role_and_no_cases(
    who: str, officer: Officer, client_for: Browser, request: pytest.FixtureRequest
) -> None:
    _report(officer, "Perkara kota Malang", datetime(2024, 10, 25, 3, tzinfo=UTC))
    page = client_for(request.getfixturevalue(who)).get("/hari-ini/").content.decode()
    assert "Peran Anda" in page
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
    assert views.greeting(hour) == said


def test_page_in_english(officer: Officer, client_for: Browser) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    page = client.get("/hari-ini/").content.decode()
    assert "No case is waiting." in page
    assert "Tidak ada" not in page


def test_the_menu_counts_nothing_that_its_reader_may_not_open(
    officer: Officer, administrator: Officer, client_for: Browser
) -> None:
    _report(officer, "Perkara yang lewat", NOW - timedelta(days=6))
    assert '<span class="n hot">1</span>' in client_for(officer).get("/hari-ini/").content.decode()
    assert 'class="n hot"' not in client_for(administrator).get("/hari-ini/").content.decode()
