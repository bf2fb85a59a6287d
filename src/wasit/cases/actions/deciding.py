"""The plenary: each member's vote is written down; what it decided is counted, never typed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wasit.cases.actions.ledger import record
from wasit.cases.actions.working import work_on
from wasit.cases.members import members_of
from wasit.cases.models import Case, Plenary, Vote
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem, missing
from wasit.rulebook import workflow
from wasit.text import Problem, Words


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """What one member said."""

    choice: str
    outcomes: Sequence[str] = ()
    dissent: str = ""


def record_plenary(
    case: Case,
    *,
    held_at: datetime,
    place: str,
    considerations: str,
    ballots: Mapping[int, Ballot],
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> Plenary:
    """Write down a plenary with the vote of every member, by officer id; a later record replaces the one before.

    A member to whom the case is closed by a conflict of interest can only be recorded as having stepped aside.
    """
    if not considerations.strip():
        raise missing("considerations", Words(id="Pertimbangan", en="The considerations"))
    if not case.state_since <= held_at <= now:
        raise FieldProblem(
            "held_at",
            Words(
                id="Pleno berlangsung sesudah kajian diajukan dan sebelum sekarang. Periksa tanggalnya.",
                en="The plenary lies after the study was submitted and before now. Check its date.",
            ),
        )
    with transaction.atomic():
        work_on(case, reach)
        if case.state != "plenary":
            raise Problem(
                Words(
                    id="Pleno dicatat setelah kajian diajukan ke pleno.",
                    en="A plenary is recorded after the study was submitted to it.",
                )
            )
        members = members_of(case, now)
        _check_ballots(case, {one.officer.pk: one.stepped_aside for one in members}, ballots)
        plenary = Plenary.objects.create(
            case=case,
            held_at=held_at,
            place=place.strip(),
            considerations=considerations.strip(),
            members=len(members),
            recorded_by=officer,
            recorded_at=now,
        )
        Vote.objects.bulk_create(
            Vote(
                plenary=plenary,
                member_id=member,
                choice=ballot.choice,
                outcomes=list(dict.fromkeys(ballot.outcomes)) if ballot.choice == Vote.Choice.PROVEN else [],
                dissent=ballot.dissent.strip(),
            )
            for member, ballot in ballots.items()
        )
        record(case, "cases.plenary_held", officer, now, plenary=plenary.pk, members=len(members))
    return plenary


def _check_ballots(case: Case, aside: Mapping[int, bool], ballots: Mapping[int, Ballot]) -> None:
    if set(ballots) != set(aside):
        raise FieldProblem(
            "votes",
            Words(
                id="Isi suara setiap anggota, juga yang tidak hadir.",
                en="Fill in every member's vote, also of those who were absent.",
            ),
        )
    known = {one.id for one in workflow(case.regime).outcomes}
    for member, ballot in ballots.items():
        if ballot.choice not in Vote.Choice.values:
            raise FieldProblem("votes", Words(id="Pilih suara setiap anggota.", en="Choose every member's vote."))
        if aside[member] and ballot.choice not in {Vote.Choice.STEPPED_ASIDE, Vote.Choice.ABSENT}:
            raise FieldProblem(
                "votes",
                Words(
                    id="Anggota dengan benturan kepentingan tidak memberi suara: catat sebagai mengundurkan diri.",
                    en="A member with a conflict of interest does not vote: record them as having stepped aside.",
                ),
            )
        if ballot.choice == Vote.Choice.PROVEN and not (ballot.outcomes and set(ballot.outcomes) <= known):
            raise FieldProblem(
                "votes",
                Words(
                    id="Suara terbukti perlu jenis pelanggarannya.",
                    en="A vote of proven needs the kind of breach.",
                ),
            )


def check_carried(case: Case, carried: frozenset[str], asked: Sequence[str]) -> None:
    """Raise FieldProblem where a decision names what the plenary did not carry, or leaves out what it did."""
    if set(asked) != carried:
        words = [workflow(case.regime).outcome(one).words for one in sorted(carried)]
        raise FieldProblem(
            "outcomes",
            Words(
                id=f"Pleno memutus: {', '.join(one.id.lower() for one in words)}. Pilih persis itu.",
                en=f"The plenary decided: {', '.join(one.en.lower() for one in words)}. Choose exactly that.",
            ),
        )
