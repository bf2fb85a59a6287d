"""The cases of the demonstration: each a short story told step by step in its own past, together in every state."""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson, OpeningReporter
from wasit.cases.queries import access_case, cases_visible_to
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
    officer: Officer
    head: Officer
    chair: Officer
    people: Sequence[Person]

    def day(self, day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
        """Return a moment of 2024 on the city's wall clock."""
        return datetime(2024, month, day, hour, minute, tzinfo=ZoneInfo(self.zone))

    def reach(self, person: Officer, at: datetime) -> Reach:
        """Return where a person handles cases."""
        return reach_of(person, ROLES_BY_PERMISSION["cases.handle"], at)


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


def _move(office: Office, case: Case, move_id: str, by: Officer, at: datetime, **asked: Any) -> None:
    reach = office.reach(by, at)
    actions.perform(access_case(reach, case.pk), move_id, officer=by, reach=reach, now=at, **asked)


def _all_met(office: Office, case: Case, at: datetime) -> None:
    reach = office.reach(office.officer, at)
    fresh = access_case(reach, case.pk)
    for one in requirements(fresh.regime, fresh.origin):
        actions.check_requirement(fresh, one.id, met=True, officer=office.officer, reach=reach, now=at)


def _study(office: Office, case: Case, at: datetime) -> None:
    reach = office.reach(office.officer, at)
    actions.add_note(access_case(reach, case.pk), STUDY, kind="study", officer=office.officer, reach=reach, now=at)


def information(office: Office, matter: Matter) -> Story:
    """A tip of yesterday that waits to be traced."""
    yield (at := office.day(27, 10, 15))
    opened(office, matter, at)


def traced(office: Office, matter: Matter) -> Story:
    """A tip that is being traced."""
    yield (at := office.day(25, 9))
    case = opened(office, matter, at)
    yield (at := office.day(25, 13, 30))
    _move(office, case, "start_tracing", office.officer, at)


def set_aside(office: Office, matter: Matter) -> Story:
    """A tip that led nowhere."""
    yield (at := office.day(9, 9))
    case = opened(office, matter, at)
    yield (at := office.day(11, 14))
    _move(office, case, "set_aside", office.head, at, reason="Akun bukan milik pegawai kota ini (rekaan).")


def late_review(office: Office, matter: Matter) -> Story:
    """A report whose initial review ran over its three days."""
    yield (at := office.day(24, 9, 30))
    opened(office, matter, at)


def fresh_review(office: Office, matter: Matter) -> Story:
    """A finding of the weekend in initial review, half of its requirements checked."""
    yield (at := office.day(26, 11))
    case = opened(office, matter, at)
    yield (at := office.day(26, 11, 40))
    reach = office.reach(office.officer, at)
    asked = requirements("pilkada", "finding")
    for one in asked[: len(asked) // 2]:
        actions.check_requirement(
            access_case(reach, case.pk), one.id, met=True, officer=office.officer, reach=reach, now=at
        )


def completion(office: Office, matter: Matter) -> Story:
    """A report that its reporter has been asked to complete."""
    yield (at := office.day(25, 10))
    case = opened(office, matter, at)
    yield (at := office.day(27, 15))
    _move(
        office, case, "ask_completion", office.officer, at,
        missing_requirements=("time_place",), notified_at=at - timedelta(hours=1),
    )  # fmt: skip


def _registered(office: Office, matter: Matter, day: int, hour: int) -> Iterator[datetime | Case]:
    yield (at := office.day(day, hour))
    case = opened(office, matter, at)
    yield (at := office.day(day, hour, 30))
    _all_met(office, case, at)
    yield (at := office.day(day, hour, 45))
    _move(office, case, "register", office.officer, at)
    yield case


def _until_registered(office: Office, matter: Matter, day: int, hour: int, kept: list[Case]) -> Story:
    for step in _registered(office, matter, day, hour):
        if isinstance(step, Case):
            kept.append(step)
        else:
            yield step


def clarified_today(office: Office, matter: Matter) -> Story:
    """Registered on Friday: three calendar days end tonight."""
    kept: list[Case] = []
    yield from _until_registered(office, matter, 25, 13, kept)


def extended(office: Office, matter: Matter) -> Story:
    """Extended by two days for one more witness."""
    kept: list[Case] = []
    yield from _until_registered(office, matter, 24, 10, kept)
    yield (at := office.day(26, 16))
    _move(office, kept[0], "extend", office.head, at, reason="Menunggu keterangan satu saksi lagi (rekaan).")


def in_study(office: Office, matter: Matter) -> Story:
    """Clarified, the study is being written."""
    kept: list[Case] = []
    yield from _until_registered(office, matter, 26, 9, kept)
    yield (at := office.day(27, 16))
    _move(office, kept[0], "finish_clarification", office.officer, at)


def in_plenary(office: Office, matter: Matter) -> Story:
    """Before the plenary, to be decided tonight at the latest."""
    kept: list[Case] = []
    yield from _until_registered(office, matter, 25, 9, kept)
    yield (at := office.day(26, 14))
    _move(office, kept[0], "finish_clarification", office.officer, at)
    yield (at := office.day(27, 11))
    _study(office, kept[0], at)
    yield (at := office.day(27, 12))
    _move(office, kept[0], "finish_study", office.officer, at)


def _to_plenary(office: Office, matter: Matter, day: int, kept: list[Case]) -> Story:
    yield from _until_registered(office, matter, day, 9, kept)
    yield (at := office.day(day + 1, 10))
    _move(office, kept[0], "finish_clarification", office.officer, at)
    _study(office, kept[0], at)
    yield (at := office.day(day + 1, 15))
    _move(office, kept[0], "finish_study", office.officer, at)


def not_proven(office: Office, matter: Matter) -> Story:
    """Decided: not proven."""
    kept: list[Case] = []
    yield from _to_plenary(office, matter, 14, kept)
    yield (at := office.day(16, 19))
    _move(
        office,
        kept[0],
        "decide_not_proven",
        office.chair,
        at,
        reason="Akun diretas; pemilik dapat membuktikannya (rekaan).",
    )


def forwarded(office: Office, matter: Matter) -> Story:
    """Decided and forwarded, waiting for the appointing officer."""
    kept: list[Case] = []
    yield from _to_plenary(office, matter, 15, kept)
    yield (at := office.day(17, 20))
    _move(
        office, kept[0], "decide_forward", office.chair, at,
        outcomes=("ethics_discipline",), addressee="BKN dan Pejabat Pembina Kepegawaian",
    )  # fmt: skip


def followed_up(office: Office, matter: Matter) -> Story:
    """Forwarded, and the agency's answer is on file."""
    kept: list[Case] = []
    yield from _to_plenary(office, matter, 7, kept)
    yield (at := office.day(9, 20))
    _move(
        office, kept[0], "decide_forward", office.chair, at,
        outcomes=("ethics_discipline",), addressee="BKN dan Pejabat Pembina Kepegawaian",
    )  # fmt: skip
    yield (at := office.day(22, 10))
    _move(
        office,
        kept[0],
        "record_follow_up",
        office.officer,
        at,
        note="Pemeriksaan oleh tim; surat jawaban diterima (rekaan).",
    )


def closed(office: Office, matter: Matter) -> Story:
    """Followed up and closed."""
    yield from followed_up(office, matter)
    yield (at := office.day(24, 15))
    reach = office.reach(office.head, at)
    case = cases_visible_to(reach).get(title=matter.title, state="follow_up")
    _move(office, case, "close", office.head, at)


def not_registered(office: Office, matter: Matter) -> Story:
    """A report that was not registered."""
    yield (at := office.day(18, 9))
    case = opened(office, matter, at)
    yield (at := office.day(20, 13))
    _move(
        office, case, "decline", office.head, at, reason="Diketahui lebih dari tujuh hari sebelum dilaporkan (rekaan)."
    )


def lapsed(office: Office, matter: Matter) -> Story:
    """A finding that was not adopted in time."""
    yield (at := office.day(2, 9))
    case = opened(office, matter, at)
    yield (at := office.day(11, 9))
    _move(office, case, "lapse", office.head, at, reason="Batas waktu temuan lewat (rekaan).")


def other_law(office: Office, matter: Matter) -> Story:
    """An act before candidates were determined: forwarded without registration."""
    yield (at := office.day(8, 9, month=9))
    case = opened(office, matter, at)
    yield (at := office.day(10, 15, month=9))
    _move(office, case, "forward_other_law", office.chair, at, addressee="BKN dan Pejabat Pembina Kepegawaian")


TELLINGS: Mapping[str, Callable[[Office, Matter], Story]] = {
    telling.__name__: telling
    for telling in (
        information,
        traced,
        set_aside,
        late_review,
        fresh_review,
        completion,
        clarified_today,
        extended,
        in_study,
        in_plenary,
        not_proven,
        forwarded,
        followed_up,
        closed,
        not_registered,
        lapsed,
        other_law,
    )
}
SHORTER = ("traced", "late_review", "completion", "clarified_today", "in_plenary", "forwarded", "not_proven")


def stories_of(office: Office, *, all_of_them: bool) -> list[Story]:
    """Return the stories of a city, each about another invented person; a smaller city tells only some."""
    rows = yaml.safe_load((files("wasit.site.demo") / "matters.yaml").read_text(encoding="utf-8"))
    told = [row for row in rows if all_of_them or row["story"] in SHORTER]
    return [TELLINGS[row["story"]](office, _matter(office, row, number)) for number, row in enumerate(told)]


def _matter(office: Office, row: Mapping[str, str], number: int) -> Matter:
    act = datetime.fromisoformat(row["at"]).replace(tzinfo=ZoneInfo(office.zone))
    return Matter(row["title"], row["violation"], act, row["place"], number * 37 + 11, row["origin"])
