"""Posts, rosters and candidate pairs read from CSV, JSONL or Parquet, by what the file really is."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from wasit.screening.model import Pair, Post, Servant
from wasit.text import Problem, Words

ROW_LIMIT = 4_000_000
"""Bytes that one row may hold; the longest real post is far below, an endless line is a broken file."""

Row = Mapping[str, Any]

_POST_FIELDS = ("platform", "author_handle", "author_name", "author_bio", "posted_at", "url", "region_code")
_SERVANT_FIELDS = ("nip", "position", "unit", "region_code")
_SERVANT_KINDS = ("pns", "pppk", "non_asn", "bumd", "village")


def read_posts(path: Path | str) -> Iterator[Post]:
    """Yield the posts of a file one by one; raise Problem naming file, row and column of what is wrong."""
    path = Path(path)
    for number, row in _rows(path, ("post_id", "text")):
        optional = {name: _text(path, number, row, name) or None for name in _POST_FIELDS}
        yield Post(
            post_id=_required(path, number, row, "post_id"),
            text=_text(path, number, row, "text"),
            kind=_text(path, number, row, "kind") or "post",
            **optional,
        )


def read_roster(path: Path | str) -> list[Servant]:
    """Return the servants of a file; raise Problem for an empty name, a doubled person_id or an unknown kind."""
    path = Path(path)
    seen: dict[str, int] = {}
    servants = []
    for number, row in _rows(path, ("person_id", "name")):
        servant = _servant(path, number, row)
        if servant.person_id in seen:
            raise _cell(
                path, number, "person_id",
                f'"{servant.person_id}" sudah ada di baris {seen[servant.person_id]}; setiap orang satu nomor',
                f'"{servant.person_id}" already stands in row {seen[servant.person_id]}; give each person one id',
            )  # fmt: skip
        seen[servant.person_id] = number
        servants.append(servant)
    return servants


def read_candidates(path: Path | str) -> list[Pair]:
    """Return the candidate pairs of a file with the columns of the election commission's list."""
    path = Path(path)
    needed = ("region_code", "ballot_number", "head_core_name", "deputy_core_name")
    return [_pair(path, number, row) for number, row in _rows(path, needed)]


def _servant(path: Path, number: int, row: Row) -> Servant:
    kind = _text(path, number, row, "kind") or "pns"
    if kind not in _SERVANT_KINDS:
        known = ", ".join(_SERVANT_KINDS)
        raise _cell(path, number, "kind", f'"{kind}" tidak dikenal; pakai {known}', f'"{kind}" is unknown; use {known}')
    return Servant(
        person_id=_required(path, number, row, "person_id"),
        name=_required(path, number, row, "name"),
        kind=kind,
        aliases=_listed(path, number, row, "aliases"),
        handles=_listed(path, number, row, "handles"),
        **{name: _text(path, number, row, name) or None for name in _SERVANT_FIELDS},
    )


def _pair(path: Path, number: int, row: Row) -> Pair:
    ballot = _required(path, number, row, "ballot_number")
    if not (ballot.isascii() and ballot.isdigit()):
        raise _cell(path, number, "ballot_number", f'"{ballot}" bukan angka', f'"{ballot}" is not a number')
    return Pair(
        region_code=_required(path, number, row, "region_code"),
        ballot_number=int(ballot),
        head_raw=_text(path, number, row, "head_raw"),
        head_core_name=_text(path, number, row, "head_core_name"),
        deputy_raw=_text(path, number, row, "deputy_raw"),
        deputy_core_name=_text(path, number, row, "deputy_core_name"),
        office=_text(path, number, row, "office"),
        is_empty_column=_text(path, number, row, "is_empty_column").lower() in {"1", "true", "ya", "yes"},
        nicknames=_listed(path, number, row, "nicknames"),
        parties=tuple(part for part in _text(path, number, row, "parties").split("|") if part),
        region_name=_text(path, number, row, "region_name"),
    )


def _text(path: Path, number: int, row: Row, column: str) -> str:
    value = row.get(column)
    if value is None:
        return ""
    if isinstance(value, str):
        return value if column == "text" else value.strip()
    if isinstance(value, bool | int | float):
        return str(int(value)) if isinstance(value, bool) or value == value // 1 else str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise _cell(path, number, column, "isinya bukan teks", "its value is not text")


def _required(path: Path, number: int, row: Row, column: str) -> str:
    value = _text(path, number, row, column)
    if not value:
        raise _cell(path, number, column, "kosong; isi kolom ini", "is empty; fill this column")
    return value


def _listed(path: Path, number: int, row: Row, column: str) -> tuple[str, ...]:
    value = row.get(column)
    if isinstance(value, list | tuple):
        return tuple(str(part).strip() for part in value if str(part).strip())
    return tuple(part.strip() for part in _text(path, number, row, column).split(";") if part.strip())


