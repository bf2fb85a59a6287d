"""Invented reporters planted into cases in every way in which a careless hand could give them away."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from wasit.cases.opening import OpeningReporter

_FIRST = ("Melgwintara", "Qosandira", "Tjandrawulan", "Wrestiningrum", "Yudhagantara", "Zulqarmaini", "Prabuwijaksa")
_LAST = ("Qestobari", "Wrantasnitya", "Qarmunelo", "Sindhupraja", "Xaverianto", "Rangkutiwana", "Jayengrana")
_BETWEEN = re.compile(r"[\W_]+")
_STREETS = ("Jalan Mentawir Rekaan", "Gang Seruni Khayal", "Perumahan Anggur Imajiner Blok")


@dataclass(frozen=True)
class Planted:
    """A reporter and the marks by which an outsider would know them: letters and figures only, in lower case."""

    reporter: OpeningReporter
    marks: tuple[str, ...]


def reporter(random: Random, number: int) -> Planted:
    """Make one; each name, address, telephone and identity number is given once."""
    name = f"{random.choice(_FIRST)} {random.choice(_LAST)} {_letters(number)}"
    address = f"{random.choice(_STREETS)} Nomor {number + 100} RT 04"
    phone = f"08{random.randint(11, 99)}{number:08d}"
    identity = f"3573{random.randint(0, 999_999):06d}{number:06d}"
    who = OpeningReporter(name=name, address=address, phone=phone, identity_number=identity)
    return Planted(who, (plain(name), plain(address), phone[1:], identity))


def _letters(number: int) -> str:
    """A third name that nobody else has: figures written as letters."""
    return "Q" + "".join("abcdefghij"[int(figure)] for figure in f"{number:06d}")


def plain(text: str) -> str:
    """Return letters and figures only, in lower case."""
    return _BETWEEN.sub("", text.lower())


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "_"),
    lambda text: "-".join(text[at : at + 4] for at in range(0, len(text), 4)),
    lambda text: text.replace("0", "0 ", 1),
)


def slip(random: Random, planted: Planted) -> str:
    """Return a sentence that gives the reporter away, in one of many spellings."""
    who = planted.reporter
    detail = random.choice((who.name, who.address, who.phone, "+62" + who.phone[1:], who.identity_number))
    return f"Menurut {random.choice(SPELLINGS)(detail)}, kejadiannya begitu."


def found_in(text: str, marks: Iterable[str]) -> list[str]:
    """Return the marks that a text holds, whatever stands between their letters."""
    bare = plain(text)
    return [mark for mark in marks if mark in bare]


def texts_of(data: bytes) -> list[str]:
    """Return what can be read in a file: its bytes, and the parts of a zipped document."""
    read = [data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore"), data.decode("latin-1")]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                read += [name, packed.read(name).decode("utf-8", "ignore")]
    return read
