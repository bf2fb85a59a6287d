"""Letters to test with: issued by the offices of the cast."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.cast import reach_for
from tests.letters.drafts import draft_of

from wasit.letters import actions
from wasit.letters.models import Letter
from wasit.office.models import Agency, Officer
from wasit.rulebook import letter_kind


@pytest.fixture
def issue_one(
    city: Agency, government: Agency, officer: Officer, appointing: Officer, now: datetime
) -> Callable[..., Letter]:
    """Return a function that issues the invented letter of a kind; keyword arguments change its draft."""

    def make(kind: str = "forwarding", *, paper: str = "", at: datetime = now, **changes: Any) -> Letter:
        who = appointing if letter_kind(kind).side == "government" else officer
        draft = draft_of(kind, city, government, **changes)
        return actions.issue(draft, officer=who, reach=reach_for(who, "letters.issue"), now=at, paper=paper)

    return make
