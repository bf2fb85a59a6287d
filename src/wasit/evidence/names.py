"""Which names a file may have inside a bundle: safe to unpack on Linux, Windows and macOS, and no two alike."""

import re
import unicodedata
from collections.abc import Iterable

from wasit.text import Problem, Words

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[\ud800-\udfff]')
_MAX = 200


def is_safe(name: str) -> bool:
    """Tell whether `name` is a plain relative path: it cannot leave the folder it is unpacked into."""
    if not name or len(name.encode("utf-8", "surrogatepass")) > _MAX or _FORBIDDEN.search(name):
        return False
    return all(part.strip() and part not in {".", ".."} and part[-1] not in " ." for part in name.split("/"))


def require_safe(name: str) -> None:
    """Raise Problem when `name` cannot be a member's name."""
    if not is_safe(name):
        shown = ascii(name[:80])
        raise Problem(
            Words(
                id=f"Nama berkas {shown} tidak aman di dalam bundel: pakai nama relatif tanpa '..', "
                f'tanpa \\ : * ? " < > | dan paling panjang {_MAX} bita.',
                en=f"File name {shown} is not safe inside a bundle: use a relative name without '..', without "
                f'\\ : * ? " < > | and at most {_MAX} bytes long.',
            )
        )


def require_distinct(names: Iterable[str]) -> None:
    """Raise Problem when two names would fall on one file on some computer (case, or form of an accent)."""
    seen: set[str] = set()
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise Problem(
                Words(
                    id=f'Nama berkas "{name}" muncul dua kali. Ganti nama salah satunya.',
                    en=f'File name "{name}" appears twice. Rename one of the two.',
                )
            )
        seen.add(folded)
