"""What may be put into a file at all: dates, persons, acts and sealed evidence, checked and made into rows."""

from dataclasses import asdict
from datetime import datetime

from wasit.cases.models import Act, Case, EvidenceItem, Party
from wasit.cases.opening import OpeningAct, OpeningEvidence, OpeningPerson
from wasit.office.models import Officer, StoredFile
from wasit.proceedings.problems import FieldProblem
from wasit.rulebook import catalogue
from wasit.text import Words


def check_dates(act_at: datetime, known_at: datetime, now: datetime) -> None:
    """Raise FieldProblem unless act, knowledge and now follow one another."""
    if act_at > now:
        raise FieldProblem(
            "act_at",
            Words(
                id="Waktu perbuatan ada di masa depan. Periksa tanggalnya.",
                en="The act lies in the future. Check its date.",
            ),
        )
    if known_at > now:
        raise FieldProblem(
            "known_at",
            Words(
                id="Waktu diketahui ada di masa depan. Periksa tanggalnya.",
                en="The day it became known lies in the future. Check its date.",
            ),
        )
    if act_at > known_at:
        raise FieldProblem(
            "known_at",
            Words(
                id="Perbuatan tidak dapat diketahui sebelum terjadi. Periksa kedua tanggalnya.",
                en="An act cannot be known before it happens. Check both dates.",
            ),
        )


def check_person(person: OpeningPerson) -> None:
    """Raise FieldProblem for a person without a name or a known role."""
    if person.role not in Party.Role.values or not person.name.strip():
        raise FieldProblem(
            "people", Words(id="Setiap orang perlu nama dan kedudukan.", en="Every person needs a name and a role.")
        )


def check_act(act: OpeningAct, now: datetime) -> None:
    """Raise FieldProblem for an act that is not in the catalogue or not yet done."""
    if act.violation_id not in catalogue():
        raise FieldProblem(
            "acts",
            Words(
                id=f'Perbuatan "{act.violation_id}" tidak ada di katalog. Pilih dari daftar.',
                en=f'The act "{act.violation_id}" is not in the catalogue. Choose from the list.',
            ),
        )
    if act.at > now:
        raise FieldProblem(
            "acts", Words(id="Waktu perbuatan ada di masa depan.", en="The time of the act lies in the future.")
        )


def check_sealed(evidence: tuple[OpeningEvidence, ...]) -> None:
    """Raise FieldProblem for evidence that the vault does not hold."""
    wanted = {item.sha256 for item in evidence}
    kept = set(StoredFile.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    for lost in sorted(wanted - kept):
        raise FieldProblem(
            "evidence",
            Words(
                id=f"Bukti {lost[:12]}… tidak ada di penyimpanan. Unggah lagi berkasnya.",
                en=f"Evidence {lost[:12]}… is not in the vault. Upload the file again.",
            ),
        )


def party_row(case: Case, person: OpeningPerson, now: datetime) -> Party:
    """Return an unsaved row."""
    return Party(case=case, added_at=now, **asdict(person))


def act_row(case: Case, act: OpeningAct) -> Act:
    """Return an unsaved row with the edition of the catalogue it was chosen from."""
    return Act(
        case=case,
        violation_id=act.violation_id,
        edition=catalogue()[act.violation_id].edition,
        at=act.at,
        note=act.note,
    )


def evidence_row(case: Case, item: OpeningEvidence, officer: Officer, now: datetime) -> EvidenceItem:
    """Return an unsaved row."""
    return EvidenceItem(case=case, added_by=officer, added_at=now, **asdict(item))
