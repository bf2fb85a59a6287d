"""The calendar feed: a secret address, a valid calendar, every deadline of its reader and no name in it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar as Feed
from icalendar import Event
from tests.cast import NOW, reach_for
from tests.insights.conftest import block, report, second_clock

from wasit.cases import actions
from wasit.cases.models import Case, Deadline
from wasit.cases.opening import OpeningPerson
from wasit.insights import calendar as ics
from wasit.office import feeds
from wasit.office.actions import end_role
from wasit.office.models import CalendarFeed, JournalEntry, Membership, Officer
from wasit.rulebook import Calendar
from wasit.text import Words

Browser = Callable[[Officer | None], Client]
OWN = ics.Asked(only_own=True, language="id")
OFFICE = ics.Asked(only_own=False, language="id")


def events(officer: Officer, asked: ics.Asked = OWN, now: datetime = NOW) -> list[Event]:
    """Return the events of the officer's feed, read back as a calendar program would."""
    read = Feed.from_ical(ics.feed(officer, now, asked, "https://wasit.example"))
    return [cast(Event, one) for one in read.walk("VEVENT")]


def read_feed(client: Client, address: str, **headers: str) -> Any:
    return client.get(address, headers=headers)


@pytest.fixture
def reported(officer: Officer) -> Case:
    """A report of 25 October 2024 whose initial review ends on Monday the 28th."""
    people = (OpeningPerson(role="reported", name="Raka Wirasana", nip="198801012010011001"),)
    opened = datetime(2024, 10, 25, 3, tzinfo=UTC)
    return report(officer, "Dugaan unggahan Wirasana", opened, people=people, place="Kelurahan Rekaan")


# ---------- what it holds ----------


def test_a_deadline_becomes_an_event_at_its_last_instant(officer: Officer, reported: Case) -> None:
    [event] = events(officer)
    due = event["dtstart"].dt
    assert due == datetime(2024, 10, 28, 23, 59, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert event["summary"] == "PK-2024-0001: Tetapkan hasil kajian awal"
    assert event["url"] == f"https://wasit.example{reported.get_absolute_url()}"
    assert "Paling lambat Senin, 28 Oktober 2024, 23.59 WIB." in event["description"]
    assert "Dasar: Perbawaslu 8/2020" in event["description"]
    [alarm] = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-24)
    assert event["class"] == "CONFIDENTIAL"


def test_it_names_nobody(officer: Officer, reported: Case) -> None:
    body = ics.feed(officer, NOW, OFFICE, "https://wasit.example").decode().replace("\r\n ", "")
    for secret in ("Wirasana", "Raka", "198801012010011001", "unggahan", "Kelurahan", officer.name, officer.email):
        assert secret.lower() not in body.lower(), secret
    assert "PK-2024-0001" in body


def test_every_running_clock_of_a_case_is_there_and_a_stopped_one_is_not(officer: Officer, reported: Case) -> None:
    second_clock(reported, datetime(2024, 10, 29, 16, 59, 59, tzinfo=UTC))
    summaries = [event["summary"] for event in events(officer)]
    assert len(summaries) == len(set(summaries)) == 2
    Deadline.objects.filter(clock_id="pilkada-kajian-awal").update(stopped_at=NOW, stopped_by="register")
    assert len(events(officer)) == 1


def test_own_deadlines_or_those_of_the_office(officer: Officer, colleague: Officer, reported: Case) -> None:
    report(colleague, "Laporan rekan", datetime(2024, 10, 26, 3, tzinfo=UTC))
    assert [event["summary"][:12] for event in events(officer)] == ["PK-2024-0001"]
    assert [event["summary"][:12] for event in events(officer, OFFICE)] == ["PK-2024-0001", "PK-2024-0002"]
    assert [event["summary"][:12] for event in events(colleague)] == ["PK-2024-0002"]


def test_nothing_from_beyond_the_reach_and_nothing_that_is_closed(
    officer: Officer, stranger: Officer, supervisor: Officer, administrator: Officer, chair: Officer, reported: Case
) -> None:
    assert len(events(supervisor, OFFICE)) == 1
    assert events(stranger, OFFICE) == events(administrator, OFFICE) == []
    block(officer, reported, chair)
    assert events(officer, OFFICE) == events(officer) == []
    assert len(events(chair, OFFICE)) == 1


