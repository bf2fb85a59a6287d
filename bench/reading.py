"""Prints how many fields `wasit.reading` gets right on source documents and invented pages, as a Markdown table."""

import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.reading.expectations import SEEDS, SOURCE_DOCUMENTS, differences, invented, read, wanted

from wasit.reading import Page, read_page

Case = tuple[Page, dict[str, Any]]


def main() -> int:
    """Print the table; nothing is judged here, so the answer is 0."""
    print("Fields read right of fields stated.\n")
    print("Development pages, every one seen while the rules were written: a check against going back, no measure of")
    print("quality on pages never seen.\n")
    sets: dict[str, list[Case]] = {"invented pages": [(read(path), wanted(path)) for path in invented()]}
    if SEEDS.is_dir():
        sets["source documents"] = [
            (read_page((SEEDS / f"{name}.txt").read_bytes(), file=name), want)
            for name, want in SOURCE_DOCUMENTS.items()
        ]
    else:
        print("The source documents are not here (WASIT_SHARED or ../shared).\n")
    _table(sets)
    _speed()
    return 0


def _table(sets: dict[str, list[Case]]) -> None:
    tallies = {name: _tally(cases) for name, cases in sets.items()}
    fields = sorted({field for _, total in tallies.values() for field in total})
    print("| field | " + " | ".join(f"{name} ({len(cases)})" for name, cases in sets.items()) + " |")
    print("| --- |" + " --- |" * len(sets))
    for field in fields:
        print(
            f"| {field} | " + " | ".join(_share(right[field], total[field]) for right, total in tallies.values()) + " |"
        )
    sums = (_share(right.total(), total.total()) for right, total in tallies.values())
    print("| **all** | " + " | ".join(sums) + " |")


def _tally(cases: Iterable[Case]) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for page, want in cases:
        wrong = differences(page, want)
        total.update(want.keys())
        right.update(field for field in want if field not in wrong)
    return right, total


def _share(right: int, total: int) -> str:
    return f"{right} / {total}" if total else "–"


def _speed() -> None:
    pages = [(path.read_bytes(), path.name) for path in invented()]
    begun = time.perf_counter()
    for data, name in pages:
        read_page(data, file=name)
    each = (time.perf_counter() - begun) / len(pages) * 1000
    print(f"\n{each:.1f} ms a page on one core, {len(pages)} short pages.")


if __name__ == "__main__":
    raise SystemExit(main())
