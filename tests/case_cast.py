"""Cases to test with: invented acts in two cities, opened as each origin in each regime."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case, Plenary
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson, OpeningReporter
from wasit.office import vault
from wasit.office.models import Officer
from wasit.rulebook import requirements

WIB = timedelta(hours=7)
# Tuesday 22 October 2024, 09.00 WIB: the day on which the known examples are registered.
REGISTERED = datetime(2024, 10, 22, 2, 0, tzinfo=UTC)
REPORTER = OpeningReporter(
    name="Melati Kusumaningrum", address="Jalan Rekaan 7", phone="0810000000", identity_number="3573000000000001"
)
ACTS = {"pilkada": "disiplin-kampanye-medsos", "pemilu": "disiplin-kampanye-medsos"}
DAYS = {
    "pilkada": datetime(2024, 10, 19, 0, 58, tzinfo=UTC),
    "pemilu": datetime(2024, 1, 16, 0, 58, tzinfo=UTC),
}
ELECTIONS = {"pilkada": "pilkada-2024", "pemilu": "pemilu-2024"}


def sealed(now: datetime, text: bytes = b"tangkapan rekaan") -> OpeningEvidence:
    """A file in the vault."""
    kept = vault.keep(text, media_type="text/plain", now=now)
    return OpeningEvidence(sha256=kept.sha256, name="tangkapan.txt", media_type="text/plain", sealed_at=kept.sealed_at)


@pytest.fixture
def open_one(officer: Officer) -> Callable[..., Case]:
    """Return a function that opens a case in Kota Malang; keyword arguments change the opening."""

    def make(origin: str = "finding", regime: str = "pilkada", *, now: datetime | None = None, **changes: Any) -> Case:
        act_at = DAYS[regime]
        at = now or act_at + timedelta(days=1)
        person = OpeningPerson(
            role="reported", name="Raka Wirasana", kind="pns", position="Guru Ahli Muda", nip="198801012010011001"
        )
        fields: dict[str, Any] = {
            "origin": origin,
            "region_code": "35.73",
            "election_id": ELECTIONS[regime],
            "title": "Dugaan unggahan dukungan, guru SDN Rekaan 2",
            "act_at": act_at,
            "known_at": act_at + timedelta(hours=1),
            "place": "media sosial",
            "people": (person,),
            "acts": (OpeningAct(violation_id=ACTS[regime], at=act_at, note="ajakan dengan nomor urut"),),
            "evidence": (sealed(at),),
            "reporter": REPORTER if origin == "report" else None,
        }
        opening = Opening(**{**fields, **changes})
        return actions.open_case(opening, officer=officer, reach=reach_for(officer, "cases.open", at), now=at)

    return make


@pytest.fixture
def move(officer: Officer, chair: Officer) -> Callable[..., Case]:
    """Return a function that makes a move as the chair (or another) and returns the case as stored."""

    def make(case: Case, move_id: str, now: datetime, by: Officer | None = None, **asked: Any) -> Case:
        who = by or chair
        actions.perform(case, move_id, officer=who, reach=reach_for(who, "cases.handle", now), now=now, **asked)
        return Case.objects.select_related("agency").get(pk=case.pk)

    return make


@pytest.fixture
def tick_all(officer: Officer) -> Callable[[Case, datetime], None]:
    """Return a function that marks every requirement of a case as met."""

    def make(case: Case, now: datetime) -> None:
        for one in requirements(case.regime, case.origin):
            reach = reach_for(officer, "cases.handle", now)
            actions.check_requirement(case, one.id, met=True, officer=officer, reach=reach, now=now)

    return make


@pytest.fixture
def registered(
    open_one: Callable[..., Case], move: Callable[..., Case], tick_all: Callable[..., None]
) -> Callable[..., Case]:
    """Return a function that opens and registers a case on 22 October 2024 at 09.00 WIB."""

    def make(origin: str = "finding", regime: str = "pilkada", *, now: datetime | None = None, **changes: Any) -> Case:
        at = now or (REGISTERED if regime == "pilkada" else DAYS["pemilu"] + timedelta(days=2))
        case = open_one(origin, regime, now=at - timedelta(hours=2), **changes)
        tick_all(case, at)
        return move(case, "register", at)

    return make


@pytest.fixture
def heard(officer: Officer) -> Callable[..., None]:
    """Return a function that offers every reported person to answer and takes an invented answer."""

    def make(case: Case, now: datetime) -> None:
        reach = reach_for(officer, "cases.handle", now)
        for party in case.parties.filter(role="reported"):
            reply = actions.offer_reply(case, party, offered_at=now, officer=officer, reach=reach, now=now)
            actions.take_reply(reply, text="Saya hanya lewat (rekaan).", officer=officer, reach=reach, now=now)

    return make


@pytest.fixture
def vote(chair: Officer, division_head: Officer, officer: Officer) -> Callable[..., Plenary]:
    """Return a function that records a plenary in which both members vote alike."""

    def make(
        case: Case, now: datetime, choice: str = "proven", outcomes: tuple[str, ...] = ("ethics_discipline",)
    ) -> Plenary:
        ballot = actions.Ballot(choice=choice, outcomes=outcomes if choice == "proven" else ())
        return actions.record_plenary(
            case,
            held_at=now,
            place="Ruang rapat (rekaan)",
            considerations="Pertimbangan rekaan.",
            ballots={chair.pk: ballot, division_head.pk: ballot},
            officer=officer,
            reach=reach_for(officer, "cases.handle", now),
            now=now,
        )

    return make


@pytest.fixture
def in_plenary(
    registered: Callable[..., Case], move: Callable[..., Case], heard: Callable[..., None], officer: Officer
) -> Callable[..., Case]:
    """Return a function that brings a case to the plenary two hours after its registration."""

    def make(origin: str = "finding", regime: str = "pilkada", **changes: Any) -> Case:
        case = registered(origin, regime, **changes)
        at = case.registered_at + timedelta(hours=1)
        heard(case, at)
        case = move(case, "finish_clarification", at)
        reach = reach_for(officer, "cases.handle", at)
        actions.add_note(case, "Kajian rekaan.", kind="study", officer=officer, reach=reach, now=at)
        return move(case, "finish_study", at)

    return make


@pytest.fixture
def forwarded(
    in_plenary: Callable[..., Case], vote: Callable[..., Plenary], move: Callable[..., Case]
) -> Callable[..., Case]:
    """Return a function that brings a case through the plenary to its recommendations."""

    def make(
        origin: str = "finding",
        regime: str = "pilkada",
        outcomes: tuple[str, ...] = ("ethics_discipline",),
        **changes: Any,
    ) -> Case:
        case = in_plenary(origin, regime, **changes)
        at = case.state_since + timedelta(hours=1)
        vote(case, at, "proven", outcomes)
        return move(case, "decide_forward", at, outcomes=outcomes, addressee="BKN dan PPK")

    return make
