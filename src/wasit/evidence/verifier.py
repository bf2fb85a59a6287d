"""The verifier that travels in every bundle as `verify.py`; the library uses it too, so the two cannot disagree.

Needs nothing but Python 3.9: run `python verify.py` in the folder of the unpacked bundle.
Tidak memerlukan apa pun selain Python 3.9: jalankan `python verify.py` di dalam folder hasil ekstrak.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

FORMAT = "wasit-evidence/1"
GENESIS = "0" * 64
MANIFEST = "manifest.json"
CARRIED = ("index.html", "verify.py")
FOLDER = "files/"
CHUNK = 1 << 20
MAX_MANIFEST = 16 << 20
# File managers drop these into any folder that they show; they are no part of the evidence and hide nothing of it.
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}

Reader = Callable[[str], Iterable[bytes]]
Told = tuple[str, str]


def canonical(body: Mapping[str, Any]) -> bytes:
    """Return `body` as JSON with sorted keys, no spaces, in UTF-8; text is kept as it is (no NFC)."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def link(previous: str, body: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of `previous`, a line feed and the canonical `body`: the next link of a chain."""
    return hashlib.sha256(previous.encode("ascii") + b"\n" + canonical(body)).hexdigest()


def header_of(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a manifest that the first link of its chain covers."""
    return {key: manifest[key] for key in ("format", "sealed_at", "note")}


def entry_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a manifest entry that its own link covers."""
    return {key: entry[key] for key in ("name", "size", "sha256")}


def pretty(manifest: Mapping[str, Any]) -> bytes:
    """Return the one byte form in which a manifest may be written."""
    return (json.dumps(manifest, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def examine(names: Iterable[str], read: Reader) -> dict[str, Any]:
    """Check members against their manifest; `read` yields a member's bytes and raises OSError when it cannot."""
    present = set(names)
    problems: list[Told] = []
    manifest = _manifest(present, read, problems)
    if manifest is None:
        return {"ok": False, "files": [], "sealed_at": None, "chain_ok": False, "problems": problems}
    chain_ok = _chain_holds(manifest, problems)
    expected = {FOLDER + entry["name"]: entry for entry in manifest["files"]}
    carried = {entry["name"]: entry for entry in manifest["carried"]}
    results = [_check(path, entry, present, read, problems) for path, entry in expected.items()]
    for path, entry in carried.items():
        _check(path, entry, present, read, problems)
    results += _strangers(present - set(expected) - set(carried) - {MANIFEST}, read, problems)
    return {
        "ok": chain_ok and not problems,
        "files": results,
        "sealed_at": manifest["sealed_at"],
        "chain_ok": chain_ok,
        "problems": problems,
    }


def _manifest(present: set[str], read: Reader, problems: list[Told]) -> dict[str, Any] | None:
    if MANIFEST not in present:
        problems.append(
            (f"{MANIFEST} tidak ada: bundel tidak utuh.", f"{MANIFEST} is missing: the bundle is not whole.")
        )
        return None
    try:
        raw = _whole(MANIFEST, read)
        manifest = json.loads(raw.decode("utf-8"))
        shaped = _has_shape(manifest) and pretty(manifest) == raw
    except (OSError, ValueError, RecursionError):
        shaped = False
    if not shaped:
        problems.append((f"{MANIFEST} telah diubah atau rusak.", f"{MANIFEST} was changed or is damaged."))
        return None
    return dict(manifest)


def _whole(name: str, read: Reader) -> bytes:
    parts, size = [], 0
    for chunk in read(name):
        size += len(chunk)
        if size > MAX_MANIFEST:
            raise OSError("too large")
        parts.append(chunk)
    return b"".join(parts)


def _has_shape(manifest: Any) -> bool:
    if not isinstance(manifest, dict):
        return False
    if set(manifest) != {"format", "sealed_at", "note", "files", "carried", "head"} or manifest["format"] != FORMAT:
        return False
    if not isinstance(manifest["sealed_at"], str) or not isinstance(manifest["note"], (str, type(None))):
        return False
    if not isinstance(manifest["files"], list) or not isinstance(manifest["carried"], list):
        return False
    entries = [*manifest["files"], *manifest["carried"]]
    sound = all(isinstance(e, dict) and set(e) == {"name", "size", "sha256", "chain"} for e in entries)
    sound = sound and all(
        type(e["size"]) is int and all(type(e[k]) is str for k in ("name", "sha256", "chain")) for e in entries
    )
    return sound and tuple(e["name"] for e in manifest["carried"]) == CARRIED


def _chain_holds(manifest: Mapping[str, Any], problems: list[Told]) -> bool:
    at = link(GENESIS, header_of(manifest))
    entries = [*manifest["files"], *manifest["carried"]]
    names = [entry["name"] for entry in manifest["files"]]
    holds = names == sorted(set(names))
    for entry in entries:
        at = link(at, entry_of(entry))
        holds = holds and entry["chain"] == at
    holds = holds and manifest["head"] == at
    if not holds:
        problems.append(
            ("Rantai sidik jari di manifest.json putus.", "The chain of fingerprints in manifest.json is broken.")
        )
    return holds


def _digest(path: str, read: Reader) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in read(path):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _check(
    path: str, entry: Mapping[str, Any], present: set[str], read: Reader, problems: list[Told]
) -> dict[str, Any]:
    shown, ok = printable(path), False
    if path not in present:
        problems.append((f"{shown}: tidak ada di bundel.", f"{shown}: missing from the bundle."))
    else:
        try:
            ok = _digest(path, read) == (entry["sha256"], entry["size"])
        except OSError:
            problems.append((f"{shown}: tidak dapat dibaca.", f"{shown}: cannot be read."))
        else:
            if not ok:
                problems.append((f"{shown}: isinya berubah.", f"{shown}: its content was changed."))
    return {"name": entry["name"], "sha256": entry["sha256"], "ok": ok}


def _strangers(paths: set[str], read: Reader, problems: list[Told]) -> list[dict[str, Any]]:
    found = []
    for path in sorted(paths):
        shown = printable(path)
        problems.append((f"{shown}: tidak ikut disegel.", f"{shown}: was not part of the seal."))
        try:
            digest = _digest(path, read)[0]
        except OSError:
            digest = ""
        found.append({"name": path[len(FOLDER) :] if path.startswith(FOLDER) else path, "sha256": digest, "ok": False})
    return found


def printable(text: str) -> str:
    """Return `text` with everything that could steer a terminal written out as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _read_folder(folder: Path) -> Reader:
    def read(name: str) -> Iterable[bytes]:
        with (folder / name).open("rb") as source:
            while chunk := source.read(CHUNK):
                yield chunk

    return read


def main(folder: Path) -> int:
    """Verify the unpacked bundle in `folder`, print a line per file in both languages, return 0 when it is intact."""
    members = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if (path.is_symlink() or not path.is_dir()) and path.name not in _LITTER
    ]
    result = examine(members, _read_folder(folder))
    for file in result["files"]:
        mark = "UTUH / INTACT    " if file["ok"] else "BERUBAH / CHANGED"
        print(f"{mark}  {printable(file['name'])}  {file['sha256']}")
    for indonesian, english in result["problems"]:
        print(f"! {indonesian} / {english}")
    print(f"Disegel pada / sealed at: {result['sealed_at'] or '-'}")
    if result["ok"]:
        print("Bundel utuh. / The bundle is intact.")
        return 0
    print("Bundel TIDAK utuh. / The bundle is NOT intact.")
    return 1


if __name__ == "__main__":
    # A console that cannot show a letter must not stop the verdict.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    sys.exit(main(Path(__file__).resolve().parent))
