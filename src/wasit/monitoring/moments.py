"""Times as posts and people write them, read into aware moments."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from wasit.text import Problem, Words

# X (Twitter) writes "Fri Oct 25 00:58:00 +0000 2024".
_X = "%a %b %d %H:%M:%S %z %Y"
_TYPED = re.compile(r"^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ ,]+(\d{1,2})[.:](\d{2}))?\s*$")


def moment_of(text: str | None, zone: str) -> datetime | None:
    """Return the moment that a delivered post names, in UTC; None where there is none or nobody can read it.

    A time without an offset is taken to be the office's own `zone`.
    """
    for read in (datetime.fromisoformat, _x, _typed, parsedate_to_datetime):
        try:
            found = read((text or "").strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        try:
            aware = found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))
            return aware.astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    return None


def typed_moment(text: str, zone: str) -> datetime | None:
    """Return the moment that an officer typed, None for an empty field; raise Problem for what is no date."""
    if not text.strip():
        return None
    found = moment_of(text, zone)
    if found is None:
        shown = text.strip()[:40]
        raise Problem(
            Words(
                id=f'Waktu "{shown}" tidak terbaca. Tulis seperti 25-10-2024 07.58.',
                en=f'The time "{shown}" cannot be read. Write it as 25-10-2024 07.58.',
            )
        )
    return found


def _x(text: str) -> datetime:
    return datetime.strptime(text, _X)  # noqa: DTZ007 - the pattern has an offset


def _typed(text: str) -> datetime:
    found = _TYPED.match(text)
    if found is None:
        raise ValueError(text)
    day, month, year, hour, minute = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - the zone is added by the caller
