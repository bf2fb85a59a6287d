"""Seals: the canonical bytes of a post, the hash they are named by, and whether both still fit."""

import hashlib
import json
import mimetypes
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from wasit.monitoring.models import Capture
from wasit.office import vault
from wasit.screening import Post
from wasit.text.normalise import Tokens

POST_MEDIA = "application/json"
# Words fewer than these say too little: "amin" under two posts makes no copies.
COPY_WORDS = 6


def storable(post: Post) -> Post:
    """Return `post` without what no database can hold: NUL characters and halves of surrogate pairs become U+FFFD.

    The untouched bytes stay in the sealed original of the delivery.
    """
    changed = {
        name: _storable(value)
        for name in Post.__dataclass_fields__
        if isinstance(value := getattr(post, name), str) and not _plain(value)
    }
    return replace(post, **changed) if changed else post


def post_bytes(post: Post) -> bytes:
    """Return the canonical JSON of a post: given fields only, sorted, no spaces, UTF-8."""
    given = {name: getattr(post, name) for name in Post.__dataclass_fields__ if getattr(post, name)}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def post_of(capture: Capture) -> Post:
    """Return the post that a capture holds, as it was delivered."""
    return Post(
        post_id=capture.post_id,
        text=capture.text,
        platform=capture.platform or None,
        author_handle=capture.author_handle or None,
        author_name=capture.author_name or None,
        author_bio=capture.author_bio or None,
        posted_at=capture.posted_text or None,
        url=capture.url or None,
        region_code=capture.region_text or None,
        kind=capture.post_kind,
    )


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def text_key(text: str) -> str:
    """Return the key that near-identical texts share: the same words, whatever case and marks; "" when too short."""
    words = Tokens(text).words
    return digest(" ".join(words).encode()) if len(words) >= COPY_WORDS else ""


def keep_post(capture: Capture, now: datetime) -> None:
    """Put the bytes of a post into the vault as a file of their own, once; inside the caller's transaction."""
    if capture.kept:
        return
    vault.keep(post_bytes(post_of(capture)), media_type=POST_MEDIA, now=now)
    capture.kept = True
    Capture.objects.filter(pk=capture.pk).update(kept=True)


def intact(capture: Capture) -> bool:
    """Tell whether the sealed bytes are unchanged, and for a post also the fields shown on the pages."""
    if capture.kind == Capture.Kind.POST and digest(post_bytes(post_of(capture))) != capture.sha256:
        return False
    return vault.intact(capture.sha256 if capture.kept else capture.delivery.sha256)


def open_sealed(capture: Capture) -> BinaryIO | bytes:
    """Return the sealed bytes of a capture; raise FileNotFoundError where the vault lost them."""
    return vault.open_file(capture.sha256) if capture.kept else post_bytes(post_of(capture))


def file_name(capture: Capture) -> str:
    """Return the name under which the sealed copy is handed out: never one that came from outside."""
    ending = mimetypes.guess_extension(capture.media_type) or ".bin"
    return f"wasit-{capture.sha256[:16]}{ending}"


def _plain(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _storable(text: str) -> str:
    return "".join("\ufffd" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)
