"""Bawaslu's own list, read from the cases of Wasit instead of a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from wasit.cases.models import Case, Party
from wasit.cases.queries import cases_visible_to
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import is_blocked, recommendations_from
from wasit.forwarding.sanctions import CLOSED_STATEMENT, penalty_of
from wasit.office.reach import Reach
from wasit.reconciliation.entries import EntryFields
from wasit.reconciliation.outcomes import PROVEN, SANCTIONED, UNCLEAR
from wasit.rosters import nip
from wasit.rulebook import workflow
from wasit.rulebook.catalogue import violation
from wasit.text import Problem
from wasit.text.regions import region

_ENDED = {
    "not_proven": "not_proven",
    "not_registered": "rejected",
    "lapsed": "cancelled",
    "withdrawn": "cancelled",
}
_PROVEN_STATES = frozenset({"forwarded", "follow_up"})
_SANCTIONED_STATES = frozenset({"decided", "delivered", "contested", "settled"})


@dataclass(frozen=True, kw_only=True)
class Forwarded:
    """What a hand-off says of one person of a case: letter, outcome (a code of `outcomes.yaml`), sanction, decision."""

    letter_number: str = ""
    letter_date: date | None = None
    outcome: str = ""
    sanction: str = ""
    decision_number: str = ""
    decision_date: date | None = None


def forwarded_status(case: Case, party: Party) -> Forwarded | None:
    """Return how the hand-off of a person to the appointing officer stands; None where nothing was handed off."""
    found = recommendations_from(case.subject).filter(recipient_id="appointing_officer", person_name=party.name)
    one = found.exclude(state="revoked").last()
    if one is None or one.sent_at is None:
        return None
    decision = one.decisions.order_by("-pk").first() if _before_closing(one) in _SANCTIONED_STATES else None
    return Forwarded(
        letter_number=one.letter.full_number if one.letter else "",
        letter_date=case.local(one.sent_at).date(),
        outcome=SANCTIONED if decision else _unsanctioned(one),
        sanction=_penalty(one, decision.sanction_id) if decision else "",
        decision_number=decision.number if decision else "",
        decision_date=case.local(decision.decided_at).date() if decision else None,
    )


def _unsanctioned(one: Recommendation) -> str:
    if _before_closing(one) == "cleared":
        return "not_proven"
    return "blocked" if is_blocked(one) else "waiting_ppk"


def _before_closing(one: Recommendation) -> str:
    """Return the state that tells how it ended: the present one, or that from which it was closed."""
    if one.state != "closed":
        return one.state
    return one.moves.filter(move_id="close").values_list("source", flat=True).last() or ""


def _penalty(one: Recommendation, sanction_id: str) -> str:
    """Return the words of a penalty; a closed statement is named in no list."""
    found = penalty_of(one, sanction_id)
    return "" if found is None or sanction_id == CLOSED_STATEMENT else found.sanction.words.id


def own_rows(reach: Reach, region_code: str, period: tuple[date, date]) -> list[EntryFields]:
    """Return a row for each reported person of each case within reach whose act lies in the period, oldest first.

    The days of the period are those of the region's own zone; initial information is no case of a list yet.
    """
    zone = ZoneInfo(region(region_code).zone) if region_code else ZoneInfo("Asia/Jakarta")
    begin = datetime.combine(period[0], time(), zone)
    end = datetime.combine(period[1] + timedelta(days=1), time(), zone)
    inside = Q(region_code=region_code) | Q(region_code__startswith=f"{region_code}." if region_code else "")
    cases = cases_visible_to(reach).filter(inside, act_at__gte=begin, act_at__lt=end)
    cases = cases.exclude(state__in=("initial_information", "tracing")).order_by("act_at", "id")
    return [row for case in cases.prefetch_related("parties", "acts", "moves") for row in _rows(case)]


def _rows(case: Case) -> Iterator[EntryFields]:
    outcome = _outcome(case)
    words = workflow(case.regime).state(case.state).words
    acts = "; ".join(dict.fromkeys(_label(act.violation_id) for act in case.acts.all()))
    moves = [move for move in case.moves.all() if move.target in _PROVEN_STATES]
    for party in case.parties.all():
        if party.role != Party.Role.REPORTED:
            continue
        sent = forwarded_status(case, party) or Forwarded()
        yield EntryFields(
            row=case.pk,
            name=party.name,
            nip=_whole(party.nip),
            position=party.position,
            unit=party.unit_name,
            region=region(case.region_code).name,
            act=acts[:500],
            act_date=case.local(case.act_at).date(),
            report_date=case.local(case.registered_at or case.opened_at).date(),
            register_number=case.register_number,
            letter_number=sent.letter_number,
            letter_date=sent.letter_date or (case.local(moves[0].at).date() if moves else None),
            outcome=sent.outcome or outcome,
            outcome_text=words.id,
            sanction=sent.sanction,
            decision_number=sent.decision_number,
            decision_date=sent.decision_date,
            source=case.subject,
        )


def _outcome(case: Case) -> str:
    """Return the outcome that the state of a case shows; how a closed case ended is read from its last moves."""
    states = [case.state]
    if case.state == "closed":
        states += [move.target for move in reversed(list(case.moves.all()))]
    for state in states:
        if state in _PROVEN_STATES:
            return PROVEN
        if state in _ENDED:
            return _ENDED[state]
    return UNCLEAR if case.state == "closed" else "in_process"


def _label(violation_id: str) -> str:
    try:
        return violation(violation_id).label.id
    except Problem:
        return violation_id


def _whole(figures: str) -> str:
    return figures if len(figures) == nip.LENGTH and figures.isdecimal() else ""
