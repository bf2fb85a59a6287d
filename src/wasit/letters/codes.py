"""Codes of copies: 60 random bits in Crockford's alphabet, written `P91H-7QXK-2MDA`, read back with a tolerant eye."""

import re
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_LOOK_ALIKES = str.maketrans("OIL", "011")


def new_code() -> str:
    """Return a code that nobody can guess."""
    return grouped("".join(secrets.choice(_ALPHABET) for _ in range(LENGTH)))


def grouped(bare: str) -> str:
    """Return the twelve characters in groups of four."""
    return f"{bare[:4]}-{bare[4:8]}-{bare[8:]}"


def read_code(typed: str) -> str | None:
    """Return the code a reader meant (case, spaces, dashes, O for 0, I or L for 1), or None where it cannot be one."""
    bare = re.sub(r"[\s\-–—.]+", "", typed[:60]).upper().translate(_LOOK_ALIKES)
    if len(bare) != LENGTH or not set(bare) <= set(_ALPHABET):
        return None
    return grouped(bare)
