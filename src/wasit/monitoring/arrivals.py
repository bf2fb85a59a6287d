"""What arrived: the kind of a file told by its content, the limits it must keep, and the name it may carry."""

import unicodedata
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from typing import BinaryIO
from urllib.parse import urlsplit

import puremagic

from wasit.monitoring.models import Delivery
from wasit.text import Problem, Words

HEAD = 8192
MEGABYTE = 1_000_000
LIMITS = {Delivery.Form.POSTS: 300 * MEGABYTE, Delivery.Form.PAGE: 10 * MEGABYTE, Delivery.Form.PICTURE: 25 * MEGABYTE}
PASTE_LIMIT = 2 * MEGABYTE
ADDRESS_LIMIT = 1000

_PICTURES = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif"),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
}
_TABLES = {"text/csv": (".csv", ".tsv"), "application/x-ndjson": (".jsonl", ".ndjson", ".json")}
_ENDINGS = {
    **_PICTURES,
    **_TABLES,
    "application/vnd.apache.parquet": (".parquet", ".pq"),
    "text/html": (".html", ".htm", ".xhtml"),
    "text/plain": (".txt", ".text", ".md"),
}
# Endings that claim nothing which the content could contradict.
_SILENT = ("", ".dat", ".bin", ".tmp", ".log")
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")


@dataclass(frozen=True)
class Given:
    """What the officer typed beside a page, a picture or pasted text."""

    text: str = ""
    title: str = ""
    url: str = ""
    platform: str = ""
    author_handle: str = ""
    author_name: str = ""
    posted: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the fields that were filled in."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Arrival:
    """What a file is and under which name it is kept."""

    form: Delivery.Form
    media_type: str
    name: str
    size: int


def look_at(source: BinaryIO, name: str) -> Arrival:
    """Return what `source` is; raise Problem for an empty, foreign or over-long file, or one that is not what it says.

    The source must be seekable and is left at its beginning.
    """
    name = safe_name(name)
    size = source.seek(0, 2)
    source.seek(0)
    head = source.read(HEAD)
    source.seek(0)
    if not size or not (head.strip() or size > HEAD):
        raise _told(name, "kosong; tidak ada yang disimpan", "is empty; nothing was kept")
    media_type = _media_type(head, name)
    _compare(name, media_type)
    form = _form(media_type)
    if size > LIMITS[form]:
        raise _too_large(name, size, LIMITS[form])
    return Arrival(form, media_type, name, size)


