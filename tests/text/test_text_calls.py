"""Wrong calls of commands: one line in the reader's language, status 2, from every command alike."""

import pytest

from wasit.site.cli import main
from wasit.text import CallParser, Problem

CALLS = [
    ["clock"],
    ["rules", "entah"],
    ["read"],
    ["screen", "posts.csv"],
    ["evidence"],
    ["evidence", "seal"],
    ["import"],
    ["collect", "--limit", "-1"],
    ["collect", "--seconds", "lama"],
    ["journal"],
    ["tick", "--entah"],
    ["serve", "--port", "99999"],
    ["demo", "--port", "x"],
    ["entah"],
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@pytest.mark.django_db
def test_a_wrong_call_is_one_line(
    call: list[str], language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WASIT_LANG", language)
    assert main(call) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert ("Panggilan salah" in told.err or "Perintah" in told.err) is (language == "id")


def test_what_argparse_says_is_translated() -> None:
    parser = CallParser(prog="wasit coba")
    parser.add_argument("--port", type=int)
    parser.add_argument("berkas")
    with pytest.raises(Problem) as told:
        parser.parse_args(["--port", "x", "a"])
    assert told.value.words.id.startswith("Panggilan salah (--port: 'x' bukan bilangan bulat). Pakai: wasit coba")
    with pytest.raises(Problem) as told:
        parser.parse_args([])
    assert "belum ada: berkas" in told.value.words.id
