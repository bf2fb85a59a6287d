"""Conflicts of interest in a case: declared, ordered by the chair, or found in the roster."""

from datetime import datetime

from django.db import transaction

from wasit.cases.actions.working import work_on
from wasit.cases.models import Case, Party
from wasit.forwarding.actions.conflicts import follow_conflicts
from wasit.office import notices
from wasit.office.blocks import lift, set_block, standing
from wasit.office.models import Block, Officer, Role
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.proceedings.conflicts import involvement
from wasit.proceedings.moving import roles_in
from wasit.proceedings.problems import missing
from wasit.rulebook import conflict_rule
from wasit.text import Problem, Words


def declare(case: Case, whose: Officer, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> Block:
    """Close a case to an officer: oneself by declaring it, somebody else as chair or division head."""
    if not reason.strip():
        raise missing("reason", Words(id="Alasan benturan kepentingan", en="The reason of the conflict"))
    own = whose.pk == officer.pk
    if not own and not may_order(case, reach):
        raise Problem(
            Words(
                id="Hanya ketua atau koordinator divisi yang menutup berkas bagi petugas lain.",
                en="Only the chair or a division head closes a file to another officer.",
            )
        )
    with transaction.atomic():
        work_on(case, reach)
        _leave_somebody(case, whose, now)
        block = set_block(
            whose,
            case.subject,
            source=Block.Source.DECLARED if own else Block.Source.ORDERED,
            reason=reason.strip()[:500],
            by=officer,
            agency=case.agency,
            region_code=case.region_code,
            now=now,
        )
        if block is None:
            raise Problem(Words(id="Berkas sudah tertutup baginya.", en="The file is closed to them already."))
        if case.handler_id == whose.pk:
            Case.objects.filter(pk=case.pk).update(handler=None)
            case.handler = None
        follow_conflicts(case.subject, by=officer, now=now)
    return block


def may_order(case: Case, reach: Reach) -> bool:
    """Tell whether the reader may close the case to others, and see to whom it is closed."""
    return bool(roles_in(case, reach) & {str(role) for role in ROLES_BY_PERMISSION["cases.decide"]})


def _leave_somebody(case: Case, whose: Officer, now: datetime) -> None:
    """A case that nobody may decide any more would be lost: then the province must take it over."""
    closed = set(standing(case.subject).values_list("officer_id", flat=True))
    chairs = notices.holders(case.agency_id, (str(Role.CHAIR),), now)
    if whose in chairs and not [one for one in chairs if one.pk not in {*closed, whose.pk}]:
        raise Problem(
            Words(
                id="Tidak ada ketua lain yang dapat memutus. Minta Bawaslu provinsi mengambil alih perkara ini dahulu.",
                en="No other chair could decide. Ask the provincial office to take the case over first.",
            )
        )


def reopen(case: Case, block: Block, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> None:
    """Lift a conflict that no longer stands; nobody lifts their own."""
    if not reason.strip():
        raise missing("reason", Words(id="Alasan pencabutan", en="The reason for lifting it"))
    if block.subject != case.subject or block.officer_id == officer.pk or not may_order(case, reach):
        raise Problem(
            Words(
                id="Hanya ketua atau koordinator divisi lain yang mencabutnya.",
                en="Only another chair or division head lifts it.",
            )
        )
    with transaction.atomic():
        work_on(case, reach)
        if not standing(case.subject).filter(pk=block.pk).exists():
            raise Problem(Words(id="Benturan ini sudah dicabut.", en="This conflict was lifted already."))
        lift(block, reason=reason[:500], by=officer, agency=case.agency, region_code=case.region_code, now=now)
        follow_conflicts(case.subject, by=officer, now=now)


def close_to_the_involved(case: Case, now: datetime) -> int:
    """Close a case to officers of its office who are a reported person or work under one; return how many.

    Where it was merged into another, that one is closed to them too.
    """
    found = 0
    holders = notices.holders(case.agency_id, tuple(str(role) for role in Role), now)
    for party in case.parties.filter(role=Party.Role.REPORTED):
        for officer in holders:
            rule = involvement(officer, nip=party.nip, position=party.position, unit_code=party.unit_code)
            for one in (case, case.merged_into) if rule else ():
                if one is not None and _close(one, officer, Block.Source.FOUND, conflict_rule(str(rule)).words.id, now):
                    follow_conflicts(one.subject, by=None, now=now)
                    found += 1
    return found


def carry_over(source: Case, target: Case, now: datetime) -> None:
    """Close a case to everybody to whom one that is merged with it is closed."""
    for block in standing(source.subject):
        _leave_somebody(target, block.officer, now)
        _close(target, block.officer, block.source, block.reason, now)
    follow_conflicts(target.subject, by=None, now=now)


def _close(case: Case, officer: Officer, source: str, reason: str, now: datetime) -> bool:
    block = set_block(
        officer,
        case.subject,
        source=source,
        reason=reason,
        by=None,
        agency=case.agency,
        region_code=case.region_code,
        now=now,
    )
    return block is not None
