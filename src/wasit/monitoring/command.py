"""`wasit collect`: goes on with every delivery that is not finished; several processes may do so at once."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime

from wasit.monitoring import actions, queries
from wasit.monitoring.models import Delivery
from wasit.office.reach import everywhere
from wasit.text import CallParser, Problem, Words, reader_language, whole_number


def collect(argv: list[str], clock: Callable[[], datetime]) -> int:
    """Run `wasit collect`; `clock` tells the time at which the work is done. Returns 0, or 1 when one was refused."""
    options = _parser().parse_args(argv)
    reach, refused = everywhere(), 0
    waiting = [] if options.screen_again else list(queries.unfinished(reach)[: options.limit])
    for delivery in waiting:
        try:
            done = actions.proceed(delivery, reach=reach, now=clock(), seconds=options.seconds)
        except Problem as problem:
            # One delivery that cannot go on must not keep the others waiting.
            print(problem.words.in_(reader_language()), file=sys.stderr)
            refused += 1
            continue
        refused += done.state == Delivery.State.REFUSED
        _tell(done, as_json=options.json)
    if options.screen_again:
        made = actions.screen_captures(options.screen_again, officer=None, reach=reach, now=clock())
        print(json.dumps({"region": options.screen_again, "hits": made}) if options.json else made)
    return 1 if refused else 0


def _parser() -> argparse.ArgumentParser:
    language = reader_language()

    def said(indonesian: str, english: str) -> str:
        return Words(id=indonesian, en=english).in_(language)

    parser = CallParser(
        prog="wasit collect", description=said("Lanjutkan kiriman yang belum selesai.", "Go on with deliveries.")
    )
    parser.add_argument("--json", action="store_true", help=said("satu objek JSON per kiriman", "one JSON object each"))
    parser.add_argument(
        "--limit",
        type=whole_number(1, 1_000_000),
        default=None,
        help=said("paling banyak kiriman", "deliveries at most"),
    )
    parser.add_argument(
        "--seconds", type=float, default=None, help=said("paling lama tiap kiriman", "time for each delivery at most")
    )
    parser.add_argument(
        "--screen-again", metavar="CODE", default="",
        help=said("saring ulang unggahan satu wilayah", "screen the posts of a region again"),
    )  # fmt: skip
    return parser


def _tell(delivery: Delivery, *, as_json: bool) -> None:
    told = {
        "delivery": delivery.pk,
        "state": delivery.state,
        "rows": delivery.cursor,
        "taken": delivery.taken,
        "known": delivery.known,
        "left_out": delivery.left_out,
        "hits": delivery.hits,
    }
    if as_json:
        print(json.dumps(told))
        return
    said = Words(
        id="{file_name}: {state}, {rows} baris, {taken} baru, {known} sudah ada, {left_out} ditolak, {hits} indikasi",
        en="{file_name}: {state}, {rows} rows, {taken} new, {known} known, {left_out} refused, {hits} hits",
    )
    print(said.in_(reader_language()).format(file_name=delivery.file_name, **told))
