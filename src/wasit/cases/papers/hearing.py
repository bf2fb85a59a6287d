"""Letters of the clarification: invitation, chance to answer, minutes."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from wasit.cases.guards import REPLY_CLOCK
from wasit.cases.models import Case, Invitation, Party
from wasit.cases.papers.common import (
    REPORTER,
    Ask,
    Content,
    Item,
    Paper,
    act_words,
    capacity,
    chunks,
    clock_time,
    day,
    moment,
    never_lacking,
    party_addressee,
    party_facts,
)
from wasit.letters.drafts import Addressee, Fact, Table
from wasit.rulebook import clock
from wasit.text import Words

_TURN = re.compile(r"^\s*(T|J|Tanya|Jawab)\s*[:.]\s*(.*)$", re.IGNORECASE)


def _name(party: Party | None) -> str:
    return f"{party.name} ({capacity(party)})" if party else REPORTER


def _invitations(case: Case) -> Iterable[Item]:
    rows = case.invitations.select_related("party").exclude(outcome=Invitation.Outcome.CANCELLED)
    return [Item(f"undangan-{row.pk}", f"{_name(row.party)}, undangan ke-{row.ordinal}", row) for row in rows]


def _summons_asks(_case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    yield Ask("bring", Words(id="Yang dibawa", en="What to bring"), required=False)
    yield Ask("contact", Words(id="Narahubung", en="Contact"), required=False)


def _summons(case: Case, item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    row: Invitation = item.row
    return Content(
        values={
            "regime": case.regime,
            "register_number": case.full_number,
            "capacity": capacity(row.party),
            "matter": _matter(case),
            "session_day": day(case, row.held_at),
            "session_time": f"pukul {clock_time(case, row.held_at)}",
            "session_place": row.place,
            "bring": typed.get("bring", ""),
            "contact": typed.get("contact", ""),
        }
    )


def _matter(case: Case) -> str:
    """Return the alleged matter as the catalogue words it: no free text of the file, so no name."""
    labels, _norms = act_words(case.acts.all())
    return f"dugaan {labels[:1].lower()}{labels[1:]}" if labels else "dugaan pelanggaran netralitas pegawai"


def _invited(_case: Case, item: Item) -> Addressee:
    return party_addressee(_case, item.row.party)


def _reported(case: Case) -> Iterable[Item]:
    rows = case.parties.filter(role=Party.Role.REPORTED)
    return [Item(f"orang-{row.pk}", row.name, row) for row in rows]


def _reply_asks(case: Case, item: Item, _now: datetime) -> Iterable[Ask]:
    running = case.deadlines.filter(clock_id=REPLY_CLOCK, about=f"party:{item.row.pk}", stopped_at__isnull=True).first()
    rule = clock(REPLY_CLOCK)
    length = rule.length or rule.suggested_default
    until = moment(case, running.due_at) if running and running.due_at else f"{length} hari setelah surat ini diterima"
    yield Ask("reply_by", Words(id="Batas menjawab", en="Limit for the reply"), until)
    yield Ask(
        "reply_channel",
        Words(id="Cara menyampaikan jawaban", en="How to hand in the reply"),
        f"kantor {case.agency.name}",
    )


def _reply(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    _labels, norms = act_words(case.acts.all())
    shown = tuple(
        Fact(label, value)
        for label, value in (
            ("Waktu", moment(case, case.act_at)),
            ("Tempat", ", ".join(part for part in (case.place, case.district) if part)),
        )
    )
    return Content(
        values={
            "register_number": case.full_number,
            "matter": _matter(case),
            "norm": norms,
            "reply_by": typed["reply_by"],
            "reply_channel": typed["reply_channel"],
        },
        facts=shown,
    )


def _has_act(case: Case, _item: Item) -> Words | None:
    if case.acts.exists():
        return None
    return Words(
        id="Belum ada dugaan perbuatan yang dapat dijawab. Pilih dari katalog dahulu.",
        en="There is no alleged act to answer yet. Choose one from the catalogue first.",
    )


def _heard(case: Case) -> Iterable[Item]:
    return [one for one in _invitations(case) if one.row.outcome != Invitation.Outcome.ABSENT]


def _was_heard(_case: Case, item: Item) -> Words | None:
    if item.row.outcome == Invitation.Outcome.HEARD:
        return None
    return Words(
        id="Keterangannya belum dicatat. Isi berita acara klarifikasi dahulu.",
        en="The statement is not recorded yet. Fill in the minutes of the clarification first.",
    )


def _minutes_asks(_case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    yield Ask("ended", Words(id="Jam selesai", en="Hour of the end"), required=False)


def _minutes(case: Case, item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    row: Invitation = item.row
    at = row.heard_at or row.held_at
    oath = "Yang bersangkutan memberi keterangan di bawah sumpah atau janji." if row.under_oath else ""
    return Content(
        values={
            "regime": case.regime,
            "register_number": case.full_number,
            "session_day": day(case, at),
            "session_time": clock_time(case, at),
            "session_place": row.place,
            "speaker": row.party.name if row.party else REPORTER,
            "capacity": capacity(row.party),
            "oath": oath,
            "ended": typed.get("ended", ""),
        },
        facts=party_facts(row.party) if row.party else (Fact("Nama", REPORTER),),
        tables={"questions": questions(row.statement)},
    )


def questions(statement: str) -> Table:
    """Return minutes as a table: lines that begin with "T:" and "J:" as question and answer, else paragraphs."""
    turns: list[list[str]] = []
    for line in (line.strip() for line in statement.splitlines() if line.strip()):
        found = _TURN.match(line)
        if found and found.group(1)[0].upper() == "T":
            turns.append([found.group(2), ""])
        elif found and turns:
            turns[-1][1] = f"{turns[-1][1]}\n{found.group(2)}".strip()
        elif turns:
            turns[-1][1] = f"{turns[-1][1]}\n{line}".strip()
        else:
            break
    if turns:
        rows = tuple((str(place), asked, answered or "–") for place, (asked, answered) in enumerate(turns, 1))
        return Table(("No.", "Pertanyaan", "Jawaban"), rows)
    paragraphs = [piece for line in statement.splitlines() if line.strip() for piece in chunks(line)]
    return Table(("No.", "Keterangan"), tuple((str(place), line) for place, line in enumerate(paragraphs, 1)))


def statements(case: Case) -> Table:
    """Return what everybody said, by capacity; a reporter stays without a name."""
    rows = [
        (row.party.name if row.party else REPORTER, capacity(row.party), piece)
        for each in (case, *case.merged.all())
        for row in each.invitations.filter(outcome=Invitation.Outcome.HEARD).select_related("party")
        for piece in chunks(row.statement)
    ]
    return Table(("Nama", "Kedudukan", "Keterangan"), tuple(rows))


PAPERS = (
    Paper(
        id="summons",
        items=_invitations,
        lacking=never_lacking,
        asks=_summons_asks,
        content=_summons,
        addressee=_invited,
    ),
    Paper(
        id="reply_invitation",
        items=_reported,
        lacking=_has_act,
        asks=_reply_asks,
        content=_reply,
        addressee=lambda case, item: party_addressee(case, item.row),
    ),
    Paper(
        id="clarification_minutes",
        items=_heard,
        lacking=_was_heard,
        asks=_minutes_asks,
        content=_minutes,
        signed_by="officer",
    ),
)

__all__ = ["PAPERS", "questions", "statements"]
