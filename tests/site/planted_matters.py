"""Matters of Kota Malang on every step: heard, before the plenary, handed over, ended; letters and a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.cast import reach_for
from tests.reconciliation.workbooks import as_csv

from wasit.cases import actions as cases
from wasit.cases import papers
from wasit.cases.models import Case, Tie
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson
from wasit.forwarding import actions as forwarding
from wasit.forwarding import papers as theirs
from wasit.forwarding.models import Recommendation
from wasit.letters import actions as letters
from wasit.letters.models import Letter
from wasit.office import vault
from wasit.office.models import Block, Officer
from wasit.reconciliation import actions as reconciliation
from wasit.reconciliation.models import Comparison
from wasit.rulebook import requirements

CITY = "35.73"
SIGNED = b"%PDF-1.7\n% rekaan\n%%EOF\n"
ELEMENTS = ("superior", "oversight", "personnel")

OF_THE_PROCEDURE = {
    "witness": "Wulqandari Sesepuh",
    "handed title": "Dugaan qorimbela",
    "handed summary": "uraian qumandasti",
    "statement": "keterangan qelandipura",
    "plenary": "menimbang qastumari",
    "dissent": "pendapat qilmendara",
    "study": "kajian qandrutama",
    "tie": "alasan qombinari",
    "comparison": "Rekap qasmirandu",
    "listed": "Qorthaniel Bramesta",
}
# What goes along in the package: the recipient reads it too.
OF_THE_PACKAGE = {
    "conclusion": "simpulan qelmarantu",
    "answer": "jawaban qalmendori",
    "handed place": "Balai qumbirasa",
    "handed evidence": "lampiran-qonstari",
    "warning": "pakta qintegrasa",
    "decision": "800/QX-5519/2024",
}
# What the receiving office keeps to itself.
OF_THE_EXAMINATION = {
    "minutes": "keterangan qusmaredhi",
    "considerations": "pertimbangan qoltanimba",
    "team": "Qimbara Tholusena",
    "grounds": "keberatan qandaluri",
}
CONFLICT = "pernah qerabat-dekat"


def wib(day: int, hour: int, month: int = 10) -> datetime:
    """Return an hour of 2024 on the clock of Malang."""
    return datetime(2024, month, day, hour - 7, tzinfo=UTC)


@dataclass(frozen=True)
class People:
    """Who acts."""

    officer: Officer
    chair: Officer
    head: Officer
    clerk: Officer
    recused: Officer

    @classmethod
    def of(cls, cast: Mapping[str, Officer]) -> "People":
        """Return those who act, from the cast."""
        return cls(*(cast[name] for name in ("member", "chair", "division_head", "appointing", "recused")))

    def handling(self, now: datetime) -> dict[str, Any]:
        """The officer, acting on a case."""
        return acting(self.officer, "cases.handle", now)

    def deciding(self, now: datetime) -> dict[str, Any]:
        """The chair, acting on a case."""
        return acting(self.chair, "cases.decide", now)

    def answering(self, now: datetime) -> dict[str, Any]:
        """The government's clerk, acting on a recommendation."""
        return acting(self.clerk, "forwarding.answer", now)


def acting(who: Officer, permission: str, now: datetime) -> dict[str, Any]:
    """Who acts, with which reach, when."""
    return {"officer": who, "reach": reach_for(who, permission, now), "now": now}


@dataclass(frozen=True)
class Matters:
    """The cases on their steps, and what hangs on them."""

    heard: Case
    voting: Case
    handed: Case
    ended: Case
    tie: Tie
    block: Block
    letter: Letter
    comparison: Comparison
    recommendations: dict[str, Recommendation]

    def of(self, name: str) -> Recommendation:
        """Return a recommendation by its step: sent, summoned, examined, decided, delivered, contested; "bkn": not sent."""
        return self.recommendations[name]


def open_finding(people: People, at: datetime, title: str, reported: tuple[OpeningPerson, ...], **more: Any) -> Case:
    """Open a finding on an act of the evening before."""
    act = at - timedelta(hours=12)
    opening = Opening(
        origin="finding", region_code=CITY, title=title, act_at=act, known_at=act, people=reported,
        acts=(OpeningAct(violation_id="disiplin-kampanye-medsos", at=act),), **{"place": "media sosial", "evidence": (sealed("foto.txt", at),), **more},
    )  # fmt: skip
    reach = reach_for(people.officer, "cases.open", at)
    return cases.open_case(opening, officer=people.officer, reach=reach, now=at)


