"""A demonstration served for real, and a headless Chromium that looks at it: functions, and fixtures for every test."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wasit.site.demo.facts import PASSWORD

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
# What a run of the tests sets for itself must not decide what is served.
_OF_THE_TESTS = {
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "WASIT_DATA",
    "WASIT_SECRET_KEY",
    "WASIT_REQUIRE_SECOND_FACTOR",
}


def chromium() -> str | None:
    """Return the path of a Chromium that is installed, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    """A headless Chromium; a test that needs one is skipped where none is installed.

    Not for the whole session: while it runs, Django takes this thread for one that must not ask the database.
    """
    playwright = pytest.importorskip("playwright.sync_api")
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed here")
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demonstration, built and served once for all tests that walk through it."""
    if chromium() is None:
        pytest.skip("no Chromium is installed here")
    with served(tmp_path_factory.mktemp("served") / "demo") as address:
        yield address


def sign_in(page: Any, address: str, mailbox: str) -> None:
    """Sign in to the demonstration as one of its people and wait for the first page."""
    page.goto(f"{address}/masuk/")
    page.fill("input[name=login]", mailbox)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/hari-ini/")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """Build (once) and serve the demonstration in `folder`; yield its address."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if name not in _OF_THE_TESTS}
    command = [sys.executable, "-m", "wasit", "demo", "--dir", str(folder), "--port", str(port), *options]
    with (folder.parent / "demo.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=env)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, address + "/health/", folder.parent / "demo.log")
        yield address
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, seconds: float = 300) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the demonstration did not come up:\n{log.read_text(errors='replace')[-3000:]}")
