"""`kill -9` in the middle of any action: nothing is ever half done, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KILLS = 60
ROOT = Path(__file__).resolve().parents[2]


def killed(folder: Path, kills: int, *, on_postgres: bool) -> dict[str, object]:
    """Run the process that is killed, on a database of its own, and return what it tells at its end."""
    env = {
        **os.environ,
        "WASIT_DATA": str(folder),
        "WASIT_SECRET_KEY": "only-for-tests",
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
    }
    env.pop("DATABASE_URL", None)
    env["DJANGO_SETTINGS_MODULE"] = "wasit.site.settings"
    begin = f"import django; django.setup(); from tests.cases.crashing import main; raise SystemExit(main({kills}))"
    command = [sys.executable, "-c", begin]
    if on_postgres:
        command = [sys.executable, "-m", "tests.postgres", *command]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=1200)
    if done.returncode == 2 and "no server found" in done.stderr:
        pytest.skip("no PostgreSQL server on this machine")
    assert done.returncode == 0, done.stderr[-4000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_a_few_kills_leave_nothing_half_done(tmp_path: Path) -> None:
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("runs on SQLite in every run, on PostgreSQL in the heavy one")
    told = killed(tmp_path, 4, on_postgres=False)
    assert told["kills"] == 4 and told["entries"]


@pytest.mark.heavy
@pytest.mark.parametrize("on_postgres", [False, True], ids=["sqlite", "postgresql"])
def test_many_kills_leave_nothing_half_done(tmp_path: Path, on_postgres: bool) -> None:
    told = killed(tmp_path, KILLS, on_postgres=on_postgres)
    assert told["kills"] == KILLS
    kinds = {kind.split()[0] for kind in told["killed_in"]}  # type: ignore[attr-defined]
    assert {"open", "register", "plenary", "decide", "send", "merge"} <= kinds
