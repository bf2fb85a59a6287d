"""Everything that time alone makes happen; several processes may run it at once."""

import argparse
import json

from wasit.cases.actions import look_at_deadlines
from wasit.site import clock


def command(argv: list[str]) -> int:
    """Run one tick and tell how many deadlines were looked at."""
    parser = argparse.ArgumentParser(prog="wasit tick")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    looked_at = look_at_deadlines(clock.now())
    print(json.dumps({"deadlines": looked_at}) if options.json else f"{looked_at}")
    return 0
