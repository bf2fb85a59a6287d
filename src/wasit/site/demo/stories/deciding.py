"""Stories from the plenary on: hearing people, votes with dissent, and cases that ended without proof."""

from datetime import datetime, timedelta
from typing import Any

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.queries import access_case
from wasit.site.demo.stories.handling import until_registered
from wasit.site.demo.stories.telling import Matter, Office, Story, move, study

ETHICS = ("ethics_discipline",)
ROOM = "Ruang klarifikasi (rekaan)"


def hear(office: Office, case: Case, at: datetime) -> Story:
    """Invite everybody, hear them four hours later, and let the reported person answer in writing."""
    reach = office.reach(office.officer, at)
    fresh = access_case(reach, case.pk)
    ours: dict[str, Any] = {"officer": office.officer, "reach": reach}
    invitations = [
        actions.invite(
            fresh,
            party,
            held_at=at + timedelta(hours=3),
            place="Ruang klarifikasi (rekaan)",
            sent_at=at,
            now=at,
            **ours,
        )
        for party in fresh.parties.exclude(role="finder")
    ]
    replies = [
        actions.offer_reply(fresh, party, offered_at=at, now=at, **ours)
        for party in fresh.parties.filter(role="reported")
    ]
    yield (later := at + timedelta(hours=4))
    for invitation in invitations:
        actions.record_statement(
            invitation,
            heard_at=later,
            statement="Keterangan rekaan: yang bersangkutan menjelaskan apa yang dilihat dan dilakukannya.",
            under_oath=True,
            now=later,
            **ours,
        )
    for reply in replies:
        answer = "Saya tidak bermaksud mendukung siapa pun; unggahan itu sudah saya hapus (jawaban rekaan)."
        actions.take_reply(reply, text=answer, now=later, **ours)


def to_plenary(office: Office, matter: Matter, day: int, kept: list[Case], month: int = 10) -> Story:
    """Bring a case to the plenary, everybody heard."""
    yield from until_registered(office, matter, day, 9, kept, month)
    yield (at := office.day(day, 11, month=month))
    yield from hear(office, kept[0], at)
    yield (at := office.day(day + 1, 10, month=month))
    move(office, kept[0], "finish_clarification", office.officer, at)
    study(office, kept[0], at)
    yield (at := office.day(day + 1, 15, month=month))
    move(office, kept[0], "finish_study", office.officer, at)


def hold_plenary(
    office: Office, case: Case, at: datetime, choice: str, outcomes: tuple[str, ...] = (), dissent: str = ""
) -> None:
    """Let the members vote; a dissent of the division head is written down beside the majority."""
    reach = office.reach(office.officer, at)
    ballots = {
        one.pk: actions.Ballot(choice=choice, outcomes=outcomes) for one in (office.chair, office.head, *office.members)
    }
    if dissent:
        other = "not_proven" if choice == "proven" else "abstained"
        ballots[office.head.pk] = actions.Ballot(choice=other, dissent=dissent)
    actions.record_plenary(
        access_case(reach, case.pk),
        held_at=at,
        place="Ruang rapat pleno (rekaan)",
        considerations="Pleno menimbang keterangan, bukti tersegel, dan jawaban terlapor (rekaan).",
        ballots=ballots,
        officer=office.officer,
        reach=reach,
        now=at,
    )


def not_proven(office: Office, matter: Matter) -> Story:
    """Decided yesterday evening: not proven; the status is still to be told."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 25, kept)
    yield (at := office.day(27, 19))
    hold_plenary(office, kept[0], at, "not_proven")
    yield (at := office.day(27, 20))
    move(
        office, kept[0], "decide_not_proven", office.chair, at,
        reason="Akun diretas; pemilik dapat membuktikannya (rekaan).",
    )  # fmt: skip


def cleared(office: Office, matter: Matter) -> Story:
    """Not proven, told to everybody, closed."""
    kept: list[Case] = []
    yield from to_plenary(office, matter, 14, kept)
    yield (at := office.day(16, 19))
    hold_plenary(office, kept[0], at, "not_proven", dissent="Menurut saya bukti ketiga perlu diuji lagi (rekaan).")
    yield (at := office.day(16, 20))
    move(office, kept[0], "decide_not_proven", office.chair, at, reason="Bukti tidak menunjuk terlapor (rekaan).")
    yield (at := office.day(17, 10))
    move(office, kept[0], "tell_status", office.officer, at, notified_at=at, note="Papan pengumuman (rekaan).")
    yield (at := office.day(18, 10))
    move(office, kept[0], "close", office.head, at)


def decide_forward(
    office: Office, case: Case, at: datetime, outcomes: tuple[str, ...] = ETHICS, dissent: str = ""
) -> None:
    """Vote, decide and forward at once."""
    hold_plenary(office, case, at, "proven", outcomes, dissent)
    move(office, case, "decide_forward", office.chair, at, outcomes=outcomes, addressee="BKN dan PPK")
