"""The tables of an installation: whether the database answers and stands as this version needs it."""

from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from wasit.text import Problem, Words


def demand(_argv: list[str]) -> int:
    """Raise Problem where the database cannot be reached or its tables are not those of this version."""
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Problem(
            Words(
                id=f"Basis data tidak dapat dihubungi ({reason}). Periksa DATABASE_URL dan WASIT_DATA.",
                en=f"The database cannot be reached ({reason}). Check DATABASE_URL and WASIT_DATA.",
            )
        ) from None
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Problem(
            Words(
                id="Tabel basis data belum ada atau belum sesuai versi ini. Jalankan: wasit manage migrate",
                en="The tables of the database are missing or older than this version. Run: wasit manage migrate",
            )
        )
    return 0
