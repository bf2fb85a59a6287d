"""Serves the pages with granian on one address."""

import argparse
import os

from granian.constants import Interfaces
from granian.server import Server


def command(argv: list[str]) -> int:
    """Serve until interrupted; `--workers` more than one only with PostgreSQL."""
    parser = argparse.ArgumentParser(prog="wasit serve")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(argv)
    serve(options.address, options.port, options.workers)
    return 0


def serve(address: str, port: int, workers: int = 1) -> None:
    """Block until the server is stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasit.site.settings")
    Server(
        "wasit.site.wsgi:application",
        address=address,
        port=port,
        workers=workers,
        blocking_threads=4,
        interface=Interfaces.WSGI,
        log_access=False,
    ).serve()
