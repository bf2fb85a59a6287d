"""Serves the pages with granian on one address."""

import os

from granian.constants import Interfaces
from granian.server import Server

from wasit.site.address import demand_port
from wasit.text import CallParser, whole_number


def command(argv: list[str]) -> int:
    """Serve until interrupted; `--workers` more than one only with PostgreSQL."""
    parser = CallParser(prog="wasit serve")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=whole_number(1, 65_535), default=8000)
    parser.add_argument("--workers", type=whole_number(1, 64), default=1)
    options = parser.parse_args(argv)
    demand_port(options.address, options.port)
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
