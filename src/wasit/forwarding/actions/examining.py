"""The examination by the receiving agency: its team and the minutes of what the person answered."""

from datetime import datetime

from django.db import transaction

from wasit.forwarding.actions.receiving import FUTURE, issued, recipient_works, record_theirs
from wasit.forwarding.models import Examination, Recommendation, TeamMember
from wasit.letters.drafts import Draft
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem, missing
from wasit.text import Problem, Words

_TEAM_CHANGES = frozenset({"accepted", "examination"})


def add_team_member(
    one: Recommendation, *, element: str, name: str, position: str, officer: Officer, reach: Reach, now: datetime
) -> TeamMember:
    """Add a member to the examination team; the reported person cannot be one."""
    if element not in TeamMember.Element.values:
        raise missing("element", Words(id="Unsur", en="The element"))
    if not name.strip():
        raise missing("name", Words(id="Nama", en="The name"))
    if _same_name(name, one.person_name):
        raise FieldProblem(
            "name",
            Words(
                id="Terlapor tidak dapat menjadi anggota tim pemeriksa.",
                en="The reported person cannot examine.",
            ),
        )
    with transaction.atomic():
        recipient_works(one, reach, _TEAM_CHANGES)
        if any(_same_name(name, held) for held in one.team.filter(element=element).values_list("name", flat=True)):
            raise FieldProblem(
                "name", Words(id="Orang ini sudah di dalam tim.", en="This person is in the team already.")
            )
        row = TeamMember.objects.create(
            recommendation=one,
            element=element,
            name=name.strip(),
            position=position.strip(),
            added_by=officer,
            added_at=now,
        )
        record_theirs(one, "forwarding.team_set", officer, now, element=element)
    return row


def _same_name(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def remove_team_member(one: Recommendation, pk: int, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Take a member out of the team before the decision."""
    with transaction.atomic():
        recipient_works(one, reach, _TEAM_CHANGES)
        if one.team.filter(pk=pk).delete()[0]:
            record_theirs(one, "forwarding.team_set", officer, now, removed=pk)


def record_examination(
    one: Recommendation,
    *,
    held_at: datetime,
    place: str,
    minutes: str,
    officer: Officer,
    reach: Reach,
    now: datetime,
    draft: Draft | None = None,
) -> Examination:
    """Keep the minutes of an examination, with what the person answered; `draft` is issued in the same transaction."""
    if not minutes.strip():
        raise missing("minutes", Words(id="Berita acara", en="The minutes"))
    if held_at > now:
        raise FieldProblem("held_at", FUTURE)
    with transaction.atomic():
        recipient_works(one, reach)
        if one.state != "examination":
            raise Problem(
                Words(
                    id="Berita acara dicatat setelah pemeriksaan dimulai dengan panggilan.",
                    en="Minutes are recorded after the examination began with a summons.",
                )
            )
        _check_not_before_summons(one, held_at)
        row = Examination.objects.create(
            recommendation=one,
            held_at=held_at,
            place=place.strip(),
            minutes=minutes.strip(),
            letter=issued(draft, officer, reach, now),
            recorded_by=officer,
            recorded_at=now,
        )
        record_theirs(one, "forwarding.examined", officer, now, examination=row.pk)
    return row


def _check_not_before_summons(one: Recommendation, held_at: datetime) -> None:
    """The seven working days belong to the person: no examination before the day of the first summons."""
    first = one.summonses.order_by("ordinal").first()
    if first is not None and one.local(held_at).date() < one.local(first.examination_at).date():
        raise FieldProblem(
            "held_at",
            Words(
                id="Pemeriksaan tidak dapat mendahului hari pada panggilan. Periksa tanggalnya.",
                en="The examination cannot come before the day in the summons. Check its date.",
            ),
        )