def sealed(name: str, at: datetime) -> OpeningEvidence:
    """Return an invented file in the vault."""
    kept = vault.keep(name.encode(), media_type="text/plain", now=at)
    return OpeningEvidence(sha256=kept.sha256, name=name, media_type="text/plain", sealed_at=at)


def register(case: Case, people: People, at: datetime) -> Case:
    """Mark every requirement as met and register the case."""
    marks = {one.id: (True, "") for one in requirements(case.regime, case.origin)}
    cases.check_requirements(case, marks, **people.handling(at))
    cases.perform(case, "register", **people.deciding(at))
    return fresh(case)


def fresh(case: Case) -> Case:
    """Return the case as stored."""
    return Case.objects.select_related("agency").get(pk=case.pk)


def heard(people: People, now: datetime) -> Case:
    """In clarification: one of two was invited for yesterday and offered to answer, the other waits."""
    at = now - timedelta(days=2)
    persons = tuple(OpeningPerson(role="reported", name=name, kind="pns") for name in ("Tari Rekaan", "Dimas Rekaan"))
    case = register(open_finding(people, at, "Dugaan di pasar", persons), people, at)
    first = case.parties.order_by("pk")[0]
    sent = at + timedelta(hours=2)
    cases.invite(case, first, held_at=at + timedelta(days=1), place="Kantor", sent_at=sent, **people.handling(sent))
    cases.offer_reply(case, first, offered_at=sent, **people.handling(sent))
    return case


def to_plenary(case: Case, people: People, at: datetime, study: str, **reply: str) -> Case:
    """Let every reported person answer, finish the clarification, file the study, go before the plenary."""
    for party in case.parties.filter(role="reported"):
        row = cases.offer_reply(case, party, offered_at=at, **people.handling(at))
        cases.take_reply(row, **{"text": "Saya tidak mendukung siapa pun (rekaan).", **reply}, **people.handling(at))
    cases.perform(case, "finish_clarification", **people.deciding(at))
    cases.add_note(case, study, kind="study", **people.handling(at))
    cases.perform(fresh(case), "finish_study", **people.deciding(at))
    return fresh(case)


def handed(people: People, person: OpeningPerson) -> Case:
    """A finding of 27 September about six people, decided by the plenary on 2 October and handed on."""
    at = wib(27, 9, 9)
    others = tuple(
        OpeningPerson(role="reported", name=f"{name} Rekaan", kind="pns")
        for name in ("Ayu", "Bima", "Cakra", "Dian", "Gita")
    )
    witness = OpeningPerson(role="witness", name=OF_THE_PROCEDURE["witness"])
    case = open_finding(
        people, at, OF_THE_PROCEDURE["handed title"], (person, *others, witness), place=OF_THE_PACKAGE["handed place"],
        summary=OF_THE_PROCEDURE["handed summary"], evidence=(sealed(f"{OF_THE_PACKAGE['handed evidence']}.txt", at),),
    )  # fmt: skip
    case = register(case, people, wib(30, 9, 9))
    reported = case.parties.filter(role="reported").order_by("pk")[4]
    told = {"kind": "pact", "on": date(2024, 9, 2), "what": OF_THE_PACKAGE["warning"]}
    cases.add_warning(case, reported, **told, **people.handling(wib(30, 10, 9)))
    asked = cases.invite(
        case, case.parties.get(role="witness"), held_at=wib(1, 9), place="Kantor", sent_at=wib(30, 10, 9),
        **people.handling(wib(30, 10, 9)),
    )  # fmt: skip
    said = {"statement": OF_THE_PROCEDURE["statement"], "under_oath": True}
    cases.record_statement(asked, heard_at=wib(1, 9), **said, **people.handling(wib(1, 10)))
    kept = vault.keep(b"jawaban rekaan", media_type="text/plain", now=wib(1, 11)).sha256
    case = to_plenary(case, people, wib(1, 11), OF_THE_PROCEDURE["study"], text=OF_THE_PACKAGE["answer"], sha256=kept)
    ballot = cases.Ballot(choice="proven", outcomes=("ethics_discipline",), dissent=OF_THE_PROCEDURE["dissent"])
    cases.record_plenary(
        case, held_at=wib(2, 9), place="Kantor", considerations=OF_THE_PROCEDURE["plenary"],
        ballots={people.chair.pk: ballot, people.head.pk: ballot, people.recused.pk: ballot}, **people.handling(wib(2, 9)),
    )  # fmt: skip
    cases.perform(
        case, "decide_forward", outcomes=("ethics_discipline",), addressee="BKN dan PPK", **people.deciding(wib(2, 10))
    )
    return fresh(case)


