"""Letters of the hand-off: the forwarding letter and its annex, written from the package and from nothing else."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wasit.cases.models import Case
from wasit.cases.papers.common import (
    Ask,
    Content,
    Item,
    Paper,
    day,
    moment,
    person_facts,
    town_of,
)
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import recommendations_from
from wasit.letters.composing import long_date
from wasit.letters.drafts import Addressee, Fact, Table
from wasit.letters.models import Letter
from wasit.rulebook import catalogue, citation, clock, reckon, term, workflow
from wasit.text import Problem, Words

_NOT_SENT = Words(
    id="Surat penerusan terbit bersama pengiriman paketnya, dari halaman penerusan di perkara ini.",
    en="The forwarding letter is issued as its package is sent, from the forwarding page of this case.",
)


def item_of(one: Recommendation) -> Item:
    """Return a recommendation as what a letter is about."""
    return Item(f"penerusan-{one.pk}", f"{one.recipient_name}, {one.person_name}", one)


def _recommendations(case: Case) -> Iterable[Item]:
    return [item_of(one) for one in recommendations_from(case.subject).exclude(state="revoked")]


def _to(case: Case, item: Item) -> Addressee:
    one: Recommendation = item.row
    rule = next(
        recipient
        for outcome in workflow(one.regime).outcomes
        for recipient in outcome.recipients
        if recipient.id == one.recipient_id
    )
    if one.origin != "government":
        return Addressee(one.recipient_name, "tempat")
    office = one.recipient_name if one.redirected_from else f"{rule.words.id} {one.recipient_name}"
    return Addressee(office, town_of(case))


def _sent_elsewhere(_case: Case, item: Item) -> Words | None:
    one: Recommendation = item.row
    if not one.package:
        return workflow("hand_off").guard_words("package_ready")
    return _NOT_SENT


def _asks(case: Case, _item: Item, now: datetime) -> Iterable[Ask]:
    rule = clock("ppk-tindak-lanjut")
    due = reckon(rule.id, now, case.zone, length=rule.length or rule.suggested_default).due
    yield Ask(
        "answer_by",
        Words(id="Kabar tindak lanjut diminta paling lambat", en="News is asked by"),
        day(case, due) if due else "",
        required=False,
    )


def _letter(case: Case, item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    one: Recommendation = item.row
    return Content(
        values={
            "regime": one.regime,
            "competent": one.recipient_name,
            "reply_note": _reply_note(one.package["reply"]),
            "answer_by": typed.get("answer_by", ""),
        },
        facts=_facts(case, one),
        recipients=(one.recipient_name,),
    )


def _reply_note(reply: Mapping[str, object]) -> str:
    if reply["answer"]:
        return "Jawaban tertulis terlapor dimuat utuh dalam lampiran."
    if reply["heard"]:
        return "Terlapor sudah didengar dalam klarifikasi."
    return "Terlapor sudah diberi kesempatan menjawab dan sampai putusan diambil tidak menjawab."


def _facts(case: Case, one: Recommendation) -> tuple[Fact, ...]:
    package = one.package
    person = package["person"]
    outcome = workflow(one.regime).outcome(package["outcome"])
    rows = (
        Fact("Nomor perkara", package["case_name"]),
        *person_facts(person["name"], person["nip"], person["position"], person["unit"]),
        Fact("Waktu perbuatan", moment(case, datetime.fromisoformat(package["act_at"]))),
        Fact("Tempat", package["place"]),
        Fact("Hasil pleno", f"Dugaan pelanggaran: {outcome.words.id.lower()}"),
    )
    return tuple(row for row in rows if row.value)


def annex_content(case: Case, one: Recommendation, letter: Letter) -> Content:
    """Return the annex of a forwarding letter: what stands in the package, act by act and file by file."""
    package = one.package
    return Content(
        values={"letter_number": letter.full_number, "letter_date": long_date(letter.date)},
        facts=_facts(case, one),
        tables={"acts": _acts(case, package["acts"]), "evidence": _evidence(case, package["evidence"])},
        texts={"summary": package["conclusion"], "reply": package["reply"]["answer"]},
        recipients=(one.recipient_name,),
    )


def _acts(case: Case, acts: Iterable[Mapping[str, str]]) -> Table:
    rows = [
        (
            str(place),
            catalogue()[act["violation_id"]].label.id,
            moment(case, datetime.fromisoformat(act["at"])),
            "; ".join(citation(one).id for one in catalogue()[act["violation_id"]].legal_basis),
            term(catalogue()[act["violation_id"]].sanction_level).id,
        )
        for place, act in enumerate((act for act in acts if act["violation_id"] in catalogue()), 1)
    ]
    return Table(("No.", "Dugaan perbuatan", "Waktu", "Norma", "Ancaman"), tuple(rows))


def _evidence(case: Case, items: Iterable[Mapping[str, str]]) -> Table:
    rows = [
        (str(place), item["name"], moment(case, datetime.fromisoformat(item["sealed_at"])), item["sha256"])
        for place, item in enumerate(items, 1)
    ]
    return Table(
        ("No.", "Bukti", "Disegel", "Sidik jari SHA-256"), tuple(rows) or (("–", "tanpa berkas bukti", "–", "–"),)
    )


def _annex(case: Case, item: Item, _typed: Mapping[str, str], _now: datetime) -> Content:
    one: Recommendation = item.row
    if one.letter is None:
        raise Problem(_NOT_SENT)
    return annex_content(case, one, one.letter)


FORWARDING = Paper(
    id="forwarding",
    items=_recommendations,
    lacking=_sent_elsewhere,
    asks=_asks,
    content=_letter,
    addressee=_to,
    attachments=lambda _item: "1 (satu) berkas",
)
ANNEX = Paper(
    id="forwarding_annex",
    items=_recommendations,
    lacking=lambda _case, item: None if item.row.letter_id else _sent_elsewhere(_case, item),
    content=_annex,
)
PAPERS = (FORWARDING, ANNEX)

__all__ = ["ANNEX", "FORWARDING", "PAPERS", "annex_content", "item_of"]
