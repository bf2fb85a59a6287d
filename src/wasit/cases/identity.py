"""The reporter's identity, encrypted with age to a key that lies outside the database."""

import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.conf import settings
from pyrage import decrypt, encrypt, x25519

from wasit.cases.opening import OpeningReporter

KEY_FILE = "identity.key"


def seal(reporter: OpeningReporter) -> bytes:
    """Return the encrypted form of an identity."""
    sealed: bytes = encrypt(json.dumps(asdict(reporter)).encode(), [_key(_key_path()).to_public()])
    return sealed


def unseal(sealed: bytes | memoryview) -> OpeningReporter:
    """Return the identity; raise pyrage's DecryptError where the installation's key is another one."""
    return OpeningReporter(**json.loads(decrypt(bytes(sealed), [_key(_key_path())])))


def _key_path() -> Path:
    return Path(settings.DATA) / KEY_FILE


@cache
def _key(path: Path) -> x25519.Identity:
    if not path.exists():
        _write_once(path, str(x25519.Identity.generate()))
    return x25519.Identity.from_str(path.read_text(encoding="ascii").strip())


def _write_once(path: Path, value: str) -> None:
    """Put `value` at `path` unless another process was first; only the owner can ever read it (mkstemp: 0600)."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(value)
        target.flush()
        os.fsync(target.fileno())
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
