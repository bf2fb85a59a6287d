"""Pasted text: sealed as it was typed, and cut into posts at lines of dashes."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from wasit.monitoring.arrivals import Given
from wasit.monitoring.sealing import digest
from wasit.screening import Post

MEDIA = "application/vnd.wasit.paste+json"
_CUT = re.compile(r"^[ \t]*[-–—_=*]{3,}[ \t]*\r?$", re.MULTILINE)


def sealed(text: str, given: Given) -> bytes:
    """Return the bytes under which a paste is kept: its text and the fields typed beside it, as canonical JSON."""
    fields = {**given.as_json(), "text": text.encode(errors="replace").decode()}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def posts(path: Path) -> Iterator[Post]:
    """Yield the posts of a paste; the fields typed beside it hold for each, and equal posts get equal ids."""
    fields = json.loads(path.read_bytes())
    text = fields.pop("text")
    shared = {
        "platform": fields.get("platform"),
        "author_handle": fields.get("author_handle"),
        "author_name": fields.get("author_name"),
        "posted_at": fields.get("posted"),
        "url": fields.get("url"),
    }
    for part in _CUT.split(text):
        if part.strip():
            body = part.strip("\r\n")
            key = json.dumps([body, shared], sort_keys=True)
            yield Post(post_id=f"tempel-{digest(key.encode())[:16]}", text=body, **shared)
