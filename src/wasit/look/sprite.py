"""Builds the one SVG file that holds every icon of the pages, from a folder of Tabler outline icons."""

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "look" / "icons.svg"
_SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>")
_CANVAS = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>')
_NAME = re.compile(r'<symbol id="([a-z0-9-]+)"')


def names_in(sprite: Path = SPRITE) -> frozenset[str]:
    """Return the names of the icons that `sprite` holds."""
    return frozenset(_NAME.findall(sprite.read_text(encoding="utf-8")))


def build(names: list[str], outlines: Path) -> str:
    """Return the sprite of `names`, each drawn in `outlines/<name>.svg`; FileNotFoundError for an unknown name."""
    symbols = [_symbol(name, (outlines / f"{name}.svg").read_text(encoding="utf-8")) for name in sorted(set(names))]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(name: str, drawing: str) -> str:
    # Colour and line width come from the page's CSS through the <use> element, so the symbol carries shapes only.
    shapes = "".join(_SHAPE.findall(_CANVAS.sub("", drawing)))
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(argv: list[str]) -> int:
    """Rebuild the sprite: `python -m wasit.look.sprite FOLDER [NEW-NAME...]` keeps what it has and adds the new."""
    outlines, *added = argv
    SPRITE.write_text(build([*names_in(), *added], Path(outlines)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
