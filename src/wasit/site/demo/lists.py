"""Three lists that never agree: the cases of Wasit, and the same matters as the city and BKN would have kept them."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import xlsxwriter

from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import reach_of
from wasit.reconciliation import actions
from wasit.reconciliation.entries import EntryFields
from wasit.reconciliation.own_list import own_rows

PERIOD = (date(2024, 8, 1), date(2024, 12, 31))
CITY_HEADS = (
    "No", "Nama", "NIP", "OPD", "Bentuk Pelanggaran", "Tanggal Kejadian", "Hukuman Disiplin", "Keterangan", "Nomor SK",
)  # fmt: skip
BKN_HEADS = ("No", "Nama Pegawai", "NIP", "Instansi", "Tanggal Kejadian", "Status SBT")
# Known to one office only: Bawaslu never got to hear of the first two, the city not of the third.
ONLY_CITY = (
    (
        "Rengga Tirtawirya",
        "Dinas Perhubungan",
        date(2024, 10, 6),
        "Teguran lisan",
        "Sudah dijatuhi",
        "800.1.6.2/903/2024",
    ),
    ("Lestari Wanakerta", "Kecamatan Lowokwaru", date(2024, 10, 9), "", "Dalam proses", ""),
)
ONLY_BKN = ("Panji Adiwangsa", date(2024, 9, 28), "Menunggu tindak lanjut PPK")
Row = tuple[str, ...]


def compare(region_code: str, city_name: str, officer: Officer, now: datetime) -> None:
    """Begin a comparison, take Bawaslu's list from Wasit and hand in the two others, as an officer would."""
    reach = reach_of(officer, ROLES_BY_PERMISSION["cases.reconcile"], now)
    made = actions.make(region_code=region_code, period=PERIOD, title="", officer=officer, reach=reach, now=now)
    actions.take_own(made, officer=officer, reach=reach, now=now)
    forwarded = [row for row in own_rows(reach, region_code, PERIOD) if row.letter_date]
    for side, name, heads, rows in (
        ("government", "Rekap netralitas BKPSDM (rekaan).xlsx", CITY_HEADS, _city_rows(forwarded)),
        ("bkn", "Ekspor SBT (rekaan).xlsx", BKN_HEADS, _bkn_rows(forwarded, city_name)),
    ):
        data = _sheet(heads, list(rows))
        given = actions.hand_in(made, side, data, name=name, officer=officer, reach=reach, now=now)
        _file, layout = actions.layout_of(given)
        actions.read_list(
            given,
            layout.fields,
            sheet=layout.sheet,
            heading_row=layout.first_row,
            officer=officer,
            reach=reach,
            now=now,
        )


def _city_rows(forwarded: Sequence[EntryFields]) -> Iterator[Row]:
    """The city lacks one matter in five, writes names in capitals and loses every third NIP."""
    for place, row in enumerate(forwarded):
        if place % 5 == 3:
            continue
        name = row.name.upper() if place % 2 else row.name
        told = _city_outcome(row, already=place % 4 == 2)
        yield (name, "" if place % 3 == 1 else row.nip, row.unit, row.act, _day(row.act_date, place % 2), *told)
    for only, unit, day, sanction, words, decision in ONLY_CITY:
        yield only, "", unit, "Ajakan memilih (rekaan)", _day(day), sanction, words, decision


def _city_outcome(row: EntryFields, *, already: bool) -> Row:
    """What the city writes; of one matter it says that a penalty was imposed, and nobody else knows of it."""
    if row.outcome == "not_proven":
        return "", "Tidak terbukti", ""
    if row.sanction:
        return row.sanction, "Sudah dijatuhi", row.decision_number
    return ("Teguran tertulis", "Sudah dijatuhi", "800.1.6.2/77/2024") if already else ("", "Belum ditindaklanjuti", "")


def _bkn_rows(forwarded: Sequence[EntryFields], city_name: str) -> Iterator[Row]:
    """BKN lacks every third matter, and one name is turned round."""
    instance = f"Pemerintah {city_name}"
    for place, row in enumerate(forwarded):
        if place % 3 == 2:
            continue
        name = " ".join(reversed(row.name.split())) if place == 1 else row.name
        words = "Hukuman disiplin telah dijatuhi" if row.sanction else "Menunggu tindak lanjut PPK"
        yield name, row.nip, instance, _day(row.act_date), words
    only, day, words = ONLY_BKN
    yield only, "", instance, _day(day), words


def _day(day: date | None, off: int = 0) -> str:
    return f"{day + timedelta(days=off):%d-%m-%Y}" if day else ""


def _sheet(heads: Row, rows: Sequence[Row]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        for number, row in enumerate((heads, *((str(place), *row) for place, row in enumerate(rows, start=1)))):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)
    return target.getvalue()
