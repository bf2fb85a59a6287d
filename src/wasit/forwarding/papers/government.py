"""The letters of the receiving government: summons, minutes, decision, not proven, hand-over."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils import translation

from wasit.forwarding.citing import regulations
from wasit.forwarding.models import Decision, Recommendation
from wasit.forwarding.papers.shared import (
    Signer,
    allegation,
    day_words,
    forwarding_number,
    make_draft,
    norm,
    person_facts,
    plain_day,
)
from wasit.forwarding.sanctions import DISMISSALS, Penalty, acts_of, only_ethics
from wasit.letters.drafts import Draft, Table
from wasit.look.dates import clocktime

_ROMAN = {1: "I", 2: "II"}


def examination_fits(one: Recommendation) -> bool:
    """Tell whether the patterns of summons and minutes fit: they rest on PP 94/2021, the discipline of PNS alone."""
    return one.person_kind == "pns" and not only_ethics(one)


def summons(
    one: Recommendation,
    *,
    ordinal: int,
    examination_at: datetime,
    place: str,
    before: str,
    signer: Signer,
    now: datetime,
) -> Draft:
    """Return the draft of a summons to the examination."""
    missed = one.summonses.filter(missed_at__isnull=False).order_by("-ordinal").first()
    return _theirs(
        one,
        "discipline_summons",
        signer,
        now,
        values={
            "ordinal": _ROMAN.get(ordinal, str(ordinal)),
            "before": before,
            "exam_day": day_words(one, examination_at),
            "exam_time": clocktime(examination_at, one.zone, "id"),
            "exam_place": place,
            "allegation": allegation(one),
            "norm": norm(one),
            "missed": f"Saudara tidak hadir pada panggilan untuk {day_words(one, missed.examination_at)}."
            if missed
            else "",
        },
    )


def minutes(one: Recommendation, *, held_at: datetime, place: str, text: str, signer: Signer, now: datetime) -> Draft:
    """Return the draft of the minutes; the text holds questions and answers, one pair a paragraph."""
    # Letters are Indonesian whatever their writer reads on screen.
    with translation.override("id"):
        team = [
            (str(number), member.name, member.position or "–", str(member.get_element_display()))
            for number, member in enumerate(one.team.all(), start=1)
        ]
    examiners = team or [("1", signer.name, signer.position, "Pemeriksa")]
    return _theirs(
        one,
        "discipline_minutes",
        signer,
        now,
        values={
            "exam_day": day_words(one, held_at),
            "exam_place": place,
            "examined": one.person_name,
            "allegation": allegation(one),
            "norm": norm(one),
        },
        tables={
            "examiners": Table(("No.", "Nama", "Jabatan", "Kedudukan"), tuple(examiners)),
            "questions": Table(("No.", "Pertanyaan", "Jawaban"), tuple(_pairs(text))),
        },
    )


def _pairs(text: str) -> Iterable[tuple[str, str, str]]:
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    for number, paragraph in enumerate(paragraphs, start=1):
        question, _line, answer = paragraph.partition("\n")
        if question.rstrip().endswith("?") and answer.strip():
            yield str(number), question.strip(), answer.strip()
        else:
            yield str(number), "Keterangan yang diperiksa", paragraph


def decision(one: Recommendation, penalty: Penalty, *, signer: Signer, now: datetime) -> Draft:
    """Return the draft of a decision that imposes a penalty."""
    moral = penalty.level == "moral"
    return _theirs(
        one,
        "sanction_decision",
        signer,
        now,
        values={
            "official": signer.position.upper(),
            "sanction_class": "sanksi moral"
            if moral
            else "sanksi"
            if penalty.level in {"kontrak", "desa"}
            else "hukuman disiplin",
            "sanction": penalty.sanction.words.id.lower(),
            "conduct": allegation(one),
            "norm": norm(one),
            "examined_on": f"{_examined_on(one)} dan {_forwarding_letter(one)}",
            "legal_bases": _legal_bases(one, penalty),
            "effective": effective(penalty.level),
            "remedy": remedy(penalty.sanction.id, penalty.level),
        },
    )


def effective(level: str) -> str:
    """Return when a decision takes effect, as a letter says it."""
    if level in {"ringan", "sedang", "berat", "ptdh"}:
        return "pada hari kerja kelima belas setelah diterima yang bersangkutan"
    return "menurut ketentuan peraturan perundang-undangan"


def remedy(sanction_id: str, level: str) -> str:
    """Return what the person may do against it; the days of an objection were not read, so the rule is named."""
    if sanction_id in DISMISSALS:
        return (
            "Terhadap keputusan ini dapat diajukan banding kepada Badan Pertimbangan Aparatur Sipil Negara paling "
            "lambat 14 (empat belas) hari kerja setelah diterima (Peraturan Pemerintah Nomor 79 Tahun 2021)."
        )
    if level in {"ringan", "sedang", "berat"}:
        return "Terhadap keputusan ini dapat diajukan keberatan menurut Peraturan Pemerintah Nomor 79 Tahun 2021."
    return "Terhadap keputusan ini dapat ditempuh upaya administratif menurut ketentuan peraturan perundang-undangan."


def not_proven(one: Recommendation, *, reason: str, signer: Signer, now: datetime) -> Draft:
    """Return the draft of the statement that nothing was proven."""
    return _theirs(
        one,
        "discipline_not_proven",
        signer,
        now,
        values={
            "allegation": f"{_breach(one)} berupa {allegation(one)}",
            "examined_on": _examined_on(one),
            "reason": reason,
        },
    )


def handover(
    one: Recommendation, made: Decision, *, handed_at: datetime, place: str, absence: str, signer: Signer, now: datetime
) -> Draft:
    """Return the draft of the minutes of handing over a decision."""
    return _theirs(
        one,
        "decision_handover",
        signer,
        now,
        values={
            "handed_day": day_words(one, handed_at),
            "handed_place": place,
            "decision_number": made.number,
            "decision_date": plain_day(one, made.decided_at),
            "receiver": one.person_name,
            "effective": effective(made.level),
            "remedy": remedy(made.sanction_id, made.level),
            "absence": absence,
        },
    )


def _theirs(
    one: Recommendation,
    kind: str,
    signer: Signer,
    now: datetime,
    *,
    values: Mapping[str, str],
    tables: Mapping[str, Table] | None = None,
) -> Draft:
    if one.recipient_agency is None:
        raise ValueError("only a recipient that works in Wasit writes letters here")
    return make_draft(
        one, one.recipient_agency, kind, None, signer, now, values=values, tables=tables, facts=person_facts(one)
    )


def _breach(one: Recommendation) -> str:
    return "pelanggaran kode etik" if only_ethics(one) else "pelanggaran disiplin"


def _legal_bases(one: Recommendation, penalty: Penalty) -> str:
    cited = [article for row in acts_of(one) for article in row.legal_basis]
    cited += [basis for basis in (penalty.rung.basis, penalty.sanction.basis) if basis]
    return "\n".join(f"{number}. {law};" for number, law in enumerate(regulations(cited), start=1))


def _examined_on(one: Recommendation) -> str:
    last = one.examinations.select_related("letter").order_by("-held_at").first()
    if last is None:
        return f"telaah atas penerusan Nomor {one.short_name}"
    number = f"Nomor {last.letter.full_number} " if last.letter else ""
    return f"berita acara pemeriksaan {number}tanggal {plain_day(one, last.held_at)}"


def _forwarding_letter(one: Recommendation) -> str:
    return f"surat penerusan {one.agency.name} Nomor {forwarding_number(one)}"
