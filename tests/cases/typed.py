"""What tests of pages type: boxes of moments, and an act a few days before the day on which pages are asked."""

from datetime import datetime, timedelta

from tests.cast import NOW

from wasit.cases.models import Case

HOUR = timedelta(hours=1)
RECENT = {"act_at": NOW - timedelta(days=3), "known_at": NOW - timedelta(days=2)}


def boxes(name: str, moment: datetime, case: Case) -> dict[str, str]:
    """Return what is typed into the boxes of a moment."""
    here = case.local(moment)
    parts = {"day": str(here.day), "month": str(here.month), "year": str(here.year), "time": f"{here:%H.%M}"}
    return {f"{name}_{key}": value for key, value in parts.items()}
