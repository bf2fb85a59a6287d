"""Number patterns: how an office writes the number of a letter."""

from datetime import date

from wasit.office.models import Agency
from wasit.rulebook import fill, number_parts, placeholders_in
from wasit.text import Problem, Words

LONGEST = 80
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def check_pattern(pattern: str) -> str:
    """Return the pattern without outer spaces; raise Problem where numbers written so could not be told apart."""
    pattern = pattern.strip()
    if not 0 < len(pattern) <= LONGEST or not pattern.isprintable():
        raise Problem(
            Words(
                id=f"Pola nomor diisi 1 sampai {LONGEST} karakter dalam satu baris.",
                en=f"A number pattern has 1 to {LONGEST} characters on one line.",
            )
        )
    names = placeholders_in(pattern)
    unknown = next((name for name in names if name not in number_parts()), None)
    if unknown is not None:
        listed = ", ".join(f"{{{name}}}" for name in number_parts())
        raise Problem(
            Words(
                id=f"Pola nomor tidak mengenal {{{unknown}}}. Yang ada: {listed}.",
                en=f"A number pattern knows no {{{unknown}}}. There are: {listed}.",
            )
        )
    for needed, reason in (("number", _WHY_NUMBER), ("year", _WHY_YEAR)):
        if needed not in names:
            raise Problem(reason)
    return pattern


_WHY_NUMBER = Words(
    id="Pola nomor harus memuat {number}, nomor urutnya.", en="A number pattern must hold {number}, the running number."
)
_WHY_YEAR = Words(
    id="Pola nomor harus memuat {year}, karena nomor urut mulai lagi setiap tahun.",
    en="A number pattern must hold {year}, because numbers begin anew every year.",
)


def full_number(pattern: str, number: int, *, agency: Agency, classification: str, day: date) -> str:
    """Return the number as it stands on the paper."""
    return fill(
        pattern,
        {
            "number": f"{number:03d}",
            "classification": classification or "–",
            "office": office_code(agency),
            "region": agency.region_code or "00",
            "month": _ROMAN[day.month - 1],
            "month_number": f"{day.month:02d}",
            "year": str(day.year),
        },
    )


def office_code(agency: Agency) -> str:
    """Return the short code of an office: K for Bawaslu, P for a government, and its region."""
    letter = "K" if agency.kind == Agency.Kind.BAWASLU else "P"
    return f"{letter}.{(agency.region_code or '00').replace('.', '-')}"
