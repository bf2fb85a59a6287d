"""A comparison begun, looked at and taken away as a workbook."""

from datetime import date, datetime

from django.db import transaction

from wasit.office.models import Agency, JournalEntry, Officer
from wasit.office.reach import Reach
from wasit.reconciliation.actions.ledger import record
from wasit.reconciliation.models import Comparison
from wasit.reconciliation.queries import working_agency
from wasit.text import Problem, Words
from wasit.text.regions import region

VIEW_ONCE_SECONDS = 3600


def make(
    *, region_code: str, period: tuple[date, date], title: str, officer: Officer, reach: Reach, now: datetime
) -> Comparison:
    """Begin a comparison of a region and a period; raise Problem where either cannot be."""
    try:
        agency = working_agency(reach, region_code)
    except Agency.DoesNotExist:
        raise Problem(
            Words(
                id="Wilayah ini di luar tempat Anda menangani perkara. Pilih wilayah Anda.",
                en="This region is outside where you handle cases. Choose your own region.",
            )
        ) from None
    if period[0] > period[1]:
        raise Problem(
            Words(
                id="Tanggal awal periode sesudah tanggal akhirnya. Tukar keduanya.",
                en="The period begins after its end. Swap the two dates.",
            )
        )
    place = region(region_code).name
    with transaction.atomic():
        comparison = Comparison.objects.create(
            agency=agency,
            region_code=region_code,
            title=title.strip()[:200] or f"Rekonsiliasi {place} {_years(period)}",
            period_from=period[0],
            period_to=period[1],
            made_by=officer,
            made_at=now,
        )
        record(comparison, "reconciliation.made", officer, now)
    return comparison


def _years(period: tuple[date, date]) -> str:
    first, last = period[0].year, period[1].year
    return str(first) if first == last else f"{first}–{last}"


def note_viewing(comparison: Comparison, *, officer: Officer, now: datetime) -> None:
    """Write down that an officer saw the names of a comparison, once an hour."""
    seen = JournalEntry.objects.filter(subject=comparison.subject, verb="reconciliation.viewed", actor=officer)
    last = seen.order_by("-seq").values_list("at", flat=True).first()
    if last is None or (now - last).total_seconds() >= VIEW_ONCE_SECONDS:
        with transaction.atomic():
            record(comparison, "reconciliation.viewed", officer, now)


def note_export(comparison: Comparison, *, rows: int, officer: Officer, now: datetime) -> None:
    """Write down that an officer took a comparison away as a workbook of so many rows."""
    with transaction.atomic():
        record(comparison, "reconciliation.exported", officer, now, rows=rows)
