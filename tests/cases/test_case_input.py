"""What comes in wrong on the pages of a case: nothing breaks, nothing is half written, nobody unfit is put in charge."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import reach_for

from wasit.cases import actions, identity
from wasit.cases.models import Case
from wasit.office.models import JournalEntry, Officer
from wasit.text import Problem

Browser = Callable[[Officer | None], Client]
LONG = "9" * 5000


@pytest.mark.parametrize(
    "when",
    [
        {"at_day": LONG, "at_month": "10", "at_year": "2024", "at_time": ""},
        {"at_day": "19", "at_month": LONG, "at_year": "2024", "at_time": ""},
        {"at_day": "19", "at_month": "10", "at_year": LONG, "at_time": ""},
        {"at_day": "19", "at_month": "10", "at_year": "2024", "at_time": f"{LONG}.{LONG}"},
    ],
    ids=["day", "month", "year", "time"],
)
def test_figures_without_end_are_told_as_a_wrong_date(
    when: dict[str, str], open_one: Callable[..., Case], officer: Officer, client_for: Browser
) -> None:
    case = open_one()
    answer = client_for(officer).post(f"/perkara/{case.pk}/perbuatan/", {"violation_id": "x", **when})
    assert answer.status_code == 200
    assert case.acts.count() == 1


def test_numbers_without_end_in_hidden_fields_break_nothing(
    open_one: Callable[..., Case], officer: Officer, client_for: Browser
) -> None:
    case = open_one()
    client = client_for(officer)
    assert client.post(f"/perkara/{case.pk}/langkah/register/", {"versi": LONG}).status_code == 200
    given = {"role": "witness", "name": "Melati Kinasih", "dari_daftar": LONG}
    assert client.post(f"/perkara/{case.pk}/orang/", given).status_code == 302


def test_an_unknown_move_is_told(open_one: Callable[..., Case], officer: Officer, client_for: Browser) -> None:
    answer = client_for(officer).get(f"/perkara/{open_one().pk}/langkah/menghapus/")
    assert answer.status_code == 400


def test_files_are_attached_all_or_none(open_one: Callable[..., Case], officer: Officer, client_for: Browser) -> None:
    """Of two files the second was there already: the first must not be in the file while the page says it failed."""
    case = open_one()
    client, address = client_for(officer), f"/perkara/{case.pk}/bukti/"
    client.post(address, {"uploads": [SimpleUploadedFile("satu.txt", b"satu")]})
    before = case.evidence.count()
    both = [SimpleUploadedFile("dua.txt", b"dua"), SimpleUploadedFile("satu.txt", b"satu")]
    answer = client.post(address, {"uploads": both})
    assert "satu.txt” sudah ada di perkara" in answer.content.decode()
    assert case.evidence.count() == before
    again = client.post(address, {"uploads": [SimpleUploadedFile("dua.txt", b"dua")]})
    assert (again.status_code, case.evidence.count()) == (302, before + 1)


def test_only_who_may_handle_cases_is_put_in_charge(
    open_one: Callable[..., Case], officer: Officer, administrator: Officer, client_for: Browser, now: datetime
) -> None:
    """Whoever keeps the accounts cannot open the file, so they can neither be offered nor made responsible."""
    case = open_one()
    with pytest.raises(Problem, match="Choose an officer"):
        actions.set_handler(case, administrator, officer=officer, reach=reach_for(officer, "cases.handle"), now=now)
    page = client_for(officer).get(f"/perkara/{case.pk}/penanggung-jawab/").content.decode()
    assert administrator.name not in page


@pytest.mark.parametrize("key", [None, "lain"])
def test_a_lost_key_is_told_and_never_made_anew(
    key: str | None, open_one: Callable[..., Case], chair: Officer, client_for: Browser, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    case = open_one("report")
    other = tmp_path / "identity.key"
    if key:
        identity._key(other)
    monkeypatch.setattr(identity, "_key_path", lambda: other)
    answer: Any = client_for(chair).post(f"/perkara/{case.pk}/identitas/", {"reason": "panggilan klarifikasi"})
    assert "identity.key" in answer.content.decode()
    assert other.exists() is bool(key)
    assert JournalEntry.objects.filter(verb="cases.identity_opened", subject=case.subject).count() == 1
    assert Path(settings.DATA).is_dir()


def test_why_an_identity_was_opened_is_told_only_to_who_may_open_it(
    open_one: Callable[..., Case], officer: Officer, chair: Officer, supervisor: Officer, client_for: Browser
) -> None:
    """The reason is free text and may name the reporter: "memanggil Ibu Melati"."""
    case = open_one("report")
    reason = "memanggil pelapor di Jalan Rekaan"
    client_for(chair).post(f"/perkara/{case.pk}/identitas/", {"reason": reason})
    for part in ("", "cetak/", "jurnal/"):
        told = {
            person: client_for(person).get(f"/perkara/{case.pk}/{part}").content.decode()
            for person in (officer, supervisor, chair)
        }
        assert reason not in told[officer] + told[supervisor]
        assert "Melati Kusumaningrum" not in "".join(told.values())
    assert reason in client_for(chair).get(f"/perkara/{case.pk}/jurnal/").content.decode()
