"""The hash chain that bundles and the office journal share: each link covers its body and the link before it."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from wasit.evidence import verifier

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

GENESIS = verifier.GENESIS
_LINK = re.compile(r"[0-9a-f]{64}")


def canonical(body: Mapping[str, JSON]) -> bytes:
    """Return `body` as UTF-8 JSON with sorted keys, no spaces, text untouched; ValueError for NaN, lone surrogates."""
    return verifier.canonical(body)


def link(previous: str, body: Mapping[str, JSON]) -> str:
    """Return the link (64 hex digits) that follows `previous` (GENESIS for the first) and covers `body`.

    ValueError when `previous` is no link: a chain must never go on from a half-read value.
    """
    if not _LINK.fullmatch(previous):
        raise ValueError("previous must be 64 lower-case hex digits")
    return verifier.link(previous, body)
