"""Conflicts of interest: who may not see which matter; every room that shows one asks here."""

from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from wasit.office import journal
from wasit.office.models import Agency, Block, Officer
from wasit.office.reach import Reach
from wasit.text import Problem, Words

Row = TypeVar("Row", bound=Model)


def standing(subject: str) -> "QuerySet[Block]":
    """Return the conflicts that stand for a matter, the oldest first."""
    return Block.objects.filter(subject=subject, lifted_at__isnull=True).select_related("officer", "by")


def is_blocked(reach: Reach, subject: str) -> bool:
    """Tell whether the reader may not see a matter; the house itself (no officer) is never blocked."""
    return reach.officer_id is not None and standing(subject).filter(officer_id=reach.officer_id).exists()


def unblocked(reach: Reach, rows: "QuerySet[Row]", kind: str = "", field: str = "pk") -> "QuerySet[Row]":
    """Return only the rows that no conflict closes to the reader.

    With a `kind` ("case") the matter of a row is kind and `field` joined ("case:12"); without, `field` holds it whole.
    """
    if reach.officer_id is None:
        return rows
    whole = Concat(Value(f"{kind}:"), Cast(OuterRef(field), CharField())) if kind else OuterRef(field)
    mine = Block.objects.filter(officer_id=reach.officer_id, lifted_at__isnull=True)
    return rows.filter(~Exists(mine.filter(subject=whole)))


def set_block(
    officer: Officer,
    subject: str,
    *,
    source: str,
    reason: str,
    by: Officer | None,
    agency: Agency | None,
    region_code: str,
    now: datetime,
) -> Block | None:
    """Close a matter to an officer; return None where it is closed already."""
    if not reason.strip():
        raise Problem(Words(id="Alasan benturan kepentingan belum diisi.", en="The reason of the conflict is missing."))
    try:
        with transaction.atomic():
            block = Block.objects.create(
                officer=officer, subject=subject, source=Block.Source(source), reason=reason.strip(), since=now, by=by
            )
            _record("office.block_set", block, by, agency, region_code, now)
    except IntegrityError:
        return None
    return block


def lift(block: Block, *, reason: str, by: Officer, agency: Agency | None, region_code: str, now: datetime) -> None:
    """Open the matter to the officer again; the reason is kept."""
    if not reason.strip():
        raise Problem(Words(id="Alasan pencabutan belum diisi.", en="The reason for lifting it is missing."))
    with transaction.atomic():
        rows = Block.objects.filter(pk=block.pk, lifted_at__isnull=True)
        if rows.update(lifted_at=now, lifted_by=by, lifted_reason=reason.strip()):
            _record("office.block_lifted", block, by, agency, region_code, now)


def _record(
    verb: str, block: Block, by: Officer | None, agency: Agency | None, region_code: str, now: datetime
) -> None:
    journal.record(
        verb=verb,
        actor=by,
        agency=agency,
        region_code=region_code,
        subject=block.subject,
        details={"officer": block.officer_id, "source": str(block.source)},
        now=now,
    )
