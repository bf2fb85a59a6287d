"""What the letters of a case share: what one may be about, what an officer adds, and the facts that may stand in it.

Letters are Indonesian whatever their reader chose on screen. A reporter is never named in one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import translation

from wasit.cases.actions import reported
from wasit.cases.models import Act, Case, Party
from wasit.letters.drafts import Addressee, Draft, Fact, Signatory, Table
from wasit.letters.queries import letterhead_of
from wasit.look.dates import longday
from wasit.office import notices
from wasit.office.models import Officer
from wasit.rulebook import LetterKind, catalogue, citation, letter_kind, term
from wasit.text import Words
from wasit.text.regions import region

REPORTER = "Pelapor (identitas dirahasiakan)"
_SPELLED = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")


@dataclass(frozen=True)
class Item:
    """What a letter is about within the case: the case itself (empty key), an invitation, a person and so on."""

    key: str
    words: str
    row: Any = None


@dataclass(frozen=True)
class Ask:
    """Something an officer adds; `initial` is what the file already says."""

    id: str
    words: Words
    initial: str = ""
    required: bool = True
    long: bool = False


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a letter says, before its head and its signature."""

    values: Mapping[str, str]
    facts: tuple[Fact, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The head and foot of a letter as the officer left them."""

    name: str = ""
    title: str = ""
    town: str = ""
    position: str
    signer: str
    nip: str = ""
    place: str
    attachments: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A kind of letter as a case writes it; `lacking` says why one cannot be written yet."""

    id: str
    items: Callable[[Case], Iterable[Item]]
    lacking: Callable[[Case, Item], Words | None]
    content: Callable[[Case, Item, Mapping[str, str], datetime], Content]
    asks: Callable[[Case, Item, datetime], Iterable[Ask]] = lambda _case, _item, _now: ()
    addressee: Callable[[Case, Item], Addressee | None] = lambda _case, _item: None
    signed_by: str = "chair"
    attachments: Callable[[Item], str] = lambda _item: ""

    @property
    def rule(self) -> LetterKind:
        """What the rulebook says of the kind."""
        return letter_kind(self.id)


def whole_case(case: Case) -> list[Item]:
    """Return the case itself as the one thing a letter may be about."""
    return [Item("", case.full_number)]


def never_lacking(_case: Case, _item: Item) -> Words | None:
    """Say that nothing is lacking."""
    return None


def frame_of(case: Case, paper: Paper, item: Item, officer: Officer, now: datetime) -> Frame:
    """Return the head and foot that a letter would have by itself."""
    to = paper.addressee(case, item)
    signer = _signer(case, paper, officer, now)
    letterhead = letterhead_of(case.agency)
    return Frame(
        name=to.name if to else "",
        title=to.title if to else "",
        town=to.place if to else "",
        position=paper.rule.signer.id,
        signer=signer.name if signer else "",
        nip=(signer.nip or "") if signer else "",
        place=(letterhead.place if letterhead else "") or town_of(case),
        attachments=paper.attachments(item),
    )


def _signer(case: Case, paper: Paper, officer: Officer, now: datetime) -> Officer | None:
    if paper.signed_by == "officer":
        return officer
    return next(iter(notices.holders(case.agency_id, (paper.signed_by,), now)), None)


def draft_of(case: Case, paper: Paper, item: Item, frame: Frame, typed: Mapping[str, str], now: datetime) -> Draft:
    """Return the letter as a draft that the room of letters can issue, in Indonesian for every reader."""
    with translation.override("id"):
        said = paper.content(case, item, typed, now)
    return Draft(
        kind=paper.id,
        agency=case.agency,
        about=case.subject,
        region_code=case.region_code,
        addressee=Addressee(frame.name, frame.town, frame.title) if paper.rule.layout == "letter" else None,
        values=said.values,
        facts=said.facts,
        tables=said.tables,
        texts=said.texts,
        signatory=Signatory(frame.position, frame.signer, frame.nip),
        place=frame.place,
        date=case.local(now).date(),
        recipients=said.recipients,
        attachments=frame.attachments,
    )


# ---------- facts of the file ----------


def town_of(case: Case) -> str:
    """Return the town of the office: the name of its region without the kind."""
    code = case.agency.region_code
    return region(code).name.removeprefix("Kota ").removeprefix("Kabupaten ") if code else "Jakarta"


def moment(case: Case, at: datetime) -> str:
    """Return "Sabtu, 26 Oktober 2024, 23.59 WIB"."""
    return longday(at, case.zone, "id")


def day(case: Case, at: datetime) -> str:
    """Return "Sabtu, 26 Oktober 2024"."""
    return longday(case.local(at).date(), case.zone, "id")


def clock_time(case: Case, at: datetime) -> str:
    """Return "13.30 WIB"."""
    return moment(case, at).rpartition(", ")[2]


def spelled(count: int) -> str:
    """Return "2 (dua)"; above ten the figure alone."""
    return f"{count} ({_SPELLED[count]})" if count < len(_SPELLED) else str(count)


def chunks(text: str, size: int = 3500) -> list[str]:
    """Return a long text in pieces that a cell of a table holds, cut between lines where it can be."""
    pieces: list[str] = [""]
    for line in (line.strip() for line in text.splitlines() if line.strip()):
        for part in (line[at : at + size] for at in range(0, len(line), size)):
            if len(pieces[-1]) + len(part) + 1 > size:
                pieces.append(part)
            else:
                pieces[-1] = f"{pieces[-1]}\n{part}".strip()
    return pieces


def person_facts(name: str, nip: str, position: str, unit: str) -> tuple[Fact, ...]:
    """Return who a letter is about, only what is known."""
    rows = (("Nama", name), ("NIP", nip), ("Jabatan", position), ("Unit kerja", unit))
    return tuple(Fact(label, value) for label, value in rows if value)


def party_facts(party: Party) -> tuple[Fact, ...]:
    """Return a person as they were on the day of the act."""
    return person_facts(party.name, party.nip, party.position, party.unit_name)


def party_addressee(case: Case, party: Party | None) -> Addressee:
    """Return to whom a letter to a person goes; a reporter's name is written by hand on the cover."""
    if party is None:
        return Addressee(REPORTER, town_of(case))
    told = ", ".join(part for part in (party.position, party.unit_name) if part)
    return Addressee(party.name, town_of(case), told)


def capacity(party: Party | None) -> str:
    """Return in which capacity somebody speaks, in small letters."""
    return str(Party.Role(party.role).label).lower() if party else "pelapor"


def act_words(acts: Iterable[Act]) -> tuple[str, str]:
    """Return the alleged acts and the norms, as the catalogue has them."""
    rows = [catalogue()[act.violation_id] for act in acts if act.violation_id in catalogue()]
    labels = dict.fromkeys(row.label.id for row in rows)
    norms = dict.fromkeys(citation(article).id for row in rows for article in row.legal_basis)
    return "; ".join(labels), "; ".join(norms)


def all_acts(case: Case) -> list[Act]:
    """Return the alleged acts of the case and of those merged into it."""
    return [act for each in (case, *case.merged.all()) for act in each.acts.all()]


def case_facts(case: Case, *, names: bool = True) -> tuple[Fact, ...]:
    """Return what a paper of the file says of a case: number, persons, act, norm."""
    labels, norms = act_words(all_acts(case))
    persons = "; ".join(
        ", ".join(part for part in (one.name, one.position, one.unit_name) if part) for one in reported(case)
    )
    rows = (
        ("Nomor register" if case.register_number else "Nomor berkas", case.full_number),
        ("Asal", term(case.origin).id),
        ("Terlapor", persons if names else ""),
        ("Waktu perbuatan", moment(case, case.act_at)),
        ("Tempat", ", ".join(part for part in (case.place, case.district) if part)),
        ("Dugaan perbuatan", labels),
        ("Norma yang diduga", norms),
    )
    return tuple(Fact(label, value) for label, value in rows if value)


def evidence_table(case: Case) -> Table:
    """Return the sealed evidence with its hashes."""
    items = [item for each in (case, *case.merged.all()) for item in each.evidence.all()]
    rows = tuple(
        (str(place), item.name, moment(case, item.sealed_at), item.sha256) for place, item in enumerate(items, 1)
    )
    return Table(("No.", "Bukti", "Disegel", "Sidik jari SHA-256"), rows)
