"""Clarification and right of reply as the case page shows them: a line for every person, with what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from wasit.cases.guards import REPLY_CLOCK
from wasit.cases.models import Case, Deadline, Invitation, Origin, Party, PriorWarning, Reply
from wasit.look.dates import shortday
from wasit.proceedings import deadlines
from wasit.text import Words

HEARING_STATES = frozenset({"clarification", "study", "plenary", "paused", "initial_review", "tracing"})
_SHOWN_FROM = frozenset({"clarification", "study", "plenary", "paused"})
_NOT_YET = Words(
    id="Catat ketidakhadiran sesudah waktu klarifikasi.", en="Record an absence after the time of the clarification."
)


@dataclass(frozen=True)
class Chip:
    """A state in one word, with its colour and picture."""

    words: Words
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Act:
    """Something that can be done for a person; a dead one carries why not. `post` is done at once, without a page."""

    words: Words
    url: str
    reason: Words | None = None
    post: bool = False


@dataclass(frozen=True)
class ReplyLine:
    """The right of reply of a reported person: the offer, its clock, the answer."""

    reply: Reply | None
    deadline: Deadline | None
    chip: Chip
    late: bool
    acts: Sequence[Act]


@dataclass(frozen=True)
class PersonLine:
    """A person who can be heard; `party` None is the reporter, who has no name here."""

    party: Party | None
    invitations: Sequence[Invitation]
    chip: Chip
    acts: Sequence[Act]
    reply: ReplyLine | None

    @property
    def heard(self) -> Sequence[Invitation]:
        """The invitations of which there are minutes."""
        return [one for one in self.invitations if one.outcome == Invitation.Outcome.HEARD]


def shows_hearing(case: Case) -> bool:
    """Tell whether the part stands on the page: from registration on, or where anything was done before."""
    return case.state in _SHOWN_FROM or case.invitations.exists() or case.replies.exists()


def person_lines(case: Case, now: datetime, *, works_here: bool) -> list[PersonLine]:
    """Return everybody who can be heard, reported persons first; buttons only for who works on the case."""
    invitations = list(case.invitations.order_by("ordinal", "pk"))
    named = case.parties.exclude(role=Party.Role.BENEFICIARY)
    persons: list[Party | None] = [*sorted(named, key=lambda one: (one.role != Party.Role.REPORTED, one.pk))]
    if case.origin == Origin.REPORT or any(one.party_id is None for one in invitations):
        persons.append(None)
    replies = {one.party_id: one for one in case.replies.all()}
    return [_line(case, one, _rows_of(invitations, one), replies, now, works_here=works_here) for one in persons]


def _rows_of(invitations: list[Invitation], party: Party | None) -> list[Invitation]:
    return [row for row in invitations if row.party_id == (party.pk if party else None)]


def _line(
    case: Case,
    party: Party | None,
    rows: list[Invitation],
    replies: dict[int, Reply],
    now: datetime,
    *,
    works_here: bool,
) -> PersonLine:
    counted = [row for row in rows if row.outcome != Invitation.Outcome.CANCELLED]
    last = counted[-1] if counted else None
    reported = party is not None and party.role == Party.Role.REPORTED
    return PersonLine(
        party=party,
        invitations=rows,
        chip=hearing_chip(case, last),
        acts=_hearing_acts(case, party, last, now) if works_here else (),
        reply=_reply_line(case, party, replies, now, works_here=works_here) if party is not None and reported else None,
    )


def hearing_chip(case: Case, last: Invitation | None) -> Chip:
    """Return how it stands with the last invitation of a person."""
    if last is None:
        return Chip(Words(id="belum diundang", en="not invited"))
    at = {code: shortday(last.heard_at or last.held_at, case.zone, code) for code in ("id", "en")}
    day = {code: told.partition(", ")[0] for code, told in at.items()}
    if last.outcome == Invitation.Outcome.HEARD:
        return Chip(Words(id=f"didengar {day['id']}", en=f"heard {day['en']}"), "lumut", "check")
    if last.outcome == Invitation.Outcome.ABSENT:
        return Chip(Words(id=f"tidak hadir {day['id']}", en=f"did not come {day['en']}"), "kunyit", "user-off")
    return Chip(Words(id=f"diundang {at['id']}", en=f"invited {at['en']}"), "toska", "calendar")


def _hearing_acts(case: Case, party: Party | None, last: Invitation | None, now: datetime) -> list[Act]:
    if case.state not in HEARING_STATES:
        return []
    if last is not None and last.outcome == Invitation.Outcome.OPEN:
        absent = _NOT_YET if last.held_at > now else None
        return [
            Act(Words(id="Buat berita acara", en="Record minutes"), _url("case_statement", case, last.pk)),
            Act(Words(id="Tidak hadir", en="Did not come"), _url("case_absence", case, last.pk), absent, post=True),
            Act(Words(id="Batalkan", en="Cancel"), _url("case_uninvite", case, last.pk), post=True),
        ]
    again = Words(id="Undang lagi", en="Invite again") if last else Words(id="Undang", en="Invite")
    who = party.pk if party else "pelapor"
    return [Act(again, f"{reverse('case_invite', args=[case.pk])}?orang={who}")]


def _url(name: str, case: Case, key: int) -> str:
    return reverse(name, args=[case.pk, key])


def _reply_line(case: Case, party: Party, replies: dict[int, Reply], now: datetime, *, works_here: bool) -> ReplyLine:
    reply = replies.get(party.pk)
    clocks = case.deadlines.filter(clock_id=REPLY_CLOCK, about=f"party:{party.pk}")
    deadline = clocks.order_by("-pk").first()
    if reply is None:
        able = works_here and case.state in HEARING_STATES
        offer = Act(Words(id="Beri kesempatan menjawab", en="Offer to answer"), _url("case_offer", case, party.pk))
        chip = Chip(Words(id="belum ditawarkan", en="not offered"))
        return ReplyLine(None, None, chip, late=False, acts=[offer] if able else [])
    if reply.answered_at is None:
        take = Act(Words(id="Terima jawaban", en="Receive the answer"), _url("case_reply", case, party.pk))
        return ReplyLine(reply, deadline, _waiting_chip(deadline, now), late=False, acts=[take] if works_here else [])
    late = deadline is not None and not deadlines.in_time(deadline.due_at, reply.answered_at)
    word = Words(id="dijawab, terlambat", en="answered, late") if late else Words(id="dijawab", en="answered")
    return ReplyLine(reply, deadline, Chip(word, "kunyit" if late else "lumut", "message-reply"), late=late, acts=[])


def _waiting_chip(deadline: Deadline | None, now: datetime) -> Chip:
    if deadline is not None and not deadlines.in_time(deadline.due_at, now):
        return Chip(Words(id="waktunya habis, belum dijawab", en="time is over, no answer"), "kunyit", "clock")
    return Chip(Words(id="menunggu jawaban", en="awaiting the answer"), "toska", "clock")


def warnings_of(case: Case) -> list[PriorWarning]:
    """Return what reported persons had been told before the act, the oldest first, of merged cases too."""
    rows = PriorWarning.objects.filter(case__in=[case, *case.merged.all()])
    return list(rows.select_related("party").order_by("on", "pk"))
