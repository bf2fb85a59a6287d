"""What is told after something was done to a recommendation, and who a typed recipient is."""

from datetime import datetime

from wasit.forwarding.actions import Recipient
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import next_deadline
from wasit.look.dates import longday
from wasit.office.models import Agency
from wasit.rulebook import Move
from wasit.text import Words


def done_words(one: Recommendation, move: Move, now: datetime) -> Words:
    """Return what to tell after a move: the state, and the next date."""
    state = one.flow.state(one.state).words
    first = Words(id=f"{move.words.id}: {state.id}.", en=f"{move.words.en}: {state.en}.")
    deadline = next_deadline(one, now)
    if deadline is None or deadline.due_at is None:
        return first
    due = {code: longday(deadline.due_at, one.zone, code) for code in ("id", "en")}
    return Words(id=f"{first.id} Tenggat berikut: {due['id']}.", en=f"{first.en} Next deadline: {due['en']}.")


def recipient_of(agency: Agency | None, name: str) -> Recipient:
    """Return the recipient that was chosen from the list or typed."""
    if agency is not None:
        return Recipient(id="government", kind="government", name=agency.name, agency=agency)
    return Recipient(id="other", kind="elsewhere", name=name.strip())
