"""What a hit hands to cases: frozen copies of evidence, person and acts, with dates and place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson
from wasit.monitoring import sealing
from wasit.monitoring.models import Capture, Hit
from wasit.office.reach import Reach
from wasit.rosters import queries as rosters
from wasit.rosters.models import Person
from wasit.rulebook import signal_words
from wasit.text import Problem, Words
from wasit.text.regions import region

ORIGINS = ("initial_information", "finding")
ADDRESS_KEPT = 1000


@dataclass(frozen=True)
class Confirmation:
    """What an officer decided: who (public id of a listed person, "" for none of them), which acts, as what.

    `act_at` is needed only where the post names no time; an empty title or place is filled from the capture.
    """

    person_id: str = ""
    acts: tuple[str, ...] = ()
    origin: str = "initial_information"
    title: str = ""
    place: str = ""
    district: str = ""
    summary: str = ""
    act_at: datetime | None = None


def opening_of(
    hit: Hit, captures: Sequence[Capture], confirmation: Confirmation, reach: Reach, now: datetime
) -> tuple[Opening, Person | None]:
    """Return the opening of the case and the roster's person, None where nobody was chosen or the roster lost them."""
    act_at = confirmation.act_at or hit.capture.posted_at
    if act_at is None:
        raise Problem(
            Words(
                id="Waktu unggahan tidak diketahui. Isi waktu perbuatan, misalnya 25-10-2024 07.58.",
                en="The time of the post is not known. Fill in the time of the act, such as 25-10-2024 07.58.",
            )
        )
    chosen = _chosen(hit, confirmation.person_id)
    person = rosters.persons_by_public_id(reach, [confirmation.person_id]).get(confirmation.person_id)
    opening = Opening(
        origin=confirmation.origin,
        region_code=hit.region_code,
        title=(confirmation.title.strip() or title_of(hit))[:200],
        act_at=act_at,
        known_at=now,
        place=(confirmation.place.strip() or place_of(hit))[:300],
        district=confirmation.district.strip()[:120],
        summary=confirmation.summary.strip() or hit.capture.text[:2000],
        people=(_reported(chosen, person, act_at, reach, hit.region_code),) if chosen else (),
        acts=tuple(OpeningAct(violation_id=act, at=act_at) for act in dict.fromkeys(confirmation.acts)),
        evidence=tuple(evidence_of(capture) for capture in _once(captures)),
        source=hit.subject,
    )
    return opening, person


def title_of(hit: Hit) -> str:
    """Return a title for the case in Indonesian that names no person: it stands in lists and letters."""
    codes = [each["code"] for each in hit.conduct]
    deed = signal_words(codes[0]).id if codes else "keberpihakan pegawai"
    where = hit.capture.platform or ("berita" if hit.capture.reading else "media sosial")
    return f"Dugaan {deed[:1].lower()}{deed[1:]} di {where}"


def place_of(hit: Hit) -> str:
    """Return where the act happened as far as the capture tells: platform and account, or the page."""
    capture = hit.capture
    account = f"akun {capture.author_handle}" if capture.author_handle else capture.url[:200]
    return ", ".join(part for part in (capture.platform, account) if part) or "Media daring"


def evidence_of(capture: Capture) -> OpeningEvidence:
    """Return the sealed copy of a capture as evidence."""
    whole = capture.kind == Capture.Kind.POST
    return OpeningEvidence(
        sha256=capture.sha256,
        name=sealing.file_name(capture),
        media_type=capture.media_type,
        sealed_at=capture.sealed_at,
        source_url=capture.url if len(capture.url) <= ADDRESS_KEPT else "",
        note="Unggahan sebagaimana diterima" if whole else "Halaman sebagaimana diterima",
    )


def _chosen(hit: Hit, person_id: str) -> dict[str, Any] | None:
    if not person_id:
        return None
    for person in hit.persons:
        if person["person_id"] == person_id:
            return dict(person)
    raise Problem(
        Words(id="Pilih orang dari daftar, atau Tidak satu pun.", en="Choose a person of the list, or none of them.")
    )


def _reported(
    shown: dict[str, Any], person: Person | None, act_at: datetime, reach: Reach, region_code: str
) -> OpeningPerson:
    """Return the person as they were on the day of the act, as far as the roster knows; else as they were shown."""
    if person is None:
        return OpeningPerson(
            role="reported", name=shown["name"] or "—", kind=shown["kind"], position=shown["position"],
            unit_name=shown["unit"],
        )  # fmt: skip
    day = act_at.astimezone(ZoneInfo(region(region_code).zone)).date()
    posting = rosters.posting_on(reach, person, day)
    unit = posting.unit if posting and posting.unit else person.unit
    return OpeningPerson(
        role="reported",
        name=person.name,
        kind=person.kind,
        position=(posting.position if posting else "") or person.position,
        unit_name=unit.name if unit else "",
        unit_code=unit.code if unit else "",
        person_id=person.pk,
        nip=person.nip or "",
    )


def _once(captures: Sequence[Capture]) -> list[Capture]:
    return list({capture.sha256: capture for capture in captures}.values())
