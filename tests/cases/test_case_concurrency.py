"""Numbers without gaps, one mover at a time, and journal entries that stand or fall with their act."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.case_cast import REGISTERED
from tests.cast import reach_for
from tests.letters.drafts import draft_of

from wasit.cases import actions, register
from wasit.cases.models import Case, MoveMade, RequirementCheck
from wasit.forwarding.models import Recommendation
from wasit.letters import actions as letters
from wasit.letters.models import Letter, LetterCopy
from wasit.office import journal, vault
from wasit.office.models import Agency, JournalEntry, NumberSeries, Officer
from wasit.office.reach import everywhere
from wasit.rulebook import requirements
from wasit.text import Problem

WRITERS = 50


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
        broken.setattr("wasit.proceedings.deadlines.start", crash)
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


def at_once(run: Callable[[int], None]) -> None:
    """Run it once in each of fifty threads; whatever goes wrong in one is raised here."""
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(run, range(WRITERS)))


@pytest.mark.django_db(transaction=True)
def test_fifty_officers_register_and_forward_at_once(
    open_one: Callable[..., Case], tick_all: Callable[..., None], chair: Officer, city: Agency, government: Agency
) -> None:
    """Register numbers, numbers of recommendations and case numbers, taken by real moves that set off together."""
    cases = [open_one("report" if place % 2 else "finding", now=REGISTERED) for place in range(WRITERS)]
    RequirementCheck.objects.bulk_create(
        RequirementCheck(case=case, requirement_id=one.id, met=True, by=chair, at=REGISTERED)
        for case in cases
        for one in requirements(case.regime, case.origin)
    )
    together, now = threading.Barrier(WRITERS), REGISTERED + timedelta(hours=1)

    def run(place: int) -> None:
        try:
            case = Case.objects.select_related("agency").get(pk=cases[place].pk)
            reach = reach_for(chair, "cases.handle", now)
            together.wait(timeout=60)
            if place % 5 == 4:
                actions.perform(case, "forward_other_law", officer=chair, reach=reach, now=now, addressee="BKN")
            else:
                actions.perform(case, "register", officer=chair, reach=reach, now=now)
            if place % 5 == 3:
                open_one(now=now)
        finally:
            connection.close()

    at_once(run)
    registered = Case.objects.exclude(register_number="").values_list("register_number", flat=True)
    assert sorted(int(number.split("/")[0]) for number in registered) == list(range(1, 41))
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, WRITERS + 11))
    assert sorted(Recommendation.objects.values_list("number", flat=True)) == list(range(1, 21))
    last = dict(NumberSeries.objects.filter(agency=city).values_list("series", "last"))
    assert last == {"case": WRITERS + 10, "register-PB": 40, "forwarding": 20}
    assert Case.objects.filter(version=1).count() == WRITERS
    assert all(case.deadlines.filter(stopped_at=None).exists() for case in Case.objects.all())
    assert journal.verify().ok


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
def test_fifty_letters_issued_at_once(chair: Officer, city: Agency, government: Agency) -> None:
    """The number of a letter is taken while its papers are made: nobody gets the same one, nobody leaves a gap."""
    together = threading.Barrier(WRITERS)
    draft = draft_of("status_notice", city, government)

    def run(_place: int) -> None:
        try:
            together.wait(timeout=60)
            letters.issue(draft, officer=chair, reach=everywhere(), now=REGISTERED)
        finally:
            connection.close()

    at_once(run)
    assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, WRITERS + 1))
    assert len(set(Letter.objects.values_list("full_number", flat=True))) == WRITERS
    assert all(vault.intact(copy.pdf_sha256) for copy in LetterCopy.objects.all())
    assert journal.verify().ok
