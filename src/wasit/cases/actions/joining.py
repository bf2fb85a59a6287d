"""Relating and merging cases, and taking them apart again; nothing is lost by either."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from wasit.cases.actions.conflicts import carry_over
from wasit.cases.actions.ledger import record
from wasit.cases.actions.working import work_on
from wasit.cases.guards import REPLY_CLOCK
from wasit.cases.models import Case, Tie
from wasit.cases.queries import roles_here
from wasit.office.blocks import is_blocked
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.problems import missing
from wasit.text import Problem, Words

# Where a case may still be put into another: a decision is about one file, and must be carried out there.
_UNDECIDED = frozenset({"initial_review", "clarification", "study", "plenary", "paused"})


def relate(first: Case, second: Case, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> Tie:
    """Note that two cases belong together; both go on by themselves."""
    _check(first, second, reason)
    with transaction.atomic():
        work_on(first, reach)
        _open_to(reach, first, second)
        if Tie.objects.filter(first=first, second=second, undone_at__isnull=True).exists() or (
            Tie.objects.filter(first=second, second=first, undone_at__isnull=True).exists()
        ):
            raise Problem(Words(id="Kedua perkara sudah terhubung.", en="The two cases are joined already."))
        tie = Tie.objects.create(
            first=first, second=second, kind=Tie.Kind.RELATED, reason=reason.strip(), made_by=officer, made_at=now
        )
        for case in (first, second):
            record(case, "cases.related", officer, now, tie=tie.pk)
    return tie


def merge(lead: Case, other: Case, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> Tie:
    """Put `other` into `lead`: it stands still there, its clocks stop, its persons and evidence count in the lead.

    The lead must be the case with the earlier limit, so that merging never gives more time than the law. A reported
    person's own time to answer runs on: the lead is not decided before it is over. Conflicts of interest in either
    close both.
    """
    _check(lead, other, reason)
    with transaction.atomic():
        work_on(lead, reach)
        work_on(other, reach)
        lead.refresh_from_db()
        other.refresh_from_db()
        _check_merger(lead, other)
        running = list(other.deadlines.filter(stopped_at__isnull=True).exclude(clock_id=REPLY_CLOCK))
        clocks: list[list[Any]] = [
            [one.clock_id, one.about, one.started_at.isoformat(), one.extended] for one in running
        ]
        tie = Tie.objects.create(
            first=lead,
            second=other,
            kind=Tie.Kind.MERGED,
            reason=reason.strip(),
            made_by=officer,
            made_at=now,
            clocks=clocks,
        )
        for one in running:
            deadlines.stop(one, now, "merge", fulfilled=False)
        Case.objects.filter(pk=other.pk).update(merged_into=lead, version=F("version") + 1)
        other.merged_into, other.version = lead, other.version + 1
        carry_over(other, lead, now)
        carry_over(lead, other, now)
        record(lead, "cases.merged", officer, now, tie=tie.pk, other=other.reference)
        record(other, "cases.merged", officer, now, tie=tie.pk, lead=lead.reference)
    return tie


def _check(first: Case, second: Case, reason: str) -> None:
    if not reason.strip():
        raise missing("reason", Words(id="Alasan", en="The reason"))
    if first.pk == second.pk:
        raise Problem(Words(id="Pilih perkara yang lain.", en="Choose another case."))


def _check_merger(lead: Case, other: Case) -> None:
    if lead.merged_into_id or other.merged_into_id or other.merged.exists():
        raise Problem(
            Words(
                id="Salah satu perkara sudah digabung. Pisahkan dahulu.",
                en="One of the cases is merged already. Take it apart first.",
            )
        )
    if (lead.agency_id, lead.regime, lead.origin, lead.state) != (
        other.agency_id,
        other.regime,
        other.origin,
        other.state,
    ):
        raise Problem(
            Words(
                id="Hanya perkara satu kantor dengan asal dan tahap yang sama yang dapat digabung. "
                "Hubungkan saja, atau tunggu sampai tahapnya sama.",
                en="Only cases of one office with the same origin and stage can be merged. "
                "Relate them, or wait until they stand at the same stage.",
            )
        )
    if lead.state not in _UNDECIDED:
        raise Problem(
            Words(
                id="Hanya perkara yang belum diputus yang dapat digabung. Hubungkan saja.",
                en="Only cases that are not decided yet can be merged. Relate them instead.",
            )
        )
    mine, theirs = _first_limit(lead), _first_limit(other)
    if theirs is not None and (mine is None or mine > theirs):
        raise Problem(
            Words(
                id="Perkara induk harus yang tenggatnya lebih dahulu. Gabungkan sebaliknya.",
                en="The leading case must be the one whose limit comes first. Merge the other way round.",
            )
        )


def _first_limit(case: Case) -> datetime | None:
    running = case.deadlines.filter(stopped_at__isnull=True, due_at__isnull=False).order_by("due_at")
    return running.values_list("due_at", flat=True).first()


def _open_to(reach: Reach, *cases: Case) -> None:
    """Raise Problem where a conflict of interest closes either case: joining or parting changes both."""
    if any(is_blocked(reach, case.subject) for case in cases):
        raise Problem(
            Words(
                id="Salah satu perkara tertutup bagi Anda karena benturan kepentingan.",
                en="One of the cases is closed to you because of a conflict of interest.",
            )
        )


def undo(tie: Tie, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> None:
    """Take two cases apart: a merged one gets its clocks back with their own starts, late ones late."""
    if not reason.strip():
        raise missing("reason", Words(id="Alasan", en="The reason"))
    with transaction.atomic():
        # Either office may say that its case is not related after all; a merger is undone where the lead is.
        theirs = tie.kind == Tie.Kind.RELATED and not roles_here(reach, tie.first)
        work_on(tie.second if theirs else tie.first, reach)
        _open_to(reach, tie.first, tie.second)
        if (
            Tie.objects.filter(pk=tie.pk, undone_at__isnull=True).update(
                undone_at=now, undone_by=officer, undone_reason=reason.strip()
            )
            != 1
        ):
            raise Problem(Words(id="Hubungan ini sudah dilepas.", en="This tie was undone already."))
        if tie.kind == Tie.Kind.MERGED:
            other = tie.second
            Case.objects.filter(pk=other.pk).update(merged_into=None, version=F("version") + 1)
            for clock_id, about, started, extended in tie.clocks:
                kept = deadlines.start(other, clock_id, datetime.fromisoformat(started), "unmerge", about=about)
                if extended:
                    deadlines.extend(other, kept.clock_id)
        for case in (tie.first, tie.second):
            record(case, "cases.untied", officer, now, tie=tie.pk)
