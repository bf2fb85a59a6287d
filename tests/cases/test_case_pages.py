"""Every page of the procedure, walked through the browser by those who may and those who may not."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.typed import HOUR, RECENT
from tests.cast import NOW, reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.office.models import Agency, Officer

READING = ("case", "case_print", "case_letters", "case_links", "case_plenary")


@pytest.fixture
def case(registered: Callable[..., Case]) -> Case:
    """A report registered on the morning of the day on which pages are asked."""
    return registered("report", now=NOW - 2 * HOUR, **RECENT)


def addresses(case: Case) -> dict[str, str]:
    """Every page of the procedure that is asked with the case alone."""
    names = (*READING, "case_invite", "case_warning", "case_conflicts", "case_ties")
    return {name: reverse(name, args=[case.pk]) for name in names}


def test_who_reads_and_who_writes(
    case: Case,
    client_for: Callable[[Officer | None], Client],
    officer: Officer,
    chair: Officer,
    stranger: Officer,
    supervisor: Officer,
    appointing: Officer,
) -> None:
    for who in (officer, chair):
        client = client_for(who)
        assert {name: client.get(path).status_code for name, path in addresses(case).items()} == dict.fromkeys(
            addresses(case), 200
        ), who
    for who, reading, writing in ((supervisor, 200, 403), (stranger, 404, 404), (appointing, 403, 403)):
        client = client_for(who)
        for name, path in addresses(case).items():
            assert client.get(path).status_code == (reading if name in READING else writing), (who, name)


def test_a_closed_file_does_not_exist(
    case: Case, client_for: Callable[[Officer | None], Client], colleague: Officer, officer: Officer
) -> None:
    reach = reach_for(officer, "cases.handle")
    actions.declare(case, colleague, reason="Kerabat (rekaan).", officer=colleague, reach=reach, now=NOW)
    client = client_for(colleague)
    assert {client.get(path).status_code for path in addresses(case).values()} == {404}
    assert case.short_name not in client.get(reverse("cases")).content.decode()


def test_pages_in_english(case: Case, client_for: Callable[[Officer | None], Client], officer: Officer) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    for path in addresses(case).values():
        page = client.get(path).content.decode()
        assert '<html lang="en"' in page
        assert "Klarifikasi dan jawaban" not in page


# ---------- the page of a case ----------


def test_a_report_at_night_counts_from_the_next_opening(
    open_one: Callable[..., Case], client_for: Callable[[Officer | None], Client], officer: Officer
) -> None:
    night = datetime(2024, 10, 22, 14, 30, tzinfo=UTC)  # Tuesday 21.30 WIB; the desk opens on Wednesday at 08.00
    case = open_one("report", now=night)
    assert case.opened_at == night
    clock = case.deadlines.order_by("pk").first()
    assert clock.started_at == datetime(2024, 10, 23, 1, 0, tzinfo=UTC)
    page = client_for(officer).get(case.get_absolute_url()).content.decode()
    assert "dihitung diterima saat meja buka berikutnya" in page
    day = open_one("report", now=night - 7 * HOUR)
    assert day.deadlines.order_by("pk").first().started_at == night - 7 * HOUR
    assert "meja" not in client_for(officer).get(day.get_absolute_url()).content.decode()


def test_the_last_moment_of_the_reporter_is_judged_by_the_true_time(
    open_one: Callable[..., Case], move: Callable[..., Case], tick_all: Callable[..., None]
) -> None:
    # Seven days after it became known end on Saturday 26 October; handed in that evening, counted from Monday.
    known = datetime(2024, 10, 19, 3, 0, tzinfo=UTC)
    handed = datetime(2024, 10, 26, 14, 0, tzinfo=UTC)
    case = open_one("report", now=handed, known_at=known)
    tick_all(case, handed + 40 * HOUR)
    assert move(case, "register", handed + 40 * HOUR).register_number


def test_the_page_names_the_next_step_of_each_stage(
    case: Case,
    in_plenary: Callable[..., Case],
    forwarded: Callable[..., Case],
    client_for: Callable[[Officer | None], Client],
    officer: Officer,
) -> None:
    client = client_for(officer)
    page = client.get(case.get_absolute_url()).content.decode()
    assert page.count("btn-primary") == 1 and "Undang" in page and "Melati" not in page
    waiting = in_plenary("finding", now=NOW - 5 * HOUR, **RECENT)
    page = client.get(waiting.get_absolute_url()).content.decode()
    assert page.count("btn-primary") == 1 and "Catat pleno" in page
    handed = forwarded("finding", now=NOW - 5 * HOUR, outcomes=("ethics_discipline", "criminal"), **RECENT)
    page = client.get(handed.get_absolute_url()).content.decode()
    assert page.count("btn-primary") == 1 and "Siapkan paket penerusan" in page
    assert all(name in page for name in ("PN-2024-0001", "PN-2024-0002", "PN-2024-0003", "Sentra Gakkumdu"))


def test_a_case_handed_to_another_office(
    case: Case,
    client_for: Callable[[Officer | None], Client],
    chair: Officer,
    officer: Officer,
    province: Agency,
    government: Agency,
) -> None:
    address = reverse("case_transfer", args=[case.pk])
    assert client_for(officer).get(address).status_code == 403
    client = client_for(chair)
    assert client.get(reverse("case_move", args=[case.pk, "transfer"])).url == address  # type: ignore[attr-defined]
    for bad in ("", case.agency_id, government.pk, "9" * 30):
        assert client.post(address, {"agency": bad, "reason": "Rekaan."}).status_code == 200
    page = client.post(address, {"agency": province.pk, "reason": "Rekaan."}, follow=True).content.decode()
    assert "Dilimpahkan ke Bawaslu Jawa Timur" in page
    assert Case.objects.get(pk=case.pk).state == "transferred"
