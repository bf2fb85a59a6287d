"""A deadline becomes a reminder: a row of the clocks, a case, time that passes, one tick, one notice, once."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import reach_for
from tests.walks.conftest import Wall, said

from wasit.cases import actions
from wasit.cases.models import Case, Deadline
from wasit.cases.opening import Opening
from wasit.office.models import JournalEntry, Notice, Officer
from wasit.rulebook import clock
from wasit.site import tick

WIB = ZoneInfo("Asia/Jakarta")
OPENED = datetime(2024, 10, 28, 9, 40, tzinfo=WIB)  # a Monday
SECOND = timedelta(seconds=1)

# The row, the door by which a case starts it, its length in law, and its last second counted by hand from OPENED.
ROWS = [
    pytest.param("pilkada-kajian-awal", "report", 3, datetime(2024, 10, 31, 23, 59, 59, tzinfo=WIB), id="report"),
    pytest.param("pilkada-temuan", "finding", 7, datetime(2024, 11, 4, 23, 59, 59, tzinfo=WIB), id="finding"),
]
SOON = {
    "report": {
        "id": "PK-2024-0001: “Kajian awal selesai dan pemberitahuan kelengkapan disampaikan bila ada yang kurang” "
        "paling lambat Kamis, 31 Oktober 2024, 23.59 WIB.",
        "en": "PK-2024-0001: “Initial review done, and completion notice given if something is lacking” "
        "is due by Thursday, 31 October 2024, 23:59 WIB.",
    },
    "finding": {
        "id": "PK-2024-0001: “Temuan ditetapkan dan diregistrasi” paling lambat Senin, 4 November 2024, 23.59 WIB.",
        "en": "PK-2024-0001: “Finding adopted and registered” is due by Monday, 4 November 2024, 23:59 WIB.",
    },
}
LATE = {
    "report": {"id": "lewat tenggat Kamis, 31 Oktober 2024", "en": "passed on Thursday, 31 October 2024"},
    "finding": {"id": "lewat tenggat Senin, 4 November 2024", "en": "passed on Monday, 4 November 2024"},
}

Reader = Callable[[Officer, str], Client]


@pytest.fixture
def opened(officer: Officer, wall: Wall) -> Callable[[str], Case]:
    """Return a function that opens a case by one of the doors, now."""

    def make(origin: str) -> Case:
        opening = Opening(
            origin=origin,
            region_code="35.73",
            title="Dugaan rekaan",
            act_at=wall.now - timedelta(hours=20),
            known_at=wall.now,
            place="Media sosial",
        )
        return actions.open_case(opening, officer=officer, reach=reach_for(officer, "cases.open"), now=wall.now)

    return make


@pytest.fixture
def ticked(wall: Wall, capsys: pytest.CaptureFixture[str]) -> Callable[[datetime], int]:
    """Return a function that lets the time come and runs `wasit tick`; it tells how many clocks were looked at."""

    def run(at: datetime) -> int:
        wall.now = at.astimezone(UTC)
        assert tick.command(["--json"]) == 0
        looked_at: int = json.loads(capsys.readouterr().out)["deadlines"]
        return looked_at

    return run


def notices(reader: Reader, person: Officer, language: str) -> list[str]:
    """Return the notices as their page lists them."""
    page = reader(person, language).get(reverse("notices"))
    said(page)
    return [one.said.in_(language) for one in page.context["notices"] if one.said.in_(language) in said(page)]


@pytest.mark.parametrize(("clock_id", "origin", "days", "due"), ROWS)
def test_a_row_of_clocks_becomes_one_notice(
    clock_id: str,
    origin: str,
    days: int,
    due: datetime,
    opened: Callable[[str], Case],
    ticked: Callable[[datetime], int],
    reader: Reader,
    officer: Officer,
    chair: Officer,
    colleague: Officer,
) -> None:
    row = clock(clock_id)
    assert (row.length, row.unit) == (days, "calendar_day")
    case = opened(origin)
    kept = case.deadlines.get()
    assert (kept.clock_id, kept.due_at, kept.basis) == (clock_id, due, row.basis)

    assert ticked(due - timedelta(hours=24) - SECOND) == 0
    assert not Notice.objects.exists()
    assert ticked(due - timedelta(hours=24)) == 1
    for language in ("id", "en"):
        assert notices(reader, officer, language) == [SOON[origin][language]]
    assert ticked(due - timedelta(hours=24)) == 0
    assert ticked(due) == 0
    assert Notice.objects.count() == 1
    assert Notice.objects.get().url == case.get_absolute_url()

    assert ticked(due + SECOND) == 1
    assert ticked(due + SECOND) == 0
    assert ticked(due + timedelta(days=30)) == 0
    assert case.deadlines.get().stage == Deadline.Stage.LATE
    for language in ("id", "en"):
        latest, earlier = notices(reader, officer, language)
        assert LATE[origin][language] in latest and earlier == SOON[origin][language]
        assert len(notices(reader, chair, language)) == 1
        assert notices(reader, colleague, language) == []
    assert Notice.objects.count() == 3
    assert JournalEntry.objects.filter(verb="cases.deadline_late", subject=case.subject).count() == 1


def test_a_corrected_row_moves_the_reminder(
    opened: Callable[[str], Case],
    ticked: Callable[[datetime], int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    officer: Officer,
) -> None:
    """Four days instead of three, written by a jurist into the installation's own folder: no code knows the number."""
    shipped = Path(actions.__file__).parents[2] / "rulebook" / "editions" / "clocks" / "pilkada-2015.yaml"
    text = shipped.read_text(encoding="utf-8")
    head, row = text.split("  - id: pilkada-kajian-awal\n")
    own = tmp_path / "clocks"
    own.mkdir()
    corrected = head + "  - id: pilkada-kajian-awal\n" + row.replace("length: 3", "length: 4", 1)
    (own / shipped.name).write_text(corrected, encoding="utf-8")
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(tmp_path))

    due = datetime(2024, 11, 1, 23, 59, 59, tzinfo=WIB)
    assert opened("report").deadlines.get().due_at == due
    assert ticked(due - timedelta(hours=24) - SECOND) == 0
    assert ticked(due - timedelta(hours=24)) == 1
    told = Notice.objects.get(officer=officer).said
    assert "Jumat, 1 November 2024" in told.id and "Friday, 1 November 2024" in told.en


def test_what_was_done_in_time_reminds_nobody(
    opened: Callable[[str], Case], ticked: Callable[[datetime], int], wall: Wall, chair: Officer
) -> None:
    case = opened("finding")
    wall.now += timedelta(hours=1)
    reach = reach_for(chair, "cases.handle")
    actions.perform(case, "decline", officer=chair, reach=reach, now=wall.now, reason="bukan pegawai (rekaan)")
    actions.perform(
        case, "tell_status", officer=chair, reach=reach, now=wall.now, notified_at=wall.now, note="papan pengumuman"
    )
    assert ticked(datetime(2024, 12, 1, tzinfo=WIB)) == 0
    assert not Notice.objects.exists()


def test_notices_are_read_once(
    opened: Callable[[str], Case], ticked: Callable[[datetime], int], reader: Reader, officer: Officer
) -> None:
    opened("report")
    ticked(datetime(2024, 10, 31, 8, 0, tzinfo=WIB))
    client = reader(officer, "id")
    assert "baru" in said(client.get(reverse("notices")))
    page = client.post(reverse("notices_read"), follow=True)
    assert SOON["report"]["id"] in said(page)
    assert Notice.objects.filter(read_at=None).count() == 0
    assert reverse("notices_read") not in page.content.decode()
