"""How a story of the demonstration is told: step by step in its own past, through the same doors as real cases."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson, OpeningReporter
from wasit.cases.queries import access_case
from wasit.office import vault
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of
from wasit.rosters.models import Person
from wasit.rulebook import requirements

# A story yields the instant of its next step and is then told the time again when that instant has come.
Story = Iterator[datetime]

STUDY = "Kajian (rekaan): keterangan saksi dan bukti tersegel dibandingkan; simpulan diusulkan kepada pleno."


@dataclass(frozen=True)
class Office:
    """Who works in a city of the demonstration; `day` turns "the 24th at 9.30" into an instant."""

    region_code: str
    zone: str
    province: str
    officer: Officer
    head: Officer
    chair: Officer
    clerk: Officer
    members: Sequence[Officer]
    people: Sequence[Person]

    def day(self, day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
        """Return a moment of 2024 on the city's wall clock."""
        return datetime(2024, month, day, hour, minute, tzinfo=ZoneInfo(self.zone))

    def reach(self, person: Officer, at: datetime, permission: str = "cases.handle") -> Reach:
        """Return where a person holds a permission."""
        return reach_of(person, ROLES_BY_PERMISSION[permission], at)


@dataclass(frozen=True)
class Matter:
    """What a case is about: a title without names, the act of the catalogue, when and where it happened."""

    title: str
    violation_id: str
    act: datetime
    place: str
    person: int
    origin: str = "finding"


def tell(stories: Sequence[Story], until: datetime) -> None:
    """Run all stories side by side in the order of time, so that the journal reads as it would have been written."""
    waiting = [(next(story), number, story) for number, story in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        at, number, story = heapq.heappop(waiting)
        if at > until:
            continue
        following = next(story, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, story))


def opened(office: Office, matter: Matter, at: datetime) -> Case:
    """Open a case with an invented supervision report (or a report at the desk) and a screenshot as sealed evidence."""
    return actions.open_case(
        Opening(
            origin=matter.origin,
            region_code=office.region_code,
            title=matter.title,
            act_at=matter.act,
            known_at=at - timedelta(hours=2),
            place=matter.place,
            summary=f"{matter.title}, {matter.place.lower()}. Uraian ini rekaan untuk peragaan.",
            people=tuple(_people(office, matter)),
            acts=(OpeningAct(violation_id=matter.violation_id, at=matter.act),),
            evidence=tuple(_evidence(matter, at)),
            reporter=OpeningReporter(name="Pelapor Rekaan", address="Alamat rekaan")
            if matter.origin == "report"
            else None,
        ),
        officer=office.officer,
        reach=office.reach(office.officer, at),
        now=at,
    )


def _evidence(matter: Matter, at: datetime) -> Iterator[OpeningEvidence]:
    first = "Laporan tertulis" if matter.origin == "report" else "Laporan hasil pengawasan"
    for what in (first, "Salinan tangkapan layar"):
        name = f"{what} (rekaan).txt"
        text = f"{name}\n{matter.title}\n{matter.place}\n{matter.act:%d-%m-%Y %H.%M}\n"
        kept = vault.keep(text.encode(), media_type="text/plain", now=at)
        yield OpeningEvidence(sha256=kept.sha256, name=name, media_type="text/plain", sealed_at=at)


def _people(office: Office, matter: Matter) -> Iterator[OpeningPerson]:
    number = matter.person % len(office.people)
    reported = office.people[number]
    yield _party("reported", reported)
    if matter.origin == "initial_information":
        return
    colleagues = [one for one in office.people if one.unit_id == reported.unit_id and one.pk != reported.pk]
    if colleagues:
        yield _party("witness", colleagues[number % len(colleagues)])
    if matter.origin == "finding":
        yield OpeningPerson(role="finder", name=office.officer.name, position="Petugas pengawasan")


def _party(role: str, person: Person) -> OpeningPerson:
    return OpeningPerson(
        role=role,
        name=person.name,
        kind=person.kind,
        position=person.position,
        unit_name=person.unit.name if person.unit else "",
        unit_code=person.unit.code if person.unit else "",
        person_id=person.pk,
        nip=person.nip or "",
    )


def move(office: Office, case: Case, move_id: str, by: Officer, at: datetime, **asked: Any) -> None:
    """Make a move on a case as it now stands."""
    reach = office.reach(by, at)
    actions.perform(access_case(reach, case.pk), move_id, officer=by, reach=reach, now=at, **asked)


def all_met(office: Office, case: Case, at: datetime) -> None:
    """Mark every requirement as met."""
    reach = office.reach(office.officer, at)
    fresh = access_case(reach, case.pk)
    for one in requirements(fresh.regime, fresh.origin):
        actions.check_requirement(fresh, one.id, met=True, officer=office.officer, reach=reach, now=at)


def study(office: Office, case: Case, at: datetime) -> None:
    """File the study on which the plenary decides."""
    reach = office.reach(office.officer, at)
    actions.add_note(access_case(reach, case.pk), STUDY, kind="study", officer=office.officer, reach=reach, now=at)
