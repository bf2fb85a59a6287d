"""The one command line: `wasit <command>`; libraries answer without Django, the rest after settings are loaded."""

import importlib
import os
import sys
from collections.abc import Callable, Mapping

from wasit.text import Problem, Words, reader_language

Command = Callable[..., int]

LIBRARY: Mapping[str, tuple[str, str]] = {
    "clock": ("wasit.rulebook.command", "clock"),
    "rules": ("wasit.rulebook.command", "rules"),
    "read": ("wasit.reading.command", "read"),
    "screen": ("wasit.screening.command", "screen"),
    "evidence": ("wasit.evidence.command", "evidence"),
}
RUNNING: Mapping[str, tuple[str, str]] = {
    "import": ("wasit.rosters.command", "command"),
    "collect": ("wasit.monitoring.command", "collect"),
    "journal": ("wasit.office.command", "journal_command"),
    "office": ("wasit.office.founding", "command"),
    "tick": ("wasit.site.tick", "command"),
    "demo": ("wasit.site.demo.command", "command"),
    "serve": ("wasit.site.serve", "command"),
    "manage": ("wasit.site.manage", "command"),
}
# The demonstration decides its own environment before settings are read.
BEFORE_SETTINGS = {"demo"}
# Rooms below the roof have no clock of their own.
TOLD_THE_TIME = {"import", "collect", "office"}
# These work on the tables; the others make them.
ON_TABLES = {"import", "collect", "journal", "tick", "serve"}

HELP = Words(
    id="Pakai: wasit PERINTAH …   Perintah: {commands}. Bantuan tiap perintah: wasit PERINTAH --help",
    en="Usage: wasit COMMAND …   Commands: {commands}. Help for one: wasit COMMAND --help",
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 = done, 1 = it found something wrong, 2 = the call or its input was wrong."""
    argv = sys.argv[1:] if arguments is None else arguments
    try:
        return _dispatch(argv)
    except Problem as problem:
        print(problem.words.in_(reader_language()), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, but the interpreter must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _dispatch(argv: list[str]) -> int:
    name = argv[0] if argv else ""
    if name in {"", "-h", "--help"}:
        print(HELP.in_(reader_language()).format(commands=", ".join([*LIBRARY, *RUNNING])))
        return 0 if name else 2
    if name in LIBRARY:
        return _load(*LIBRARY[name])(argv[1:])
    if name not in RUNNING:
        raise Problem(
            Words(
                id=f'Perintah "{name}" tidak ada. Ketik wasit --help untuk melihat semuanya.',
                en=f'There is no command "{name}". Type wasit --help to see them all.',
            )
        )
    if name not in BEFORE_SETTINGS:
        _set_up()
    asks_for_help = {"-h", "--help"} & set(argv[1:])
    if name in ON_TABLES and not asks_for_help:
        _load("wasit.site.tables", "demand")([])
    if name in TOLD_THE_TIME:
        return _load(*RUNNING[name])(argv[1:], _load("wasit.site.clock", "now"))
    return _load(*RUNNING[name])(argv[1:])


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasit.site.settings")
    django.setup()


def _load(module: str, function: str) -> Command:
    command: Command = getattr(importlib.import_module(module), function)
    return command


if __name__ == "__main__":
    sys.exit(main())