# ---------- across the hand-off ----------


def recommendations(case: Case, people: People) -> dict[str, Recommendation]:
    """Send every package to the city's government and bring each to a step of its own."""
    to_city = Recommendation.objects.filter(source=case.subject, recipient_id="appointing_officer").order_by("pk")
    to_bkn = Recommendation.objects.filter(source=case.subject, recipient_id="bkn").order_by("pk").first()
    assert to_bkn is not None
    evidence = [item.pk for item in case.evidence.all()]
    for one in (*to_city, to_bkn):
        filled = {"evidence": evidence, "conclusion": OF_THE_PACKAGE["conclusion"]}
        cases.make_package(case, one, **filled, **people.handling(wib(3, 9)))
    for one in to_city:
        cases.send(case, one, **people.handling(wib(3, 10)))
    decided, examined, sent, delivered, contested, summoned = to_city
    for one in (decided, examined, delivered, contested):
        examine(one, people)
    for one in (decided, delivered, contested):
        decide(one, people)
    forwarding.keep_signed(
        decided, vault.keep(SIGNED, media_type="application/pdf", now=wib(21, 9)).sha256, **people.answering(wib(21, 9))
    )
    for one in (delivered, contested):
        forwarding.hand_over(one, received_at=wib(22, 9), **people.answering(wib(22, 9)))
    forwarding.object_to(
        contested, filed_at=wib(24, 9), grounds=OF_THE_EXAMINATION["grounds"], **people.answering(wib(24, 9))
    )
    forwarding.perform(summoned, "receive", **people.answering(wib(25, 8)))
    forwarding.summon(
        summoned, received_at=None, examination_at=wib(20, 9, 11), place="BKPSDM", **people.answering(wib(25, 9))
    )
    steps = {
        "decided": decided,
        "examined": examined,
        "sent": sent,
        "delivered": delivered,
        "contested": contested,
        "summoned": summoned,
    }
    return {name: stored(one) for name, one in {**steps, "bkn": to_bkn}.items()}


def stored(one: Recommendation) -> Recommendation:
    """Return a recommendation as stored."""
    return Recommendation.objects.select_related("agency", "owner", "recipient_agency", "letter").get(pk=one.pk)


def examine(one: Recommendation, people: People) -> None:
    """Receive, summon and examine a person by a full team."""
    forwarding.perform(one, "receive", **people.answering(wib(4, 9)))
    day = wib(18, 9)
    forwarding.summon(one, received_at=wib(4, 10), examination_at=day, place="BKPSDM", **people.answering(wib(4, 10)))
    for element in ELEMENTS:
        who = {"element": element, "name": OF_THE_EXAMINATION["team"], "position": ""}
        forwarding.add_team_member(one, **who, **people.answering(day))
    forwarding.record_examination(
        one, held_at=day, place="BKPSDM", minutes=OF_THE_EXAMINATION["minutes"], **people.answering(day)
    )


def decide(one: Recommendation, people: People) -> None:
    """Impose a penalty."""
    forwarding.decide(
        one, sanction_id="turun-jabatan", number=OF_THE_PACKAGE["decision"], decided_at=wib(21, 8),
        decided_by="Wali Kota", considerations=OF_THE_EXAMINATION["considerations"], **people.answering(wib(21, 8)),
    )  # fmt: skip


# ---------- papers ----------


def our_letter(case: Case, people: People, now: datetime) -> Letter:
    """The summons of the witness, signed and filed."""
    row = case.invitations.get(party__role="witness")
    line = papers.line_of(case, "summons", f"undangan-{row.pk}")
    frame = papers.frame_of(case, line.paper, line.item, people.officer, now)
    letter = cases.issue_letter(
        case, papers.draft_of(case, line.paper, line.item, frame, {}, now), **people.handling(now)
    )
    letters.attach_signed(letter, SIGNED, **acting(people.officer, "letters.issue", now))
    return letter


