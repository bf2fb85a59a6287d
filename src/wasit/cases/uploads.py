"""Files handed in through a page: sealed at once, so that a mistake elsewhere in the form loses none of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import puremagic
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from wasit.cases.opening import OpeningEvidence
from wasit.look.dates import number
from wasit.office import vault
from wasit.proceedings.problems import FieldProblem
from wasit.text import Words

LARGEST = 100_000_000
MOST = 20
_SALT = "cases.uploads"


def seal_files(files: "Sequence[UploadedFile[bytes]]", *, now: datetime) -> list[OpeningEvidence]:
    """Put uploaded files into the vault; raise FieldProblem for one that is empty or too large, before any is kept."""
    if len(files) > MOST:
        raise FieldProblem(
            "uploads",
            Words(
                id=f"{len(files)} berkas sekaligus, batasnya {MOST}. Kirim sisanya sesudah ini.",
                en=f"{len(files)} files at once, the limit is {MOST}. Send the others afterwards.",
            ),
        )
    for file in files:
        _check(file)
    return [_sealed(file, now) for file in files]


def _check(file: "UploadedFile[bytes]") -> None:
    name, size = _name(file), file.size or 0
    if size == 0:
        raise FieldProblem(
            "uploads", Words(id=f"“{name}” kosong. Pilih berkas lain.", en=f"“{name}” is empty. Choose another file.")
        )
    if size > LARGEST:
        figures = {code: number(size // 1_000_000, code) for code in ("id", "en")}
        raise FieldProblem(
            "uploads",
            Words(
                id=f"“{name}” {figures['id']} MB, batasnya {LARGEST // 1_000_000} MB. "
                "Potong berkasnya atau bawa ke loket; isian Anda tetap tersimpan.",
                en=f"“{name}” is {figures['en']} MB, the limit is {LARGEST // 1_000_000} MB. "
                "Cut the file or bring it to the desk; what you typed is kept.",
            ),
        )


def _sealed(file: "UploadedFile[bytes]", now: datetime) -> OpeningEvidence:
    media_type = _media_type(file)
    kept = vault.keep(file, media_type=media_type, now=now)  # type: ignore[arg-type]  # an uploaded file reads like one
    return OpeningEvidence(
        sha256=kept.sha256, name=_name(file), media_type=kept.media_type or media_type, sealed_at=kept.sealed_at
    )


def _name(file: "UploadedFile[bytes]") -> str:
    return PurePath(file.name or "").name[:200] or "berkas"


def _media_type(file: "UploadedFile[bytes]") -> str:
    """Return what the first bytes say the file is, not what the browser claims."""
    head = file.read(4096)
    file.seek(0)
    try:
        found: str = puremagic.from_string(head, mime=True)
    except puremagic.PureError:
        found = ""
    if not found:
        found = "text/plain" if _is_text(head) else "application/octet-stream"
    return found[:120]


def _is_text(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return b"\0" not in head


def carried(items: Iterable[OpeningEvidence]) -> list[str]:
    """Return sealed files as signed texts for hidden fields of a page that is shown again."""
    return [signing.dumps({**asdict(one), "sealed_at": one.sealed_at.isoformat()}, salt=_SALT) for one in items]


def brought_back(texts: Iterable[str], note: str = "", source_url: str = "") -> list[OpeningEvidence]:
    """Return the sealed files of signed texts; what was tampered with is left out."""
    items = []
    for text in texts:
        try:
            given: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=86_400)
        except signing.BadSignature:
            continue
        items.append(OpeningEvidence(**{**given, "sealed_at": datetime.fromisoformat(given["sealed_at"])}))
    unique = {one.sha256: one for one in items}
    return [replace(one, note=note, source_url=source_url) for one in unique.values()]


def described(item: OpeningEvidence, *, note: str, source_url: str) -> OpeningEvidence:
    """Return a sealed file with what the officer wrote about it."""
    return replace(item, note=note.strip(), source_url=source_url.strip())


def nothing_chosen() -> FieldProblem:
    """Return the problem of a form sent without a file."""
    return FieldProblem(
        "uploads",
        Words(id="Belum ada berkas. Pilih paling sedikit satu.", en="There is no file yet. Choose at least one."),
    )
