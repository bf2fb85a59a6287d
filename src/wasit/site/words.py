"""Keeps the English of the pages complete: finds the Indonesian words in a room and compiles its catalogue.

`python -m wasit.site.words update [room …]` adds new words to `<room>/locale/en/LC_MESSAGES/django.po` and drops
those no longer used; `compile` writes the .mo files; `check` lists words that have no English yet.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def rooms() -> list[str]:
    """Return the rooms that have pages or speak through gettext."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/apps.py"))


def catalogue_path(room: str) -> Path:
    """Return where the English of a room lives."""
    return PACKAGE / room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def found(room: str) -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Yield (file, message or (singular, plural), context) for every word of the room's Python and templates."""
    folder = PACKAGE / room
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if "migrations" in path.parts or "static" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = _as_python(source, path.name)
        for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            yield str(path.relative_to(PACKAGE)), message, context


def _as_python(source: str, name: str) -> str:
    """Return a template as calls that a Python extractor understands."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return str(templatize(source, origin=name))


def read(room: str) -> Catalog:
    """Return the room's English catalogue, empty where it has none."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as source:
        return read_po(source, locale="en")


def update(room: str) -> int:
    """Bring the room's catalogue in line with its words; return how many still lack English."""
    old, new = read(room), Catalog(locale="en", fuzzy=False, project="Wasit", copyright_holder="Wasit")
    new.creation_date = old.creation_date
    for _path, message, context in found(room):
        known = old.get(message if isinstance(message, str) else message[0], context)
        new.add(message, known.string if known else None, context=context, flags=_flags(message))
    if len(new):
        path = catalogue_path(room)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(target, new, width=120, sort_output=True, omit_header=False, ignore_obsolete=True)
    return len(missing(room))


def _flags(message: str | tuple[str, ...]) -> list[str]:
    first = message if isinstance(message, str) else message[0]
    return ["python-format"] if "%(" in first else []


def missing(room: str) -> list[str]:
    """Return the words of the room that have no English, or are not in its catalogue at all."""
    catalogue = read(room)
    lacking = []
    for path, message, context in found(room):
        key = message if isinstance(message, str) else message[0]
        entry = catalogue.get(key, context)
        told = entry.string if entry else None
        strings = [told] if isinstance(told, str) else list(told or ())
        if not strings or not all(strings):
            lacking.append(f"{path}: {key}")
    return sorted(set(lacking))


def compile_all() -> None:
    """Write the .mo file beside every catalogue that changed since."""
    for room in rooms():
        source = catalogue_path(room)
        if source.exists():
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                with target.open("wb") as out:
                    write_mo(out, read(room))


def main(arguments: list[str]) -> int:
    """Run `update`, `compile` or `check`; return 1 when words lack English."""
    what, chosen = (arguments or ["check"])[0], arguments[1:] or rooms()
    if what == "compile":
        compile_all()
        return 0
    if what == "update":
        for room in chosen:
            print(f"{room}: {update(room)} without English")
        return 0
    lacking = [line for room in chosen for line in missing(room)]
    print("\n".join(lacking))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
