"""How this room writes into the journal."""

from datetime import datetime
from typing import Any

from wasit.forwarding.models import Recommendation
from wasit.office import journal
from wasit.office.models import Agency, Officer


def record(
    one: Recommendation, verb: str, officer: Officer | None, now: datetime, *, agency: Agency | None = None, **told: Any
) -> None:
    """Append an entry on a recommendation; `told` never holds a name, for the journal outlives the matter.

    `agency` is that of whoever acted, the sender's where none is given.
    """
    journal.record(
        verb=verb,
        actor=officer,
        agency=agency or one.agency,
        region_code=one.region_code,
        subject=one.subject,
        details=told,
        now=now,
    )
