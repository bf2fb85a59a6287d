"""How this room writes into the journal."""

from datetime import datetime
from typing import Any

from wasit.cases.models import Case
from wasit.office import journal
from wasit.office.models import Officer


def record(case: Case, verb: str, officer: Officer | None, now: datetime, **details: Any) -> None:
    """Append an entry on `case`; `details` never hold a name or an identity, for the journal outlives the case."""
    journal.record(
        verb=verb,
        actor=officer,
        agency=case.agency,
        region_code=case.region_code,
        subject=case.subject,
        details=details,
        now=now,
    )
