"""Making a move of a recommendation: what the engine does, and what the hand-off adds to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from wasit.forwarding import guards
from wasit.forwarding.actions.ledger import record
from wasit.forwarding.models import Recommendation, RecommendationMove
from wasit.letters.models import Letter
from wasit.office.blocks import is_blocked
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.proceedings import moving
from wasit.proceedings.answers import Asked
from wasit.rulebook import Move
from wasit.text import Problem, Words

# Clocks whose act was not done when another event makes them pointless.
_OVERTAKEN = frozenset({"surat-tanya-1", "surat-tanya-2", "surat-tanya-3", "paket-bkn", "kabar-bkn"})
_GIVEN_UP: Mapping[str, frozenset[str]] = {
    "revoke": frozenset({"kirim-penerusan", "perbaikan-paket"}),
    "return_package": frozenset({"konfirmasi-penerusan", "ppk-tindak-lanjut", *_OVERTAKEN}),
    "object": frozenset({"sk-berlaku"}),
    "take_effect": frozenset({"keberatan", "banding"}),
}
_BY_WEIGHT = frozenset({"hand_over", "object"})
_OWN_RUNG = frozenset({"letter_1", "letter_2", "letter_3", "bkn_package", "record_block"})


def perform(
    one: Recommendation,
    move_id: str,
    *,
    officer: Officer,
    reach: Reach,
    now: datetime,
    seen: int | None = None,
    **asked: Any,
) -> RecommendationMove:
    """Make a move of the hand-off: check role, state, conditions and answers, then write it all at once.

    Keyword arguments are the fields of `Asked`; Problem tells what stands against it, and then nothing has changed.
    """
    open_to(one, reach)
    if move_id in _BY_WEIGHT:
        # Whether objection or appeal is open follows from the decision itself, whoever makes the move.
        asked.setdefault("outcomes", (guards.weight_of(guards.last_decision(one)),))
    made: RecommendationMove = moving.perform(
        PROCEDURE, one, one.flow.move(move_id), Asked(**asked), officer=officer, reach=reach, now=now, seen=seen
    )
    return made


def open_to(one: Recommendation, reach: Reach) -> None:
    """Raise Problem where a conflict of interest closes the recommendation, or the matter behind it, to the officer."""
    if is_blocked(reach, one.subject) or is_blocked(reach, one.source):
        raise Problem(
            Words(
                id="Penerusan ini tertutup bagi Anda karena benturan kepentingan.",
                en="This recommendation is closed to you because of a conflict of interest.",
            )
        )


@contextmanager
def together(one: Recommendation) -> Iterator[None]:
    """Run several writes as one; what fails leaves neither rows behind nor the object in a state it never reached."""
    kept = one.state, one.state_since, one.version
    try:
        with transaction.atomic():
            yield
    except Exception:
        one.state, one.state_since, one.version = kept
        raise


def with_letter(made: RecommendationMove, letter: Letter | None) -> None:
    """Keep the letter that brought a move about, in the transaction of the move; the move itself never changes."""
    if letter is not None:
        RecommendationMove.objects.filter(pk=made.pk, letter__isnull=True).update(letter=letter)


def _moments(one: Recommendation, answers: Asked, now: datetime) -> Mapping[str, datetime | None]:
    decision = guards.last_decision(one)
    return {
        "now": now,
        "notified_at": answers.notified_at,
        "decided_at": decision.decided_at if decision else None,
    }


def _bring_about(one: Recommendation, move: Move, answers: Asked, _officer: Officer, now: datetime) -> None:
    if move.id == "send":
        one.sent_at = now
        one.save(update_fields=["sent_at"])
    if move.id == "hand_over":
        decision = guards.last_decision(one)
        if decision is not None:
            decision.received_at = answers.notified_at
            decision.save(update_fields=["received_at"])


def _given_up(_one: Recommendation, move: Move, _origin: str) -> frozenset[str]:
    if move.id in _GIVEN_UP:
        return _GIVEN_UP[move.id]
    return frozenset() if move.id in _OWN_RUNG else _OVERTAKEN


def _record(one: Recommendation, move: Move, made: RecommendationMove, officer: Officer, now: datetime) -> None:
    agency = acting_for(one, move, officer, now)
    record(one, "forwarding.moved", officer, now, agency=agency, move=move.id, source=made.source, target=made.target)


def acting_for(one: Recommendation, move: Move, officer: Officer, now: datetime) -> Agency:
    """Return the agency for which an officer made a move: the recipient's where the officer works there."""
    theirs = one.recipient_agency
    if theirs is not None and "appointing_office" in move.roles:
        held = officer.memberships.filter(agency=theirs, since__lte=now).exclude(until__lte=now)
        if held.exists():
            return theirs
    return one.agency


PROCEDURE = moving.Procedure[Recommendation](
    guards=guards.GUARDS,
    added=guards.ADDED,
    added_words=guards.ADDED_WORDS,
    moments=_moments,
    earliest=lambda one: one.drawn_up_at,
    bring_about=_bring_about,
    given_up=_given_up,
    record=_record,
)
