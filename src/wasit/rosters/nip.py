"""The staff number (NIP): read from a cell whatever the spreadsheet did to it, and checked figure by figure.

18 figures: birth date (8), month of first appointment (6), sex (1), serial (3). PPPK numbers carry the year of the
first contract and the figures 21 where PNS have the month; that form is observed practice, not a verified rule.
"""

import calendar
import re
from datetime import date

from wasit.text import Problem, Words

LENGTH = 18
_SPOILT = re.compile(r"^[+-]?\d+[.,]?\d*[eE][+-]?\d+$")
_PRECISE = 10**15
_YOUNGEST = 15

SPOILT = Words(
    id="tersimpan sebagai angka, sehingga Excel membuang angka setelah yang ke-15. Ubah kolom menjadi Teks, lalu isi "
    "ulang NIP-nya",
    en="was stored as a number, so Excel threw away the figures after the 15th. Make the column Text and fill in the "
    "NIP again",
)


def from_cell(value: object) -> str:
    """Return the figures of a cell as text, blanks, quotes and the `="…"` of CSV exports taken off.

    Raises Problem where the spreadsheet has already lost figures.
    """
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float | int):
        # A workbook may also hold what is no number at all (NaN), which no comparison finds large.
        if not abs(value) < _PRECISE:
            raise Problem(SPOILT)
        return str(int(value)) if value == int(value) else str(value)
    text = str(value).strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    text = re.sub(r"[\s'’‘`\"\u200b\u00a0\ufeff]", "", text)
    if _SPOILT.match(text):
        raise Problem(SPOILT)
    return "" if text in {"-", "–", "0"} else text


def checked(figures: str, kind: str | None, today: date) -> str:
    """Return a NIP that can exist; raise Problem with what is wrong with it and how to mend it.

    `kind` is the legal kind of staff where the roster names one; `today` is the day by which nothing may lie ahead.
    """
    _length(figures)
    birth = _birth(figures, today)
    _appointment(figures, kind, birth, today)
    if figures[14] not in "12":
        raise _problem(
            f"angka ke-15 adalah {figures[14]}, seharusnya 1 (laki-laki) atau 2 (perempuan)",
            f"figure 15 is {figures[14]}, should be 1 (man) or 2 (woman)",
        )
    if figures[15:] == "000":
        raise _problem(
            "tiga angka terakhir 000, seharusnya 001 sampai 999. Mungkin Excel pernah menyimpannya sebagai angka",
            "the last three figures are 000, should be 001 to 999. From Excel, the NIP may once have been a number",
        )
    return figures


def kind_by_form(figures: str) -> str:
    """Return the kind that the form of a checked NIP speaks for: "pppk" or "pns"."""
    return "pppk" if figures[12:14] == "21" else "pns"


def sex(figures: str) -> str:
    """Return "L" (man) or "P" (woman) of a checked NIP."""
    return "L" if figures[14] == "1" else "P"


def _length(figures: str) -> None:
    if not (figures.isascii() and figures.isdigit()):
        raise _problem(
            "ada huruf atau tanda selain angka. Isi 18 angka", "holds something else than figures. Give 18 figures"
        )
    if len(figures) == 16:
        raise _problem(
            "16 angka seperti NIK, seharusnya 18. Wasit tidak menyimpan NIK; kosongkan atau isi NIP",
            "16 figures like an identity number (NIK), should be 18. Wasit keeps no NIK; empty it or give the NIP",
        )
    if len(figures) != LENGTH:
        raise _problem(f"{len(figures)} angka, seharusnya {LENGTH}", f"{len(figures)} digits, should be {LENGTH}")


def _birth(figures: str, today: date) -> date:
    year, month, day = int(figures[:4]), int(figures[4:6]), int(figures[6:8])
    written = f"{figures[6:8]}-{figures[4:6]}-{figures[:4]}"
    try:
        born = date(year, month, day)
    except ValueError:
        raise _problem(
            f"delapan angka pertama bukan tanggal lahir yang ada ({written})",
            f"the first eight figures are no birth date that exists ({written})",
        ) from None
    if born > today:
        raise _problem(f"tanggal lahir {written} di masa depan", f"the birth date {written} lies in the future")
    if year < 1900:
        raise _problem(f"tahun lahir {year} terlalu lama", f"the birth year {year} is too long ago")
    return born


def _appointment(figures: str, kind: str | None, birth: date, today: date) -> None:
    year, month = int(figures[8:12]), int(figures[12:14])
    contract = month == 21
    if contract and kind == "pns":
        raise _problem(
            "angka ke-13 dan 14 adalah 21, bentuk nomor PPPK. Periksa jenis pegawainya",
            "figures 13 and 14 are 21, the form of a PPPK number. Check the kind of staff",
        )
    if not contract and not 1 <= month <= 12:
        raise _problem(
            f"angka ke-13 dan 14 adalah {figures[12:14]}, seharusnya bulan 01 sampai 12 (PNS) atau 21 (PPPK)",
            f"figures 13 and 14 are {figures[12:14]}, should be a month 01 to 12 (PNS) or 21 (PPPK)",
        )
    if (year, 1 if contract else month) > (today.year, today.month):
        when = str(year) if contract else f"{calendar.month_abbr[month]} {year}"
        raise _problem(
            f"pengangkatan {year if contract else f'{month:02d}-{year}'} di masa depan",
            f"the appointment in {when} lies in the future",
        )
    if year < birth.year + _YOUNGEST:
        raise _problem(
            f"pengangkatan tahun {year} tidak mungkin bagi orang yang lahir tahun {birth.year}",
            f"an appointment in {year} is impossible for somebody born in {birth.year}",
        )


def _problem(indonesian: str, english: str) -> Problem:
    return Problem(Words(id=indonesian, en=english))
