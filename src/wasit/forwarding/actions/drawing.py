"""Drawing up recommendations, filling their packages, redirecting them, and naming who sees to them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from wasit.forwarding.actions.conflicts import close_to_the_involved, copy_conflicts
from wasit.forwarding.actions.ledger import record
from wasit.forwarding.actions.moving import open_to
from wasit.forwarding.models import Recommendation
from wasit.forwarding.package import Package
from wasit.office import numbers
from wasit.office.models import Agency, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.queries import colleagues
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.moving import roles_in
from wasit.proceedings.problems import FieldProblem, missing
from wasit.rulebook import workflow
from wasit.text import Problem, Words

_CHANGEABLE = frozenset({"drafted", "returned"})


@dataclass(frozen=True, kw_only=True)
class Person:
    """The reported person as they were on the day of the act."""

    name: str
    nip: str = ""
    kind: str = ""
    position: str = ""
    unit: str = ""
    unit_code: str = ""
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Who gets it; `kind` is government or elsewhere, `agency` where it works in Wasit."""

    id: str
    kind: str
    name: str
    agency: Agency | None = None


@dataclass(frozen=True, kw_only=True)
class Commission:
    """What the sending room says about a recommendation to be drawn up."""

    agency: Agency
    region_code: str
    source: str
    case_name: str
    regime: str
    election_id: str
    outcome: str
    recipient: Recipient
    person: Person
    owner: Officer
    act_at: datetime


def draw_up(commission: Commission, *, officer: Officer, now: datetime) -> Recommendation:
    """Write down a recommendation inside the caller's transaction; its first clock runs at once.

    Officers of the recipient who are the reported person, or work under them, cannot see it from the first moment.
    """
    recipient, person = commission.recipient, commission.person
    flow = workflow("hand_off")
    here = now.astimezone(ZoneInfo(commission.agency.zone))
    one = Recommendation.objects.create(
        agency=commission.agency,
        region_code=commission.region_code,
        origin=recipient.kind,
        state=flow.initial(recipient.kind),
        state_since=now,
        year=here.year,
        number=numbers.take(commission.agency, "forwarding", here),
        source=commission.source,
        case_name=commission.case_name,
        regime=commission.regime,
        election_id=commission.election_id,
        outcome=commission.outcome,
        recipient_id=recipient.id,
        recipient_name=recipient.name,
        recipient_agency=recipient.agency,
        owner=commission.owner,
        person_name=person.name,
        person_nip=person.nip,
        person_kind=person.kind,
        person_position=person.position,
        person_unit=person.unit,
        person_unit_code=person.unit_code,
        person_id=person.person_id,
        act_at=commission.act_at,
        drawn_up_by=officer,
        drawn_up_at=now,
    )
    for start in flow.opening(recipient.kind).starts:
        deadlines.start(one, start.clock, now, "opening")
    record(one, "forwarding.drawn_up", officer, now, source=one.source, recipient=recipient.id, outcome=one.outcome)
    close_to_the_involved(one, now)
    copy_conflicts(one, by=officer, now=now)
    return one


def fill(one: Recommendation, package: Package, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Put the package in; possible until it is sent, and again after it came back."""
    with transaction.atomic():
        _changeable(one, reach)
        values = {"package": package.as_json(), "package_at": now}
        Recommendation.objects.filter(pk=one.pk).update(**values)
        one.package, one.package_at = package.as_json(), now
        record(one, "forwarding.package_made", officer, now, evidence=len(package.evidence))


def redirect_to(
    one: Recommendation, recipient: Recipient, *, reason: str, officer: Officer, reach: Reach, now: datetime
) -> None:
    """Send it to another recipient instead: needed where the reported person heads the receiving office."""
    if not reason.strip():
        raise missing("reason", Words(id="Alasan pengalihan", en="The reason"))
    if not recipient.name.strip():
        raise missing("recipient", Words(id="Penerima", en="The recipient"))
    if recipient.name.strip() == one.recipient_name:
        raise FieldProblem(
            "recipient", Words(id="Itu penerima yang sekarang. Pilih yang lain.", en="That is the present recipient.")
        )
    with transaction.atomic():
        _changeable(one, reach)
        one.redirected_from, one.recipient_name = one.recipient_name, recipient.name.strip()
        one.recipient_agency, one.origin = recipient.agency, recipient.kind
        one.recipient_id, one.redirected_at = recipient.id, now
        # The new recipient has got nothing yet, and what the former one wrote is not meant for it.
        one.package, one.package_at, one.sent_at = {}, None, None
        one.save(
            update_fields=[
                "redirected_from",
                "redirected_at",
                "recipient_id",
                "recipient_name",
                "recipient_agency",
                "origin",
                "package",
                "package_at",
                "sent_at",
            ]
        )
        record(one, "forwarding.redirected", officer, now, to=recipient.id)
        close_to_the_involved(one, now)


def set_owner(one: Recommendation, owner: Officer, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Make a colleague of the sending office see to it; nothing is ever without an owner."""
    if not colleagues(reach, one.agency, now, "forwarding.send").filter(pk=owner.pk).exists():
        raise FieldProblem(
            "owner", Words(id="Pilih petugas dari kantor pengirim.", en="Choose an officer of the sending office.")
        )
    with transaction.atomic():
        sender_only(one, reach)
        if Recommendation.objects.filter(pk=one.pk).exclude(owner=owner).update(owner=owner):
            record(one, "forwarding.owner_set", officer, now, owner=owner.pk)
    one.owner = owner


def sender_only(one: Recommendation, reach: Reach) -> None:
    """Raise Problem unless the reach may act for the sending office and no conflict closes the matter to it."""
    open_to(one, reach)
    if not roles_in(one, reach) & {str(role) for role in ROLES_BY_PERMISSION["forwarding.send"]}:
        raise Problem(
            Words(
                id="Penerusan ini hanya dapat diubah oleh kantor pengirimnya.",
                en="Only the sending office can change this recommendation.",
            )
        )


def _changeable(one: Recommendation, reach: Reach) -> None:
    sender_only(one, reach)
    state = Recommendation.objects.select_for_update().values_list("state", flat=True).get(pk=one.pk)
    if state not in _CHANGEABLE:
        raise Problem(
            Words(
                id="Paket sudah terkirim dan tidak dapat diubah. Tarik penerusan, atau tunggu sampai dikembalikan.",
                en="The package was sent and cannot be changed. Revoke it, or wait until it comes back.",
            )
        )
