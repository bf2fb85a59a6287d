"""Stories across the hand-off: packages sent, received, returned, examined; penalties, letters, the end."""

from datetime import datetime, timedelta
from typing import Any

from wasit.cases import actions, papers
from wasit.cases.models import Case
from wasit.cases.queries import access_case
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation
from wasit.forwarding.sanctions import penalties_for
from wasit.site.demo.stories.deciding import decide_forward, hear, to_plenary
from wasit.site.demo.stories.handling import until_registered
from wasit.site.demo.stories.telling import Matter, Office, Story, move, opened, study

CONCLUSION = "Dugaan pelanggaran netralitas diteruskan untuk diperiksa menurut kewenangan penerima (rekaan)."


def _recommendation(case: Case, recipient: str) -> Recommendation:
    return Recommendation.objects.select_related("agency", "owner", "recipient_agency").get(
        source=case.subject, recipient_id=recipient
    )


def send(office: Office, case: Case, at: datetime, *more: str) -> None:
    """Make the packages for the city and BKN (and `more`) and send them; tell everybody the status.

    Whoever has no desk here answers with a receipt on paper.
    """
    reach = office.reach(office.officer, at)
    fresh = access_case(reach, case.pk)
    chosen = [item.pk for item in fresh.evidence.all()]
    for recipient in ("appointing_officer", "bkn", *more):
        one = _recommendation(case, recipient)
        actions.make_package(
            fresh, one, evidence=chosen, conclusion=CONCLUSION, officer=office.officer, reach=reach, now=at
        )
        _send_with_letter(office, fresh, one, at)
        if recipient != "appointing_officer":
            _ours(office, case, recipient, "record_receipt", at, note="Tanda terima surel (rekaan).")
    move(office, case, "tell_status", office.officer, at, notified_at=at, note="Papan pengumuman (rekaan).")


def _send_with_letter(office: Office, case: Case, one: Recommendation, at: datetime) -> None:
    """Send a package with its letter and annex, as the page does."""
    item = papers.item_of(one)
    frame = papers.frame_of(case, papers.FORWARDING, item, office.officer, at)
    typed = {ask.id: ask.initial for ask in papers.FORWARDING.asks(case, item, at)}
    actions.send(
        case,
        one,
        officer=office.officer,
        reach=office.reach(office.officer, at),
        now=at,
        letter=papers.draft_of(case, papers.FORWARDING, item, frame, typed, at),
        annex=lambda letter: papers.annex_draft(case, one, letter, frame, at),
    )


def _ours(office: Office, case: Case, recipient: str, move_id: str, at: datetime, note: str) -> None:
    reach = office.reach(office.officer, at)
    forwarding.perform(
        _recommendation(case, recipient),
        move_id,
        officer=office.officer,
        reach=reach,
        now=at,
        note=note,
        notified_at=at,
    )


def _bkn_answers(office: Office, case: Case, at: datetime) -> None:
    """BKN passes its result to the appointing officer and says so; that recommendation is then done."""
    _ours(office, case, "bkn", "record_outcome", at, note="Hasil verifikasi disampaikan kepada PPK (rekaan).")
    reach = office.reach(office.officer, at)
    forwarding.perform(_recommendation(case, "bkn"), "close", officer=office.officer, reach=reach, now=at)


def _theirs(office: Office, case: Case, move_id: str, at: datetime, **asked: Any) -> None:
    reach = office.reach(office.clerk, at, "forwarding.answer")
    forwarding.perform(
        _recommendation(case, "appointing_officer"), move_id, officer=office.clerk, reach=reach, now=at, **asked
    )


def _summon(office: Office, case: Case, at: datetime, days: int) -> None:
    forwarding.summon(
        _recommendation(case, "appointing_officer"),
        received_at=at,
        examination_at=at + timedelta(days=days),
        place="Ruang rapat BKPSDM (rekaan)",
        officer=office.clerk,
        reach=office.reach(office.clerk, at, "forwarding.answer"),
        now=at,
    )


