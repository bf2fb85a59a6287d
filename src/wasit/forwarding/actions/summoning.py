"""Summonses to the examination: written, received, missed; the move follows when the person has received one."""

from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.actions.moving import perform, together
from wasit.forwarding.actions.receiving import FUTURE, issued, recipient_works, record_theirs
from wasit.forwarding.models import Recommendation, Summons
from wasit.forwarding.sanctions import only_ethics
from wasit.letters.drafts import Draft
from wasit.look.dates import longday
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem, missing
from wasit.text import Problem, Words

SUMMONING = frozenset({"accepted", "examination"})
MOST_SUMMONSES = 2


def summon(
    one: Recommendation,
    *,
    received_at: datetime | None,
    examination_at: datetime,
    place: str,
    officer: Officer,
    reach: Reach,
    now: datetime,
    draft: Draft | None = None,
) -> Summons:
    """Write the first or second summons; once it is received, the move that goes with it is made.

    With `received_at` None the letter is still on its way, and a summons that was not received is written anew.
    `draft` is issued in the same transaction.
    """
    if not place.strip():
        raise missing("place", Words(id="Tempat pemeriksaan", en="The place"))
    _check_dates(one, received_at, examination_at, now)
    with together(one):
        recipient_works(one, reach, SUMMONING)
        _check_turn(one)
        row, _made = Summons.objects.update_or_create(
            recommendation=one,
            ordinal=next_ordinal(one),
            defaults={
                "received_at": received_at,
                "examination_at": examination_at,
                "place": place.strip(),
                "letter": None,
                "made_by": officer,
                "made_at": now,
            },
        )
        record_theirs(one, "forwarding.summoned", officer, now, ordinal=row.ordinal)
        if received_at is not None:
            _move(one, officer, reach, now)
        row.letter = issued(draft, officer, reach, now)
        row.save(update_fields=["letter"])
    return row


def note_received(
    one: Recommendation, *, received_at: datetime, officer: Officer, reach: Reach, now: datetime
) -> Summons:
    """Record when the summons on its way reached the person; where that was too late, nothing is changed."""
    with together(one):
        recipient_works(one, reach, SUMMONING)
        row = on_its_way(one)
        if row is None:
            raise Problem(
                Words(id="Tidak ada panggilan yang masih di jalan.", en="There is no summons that is still on its way.")
            )
        _check_dates(one, received_at, row.examination_at, now)
        row.received_at = received_at
        row.save(update_fields=["received_at"])
        record_theirs(one, "forwarding.summons_received", officer, now, ordinal=row.ordinal)
        _move(one, officer, reach, now)
    return row


def note_missed(one: Recommendation, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Note that the person did not come on the day of the last summons."""
    with together(one):
        recipient_works(one, reach, {"examination"})
        last = one.summonses.filter(missed_at__isnull=True, received_at__isnull=False).order_by("-ordinal").first()
        if last is None or last.examination_at > now:
            raise Problem(
                Words(
                    id="Belum ada hari pemeriksaan yang lewat. Catat setelah hari pemeriksaan.",
                    en="No day of examination has passed. Note it after that day.",
                )
            )
        Summons.objects.filter(pk=last.pk).update(missed_at=now)
        record_theirs(one, "forwarding.summons_missed", officer, now, ordinal=last.ordinal)


def on_its_way(one: Recommendation) -> Summons | None:
    """Return the summons that was written and not yet received."""
    return one.summonses.filter(received_at__isnull=True).first()


def next_ordinal(one: Recommendation) -> int:
    """Return the place of the summons to be written: that of the one on its way, else the next."""
    waiting = on_its_way(one)
    return waiting.ordinal if waiting else one.summonses.count() + 1


def _check_turn(one: Recommendation) -> None:
    if next_ordinal(one) > MOST_SUMMONSES:
        raise Problem(
            Words(
                id="Dua panggilan sudah dibuat; lebih dari dua tidak diatur.",
                en="Two summonses were written; the rules know no third.",
            )
        )
    if one.state == "examination" and not one.summonses.filter(missed_at__isnull=False).exists():
        raise Problem(one.flow.guard_words("first_missed"))


def _check_dates(one: Recommendation, received_at: datetime | None, examination_at: datetime, now: datetime) -> None:
    if received_at is not None and received_at > now:
        raise FieldProblem("received_at", FUTURE)
    if received_at is not None and one.sent_at and received_at < one.sent_at:
        raise FieldProblem(
            "received_at",
            Words(
                id="Panggilan tidak dapat mendahului penerusan. Periksa tanggalnya.",
                en="A summons cannot come before the recommendation. Check its date.",
            ),
        )
    if examination_at <= (received_at or now):
        raise FieldProblem(
            "examination_at",
            Words(
                id="Pemeriksaan harus sesudah panggilan diterima. Periksa kedua tanggalnya.",
                en="The examination must come after the summons was received. Check both dates.",
            ),
        )
    if received_at is None and not only_ethics(one):
        _check_far_enough(one, examination_at, now)


def _check_far_enough(one: Recommendation, examination_at: datetime, now: datetime) -> None:
    earliest = guards.earliest_examination(now, one.zone).start
    if one.local(examination_at).date() < earliest.date():
        told = {code: longday(earliest.date(), one.zone, code) for code in ("id", "en")}
        raise FieldProblem(
            "examination_at",
            Words(
                id=f"Terlalu dekat: bila diterima hari ini, pemeriksaan paling cepat {told['id']}.",
                en=f"Too near: if received today, the examination is on {told['en']} at the earliest.",
            ),
        )


def _move(one: Recommendation, officer: Officer, reach: Reach, now: datetime) -> None:
    move = "start_examination" if one.state == "accepted" else "summon_again"
    perform(one, move, officer=officer, reach=reach, now=now)