def test_three_zones_each_at_its_own_midnight(officer: Officer, stranger: Officer, easterner: Officer) -> None:
    opened = datetime(2024, 10, 25, 3, tzinfo=UTC)
    for reader, region_code, zone, utc in (
        (officer, "35.73", "Asia/Jakarta", 16),
        (stranger, "52.72", "Asia/Makassar", 15),
        (easterner, "91.71", "Asia/Jayapura", 14),
    ):
        report(reader, "Laporan", opened, region_code)
        [event] = events(reader)
        assert event["dtstart"].params["TZID"] == zone
        due = event["dtstart"].dt
        assert (due.hour, due.minute, due.second) == (23, 59, 59)
        assert due.astimezone(UTC) == datetime(2024, 10, 28, utc, 59, 59, tzinfo=UTC)
        body = ics.feed(reader, NOW, OWN, "").decode()
        assert f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n" in body
        assert "URL:" not in body


def test_in_english(officer: Officer, reported: Case) -> None:
    [event] = events(officer, ics.Asked(only_own=True, language="en"))
    assert event["summary"] == "PK-2024-0001: Fix the result of the initial review"
    assert "Due by Monday, 28 October 2024, 23:59 WIB." in event["description"]


# ---------- how it changes ----------


def test_the_same_deadlines_give_the_same_bytes(officer: Officer, reported: Case) -> None:
    later = NOW + timedelta(hours=5)
    assert ics.feed(officer, NOW, OWN, "") == ics.feed(officer, later, OWN, "")


def test_a_recomputed_deadline_changes_its_event_and_keeps_its_uid(officer: Officer) -> None:
    opened = datetime(2024, 1, 16, 3, tzinfo=UTC)
    case = report(officer, "Laporan pemilu", opened, election_id="pemilu-2024")
    working_days = Deadline.objects.get(case=case)
    [before] = events(officer, now=opened)
    due = cast(datetime, working_days.due_at).astimezone(ZoneInfo("Asia/Jakarta")).date()
    moved_at = opened + timedelta(hours=1)
    closed = Calendar.official().with_changes([(due, "national", Words(id="libur susulan", en="late holiday"))])
    assert actions.recompute_deadlines(moved_at, calendar=closed) == 1
    [after] = events(officer, now=moved_at)
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt > before["dtstart"].dt
    assert int(after["sequence"]) > int(before["sequence"])
    assert before["last-modified"].dt < after["last-modified"].dt == moved_at


def test_a_move_of_the_case_counts_as_a_change(officer: Officer, chair: Officer, reported: Case) -> None:
    [before] = events(officer)
    at = NOW + timedelta(minutes=5)
    actions.perform(
        reported, "ask_completion", officer=chair, reach=reach_for(chair, "cases.handle"), now=at,
        missing_requirements=("evidence",), notified_at=NOW,
    )  # fmt: skip
    after = events(officer, now=at)
    assert before["uid"] not in {event["uid"] for event in after}
    assert {int(event["sequence"]) for event in after} == {int(before["sequence"]) + 1}


# ---------- the secret address ----------


def test_the_address_is_shown_once_and_only_its_hash_is_kept(
    officer: Officer, reported: Case, client_for: Browser
) -> None:
    client = client_for(officer)
    assert "Anda belum punya alamat kalender." in client.get("/kalender/").content.decode()
    own, office = _addresses(client.post("/kalender/buat/"))
    assert own.endswith(".ics?isi=saya") and office.endswith(".ics?isi=kantor")
    token = own.split("/")[-1].split(".ics")[0]
    assert len(token) >= 43  # 256 bits
    assert token not in client.get("/kalender/").content.decode()
    kept = CalendarFeed.objects.get()
    assert token not in "".join(str(value) for value in vars(kept).values())
    assert token not in str(list(JournalEntry.objects.values_list("details", "subject")))
    assert list(JournalEntry.objects.order_by("-seq").values_list("verb", flat=True)[:1]) == ["office.feed_made"]
    answered = read_feed(Client(), own)
    assert answered.status_code == 200
    assert answered.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-cache" in answered.headers["Cache-Control"] and "private" in answered.headers["Cache-Control"]
    assert b"PK-2024-0001" in answered.content
    assert b"http://testserver/perkara/" in answered.content.replace(b"\r\n ", b"")
    assert CalendarFeed.objects.get().read_at == NOW


