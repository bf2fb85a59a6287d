"""Conflicts of interest: the involved at the recipient, and officers of the sender to whom the matter is closed.

A block on the matter behind a recommendation ("case:12") is repeated on the recommendation itself, so that its letters
and its journal are closed together with it.
"""

from datetime import datetime
from typing import Any

from wasit.forwarding.actions.ledger import record
from wasit.forwarding.models import Recommendation
from wasit.office.blocks import lift, set_block, standing
from wasit.office.models import Block, Membership, Officer
from wasit.office.notices import holders
from wasit.proceedings.conflicts import involvement
from wasit.rulebook import conflict_rule


def close_to_the_involved(one: Recommendation, now: datetime) -> int:
    """Close a recommendation to every involved officer of the receiving agency; return how many were found."""
    if one.recipient_agency is None:
        return 0
    held = Membership.objects.filter(agency=one.recipient_agency, since__lte=now).exclude(until__lte=now)
    found = 0
    for officer in Officer.objects.filter(pk__in=held.values("officer")):
        rule = involvement(officer, nip=one.person_nip, position=one.person_position, unit_code=one.person_unit_code)
        if rule and set_block(
            officer,
            one.subject,
            source=Block.Source.FOUND,
            reason=conflict_rule(rule).words.id,
            by=None,
            agency=one.recipient_agency,
            region_code=one.region_code,
            now=now,
        ):
            found += 1
    return found


def follow_conflicts(source: str, *, by: Officer | None, now: datetime) -> None:
    """Repeat the conflicts that stand for a matter on its recommendations, and lift what was lifted there.

    For the room that made the matter, inside its transaction; an owner who may no longer see it is replaced.
    """
    for one in Recommendation.objects.filter(source=source).select_related("agency", "owner"):
        copy_conflicts(one, by=by, now=now)


def copy_conflicts(one: Recommendation, *, by: Officer | None, now: datetime) -> None:
    """Repeat the conflicts of the matter behind one recommendation."""
    stand = list(standing(one.source))
    where: dict[str, Any] = {"agency": one.agency, "region_code": one.region_code, "now": now}
    for block in stand:
        set_block(
            block.officer, one.subject, source=Block.Source(block.source), reason=block.reason, by=block.by, **where
        )
    still = {block.officer_id for block in stand}
    lifted = Block.objects.filter(subject=one.source, lifted_at__isnull=False).exclude(officer_id__in=still)
    gone = {(block.officer_id, block.reason): block for block in lifted}
    for kept in standing(one.subject):
        origin = gone.get((kept.officer_id, kept.reason))
        if origin is not None and by is not None:
            lift(kept, reason=origin.lifted_reason, by=by, **where)
    _replace_closed_owner(one, by, now)


def _replace_closed_owner(one: Recommendation, by: Officer | None, now: datetime) -> None:
    closed = set(standing(one.subject).values_list("officer_id", flat=True))
    if one.owner_id not in closed:
        return
    able = [each for role in ("chair", "division_head", "officer") for each in holders(one.agency_id, (role,), now)]
    free = next((each for each in able if each.pk not in closed), None)
    if free is not None:
        Recommendation.objects.filter(pk=one.pk).update(owner=free)
        one.owner = free
        record(one, "forwarding.owner_set", by, now, owner=free.pk)
