"""Dates as Indonesian pages write them, and which of them is the day of the news."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("januari", "january", "jan"), ("februari", "pebruari", "february", "feb"), ("maret", "march", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"), ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"), ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAME = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    rf"|(?P<d>\d{{1,2}})\s+(?P<name>{_NAME})\.?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<name2>{_NAME})\.?\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<sd>\d{{1,2}})(?P<sep>[/.-])(?P<sm>\d{{1,2}})(?P=sep)(?P<sy>(?:19|20)\d\d)(?![\d/]))",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|hari ini|tadi|pagi ini"
    r"|malam ini)[\s,]*(?:tanggal\s*)?[(\[]?\s*$",
    re.IGNORECASE,
)
_OF_A_LETTER = re.compile(r"edaran|bernomor|nomor\s*:?\s*\S*\d|tertanggal|undang-undang|peraturan|lahir", re.IGNORECASE)
_OF_THE_VOTE = re.compile(
    r"pemungutan suara|pencoblosan|mendatang|akan (?:digelar|berlangsung|dilaksanakan)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date and where it stands."""

    day: date
    start: int
    end: int


def days_in(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Yield the full dates in `text[start:end]`; impossible ones (31 February) are passed over."""
    for found in _DATE.finditer(text, start, len(text) if end is None else end):
        try:
            yield Day(_date(found), found.start(), found.end())
        except ValueError:
            continue


def day_of_news(text: str, start: int = 0, end: int | None = None) -> Day | None:
    """Return the first date that the text calls its own day: after a weekday, "hari ini", or in brackets."""
    for found in days_in(text, start, end):
        before = text[max(start, found.start - 40) : found.start]
        bracketed = before.endswith("(") and text[found.end : found.end + 1] == ")"
        wider = text[max(start, found.start - 90) : found.start].rsplit("\n", 1)[-1]
        # "…, Rabu (27/11/2024)" dates the news; "pemungutan suara pada Rabu, 27 November 2024" dates the vote.
        other = _OF_A_LETTER.search(wider) or (not bracketed and _OF_THE_VOTE.search(wider))
        if (bracketed or _TODAY.search(before)) and not other:
            return found
    return None


def _date(found: re.Match[str]) -> date:
    if found["iy"]:
        return date(int(found["iy"]), int(found["im"]), int(found["id"]))
    if found["d"]:
        return date(int(found["y"]), _NUMBER_OF[found["name"].lower()], int(found["d"]))
    if found["d2"]:
        return date(int(found["y2"]), _NUMBER_OF[found["name2"].lower()], int(found["d2"]))
    return date(int(found["sy"]), int(found["sm"]), int(found["sd"]))
