"""The arms of an office: a PNG that is small, sound and says nothing but its picture."""

import struct
import zlib
from collections.abc import Iterator

from wasit.text import Problem, Words

LARGEST = 300_000
WIDEST = 3_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Everything else in a PNG is remarks: who made it, with which program, when.
_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def checked_png(data: bytes) -> bytes:
    """Return the PNG without its remarks; raise Problem for anything that is no sound PNG of at most 300 kB."""
    if len(data) > LARGEST:
        raise Problem(
            Words(
                id=f"Lambang {len(data) // 1000} kB, batasnya {LARGEST // 1000} kB. Perkecil gambarnya.",
                en=f"The arms have {len(data) // 1000} kB, the limit is {LARGEST // 1000} kB. Make it smaller.",
            )
        )
    try:
        chunks = list(_chunks(data))
    except (struct.error, ValueError) as error:
        raise _unsound() from error
    kinds = [kind for kind, _body in chunks]
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or b"IDAT" not in kinds:
        raise _unsound()
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not 0 < width <= WIDEST or not 0 < height <= WIDEST:
        raise Problem(
            Words(
                id=f"Lambang {width} × {height} piksel, batasnya {WIDEST} × {WIDEST}.",
                en=f"The arms have {width} × {height} pixels, the limit is {WIDEST} × {WIDEST}.",
            )
        )
    return _SIGNATURE + b"".join(_packed(kind, body) for kind, body in chunks if kind in _KEPT)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    at = len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if check != zlib.crc32(kind + body):
            raise ValueError("a chunk is damaged")
        yield kind, body
        at += 12 + length
        if kind == b"IEND":
            return


def _packed(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _unsound() -> Problem:
    return Problem(
        Words(
            id="Lambang harus berkas PNG yang utuh. Simpan ulang gambarnya sebagai PNG.",
            en="The arms must be a sound PNG file. Save the picture again as PNG.",
        )
    )
