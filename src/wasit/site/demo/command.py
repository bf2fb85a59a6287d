"""`wasit demo`: builds the demonstration in a folder, once, and serves it."""

import os
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path

from wasit.site.address import demand_port
from wasit.site.demo.facts import NOW, PASSWORD
from wasit.site.environment import make_folder
from wasit.text import CallParser, Problem, Words, whole_number

DONE = "peragaan-siap"
MARK = "wasit-demo"


def command(argv: list[str]) -> int:
    """Build where needed, print address and log-ins, serve until interrupted."""
    parser = CallParser(prog="wasit demo")
    parser.add_argument("--dir", type=Path, default=Path("demo"))
    parser.add_argument("--port", type=whole_number(1, 65_535), default=8000)
    parser.add_argument("--fresh", action="store_true", help="build again from nothing")
    parser.add_argument("--no-serve", action="store_true")
    options = parser.parse_args(argv)
    folder: Path = options.dir.resolve()
    if not options.no_serve:
        # A port that is taken is better told before the demonstration is built than after.
        demand_port("127.0.0.1", options.port)
    prepare(folder, fresh=options.fresh)
    set_environment(folder)
    _set_up()
    if not (folder / DONE).exists():
        _build(folder)
    if options.no_serve:
        return 0
    _go_on_from_the_journal()
    tell_log_ins(options.port)
    from wasit.site.serve import serve

    serve("127.0.0.1", options.port)
    return 0


def prepare(folder: Path, *, fresh: bool) -> None:
    """Make the folder ready: what was broken off or is not wanted any more goes, foreign folders are never touched."""
    make_folder(folder, "--dir")
    if any(folder.iterdir()) and not (folder / MARK).exists():
        raise Problem(
            Words(
                id=f"Folder {folder} berisi hal lain. Pilih folder kosong dengan --dir.",
                en=f"The folder {folder} holds something else. Choose an empty one with --dir.",
            )
        )
    if fresh or not (folder / DONE).exists():
        shutil.rmtree(folder)
        folder.mkdir()
    (folder / MARK).touch()


def set_environment(folder: Path) -> None:
    """Let settings see the demonstration: its folder, its day, its own database."""
    os.environ.update(
        {"WASIT_DATA": str(folder), "WASIT_DEMO": "1", "WASIT_PRETEND_NOW": NOW.isoformat(), "WASIT_DEBUG": "0"}
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasit.site.settings")
    os.environ.pop("DATABASE_URL", None)


def _set_up() -> None:
    import django

    django.setup()


def _build(folder: Path) -> None:
    from wasit.site.demo.build import build

    print("Menyiapkan peragaan (sekali saja):", file=sys.stderr)
    build()
    (folder / DONE).touch()


def _go_on_from_the_journal() -> None:
    """A demonstration that was used before goes on where its journal ends, so that time never runs backwards."""
    from django.conf import settings

    from wasit.office.models import JournalEntry

    last = JournalEntry.objects.order_by("-seq").values_list("at", flat=True).first()
    if last is not None and last > datetime.fromisoformat(settings.PRETEND_NOW):
        later = (last + timedelta(minutes=1)).isoformat()
        settings.PRETEND_NOW = os.environ["WASIT_PRETEND_NOW"] = later


def tell_log_ins(port: int) -> None:
    """Print the address and a log-in for each role."""
    from wasit.site.demo.people import log_ins

    print(f"\nWasit – peragaan, semua pegawai dan petugas rekaan\n\n  http://127.0.0.1:{port}/\n")
    print(f"  Kata sandi semua akun: {PASSWORD}\n")
    for role, place, mailbox in log_ins():
        print(f"  {mailbox:<28} {role:<22} {place}")
    print(f"\nMulai dari http://127.0.0.1:{port}/mulai/ · berhenti dengan Ctrl-C, data tetap tersimpan.\n", flush=True)
