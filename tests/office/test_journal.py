"""The journal finds every edit, deletion, change of order and cut, and queues its writers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.cast import NOW, reach_for

from wasit.office import actions, journal
from wasit.office.models import Agency, ImmutableError, JournalEntry, JournalHead, Officer, Role
from wasit.office.reach import everywhere


def _write(officer: Officer, count: int) -> None:
    for step in range(count):
        with transaction.atomic():
            journal.record(
                verb="office.signed_in",
                actor=officer,
                agency=None,
                region_code="35.73",
                subject=f"officer:{officer.pk}",
                details={"langkah": step, "kata": "ñ é 🧾"},
                now=NOW + timedelta(seconds=step),
            )


def test_whole_chain_verifies(officer: Officer) -> None:
    _write(officer, 5)
    report = journal.verify()
    assert report.ok
    assert report.entries == JournalEntry.objects.count() > 5
    assert report.head == journal.head()[1]


def test_since_reads_only_the_rest(officer: Officer) -> None:
    _write(officer, 4)
    last = journal.head()[0]
    assert journal.verify(since=last - 2).entries == 2


def test_empty_journal_is_whole(db: None) -> None:
    assert journal.verify().as_json() == {"ok": True, "entries": 0, "head": journal.GENESIS, "first_bad": None}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE office_journalentry SET verb = 'office.signed_out' WHERE seq = {seq}",
        "UPDATE office_journalentry SET subject = 'officer:999' WHERE seq = {seq}",
        "UPDATE office_journalentry SET actor_id = NULL WHERE seq = {seq}",
        "UPDATE office_journalentry SET region_code = '52.72' WHERE seq = {seq}",
        "UPDATE office_journalentry SET details = '{{}}' WHERE seq = {seq}",
        "DELETE FROM office_journalentry WHERE seq = {seq}",
    ],
)
def test_each_damage_is_found_where_it_is(officer: Officer, damage: str) -> None:
    _write(officer, 6)
    seq = journal.head()[0] - 2
    with connection.cursor() as cursor:
        cursor.execute(damage.format(seq=seq))
    report = journal.verify()
    assert not report.ok
    assert report.first_bad == seq


def test_changed_order_is_found(officer: Officer) -> None:
    _write(officer, 6)
    last = journal.head()[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE office_journalentry SET seq = 9999 WHERE seq = %s", [last - 1])
        cursor.execute("UPDATE office_journalentry SET seq = %s WHERE seq = %s", [last - 1, last])
        cursor.execute("UPDATE office_journalentry SET seq = %s WHERE seq = 9999", [last])
    assert journal.verify().first_bad == last - 1


def test_cut_end_is_found_by_the_head(officer: Officer) -> None:
    _write(officer, 6)
    last = journal.head()[0]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM office_journalentry WHERE seq = %s", [last])
    assert journal.verify().first_bad == last


def test_lost_head_is_found(officer: Officer) -> None:
    _write(officer, 2)
    JournalHead.objects.all().delete()
    assert not journal.verify().ok


def test_entries_can_be_neither_changed_nor_deleted_by_the_application(officer: Officer) -> None:
    _write(officer, 1)
    entry = JournalEntry.objects.latest("seq")
    entry.verb = "office.signed_out"
    with pytest.raises(ImmutableError):
        entry.save()
    with pytest.raises(ImmutableError):
        entry.delete()


def test_undeclared_verb_is_refused(officer: Officer) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        journal.record(
            verb="office.danced", actor=officer, agency=None, region_code="", subject="", details={}, now=NOW
        )


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError):
        journal.record(verb="office.signed_in", actor=None, agency=None, region_code="", subject="", now=NOW)
    assert JournalEntry.objects.count() == 0


def test_a_failed_act_leaves_no_entry(officer: Officer) -> None:
    before = journal.head()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        journal.record(verb="office.signed_in", actor=officer, agency=None, region_code="", subject="", now=NOW)
        raise ZeroDivisionError
    assert journal.head() == before
    assert journal.verify().ok


def test_entries_are_limited_by_reach(officer: Officer, stranger: Officer) -> None:
    from tests.cast import reach_for

    _write(officer, 1)
    subject = f"officer:{officer.pk}"
    assert journal.entries_about(reach_for(officer, "home.view"), subject).filter(region_code="35.73").exists()
    assert not journal.entries_about(reach_for(stranger, "home.view"), subject).filter(region_code="35.73").exists()
    assert journal.entries(everywhere()).count() == JournalEntry.objects.count()


def test_the_government_of_a_city_reads_no_entry_of_its_supervisor(
    officer: Officer, city: Agency, government: Agency, client_for: Callable[[Officer | None], Client]
) -> None:
    """Both sides sit in one region: its code alone must not open the supervisor's journal."""
    keeper = actions.make_officer(email="admin@pemkot.example", name="Admin", password=None, actor=None, now=NOW)
    actions.give_role(keeper, government, Role.ADMINISTRATOR, actor=None, now=NOW)
    with transaction.atomic():
        for agency in (city, None):
            journal.record(
                verb="office.signed_in", actor=officer, agency=agency, region_code="35.73", subject="case:77", now=NOW
            )
    reach = reach_for(keeper, "journal.view")
    assert not journal.entries_about(reach, "case:77").exists()
    assert {entry.agency for entry in journal.entries(reach)} == {government}
    page = client_for(keeper).get("/jurnal/").content.decode()
    assert "case:77" not in page
    assert JournalEntry.objects.filter(verb="office.journal_viewed", agency=government, region_code="35.73").exists()
