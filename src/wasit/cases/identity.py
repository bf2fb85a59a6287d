"""The reporter's identity, encrypted with age to a key that lies outside the database."""

import json
import os
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.conf import settings
from pyrage import DecryptError, decrypt, encrypt, x25519

from wasit.cases.opening import OpeningReporter
from wasit.text import Problem, Words

KEY_FILE = "identity.key"


def seal(reporter: OpeningReporter) -> bytes:
    """Return the encrypted form of an identity."""
    sealed: bytes = encrypt(json.dumps(asdict(reporter)).encode(), [_key(_key_path()).to_public()])
    return sealed


def unseal(sealed: bytes | memoryview) -> OpeningReporter:
    """Return the identity; raise Problem where the key that sealed it is not the one of this installation."""
    try:
        # A key that is gone is never made anew here: it could open nothing and would hide the loss.
        return OpeningReporter(**json.loads(decrypt(bytes(sealed), [_kept_key(_key_path())])))
    except (DecryptError, FileNotFoundError):
        raise Problem(
            Words(
                id=f"Kunci identitas ({KEY_FILE}) hilang atau bukan kunci yang menyegelnya. Hubungi administrator.",
                en=f"The key of identities ({KEY_FILE}) is gone or another one. Tell the administrator.",
            )
        ) from None


def _key_path() -> Path:
    return Path(settings.DATA) / KEY_FILE


@cache
def _key(path: Path) -> x25519.Identity:
    if not path.exists():
        _write_once(path, str(x25519.Identity.generate()))
    return _kept_key(path)


def _kept_key(path: Path) -> x25519.Identity:
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
