"""Verifying a bundle as it lies on disk: safe to open, every member as sealed, and the zip itself as it was built."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from wasit.evidence import names as member_names
from wasit.evidence.bundle import MAX_FILES, MAX_TOTAL, container
from wasit.evidence.verifier import CARRIED, CHUNK, FOLDER, MANIFEST, Reader, examine
from wasit.text import Problem, Words

_MAX_MEMBERS = MAX_FILES + len(CARRIED) + 1
_MAX_RATIO = 100
# What zipfile raises, member by member, when a zip was damaged or is of a kind that sealing never writes.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One file of a bundle: its sealed fingerprint and whether its content still has it."""

    name: str
    sha256: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A trusted time stamp over the head of the chain; no bundle carries one yet."""

    kind: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict on a bundle: `ok` only when nothing at all differs from what was sealed."""

    ok: bool
    files: tuple[FileCheck, ...]
    sealed_at: datetime | None
    chain_ok: bool
    timestamp: Timestamp | None
    problems: tuple[Words, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as the command prints it."""
        return {
            "ok": self.ok,
            "files": [{"name": file.name, "sha256": file.sha256, "ok": file.ok} for file in self.files],
            "sealed_at": self.sealed_at.isoformat() if self.sealed_at else None,
            "chain_ok": self.chain_ok,
            "timestamp": {"kind": self.timestamp.kind, "ok": self.timestamp.ok} if self.timestamp else None,
            "problems": [problem.as_json() for problem in self.problems],
        }


def verify(bundle: Path) -> Verification:
    """Check `bundle`; Problem when it is missing, no zip at all, or unsafe to open (zip-slip, twins, zip bomb)."""
    try:
        with bundle.open("rb") as source:
            return _verify_open(source, bundle)
    except OSError as error:
        raise Problem(
            Words(
                id=f"{bundle}: tidak dapat dibaca ({error.strerror}). Periksa letak dan namanya.",
                en=f"{bundle}: cannot be read ({error.strerror}). Check where it is and its name.",
            )
        ) from error


def _verify_open(source: BinaryIO, bundle: Path) -> Verification:
    magic = source.read(2)
    try:
        archive = zipfile.ZipFile(source)
    except _DAMAGE as error:
        if magic == b"PK":
            return _failed(Words(id="Zip rusak: tidak dapat dibuka.", en="The zip is damaged: it cannot be opened."))
        raise Problem(
            Words(
                id=f"{bundle}: bukan bundel zip. Berikan berkas .zip hasil `wasit evidence seal`.",
                en=f"{bundle}: not a zip bundle. Give a .zip made by `wasit evidence seal`.",
            )
        ) from error
    with archive:
        members = archive.infolist()
        _refuse_unsafe(members, bundle)
        read = _reader(archive)
        found = examine([member.filename for member in members], read)
        problems = [Words(*told) for told in found["problems"]]
        if not problems and not _as_built(source, [file["name"] for file in found["files"]], read):
            problems.append(
                Words(
                    id="Isi berkas utuh, tetapi zip ini bukan zip yang disegel (dikemas ulang atau ditambahi sesuatu).",
                    en="The files are intact, but this is not the zip that was sealed (repacked or added to).",
                )
            )
    sealed_at, readable = _time(found["sealed_at"])
    if not readable:
        problems.append(Words(id="Waktu segel tidak terbaca.", en="The time of sealing cannot be read."))
    files = tuple(FileCheck(**file) for file in found["files"])
    return Verification(not problems, files, sealed_at, found["chain_ok"], None, tuple(problems))


def _failed(problem: Words) -> Verification:
    return Verification(False, (), None, False, None, (problem,))


def _refuse_unsafe(members: Sequence[zipfile.ZipInfo], bundle: Path) -> None:
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in members) > MAX_TOTAL + (64 << 20):
        raise _bomb(bundle)
    for member in members:
        # The raw name too: zipfile cuts names at a NUL, which is a way to hide the real one.
        member_names.require_safe(member.orig_filename.removesuffix("/"))
        if member.file_size > _MAX_RATIO * member.compress_size + CHUNK:
            raise _bomb(bundle)
    member_names.require_distinct(member.filename for member in members)


def _bomb(bundle: Path) -> Problem:
    return Problem(
        Words(
            id=f"{bundle}: ditolak, isi zip ini mengembang jauh melebihi ukurannya (zip bomb). Minta bundel yang asli.",
            en=f"{bundle}: refused, this zip unpacks to far more than its size (a zip bomb). Ask for the original.",
        )
    )


def _reader(archive: zipfile.ZipFile) -> Reader:
    def read(name: str) -> Iterable[bytes]:
        try:
            with archive.open(name) as member:
                while chunk := member.read(CHUNK):
                    yield chunk
        except _DAMAGE as error:
            raise OSError(str(error)) from error

    return read


def _as_built(source: BinaryIO, names: Sequence[str], read: Reader) -> bool:
    """Tell whether the zip is, byte for byte, the one that its members make: nothing hides between or behind them."""
    paths = [*(FOLDER + name for name in names), *CARRIED, MANIFEST]
    with tempfile.TemporaryFile() as rebuilt:
        container(rebuilt, ((path, read(path)) for path in paths))
        size = rebuilt.tell()
        if source.seek(0, 2) != size:
            return False
        rebuilt.seek(0)
        source.seek(0)
        return all(source.read(len(chunk)) == chunk for chunk in iter(lambda: rebuilt.read(CHUNK), b""))


def _time(text: str | None) -> tuple[datetime | None, bool]:
    if text is None:
        return None, True
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None, False
    return at, at.tzinfo is not None
