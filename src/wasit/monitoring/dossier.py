"""Everything that the triage page shows about one hit: who may be meant, why it is here, which acts it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasit.cases.models import Case
from wasit.cases.queries import open_cases_of_person
from wasit.monitoring import openings, queries, sealing
from wasit.monitoring.models import Hit
from wasit.monitoring.queries import Alike
from wasit.office.reach import Reach
from wasit.rosters import contests
from wasit.rosters import queries as rosters
from wasit.rosters.models import Person
from wasit.rulebook import Confidence, Phase, Violation, acts_for, citation, election_on, sanction_ladder, signal_words
from wasit.screening import QUIET_CODES
from wasit.text import Words
from wasit.text.regions import region

SHOWN = 6000
LEAD = 1200
PEOPLE = 9
ACTS = 6
ACTS_OF_ONE_SIGNAL = 2
LIKELY = 0.5
# Below this a namesake's open case would only smear somebody who is hardly meant.
WORTH_ASKING = 0.2
_BESIDE_THE_LADDERS = {
    "pidana": Words(id="Pidana pemilihan", en="Election crime"),
    "satgas": Words(id="Diputuskan satuan tugas", en="Decided by the task force"),
}


@dataclass(frozen=True)
class Shown:
    """The part of a text that is shown, its spans moved along; `left_out` counts the characters that are not."""

    text: str
    spans: tuple[dict[str, Any], ...]
    left_out: int
    begins_later: bool


@dataclass(frozen=True)
class Suspect:
    """A person who may be meant, as the roster told when the hit was made; `key` is the figure that chooses them."""

    key: int
    person_id: str
    name: str
    kind: str
    position: str
    unit: str
    probability: float
    reasons: tuple[tuple[str, Words], ...]
    gone: bool
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Bar:
    """One of the three things that make a hit, with its strength."""

    label: str
    value: float
    explained: str


@dataclass(frozen=True)
class PossibleAct:
    """A row of the catalogue that the conduct may be, in the phase of the day of the act."""

    row: Violation
    articles: tuple[Words, ...]
    level: Words | None
    signal: Words
    probability: float
    checked: bool

    @property
    def certain(self) -> bool:
        """Tell whether the row is confirmed law."""
        return self.row.confidence == Confidence.CONFIRMED


@dataclass(frozen=True)
class Dossier:
    """One hit, ready to be shown."""

    hit: Hit
    zone: str
    shown: Shown
    span_counts: dict[str, int]
    suspects: tuple[Suspect, ...]
    bars: tuple[Bar, ...]
    reasons: tuple[tuple[str, Words], ...]
    acts: tuple[PossibleAct, ...]
    phase: str
    alike: tuple[Alike, ...]
    merged: int
    copies: int
    staff: int
    seal_whole: bool
    title: str
    place: str


def dossier_of(reach: Reach, hit: Hit, now: datetime) -> Dossier:
    """Gather what the page of a hit shows."""
    zone = region(hit.region_code).zone
    alike = queries.alike(reach, hit)
    phase, acts = _acts(hit, zone, now)
    return Dossier(
        hit=hit,
        zone=zone,
        shown=shown_part(hit.capture.text, hit.spans),
        span_counts=_span_counts(hit.spans),
        suspects=_suspects(reach, hit),
        bars=tuple(_bars(hit)),
        reasons=_told(hit.reasons),
        acts=acts,
        phase=phase,
        alike=tuple(alike),
        merged=len(queries.merged_into(hit)),
        copies=queries.suggested_copies(hit).count(),
        staff=rosters.count_people(reach, hit.region_code),
        seal_whole=sealing.intact(hit.capture),
        title=openings.title_of(hit),
        place=openings.place_of(hit),
    )


def shown_part(text: str, spans: Sequence[dict[str, Any]]) -> Shown:
    """Return the part of a text around its first span; a text of usual length is shown whole."""
    if len(text) <= SHOWN:
        return Shown(text, tuple(spans), 0, begins_later=False)
    first = min((int(span["start"]) for span in spans), default=0)
    start = max(0, min(first - LEAD, len(text) - SHOWN))
    part = text[start : start + SHOWN]
    moved = tuple({**span, "start": span["start"] - start, "end": span["end"] - start} for span in spans)
    inside = tuple(span for span in moved if span["end"] > 0 and span["start"] < SHOWN)
    return Shown(part, inside, len(text) - len(part), begins_later=start > 0)


def _span_counts(spans: Sequence[dict[str, Any]]) -> dict[str, int]:
    roles = ["person" if span["role"] in {"author", "mentioned"} else str(span["role"]) for span in spans]
    return {role: roles.count(role) for role in ("person", "candidate", "conduct")}


def _told(reasons: Sequence[dict[str, Any]]) -> tuple[tuple[str, Words], ...]:
    """Return the reasons that speak for first, the weightiest on top, those against last."""
    ordered = sorted(reasons, key=lambda each: -float(each["weight"]))
    return tuple((each["sign"], Words(id=each["id"], en=each["en"])) for each in ordered)


def _suspects(reach: Reach, hit: Hit) -> tuple[Suspect, ...]:
    listed = hit.persons[:PEOPLE]
    living = rosters.persons_by_public_id(reach, [each["person_id"] for each in listed])
    return tuple(_suspect(reach, key, each, living.get(each["person_id"])) for key, each in enumerate(listed, start=1))


def _suspect(reach: Reach, key: int, frozen: dict[str, Any], person: Person | None) -> Suspect:
    kind = frozen["kind"]
    asked = person is not None and frozen["probability"] >= WORTH_ASKING
    return Suspect(
        key=key,
        person_id=frozen["person_id"],
        name=frozen["name"] or "—",
        kind=str(Person.Kind(kind).label) if kind in Person.Kind.values else kind,
        position=frozen["position"],
        unit=frozen["unit"],
        probability=frozen["probability"],
        reasons=_told(frozen["reasons"]),
        gone=person is None,
        cases=tuple(open_cases_of_person(reach, person.pk)[:3]) if asked and person is not None else (),
    )


def _bars(hit: Hit) -> list[Bar]:
    bars = []
    if hit.persons:
        role = _("penulis unggahan") if hit.role == "author" else _("disebut dalam unggahan")
        bars.append(Bar(_("Orang"), hit.persons[0]["probability"], role))
    if hit.candidates:
        first = hit.candidates[0]
        label = _("Paslon %(number)s") % {"number": first["number"]}
        bars.append(Bar(label, first["probability"], contests.pair_words(first["contest"], first["number"])))
    deeds = _deeds(hit)
    if deeds:
        words = signal_words(deeds[0]["code"])
        bars.append(Bar(_("Perbuatan"), deeds[0]["probability"], words.in_(get_language() or "id")))
    return bars


def _deeds(hit: Hit) -> list[dict[str, Any]]:
    loud = [each for each in hit.conduct if each["code"] not in QUIET_CODES]
    return sorted(loud, key=lambda each: -float(each["probability"]))


def _acts(hit: Hit, zone: str, now: datetime) -> tuple[str, tuple[PossibleAct, ...]]:
    """Return the words of the phase on the day of the act, and the rows of the catalogue that fit it."""
    day = (hit.capture.posted_at or now).astimezone(ZoneInfo(zone)).date()
    election = election_on(day)
    if election is None:
        return _("di luar tahapan pemilihan"), ()
    phase = election.phase_on(day, hit.region_code)
    campaign = election.in_campaign(day)
    top = hit.persons[0] if hit.persons else None
    kind = top["kind"] if top and top["probability"] >= LIKELY and top["kind"] else None
    found: dict[str, PossibleAct] = {}
    for deed in _deeds(hit):
        rows = acts_for(deed["code"], phase, regime=election.regime, staff_kind=kind, campaign=campaign)
        for place, row in enumerate(rows[:ACTS_OF_ONE_SIGNAL]):
            likely = place == 0 and deed["probability"] >= LIKELY
            found.setdefault(row.id, _act(row, deed, kind, checked=likely))
    words = _("pada masa kampanye") if campaign else (
        _("sesudah penetapan calon") if phase is Phase.AFTER else _("sebelum penetapan calon")
    )  # fmt: skip
    return words, tuple(found.values())[:ACTS]


def _act(row: Violation, deed: dict[str, Any], kind: str | None, *, checked: bool) -> PossibleAct:
    ladder = sanction_ladder(kind or "pns")
    level = next((each.words for each in ladder.levels if row.sanction_level in each.answers), None)
    level = level or _BESIDE_THE_LADDERS.get(row.sanction_level)
    return PossibleAct(
        row=row,
        articles=tuple(citation(article) for article in row.legal_basis),
        level=level,
        signal=signal_words(deed["code"]),
        probability=deed["probability"],
        checked=checked,
    )
