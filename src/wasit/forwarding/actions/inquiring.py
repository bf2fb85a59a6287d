"""The rungs of the follow-up ladder: a letter of inquiry or the package to BKN, and the move that goes with it."""

from datetime import datetime

from wasit.forwarding.actions.drawing import sender_only
from wasit.forwarding.actions.moving import perform, together, with_letter
from wasit.forwarding.actions.receiving import issued
from wasit.forwarding.models import Recommendation, RecommendationMove
from wasit.letters.drafts import Draft
from wasit.office.models import Officer
from wasit.office.reach import Reach


def inquire(
    one: Recommendation,
    rung: str,
    *,
    officer: Officer,
    reach: Reach,
    now: datetime,
    draft: Draft | None = None,
    seen: int | None = None,
) -> RecommendationMove:
    """Issue the letter of a rung and take the rung, both or neither; without a `draft` it was written elsewhere."""
    with together(one):
        sender_only(one, reach)
        made = perform(one, rung, officer=officer, reach=reach, now=now, seen=seen)
        with_letter(made, issued(draft, officer, reach, now))
    return made
