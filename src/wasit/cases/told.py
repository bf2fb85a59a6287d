"""What is told after a move of a case."""

from wasit.cases.models import Case
from wasit.look.dates import longday
from wasit.rulebook import Move, workflow
from wasit.text import Words


def done_words(case: Case, move: Move) -> Words:
    """Return what to tell after a move: the new number or state, and the nearest deadline."""
    state = workflow(case.regime).state(case.state).words
    first = Words(id=f"{move.words.id}: {state.id}.", en=f"{move.words.en}: {state.en}.")
    if move.takes_number:
        first = Words(id=f"Register {case.register_number} tercatat.", en=f"Register {case.register_number} recorded.")
    due = min((row.due_at for row in case.deadlines.filter(stopped_at__isnull=True) if row.due_at), default=None)
    if due is None:
        return first
    return Words(
        id=f"{first.id} Tenggat berikut: {longday(due, case.zone, 'id')}.",
        en=f"{first.en} Next deadline: {longday(due, case.zone, 'en')}.",
    )
