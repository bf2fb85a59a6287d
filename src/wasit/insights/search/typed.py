"""What somebody typed into the search box: words, and perhaps the number of a file in one of its forms."""

import re
from dataclasses import dataclass

from wasit.insights.search.likeness import folded
from wasit.rosters.names import tidy

LONGEST = 120
MOST_WORDS = 8
SHORTEST = 2

_NUMBER = re.compile(r"^(?P<series>[A-Z]{2})?[\s.\-]*(?:(?P<year>20\d\d)-)?0*(?P<number>\d{1,6})(?:/.*)?$")


@dataclass(frozen=True)
class FileNumber:
    """A number as officers say it: "PK-2024-0012", "TM 012", "12"; `series` and `year` only where they were typed."""

    number: int
    series: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Typed:
    """A question, tidied: its words as they were typed, and in small letters without accents."""

    text: str
    typed_words: tuple[str, ...]
    words: tuple[str, ...]
    number: FileNumber | None

    @property
    def too_short(self) -> bool:
        """Tell whether there is too little to look for: one letter finds half of everything."""
        return sum(char.isalnum() for char in self.text) < SHORTEST


def read(text: str) -> Typed:
    """Read what was typed; anything behind the first 120 characters is left out."""
    kept = tidy(text[:LONGEST])
    words = [word for word in kept.split() if any(char.isalnum() for char in word)][:MOST_WORDS]
    return Typed(kept, tuple(words), tuple(folded(word) for word in words), _number(kept.upper()))


def _number(text: str) -> FileNumber | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    year = found["year"]
    return FileNumber(int(found["number"]), found["series"] or "", int(year) if year else None)
