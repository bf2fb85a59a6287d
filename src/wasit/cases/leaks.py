"""The last look before anything leaves the house: does it hold what the reporter's sealed identity holds?

The machine opens the identity for itself, compares, and forgets; nobody is shown anything, not even which word it was.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from wasit.cases import identity
from wasit.cases.models import Case, ReporterIdentity
from wasit.office import vault
from wasit.text import Problem, Words

# Shorter parts (a first name, a house number) are words that anybody's text may hold.
_SHORTEST = 6
_LARGEST = 64_000_000
_FIELDS: Mapping[str, Words] = {
    "name": Words(id="nama", en="name"),
    "address": Words(id="alamat", en="address"),
    "phone": Words(id="nomor telepon", en="telephone number"),
    "identity_number": Words(id="nomor KTP", en="identity number"),
}


def refuse(case: Case, content: Any, sha256s: Iterable[str] = ()) -> None:
    """Raise Problem where text or files would give the reporter away; say which kind of detail, never the detail."""
    needles = needles_of(case)
    if not needles:
        return
    for place, text in _texts(content):
        _check(needles, text, Words(id=f"isian “{place}”", en=f"the field “{place}”"))
    for sha256 in sha256s:
        for text in _file_texts(sha256):
            _check(needles, text, Words(id=f"bukti {sha256[:12]}…", en=f"evidence {sha256[:12]}…"))


def needles_of(case: Case) -> dict[str, list[str]]:
    """Return what may not appear, by kind of detail, folded for comparison; of merged cases too."""
    found: dict[str, list[str]] = {}
    for kept in ReporterIdentity.objects.filter(case__in=[case, *case.merged.all()]):
        who = identity.unseal(kept.sealed)
        for name in _FIELDS:
            folded = _folded(name, getattr(who, name))
            if len(folded) >= _SHORTEST:
                found.setdefault(name, []).append(folded)
    return found


def _folded(kind: str, value: str) -> str:
    if kind in {"phone", "identity_number"}:
        digits = re.sub(r"\D", "", value)
        return re.sub(r"^(62|0)", "", digits) if kind == "phone" else digits
    return _plain(value)


def _plain(text: str) -> str:
    """Return letters and figures only, in lower case, so that spacing, accents and punctuation hide nothing."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _check(needles: Mapping[str, list[str]], text: str, where: Words) -> None:
    plain, digits = _plain(text), re.sub(r"\D", "", text)
    for kind, values in needles.items():
        hay = digits if kind in {"phone", "identity_number"} else plain
        if any(value in hay for value in values):
            raise Problem(
                Words(
                    id=f"Ditolak: {where.id} memuat {_FIELDS[kind].id} pelapor. Hapus bagian itu, lalu coba lagi.",
                    en=f"Refused: {where.en} holds the reporter's {_FIELDS[kind].en}. Take it out, then try again.",
                )
            )


def _texts(content: Any, place: str = "") -> Iterable[tuple[str, str]]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from _texts(value, f"{place}.{key}" if place else str(key))
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _texts(value, place)
    elif content is not None:
        yield place, str(content)


def _file_texts(sha256: str) -> Iterable[str]:
    """Return the readable text of a file: its bytes as text, and the parts of a zipped document."""
    try:
        with vault.open_file(sha256) as source:
            data = source.read(_LARGEST)
    except FileNotFoundError:
        return
    yield from _readings(data)
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist()[:500]:
                    if packed.getinfo(name).file_size < _LARGEST:
                        yield from _readings(packed.read(name))
        except zipfile.BadZipFile:
            return


def _readings(data: bytes) -> Iterable[str]:
    yield data.decode("utf-8", "ignore")
    if b"\x00" in data[:4000]:
        yield data.decode("utf-16-le", "ignore")
        yield data.decode("utf-16-be", "ignore")
