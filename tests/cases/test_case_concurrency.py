"""Numbers without gaps, one mover at a time, and journal entries that stand or fall with their act."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.cases.conftest import REGISTERED
from tests.cast import reach_for

from wasit.cases import actions, register
from wasit.cases.models import Case, MoveMade
from wasit.office import journal
from wasit.office.models import Agency, JournalEntry, NumberSeries, Officer
from wasit.text import Problem


def test_register_numbers_follow_one_another(registered: Callable[..., Case], open_one: Callable[..., Case]) -> None:
    numbers = [registered(title=f"Dugaan {n}").register_number for n in range(3)]
    assert numbers == [f"00{n}/Reg/TM/PB/Kota/35.73/X/2024" for n in (1, 2, 3)]
    report = registered("report")
    assert report.register_number == "004/Reg/LP/PB/Kota/35.73/X/2024"
    assert report.short_name == "LP 004"
    assert registered("finding", "pemilu").register_number == "001/Reg/TM/PL/Kota/35.73/I/2024"
    assert open_one().short_name == "PK-2024-0006"


def test_the_letters_of_each_level() -> None:
    levels = [register.level_of(code) for code in ("", "35", "35.73", "35.07", "31.01", "31.71")]
    assert levels == ["RI", "Prov", "Kota", "Kab", "Kab", "Kota"]


def test_a_failed_registration_gives_its_number_back(
    registered: Callable[..., Case],
    open_one: Callable[..., Case],
    tick_all: Callable[..., None],
    move: Callable[..., Case],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registered()
    case = open_one(now=REGISTERED)
    tick_all(case, REGISTERED)

    def crash(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr("wasit.cases.deadlines.start", crash)
        with pytest.raises(RuntimeError, match="disk full"):
            move(case, "register", REGISTERED)
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.version, stored.register_number) == ("initial_review", 0, "")
    assert NumberSeries.objects.get(series="register-PB").last == 1
    assert not MoveMade.objects.filter(case=case).exists()
    assert move(stored, "register", REGISTERED).register_number.startswith("002/")
    assert journal.verify().ok


def test_a_rolled_back_opening_leaves_no_gap(open_one: Callable[..., Case]) -> None:
    open_one()
    with pytest.raises(RuntimeError), transaction.atomic():
        open_one()
        raise RuntimeError
    assert open_one().number == 2


def test_the_second_mover_is_told(registered: Callable[..., Case], move: Callable[..., Case], officer: Officer) -> None:
    case = registered()
    mine, theirs = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    move(mine, "finish_clarification", REGISTERED)
    before = JournalEntry.objects.count()
    with pytest.raises(Problem, match="changed by somebody else"):
        move(theirs, "extend", REGISTERED, reason="saksi baru")
    assert JournalEntry.objects.count() == before
    assert case.moves.count() == 2
    assert case.deadlines.filter(extended=True).count() == 0


def test_a_page_that_grew_old_moves_nothing(registered: Callable[..., Case], officer: Officer) -> None:
    case = registered()
    reach = reach_for(officer, "cases.handle")
    with pytest.raises(Problem, match="changed by somebody else"):
        actions.perform(case, "finish_clarification", officer=officer, reach=reach, now=REGISTERED, seen=0)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_instant(
    registered: Callable[..., Case], officer: Officer, chair: Officer, city: Agency
) -> None:
    case = registered()
    barrier, outcomes = threading.Barrier(2), []

    def run(person: Officer, move_id: str, **asked: str) -> None:
        try:
            seen = Case.objects.select_related("agency").get(pk=case.pk)
            reach = reach_for(person, "cases.handle", REGISTERED)
            barrier.wait(timeout=10)
            actions.perform(seen, move_id, officer=person, reach=reach, now=REGISTERED + timedelta(hours=1), **asked)
            outcomes.append("moved")
        except Problem:
            outcomes.append("told")
        finally:
            connection.close()

    runs = [
        threading.Thread(target=run, args=(officer, "finish_clarification")),
        threading.Thread(target=run, args=(chair, "extend"), kwargs={"reason": "saksi baru"}),
    ]
    for one in runs:
        one.start()
    for one in runs:
        one.join(timeout=30)
    assert sorted(outcomes) == ["moved", "told"]
    assert case.moves.exclude(move_id="register").count() == 1
    assert Case.objects.get(pk=case.pk).version == 2
    assert journal.verify().ok
