"""How the receiving agency acts: for whom, in which state, and how the journal is written."""

from collections.abc import Collection
from datetime import datetime

from wasit.forwarding.actions.ledger import record
from wasit.forwarding.actions.moving import open_to
from wasit.forwarding.models import Recommendation
from wasit.letters.actions import issue
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach
from wasit.text import Problem, Words

FUTURE = Words(id="Waktunya ada di masa depan. Periksa tanggalnya.", en="The time lies in the future. Check its date.")


def recipient_works(one: Recommendation, reach: Reach, states: Collection[str] = ()) -> None:
    """Raise Problem unless the reach may act for the receiving agency, and the recommendation is in one of `states`."""
    able = {str(role) for role in ROLES_BY_PERMISSION["forwarding.answer"]}
    if not any(grant.agency_id == one.recipient_agency_id and grant.role in able for grant in reach.grants):
        raise Problem(
            Words(
                id="Langkah ini hanya untuk instansi penerima.",
                en="Only the receiving agency can do this.",
            )
        )
    open_to(one, reach)
    if states:
        state = Recommendation.objects.select_for_update().values_list("state", flat=True).get(pk=one.pk)
        if state not in states:
            now_in = one.flow.state(state).words
            raise Problem(
                Words(
                    id=f"Ini tidak dapat dicatat pada tahap {now_in.id}. Muat ulang halamannya.",
                    en=f"This cannot be recorded in the state {now_in.en}. Load the page again.",
                )
            )


def record_theirs(one: Recommendation, verb: str, officer: Officer, now: datetime, **told: object) -> None:
    """Write an entry for the receiving agency."""
    record(one, verb, officer, now, agency=one.recipient_agency, **told)


def issued(draft: Draft | None, officer: Officer, reach: Reach, now: datetime) -> Letter | None:
    """Issue a draft inside the caller's transaction; a refusal of the move takes the number back."""
    return None if draft is None else issue(draft, officer=officer, reach=reach, now=now)
