"""Makes the table of days off from the `holidays` package: `python -m wasit.rulebook.holiday_table > table.yaml`.

Only the table is read at run time, so a deadline never changes because a package was upgraded.
"""

import sys
from datetime import date
from importlib.metadata import version

import holidays
import yaml

_PACKAGE = f"holidays {version('holidays')}"
YEARS = range(2018, 2028)
# Years whose rows agree with a decision of three ministers read through two sources; the others rest on the package.
_CHECKED = {2026: "SKB 3 Menteri 1497/2025, 2/2025, 5/2025 (19 September 2025)"}
_ESTIMATE = {"id": " (perkiraan)", "en_US": " (estimated)"}


def table() -> dict[str, object]:
    """Return the whole table in the form of an edition."""
    return {
        "edition": {
            "id": "libur-2018-2027",
            "subject": "holidays",
            "valid_from": "2018-01-01",
            "basis": f"SKB 3 Menteri; Keppres on polling days; made from the Python package {_PACKAGE}",
            "confidence": "single",
        },
        "years": [_year(year) for year in YEARS],
    }


def _year(year: int) -> dict[str, object]:
    days = sorted(_days(year, "public").items() | _days(year, "government").items())
    return {
        "id": str(year),
        "basis": _CHECKED.get(year, f"{_PACKAGE} (ID)"),
        "confidence": "confirmed" if year in _CHECKED else "single",
        "days": [_row(day, category, indonesian, english) for day, (category, indonesian, english) in days],
    }


def _days(year: int, category: str) -> dict[date, tuple[str, str, str]]:
    by_language = {
        language: holidays.country_holidays("ID", years=year, categories=(category,), language=language)
        for language in ("id", "en_US")
    }
    return {day: (category, name, by_language["en_US"][day]) for day, name in by_language["id"].items()}


def _row(day: date, category: str, indonesian: str, english: str) -> dict[str, object]:
    kind = "joint_leave" if category == "government" else "national"
    row: dict[str, object] = {
        "date": day.isoformat(),
        "kind": "election" if indonesian.startswith("Hari Pemilihan") else kind,
        "words": {"id": _clean(indonesian, "id").replace("Pegangti", "Pengganti"), "en": _clean(english, "en_US")},
    }
    if _ESTIMATE["id"] in indonesian:
        row["confidence"] = "unsure"
    return row


def _clean(name: str, language: str) -> str:
    return name.replace(_ESTIMATE[language], "")


class _Rows(yaml.SafeDumper):
    """Writes each day on a line of its own."""


def _mapping(dumper: yaml.SafeDumper, data: dict[str, object]) -> yaml.MappingNode:
    short = "date" in data or set(data) == {"id", "en"}
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=short)


_Rows.add_representer(dict, _mapping)


def main() -> int:
    """Print the table as YAML."""
    sys.stdout.write("# Made by python -m wasit.rulebook.holiday_table; correct a year in an edition of your own.\n")
    sys.stdout.write(yaml.dump(table(), Dumper=_Rows, sort_keys=False, allow_unicode=True, width=1000))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