def their_letter(one: Recommendation, people: People, now: datetime) -> Letter:
    """A summons of the government to the reported person, cancelled again."""
    signer = theirs.Signer("Kepala BKPSDM", "Rekaan Penanda")
    draft = theirs.summons(
        stored(one),
        ordinal=2,
        examination_at=now + timedelta(days=30),
        place="BKPSDM",
        before="Rekaan",
        signer=signer,
        now=now,
    )
    signing = acting(people.clerk, "letters.issue", now)
    letter = letters.issue(draft, **signing)
    letters.cancel(letter, "salah tanggal", **signing)
    return letter


def inquiry(one: Recommendation, people: People, now: datetime) -> Letter:
    """The first letter of inquiry about a recommendation that is not answered, with its paper."""
    one, signer = stored(one), theirs.Signer("Ketua", people.chair.name)
    draft = theirs.rung(one, "letter_1", signer=signer, now=now)
    made = forwarding.inquire(one, "letter_1", draft=draft, **acting(people.officer, "forwarding.send", now))
    made.refresh_from_db()
    assert made.letter is not None
    return made.letter


# ---------- three lists ----------

HEADS = {
    "bawaslu": ("Nama Terlapor", "NIP", "Unit Kerja", "Tanggal Kejadian", "Status"),
    "government": ("Nama", "NIP", "OPD", "Tgl Kejadian", "Keterangan"),
    "bkn": ("Nama Pegawai", "NIP", "Instansi", "Tanggal Kejadian", "Status SBT"),
}


def compare(people: People, now: datetime) -> Comparison:
    """Two lists about the same invented person, a third about somebody else."""
    ours = acting(people.officer, "cases.reconcile", now)
    period = (date(2024, 8, 1), date(2024, 12, 31))
    made = reconciliation.make(region_code=CITY, period=period, title=OF_THE_PROCEDURE["comparison"], **ours)
    name, nip = OF_THE_PROCEDURE["listed"], "197603032005011003"
    rows = {
        "bawaslu": (name, nip, "Dinas Pendidikan", "12-10-2024", "Terbukti, diteruskan ke BKN"),
        "government": (name, nip, "Disdik", "12 Oktober 2024", "Belum ditindaklanjuti"),
        "bkn": ("Bayu Rekaan", "198505052010011009", "Pemerintah Kota Malang", "2-10-2024", "Tidak terbukti"),
    }
    for side, row in rows.items():
        given = reconciliation.hand_in(made, side, as_csv([HEADS[side], row]), name="daftar.csv", **ours)
        _file, layout = reconciliation.layout_of(given)
        reconciliation.read_list(given, layout.fields, sheet=layout.sheet, heading_row=layout.first_row, **ours)
    return made


def make_matters(people: People, person: OpeningPerson, other: Case, now: datetime) -> Matters:
    """Make all of them; `other` is the case that the one heard is related to."""
    gone = wib(26, 9, 9)
    ended = open_finding(people, gone, "Dugaan yang lewat waktu", (OpeningPerson(role="reported", name="Eka Rekaan"),))
    cases.perform(ended, "lapse", reason="Lewat waktu (rekaan).", **people.deciding(wib(11, 9)))
    done = handed(people, person)
    steps = recommendations(done, people)
    waiting = heard(people, now)
    voting = open_finding(
        people, wib(26, 9), "Dugaan di lapangan", (OpeningPerson(role="reported", name="Fajar Rekaan"),)
    )
    voting = to_plenary(register(voting, people, wib(26, 10)), people, wib(27, 10), "Kajian lain (rekaan).")
    tie = cases.relate(waiting, other, reason=OF_THE_PROCEDURE["tie"], **people.handling(now))
    block = cases.declare(done, people.recused, reason=CONFLICT, **people.deciding(now))
    return Matters(
        heard=waiting, voting=voting, handed=done, ended=ended, tie=tie, block=block,
        letter=our_letter(done, people, now), comparison=compare(people, now), recommendations=steps,
    )  # fmt: skip
