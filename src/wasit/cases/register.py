"""The register number: its pattern and its letters, to be corrected here when an office writes them otherwise.

No source for the exact pattern was read (domain notes, section 8): what stands here is recalled and marked unsure.
"""

from datetime import datetime

from wasit.cases.models import Case, Origin
from wasit.office import numbers
from wasit.text import Words
from wasit.text.regions import region

PATTERN = "{number:03d}/Reg/{origin}/{regime}/{level}/{region}/{month}/{year}"
UNSURE = Words(
    id="Pola nomor register belum dipastikan; sesuaikan dengan pedoman kantor Anda.",
    en="The pattern of the register number is not confirmed; follow your office's guideline.",
)
ORIGINS = {Origin.REPORT: "LP", Origin.FINDING: "TM"}
REGIMES = {"pilkada": "PB", "pemilu": "PL"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def take(case: Case, now: datetime) -> str:
    """Return the next register number of the case's agency and regime, without gaps, in the caller's transaction."""
    here = case.local(now)
    regime = REGIMES.get(case.regime, case.regime.upper())
    number = numbers.take(case.agency, f"register-{regime}", here)
    return PATTERN.format(
        number=number,
        origin=ORIGINS[Origin(case.origin)],
        regime=regime,
        level=level_of(case.agency.region_code),
        region=case.agency.region_code or "00",
        month=ROMAN[here.month - 1],
        year=here.year,
    )


def level_of(region_code: str) -> str:
    """Return RI, Prov, Kota or Kab for the region of an office."""
    if not region_code:
        return "RI"
    return {"provinsi": "Prov", "kota": "Kota", "kota_administrasi": "Kota"}.get(region(region_code).kind, "Kab")
