"""Numbers without gaps: each is taken inside the transaction that uses it, so a failure gives it back."""

from datetime import datetime

from django.db import connection
from django.db.models import F

from wasit.office.models import Agency, NumberSeries


def take(agency: Agency, series: str, now: datetime) -> int:
    """Return the next number of `series` in the year of `now`, starting at 1.

    The update comes first so that writers queue on the row; RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    year = now.year
    row = NumberSeries.objects.filter(agency=agency, series=series, year=year)
    if not row.update(last=F("last") + 1):
        NumberSeries.objects.get_or_create(agency=agency, series=series, year=year)
        row.update(last=F("last") + 1)
    return row.values_list("last", flat=True).get()