def _rows(path: Path, needed: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Yield (row number as an editor shows it, row); the kind of file is told by its first bytes."""
    with _opened(path) as source:
        head = source.peek(4096)[:4096] if hasattr(source, "peek") else b""
        if not head.strip():
            raise _whole(path, "kosong; tidak ada baris untuk dibaca", "is empty; there are no rows to read")
        if head.startswith(b"PAR1"):
            yield from _checked(path, _parquet(path), needed)
            return
        _refuse_other_kinds(path, head)
        lines = _lines(path, source)
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            yield from _checked(path, _jsonl(path, lines), needed)
        else:
            yield from _checked(path, _csv(path, lines, head), needed)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        source: IO[bytes] = path.open("rb")
    except FileNotFoundError:
        raise _whole(path, "tidak ada; periksa namanya", "does not exist; check its name") from None
    except OSError as error:
        why = error.strerror
        raise _whole(path, f"tidak dapat dibuka ({why})", f"cannot be opened ({why})") from None
    with source:
        yield source


_KINDS = {
    b"PK\x03\x04": ("buku kerja Excel atau arsip zip", "an Excel workbook or a zip archive"),
    b"\xd0\xcf\x11\xe0": ("berkas Office lama", "an old Office file"),
    b"%PDF": ("PDF", "a PDF"),
    b"\x1f\x8b": ("berkas gzip", "a gzip file"),
}


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    for magic, (indonesian, english) in _KINDS.items():
        if head.startswith(magic):
            raise _whole(
                path, f"ternyata {indonesian}; simpan sebagai CSV UTF-8", f"is really {english}; save it as CSV UTF-8"
            )
    if b"\x00" in head:
        raise _whole(
            path, "bukan teks UTF-8; simpan sebagai CSV UTF-8, JSONL atau Parquet",
            "is not UTF-8 text; save it as CSV UTF-8, JSONL or Parquet",
        )  # fmt: skip


def _lines(path: Path, source: IO[bytes]) -> Iterator[str]:
    """Yield lines as text; no more than ROW_LIMIT bytes of a line are ever held."""
    number = 0
    while line := source.readline(ROW_LIMIT + 1):
        number += 1
        if len(line) > ROW_LIMIT:
            raise _too_long(path, number)
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise _whole(
                path, f"baris {number}, bita ke-{error.start + 1} bukan UTF-8; simpan ulang berkas sebagai UTF-8",
                f"row {number}, byte {error.start + 1} is not UTF-8; save the file again as UTF-8",
            ) from None  # fmt: skip


def _csv(path: Path, lines: Iterator[str], head: bytes) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(ROW_LIMIT)
    first = head.split(b"\n", 1)[0]
    delimiter = max(",;\t", key=lambda mark: first.count(mark.encode()))
    reader = csv.DictReader(_bounded(path, lines), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if None in row:
                raise _whole(
                    path, f"baris {reader.line_num}: lebih banyak kolom daripada judulnya; beri tanda kutip pada teks",
                    f"row {reader.line_num}: more columns than the heading; put texts in quotation marks",
                )  # fmt: skip
            yield reader.line_num, row
    except csv.Error as error:
        raise _whole(
            path, f"baris {reader.reader.line_num}: bukan CSV yang benar ({error}); periksa tanda kutip",
            f"row {reader.reader.line_num}: not proper CSV ({error}); check the quotation marks",
        ) from None  # fmt: skip


def _bounded(path: Path, lines: Iterator[str]) -> Iterator[str]:
    """Pass lines on, but stop at a quoted cell that swallows line after line without end."""
    open_quote, size, start = False, 0, 1
    for number, line in enumerate(lines, 1):
        if not open_quote:
            size, start = 0, number
        size += len(line)
        if size > ROW_LIMIT:
            raise _too_long(path, start)
        open_quote ^= line.count('"') % 2 == 1
        yield line


def _jsonl(path: Path, lines: Iterator[str]) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise _whole(
                path, f"baris {number} bukan objek JSON; tulis satu objek per baris",
                f"row {number} is not a JSON object; write one object a line",
            )  # fmt: skip
        yield number, row


def _parquet(path: Path) -> Iterator[tuple[int, Row]]:
    import pyarrow
    import pyarrow.parquet

    number = 0
    try:
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(batch_size=1024):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        words = str(error).splitlines()[0][:120]
        raise _whole(
            path, f"Parquet rusak setelah baris {number} ({words}); buat ulang berkasnya",
            f"is damaged Parquet after row {number} ({words}); write the file again",
        ) from None  # fmt: skip


def _checked(path: Path, rows: Iterator[tuple[int, Row]], needed: Iterable[str]) -> Iterator[tuple[int, Row]]:
    empty = True
    for number, row in rows:
        if empty:
            _demand(path, row, needed)
            empty = False
        yield number, row
    if empty:
        raise _whole(path, "tidak berisi baris data", "holds no rows of data")


def _demand(path: Path, row: Row, needed: Iterable[str]) -> None:
    missing = [name for name in needed if name not in row]
    if missing:
        have = ", ".join(str(name)[:30] for name in list(row)[:12])
        raise _whole(
            path, f"tanpa kolom {', '.join(missing)}; kolom yang ada: {have}",
            f"has no column {', '.join(missing)}; its columns are: {have}",
        )  # fmt: skip


def _too_long(path: Path, number: int) -> Problem:
    return _whole(
        path, f"baris {number} lebih dari {ROW_LIMIT // 1_000_000} MB; pecah barisnya atau periksa akhir baris",
        f"row {number} is longer than {ROW_LIMIT // 1_000_000} MB; split the row or check the line ends",
    )  # fmt: skip


def _whole(path: Path, indonesian: str, english: str) -> Problem:
    return Problem(Words(id=f"Berkas {path.name}: {indonesian}.", en=f"File {path.name}: {english}."))


def _cell(path: Path, number: int, column: str, indonesian: str, english: str) -> Problem:
    return _whole(path, f"baris {number}, kolom {column}: {indonesian}", f"row {number}, column {column}: {english}")
