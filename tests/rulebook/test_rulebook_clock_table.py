"""Every row of clock_table.csv, reckoned by hand on the calendar, comes out of the code too."""

import csv
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from wasit.rulebook import clocks, reckon

TABLE = Path(__file__).with_name("clock_table.csv")
with TABLE.open(encoding="utf-8", newline="") as source:
    ROWS = list(csv.DictReader(source))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['clock']} {row['start'][:10]} {row['why'][:30]}")
def test_the_code_agrees_with_the_hand(row: dict[str, str]) -> None:
    found = reckon(row["clock"], datetime.fromisoformat(row["start"]), row["zone"], extended=row["extended"] == "yes")
    assert (found.due.isoformat() if found.due else "") == row["due"]
    assert len(found.skipped) == int(row["skipped"])


def test_the_table_is_large_and_covers_every_clock_and_zone() -> None:
    assert len(ROWS) >= 75
    assert {row["clock"] for row in ROWS} == set(clocks())
    assert set(Counter(row["zone"] for row in ROWS)) == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}
    assert sum(row["extended"] == "yes" for row in ROWS) >= 5
