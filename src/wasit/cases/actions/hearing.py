"""Hearing people: invitations, minutes, the offer to answer in writing, and what warned the person before."""

from datetime import date, datetime

from django.db import transaction

from wasit.cases.actions.ledger import record
from wasit.cases.actions.working import work_on
from wasit.cases.guards import REPLY_CLOCK
from wasit.cases.models import Case, Invitation, Party, PriorWarning, Reply
from wasit.office.models import Officer, StoredFile
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.problems import FieldProblem, missing
from wasit.text import Problem, Words

_HEARING_STATES = frozenset({"clarification", "study", "plenary", "paused", "initial_review", "tracing"})
_FUTURE = Words(id="Waktunya ada di masa depan. Periksa tanggalnya.", en="The time lies in the future. Check its date.")


def invite(
    case: Case,
    party: Party | None,
    *,
    held_at: datetime,
    place: str,
    sent_at: datetime,
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> Invitation:
    """Invite a person (None = the reporter, who is never named) to a clarification; again if they stayed away."""
    if not place.strip():
        raise missing("place", Words(id="Tempat klarifikasi", en="The place"))
    if sent_at > now:
        raise FieldProblem("sent_at", _FUTURE)
    if held_at < sent_at:
        raise FieldProblem(
            "held_at",
            Words(
                id="Klarifikasi harus sesudah undangan diterima. Periksa kedua tanggalnya.",
                en="The clarification must come after the invitation was received. Check both dates.",
            ),
        )
    with transaction.atomic():
        _hearing(case, reach)
        _own(case, party)
        last = case.invitations.filter(party=party).order_by("-ordinal").first()
        if last is not None and last.outcome == Invitation.Outcome.OPEN:
            raise Problem(
                Words(
                    id="Undangan sebelumnya masih menunggu. Catat hasilnya lebih dahulu.",
                    en="The invitation before still waits. Record what came of it first.",
                )
            )
        row = Invitation.objects.create(
            case=case,
            party=party,
            ordinal=last.ordinal + 1 if last else 1,
            held_at=held_at,
            place=place.strip(),
            sent_at=sent_at,
            made_by=officer,
            made_at=now,
        )
        record(case, "cases.invited", officer, now, invitation=row.pk, ordinal=row.ordinal)
    return row


def record_statement(
    invitation: Invitation,
    *,
    heard_at: datetime,
    statement: str,
    under_oath: bool,
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> None:
    """Keep the minutes of a clarification; the statement of a reporter must not name them, it is read by others."""
    if not statement.strip():
        raise missing("statement", Words(id="Keterangan", en="The statement"))
    if heard_at > now:
        raise FieldProblem("heard_at", _FUTURE)
    if heard_at < invitation.sent_at:
        raise FieldProblem(
            "heard_at",
            Words(
                id="Klarifikasi tidak dapat mendahului undangannya. Periksa tanggalnya.",
                en="A clarification cannot come before its invitation. Check the date.",
            ),
        )
    values = {"heard_at": heard_at, "statement": statement.strip(), "under_oath": under_oath}
    _close(invitation, Invitation.Outcome.HEARD, values, officer, reach, now)


def note_absence(invitation: Invitation, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Record that nobody came; not before the day."""
    if invitation.held_at > now:
        raise Problem(
            Words(
                id="Waktu klarifikasi belum tiba. Catat ketidakhadiran sesudahnya.",
                en="The time of the clarification has not come. Record the absence afterwards.",
            )
        )
    _close(invitation, Invitation.Outcome.ABSENT, {}, officer, reach, now)


def cancel_invitation(invitation: Invitation, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Take an invitation back; it then counts for nothing."""
    _close(invitation, Invitation.Outcome.CANCELLED, {}, officer, reach, now)


def _close(
    invitation: Invitation,
    outcome: Invitation.Outcome,
    values: dict[str, object],
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> None:
    with transaction.atomic():
        work_on(invitation.case, reach)
        open_rows = Invitation.objects.filter(pk=invitation.pk, outcome=Invitation.Outcome.OPEN)
        if open_rows.update(outcome=outcome, closed_by=officer, **values) != 1:
            raise Problem(
                Words(id="Hasil undangan ini sudah dicatat.", en="What came of this invitation is recorded already.")
            )
        record(invitation.case, f"cases.clarification_{outcome}", officer, now, invitation=invitation.pk)


def offer_reply(
    case: Case, party: Party, *, offered_at: datetime, officer: Officer, reach: Reach, now: datetime
) -> Reply:
    """Offer a reported person to answer in writing; their own clock runs from the day it reached them."""
    if party.role != Party.Role.REPORTED:
        raise FieldProblem(
            "party", Words(id="Hak jawab adalah hak terlapor.", en="The right of reply is that of a reported person.")
        )
    if not case.opened_at <= offered_at <= now:
        raise FieldProblem(
            "offered_at",
            Words(
                id="Waktunya harus antara perkara dibuka dan sekarang. Periksa tanggalnya.",
                en="The time must lie between the opening of the case and now. Check its date.",
            ),
        )
    with transaction.atomic():
        _hearing(case, reach)
        _own(case, party)
        if case.replies.filter(party=party).exists():
            raise Problem(Words(id="Kesempatan menjawab sudah diberikan.", en="The offer to answer was made already."))
        row = Reply.objects.create(case=case, party=party, offered_at=offered_at, offered_by=officer)
        deadlines.start(case, REPLY_CLOCK, offered_at, "offer_reply", about=f"party:{party.pk}")
        record(case, "cases.reply_offered", officer, now, party=party.pk)
    return row


def take_reply(reply: Reply, *, text: str, sha256: str = "", officer: Officer, reach: Reach, now: datetime) -> None:
    """Keep the answer of a reported person as they gave it; a late one is kept too, and told as late."""
    if not text.strip() and not sha256:
        raise missing("text", Words(id="Jawaban", en="The answer"))
    if sha256 and not StoredFile.objects.filter(sha256=sha256).exists():
        raise FieldProblem(
            "uploads", Words(id="Berkas jawaban tidak ada di penyimpanan.", en="The answer is not in the vault.")
        )
    case = reply.case
    with transaction.atomic():
        work_on(case, reach)
        rows = Reply.objects.filter(pk=reply.pk, answered_at__isnull=True)
        if rows.update(answered_at=now, text=text.strip(), sha256=sha256, received_by=officer) != 1:
            raise Problem(Words(id="Jawaban sudah tercatat.", en="The answer is recorded already."))
        running = case.deadlines.filter(
            clock_id=REPLY_CLOCK, about=f"party:{reply.party_id}", stopped_at__isnull=True
        ).first()
        if running is not None:
            deadlines.stop(running, now, "take_reply", fulfilled=True)
        record(case, "cases.reply_taken", officer, now, party=reply.party_id)


def add_warning(
    case: Case,
    party: Party,
    *,
    kind: str,
    on: date,
    what: str,
    officer: Officer | None,
    reach: Reach,
    now: datetime,
    source: str = "",
) -> PriorWarning:
    """Note that the person had been told before the act; what lies after the act warned nobody."""
    if kind not in PriorWarning.Kind.values or not what.strip():
        raise missing("what", Words(id="Yang sudah disampaikan", en="What had been told"))
    if on > case.local(case.act_at).date():
        raise FieldProblem(
            "on",
            Words(
                id="Harinya sesudah perbuatan. Lembar ini hanya memuat yang disampaikan sebelumnya.",
                en="That day lies after the act. This sheet holds only what had been told before it.",
            ),
        )
    with transaction.atomic():
        work_on(case, reach)
        _own(case, party)
        row, made = PriorWarning.objects.get_or_create(
            party=party,
            kind=kind,
            on=on,
            what=what.strip()[:300],
            defaults={"case": case, "source": source, "added_by": officer, "added_at": now},
        )
        if made:
            record(case, "cases.warning_added", officer, now, party=party.pk, kind=kind)
    return row


def _hearing(case: Case, reach: Reach) -> None:
    work_on(case, reach)
    if case.state not in _HEARING_STATES:
        raise Problem(
            Words(
                id="Keterangan diminta selama perkara diperiksa; sekarang tahapnya lain.",
                en="People are heard while the case is being handled; it is at another stage now.",
            )
        )


def _own(case: Case, party: Party | None) -> None:
    if party is not None and party.case_id != case.pk:
        raise FieldProblem(
            "party", Words(id="Orang itu bukan dari perkara ini.", en="That person is not of this case.")
        )
