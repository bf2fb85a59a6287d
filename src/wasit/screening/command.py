"""`wasit screen`: posts, a roster and candidate pairs in; one JSON line a post with a hit out."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from wasit.screening.engine import Screener
from wasit.screening.files import read_candidates, read_posts, read_roster
from wasit.screening.model import Screened
from wasit.text import CallParser, Problem, Words, reader_language
from wasit.text.regions import region as region_of

_PROGRESS_EVERY = 20_000


def screen(argv: list[str]) -> int:
    """Run `wasit screen`; return 0 when done, raise Problem for wrong input (the command line then exits with 2)."""
    if argv[:1] == ["index"]:
        raise _later("wasit screen index")
    chosen = _parser().parse_args(argv)
    if chosen.engine:
        raise _later("--engine")
    if chosen.region:
        region_of(chosen.region)
    screener = Screener(read_roster(chosen.roster), read_candidates(chosen.candidates), region=chosen.region)
    with _output(chosen.out) as out:
        posts, hits = _run(screener, chosen.posts, out, everything=chosen.all)
    _tell(
        Words(
            id=f"{posts} kiriman diperiksa, {hits} dengan indikasi.", en=f"{posts} posts screened, {hits} with a hit."
        )
    )
    return 0


def _run(screener: Screener, paths: list[str], out: IO[str], *, everything: bool) -> tuple[int, int]:
    posts = hits = 0
    for path in paths:
        for post in read_posts(path):
            screened = screener.screen(post)
            posts += 1
            hits += bool(screened.hits)
            if screened.hits or everything:
                out.write(_line(screened))
            if posts % _PROGRESS_EVERY == 0:
                _tell(Words(id=f"{posts} kiriman, {hits} dengan indikasi …", en=f"{posts} posts, {hits} with a hit …"))
    return posts, hits


def _line(screened: Screened) -> str:
    return json.dumps(screened.as_json(), ensure_ascii=False) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = CallParser(prog="wasit screen", description="Find indications in posts; JSON lines out.")
    parser.add_argument("posts", nargs="+", metavar="POSTS", help="CSV, JSONL or Parquet with post_id and text")
    parser.add_argument("--roster", required=True, help="CSV, JSONL or Parquet with person_id and name")
    parser.add_argument(
        "--candidates", required=True, help="candidate pairs, columns of the election commission's list"
    )
    parser.add_argument("--region", metavar="CODE", help="region whose contests count, such as 35.73")
    parser.add_argument("--out", metavar="FILE", help="write here instead of standard output; whole or not at all")
    parser.add_argument("--all", action="store_true", help="write a line for posts without a hit, too")
    parser.add_argument("--json", action="store_true", help="JSON lines, which is the only form")
    parser.add_argument("--engine", metavar="URL", help="not in this version")
    return parser


@contextmanager
def _output(path: str | None) -> Iterator[IO[str]]:
    """Give standard output, or a file beside `path` that takes its place only when all has been written."""
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise Problem(
            Words(
                id=f"Tidak dapat menulis ke {path} ({error.strerror}); periksa foldernya.",
                en=f"Cannot write to {path} ({error.strerror}); check the folder.",
            )
        ) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o600)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _later(what: str) -> Problem:
    return Problem(
        Words(
            id=f"{what} belum ada di versi ini; jalankan wasit screen POSTS --roster ROSTER --candidates CANDIDATES.",
            en=f"{what} is not in this version; run wasit screen POSTS --roster ROSTER --candidates CANDIDATES.",
        )
    )


def _tell(words: Words) -> None:
    print(words.in_(reader_language()), file=sys.stderr)