def _examine_and_decide(office: Office, case: Case, at: datetime) -> Story:
    """Hear the person, complete the team, and impose the first fitting penalty two days later."""
    one = _recommendation(case, "appointing_officer")
    reach = office.reach(office.clerk, at, "forwarding.answer")
    forwarding.record_examination(
        one,
        held_at=at,
        place="Ruang rapat BKPSDM (rekaan)",
        minutes="Yang diperiksa mengakui unggahannya dan menyesal (keterangan rekaan).",
        officer=office.clerk,
        reach=reach,
        now=at,
    )
    for element, name in (
        ("superior", "Camat Rekaan"),
        ("oversight", "Auditor Rekaan"),
        ("personnel", "Analis Kepegawaian Rekaan"),
    ):
        forwarding.add_team_member(
            one, element=element, name=name, position="", officer=office.clerk, reach=reach, now=at
        )
    yield (later := at + timedelta(days=2))
    forwarding.decide(
        one,
        sanction_id=penalties_for(one)[0].sanction.id,
        number=f"800.1.6.2/{one.number:03d}/2024",
        decided_at=later,
        decided_by="Wali Kota selaku Pejabat Pembina Kepegawaian",
        considerations="Terbukti menurut berita acara pemeriksaan (rekaan).",
        officer=office.clerk,
        reach=reach,
        now=later,
    )


def forwarded(office: Office, matter: Matter) -> Story:
    """Decided yesterday evening, one member dissenting: packages are to be sent today."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 25, kept)
    yield (at := office.day(27, 20))
    decide_forward(office, kept[0], at, dissent="Saya menilai ajakannya tidak jelas (rekaan).")


def two_outcomes(office: Office, matter: Matter) -> Story:
    """Discipline and an election crime at once: three recipients, all packages sent, the city has not answered yet."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 21, kept)
    yield (at := office.day(23, 20))
    decide_forward(office, kept[0], at, outcomes=("ethics_discipline", "criminal"))
    yield (at := office.day(24, 10))
    send(office, kept[0], at, "gakkumdu")


def returned(office: Office, matter: Matter) -> Story:
    """The city sent the package back: a piece of evidence cannot be opened."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 17, kept)
    yield (at := office.day(19, 20))
    decide_forward(office, kept[0], at)
    yield (at := office.day(21, 10))
    send(office, kept[0], at)
    yield (at := office.day(24, 14))
    _theirs(office, kept[0], "return_package", at, reason="Satu tangkapan layar tidak terbaca (rekaan).")


def examined(office: Office, matter: Matter) -> Story:
    """Received and summoned: the examination is on Wednesday."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 14, kept)
    yield (at := office.day(16, 20))
    decide_forward(office, kept[0], at)
    yield (at := office.day(17, 9))
    send(office, kept[0], at)
    yield (at := office.day(17, 14))
    _theirs(office, kept[0], "receive", at)
    yield (at := office.day(18, 9))
    _summon(office, kept[0], at, 12)


