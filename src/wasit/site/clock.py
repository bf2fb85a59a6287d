"""What time it is: the machine's clock, or in the demonstration a day inside the campaign that goes on from there."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


class _Offset:
    """How far the pretended time lies from the machine's, fixed when first asked."""

    value: timedelta | None = None


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    real = datetime.now(UTC)
    if not settings.PRETEND_NOW:
        return real
    if _Offset.value is None:
        _Offset.value = datetime.fromisoformat(settings.PRETEND_NOW).astimezone(UTC) - real
    return real + _Offset.value
