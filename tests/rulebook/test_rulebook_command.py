"""The commands: exactly the promised keys with --json, a readable card without, problems told for a wrong call."""

import json

import pytest

from wasit.rulebook.command import clock, rules
from wasit.text import Problem

KEYS = {"clock", "edition", "start", "zone", "unit", "length", "due", "skipped", "basis", "confidence"}


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    assert clock([*argv, "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    return dict(json.loads(lines[0]))


def test_the_example_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = asked(capsys, "pilkada-tangani", "--start", "2024-10-22T09:00+07:00")
    assert set(found) >= KEYS
    assert found["due"] == "2024-10-25T23:59:59+07:00"
    assert (found["unit"], found["length"], found["skipped"]) == ("calendar_day", 3, [])
    assert (found["basis"], found["confidence"]) == ("UU 1/2015 art 134(5)-(6)", "confirmed")
    extended = asked(capsys, "pilkada-tangani", "--start", "2024-10-22T09:00+07:00", "--extended")
    assert extended["due"] == "2024-10-27T23:59:59+07:00"


def test_zone_and_length_are_used(capsys: pytest.CaptureFixture[str]) -> None:
    argv = ("ppk-tindak-lanjut", "--start", "2024-10-22T09:00+09:00", "--zone", "Asia/Jayapura")
    assert asked(capsys, *argv)["due"] is None
    assert asked(capsys, *argv, "--length", "3")["due"] == "2024-10-25T23:59:59+09:00"


def test_reasons_are_in_the_language_of_the_reader(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    argv = ("sbt-kajian-bawaslu", "--start", "2024-11-25T09:00+07:00")
    assert asked(capsys, *argv)["skipped"] == [{"date": "2024-11-27", "reason": "Hari Pemilihan Kepala Daerah"}]
    monkeypatch.setenv("WASIT_LANG", "en")
    assert asked(capsys, *argv)["skipped"] == [{"date": "2024-11-27", "reason": "Local Election Day"}]


def test_the_card_reads_like_a_clerk(capsys: pytest.CaptureFixture[str]) -> None:
    assert clock(["sk-berlaku", "--start", "2026-07-14T09:00+07:00"]) == 0
    card = capsys.readouterr().out
    assert "Selasa, 4 Agustus 2026, 23.59 WIB" in card
    assert "15 hari kerja" in card
    assert "Peraturan BKN 6/2022 Pasal 50(1)" in card
    assert "satu sumber" in card
    assert "Sabtu, 18 Juli 2026 (Akhir pekan)" in card


def test_the_card_in_english_says_the_same(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASIT_LANG", "en")
    assert clock(["panggilan-1", "--start", "2026-08-04T09:00+08:00", "--zone", "Asia/Makassar"]) == 0
    card = capsys.readouterr().out
    assert "Friday, 24 July 2026, 23.59 WITA" in card
    assert "7 working days before" in card
    assert "PP 94/2021 art. 26(2)" in card


def test_a_clock_without_a_number_proposes_and_opening_hours_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    clock(["ppk-tindak-lanjut", "--start", "2024-10-22T09:00+07:00"])
    assert "14 hari kerja: usul untuk setelan kantor" in capsys.readouterr().out
    clock(["pilkada-jam-terima", "--start", "2024-10-22T09:00+07:00"])
    assert "Jumat 08:00-16:30" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["pilkada-apa", "--start", "2024-10-22T09:00+07:00"], "pilkada-"),
        (["pilkada-tangani", "--start", "2024-10-22T09:00"], "+07:00"),
        (["pilkada-tangani", "--start", "2024-10-22"], "+07:00"),
        (["pilkada-tangani", "--start", "2024-02-30T09:00+07:00"], "2024-02-30"),
        (["pilkada-tangani", "--start", "kemarin"], "kemarin"),
        (["pilkada-tangani", "--start", "2024-10-22T09:00+07:00", "--zone", "Asia/Tokyo"], "Asia/Tokyo"),
        (["pilkada-tangani"], "--start"),
        (["pilkada-tangani", "--start", "2024-10-22T09:00+07:00", "--length", "x"], "--length"),
        (["pilkada-lapor", "--start", "2024-10-22T09:00+07:00", "--extended"], "pilkada-lapor"),
    ],
)
def test_a_wrong_call_is_one_line_that_says_what(
    argv: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Problem) as caught:
        clock(argv)
    assert word in caught.value.words.id
    assert "\n" not in caught.value.words.id + caught.value.words.en
    assert capsys.readouterr().out == ""


def test_rules_check_says_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert rules(["check"]) == 0
    assert "edisi diperiksa" in capsys.readouterr().out
    assert rules(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "faults": []}


def test_rules_check_fails_on_a_broken_edition(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "clocks").mkdir()
    (folder / "clocks" / "a.yaml").write_text("edition: 3\n", encoding="utf-8")
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(folder))
    assert rules(["check"]) == 1
    assert "a.yaml" in capsys.readouterr().out


def test_rules_list_gives_every_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert rules(["list", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"id", "subject", "valid_from", "basis", "confidence"} <= set(rows[0])
    assert "pilkada-2015" in {row["id"] for row in rows}
    assert rules(["list"]) == 0
    assert "pilkada-2015" in capsys.readouterr().out


def test_rules_needs_to_know_what(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Problem, match="check"):
        rules([])
