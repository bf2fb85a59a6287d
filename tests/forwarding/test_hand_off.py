"""The hand-off itself: who reaches what, return and resend, redirect, the moves of examination and decision."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import PASSWORD, reach_for
from tests.forwarding.conftest import ELEMENTS, Make, answering, decision, fresh, of, refused, send_of, sending

from wasit.cases import actions as cases
from wasit.cases.models import Case
from wasit.cases.opening import OpeningAct, OpeningPerson
from wasit.forwarding import actions, guards, queries, sanctions, seeing, stepping
from wasit.forwarding.effects import effects_of
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import recommendations_from
from wasit.office import actions as office
from wasit.office import blocks
from wasit.office.models import Agency, Officer, Role
from wasit.rosters.models import Person, Unit

EARLY = datetime(2024, 1, 1, tzinfo=UTC)


def make_officer(name: str, agency: Agency, nip: str = "") -> Officer:
    """An invented officer of the appointing office."""
    mailbox = f"{name.lower().replace(' ', '.')}@wasit.example"
    made = office.make_officer(email=mailbox, name=name, password=PASSWORD, actor=None, now=EARLY)
    Officer.objects.filter(pk=made.pk).update(nip=nip or None)
    office.give_role(made, agency, Role.APPOINTING_OFFICE, actor=None, now=EARLY)
    return Officer.objects.get(pk=made.pk)


# ---------- reach ----------


def test_who_reaches_a_recommendation(
    sent: Make,
    officer: Officer,
    stranger: Officer,
    supervisor: Officer,
    appointing: Officer,
    operator: Officer,
    client_for: Callable[[Officer | None], Client],
) -> None:
    elsewhere = office.make_agency(
        code="pemkot-bima",
        kind="government",
        name="Pemerintah Kota Bima",
        short_name="Bima",
        region_code="52.72",
        actor=None,
        now=EARLY,
    )
    theirs = make_officer("Tetangga Rekaan", elsewhere)
    one = sent()
    address = one.get_absolute_url()
    for reader, status in (
        (officer, 200),
        (supervisor, 200),
        (appointing, 200),
        (stranger, 404),
        (theirs, 404),
        (operator, 403),
        (None, 302),
    ):
        assert client_for(reader).get(address).status_code == status
    supervised = client_for(supervisor).get(address).content.decode()
    assert "langkah/" not in supervised
    assert client_for(supervisor).get(reverse("recommendation_move", args=[one.pk, "revoke"])).status_code == 403


def test_the_person_themself_and_those_under_them_never_see_it(
    sent: Make, government: Agency, appointing: Officer, client_for: Callable[[Officer | None], Client]
) -> None:
    unit = Unit.objects.create(code="35.73/disdik/sdn-2", name="SDN Rekaan 2", region_code="35.73", kind="school")
    same = make_officer("Raka Kedua", government, "198801012010011001")
    below = make_officer("Bawahan Rekaan", government, "199001012015011009")
    Person.objects.create(
        person_id="bawahan",
        region_code="35.73",
        name="Bawahan Rekaan",
        name_key="BAWAHAN REKAAN",
        nip=below.nip,
        kind="pns",
        unit=unit,
    )
    head = OpeningPerson(
        role="reported",
        name="Raka Wirasana",
        kind="pns",
        position="Kepala Sekolah",
        nip="198801012010011001",
        unit_code=unit.code,
    )
    one = sent(people=(head,))
    for closed in (same, below):
        assert client_for(closed).get(one.get_absolute_url()).status_code == 404
        with refused("benturan"):
            actions.perform(one, "receive", **answering(closed, one.state_since + timedelta(hours=1)))
    assert client_for(appointing).get(one.get_absolute_url()).status_code == 200


def test_a_conflict_in_the_case_closes_what_came_of_it_letters_and_journal_too(
    sent: Make, officer: Officer, chair: Officer, colleague: Officer
) -> None:
    one = sent()
    at = one.state_since + timedelta(hours=1)
    acting: dict[str, Any] = {"by": chair, "agency": one.agency, "region_code": one.region_code, "now": at}
    block = blocks.set_block(officer, one.source, source="declared", reason="Sepupu terlapor.", **acting)
    assert block is not None
    actions.follow_conflicts(one.source, by=chair, now=at)
    reach = reach_for(officer, "forwarding.view", at)
    assert blocks.is_blocked(reach, one.subject) and fresh(one).owner == chair
    actions.follow_conflicts(one.source, by=chair, now=at)
    assert blocks.standing(one.subject).count() == 1
    blocks.lift(block, reason="Ternyata bukan.", **acting)
    actions.follow_conflicts(one.source, by=chair, now=at)
    assert not blocks.is_blocked(reach, one.subject)


# ---------- package, return, redirect ----------


def test_a_returned_package_is_completed_and_sent_again(sent: Make, officer: Officer, appointing: Officer) -> None:
    one = sent()
    case = Case.objects.get(pk=int(one.source.partition(":")[2]))
    at = one.state_since + timedelta(hours=1)
    actions.perform(one, "return_package", reason="Kurang jelas.", **answering(appointing, at))
    theirs = reach_for(appointing, "forwarding.view", at)
    assert fresh(one).state == "returned" and not seeing.package_open_to(theirs, fresh(one))
    assert [row.clock_id for row in one.deadlines.filter(stopped_at=None)] == ["perbaikan-paket"]
    again = send_of(case, officer, at + timedelta(hours=2))
    assert again.state == "sent" and seeing.package_open_to(theirs, again)
    assert [row.clock_id for row in one.deadlines.filter(stopped_at=None)] == ["konfirmasi-penerusan"]
    with refused("tidak dapat diubah"):
        send_of(case, officer, at + timedelta(hours=3))


def test_the_head_of_the_receiving_office_is_not_sent_their_own_recommendation(
    forwarded: Callable[..., Case], government: Agency, appointing: Officer, officer: Officer
) -> None:
    head = OpeningPerson(role="reported", name="Raka Wirasana", kind="pns", position="Sekretaris Daerah", nip="")
    case = forwarded(people=(head,))
    at = case.state_since + timedelta(hours=1)
    with refused("memimpin kantor penerima"):
        send_of(case, officer, at)
    one = of(case)
    other = actions.Recipient(id="other", kind="elsewhere", name="Gubernur Jawa Timur")
    with refused("Alasan"):
        actions.redirect_to(one, other, reason=" ", **sending(officer, at))
    actions.redirect_to(one, other, reason="Terlapor memimpin penerima.", **sending(officer, at))
    assert fresh(one).package == {} and fresh(one).origin == "elsewhere"
    sent = send_of(case, officer, at + timedelta(hours=1), recipient="other")
    assert sent.state == "sent" and sent.redirected_from == government.name
    assert not queries.recommendations_visible_to(reach_for(appointing, "forwarding.view", at + timedelta(days=1)))


def test_a_new_recipient_learns_nothing_of_what_was_before(sent: Make, officer: Officer, appointing: Officer) -> None:
    one = sent()
    case = Case.objects.get(pk=int(one.source.partition(":")[2]))
    province = office.make_agency(
        code="pemprov",
        kind="government",
        name="Pemerintah Provinsi Jawa Timur",
        short_name="Jatim",
        region_code="35",
        actor=None,
        now=EARLY,
    )
    theirs = make_officer("Petugas Provinsi", province)
    at = one.state_since + timedelta(hours=1)
    actions.perform(one, "return_package", reason="Bukan pegawai kami.", **answering(appointing, at))
    chosen = actions.Recipient(id="government", kind="government", name=province.name, agency=province)
    assert province in queries.other_governments(fresh(one))
    actions.redirect_to(fresh(one), chosen, reason="Pegawai provinsi.", **sending(officer, at))
    reach = reach_for(theirs, "forwarding.view", at + timedelta(hours=3))
    assert not queries.recommendations_visible_to(reach)
    again = send_of(case, officer, at + timedelta(hours=2), recipient="government")
    assert list(queries.recommendations_visible_to(reach)) == [again]
    assert [each.move.move_id for each in seeing.moves_seen(reach, again)] == ["send"]
    assert not queries.recommendations_visible_to(reach_for(appointing, "forwarding.view", at + timedelta(hours=3)))


def test_the_owner_is_always_of_the_sending_office(
    sent: Make, officer: Officer, colleague: Officer, stranger: Officer
) -> None:
    one = sent()
    at = one.state_since + timedelta(hours=1)
    with refused("kantor pengirim"):
        actions.set_owner(one, stranger, **sending(officer, at))
    actions.set_owner(one, colleague, **sending(officer, at))
    assert fresh(one).owner == colleague


# ---------- summons, team, minutes ----------


def test_seven_working_days_are_the_persons_own(accepted: Make, appointing: Officer) -> None:
    one = accepted()
    at = datetime(2024, 10, 24, 3, 0, tzinfo=UTC)  # Thursday: Monday 4 November lies seven working days on
    assert guards.earliest_examination(at, one.zone).start.date().isoformat() == "2024-11-04"
    saturday = at + timedelta(days=2)
    assert guards.earliest_examination(saturday, one.zone).start.date().isoformat() == "2024-11-06"
    theirs = answering(appointing, at)
    for day, fits in ((1, False), (4, True)):
        on = datetime(2024, 11, day, 2, 0, tzinfo=UTC)
        if fits:
            actions.summon(one, received_at=at, examination_at=on, place="BKPSDM", **theirs)
        else:
            with refused("tujuh hari kerja"):
                actions.summon(one, received_at=at, examination_at=on, place="BKPSDM", **theirs)
            assert not one.summonses.exists() and fresh(one).state == "accepted"
    assert fresh(one).state == "examination"


def test_a_summons_that_arrived_too_late_is_written_anew(accepted: Make, appointing: Officer) -> None:
    one = accepted()
    at = one.state_since + timedelta(hours=1)
    day = at + timedelta(days=14)
    written: dict[str, Any] = {"received_at": None, "place": "BKPSDM"}
    actions.summon(one, examination_at=day, **written, **answering(appointing, at))
    late = at + timedelta(days=8)
    with refused("tujuh hari kerja"):
        actions.note_received(one, received_at=late, **answering(appointing, late))
    assert one.summonses.get().received_at is None and fresh(one).state == "accepted"
    actions.summon(one, examination_at=day + timedelta(days=20), **written, **answering(appointing, late))
    actions.note_received(one, received_at=late, **answering(appointing, late))
    assert one.summonses.count() == 1 and fresh(one).state == "examination"


def test_whoever_stays_away_twice_can_be_judged_without_an_answer(examining: Make, appointing: Officer) -> None:
    one = examining()
    first = one.summonses.get().examination_at
    with refused("Belum ada hari pemeriksaan"):
        actions.note_missed(one, **answering(appointing, first - timedelta(hours=1)))
    soon = first + timedelta(hours=1)
    second: dict[str, Any] = {"received_at": soon, "place": "BKPSDM"}
    with refused("Panggilan pertama belum dicatat"):
        actions.summon(one, examination_at=first + timedelta(days=20), **second, **answering(appointing, soon))
    actions.note_missed(one, **answering(appointing, soon))
    with refused("Panggilan kedua belum dibuat"):
        actions.summon(one, examination_at=first + timedelta(days=3), **second, **answering(appointing, soon))
    actions.summon(one, examination_at=first + timedelta(days=20), **second, **answering(appointing, soon))
    after = first + timedelta(days=21)
    with refused("belum dua kali mangkir"):
        actions.decide(one, **decision(after), **answering(appointing, after))
    actions.note_missed(one, **answering(appointing, after))
    for element in ELEMENTS:
        actions.add_team_member(one, element=element, name=element, position="", **answering(appointing, after))
    actions.decide(one, **decision(after), **answering(appointing, after))
    assert fresh(one).state == "decided"


def test_the_examination_does_not_come_before_the_day_in_the_summons(examining: Make, appointing: Officer) -> None:
    one = examining()
    day = one.summonses.get().examination_at - timedelta(days=1)
    with refused("mendahului hari pada panggilan"):
        actions.record_examination(one, held_at=day, place="", minutes="Rekaan.", **answering(appointing, day))


def test_a_team_is_closed_to_the_accused_and_after_the_decision(decided: Make, appointing: Officer) -> None:
    one = decided()
    at = one.state_since + timedelta(hours=1)
    with refused("Terlapor"):
        actions.add_team_member(
            one, element="superior", name="raka  wirasana", position="", **answering(appointing, at)
        )
    for change in (
        lambda: actions.add_team_member(one, element="superior", name="Lain", position="", **answering(appointing, at)),
        lambda: actions.remove_team_member(one, one.team.first().pk, **answering(appointing, at)),
    ):
        with refused("tahap"):
            change()
    assert one.team.count() == 3


# ---------- penalties ----------


def test_only_penalties_that_fit_norm_and_kind_are_offered(examined: Make, appointing: Officer) -> None:
    one = examined()
    assert [each.sanction.id for each in sanctions.penalties_for(one)] == ["turun-jabatan", "bebas-jabatan", "pdhtaps"]
    at = one.examinations.get().held_at
    with refused("tidak sesuai norma"):
        actions.decide(one, **decision(at, "teguran-lisan"), **answering(appointing, at))
    one.person_kind = "pppk"
    assert [each.sanction.id for each in sanctions.penalties_for(one)] == ["pppk-phk-hormat"]
    one.person_kind = ""
    assert sanctions.penalties_for(one) == ()


def test_the_penalty_imposed_for_the_time_being_names_the_one_it_stands_for(sent: Make) -> None:
    act = OpeningAct(violation_id="pp94-atribut", at=datetime(2024, 10, 19, 1, tzinfo=UTC), note="atribut")
    one = sent(acts=(act,))
    offered = sanctions.penalties_for(one)
    assert [each.sanction.id for each in offered] == ["tunda-kgb", "tunda-pangkat", "turun-pangkat-1"]
    assert [each.instead_of[0].id for each in offered] == ["tukin-6", "tukin-9", "tukin-12"]


def test_what_the_task_force_or_a_court_decides_has_no_button_here(examined: Make, appointing: Officer) -> None:
    one = examined(acts=(OpeningAct(violation_id="disiplin-lainnya", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),))
    reach = reach_for(appointing, "forwarding.answer", one.state_since)
    buttons = {each.move.id: each for each in stepping.buttons_of(reach, one, one.state_since + timedelta(days=20))}
    assert not buttons["decide_sanction"].live and "Satgas" in buttons["decide_sanction"].reasons[0].id


def test_a_moral_sanction_needs_the_ethics_council_and_no_seven_days(accepted: Make, appointing: Officer) -> None:
    one = accepted(acts=(OpeningAct(violation_id="etik-unggah-foto", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),))
    at = one.state_since + timedelta(hours=1)
    day = at + timedelta(days=2)
    actions.summon(one, received_at=at, examination_at=day, place="Majelis", **answering(appointing, at))
    theirs = answering(appointing, day)
    actions.record_examination(one, held_at=day, place="", minutes="Rekaan.", **theirs)
    with refused("Majelis Kode Etik"):
        actions.decide(one, **decision(day, "moral-tertutup"), **theirs)
    actions.add_team_member(one, element="council", name="Rekaan Majelis", position="", **theirs)
    actions.decide(one, **decision(day, "moral-tertutup"), **theirs)
    assert fresh(one).state == "decided"


def test_a_closed_statement_stays_within_the_two_offices(
    examined: Make, appointing: Officer, officer: Officer, supervisor: Officer, client_for: Callable[..., Client]
) -> None:
    one = examined(acts=(OpeningAct(violation_id="etik-unggah-foto", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),))
    at = one.examinations.get().held_at
    actions.add_team_member(one, element="council", name="Rekaan Majelis", position="", **answering(appointing, at))
    actions.decide(one, **decision(at, "moral-tertutup", "800/9/2024"), **answering(appointing, at))
    told = {who: client_for(who).get(one.get_absolute_url()).content.decode() for who in (officer, supervisor)}
    assert "Pernyataan secara tertutup" in told[officer]
    assert "tertutup" not in told[supervisor].replace("tertutup bagi", "") and "800/9/2024" not in told[supervisor]


# ---------- hand-over, objection, appeal ----------


def test_a_decision_takes_effect_on_the_fifteenth_working_day(delivered: Make, appointing: Officer) -> None:
    received = datetime(2026, 7, 14, 3, 0, tzinfo=UTC)  # the example of Peraturan BKN 6/2022 art 50(1)
    assert str(effects_of(received, "turun-jabatan", "Asia/Jakarta").day) == "2026-08-04"
    one = delivered()
    begins = one.deadlines.get(clock_id="sk-berlaku").due_at
    before = begins - timedelta(days=1)
    with refused("masih berjalan"):
        actions.perform(one, "take_effect", **answering(appointing, before.replace(hour=3)))
    actions.perform(one, "take_effect", **answering(appointing, begins - timedelta(hours=8)))
    assert fresh(one).state == "settled"


@pytest.mark.parametrize(
    ("sanction_id", "kind", "clocks"),
    [
        ("turun-jabatan", "objection", {"putusan-keberatan"}),
        ("pdhtaps", "appeal", {"putusan-keberatan", "tanggapan-ppk"}),
    ],
)
def test_objection_and_appeal_have_clocks_of_their_own(
    delivered: Make, appointing: Officer, sanction_id: str, kind: str, clocks: set[str]
) -> None:
    one = delivered(sanction_id=sanction_id)
    limit = "banding" if kind == "appeal" else "keberatan"
    assert {row.clock_id for row in one.deadlines.filter(stopped_at=None)} == {"sk-berlaku", limit}
    due = one.deadlines.get(clock_id=limit).due_at
    week_after = due + timedelta(days=7)
    with refused("sudah lewat"):
        late = due + timedelta(seconds=2)
        actions.object_to(one, filed_at=late, grounds="Berat.", **answering(appointing, week_after))
    # Filed in time and written down only a week later: the day of filing counts.
    actions.object_to(one, filed_at=due - timedelta(hours=1), grounds="Berat.", **answering(appointing, week_after))
    assert one.contests.get().kind == kind and fresh(one).state == "contested"
    assert {row.clock_id for row in one.deadlines.filter(stopped_at=None)} == clocks


@pytest.mark.parametrize(("move_id", "state"), [("uphold", "settled"), ("overturn", "cleared")])
def test_a_contest_ends_upheld_or_cancelled(
    delivered: Make, appointing: Officer, officer: Officer, move_id: str, state: str
) -> None:
    one = delivered()
    at = one.state_since + timedelta(days=2)
    actions.object_to(one, filed_at=at, grounds="Berat.", **answering(appointing, at))
    after = at + timedelta(days=5)
    actions.end_contest(one, move_id=move_id, note="Putusan rekaan.", **answering(appointing, after))
    assert fresh(one).state == state and one.contests.get().decided_at == after
    actions.perform(one, "close", **sending(officer, after))
    kinds = queries.with_kind(Recommendation.objects.filter(pk=one.pk), after).values_list("kind", flat=True)
    assert list(kinds) == [{"settled": "sanctioned", "cleared": "cleared"}[state]]


def test_a_changed_decision_may_be_lighter_and_ends_the_contest(delivered: Make, appointing: Officer) -> None:
    one = delivered()
    at = one.state_since + timedelta(days=2)
    actions.object_to(one, filed_at=at, grounds="Berat.", **answering(appointing, at))
    after = at + timedelta(days=5)
    actions.decide(one, **decision(after, "teguran-tertulis", "800/2/2024"), **answering(appointing, after))
    assert fresh(one).state == "decided" and one.contests.get().result == "amended"
    last = guards.last_decision(one)
    assert last is not None and last.number == "800/2/2024" and last.received_at is None
    assert one.decisions.count() == 2


def test_only_the_recipient_examines_and_only_the_sender_asks(
    accepted: Make, officer: Officer, appointing: Officer
) -> None:
    one = accepted()
    at = one.state_since + timedelta(days=40)
    with refused("instansi penerima"):
        actions.add_team_member(one, element="superior", name="Rekaan", position="", **sending(officer, at))
    with refused("kantor pengirim"):
        actions.inquire(one, "letter_1", **answering(appointing, at))


def test_the_bare_move_starts_the_time_to_object_too(
    forwarded: Callable[..., Case], officer: Officer, appointing: Officer
) -> None:
    case = forwarded()
    now = case.state_since + timedelta(hours=1)
    one = recommendations_from(case.subject)[0]
    reach = reach_for(officer, "cases.handle", now)
    cases.make_package(case, one, evidence=(), conclusion="Diteruskan.", officer=officer, reach=reach, now=now)
    cases.send(case, one, officer=officer, reach=reach, now=now)
    theirs: dict[str, Any] = {"officer": appointing, "reach": reach_for(appointing, "forwarding.answer", now)}
    actions.perform(one, "receive", now=now, **theirs)
    later = now + timedelta(days=14)
    actions.summon(one, received_at=now, examination_at=later, place="BKPSDM", now=now, **theirs)
    actions.record_examination(one, held_at=later, place="BKPSDM", minutes="Rekaan.", now=later, **theirs)
    for element in ("superior", "oversight", "personnel"):
        actions.add_team_member(one, element=element, name=f"Rekaan {element}", position="", now=later, **theirs)
    actions.decide(
        one, sanction_id="pdhtaps", number="800/2/2024", decided_at=later, decided_by="Wali Kota",
        considerations="Rekaan.", now=later, **theirs,
    )  # fmt: skip
    actions.perform(one, "hand_over", notified_at=later, now=later, **theirs)
    assert {row.clock_id for row in one.deadlines.filter(stopped_at=None)} == {"sk-berlaku", "banding"}
