"""What officers put into an open file: requirements, persons, acts, evidence, notes, a handler."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from wasit.cases.actions.conflicts import close_to_the_involved
from wasit.cases.actions.facts import act_row, check_act, check_person, check_sealed, evidence_row, party_row
from wasit.cases.actions.ledger import record
from wasit.cases.actions.working import work_on
from wasit.cases.models import Act, Case, EvidenceItem, Note, Party, RequirementCheck
from wasit.cases.opening import OpeningAct, OpeningEvidence, OpeningPerson
from wasit.office.models import Officer
from wasit.office.queries import colleagues
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem, missing
from wasit.rulebook import requirements
from wasit.text import Words


def check_requirement(
    case: Case,
    requirement_id: str,
    *,
    met: bool,
    officer: Officer,
    reach: Reach,
    now: datetime,
    note: str = "",
) -> RequirementCheck:
    """Mark a formal or material requirement as met or not; a repeated mark replaces the one before."""
    if requirement_id not in {one.id for one in requirements(case.regime, case.origin)}:
        raise FieldProblem(
            "requirement",
            Words(id=f'Syarat "{requirement_id}" tidak ada.', en=f'There is no requirement "{requirement_id}".'),
        )
    with transaction.atomic():
        work_on(case, reach)
        check, _made = RequirementCheck.objects.update_or_create(
            case=case,
            requirement_id=requirement_id,
            defaults={"met": met, "note": note.strip(), "by": officer, "at": now},
        )
        record(case, "cases.requirement_checked", officer, now, requirement=requirement_id, met=met)
    return check


def check_requirements(
    case: Case, marks: Mapping[str, tuple[bool, str]], *, officer: Officer, reach: Reach, now: datetime
) -> None:
    """Keep several marks (met or not, with a note) at once, or none."""
    with transaction.atomic():
        for requirement_id, (met, note) in marks.items():
            check_requirement(case, requirement_id, met=met, note=note, officer=officer, reach=reach, now=now)


def add_party(case: Case, person: OpeningPerson, *, officer: Officer, reach: Reach, now: datetime) -> Party:
    """Add a person to the case, as they are now known to have been."""
    check_person(person)
    with transaction.atomic():
        work_on(case, reach)
        party = party_row(case, person, now)
        party.save()
        record(case, "cases.party_added", officer, now, party=party.pk, role=party.role)
        close_to_the_involved(case, now)
    return party


def add_act(case: Case, act: OpeningAct, *, officer: Officer, reach: Reach, now: datetime) -> Act:
    """Add an alleged act of the catalogue; the same act at the same time stands only once."""
    check_act(act, now)
    with transaction.atomic():
        work_on(case, reach)
        if case.acts.filter(violation_id=act.violation_id, at=act.at).exists():
            raise FieldProblem(
                "violation_id", Words(id="Perbuatan ini sudah tercatat.", en="This act is in the file already.")
            )
        row = act_row(case, act)
        row.save()
        record(case, "cases.act_added", officer, now, act=act.violation_id)
    return row


def add_evidence(case: Case, item: OpeningEvidence, *, officer: Officer, reach: Reach, now: datetime) -> EvidenceItem:
    """Attach a sealed file; the same bytes stand only once."""
    return attach(case, (item,), officer=officer, reach=reach, now=now)[0]


def attach(
    case: Case, items: Sequence[OpeningEvidence], *, officer: Officer, reach: Reach, now: datetime
) -> list[EvidenceItem]:
    """Attach sealed files, all or none: whoever is told of one that does not fit sends the same files again."""
    check_sealed(tuple(items))
    rows = []
    with transaction.atomic():
        work_on(case, reach)
        for item in {one.sha256: one for one in items}.values():
            if case.evidence.filter(sha256=item.sha256).exists():
                raise FieldProblem(
                    "uploads",
                    Words(
                        id=f"“{item.name}” sudah ada di perkara; tidak ada yang dilampirkan. Kirim lagi tanpanya.",
                        en=f"“{item.name}” is in the case already; none was attached. Send the others without it.",
                    ),
                )
            row = evidence_row(case, item, officer, now)
            row.save()
            record(case, "cases.evidence_added", officer, now, sha256=item.sha256)
            rows.append(row)
    return rows


def add_note(case: Case, text: str, *, kind: str, officer: Officer, reach: Reach, now: datetime) -> Note:
    """Write a remark, or file the study on which the plenary decides."""
    if not text.strip():
        raise missing("text", Words(id="Isinya", en="The text"))
    with transaction.atomic():
        work_on(case, reach)
        note = Note.objects.create(case=case, kind=Note.Kind(kind), text=text.strip(), by=officer, at=now)
        verb = "cases.study_filed" if note.kind == Note.Kind.STUDY else "cases.remark_added"
        record(case, verb, officer, now, note=note.pk)
    return note


def set_handler(case: Case, handler: Officer, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Make a colleague of the case's agency, one who may handle cases, responsible for it."""
    if not colleagues(reach, case.agency, now, "cases.handle").filter(pk=handler.pk).exists():
        raise FieldProblem(
            "handler",
            Words(id="Pilih petugas dari kantor perkara ini.", en="Choose an officer of the office that has the case."),
        )
    with transaction.atomic():
        work_on(case, reach)
        if Case.objects.filter(pk=case.pk).exclude(handler=handler).update(handler=handler):
            record(case, "cases.handler_set", officer, now, handler=handler.pk)
    case.handler = handler
