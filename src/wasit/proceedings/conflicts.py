"""Whether an officer is involved in a matter: the reported person, or somebody who works under them."""

from wasit.office.models import Officer
from wasit.rosters.queries import unit_of_nip
from wasit.rulebook import heads_unit


def involvement(officer: Officer, *, nip: str, position: str, unit_code: str) -> str | None:
    """Return the id of the conflict rule between an officer and a reported person, None where there is none."""
    if not officer.nip:
        return None
    if officer.nip == nip:
        return "diri-sendiri"
    if unit_code and heads_unit(position):
        code = unit_of_nip(officer.nip)
        if code == unit_code or code.startswith(unit_code + "/"):
            return "bawahan"
    return None
