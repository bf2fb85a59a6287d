"""How this room checks who acts and writes into the journal."""

from datetime import datetime
from typing import Any

from wasit.letters.models import Letter
from wasit.letters.queries import may_write
from wasit.office import blocks, journal
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.text import Problem, Words


def check_may(reach: Reach, agency: Agency, permission: str = "letters.issue", about: str = "") -> None:
    """Raise Problem where the officer may not act for the agency, or a conflict closes the matter."""
    if not may_write(reach, agency, permission):
        raise Problem(
            Words(
                id=f"Anda tidak berwenang atas surat {agency.name}. Mintalah kepada petugas kantor itu.",
                en=f"You may not act on letters of {agency.name}. Ask an officer of that office.",
            )
        )
    if about and blocks.is_blocked(reach, about):
        raise Problem(
            Words(
                id="Perkara ini tertutup bagi Anda karena benturan kepentingan.",
                en="This matter is closed to you because of a conflict of interest.",
            )
        )


def record(letter: Letter, verb: str, officer: Officer | None, now: datetime, **details: Any) -> None:
    """Write an entry on the matter of a letter; details hold its id and no name."""
    journal.record(
        verb=verb,
        actor=officer,
        agency=letter.agency,
        region_code=letter.region_code,
        subject=letter.about,
        details={"letter": letter.pk, **details},
        now=now,
    )


def record_office(agency: Agency, verb: str, officer: Officer | None, now: datetime, **details: Any) -> None:
    """Write an entry on an office's own ways."""
    journal.record(
        verb=verb,
        actor=officer,
        agency=agency,
        region_code=agency.region_code,
        subject=f"agency:{agency.code}",
        details=details,
        now=now,
    )
