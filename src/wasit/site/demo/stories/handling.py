"""Stories up to the plenary: tips, reviews, completions, clarifications, pauses, withdrawals."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.cases.queries import access_case
from wasit.office.queries import agency_by_code
from wasit.rulebook import requirements
from wasit.site.demo.stories.telling import Matter, Office, Story, all_met, move, opened, study


def information(office: Office, matter: Matter) -> Story:
    """A tip of yesterday that waits to be traced."""
    yield (at := office.day(27, 10, 15))
    opened(office, matter, at)


def traced(office: Office, matter: Matter) -> Story:
    """A tip that is being traced."""
    yield (at := office.day(25, 9))
    case = opened(office, matter, at)
    yield (at := office.day(25, 13, 30))
    move(office, case, "start_tracing", office.officer, at)


def set_aside(office: Office, matter: Matter) -> Story:
    """A tip that led nowhere."""
    yield (at := office.day(9, 9))
    case = opened(office, matter, at)
    yield (at := office.day(11, 14))
    move(office, case, "set_aside", office.head, at, reason="Akun bukan milik pegawai kota ini (rekaan).")


def late_review(office: Office, matter: Matter) -> Story:
    """A report whose initial review ran over its three days."""
    yield (at := office.day(24, 9, 30))
    opened(office, matter, at)


def fresh_review(office: Office, matter: Matter) -> Story:
    """A finding of the weekend in initial review, half of its requirements checked."""
    yield (at := office.day(26, 11))
    case = opened(office, matter, at)
    yield (at := office.day(26, 11, 40))
    reach = office.reach(office.officer, at)
    asked = requirements("pilkada", "finding")
    for one in asked[: len(asked) // 2]:
        actions.check_requirement(
            access_case(reach, case.pk), one.id, met=True, officer=office.officer, reach=reach, now=at
        )


def completion(office: Office, matter: Matter) -> Story:
    """A report that its reporter has been asked to complete."""
    yield (at := office.day(25, 10))
    case = opened(office, matter, at)
    yield (at := office.day(27, 15))
    move(
        office, case, "ask_completion", office.officer, at,
        missing_requirements=("time_place",), notified_at=at - timedelta(hours=1),
    )  # fmt: skip


def _registered(office: Office, matter: Matter, day: int, hour: int, month: int) -> Iterator[datetime | Case]:
    yield (at := office.day(day, hour, month=month))
    case = opened(office, matter, at)
    yield (at := office.day(day, hour, 30, month))
    all_met(office, case, at)
    yield (at := office.day(day, hour, 45, month))
    move(office, case, "register", office.officer, at)
    yield case


def until_registered(office: Office, matter: Matter, day: int, hour: int, kept: list[Case], month: int = 10) -> Story:
    """Open and register a case; it is put into `kept` for what comes after."""
    for step in _registered(office, matter, day, hour, month):
        if isinstance(step, Case):
            kept.append(step)
        else:
            yield step


def clarified_today(office: Office, matter: Matter) -> Story:
    """Registered on Friday: three calendar days end tonight."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 25, 13, kept)


def extended(office: Office, matter: Matter) -> Story:
    """Extended by two days for one more witness."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 24, 10, kept)
    yield (at := office.day(26, 16))
    move(office, kept[0], "extend", office.head, at, reason="Menunggu keterangan satu saksi lagi (rekaan).")


def in_study(office: Office, matter: Matter) -> Story:
    """Clarified, the study is being written."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 26, 9, kept)
    yield (at := office.day(27, 16))
    move(office, kept[0], "finish_clarification", office.officer, at)


def in_plenary(office: Office, matter: Matter) -> Story:
    """Before the plenary, to be decided tonight at the latest."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 25, 9, kept)
    yield (at := office.day(26, 14))
    move(office, kept[0], "finish_clarification", office.officer, at)
    yield (at := office.day(27, 11))
    study(office, kept[0], at)
    yield (at := office.day(27, 12))
    move(office, kept[0], "finish_study", office.officer, at)


def not_registered(office: Office, matter: Matter) -> Story:
    """A report that was not registered."""
    yield (at := office.day(18, 9))
    case = opened(office, matter, at)
    yield (at := office.day(20, 13))
    move(
        office, case, "decline", office.head, at, reason="Diketahui lebih dari tujuh hari sebelum dilaporkan (rekaan)."
    )


def lapsed(office: Office, matter: Matter) -> Story:
    """A finding that was not adopted in time."""
    yield (at := office.day(2, 9))
    case = opened(office, matter, at)
    yield (at := office.day(11, 9))
    move(office, case, "lapse", office.head, at, reason="Batas waktu temuan lewat (rekaan).")


def paused(office: Office, matter: Matter) -> Story:
    """Paused while a witness is in hospital; the limit runs on."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 25, 11, kept)
    yield (at := office.day(26, 15))
    move(office, kept[0], "pause", office.head, at, reason="Saksi dirawat di rumah sakit (rekaan).")


def withdrawn(office: Office, matter: Matter) -> Story:
    """A report that its reporter took back before it was registered."""
    yield (at := office.day(26, 9))
    case = opened(office, matter, at)
    yield (at := office.day(27, 9, 30))
    move(office, case, "withdraw", office.officer, at, reason="Pelapor mencabut laporannya secara tertulis (rekaan).")


def transferred(office: Office, matter: Matter) -> Story:
    """Handed to the province, because the chair is a relative of the reported person."""
    kept: list[Case] = []
    yield from until_registered(office, matter, 26, 10, kept)
    yield (at := office.day(27, 10))
    reach = office.reach(office.chair, at)
    actions.transfer(
        access_case(reach, kept[0].pk),
        agency_by_code(office.province),
        reason="Ketua berkerabat dengan terlapor (rekaan).",
        officer=office.chair,
        reach=reach,
        now=at,
    )
