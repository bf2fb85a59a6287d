"""What the environment tells an installation: names, defaults and one clear line when a value is wrong."""

import os
import secrets
import tempfile
from pathlib import Path


class MisconfiguredError(Exception):
    """An environment variable has a value that cannot be used."""


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, or `default` where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return the variable `name` read as yes or no; raise MisconfiguredError for anything else."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"0", "no", "false", "off"}:
        return False
    raise MisconfiguredError(f"{name}={value}: write 1 or 0.")


def names(name: str, default: str = "") -> list[str]:
    """Return the variable `name` as a list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def data_folder() -> Path:
    """Return the folder that holds everything an installation keeps (WASIT_DATA, else `var`)."""
    folder = Path(text("WASIT_DATA", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return WASIT_SECRET_KEY, else the key kept in the data folder, made on first use, readable by its owner only."""
    given = text("WASIT_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        _write_once(kept, secrets.token_urlsafe(50))
    return kept.read_text(encoding="ascii").strip()


def _write_once(path: Path, value: str) -> None:
    """Put `value` at `path` unless another process was first; readers never see half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(value)
    try:
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
