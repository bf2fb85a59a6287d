"""The demonstration: its folder is its own, its cases stand everywhere a case can stand, and everybody is invented."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.test import override_settings

from wasit.cases.models import Case, Deadline, Party
from wasit.forwarding.models import Recommendation
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office import journal
from wasit.office.models import JournalEntry, Notice, Officer
from wasit.office.queries import memberships_of
from wasit.rosters.models import Person
from wasit.rosters.names import name_key
from wasit.rulebook import workflow
from wasit.site.demo import build as builder
from wasit.site.demo import command, stories
from wasit.site.demo.facts import BEGINNING, NOW, PASSWORD
from wasit.site.demo.people import CITIES, log_ins
from wasit.text import Problem

# ---------- the folder ----------


def test_a_foreign_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("bukan milik peragaan", encoding="utf-8")
    for fresh in (False, True):
        with pytest.raises(Problem, match="holds something else"):
            command.prepare(tmp_path, fresh=fresh)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_a_folder_that_is_not_there_or_empty_is_taken(tmp_path: Path) -> None:
    for folder in (tmp_path / "baru" / "dalam", tmp_path / "kosong"):
        if folder.name == "kosong":
            folder.mkdir()
        command.prepare(folder, fresh=False)
        assert [path.name for path in folder.iterdir()] == [command.MARK]


def test_what_was_broken_off_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "peragaan"
    command.prepare(folder, fresh=False)
    (folder / "wasit.sqlite3").write_bytes(b"setengah")
    (folder / "vault").mkdir()
    command.prepare(folder, fresh=False)
    assert [path.name for path in folder.iterdir()] == [command.MARK]


def test_what_is_finished_is_kept_unless_wanted_anew(tmp_path: Path) -> None:
    folder = tmp_path / "peragaan"
    command.prepare(folder, fresh=False)
    (folder / "wasit.sqlite3").write_bytes(b"utuh")
    (folder / command.DONE).touch()
    command.prepare(folder, fresh=False)
    assert (folder / "wasit.sqlite3").read_bytes() == b"utuh"
    command.prepare(folder, fresh=True)
    assert [path.name for path in folder.iterdir()] == [command.MARK]


# ---------- what is in it ----------


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A small demonstration, built once for this file and taken back behind it."""
    with (
        override_settings(VAULT=tmp_path_factory.mktemp("demo") / "vault"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        builder.build(staff=150, background=10)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_cases_stand_in_every_state_of_the_workflow(built: None) -> None:
    malang = Case.objects.filter(region_code="35.73", regime="pilkada")
    assert set(malang.values_list("state", flat=True)) == {state.id for state in workflow("pilkada").states}
    assert {case.origin for case in malang} == {"finding", "report", "initial_information"}
    for city in CITIES:
        assert Case.objects.filter(region_code=city.region_code).count() >= 7


@pytest.mark.django_db
def test_every_telling_is_told(built: None) -> None:
    rows = yaml.safe_load((files("wasit.site.demo") / "matters.yaml").read_text(encoding="utf-8"))
    assert {row["story"] for row in rows} == set(stories.TELLINGS)
    told_here = Case.objects.filter(region_code="35.73").exclude(source__startswith="case:")
    assert told_here.count() == len(rows)


@pytest.mark.django_db
def test_recommendations_stand_on_every_step_of_the_hand_off(built: None) -> None:
    assert set(Recommendation.objects.filter(region_code="35.73").values_list("state", flat=True)) >= {
        "drafted", "sent", "accepted", "returned", "examination", "delivered", "cleared", "closed",
    }  # fmt: skip
    waiting = Recommendation.objects.exclude(state__in=("revoked", "closed"))
    assert waiting.count() > 5
    for one in waiting:
        assert one.deadlines.filter(stopped_at=None, due_at__isnull=False).exists(), one


@pytest.mark.django_db
def test_a_clock_runs_out_today_and_another_has_run_out(built: None) -> None:
    running = Deadline.objects.filter(stopped_at=None, case__region_code="35.73")
    today = running.filter(due_at__gt=NOW, due_at__lte=NOW + timedelta(hours=24))
    late = running.filter(due_at__lt=NOW)
    assert {one.stage for one in today} == {Deadline.Stage.SOON}
    assert {one.stage for one in late} == {Deadline.Stage.LATE}
    for deadline in [*today, *late]:
        told = Notice.objects.filter(officer=deadline.case.handler, url=deadline.case.get_absolute_url())
        assert told.count() == 1, deadline.case.title


@pytest.mark.django_db
def test_everybody_on_a_roster_is_marked_as_invented(built: None) -> None:
    sizes = [Person.objects.filter(region_code=city.region_code).count() for city in CITIES]
    assert sizes == [150, 100, 100]
    assert not Person.objects.filter(invented=False).exists()
    accused = Party.objects.filter(role=Party.Role.REPORTED)
    assert accused.count() == Case.objects.count()
    assert Person.objects.filter(pk__in=accused.values("person_id"), invented=True).count() == len(
        set(accused.values_list("person_id", flat=True))
    )


def _candidates() -> set[str]:
    """The core names of everybody who really stood in 2024, as the published list has them."""
    listed = (files("wasit.rosters") / "data" / "pilkada2024_pairs.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(listed.splitlines()))
    return {row[column] for row in rows for column in ("head_core_name", "deputy_core_name") if row[column]}


@pytest.mark.django_db
def test_nobody_bears_the_name_of_a_candidate(built: None) -> None:
    real = _candidates()
    assert len(real) > 3000
    real_keys = {name_key(name) for name in real}
    for names in (Party, Person, Officer):
        for name in names.objects.values_list("name", flat=True):
            assert name.upper() not in real and name_key(name) not in real_keys, name


@pytest.mark.django_db
def test_every_log_in_that_is_printed_works(built: None, capsys: pytest.CaptureFixture[str]) -> None:
    command.tell_log_ins(8000)
    printed = capsys.readouterr().out
    listed = list(log_ins())
    assert len(listed) == Officer.objects.count()
    assert PASSWORD in printed
    for role, _place, mailbox in listed:
        assert mailbox in printed and mailbox.endswith(".example")
        officer = Officer.objects.get(email=mailbox)
        assert officer.check_password(PASSWORD)
        assert [held.role for held in memberships_of(officer, NOW)] == [role]


@pytest.mark.django_db
def test_every_city_has_something_to_sort_and_to_read(built: None) -> None:
    assert {delivery.state for delivery in Delivery.objects.all()} == {"done"}
    for city in CITIES:
        assert Hit.objects.filter(region_code=city.region_code, state="new").count() >= 5
        assert Capture.objects.filter(region_code=city.region_code, kind="page").exists()


@pytest.mark.django_db
def test_its_journal_is_whole_and_time_never_runs_backwards(built: None) -> None:
    assert journal.verify().ok
    times = list(JournalEntry.objects.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[0] == BEGINNING and times[-1] <= NOW
