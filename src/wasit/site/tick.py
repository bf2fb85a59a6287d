"""Everything that time alone makes happen; several processes may run it at once."""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import datetime

from wasit.cases import actions as cases
from wasit.forwarding import actions as forwarding
from wasit.site import clock
from wasit.text import CallParser, Problem, reader_language

# In this order: a clock that moved with the rulebook is looked at where it now stands.
WORK: Mapping[str, Callable[[datetime], int]] = {
    "recomputed": cases.recompute_deadlines,
    "deadlines": cases.look_at_deadlines,
    "recommendations_recomputed": forwarding.recompute_deadlines,
    "recommendations": forwarding.look_at_deadlines,
}


def command(argv: list[str]) -> int:
    """Run one tick and tell how many clocks moved or were looked at; 1 = some could not be, each told in a line."""
    parser = CallParser(prog="wasit tick")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    now, done, wrong = clock.now(), {}, 0
    for name, work in WORK.items():
        try:
            done[name] = work(now)
        except* Problem as group:
            wrong += len(group.exceptions)
            for problem in group.exceptions:
                print(_said(problem), file=sys.stderr)
    print(json.dumps(done) if options.json else ", ".join(f"{name} {count}" for name, count in done.items()))
    return 1 if wrong else 0


def _said(problem: Exception) -> str:
    return problem.words.in_(reader_language()) if isinstance(problem, Problem) else str(problem)
