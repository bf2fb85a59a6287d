"""What is fixed about the demonstration: its day and the one password of its accounts."""

from datetime import UTC, datetime

NOW = datetime(2024, 10, 28, 1, 30, tzinfo=UTC)  # Monday 28 October 2024, 08.30 WIB, 09.30 WITA
BEGINNING = datetime(2024, 1, 8, 1, 0, tzinfo=UTC)
PASSWORD = "peragaan-wasit-2024"  # noqa: S105 - printed on purpose: it opens nothing but invented data
