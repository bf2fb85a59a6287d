"""The track record of a servant: what is proven and in force, over elections and transfers, and nothing else."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import reach_for
from tests.forwarding.conftest import Make, answering, decision, fresh, sending
from tests.walks.conftest import said

from wasit.cases.opening import OpeningAct
from wasit.forwarding import actions, records
from wasit.office.models import JournalEntry, Officer
from wasit.rosters.models import Person, Posting, Unit

NIP = "198801012010011001"


@pytest.fixture
def servant(db: None) -> Person:
    """Raka Wirasana on the roster of the city, moved once."""
    units = [
        Unit.objects.create(code=f"35.73/u{number}", name=f"SDN Rekaan {number}", region_code="35.73", kind="school")
        for number in (1, 2)
    ]
    person = Person.objects.create(
        person_id="raka",
        region_code="35.73",
        name="Raka Wirasana",
        name_key="RAKA WIRASANA",
        nip=NIP,
        kind="pns",
        position="Guru Ahli Muda",
        unit=units[1],
    )
    Posting.objects.create(
        person=person, unit=units[0], position="Guru Ahli Pertama", since=date(2020, 1, 1), until=date(2023, 7, 1)
    )
    Posting.objects.create(person=person, unit=units[1], position="Guru Ahli Muda", since=date(2023, 7, 1))
    return person


def test_two_elections_and_a_transfer_stand_in_one_record(
    settled: Make, servant: Person, officer: Officer, client_for: Callable[[Officer | None], Client]
) -> None:
    first = settled(regime="pemilu")
    settled(regime="pilkada")
    reach = reach_for(officer, "record.view")
    kept = records.record_of(reach, nip=NIP)
    assert [entry.recommendation.election_id for entry in kept.entries] == ["pilkada-2024", "pemilu-2024"]
    assert [posting.position for posting in kept.postings] == ["Guru Ahli Muda", "Guru Ahli Pertama"]
    actions.perform(first, "close", **sending(officer, first.state_since + timedelta(days=1)))
    assert len(records.record_of(reach, nip=NIP).entries) == 2
    client = client_for(officer)
    found = client.get(reverse("records") + "?q=Raka").content.decode()
    assert reverse("record", args=[servant.pk]) in found
    told = said(client.get(reverse("record", args=[servant.pk])))
    assert "Penurunan jabatan setingkat selama 12 bulan" in told and "SDN Rekaan 1" in told and NIP not in told
    said(client.get(reverse("record", args=[servant.pk])))
    seen = JournalEntry.objects.filter(verb="forwarding.record_viewed", subject=f"person:{servant.pk}")
    assert seen.count() == 1 and "Raka" not in str(seen.get().details)


def test_who_was_cleared_or_whose_decision_was_cancelled_has_no_record(
    examined: Make, delivered: Make, appointing: Officer, officer: Officer
) -> None:
    cleared = examined()
    at = cleared.examinations.get().held_at
    actions.perform(cleared, "decide_cleared", reason="Bukan.", **answering(appointing, at))
    cancelled = delivered(title="kedua")
    reach = reach_for(officer, "record.view", at)
    kept = records.record_of(reach, nip=NIP)
    assert kept.entries == () and kept.running == 1
    filed = cancelled.state_since + timedelta(days=1)
    actions.object_to(cancelled, filed_at=filed, grounds="Berat.", **answering(appointing, filed))
    actions.end_contest(fresh(cancelled), move_id="overturn", note="Batal.", **answering(appointing, filed))
    actions.perform(fresh(cancelled), "close", **sending(officer, filed))
    kept = records.record_of(reach, nip=NIP)
    assert kept.entries == () and kept.running == 0


def test_the_page_of_the_decision_tells_of_an_earlier_penalty_of_the_same_kind(
    settled: Make, accepted: Make, appointing: Officer, client_for: Callable[[Officer | None], Client]
) -> None:
    settled(regime="pemilu")
    again = accepted()
    reach = reach_for(appointing, "forwarding.answer")
    assert len(records.repeats_before(reach, again)) == 1
    client = client_for(appointing)
    told = said(client.get(reverse("recommendation_decision", args=[again.pk])))
    assert "Pelanggaran sejenis yang diulang dijatuhi hukuman lebih berat" in told
    other = accepted(
        title="lain", acts=(OpeningAct(violation_id="etik-unggah-foto", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),)
    )
    assert records.repeats_before(reach, other) == ()
    told = said(client.get(reverse("recommendation_decision", args=[other.pk])))
    assert "Tidak ada hukuman sejenis yang berlaku" in told


def test_one_nip_in_two_regions_is_one_person_and_names_stay_as_they_were(
    settled: Make, servant: Person, supervisor: Officer, stranger: Officer
) -> None:
    Person.objects.create(
        person_id="raka-batu",
        region_code="35.79",
        name="R. Wirasana, S.Pd.",
        name_key="R WIRASANA",
        nip=NIP,
        kind="pns",
    )
    namesake = Person.objects.create(
        person_id="senama", region_code="35.73", name="Raka Wirasana", name_key="RAKA WIRASANA", kind="pns"
    )
    settled()
    reach = reach_for(supervisor, "record.view")
    kept = records.record_of(reach, nip=NIP)
    assert [person.name for person in kept.people] == ["Raka Wirasana", "R. Wirasana, S.Pd."]
    assert [entry.recommendation.person_name for entry in kept.entries] == ["Raka Wirasana"]
    assert records.record_of(reach, person_id=namesake.pk).entries == ()
    assert records.record_of(reach_for(stranger, "record.view"), nip=NIP).entries == ()


def test_a_closed_statement_is_in_no_record_beyond_its_two_offices(
    examined: Make, appointing: Officer, officer: Officer, supervisor: Officer
) -> None:
    one = examined(acts=(OpeningAct(violation_id="etik-unggah-foto", at=datetime(2024, 10, 19, 1, tzinfo=UTC)),))
    at = one.examinations.get().held_at
    theirs: dict[str, Any] = answering(appointing, at)
    actions.add_team_member(one, element="council", name="Rekaan Majelis", position="", **theirs)
    actions.decide(one, **decision(at, "moral-tertutup"), **theirs)
    actions.hand_over(one, received_at=at, **theirs)
    actions.perform(fresh(one), "take_effect", **answering(appointing, at + timedelta(days=40)))
    assert len(records.record_of(reach_for(officer, "record.view"), nip=NIP).entries) == 1
    assert len(records.record_of(reach_for(appointing, "record.view"), nip=NIP).entries) == 1
    assert records.record_of(reach_for(supervisor, "record.view"), nip=NIP).entries == ()


def test_a_person_out_of_reach_has_no_page(
    servant: Person, stranger: Officer, operator: Officer, client_for: Callable[[Officer | None], Client]
) -> None:
    assert client_for(stranger).get(reverse("record", args=[servant.pk])).status_code == 404
    assert client_for(operator).get(reverse("record", args=[servant.pk])).status_code == 403
