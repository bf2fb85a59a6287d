"""The address to serve on: asked for before anything is started, so that a taken port is one clear line."""

import socket

from wasit.text import Problem, Words


def demand_port(address: str, port: int) -> None:
    """Raise Problem where nothing can be served on `address` and `port`."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # A server that was stopped a moment ago leaves connections behind that keep nobody out.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Problem(
                Words(
                    id=f"{address}:{port} tidak dapat dipakai ({error.strerror}). "
                    "Pilih nomor lain dengan --port, atau hentikan program yang memakainya.",
                    en=f"{address}:{port} cannot be used ({error.strerror}). "
                    "Choose another with --port, or stop the program that holds it.",
                )
            ) from None
