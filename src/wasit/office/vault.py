"""The vault: files kept under the hash of their bytes, written once, never half."""

import hashlib
import os
import tempfile
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, transaction

from wasit.office.models import StoredFile

_CHUNK = 1 << 20


def keep(data: bytes | BinaryIO, *, media_type: str, now: datetime) -> StoredFile:
    """Store `data` and return its row; the same bytes are stored once and keep their first sealing time.

    The file is complete on disk before the row exists, so a row without its file can only mean damage.
    """
    folder = _root()
    handle, name = tempfile.mkstemp(dir=folder)
    temporary = Path(name)
    try:
        digest, size = _copy(data, handle)
        target = _path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    try:
        with transaction.atomic():
            row, _made = StoredFile.objects.get_or_create(
                sha256=digest, defaults={"size": size, "media_type": media_type, "sealed_at": now}
            )
    except IntegrityError:
        row = StoredFile.objects.get(sha256=digest)
    return row


def open_file(sha256: str) -> BufferedReader:
    """Open a kept file for reading; raise FileNotFoundError where it is gone."""
    return _path(sha256).open("rb")


def intact(sha256: str) -> bool:
    """Tell whether the file is there and its bytes still have the hash it is named by."""
    try:
        with open_file(sha256) as source:
            return hashlib.file_digest(source, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def _root() -> Path:
    folder = Path(settings.VAULT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _path(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise FileNotFoundError(sha256)
    return _root() / sha256[:2] / sha256[2:]


def _copy(data: bytes | BinaryIO, handle: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as target:
        chunks = iter([data]) if isinstance(data, bytes) else iter(lambda: data.read(_CHUNK), b"")
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest(), size
