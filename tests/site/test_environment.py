"""A wrong environment, folder, database or port is one clear line and status 2, never a traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from wasit.site.address import demand_port
from wasit.site.demo.command import DONE, MARK, prepare
from wasit.text import Problem


def wasit(*call: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own, for settings are read only once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WASIT_", "DJANGO_", "DATABASE"))}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "wasit", *call], capture_output=True, text=True, check=False, timeout=60,
        env={**kept, **environment},
    )  # fmt: skip


def told(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"WASIT_HTTPS": "maybe"}, "WASIT_HTTPS=maybe: tulis 1 atau 0"),
        ({"WASIT_PRETEND_NOW": "kemarin"}, "WASIT_PRETEND_NOW=kemarin"),
        ({"WASIT_PRETEND_NOW": "2024-10-28T09:00"}, "selisih zona"),
        ({"DATABASE_URL": "foo://x"}, "DATABASE_URL: bukan alamat"),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/x"}, "Basis data tidak dapat dihubungi"),
        ({}, "wasit manage migrate"),
    ],
)
def test_a_wrong_setting_is_one_line(environment: dict[str, str], word: str, tmp_path: Path) -> None:
    assert word in told(wasit("tick", **{"WASIT_DATA": str(tmp_path), **environment}))


@pytest.mark.parametrize("command", ["serve", "collect", "journal verify"])
def test_commands_without_tables_say_what_to_do(command: str, tmp_path: Path) -> None:
    assert "wasit manage migrate" in told(wasit(*command.split(), WASIT_DATA=str(tmp_path)))


@pytest.mark.parametrize("call", [("tick",), ("demo", "--no-serve", "--dir", "{file}")])
def test_a_folder_that_is_none_is_one_line(call: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "berkas"
    file.write_text("isi")
    named = [part.format(file=file) for part in call]
    assert "tidak dapat ditulis" in told(wasit(*named, WASIT_DATA=str(file)))
    assert file.read_text() == "isi"


def test_a_taken_port_is_told_before_the_demonstration_is_built(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match="cannot be used"):
            demand_port("127.0.0.1", port)
        folder = tmp_path / "peragaan"
        assert f"127.0.0.1:{port} tidak dapat dipakai" in told(wasit("demo", "--dir", str(folder), "--port", str(port)))
        assert not folder.exists()


def test_a_folder_with_something_else_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "skripsi.txt").write_text("penting")
    for fresh in (False, True):
        with pytest.raises(Problem, match="something else"):
            prepare(tmp_path, fresh=fresh)
    assert (tmp_path / "skripsi.txt").read_text() == "penting"


def test_a_demonstration_broken_off_begins_again_and_a_finished_one_stays(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "peragaan"
    prepare(folder, fresh=False)
    (folder / "setengah").touch()
    prepare(folder, fresh=False)
    assert {path.name for path in folder.iterdir()} == {MARK}
    (folder / DONE).touch()
    prepare(folder, fresh=False)
    assert (folder / DONE).exists()
