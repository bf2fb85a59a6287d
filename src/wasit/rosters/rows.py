"""One row of a roster file read into what it says about a person, or into what is wrong with it and where."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files

import yaml

from wasit.rosters import nip
from wasit.rosters.headings import PLATFORMS, Layout
from wasit.rosters.names import tidy
from wasit.rosters.sheets import Cell
from wasit.text import Problem, Words

_LONGEST = 200
_MOST = 20


@cache
def _kind_words() -> Mapping[str, str]:
    listed = yaml.safe_load((files("wasit.rosters") / "data" / "kinds.yaml").read_text(encoding="utf-8"))
    return {word: kind for kind, words in listed.items() for word in words}


_SERVICES = {
    "ig": "instagram",
    "insta": "instagram",
    "instagram": "instagram",
    "fb": "facebook",
    "facebook": "facebook",
    "x": "x",
    "twitter": "x",
    "tw": "x",
    "tt": "tiktok",
    "tiktok": "tiktok",
    "yt": "youtube",
    "youtube": "youtube",
    "threads": "threads",
}
_ADDRESS = re.compile(
    r"^(?:https?://)?(?:www\.|m\.)?(instagram|facebook|twitter|x|tiktok|youtube|threads)\.(?:com|net)/@?([\w.-]+)/?(?:\?.*)?$",
    re.I,
)
_HANDLE = re.compile(r"^@?[\w.-]{1,80}$")

_MONTH_NAMES = (
    "jan januari january|feb februari february|mar maret march|apr april|mei may|jun juni june|jul juli july|"
    "agu aug agustus august|sep september|okt oct oktober october|nov november|des dec desember december"
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}


@dataclass(frozen=True)
class RosterRow:
    """What a row says; empty text and None mean that the row does not say it."""

    number: int
    name: str
    nip: str | None
    kind: str | None
    position: str
    unit: str
    parent: str
    aliases: tuple[str, ...]
    handles: tuple[str, ...]
    since: date | None


@dataclass(frozen=True)
class Rejection:
    """A row that was not taken in: its number in the file, the column by its heading, and how to mend it."""

    row: int
    column: str
    problem: Words

    def as_json(self, language: str) -> dict[str, object]:
        """Return the fields of the contract in one language."""
        return {"row": self.row, "column": self.column, "problem": self.problem.in_(language)}

    @property
    def words(self) -> Words:
        """The whole line: "Baris 214, kolom NIP: 17 angka, seharusnya 18."."""
        return Words(
            id=f"Baris {self.row}, kolom {self.column}: {self.problem.id}",
            en=f"Row {self.row}, column {self.column}: {self.problem.en}",
        )


class _Reading:
    """The cells of one row under way, gathering what is wrong."""

    def __init__(self, cells: Sequence[Cell], layout: Layout) -> None:
        self.cells, self.layout = cells, layout
        self.wrong: list[tuple[str, Words]] = []

    def cell(self, field: str) -> Cell:
        place = self.layout.columns.get(field)
        value = self.cells[place] if place is not None and place < len(self.cells) else ""
        return "" if value is None else value

    def text(self, field: str) -> str:
        value = self.cell(field)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        said = tidy(str(value))
        if len(said) > _LONGEST:
            self.problem(
                field,
                f"{len(said)} huruf, paling banyak {_LONGEST}. Periksa apakah kolomnya benar",
                f"{len(said)} characters, at most {_LONGEST}. Check that it is the right column",
            )
            return ""
        return "" if said in {"-", "–", "—"} else said

    def problem(self, field: str, indonesian: str, english: str) -> None:
        self.wrong.append((self.layout.called(field), Words(id=indonesian, en=english)))


def blank(cells: Sequence[Cell]) -> bool:
    """Tell whether a row has no content at all."""
    return not any(str(cell).strip() for cell in cells if cell is not None)


def read_row(cells: Sequence[Cell], number: int, layout: Layout, today: date) -> RosterRow | Rejection:
    """Return what a row says, or one rejection that tells everything wrong with it; nothing may lie after `today`."""
    reading = _Reading(cells, layout)
    name = _name(reading)
    said = _kind(reading)
    figures = _nip(reading, said, today)
    row = RosterRow(
        number=number,
        name=name,
        nip=figures or None,
        kind=said,
        position=reading.text("position"),
        unit=reading.text("unit"),
        parent=reading.text("parent"),
        aliases=_listed(reading, "aliases"),
        handles=_handles(reading),
        since=_since(reading, today),
    )
    return _rejected(number, reading.wrong) if reading.wrong else row


def _rejected(number: int, wrong: list[tuple[str, Words]]) -> Rejection:
    column, first = wrong[0]
    more = [(f" Kolom {name}: {words.id}.", f" Column {name}: {words.en}.") for name, words in wrong[1:]]
    return Rejection(
        number,
        column,
        Words(id=first.id + "." + "".join(m[0] for m in more), en=first.en + "." + "".join(m[1] for m in more)),
    )


def _name(reading: _Reading) -> str:
    before = len(reading.wrong)
    name = reading.text("name")
    if len(reading.wrong) > before:
        return ""
    if not name:
        reading.problem(
            "name", "kosong. Isi nama pegawai atau hapus barisnya", "is empty. Give the name or delete the row"
        )
    elif not any(char.isalpha() for char in name):
        reading.problem(
            "name",
            "tidak berisi huruf. Isi nama pegawai atau hapus barisnya",
            "holds no letters. Give the name or delete the row",
        )
    return name


def _kind(reading: _Reading) -> str | None:
    said = reading.text("kind")
    plain = re.sub(r"[^a-z0-9]+", " ", said.lower()).strip()
    if not plain or plain == "asn":
        return None
    kind = _kind_words().get(plain)
    if kind is None:
        reading.problem(
            "kind",
            f'"{said[:40]}" tidak dikenal. Tulis PNS, PPPK, Non-ASN, BUMD, atau Perangkat Desa',
            f'"{said[:40]}" is not known. Write PNS, PPPK, Non-ASN, BUMD or Perangkat Desa (village staff)',
        )
    return kind


def _nip(reading: _Reading, kind: str | None, today: date) -> str:
    try:
        figures = nip.from_cell(reading.cell("nip"))
        return nip.checked(figures, kind, today) if figures else ""
    except Problem as problem:
        reading.problem("nip", problem.words.id, problem.words.en)
        return ""


def _listed(reading: _Reading, field: str) -> tuple[str, ...]:
    value = str(reading.cell(field) or "")
    parts = [tidy(part) for part in re.split(r"[;\n|]", value)]
    kept = tuple(dict.fromkeys(part for part in parts if part and part != "-"))
    if len(kept) > _MOST or any(len(part) > _LONGEST for part in kept):
        reading.problem(
            field,
            f"lebih dari {_MOST} isian atau isian terlalu panjang. Pisahkan dengan titik koma",
            f"more than {_MOST} entries or an entry too long. Separate them with semicolons",
        )
        return ()
    return kept


def _handles(reading: _Reading) -> tuple[str, ...]:
    found = [_handle(reading, "handles", part, "") for part in _listed(reading, "handles")]
    for platform in PLATFORMS:
        found += [_handle(reading, platform, part, platform) for part in _listed(reading, platform)]
    return tuple(dict.fromkeys(handle for handle in found if handle))


def _handle(reading: _Reading, field: str, text: str, platform: str) -> str:
    """Return `platform:@name` of "ig: @name", "instagram.com/name" or, in a column of one platform, "@name"."""
    address = _ADDRESS.match(text.replace(" ", ""))
    if address:
        return f"{_SERVICES[address[1].lower()]}:@{address[2].lower()}"
    before, mark, after = text.partition(":")
    service = _SERVICES.get(before.strip().lower(), "") if mark else platform
    account = (after if mark else text).strip()
    if not service or not _HANDLE.match(account):
        reading.problem(
            field,
            f'akun "{text[:60]}" tanpa nama layanan. Tulis misalnya instagram:@nama; x:@nama',
            f'the account "{text[:60]}" names no service. Write for example instagram:@name; x:@name',
        )
        return ""
    return f"{service}:@{account.lstrip('@').lower()}"


def _since(reading: _Reading, today: date) -> date | None:
    value = reading.cell("since")
    if isinstance(value, datetime):
        day: date | None = value.date()
    elif isinstance(value, date):
        day = value
    else:
        text = tidy(str(value))
        if text in {"", "-"}:
            return None
        day = _date(text)
    if day is None:
        reading.problem(
            "since",
            f'"{str(value)[:30]}" bukan tanggal. Tulis misalnya 01-03-2023',
            f'"{str(value)[:30]}" is no date. Write for example 01-03-2023',
        )
    elif day > today:
        reading.problem("since", f"{day:%d-%m-%Y} di masa depan", f"{day:%d-%m-%Y} lies in the future")
    elif day.year < 1950:
        reading.problem("since", f"tahun {day.year} terlalu lama", f"the year {day.year} is too long ago")
    return day


def _date(text: str) -> date | None:
    text = re.sub(r"[ T]\d{1,2}[:.]\d{2}.*$", "", text)
    parts = re.split(r"[-/. ]+", text.strip().lower())
    if len(parts) != 3:
        return None
    try:
        if parts[1] in _MONTHS:
            return date(int(parts[2]), _MONTHS[parts[1]], int(parts[0]))
        numbers = [int(part) for part in parts]
        return date(*numbers) if len(parts[0]) == 4 else date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None
