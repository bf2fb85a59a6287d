"""Names of people and units in a form that can be compared: titles off, capitals, one blank between words."""

import re
import unicodedata

_PREFIXES = frozenset({"H", "HJ", "HJH", "DR", "DRS", "DRA", "DRG", "DRH", "IR", "PROF", "TGK", "KH", "APT", "NS"})
_DEGREE = re.compile(r"^(?:[A-Z][A-Za-z]{0,3}\.){1,4}[A-Za-z]{0,5}\.?$|^A\.?M\.?d\.?.*$")
_NOT_LETTERS = re.compile(r"[^A-Z0-9' ]+")
_BLANKS = re.compile(r"\s+")


def tidy(text: str) -> str:
    """Return `text` with control characters taken out and runs of blanks made one; nothing else is changed."""
    kept = text
    if not text.isprintable():  # most names are, and whole rosters pass here
        kept = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return _BLANKS.sub(" ", kept).strip()


def name_key(name: str) -> str:
    """Return a person's name without titles and degrees, in capitals: "Hj. Siti Aminah, S.Pd." → "SITI AMINAH"."""
    words = tidy(name).split(",", 1)[0].split()
    while len(words) > 1 and words[0].rstrip(".").upper() in _PREFIXES and not words[0].islower():
        words.pop(0)
    while len(words) > 1 and "." in words[-1][:-1] and _DEGREE.match(words[-1]):
        words.pop()
    return _plain(" ".join(words)) or _plain(name) or tidy(name).upper()


def unit_key(name: str) -> str:
    """Return a unit's name in capitals without punctuation."""
    return _plain(name)


def _plain(text: str) -> str:
    flat = text
    if not text.isascii():
        flat = unicodedata.normalize("NFKD", text).replace("’", "'")
        flat = "".join(char for char in flat if not unicodedata.combining(char))
    flat = flat.upper().replace(".", " ")
    return _BLANKS.sub(" ", _NOT_LETTERS.sub(" ", flat)).strip()
