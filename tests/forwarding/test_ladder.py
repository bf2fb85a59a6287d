"""The follow-up ladder: dates and order of its rungs, the tick, BKN's block, the counter, and the date of everything."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import reach_for
from tests.forwarding.conftest import Make, answering, fresh, refused, send_of, sending
from tests.walks.conftest import Wall, said, wall

from wasit.cases.models import Case
from wasit.forwarding import actions, guards, papers, queries, stepping
from wasit.forwarding.actions.ticking import WATCH
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import KINDS, Asked
from wasit.letters.models import Letter
from wasit.office.models import Agency, JournalEntry, Notice, Officer
from wasit.text import Problem

__all__ = ["wall"]
SIGNER = papers.Signer("Ketua", "Hasanah Widuri")


def due_of(one: Recommendation, clock_id: str) -> datetime:
    """When an open clock runs out."""
    due: datetime = one.deadlines.get(clock_id=clock_id, stopped_at=None).due_at
    return due


def climb(one: Recommendation, rung: str, officer: Officer, at: datetime) -> Letter:
    """Take a rung with its letter."""
    draft = papers.rung(one, rung, signer=SIGNER, now=at)
    letter = actions.inquire(fresh(one), rung, draft=draft, **sending(officer, at)).letter
    kept = letter or fresh(one).moves.get(move_id=rung).letter
    assert kept is not None
    return kept


def test_the_ladder_is_climbed_rung_by_rung_each_on_its_day(accepted: Make, officer: Officer, chair: Officer) -> None:
    one = accepted()
    planned = dict(guards.ladder_ahead(one))
    assert list(planned) == ["letter_1", "letter_2", "letter_3", "bkn_package"]
    assert all(earlier < later for earlier, later in pairwise(planned.values()))
    late = due_of(one, "ppk-tindak-lanjut")
    for rung in planned:
        with refused("belum tiba"):
            climb(one, rung, chair, late)
    at = late + timedelta(hours=9)
    actions.look_at_deadlines(at)
    told = []
    for rung, clock_id in guards.RUNGS.items():
        at = max(at, due_of(one, clock_id)) + timedelta(minutes=1)
        ahead = dict(guards.ladder_ahead(fresh(one)))
        assert next(iter(ahead)) == rung
        letter = climb(one, rung, chair if rung == "bkn_package" else officer, at)
        told.append((letter.kind, letter.number))
        with pytest.raises(Problem):
            climb(one, rung, chair, at + timedelta(minutes=1))
    assert told == [("follow_up_letter", 1), ("follow_up_letter", 2), ("follow_up_letter", 3), ("bkn_package", 4)]
    assert guards.ladder_ahead(fresh(one)) == [] and due_of(one, "kabar-bkn") > at
    sent = Letter.objects.order_by("number")
    assert sent[0].copies == ["Ketua Bawaslu Provinsi"] and "Kepala Badan Kepegawaian Negara" in sent[1].copies


def test_time_alone_starts_the_first_rung_exactly_once(accepted: Make, officer: Officer, appointing: Officer) -> None:
    one = accepted()
    late = due_of(one, "ppk-tindak-lanjut") + timedelta(hours=1)
    counts = {
        who.pk: queries.late_count(reach_for(who, "forwarding.view", late), late) for who in (officer, appointing)
    }
    assert counts == {officer.pk: 1, appointing.pk: 1}
    seen = actions.look_at_deadlines(late)
    assert seen >= 1 and due_of(one, "surat-tanya-1") > late
    for _again in range(3):
        actions.look_at_deadlines(late + timedelta(minutes=5))
    assert one.deadlines.filter(clock_id="surat-tanya-1").count() == 1
    entries = JournalEntry.objects.filter(subject=one.subject, verb="forwarding.deadline_late")
    assert entries.count() == 1
    words = Notice.objects.filter(officer__in=(officer, appointing), url=one.get_absolute_url()).values_list("words")
    assert words and not any("Raka" in str(each) for each in words)


def test_a_clock_is_claimed_by_one_process_alone(accepted: Make) -> None:
    one = accepted()
    row = one.deadlines.get(clock_id="ppk-tindak-lanjut", stopped_at=None)
    late = row.due_at + timedelta(hours=1)
    assert WATCH.claim(row.pk, late) and not WATCH.claim(row.pk, late)
    assert one.deadlines.filter(clock_id="surat-tanya-1").count() == 1


def test_an_answer_ends_the_ladder_and_a_receipt_begins_it_anew(
    sent: Make, officer: Officer, appointing: Officer
) -> None:
    one = sent()
    at = due_of(one, "konfirmasi-penerusan") + timedelta(hours=9)
    actions.look_at_deadlines(at)
    climb(one, "letter_1", officer, at)
    assert [rung for rung, _at in guards.ladder_ahead(fresh(one))] == ["letter_2", "letter_3", "bkn_package"]
    actions.perform(fresh(one), "receive", **answering(appointing, at + timedelta(hours=1)))
    again = fresh(one)
    assert [rung for rung, _at in guards.ladder_ahead(again)] == list(guards.RUNGS)
    after = due_of(again, "ppk-tindak-lanjut") + timedelta(hours=9)
    actions.look_at_deadlines(after)
    draft = papers.rung(again, "letter_1", signer=SIGNER, now=after)
    actions.inquire(again, "letter_1", draft=draft, **sending(officer, after))
    assert again.moves.filter(move_id="letter_1").count() == 2
    closing = after + timedelta(days=1)
    actions.perform(fresh(one), "decide_cleared", reason="Bukan perbuatannya.", **answering(appointing, closing))
    assert {row.clock_id for row in one.deadlines.filter(stopped_at=None)} == {"tutup-penerusan"}


def test_a_refused_rung_gives_its_number_back(accepted: Make, officer: Officer) -> None:
    one = accepted()
    at = one.state_since + timedelta(days=1)
    with pytest.raises(Problem):
        climb(one, "letter_1", officer, at)
    assert not Letter.objects.exists()
    unsigned = papers.rung(one, "letter_1", signer=papers.Signer("Ketua", "x" * 300), now=at)
    after = due_of(one, "ppk-tindak-lanjut") + timedelta(hours=8)
    with refused("300 karakter"):
        actions.inquire(one, "letter_1", draft=unsigned, **sending(officer, after))
    assert not one.moves.filter(move_id="letter_1").exists() and fresh(one).version == one.version
    late = due_of(one, "ppk-tindak-lanjut") + timedelta(hours=9)
    assert climb(one, "letter_1", officer, late).number == 1


def test_another_agency_than_a_government_is_asked_but_not_handed_to_bkn(
    forwarded: Callable[..., Case], officer: Officer
) -> None:
    case = forwarded()
    one = send_of(case, officer, case.state_since + timedelta(hours=1), recipient="bkn")
    assert [rung for rung, _at in guards.ladder_ahead(one)] == ["letter_1", "letter_2", "letter_3"]
    lines = stepping.steps_of(one, [])
    assert [line.step.id for line in lines] == ["package", "receipt", "end"]


def test_bkn_blocks_and_unblocks(accepted: Make, officer: Officer, chair: Officer, appointing: Officer) -> None:
    one = accepted()
    at = due_of(one, "ppk-tindak-lanjut") + timedelta(hours=9)
    with refused("belum disampaikan kepada BKN"):
        actions.perform(one, "record_block", notified_at=at, note="Surat BKN.", **sending(officer, at))
    actions.look_at_deadlines(at)
    for rung, clock_id in guards.RUNGS.items():
        at = max(at, due_of(one, clock_id)) + timedelta(minutes=1)
        climb(one, rung, chair, at)
    since = at + timedelta(days=2)
    actions.perform(fresh(one), "record_block", notified_at=since, note="Surat BKN.", **sending(officer, since))
    assert queries.blocked_since(one) == since and due_of(one, "tinjau-blokir") > since
    reach = reach_for(officer, "forwarding.view", since)
    found = queries.find_recommendations(reach, Asked(blocked=True), since)
    assert [each.recommendation.pk for each in found] == [one.pk]
    assert queries.counters(reach, since)[0].blocked == 1
    after = since + timedelta(days=1)
    actions.perform(fresh(one), "decide_cleared", reason="Bukan.", **answering(appointing, after))
    with refused("masih tercatat diblokir"):
        actions.perform(fresh(one), "close", **sending(officer, after))
    actions.perform(fresh(one), "record_unblock", notified_at=after, note="Dibuka.", **sending(officer, after))
    assert queries.blocked_since(one) is None
    actions.perform(fresh(one), "close", **sending(officer, after))


def test_nothing_open_is_ever_without_a_date_and_an_owner(
    sent: Make, settled: Make, officer: Officer, appointing: Officer
) -> None:
    first = sent()
    reach = reach_for(officer, "forwarding.view")
    at = first.state_since + timedelta(hours=1)
    assert not queries.without_date(reach)
    actions.perform(first, "return_package", reason="Kurang.", **answering(appointing, at))
    assert not queries.without_date(reach)
    second = settled(title="Perkara kedua")
    assert not queries.without_date(reach)
    second.deadlines.filter(stopped_at=None).update(due_at=None)
    assert [one.pk for one in queries.without_date(reach)] == [second.pk]


def test_the_counter_adds_up_and_each_number_opens_its_own_list(
    sent: Make,
    accepted: Make,
    settled: Make,
    examined: Make,
    officer: Officer,
    chair: Officer,
    appointing: Officer,
    client_for: Callable[[Officer | None], Client],
    wall: Wall,
) -> None:
    cleared, revoked, answered = accepted(title="satu"), sent(title="dua"), accepted(title="tiga")
    settled(title="empat")
    sent(title="lima")
    at = cleared.state_since + timedelta(days=1)
    actions.perform(cleared, "decide_cleared", reason="Bukan.", **answering(appointing, at))
    actions.perform(fresh(cleared), "close", **sending(officer, at))
    actions.perform(revoked, "revoke", reason="Keliru.", **sending(chair, at))
    actions.perform(answered, "record_outcome", note="Lisan.", notified_at=at, **sending(officer, at))
    wall.now = datetime(2025, 1, 6, 3, 0, tzinfo=UTC)
    reach = reach_for(officer, "forwarding.view", wall.now)
    counter = next(one for one in queries.counters(reach, wall.now) if one.recipient == "Pemerintah Kota Malang")
    assert counter.parts == (
        ("sanctioned", 1),
        ("cleared", 1),
        ("answered", 1),
        ("open_in_time", 0),
        ("open_late", 1),
        ("revoked", 1),
    )
    assert counter.got == sum(count for _kind, count in counter.parts) == 5
    assert queries.total_of([counter, counter]).got == 10
    for kind in KINDS:
        found = queries.find_recommendations(reach, Asked(recipient=counter.recipient, kind=kind), wall.now)
        assert len(found) == dict(counter.parts)[kind]
    told = said(client_for(officer).get(reverse("recommendations") + "?hasil=cleared"))
    assert cleared.short_name in told and revoked.short_name not in told.partition("Tindak lanjut per penerima")[0]


def test_the_desk_of_the_government_lists_what_waits_for_it(
    sent: Make, accepted: Make, officer: Officer, government: Agency, appointing: Officer
) -> None:
    first = sent(title="satu")
    second = accepted(title="dua")
    at = second.state_since + timedelta(hours=1)
    actions.perform(first, "return_package", reason="Kurang.", **answering(appointing, at))
    reach = reach_for(appointing, "forwarding.view", at)
    waiting = queries.find_recommendations(reach, Asked(which="waiting"), at)
    assert [each.recommendation.pk for each in waiting] == [second.pk] and waiting[0].ours
    everything = queries.find_recommendations(reach, Asked(which="all"), at)
    assert {each.recommendation.pk for each in everything} == {first.pk, second.pk}
    mine = queries.find_recommendations(reach_for(officer, "forwarding.view", at), Asked(which="mine"), at)
    assert {each.recommendation.owner for each in mine} == {officer} and len(mine) == 4
    ours = queries.due_work(reach_for(officer, "forwarding.view", at), at)
    assert {
        each.recommendation.pk: each.ours for each in ours if each.recommendation.recipient_agency == government
    } == {
        first.pk: True,
        second.pk: False,
    }
