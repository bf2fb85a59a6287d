"""Days as lists write them: real dates, day numbers of Excel, and words such as "Sabtu, 12 Okt. 2024"."""

import re
from datetime import date, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january", "feb peb februari pebruari february", "mar mrt maret march", "apr april", "mei may",
            "jun juni june", "jul juli july", "agu ags agt aug agustus august", "sep sept september",
            "okt oct oktober october", "nov nop november nopember", "des dec desember december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_EXCEL_DAY_ZERO = date(1899, 12, 30)
# Numbers outside 2000 to 2079 are no days here: a running number or a year must not become one.
_SERIALS = range(36_526, 65_746)
_YEARS = range(1990, 2080)


def read_day(value: object) -> date | None:
    """Return the day that a cell names, None where it names none; raise ValueError where it tries and fails."""
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value))
    text = str(value if value is not None else "").strip().strip("'").lower()
    if text in {"", "-", "–", "—", "nihil", "tidak ada", "belum", "belum ada", "n/a"}:
        return None
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", text):
        return _serial(float(text.replace(",", ".")))
    return _plausible(_written(text))


def _serial(number: float) -> date:
    if int(number) not in _SERIALS:
        raise ValueError(number)
    return _EXCEL_DAY_ZERO + timedelta(days=int(number))


def _written(text: str) -> date:
    named = re.search(r"(\d{1,2})[\s./-]*([a-z]{3,9})\.?[\s./,-]*(\d{4}|\d{2})\b", text)
    if named and named[2] in _MONTHS:
        return date(_year(named[3]), _MONTHS[named[2]], int(named[1]))
    first_year = re.search(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if first_year:
        return date(int(first_year[1]), int(first_year[2]), int(first_year[3]))
    figures = re.search(r"\b(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})\b", text)
    if figures:
        return date(_year(figures[3]), int(figures[2]), int(figures[1]))
    raise ValueError(text)


def _year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _plausible(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError(day)
    return day
