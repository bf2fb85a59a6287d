"""The decision of the receiving agency: a penalty or not proven, its hand-over, and the signed paper."""

from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.actions.moving import perform, together, with_letter
from wasit.forwarding.actions.receiving import FUTURE, issued, recipient_works, record_theirs
from wasit.forwarding.guards import weight_of
from wasit.forwarding.models import Contest, Decision, Recommendation, RecommendationMove
from wasit.forwarding.sanctions import Penalty, penalties_for
from wasit.letters.drafts import Draft
from wasit.office.models import Officer, StoredFile
from wasit.office.reach import Reach
from wasit.proceedings.problems import FieldProblem, missing
from wasit.text import Problem, Words


def decide(
    one: Recommendation,
    *,
    sanction_id: str,
    number: str,
    decided_at: datetime,
    decided_by: str,
    considerations: str,
    officer: Officer,
    reach: Reach,
    now: datetime,
    draft: Draft | None = None,
) -> Decision:
    """Write down a penalty of the catalogue that fits the person's kind and the norm, and make the move.

    With a `draft` the decision is issued in Wasit and bears the number it gets there.
    """
    amending = one.state == "contested"
    penalty = _penalty(one, sanction_id, amending=amending)
    _check_decision(one, "…" if draft else number, decided_at, decided_by, considerations, now)
    with together(one):
        recipient_works(one, reach)
        row = Decision.objects.create(
            recommendation=one,
            sanction_id=penalty.sanction.id,
            level=penalty.level,
            edition=penalty.edition,
            number=number.strip(),
            decided_at=decided_at,
            decided_by=decided_by.strip(),
            considerations=considerations.strip(),
            recorded_by=officer,
            recorded_at=now,
        )
        record_theirs(one, "forwarding.decided", officer, now, decision=row.pk, level=penalty.level)
        move = "amend" if amending else "decide_sanction"
        made = perform(one, move, officer=officer, reach=reach, now=now, note=considerations)
        if amending:
            ended = {"result": Contest.Result.AMENDED, "decided_at": now, "note": considerations.strip()}
            one.contests.filter(result=Contest.Result.OPEN).update(**ended)
        letter = issued(draft, officer, reach, now)
        with_letter(made, letter)
        if letter is not None:
            row.letter, row.number = letter, letter.full_number
            row.save(update_fields=["letter", "number"])
    return row


def find_not_proven(
    one: Recommendation, *, reason: str, officer: Officer, reach: Reach, now: datetime, draft: Draft | None = None
) -> RecommendationMove:
    """Find that nothing was proven; the person gets a letter that says so where a `draft` is given."""
    with together(one):
        recipient_works(one, reach)
        made = perform(one, "decide_cleared", officer=officer, reach=reach, now=now, reason=reason)
        with_letter(made, issued(draft, officer, reach, now))
    return made


def _penalty(one: Recommendation, sanction_id: str, *, amending: bool) -> Penalty:
    for penalty in penalties_for(one, amending=amending):
        if penalty.sanction.id == sanction_id:
            return penalty
    raise FieldProblem(
        "sanction_id",
        Words(
            id="Hukuman itu tidak sesuai norma dan jenis pegawai ini. Pilih dari daftar.",
            en="That penalty does not fit the norm and this kind of staff. Choose from the list.",
        ),
    )


def _check_decision(
    one: Recommendation, number: str, decided_at: datetime, decided_by: str, considerations: str, now: datetime
) -> None:
    if not number.strip():
        raise missing("number", Words(id="Nomor keputusan", en="The number"))
    if not decided_by.strip():
        raise missing("decided_by", Words(id="Pejabat yang menetapkan", en="The official who decides"))
    if not considerations.strip():
        raise missing("considerations", Words(id="Pertimbangan", en="The considerations"))
    if decided_at > now:
        raise FieldProblem("decided_at", FUTURE)
    examined = one.examinations.order_by("-held_at").values_list("held_at", flat=True).first()
    before = max(filter(None, (one.sent_at, examined)), default=None)
    if before and one.local(decided_at).date() < one.local(before).date():
        raise FieldProblem(
            "decided_at",
            Words(
                id="Keputusan tidak dapat mendahului penerusan atau pemeriksaan. Periksa tanggalnya.",
                en="A decision cannot come before the recommendation or the examination. Check its date.",
            ),
        )


def hand_over(
    one: Recommendation,
    *,
    received_at: datetime,
    officer: Officer,
    reach: Reach,
    now: datetime,
    draft: Draft | None = None,
) -> None:
    """Record that the decision reached the person: from that day it may be contested, and its effect is reckoned."""
    decision = guards.last_decision(one)
    if decision is not None and one.local(received_at).date() < one.local(decision.decided_at).date():
        raise FieldProblem(
            "notified_at",
            Words(
                id="Keputusan tidak dapat diterima sebelum ditetapkan. Periksa tanggalnya.",
                en="A decision cannot be received before it is made. Check the date.",
            ),
        )
    with together(one):
        made = perform(
            one,
            "hand_over",
            officer=officer,
            reach=reach,
            now=now,
            notified_at=received_at,
            outcomes=(weight_of(decision),),
        )
        with_letter(made, issued(draft, officer, reach, now))


def keep_signed(one: Recommendation, sha256: str, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Put the signed paper, already in the vault, beside the decision."""
    decision = guards.last_decision(one)
    if decision is None or not StoredFile.objects.filter(sha256=sha256).exists():
        raise Problem(
            Words(
                id="Tulis keputusannya dahulu, lalu unggah berkas bertanda tangan.",
                en="Write the decision first, then upload the signed file.",
            )
        )
    with together(one):
        recipient_works(one, reach)
        Decision.objects.filter(pk=decision.pk).update(sha256=sha256)
        record_theirs(one, "forwarding.paper_kept", officer, now, sha256=sha256)
