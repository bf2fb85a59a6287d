"""Log lines without personal data: staff numbers, telephone numbers, mail and calendar addresses are masked."""

import logging
import re

_PERSONAL = (
    (re.compile(r"\b\d{8}\s?\d{6}\s?\d\s?\d{3}\b"), "[NIP]"),
    (re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"), "[surel]"),
    (re.compile(r"(?<=/kalender/)[\w-]+(?=\.ics)"), "[alamat rahasia]"),
    (re.compile(r"(?<!\d)(?:\+?62|0)8\d{7,11}(?!\d)"), "[telepon]"),
)


def mask(line: str) -> str:
    """Return `line` with staff numbers, e-mail addresses and Indonesian mobile numbers replaced."""
    for pattern, word in _PERSONAL:
        line = pattern.sub(word, line)
    return line


class Masked(logging.Formatter):
    """A formatter whose finished lines hold no personal data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted record, masked."""
        return mask(super().format(record))
