"""A comparison to test with: three lists of invented people in Kota Malang."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from tests.cast import NOW, reach_for
from tests.reconciliation.workbooks import as_csv

from wasit.office.models import Officer
from wasit.reconciliation import actions
from wasit.reconciliation.board import Board, board_of
from wasit.reconciliation.models import Comparison, SourceList

BAWASLU = [
    ("No", "Nama Terlapor", "NIP", "Unit Kerja", "Perbuatan", "Tanggal Kejadian", "No Register", "Status"),
    ("1", "Raka Wirasana, S.Pd.", "198801012010011001", "SD Negeri Rekaan 2", "Unggahan dukungan", "19-10-2024", "012/Reg/TM/2024", "Terbukti, diteruskan ke BKN"),
    ("2", "Hj. Melati Kinasih", "198901152011012002", "Kelurahan Kebonrejo", "Hadir kampanye", "20-10-2024", "013/Reg/TM/2024", "Terbukti, diteruskan ke BKN"),
    ("3", "Galih Pranata", "197603032005011003", "Dinas Pendidikan", "Foto bersama", "12-10-2024", "014/Reg/TM/2024", "Tidak terbukti"),
    ("4", "Tirta Gumelar", "", "Dinas Perhubungan", "Tim kampanye", "05-10-2024", "015/Reg/LP/2024", "Terbukti, diteruskan ke BKN"),
    ("5", "Laras Widuri", "199002022015022005", "Dinas Sosial", "Ajakan memilih", "01-10-2024", "016/Reg/LP/2024", "Terbukti, diteruskan ke BKN"),
]  # fmt: skip
GOVERNMENT = [
    ("Nama", "NIP", "OPD", "Pelanggaran", "Tgl Kejadian", "Hukuman Disiplin", "Keterangan", "Nomor SK"),
    ("RAKA WIRASANA", "198801012010011001", "SDN Rekaan 2", "Unggahan dukungan", "19 Oktober 2024", "Teguran tertulis", "Sudah dijatuhi", "800/1/2024"),
    ("Melati Kinasih, S.E.", "", "Kel. Kebonrejo", "Hadir kampanye", "20 Oktober 2024", "", "Belum ditindaklanjuti", ""),
    ("Galih Pranata", "197603032005011003", "Disdik", "Foto bersama", "12 Oktober 2024", "", "Tidak terbukti", ""),
    ("Tirto Gumelar", "199103032018011004", "Dishub", "", "", "", "Dalam proses", ""),
    ("Bayu Sasmaya", "198505052010011009", "Dinkes", "Ajakan memilih", "2 Oktober 2024", "Teguran lisan", "Sudah dijatuhi", "800/2/2024"),
]  # fmt: skip
BKN = [
    ("Nama Pegawai", "NIP", "Instansi", "Tanggal Surat", "Status SBT"),
    ("Raka Wirasana", "198801012010011001", "Pemerintah Kota Malang", "2024-10-25", "Hukuman disiplin telah dijatuhi"),
    ("Galih Pranata", "197603032005011003", "Pemerintah Kota Malang", "2024-10-25", "Tidak terbukti"),
]


@pytest.fixture
def comparison(officer: Officer, now: datetime) -> Comparison:
    """A comparison of Kota Malang without a list."""
    return actions.make(
        region_code="35.73",
        period=(date(2024, 8, 1), date(2024, 12, 31)),
        title="",
        officer=officer,
        reach=reach_for(officer, "cases.reconcile"),
        now=now,
    )


@pytest.fixture
def load(officer: Officer, comparison: Comparison) -> Callable[..., SourceList]:
    """Return a function that hands in a list and confirms the columns as guessed."""

    def make(side: str, rows: Any, name: str = "daftar.csv") -> SourceList:
        data = rows if isinstance(rows, bytes) else as_csv(rows)
        reach = reach_for(officer, "cases.reconcile")
        made = actions.hand_in(comparison, side, data, name=name, officer=officer, reach=reach, now=NOW)
        _file, layout = actions.layout_of(made)
        actions.read_list(
            made, layout.fields, sheet=layout.sheet, heading_row=layout.first_row, officer=officer, reach=reach, now=NOW
        )
        return SourceList.objects.get(pk=made.pk)

    return make


@pytest.fixture
def loaded(load: Callable[..., SourceList], comparison: Comparison) -> Comparison:
    """The comparison with its three lists."""
    for side, rows in (("bawaslu", BAWASLU), ("government", GOVERNMENT), ("bkn", BKN)):
        load(side, rows)
    return comparison


@pytest.fixture
def board(officer: Officer, comparison: Comparison) -> Callable[[], Board]:
    """Return a function that gives the three-way view as the officer sees it."""
    return lambda: board_of(reach_for(officer, "cases.reconcile"), comparison)
