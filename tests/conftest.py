"""Fixtures for every test: the cast, a browser, the folder of real data beside the checkout, a data folder of its own."""

import os
from pathlib import Path

import pytest

from wasit.site.words import compile_all

compile_all()

pytest_plugins = ["tests.cast", "tests.case_cast", "tests.browser"]

SHARED = Path(os.environ.get("WASIT_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real posts, labels and seed pages; a test that needs it is skipped in a lone clone."""
    if not (SHARED / "data").is_dir():
        pytest.skip("real data is not beside this checkout (set WASIT_SHARED); the invented set is tested instead")
    return SHARED


@pytest.fixture(autouse=True)
def _own_vault(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Give each test that touches the database a vault of its own."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("settings").VAULT = tmp_path / "vault"
