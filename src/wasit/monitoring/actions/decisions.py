"""Decisions about a hit: each is taken once, by one officer, with its reason, and nearly all can be undone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from wasit.cases import actions as cases
from wasit.cases.models import Case
from wasit.cases.opening import OpeningEvidence
from wasit.monitoring import openings, queries, sealing
from wasit.monitoring.models import Hit
from wasit.monitoring.openings import Confirmation
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.queries import acting_agency
from wasit.office.reach import Reach
from wasit.text import Problem, Words
from wasit.text.regions import ZONE_SHORT, region

OPEN = list(queries.OPEN)
LATEST_POSTPONEMENT = timedelta(days=60)
# Looking again within this time is the same look: the journal tells who saw what, not how often a page was loaded.
ONE_LOOK = timedelta(minutes=15)
_CLEAN: dict[str, Any] = {
    "state": Hit.State.NEW, "postponed_until": None, "decided_by": None, "decided_at": None,
    "decision_reason": "", "decision_note": "", "person": None,
}  # fmt: skip


def confirm_hit(hit: Hit, confirmation: Confirmation, *, officer: Officer, reach: Reach, now: datetime) -> Case:
    """Turn a hit into a case with a frozen copy of its evidence, and of that of the hits merged into it.

    The date of the act is that of the post, the date known is `now`. Raises Problem when somebody else decided the
    hit meanwhile, when the seal of its capture is broken, or when cases will not open with what was given.
    """
    _may(hit, reach)
    _still_open(hit)
    captures = [hit.capture, *(copy.capture for copy in queries.merged_into(hit))]
    for capture in captures:
        if not sealing.intact(capture):
            raise _broken(capture.sha256)
    opening, person = openings.opening_of(hit, captures, confirmation, reach, now)
    with transaction.atomic():
        case = cases.open_case(opening, officer=officer, reach=reach, now=now)
        _decide(hit, officer, reach, now, "monitoring.hit_confirmed", {
            "state": Hit.State.CONFIRMED, "person": person, "case": case, "postponed_until": None,
            "decision_reason": "", "decision_note": "",
        }, {"case": case.pk, "origin": opening.origin, "acts": [act.violation_id for act in opening.acts]})  # fmt: skip
    return case


def dismiss_hit(hit: Hit, reason: str, note: str = "", *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Say that a hit is no indication; `reason` is one of `Hit.Reason`, and "other" asks for a note."""
    if reason not in Hit.Reason.values:
        raise Problem(
            Words(id="Pilih alasan mengapa ini bukan indikasi.", en="Choose the reason why this is no indication.")
        )
    if reason == Hit.Reason.OTHER and not note.strip():
        raise Problem(Words(id="Tulis alasannya di catatan.", en="Write the reason in the note."))
    _may(hit, reach)
    with transaction.atomic():
        _decide(hit, officer, reach, now, "monitoring.hit_dismissed", {
            "state": Hit.State.DISMISSED, "decision_reason": reason, "decision_note": note.strip()[:1000],
            "postponed_until": None,
        }, {"reason": reason, "note": note.strip()[:1000]})  # fmt: skip
    return hit


