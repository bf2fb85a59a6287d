"""Brings an SQLite without the WAL-reset fault and tells which journal mode is safe on this one.

SQLite 3.7.0 to 3.51.2 may corrupt a database when several connections write and checkpoint in WAL mode;
Debian 12 ships 3.40.1. Where the newer build cannot be had (Linux on ARM), the rollback journal is used instead.
"""

import contextlib
import importlib
import sys
from typing import Any

SAFE_WAL = (3, 51, 3)


def bring_newer_build() -> None:
    """Let `import sqlite3` mean pysqlite3 where that wheel is installed."""
    with contextlib.suppress(ImportError):
        sys.modules["sqlite3"] = importlib.import_module("pysqlite3")
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def options() -> dict[str, Any]:
    """Return Django's connection options: immediate transactions, full durability, WAL only where it is safe."""
    sqlite3 = importlib.import_module("sqlite3")
    mode = "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": f"PRAGMA journal_mode={mode}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
