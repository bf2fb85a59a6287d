"""Opening a case: the facts are checked, the number taken and the first clocks started."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from wasit.cases.actions.conflicts import close_to_the_involved
from wasit.cases.actions.facts import (
    act_row,
    check_act,
    check_dates,
    check_person,
    check_sealed,
    evidence_row,
    party_row,
)
from wasit.cases.actions.ledger import record
from wasit.cases.actions.looking import keep_identity
from wasit.cases.models import Act, Case, EvidenceItem, Origin, Party
from wasit.cases.opening import Opening
from wasit.office import numbers
from wasit.office.models import Agency, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.queries import acting_agency
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.answers import start_of
from wasit.proceedings.problems import FieldProblem, missing
from wasit.rulebook import Election, days_always_open, election, election_on, received_on, workflow
from wasit.text import Problem, Words
from wasit.text.regions import region

_KEY = re.compile(r"[a-z_]{1,30}:\d{1,18}")


def open_case(opening: Opening, *, officer: Officer, reach: Reach, now: datetime) -> Case:
    """Open a case from a frozen `opening`; its first clocks start at once.

    Raises FieldProblem (a Problem with the name of the field) for what does not fit, Problem where the officer has no
    part in that region.
    """
    agency = _agency_for(opening, reach)
    voted = _check_opening(opening, agency, now)
    flow = workflow(voted.regime)
    begin = flow.opening(opening.origin)
    here = opening.act_at.astimezone(ZoneInfo(agency.zone)).date()
    begins = _begins(opening.origin, voted, agency, now)
    with transaction.atomic():
        case = Case.objects.create(
            agency=agency,
            year=now.astimezone(ZoneInfo(agency.zone)).year,
            number=numbers.take(agency, "case", now.astimezone(ZoneInfo(agency.zone))),
            region_code=opening.region_code,
            regime=voted.regime,
            election_id=voted.id,
            workflow_edition=flow.edition.id,
            origin=opening.origin,
            state=begin.state,
            state_since=now,
            title=opening.title.strip(),
            summary=opening.summary.strip(),
            act_at=opening.act_at,
            known_at=opening.known_at,
            place=opening.place.strip(),
            district=opening.district.strip(),
            phase=str(voted.phase_on(here, opening.region_code)),
            handler=officer,
            opened_by=officer,
            opened_at=now,
            source=opening.source,
        )
        Party.objects.bulk_create(party_row(case, person, now) for person in opening.people)
        Act.objects.bulk_create(act_row(case, act) for act in opening.acts)
        EvidenceItem.objects.bulk_create(evidence_row(case, item, officer, now) for item in opening.evidence)
        for one in begin.starts:
            moment = start_of(one.at, {"now": begins, "known_at": case.known_at})
            deadlines.start(case, one.clock, moment, "opening")
        # What was typed as a source may name somebody; the journal outlives the case and keeps only a key ("hit:12").
        source = case.source if _KEY.fullmatch(case.source) else ""
        record(case, "cases.opened", officer, now, origin=case.origin, source=source, reference=case.reference)
        close_to_the_involved(case, now)
        if opening.reporter is not None:
            keep_identity(case, opening.reporter, officer, now)
    return case


def _begins(origin: str, voted: Election, agency: Agency, now: datetime) -> datetime:
    """Return when the office's own time begins: for a report handed in at a closed desk, when it opens next.

    `opened_at` stays the true time, by which the reporter's own limit is judged.
    """
    if origin != Origin.REPORT:
        return now
    return received_on(voted.regime, now, agency.zone, always_open=days_always_open(voted)).at


def _agency_for(opening: Opening, reach: Reach) -> Agency:
    region(opening.region_code)
    allowed = {str(role) for role in ROLES_BY_PERMISSION["cases.open"]}
    if not allowed & reach.roles_in(opening.region_code):
        raise Problem(
            Words(
                id=f"Anda tidak dapat membuka perkara di wilayah {opening.region_code}. Mintalah kantor di sana.",
                en=f"You cannot open a case in region {opening.region_code}. Ask the office there.",
            )
        )
    return acting_agency(reach, opening.region_code)


def _check_opening(opening: Opening, agency: Agency, now: datetime) -> Election:
    if opening.origin not in Origin.values:
        raise FieldProblem(
            "origin", Words(id="Pilih asal perkara: temuan, laporan, atau informasi awal.", en="Choose the origin.")
        )
    for field, label in (("title", Words(id="Judul", en="The title")), ("place", Words(id="Tempat", en="The place"))):
        if not str(getattr(opening, field)).strip():
            raise missing(field, label)
    check_dates(opening.act_at, opening.known_at, now)
    for person in opening.people:
        check_person(person)
    for act in opening.acts:
        check_act(act, now)
    check_sealed(opening.evidence)
    return _election_of(opening, agency)


def _election_of(opening: Opening, agency: Agency) -> Election:
    if opening.election_id:
        return election(opening.election_id)
    day = opening.act_at.astimezone(ZoneInfo(agency.zone)).date()
    found = election_on(day)
    if found is None:
        raise FieldProblem(
            "act_at",
            Words(
                id=f"Tidak ada pemilihan yang tahapannya mencakup {day.isoformat()}. Pilih pemilihannya.",
                en=f"There is no election whose stages cover {day.isoformat()}. Choose the election.",
            ),
        )
    return found
