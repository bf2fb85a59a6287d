"""From the bytes of a file to text: encodings, and a clear word for what is no page at all."""

import re

from wasit.text import Problem, Words

# A news page with inlined pictures stays below; 200 MB of one line must be refused before anything looks at it.
MAX_BYTES = 8 << 20

_MAGIC = {
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"PK\x03\x04": "ZIP/DOCX/XLSX",
    b"\xd0\xcf\x11\xe0": "DOC/XLS",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"SQLite format 3": "SQLite",
    b"\x7fELF": "ELF",
}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def decoded(data: bytes | str, file: str) -> str:
    """Return the text of `data`; Problem when it is empty, too large or no text."""
    require_size(len(data), file)
    text = data if isinstance(data, str) else _decode(data, file)
    # One for one, so that offsets stay those of what was given.
    text = _LONE_SURROGATE.sub("\ufffd", text)
    if not text.strip(" \t\r\n\ufeff"):
        raise Problem(
            Words(
                id=f"{file}: kosong. Simpan ulang halamannya, lalu coba lagi.",
                en=f"{file}: empty. Save the page again and try once more.",
            )
        )
    if len(_CONTROL.findall(text[:20_000])) > len(text[:20_000]) // 100:
        raise _not_text(file, "biner", "binary")
    return text


def require_size(size: int, file: str) -> None:
    """Raise Problem when a page of `size` bytes is larger than any news page."""
    if size > MAX_BYTES:
        raise Problem(
            Words(
                id=f"{file}: terlalu besar untuk satu halaman berita ({size // 1_000_000} MB, paling besar "
                f"{MAX_BYTES >> 20} MB). Simpan satu halaman per berkas.",
                en=f"{file}: too large for one news page ({size // 1_000_000} MB, at most {MAX_BYTES >> 20} MB). "
                "Save one page to a file.",
            )
        )


def _decode(data: bytes, file: str) -> str:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise _not_text(file, kind, kind)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4096]:
        raise _not_text(file, "biner", "binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_legacy(data), "replace")


def _legacy(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else "cp1252"
    # A page that says UTF-8 and is not is nearly always Windows-1252; only text encodings of the old web are obeyed.
    return name if name in {"iso-8859-15", "windows-1251", "shift_jis", "gb2312", "big5", "euc-kr"} else "cp1252"


def _not_text(file: str, indonesian: str, english: str) -> Problem:
    return Problem(
        Words(
            id=f"{file}: bukan halaman teks atau HTML ({indonesian}). Simpan halamannya sebagai HTML atau teks.",
            en=f"{file}: not a text or HTML page ({english}). Save the page as HTML or text.",
        )
    )
