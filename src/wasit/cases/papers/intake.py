"""Letters from receipt to registration: report form, receipt, initial study, completion notice."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wasit.cases.models import Case, Origin
from wasit.cases.papers.common import (
    REPORTER,
    Ask,
    Content,
    Item,
    Paper,
    case_facts,
    day,
    evidence_table,
    moment,
    town_of,
    whole_case,
)
from wasit.letters.drafts import Addressee, Table
from wasit.letters.models import Letter
from wasit.rulebook import catalogue, requirements, term
from wasit.text import Words

_ONLY_REPORT = Words(
    id="Perkara ini bukan laporan, jadi tidak ada pelapor yang disurati.",
    en="This case is no report, so there is no reporter to write to.",
)
_NO_EVIDENCE = Words(
    id="Belum ada bukti tersegel untuk didaftar. Lampirkan dahulu.",
    en="There is no sealed evidence to list yet. Attach some first.",
)


def _a_report(case: Case, _item: Item) -> Words | None:
    if case.origin != Origin.REPORT and not hasattr(case, "reporter_identity"):
        return _ONLY_REPORT
    return None if case.evidence.exists() else _NO_EVIDENCE


def _form_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    yield Ask(
        "received_place", Words(id="Tempat laporan diterima", en="Place of receipt"), f"kantor {case.agency.name}"
    )
    yield Ask("description", Words(id="Uraian kejadian", en="Account of the event"), case.summary, long=True)


def _form(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    return Content(
        values={
            "regime": case.regime,
            "received_at": moment(case, case.opened_at),
            "received_place": typed["received_place"],
            "known_at": day(case, case.known_at),
        },
        facts=case_facts(case),
        tables={"evidence": evidence_table(case)},
        texts={"description": typed["description"]},
    )


def _receipt_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    running = case.deadlines.filter(clock_id=f"{case.regime}-kajian-awal").order_by("pk").last()
    due = moment(case, running.due_at) if running and running.due_at else ""
    told = f"Kajian awal diselesaikan paling lambat {due}." if due else ""
    yield Ask("next_step", Words(id="Langkah berikut", en="What comes next"), told, long=True)


def _receipt(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    rows = tuple((str(place), item.name, "1 berkas") for place, item in enumerate(case.evidence.all(), 1))
    return Content(
        values={
            "regime": case.regime,
            "received_at": moment(case, case.opened_at),
            "next_step": typed["next_step"],
        },
        # The receipt is carried about by the reporter: it names no reported person either.
        facts=case_facts(case, names=False),
        tables={"documents": Table(("No.", "Dokumen", "Jumlah"), rows)},
    )


def _study_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    kinds = dict.fromkeys(
        term(catalogue()[act.violation_id].kind).id for act in case.acts.all() if act.violation_id in catalogue()
    )
    yield Ask("kind_of_breach", Words(id="Jenis dugaan pelanggaran", en="Alleged kind of breach"), "; ".join(kinds))
    yield Ask("competent_level", Words(id="Tingkat yang berwenang", en="Competent level"), case.agency.name)
    yield Ask("analysis", Words(id="Uraian pemeriksaan", en="Account of the check"), long=True)
    yield Ask("conclusion", Words(id="Simpulan", en="Conclusion"), long=True)


def _study(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    checks = {one.requirement_id: one for one in case.checks.all()}
    rows = []
    for rule in requirements(case.regime, case.origin):
        check = checks.get(rule.id)
        met = "belum diperiksa" if check is None else "terpenuhi" if check.met else "kurang"
        rows.append((rule.words.id, met, check.note if check else ""))
    return Content(
        values={
            "regime": case.regime,
            "kind_of_breach": typed["kind_of_breach"],
            "competent_level": typed["competent_level"],
            "conclusion": typed["conclusion"],
        },
        facts=case_facts(case),
        tables={"requirements": Table(("Syarat", "Hasil", "Catatan"), tuple(rows))},
        texts={"analysis": typed["analysis"]},
    )


def _has_requirements(case: Case, _item: Item) -> Words | None:
    if case.origin == Origin.INITIAL_INFORMATION:
        return Words(
            id="Informasi awal belum dikaji. Tetapkan sebagai temuan dahulu.",
            en="Initial information is not reviewed yet. Adopt it as a finding first.",
        )
    return None


def _was_asked(case: Case, _item: Item) -> Words | None:
    if case.origin != Origin.REPORT:
        return _ONLY_REPORT
    if not case.moves.filter(move_id="ask_completion").exists() and not _unmet(case):
        return Words(
            id="Tidak ada syarat yang kurang. Tandai syarat yang kurang dahulu.",
            en="No requirement is lacking. Mark what is lacking first.",
        )
    return None


def _unmet(case: Case) -> list[str]:
    asked = case.moves.filter(move_id="ask_completion").order_by("-pk").first()
    if asked is not None:
        return list(asked.missing)
    return list(case.checks.filter(met=False).values_list("requirement_id", flat=True))


def _completion_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    written = Letter.objects.filter(about=case.subject, kind="receipt", state=Letter.State.ISSUED).first()
    running = case.deadlines.filter(clock_id=f"{case.regime}-perbaikan").order_by("pk").last()
    due = moment(case, running.due_at) if running and running.due_at else ""
    yield Ask(
        "report_number",
        Words(id="Nomor tanda terima", en="Number of the receipt"),
        written.full_number if written else case.reference,
    )
    yield Ask("complete_by", Words(id="Batas melengkapi", en="Limit for completion"), due)


def _completion(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    notes = {one.requirement_id: one.note for one in case.checks.all()}
    rules = {one.id: one for one in requirements(case.regime, case.origin)}
    rows = tuple(
        (str(place), rules[one].words.id, notes.get(one, ""))
        for place, one in enumerate((one for one in _unmet(case) if one in rules), 1)
    )
    return Content(
        values={
            "report_number": typed["report_number"],
            "report_date": day(case, case.opened_at),
            "complete_by": typed["complete_by"],
        },
        tables={"missing": Table(("No.", "Syarat", "Catatan"), rows)},
    )


def reporter_addressee(case: Case, _item: Item) -> Addressee:
    """Return the reporter as an addressee: without a name, which is written by hand on the cover."""
    return Addressee(REPORTER, town_of(case))


PAPERS = (
    Paper(id="report_form", items=whole_case, lacking=_a_report, asks=_form_asks, content=_form, signed_by="officer"),
    Paper(id="receipt", items=whole_case, lacking=_a_report, asks=_receipt_asks, content=_receipt, signed_by="officer"),
    Paper(
        id="initial_study",
        items=whole_case,
        lacking=_has_requirements,
        asks=_study_asks,
        content=_study,
        signed_by="division_head",
    ),
    Paper(
        id="completion_notice",
        items=whole_case,
        lacking=_was_asked,
        asks=_completion_asks,
        content=_completion,
        addressee=reporter_addressee,
    ),
)

__all__ = ["PAPERS", "reporter_addressee"]
