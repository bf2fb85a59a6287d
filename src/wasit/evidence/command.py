"""The command `wasit evidence`: seal files into a bundle, verify a bundle."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from wasit.evidence.bundle import seal
from wasit.evidence.verification import Verification, verify
from wasit.evidence.verifier import printable
from wasit.text import CallParser, Words, reader_language


def evidence(argv: list[str]) -> int:
    """Run `wasit evidence seal|verify`; 0 = done, 1 = the bundle is not intact (Problem, so 2, for bad input)."""
    options = _parser().parse_args(argv)
    return _seal(options) if options.task == "seal" else _verify(options)


def _parser() -> argparse.ArgumentParser:
    parser = CallParser(prog="wasit evidence", description=_say(_WHAT))
    tasks = parser.add_subparsers(dest="task", required=True)
    sealing = tasks.add_parser(
        "seal", help=_say(Words(id="segel berkas menjadi bundel", en="seal files into a bundle"))
    )
    sealing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    sealing.add_argument("--out", required=True, type=Path, metavar="BUNDLE.zip")
    sealing.add_argument("--note", metavar="TEXT")
    sealing.add_argument("--json", action="store_true")
    verifying = tasks.add_parser("verify", help=_say(Words(id="periksa sebuah bundel", en="verify a bundle")))
    verifying.add_argument("bundle", type=Path, metavar="BUNDLE.zip")
    verifying.add_argument("--json", action="store_true")
    return parser


_WHAT = Words(id="Menyegel berkas bukti dan memeriksanya kembali.", en="Seals files of evidence and verifies them.")


def _say(words: Words) -> str:
    return words.in_(reader_language())


def _seal(options: argparse.Namespace) -> int:
    # The machine's own offset: the page of the bundle is read by people where it was sealed.
    now = datetime.now(UTC).astimezone()
    manifest = seal([(path.name, path) for path in options.files], out=options.out, note=options.note, now=now)
    if options.json:
        print(json.dumps(manifest.as_json(), ensure_ascii=False))
    else:
        count = len(manifest.files)
        print(_say(Words(id=f"{count} berkas disegel: {options.out}", en=f"{count} files sealed: {options.out}")))
        print(manifest.head)
    return 0


def _verify(options: argparse.Namespace) -> int:
    verdict = verify(options.bundle)
    if options.json:
        print(json.dumps(verdict.as_json(), ensure_ascii=False))
    else:
        _tell(verdict)
    return 0 if verdict.ok else 1


def _tell(verdict: Verification) -> None:
    good, bad = _say(Words(id="utuh", en="intact")), _say(Words(id="BERUBAH", en="CHANGED"))
    for file in verdict.files:
        print(f"{good if file.ok else bad}  {printable(file.name)}  {file.sha256}")
    for problem in verdict.problems:
        print(_say(problem), file=sys.stderr)
    when = verdict.sealed_at.isoformat(sep=" ") if verdict.sealed_at else "-"
    print(_say(Words(id=f"Disegel pada {when}.", en=f"Sealed at {when}.")))
    intact = Words(id="Bundel utuh.", en="The bundle is intact.")
    broken = Words(id="Bundel TIDAK utuh.", en="The bundle is NOT intact.")
    print(_say(intact if verdict.ok else broken))
