"""Words and problems: both languages, and the reader's choice."""

import pytest

from wasit.site.cli import main
from wasit.text import Problem, Words, reader_language
from wasit.text.regions import covers, region, regions


def test_words_in_both_languages() -> None:
    words = Words(id="perkara", en="case")
    assert [words.in_(code) for code in ("id", "en", "en-GB", "", "fr")] == [
        "perkara",
        "case",
        "case",
        "perkara",
        "perkara",
    ]


def test_the_machine_does_not_decide_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert reader_language() == "id"
    monkeypatch.setenv("WASIT_LANG", "en")
    assert reader_language() == "en"


def test_gazetteer_is_whole() -> None:
    assert len(regions()) == 38 + 514
    assert region("35.73").name == "Kota Malang"
    assert [region(code).zone for code in ("35.73", "52.72", "81.71")] == [
        "Asia/Jakarta",
        "Asia/Makassar",
        "Asia/Jayapura",
    ]
    with pytest.raises(Problem):
        region("99.99")


@pytest.mark.parametrize(
    ("prefix", "code", "inside"),
    [
        ("", "35.73", True),
        ("35", "35.73", True),
        ("35.73", "35.73", True),
        ("35.7", "35.73", False),
        ("35.73", "35", False),
    ],
)
def test_covers(prefix: str, code: str, inside: bool) -> None:
    assert covers(prefix, code) is inside


def test_unknown_command_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["menari"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "menari" in told.err


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(
        name in told for name in ("clock", "rules", "read", "screen", "evidence", "import", "journal", "tick", "demo")
    )