def postpone_hit(hit: Hit, until: datetime, note: str = "", *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Put a hit aside until a moment within 60 days; it comes back into the queue of the officer by itself."""
    if not now < until <= now + LATEST_POSTPONEMENT:
        raise Problem(
            Words(
                id="Pilih hari sesudah hari ini, paling lama 60 hari lagi.",
                en="Choose a day after today, at most 60 days ahead.",
            )
        )
    _may(hit, reach)
    with transaction.atomic():
        _decide(hit, officer, reach, now, "monitoring.hit_postponed", {
            "state": Hit.State.POSTPONED, "postponed_until": until, "decision_note": note.strip()[:1000],
            "assigned_to": hit.assigned_to or officer,
        }, {"until": until.isoformat(), "note": note.strip()[:1000]})  # fmt: skip
    return hit


def merge_hits(hits: Sequence[Hit], target: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Put hits under `target` as copies of it; into a case that exists already their captures go as evidence."""
    _may(target, reach)
    with transaction.atomic():
        target = Hit.objects.select_for_update().get(pk=target.pk)
        if target.state not in {*OPEN, Hit.State.CONFIRMED}:
            raise _decided(target)
        for hit in hits:
            _merge(hit, target, officer, reach, now)
    return target


def unmerge_hit(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Take a merged hit out again; what a case got from it as evidence stays there, as the journal tells."""
    return _reopen(hit, [Hit.State.MERGED], "monitoring.hit_unmerged", officer, reach, now)


def undo_decision(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Take back a dismissal, a postponement or a merge; a hit that became a case goes on as a case."""
    hit.refresh_from_db()
    if hit.state == Hit.State.CONFIRMED:
        raise Problem(
            Words(
                id="Indikasi ini sudah menjadi perkara. Lanjutkan atau tutup di halaman perkaranya.",
                en="This hit has become a case. Go on with it, or close it, on the page of the case.",
            )
        )
    undone = [Hit.State.DISMISSED, Hit.State.POSTPONED, Hit.State.MERGED]
    return _reopen(hit, undone, "monitoring.hit_undone", officer, reach, now)


def separate_hit(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Say that a hit is no copy of another: it stands in the queue by itself from now on."""
    _may(hit, reach)
    with transaction.atomic():
        if not Hit.objects.filter(pk=hit.pk, state__in=OPEN).update(same_as=None, apart=True):
            raise _decided(hit)
        _record("monitoring.hit_separated", hit, officer, reach, now, {"from": hit.same_as_id})
    hit.refresh_from_db()
    return hit


def take_hit(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Put a hit on the officer's own list, if nobody else has it."""
    _may(hit, reach)
    with transaction.atomic():
        rows = Hit.objects.filter(pk=hit.pk, state__in=OPEN, assigned_to=None)
        if not rows.update(assigned_to=officer):
            hit.refresh_from_db()
            if hit.assigned_to_id == officer.pk:
                return hit
            raise _taken(hit) if hit.open else _decided(hit)
        _record("monitoring.hit_taken", hit, officer, reach, now, {})
    hit.refresh_from_db()
    return hit


def release_hit(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> Hit:
    """Take a hit off whoever's list it is on."""
    _may(hit, reach)
    with transaction.atomic():
        if Hit.objects.filter(pk=hit.pk, assigned_to__isnull=False).update(assigned_to=None):
            _record("monitoring.hit_released", hit, officer, reach, now, {"from": hit.assigned_to_id})
    hit.refresh_from_db()
    return hit


def note_view(hit: Hit, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Write down that an officer looked at a hit."""
    seen = JournalEntry.objects.filter(
        subject=hit.subject, verb="monitoring.hit_viewed", actor=officer, at__gt=now - ONE_LOOK, at__lte=now
    )
    if not seen.exists():
        with transaction.atomic():
            _record("monitoring.hit_viewed", hit, officer, reach, now, {})


def _merge(hit: Hit, target: Hit, officer: Officer, reach: Reach, now: datetime) -> None:
    if hit.pk == target.pk or hit.region_code != target.region_code:
        raise Problem(
            Words(
                id="Gabungkan dengan indikasi lain dari wilayah yang sama.",
                en="Merge with another hit of the same region.",
            )
        )
    _decide(hit, officer, reach, now, "monitoring.hit_merged", {
        "state": Hit.State.MERGED, "same_as": target, "postponed_until": None,
    }, {"into": target.pk})  # fmt: skip
    # Copies that waited behind the merged hit wait behind its target now.
    Hit.objects.filter(same_as=hit, state__in=OPEN).exclude(pk=target.pk).update(same_as=target)
    Hit.objects.filter(pk=target.pk, same_as=hit).update(same_as=None)
    if target.case is not None:
        item = openings.evidence_of(hit.capture)
        if not target.case.evidence.filter(sha256=item.sha256).exists():
            _add_evidence(target.case, item, officer, reach, now)


def _add_evidence(case: Case, item: OpeningEvidence, officer: Officer, reach: Reach, now: datetime) -> None:
    cases.add_evidence(case, item, officer=officer, reach=reach, now=now)


def _decide(
    hit: Hit, officer: Officer, reach: Reach, now: datetime, verb: str, changes: dict[str, Any],
    details: dict[str, Any],
) -> None:  # fmt: skip
    """Write a decision if the hit is still open; the second of two officers is told who was first."""
    rows = Hit.objects.filter(pk=hit.pk, state__in=OPEN)
    if not rows.update(decided_by=officer, decided_at=now, **changes):
        raise _decided(hit)
    _record(verb, hit, officer, reach, now, details)
    hit.refresh_from_db()


def _reopen(hit: Hit, sources: list[Hit.State], verb: str, officer: Officer, reach: Reach, now: datetime) -> Hit:
    _may(hit, reach)
    with transaction.atomic():
        before = Hit.objects.select_for_update().get(pk=hit.pk)
        if before.state not in sources:
            raise _decided(before)
        target = before.same_as
        # What was merged by hand is no likely copy; what the house took for a copy waits behind its leader again.
        alike = target is not None and bool(before.text_key) and target.text_key == before.text_key
        kept = {**_CLEAN, "same_as": target if alike and not before.apart else None}
        if not Hit.objects.filter(pk=hit.pk, state=before.state).update(**kept):
            raise _decided(before)
        _record(verb, hit, officer, reach, now, {"was": before.state, "into": before.same_as_id})
    hit.refresh_from_db()
    return hit


def _may(hit: Hit, reach: Reach) -> None:
    allowed = {str(role) for role in ROLES_BY_PERMISSION["monitoring.triage"]}
    if not allowed & reach.roles_in(hit.region_code):
        raise Problem(
            Words(
                id="Indikasi ini hanya dapat diputuskan oleh kantor di wilayahnya.",
                en="Only the office of its region can decide this hit.",
            )
        )


def _still_open(hit: Hit) -> None:
    hit.refresh_from_db()
    if not hit.open:
        raise _decided(hit)


def _record(verb: str, hit: Hit, officer: Officer, reach: Reach, now: datetime, details: dict[str, Any]) -> None:
    journal.record(
        verb=verb, actor=officer, agency=acting_agency(reach, hit.region_code), region_code=hit.region_code,
        subject=hit.subject, details=details, now=now,
    )  # fmt: skip


def _decided(hit: Hit) -> Problem:
    row = Hit.objects.select_related("decided_by").get(pk=hit.pk)
    if row.open or row.decided_at is None:
        return Problem(
            Words(
                id="Indikasi ini sudah kembali ke antrean. Muat ulang halamannya.",
                en="This hit is back in the queue. Load the page again.",
            )
        )
    zone = region(row.region_code).zone
    at = row.decided_at.astimezone(ZoneInfo(zone)).strftime("%d-%m-%Y %H.%M ") + ZONE_SHORT[zone]
    said = {
        Hit.State.CONFIRMED: Words(id="jadi perkara", en="became a case"),
        Hit.State.DISMISSED: Words(id="bukan indikasi", en="no indication"),
        Hit.State.MERGED: Words(id="digabung", en="merged"),
    }[Hit.State(row.state)]
    return Problem(
        Words(
            id=f"Sudah diputuskan {row.decided_by} pada {at}: {said.id}. Keputusan Anda tidak disimpan.",
            en=f"{row.decided_by} decided already on {at}: {said.en}. Your decision was not kept.",
        )
    )


def _taken(hit: Hit) -> Problem:
    return Problem(Words(id=f"Sudah diambil {hit.assigned_to}.", en=f"{hit.assigned_to} has taken it already."))


def _broken(sha256: str) -> Problem:
    short = f"{sha256[:4]}…{sha256[-4:]}"
    return Problem(
        Words(
            id=f"Segel {short} rusak: isinya berubah sejak disegel. Jangan jadikan bukti; hubungi administrator.",
            en=f"Seal {short} is broken: its content changed since. Do not use it as evidence; tell the administrator.",
        )
    )
