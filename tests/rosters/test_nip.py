"""The staff number: what is accepted, what is refused and in which words."""

from datetime import date

import pytest

from wasit.rosters import nip
from wasit.text import Problem

TODAY = date(2024, 10, 28)


@pytest.mark.parametrize(
    ("cell", "figures"),
    [
        ("198609262015051001", "198609262015051001"),
        ("19860926 201505 1 001", "198609262015051001"),
        ("'198609262015051001", "198609262015051001"),
        ('="198609262015051001"', "198609262015051001"),
        ("\u00a0198609262015051001\u200b", "198609262015051001"),
        ("", ""),
        ("-", ""),
        ("  ", ""),
        (0.0, "0"),
    ],
)
def test_cells_become_figures(cell: object, figures: str) -> None:
    assert nip.from_cell(cell) == figures


@pytest.mark.parametrize("cell", [1.98609262015051e17, 198609262015051001, "1.98609E+17", "1,98609E+17"])
def test_a_number_that_lost_figures_is_said_to_have(cell: object) -> None:
    with pytest.raises(Problem) as told:
        nip.from_cell(cell)
    assert "Excel membuang angka setelah yang ke-15" in told.value.words.id
    assert "Excel threw away the figures after the 15th" in told.value.words.en


@pytest.mark.parametrize(
    ("figures", "kind"),
    [
        ("198609262015051001", "pns"),
        ("198609262015052999", "pns"),
        ("198609262015051001", None),
        ("199107302022211002", "pppk"),
        ("199107302022211002", None),
        ("199107302022031002", "pppk"),  # the 21 is observed practice, not a rule: a month is let pass
        ("200010282024101001", "pns"),
    ],
)
def test_numbers_that_can_exist(figures: str, kind: str | None) -> None:
    assert nip.checked(figures, kind, TODAY) == figures


@pytest.mark.parametrize(
    ("figures", "kind", "indonesian", "english"),
    [
        ("19860926201505100", None, "17 angka, seharusnya 18", "17 digits, should be 18"),
        ("1986092620150510011", None, "19 angka", "19 digits"),
        ("3573012609860001", None, "NIK", "NIK"),
        ("19860926201505A001", None, "selain angka", "something else than figures"),
        ("１98609262015051001", None, "selain angka", "something else than figures"),
        ("198602302015051001", None, "bukan tanggal lahir yang ada (30-02-1986)", "no birth date that exists"),
        ("198613262015051001", None, "bukan tanggal lahir yang ada", "no birth date that exists"),
        ("202509262015051001", None, "tanggal lahir 26-09-2025 di masa depan", "lies in the future"),
        ("189909262015051001", None, "tahun lahir 1899", "birth year 1899"),
        ("198609262015131001", "pns", "angka ke-13 dan 14 adalah 13", "figures 13 and 14 are 13"),
        ("198609262015001001", None, "angka ke-13 dan 14 adalah 00", "figures 13 and 14 are 00"),
        ("199107302022211002", "pns", "bentuk nomor PPPK", "form of a PPPK number"),
        ("198609262024111001", "pns", "pengangkatan 11-2024 di masa depan", "lies in the future"),
        ("199107302025211002", "pppk", "pengangkatan 2025 di masa depan", "lies in the future"),
        ("198609261999051001", None, "tidak mungkin bagi orang yang lahir tahun 1986", "impossible for somebody born"),
        ("198609262015053001", None, "angka ke-15 adalah 3", "figure 15 is 3"),
        ("198609262015050001", None, "angka ke-15 adalah 0", "figure 15 is 0"),
        ("198609262015051000", None, "tiga angka terakhir 000", "last three figures are 000"),
    ],
)  # fmt: skip
def test_numbers_that_cannot_exist(figures: str, kind: str | None, indonesian: str, english: str) -> None:
    with pytest.raises(Problem) as told:
        nip.checked(figures, kind, TODAY)
    assert indonesian in told.value.words.id
    assert english in told.value.words.en


def test_sex_and_kind_are_read_from_the_form() -> None:
    assert (nip.sex("198609262015051001"), nip.sex("198609262015052001")) == ("L", "P")
    assert (nip.kind_by_form("199107302022211002"), nip.kind_by_form("198609262015051001")) == ("pppk", "pns")