def _addresses(answer: Any) -> list[str]:
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return [found.replace("&amp;", "&") for found in re.findall(r'value="(http[^"]+)"', answer.content.decode())]


def test_what_is_known_already_is_not_sent_again(officer: Officer, reported: Case, now: datetime) -> None:
    address = f"/kalender/{feeds.make(officer, now)}.ics"
    first = read_feed(Client(), address)
    again = read_feed(Client(), address, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head(address).status_code == 200


def test_a_new_address_kills_the_old_one_and_revoking_kills_both(
    officer: Officer, reported: Case, client_for: Browser
) -> None:
    client = client_for(officer)
    old = _addresses(client.post("/kalender/buat/"))[0]
    new = _addresses(client.post("/kalender/buat/"))[0]
    assert [read_feed(Client(), one).status_code for one in (old, new)] == [404, 200]
    assert client.post("/kalender/cabut/", follow=True).status_code == 200
    assert [read_feed(Client(), one).status_code for one in (old, new)] == [404, 404]
    assert JournalEntry.objects.filter(verb="office.feed_revoked").count() == 1
    client.post("/kalender/cabut/")
    assert JournalEntry.objects.filter(verb="office.feed_revoked").count() == 1


@pytest.mark.parametrize("token", ["tidak-ada", "0" * 43, "a"])
def test_an_unknown_address_was_never_there(token: str, officer: Officer, now: datetime) -> None:
    feeds.make(officer, now)
    assert read_feed(Client(), f"/kalender/{token}.ics").status_code == 404
    assert CalendarFeed.objects.get().read_at is None
    hashed = CalendarFeed.objects.get().token_hash
    assert read_feed(Client(), f"/kalender/{hashed}.ics").status_code == 404


def test_the_address_dies_with_the_role_and_with_the_account(officer: Officer, reported: Case, now: datetime) -> None:
    address = f"/kalender/{feeds.make(officer, now)}.ics"
    assert read_feed(Client(), address).status_code == 200
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert read_feed(Client(), address).status_code == 404
    Officer.objects.filter(pk=officer.pk).update(is_active=True)
    end_role(Membership.objects.get(officer=officer), actor=None, now=now)
    assert read_feed(Client(), address).status_code == 404


def test_the_public_address_is_used_where_it_is_told(
    officer: Officer, reported: Case, now: datetime, settings: Any, client_for: Browser
) -> None:
    settings.PUBLIC_ADDRESS = "https://wasit.malang.example/"
    own = _addresses(client_for(officer).post("/kalender/buat/"))[0]
    assert own.startswith("https://wasit.malang.example/kalender/")
    body = read_feed(Client(), own.removeprefix("https://wasit.malang.example")).content
    assert f"URL:https://wasit.malang.example/perkara/{reported.pk}/".encode() in body


def test_the_language_goes_with_the_address(officer: Officer, reported: Case, client_for: Browser) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = "en"
    own = _addresses(client.post("/kalender/buat/"))[0]
    assert own.endswith("?isi=saya&bahasa=en")
    assert b"initial review" in read_feed(Client(), own).content


def test_a_role_without_deadlines_is_told_so(administrator: Officer, client_for: Browser) -> None:
    client = client_for(administrator)
    assert "Peran Anda tidak memegang tenggat" in client.get("/kalender/").content.decode()
    own = _addresses(client.post("/kalender/buat/"))[0]
    assert b"BEGIN:VEVENT" not in read_feed(Client(), own).content


def test_a_feed_without_deadlines_is_a_calendar(stranger: Officer) -> None:
    read = Feed.from_ical(ics.feed(stranger, NOW, OWN, ""))
    assert read["version"] == "2.0"
    assert read["x-wr-calname"] == "Wasit – tenggat saya"
    assert list(read.walk("VEVENT")) == []