def safe_name(name: str) -> str:
    """Return the last part of a file's name without characters that nobody can see, at most 120 bytes of UTF-8.

    Bytes and not characters: no folder takes a name of more than 255 bytes, and an emoji has four.
    """
    last = PureWindowsPath(PurePosixPath(name or "").name).name
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    stem, dot, ending = shown.rpartition(".")
    short = f"{_cut(stem, 100)}{dot}{_cut(ending, 16)}" if dot else _cut(shown, 116)
    return short if short.strip(".") else "tanpa-nama"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def safe_address(url: str) -> str:
    """Return a web address; raise Problem for anything but http or https with a host."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, url))
    except ValueError:
        good = False
    if not good or len(url) > ADDRESS_LIMIT:
        raise Problem(
            Words(
                id="Alamat halaman tidak terbaca. Salin seluruhnya dari peramban, mulai dari https://.",
                en="The address of the page cannot be read. Copy all of it from the browser, from https:// on.",
            )
        )
    return url


def is_address(url: str) -> bool:
    """Tell whether a delivered address may be shown as a link."""
    try:
        return bool(safe_address(url))
    except Problem:
        return False


def paste_size(text: str) -> None:
    """Raise Problem for pasted text that is empty or too long."""
    if not text.strip():
        raise Problem(Words(id="Tempelkan dulu teks unggahannya.", en="Paste the text of the post first."))
    if len(text.encode(errors="replace")) > PASTE_LIMIT:
        raise Problem(
            Words(
                id="Tempelan lebih dari 2 MB. Simpan sebagai berkas CSV, lalu kirim berkasnya.",
                en="The pasted text is longer than 2 MB. Save it as a CSV file and deliver the file.",
            )
        )


def _media_type(head: bytes, name: str) -> str:
    if head.startswith(b"PAR1"):
        return "application/vnd.apache.parquet"
    if head.startswith(b"%PDF"):
        return "application/pdf"
    if _text(head) and b"\x00" not in head:
        return _text_type(head, name)
    found = _magic(head)
    if found in _PICTURES:
        return found
    if b"\x00" not in head and (_starts_as_html(head) or _ending(name) == ".txt"):
        # Old pages in other encodings: reading knows how to decode them.
        return "text/html" if _starts_as_html(head) else "text/plain"
    if not found or found.startswith("text/"):
        raise _told(name, "bukan teks UTF-8; simpan ulang sebagai UTF-8", "is no UTF-8 text; save it again as UTF-8")
    raise _told(
        name,
        f"ternyata {found}; yang terbaca: CSV, JSONL, Parquet, HTML, teks, PNG, JPEG, PDF",
        f"is really {found}; readable are CSV, JSONL, Parquet, HTML, text, PNG, JPEG, PDF",
    )


def _starts_as_html(head: bytes) -> bool:
    lowered = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048].lower()
    return lowered.startswith(_HTML_STARTS) or b"<html" in lowered


def _text_type(head: bytes, name: str) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lowered = start[:2048].lower()
    if _starts_as_html(head):
        return "text/html"
    if lowered.startswith((b"from:", b"mime-version:")) and b"multipart/related" in lowered:
        raise _told(
            name,
            'adalah arsip MHTML; simpan ulang halamannya sebagai "Halaman web, hanya HTML"',
            'is an MHTML archive; save the page again as "Web page, HTML only"',
        )
    if start.startswith(b"{"):
        return "application/x-ndjson"
    first = start.split(b"\n", 1)[0].lower()
    if _ending(name) in _TABLES["text/csv"] or (b"text" in first and b"post_id" in first):
        return "text/csv"
    return "text/plain"


def _text(head: bytes) -> bool:
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Only a character cut at the end of the look is forgiven.
        return error.start >= HEAD - 4
    return True


def _magic(head: bytes) -> str:
    try:
        matches = puremagic.magic_stream(BytesIO(head))
    except (puremagic.PureError, ValueError):
        return ""
    return next((match.mime_type for match in matches if match.mime_type), "")


def _compare(name: str, media_type: str) -> None:
    ending = _ending(name)
    as_text = ending == ".txt" and (media_type.startswith("text/") or media_type in _TABLES)
    if as_text or ending in _SILENT or ending in _ENDINGS[media_type]:
        return
    right = _ENDINGS[media_type][0]
    raise _told(
        name,
        f"isinya {media_type}, bukan {ending}; kirim berkas yang benar, atau ganti akhirannya menjadi {right}",
        f"holds {media_type}, not {ending}; deliver the right file, or change its ending to {right}",
    )


def _form(media_type: str) -> Delivery.Form:
    if media_type in _PICTURES:
        return Delivery.Form.PICTURE
    return Delivery.Form.PAGE if media_type in {"text/html", "text/plain"} else Delivery.Form.POSTS


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _too_large(name: str, size: int, limit: int) -> Problem:
    large, most = size // MEGABYTE, limit // MEGABYTE
    return Problem(
        Words(
            id=f'"{name}" {large} MB, batasnya {most} MB. Pecah berkasnya, lalu kirim satu per satu.',
            en=f'"{name}" is {large} MB, the limit is {most} MB. Split it and deliver the parts.',
        )
    )


def _told(name: str, indonesian: str, english: str) -> Problem:
    return Problem(Words(id=f'"{name}" {indonesian}.', en=f'"{name}" {english}.'))
