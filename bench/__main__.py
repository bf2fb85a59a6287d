"""Runs every benchmark of this folder, one after the other: `python -m bench [NAME …]`."""

import importlib
import sys
from pathlib import Path


def main(chosen: list[str]) -> int:
    """Run the named benchmarks, or all."""
    names = chosen or sorted(
        path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem not in {"__init__", "__main__"}
    )
    worst = 0
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main"):
            print(f"\n## {name}\n", flush=True)
            worst = max(worst, int(module.main() or 0))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