def sanctioned(office: Office, matter: Matter) -> Story:
    """A penalty was decided and handed over; the person may still object."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 26, kept, 9)
    yield (at := office.day(28, 20, month=9))
    decide_forward(office, kept[0], at)
    yield (at := office.day(30, 9, month=9))
    send(office, kept[0], at)
    yield (at := office.day(30, 14, month=9))
    _theirs(office, kept[0], "receive", at)
    yield (at := office.day(1, 9))
    _summon(office, kept[0], at, 14)
    yield (at := office.day(15, 9))
    yield from _examine_and_decide(office, kept[0], at)
    yield (at := office.day(21, 10))
    _bkn_answers(office, kept[0], at)
    yield (at := office.day(22, 10))
    one = _recommendation(kept[0], "appointing_officer")
    reach = office.reach(office.clerk, at, "forwarding.answer")
    forwarding.hand_over(one, received_at=at, officer=office.clerk, reach=reach, now=at)


def other_law(office: Office, matter: Matter) -> Story:
    """An act before candidates were determined, forwarded without registration; the city has been silent since."""
    yield (at := office.day(4, 9, month=9))
    case = opened(office, matter, at)
    yield (at := office.day(5, 15, month=9))
    move(office, case, "forward_other_law", office.chair, at, addressee="BKN dan Pejabat Pembina Kepegawaian")
    yield (at := office.day(6, 10, month=9))
    send(office, case, at)
    yield (at := office.day(9, 9, month=9))
    _theirs(office, case, "receive", at)
    yield (at := office.day(20, 9, month=9))
    _bkn_answers(office, case, at)
    for month, day, move_id in ((10, 1, "letter_1"), (10, 9, "letter_2"), (10, 17, "letter_3")):
        yield (at := office.day(day, 9, month=month))
        forwarding.look_at_deadlines(at)
        reach = office.reach(office.officer, at)
        one = _recommendation(case, "appointing_officer")
        forwarding.perform(one, move_id, officer=office.officer, reach=reach, now=at)


def followed_up(office: Office, matter: Matter) -> Story:
    """The city found nothing and said so; the answer is on file."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 7, kept)
    yield (at := office.day(9, 20))
    decide_forward(office, kept[0], at)
    yield (at := office.day(10, 9))
    send(office, kept[0], at)
    yield (at := office.day(11, 9))
    _theirs(office, kept[0], "receive", at)
    yield (at := office.day(21, 9))
    _theirs(office, kept[0], "decide_cleared", at, reason="Menurut telaah bukan perbuatannya (rekaan).")
    _bkn_answers(office, kept[0], at)
    yield (at := office.day(22, 10))
    _note_follow_up(office, kept[0], at)


def _note_follow_up(office: Office, case: Case, at: datetime) -> None:
    move(office, case, "record_follow_up", office.officer, at, note="Jawaban penerima dicatat (rekaan).")


def closed(office: Office, matter: Matter) -> Story:
    """In the general election: a penalty in force, everything told, the case closed; it stands in the track record."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 17, 9, kept, 1)
    yield from _rest_of_closed(office, kept)


def _rest_of_closed(office: Office, kept: list[Case]) -> Story:
    yield (at := office.day(18, 9, month=1))
    yield from hear(office, kept[0], at)
    yield (at := office.day(19, 9, month=1))
    move(office, kept[0], "finish_clarification", office.officer, at)
    study(office, kept[0], at)
    move(office, kept[0], "finish_study", office.officer, at)
    yield (at := office.day(22, 19, month=1))
    decide_forward(office, kept[0], at)
    yield (at := office.day(23, 9, month=1))
    send(office, kept[0], at)
    yield (at := office.day(24, 9, month=1))
    _theirs(office, kept[0], "receive", at)
    yield (at := office.day(25, 9, month=1))
    _summon(office, kept[0], at, 18)
    yield (at := office.day(5, 9, month=2))
    _bkn_answers(office, kept[0], at)
    yield (at := office.day(12, 9, month=2))
    yield from _examine_and_decide(office, kept[0], at)
    yield (at := office.day(20, 9, month=2))
    one = _recommendation(kept[0], "appointing_officer")
    reach = office.reach(office.clerk, at, "forwarding.answer")
    forwarding.hand_over(one, received_at=at, officer=office.clerk, reach=reach, now=at)
    yield (at := office.day(26, 9, month=3))
    _theirs(office, kept[0], "take_effect", at)
    yield (at := office.day(27, 9, month=3))
    _note_follow_up(office, kept[0], at)
    reach = office.reach(office.officer, at)
    mine = _recommendation(kept[0], "appointing_officer")
    forwarding.perform(mine, "close", officer=office.officer, reach=reach, now=at)
    yield (at := office.day(28, 9, month=3))
    move(office, kept[0], "close", office.head, at)
