"""Text made fit for paper: nothing invisible, nothing that turns lines around, nothing longer than a letter holds."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

from wasit.text import Problem, Words

VALUE_LIMIT = 4_000
TEXT_LIMIT = 80_000
ROW_LIMIT = 600
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")
_VARIANTS = re.compile("[\ufe00-\ufe0f]")


def cleaned(text: str, *, limit: int = VALUE_LIMIT, what: str = "") -> str:
    """Return `text` as plain lines; raise Problem where it is longer than `limit` characters.

    Control and formatting characters go (among them those that turn the reading direction), tabs become spaces.
    """
    if len(text) > limit:
        raise Problem(
            Words(
                id=f"“{what}” {len(text)} karakter, batasnya {limit}. Ringkas, atau lampirkan sebagai berkas.",
                en=f"“{what}” has {len(text)} characters, the limit is {limit}. Shorten it, or attach it as a file.",
            )
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", "\n")
    kept = (char for char in _VARIANTS.sub("", text) if char == "\n" or unicodedata.category(char) not in _UNSEEN)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(kept).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def one_line(text: str, *, limit: int = VALUE_LIMIT, what: str = "") -> str:
    """Return `text` cleaned, on a single line."""
    return " ".join(cleaned(text, limit=limit, what=what).split())


def printable(text: str) -> str:
    """Return `text` with each character that no font of ours can show written as its code: `[U+1F600]`."""
    if text.isascii():
        return text
    return "".join(char if ord(char) in _shown() or char == "\n" else f"[U+{ord(char):04X}]" for char in text)


@cache
def _shown() -> frozenset[int]:
    source = files("wasit.letters") / "layouts" / "glyphs.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    spans = (span.partition("-") for line in lines if not line.startswith("#") for span in line.split())
    return frozenset(code for first, _, last in spans for code in range(int(first, 16), int(last or first, 16) + 1))
