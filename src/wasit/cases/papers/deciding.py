"""Letters of the decision: study, minutes of the plenary, status notice, statement that nothing was proven."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wasit.cases import verdict
from wasit.cases.actions import reported
from wasit.cases.models import Case, Note, Origin, Party, Plenary, Reply, Vote
from wasit.cases.papers.common import (
    REPORTER,
    Ask,
    Content,
    Item,
    Paper,
    act_words,
    all_acts,
    case_facts,
    clock_time,
    day,
    evidence_table,
    party_facts,
    spelled,
    town_of,
    whole_case,
)
from wasit.cases.papers.hearing import statements
from wasit.letters.drafts import Addressee, Table
from wasit.letters.models import Letter
from wasit.rulebook import workflow
from wasit.text import Words

_TELLING_STATES = frozenset({"forwarded", "follow_up", "not_proven", "not_registered", "withdrawn", "closed", "lapsed"})


# ---------- study ----------


def _last_study(case: Case) -> Note | None:
    return case.notes.filter(kind=Note.Kind.STUDY).order_by("-pk").first()


def _has_study(case: Case, _item: Item) -> Words | None:
    if _last_study(case) is None:
        return Words(id="Kajian belum disimpan. Simpan kajian dahulu.", en="No study is filed yet. File one first.")
    if not case.evidence.exists():
        return Words(id="Belum ada bukti tersegel untuk didaftar.", en="There is no sealed evidence to list yet.")
    return None


def _study_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    yield Ask("chronology", Words(id="Uraian kejadian", en="Course of events"), case.summary, long=True)
    yield Ask("conclusion", Words(id="Simpulan", en="Conclusion"), long=True)
    yield Ask("recommendation", Words(id="Usulan kepada pleno", en="Proposal to the plenary"), long=True)


def _study(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    note = _last_study(case)
    return Content(
        values={"regime": case.regime},
        facts=case_facts(case),
        tables={"evidence": evidence_table(case), "statements": statements(case)},
        texts={
            "chronology": typed["chronology"],
            "reply": _answers(case),
            "analysis": note.text if note else "",
            "conclusion": typed["conclusion"],
            "recommendation": typed["recommendation"],
        },
    )


def _answers(case: Case) -> str:
    """Return the written answers in full, each under the name of who gave it."""
    together = [case, *case.merged.all()]
    rows = Reply.objects.filter(case__in=together, answered_at__isnull=False).select_related("party")
    told = [f"{row.party.name}: {row.text or 'jawaban tertulis terlampir sebagai berkas tersegel.'}" for row in rows]
    return "\n".join(told)


# ---------- minutes of the plenary ----------


def last_plenary(case: Case) -> Plenary | None:
    """Return the plenary that counts."""
    return case.plenaries.order_by("-pk").first()


def _has_plenary(case: Case, _item: Item) -> Words | None:
    if last_plenary(case) is not None:
        return None
    return Words(
        id="Pleno belum dicatat. Catat suara setiap anggota dahulu.",
        en="No plenary is recorded yet. Record every member's vote first.",
    )


def _plenary(case: Case, _item: Item, _typed: Mapping[str, str], _now: datetime) -> Content:
    held = case.plenaries.order_by("-pk").get(pk=getattr(last_plenary(case), "pk", 0))
    counted = verdict.of_plenary(held)
    votes = list(held.votes.select_related("member"))
    flow = workflow(case.regime)
    carried = [one for one in flow.outcomes if one.id in counted.proven]
    return Content(
        values={
            "register_number": case.full_number,
            "session_day": day(case, held.held_at),
            "session_time": clock_time(case, held.held_at),
            "session_place": held.place or f"kantor {case.agency.name}",
            "attendance": f"{spelled(counted.present)} dari {spelled(counted.members)} anggota",
            "decision": _decision(counted, [one.words.id for one in carried]),
        },
        tables={
            "votes": Table(
                ("No.", "Anggota", "Suara", "Jenis pelanggaran"),
                tuple((str(place), *_vote_row(case, vote)) for place, vote in enumerate(votes, 1)),
            ),
            "outcomes": Table(
                ("Jenis pelanggaran", "Diteruskan kepada"),
                tuple((one.words.id, one.addressee.id) for one in carried),
            ),
            "signatures": Table(
                ("No.", "Nama", "Tanda tangan"),
                tuple(
                    (str(place), vote.member.name, "…")
                    for place, vote in enumerate((one for one in votes if one.choice not in verdict.AWAY), 1)
                ),
            ),
        },
        texts={
            "considerations": held.considerations,
            "dissent": "\n".join(f"{vote.member.name}: {vote.dissent}" for vote in votes if vote.dissent),
        },
    )


def _vote_row(case: Case, vote: Vote) -> tuple[str, str, str]:
    flow = workflow(case.regime)
    named = [one.words.id for one in flow.outcomes if one.id in vote.outcomes]
    return vote.member.name, str(Vote.Choice(vote.choice).label), "; ".join(named) or "–"


def _decision(counted: verdict.Verdict, carried: list[str]) -> str:
    if carried:
        return f"Dugaan pelanggaran dinyatakan terbukti sebagai {', '.join(carried).lower()} dan diteruskan."
    if counted.not_proven:
        return "Dugaan pelanggaran dinyatakan tidak terbukti."
    return f"Rapat belum mengambil putusan. {verdict.why_undecided(counted).id}"


# ---------- status notice ----------


def _may_tell(case: Case, _item: Item) -> Words | None:
    if case.state in _TELLING_STATES:
        return None
    return Words(
        id="Belum ada putusan yang dapat diberitahukan.", en="There is no decision yet of which to give notice."
    )


def _told(case: Case, _item: Item) -> Addressee:
    if case.origin == Origin.REPORT:
        return Addressee(REPORTER, town_of(case))
    return Addressee(f"Papan pengumuman {case.agency.name}", town_of(case))


def _status_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    yield Ask("status", Words(id="Status", en="Status"), workflow(case.regime).state(case.state).words.id)
    forwarded = case.moves.filter(move_id__in=("decide_forward", "forward_other_law")).order_by("-pk").first()
    yield Ask(
        "forwarded_to",
        Words(id="Diteruskan kepada", en="Forwarded to"),
        forwarded.addressee if forwarded else "",
        required=False,
    )
    yield Ask("reason", Words(id="Alasan", en="Reason"), required=False, long=True)


def _status(case: Case, _item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    return Content(
        values={
            "regime": case.regime,
            "register_number": case.full_number,
            "status": typed["status"],
            "forwarded_to": typed.get("forwarded_to", ""),
            "reason": typed.get("reason", ""),
        }
    )


# ---------- not proven ----------


def _accused(case: Case) -> Iterable[Item]:
    return [Item(f"orang-{one.pk}", one.name, one) for one in reported(case)]


def was_not_proven(case: Case) -> bool:
    """Tell whether the plenary decided that nothing was proven."""
    return case.moves.filter(move_id="decide_not_proven").exists()


def _not_proven_lacking(case: Case, _item: Item) -> Words | None:
    if was_not_proven(case):
        return None
    return Words(
        id="Pleno tidak memutus “tidak terbukti” dalam perkara ini.",
        en="The plenary has not decided “not proven” in this case.",
    )


def _not_proven_asks(case: Case, _item: Item, _now: datetime) -> Iterable[Ask]:
    minutes = Letter.objects.filter(about=case.subject, kind="plenary_minutes", state=Letter.State.ISSUED).first()
    yield Ask(
        "minutes_number",
        Words(id="Nomor berita acara pleno", en="Number of the plenary minutes"),
        minutes.full_number if minutes else "",
    )
    yield Ask("reason", Words(id="Alasan", en="Reason"), required=False, long=True)


def _not_proven(case: Case, item: Item, typed: Mapping[str, str], _now: datetime) -> Content:
    party: Party = item.row
    held = last_plenary(case)
    labels, _norms = act_words(all_acts(case))
    return Content(
        values={
            "register_number": case.full_number,
            "matter": f"dugaan {labels[:1].lower()}{labels[1:]}" if labels else "dugaan pelanggaran netralitas pegawai",
            "plenary_day": day(case, held.held_at) if held else "",
            "minutes_number": typed["minutes_number"],
            "reason": typed.get("reason", ""),
        },
        facts=party_facts(party),
    )


PAPERS = (
    Paper(
        id="study",
        items=whole_case,
        lacking=_has_study,
        asks=_study_asks,
        content=_study,
        signed_by="division_head",
    ),
    Paper(id="plenary_minutes", items=whole_case, lacking=_has_plenary, content=_plenary),
    Paper(
        id="status_notice",
        items=whole_case,
        lacking=_may_tell,
        asks=_status_asks,
        content=_status,
        addressee=_told,
    ),
    Paper(
        id="not_proven",
        items=_accused,
        lacking=_not_proven_lacking,
        asks=_not_proven_asks,
        content=_not_proven,
    ),
)

__all__ = ["PAPERS", "last_plenary", "was_not_proven"]
