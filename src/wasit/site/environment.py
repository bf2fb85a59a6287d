"""What the environment tells an installation: names, defaults and one clear line when a value is wrong."""

import os
import secrets
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import dj_database_url

from wasit.text import Problem, Words


class MisconfiguredError(Problem):
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
    raise MisconfiguredError(Words(id=f"{name}={value}: tulis 1 atau 0.", en=f"{name}={value}: write 1 or 0."))


def names(name: str, default: str = "") -> list[str]:
    """Return the variable `name` as a list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def data_folder() -> Path:
    """Return the folder that holds everything an installation keeps (WASIT_DATA, else `var`)."""
    folder = Path(text("WASIT_DATA", "var")).resolve()
    make_folder(folder, "WASIT_DATA")
    return folder


def make_folder(folder: Path, asked_by: str) -> None:
    """Make `folder` and see that files can be put there; `asked_by` is the setting or option that names it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise MisconfiguredError(
            Words(
                id=f"{asked_by}: folder {folder} tidak dapat ditulis ({error.strerror}). Pilih folder lain.",
                en=f"{asked_by}: nothing can be written to the folder {folder} ({error.strerror}). Choose another.",
            )
        ) from error


def moment(name: str) -> str:
    """Return the variable `name`, an instant with its offset, as it was written; raise for what is none."""
    value = text(name)
    try:
        if value and datetime.fromisoformat(value).tzinfo is None:
            raise ValueError(value)
    except ValueError:
        raise MisconfiguredError(
            Words(
                id=f"{name}={value}: tulis waktu dengan selisih zona, seperti 2024-10-28T09:00+07:00.",
                en=f"{name}={value}: write a time with its offset, such as 2024-10-28T09:00+07:00.",
            )
        ) from None
    return value


def database(address: str, **options: Any) -> dict[str, Any]:
    """Return Django's settings of a database by its address; raise MisconfiguredError for one that is none."""
    try:
        return dict(dj_database_url.parse(address, **options))
    except ValueError:
        raise MisconfiguredError(
            Words(
                id="DATABASE_URL: bukan alamat basis data. Tulis seperti postgres://nama:sandi@mesin:5432/wasit.",
                en="DATABASE_URL: no address of a database. Write it like postgres://name:password@host:5432/wasit.",
            )
        ) from None


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
