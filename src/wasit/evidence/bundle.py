"""Sealing: files, fingerprints, a verifier and a printable page go into one zip, always built the same way."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files as resources
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from wasit.evidence import names as member_names
from wasit.evidence.page import page
from wasit.evidence.verifier import CHUNK, FOLDER, FORMAT, GENESIS, MANIFEST, header_of, link, pretty
from wasit.text import Problem, Words

MAX_FILES = 10_000
# Below the size at which a zip needs its 64-bit form, which Python versions write differently.
MAX_TOTAL = 3 << 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One sealed file: its name in the bundle, size in bytes, SHA-256 and link of the chain."""

    name: str
    size: int
    sha256: str
    chain: str

    def as_json(self) -> dict[str, Any]:
        """Return the entry as it stands in manifest.json."""
        return {"name": self.name, "size": self.size, "sha256": self.sha256, "chain": self.chain}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds: `head` is the last link of the chain and stands for everything in it."""

    sealed_at: datetime
    note: str | None
    files: tuple[Entry, ...]
    carried: tuple[Entry, ...]
    head: str

    def as_json(self) -> dict[str, Any]:
        """Return manifest.json as an object."""
        return {
            **_header(self.sealed_at, self.note),
            "files": [entry.as_json() for entry in self.files],
            "carried": [entry.as_json() for entry in self.carried],
            "head": self.head,
        }


def sha256_of(data: bytes | BinaryIO) -> str:
    """Return the SHA-256 (hex) of bytes, or of a binary stream from where it stands to its end."""
    digest = hashlib.sha256()
    for chunk in _chunks(BytesIO(data) if isinstance(data, bytes) else data):
        digest.update(chunk)
    return digest.hexdigest()


def seal(files: Sequence[tuple[str, bytes | Path]], *, out: Path, note: str | None, now: datetime) -> Manifest:
    """Write `files` (name, content or path) as a bundle at `out`, whole or not at all, and return its manifest.

    Problem: no files, unsafe or equal names, a missing or oversized input, or an `out` that exists already – a sealed
    bundle is never overwritten. `now` must be aware.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    _check_request(files, out, note)
    try:
        handle, draft = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".draft")
    except OSError as error:
        raise _cannot(out, error) from error
    try:
        with os.fdopen(handle, "w+b") as target:
            manifest = _write(target, sorted(files, key=lambda file: file[0]), note, now)
            target.flush()
            os.fsync(target.fileno())
        # A link instead of a rename: it fails when somebody else made `out` in the meantime.
        _publish(Path(draft), out)
    finally:
        Path(draft).unlink(missing_ok=True)
    return manifest


def container(target: BinaryIO, members: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """Write members into `target` as the one zip that they make: stored, no dates, no extras."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name, chunks in members:
            with archive.open(_info(name), "w") as member:
                for chunk in chunks:
                    member.write(chunk)


def _write(target: BinaryIO, files: Sequence[tuple[str, bytes | Path]], note: str | None, now: datetime) -> Manifest:
    header = header_of(_header(now, note))
    sealed: list[Entry] = []
    carried: list[Entry] = []

    def chained(name: str, chunks: Iterable[bytes], entries: list[Entry], start: str) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        sha256 = digest.hexdigest()
        entries.append(Entry(name, size, sha256, link(start, {"name": name, "size": size, "sha256": sha256})))

    def members() -> Iterator[tuple[str, Iterable[bytes]]]:
        at = link(GENESIS, header)
        for name, content in files:
            yield FOLDER + name, chained(name, _content(name, content), sealed, at)
            at = sealed[-1].chain
        shown = page(sealed, sealed_at=now, note=note, head=at).encode("utf-8")
        for name, body in (("index.html", shown), ("verify.py", _verifier())):
            yield name, chained(name, [body], carried, at)
            at = carried[-1].chain
        yield MANIFEST, [pretty(made().as_json())]

    def made() -> Manifest:
        return Manifest(now, note, tuple(sealed), tuple(carried), carried[-1].chain)

    container(target, members())
    return made()


def _verifier() -> bytes:
    return (resources("wasit.evidence") / "verifier.py").read_bytes()


def _header(sealed_at: datetime, note: str | None) -> dict[str, Any]:
    return {"format": FORMAT, "sealed_at": sealed_at.isoformat(timespec="seconds"), "note": note}


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info


def _content(name: str, content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    try:
        with content.open("rb") as source:
            yield from _chunks(source)
    except OSError as error:
        raise _unreadable(content, error) from error


def _chunks(source: BinaryIO | IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk


def _check_request(files: Sequence[tuple[str, bytes | Path]], out: Path, note: str | None) -> None:
    if not files or len(files) > MAX_FILES:
        raise Problem(
            Words(
                id=f"Jumlah berkas {len(files)}: satu bundel memuat 1 sampai {MAX_FILES} berkas.",
                en=f"{len(files)} files: a bundle holds 1 to {MAX_FILES} files.",
            )
        )
    if note is not None:
        _require_text(note)
    for name, _ in files:
        member_names.require_safe(name)
    member_names.require_distinct(name for name, _ in files)
    if sum(_size(content) for _, content in files) > MAX_TOTAL:
        raise Problem(
            Words(
                id="Berkas terlalu besar: satu bundel paling besar 3 GiB. Bagi menjadi beberapa bundel.",
                en="The files are too large: a bundle holds at most 3 GiB. Make several bundles.",
            )
        )
    if out.exists():
        raise Problem(
            Words(
                id=f"{out}: sudah ada. Bundel yang tersegel tidak ditimpa; pilih nama lain.",
                en=f"{out}: exists already. A sealed bundle is never overwritten; choose another name.",
            )
        )


def _require_text(note: str) -> None:
    try:
        note.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Problem(
            Words(id="Catatan memuat huruf yang rusak. Ketik ulang.", en="The note holds broken characters. Retype it.")
        ) from error


def _size(content: bytes | Path) -> int:
    if isinstance(content, bytes):
        return len(content)
    try:
        if not content.is_file():
            raise Problem(
                Words(
                    id=f"{content}: bukan berkas atau tidak ada. Periksa letaknya.",
                    en=f"{content}: not a file, or missing. Check where it is.",
                )
            )
        return content.stat().st_size
    except OSError as error:
        raise _unreadable(content, error) from error


def _publish(draft: Path, out: Path) -> None:
    try:
        draft.chmod(0o644)
        os.link(draft, out)
    except FileExistsError as error:
        raise _cannot(out, error) from error
    except OSError:
        # A file system without hard links (FAT on a memory stick): a rename is still all or nothing.
        draft.replace(out)


def _cannot(out: Path, error: OSError) -> Problem:
    return Problem(
        Words(
            id=f"{out}: tidak dapat ditulis ({error.strerror}). Pilih folder lain.",
            en=f"{out}: cannot be written ({error.strerror}). Choose another folder.",
        )
    )


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        Words(
            id=f"{path}: tidak dapat dibaca ({error.strerror}).",
            en=f"{path}: cannot be read ({error.strerror}).",
        )
    )
