"""Files in: the three kinds, and every way in which a file can be wrong told in one line."""

import csv
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from wasit.screening import Post, read_candidates, read_posts, read_roster
from wasit.screening.command import screen
from wasit.text import Problem

POSTS = [
    {"post_id": "1", "text": "ASN dukung paslon 2 🙂\nbaris dua", "platform": "x"},
    {"post_id": "2", "text": "halo", "platform": ""},
]
PAIRS = "region_code,ballot_number,head_core_name,deputy_core_name,is_empty_column\n35.73,1,WIRA BASKORO,LAKSMI PUSPA,0\n35.73,2,GATRA M,NIKEN S,0\n"
ROSTER = "person_id,name,region_code,handles,aliases\np1,Agus Mulyadi,35.73,x:@a;instagram:@b,Gareng; Petruk\n"


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_csv_jsonl_and_parquet_give_the_same_posts(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.DictWriter(out, ["post_id", "text", "platform"])
        writer.writeheader()
        writer.writerows(POSTS)
    write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in POSTS) + "\n\n")
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(POSTS), tmp_path / "a.parquet")
    wanted = [Post("1", POSTS[0]["text"], platform="x"), Post("2", "halo")]
    for name in ("a.csv", "a.jsonl", "a.parquet"):
        assert list(read_posts(tmp_path / name)) == wanted, name


def test_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(POSTS), tmp_path / "posts.csv")
    assert len(list(read_posts(tmp_path / "posts.csv"))) == 2
    assert next(read_posts(write(tmp_path / "b.txt", "post_id;text\n1;halo, dunia\n"))).text == "halo, dunia"


def test_numbers_and_times_of_parquet_become_text(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist([{"post_id": 7, "text": "a", "posted_at": None}]), tmp_path / "p"
    )
    assert next(read_posts(tmp_path / "p")).post_id == "7"


def test_roster_and_pairs(tmp_path: Path) -> None:
    servant = read_roster(write(tmp_path / "r.csv", ROSTER))[0]
    assert servant.handles == ("x:@a", "instagram:@b")
    assert servant.aliases == ("Gareng", "Petruk")
    assert [pair.ballot_number for pair in read_candidates(write(tmp_path / "p.csv", PAIRS))] == [1, 2]


BAD = [
    (b"", "is empty"),
    (b" \n\n", "is empty"),
    (b"post_id,text\n", "no rows"),
    (b"PK\x03\x04rest", "Excel workbook"),
    (b"%PDF-1.7", "a PDF"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"PAR1 not really", "damaged Parquet"),
    (b"post_id,text\n1,\x00\x00", "not UTF-8 text"),
    (b"post_id,text\n1,abc\n2,\xff\xfe\n", "row 3"),
    (b"id,message\n1,halo\n", "no column post_id, text; its columns are: id, message"),
    (b"post_id,text\n1,a,b,c\n", "row 2: more columns"),
    (b'post_id,text\n1,"a"b\n', "row 2"),
    (b"post_id,text\n,halo\n", "row 2, column post_id: is empty"),
    (b'{"post_id": "1", "text": "a"}\nnot json\n', "row 2 is not a JSON object"),
    (b'{"post_id": "1", "text": "a"}\n[1]\n', "row 2 is not a JSON object"),
    (b'{"post_id": "1", "text": {"a": 1}}\n', "row 1, column text: its value is not text"),
    (b'{"post_id": "1"}\n', "no column text"),
    (b'post_id,text\n1,"' + b"a\n" * 2_100_000, "longer than 4 MB"),
]


@pytest.mark.parametrize(("content", "told"), BAD, ids=[told for _, told in BAD])
def test_a_wrong_file_is_one_clear_line(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Problem) as raised:
        list(read_posts(write(tmp_path / "kiriman.csv", content)))
    assert told in raised.value.words.en
    for words in (raised.value.words.id, raised.value.words.en):
        assert "kiriman.csv" in words
        assert "\n" not in words


def test_missing_file_is_told() -> None:
    with pytest.raises(Problem, match="does not exist"):
        list(read_posts("tidak-ada.csv"))


@pytest.mark.parametrize("head", [b"post_id,text\n1,", b'{"post_id": "1", "text": "', b""])
def test_two_hundred_megabytes_of_one_line_are_refused_early(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "satu-baris.csv"
    with path.open("wb") as out:
        out.write(head + b"a")
        out.write(b"a" * 5_000_000)
        out.truncate(200_000_000)
    with pytest.raises(Problem) as raised:
        list(read_posts(path))
    assert "4 MB" in raised.value.words.en


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("person_id,name\np1,A B\np1,C D\n", "row 3, column person_id"),
        ("person_id,name,kind\np1,A B,raja\n", 'row 2, column kind: "raja" is unknown'),
        ("person_id,name\np1,\n", "row 2, column name: is empty"),
    ],
)
def test_a_wrong_roster_is_told(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(Problem) as raised:
        read_roster(write(tmp_path / "r.csv", content))
    assert told in raised.value.words.en


def test_a_wrong_ballot_number_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="row 2, column ballot_number"):
        read_candidates(write(tmp_path / "p.csv", PAIRS.replace("35.73,1", "35.73,satu")))


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    posts = write(tmp_path / "posts.csv", 'post_id,text\n1,"ASN dukung #WiraLaksmi 🙂"\n2,halo\n')
    roster, pairs = write(tmp_path / "r.csv", ROSTER), write(tmp_path / "p.csv", PAIRS)
    return [str(posts), "--roster", str(roster), "--candidates", str(pairs), "--region", "35.73"]


def test_command_prints_only_json_lines(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert screen(files) == 0
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert [line["post_id"] for line in lines] == ["1"]
    assert lines[0]["hits"][0]["candidates"][0] == {"contest": "35.73", "number": 1, "probability": 0.95}
    assert "2" in told.err


def test_command_tells_every_post_when_asked(files: list[str], tmp_path: Path) -> None:
    out = tmp_path / "hasil.jsonl"
    assert screen([*files, "--all", "--out", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["post_id"], len(line["hits"])) for line in lines] == [("1", 1), ("2", 0)]


def test_output_is_whole_or_not_there(files: list[str], tmp_path: Path) -> None:
    write(tmp_path / "posts.csv", 'post_id,text\n1,"ASN dukung paslon 2"\n,x\n')
    out = write(tmp_path / "hasil.jsonl", "lama\n")
    with pytest.raises(Problem):
        screen([*files, "--out", str(out)])
    assert out.read_text() == "lama\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil.jsonl", "p.csv", "posts.csv", "r.csv"]


def test_what_comes_later_is_said_in_one_line(files: list[str]) -> None:
    for argv in ([*files, "--engine", "tcp://a"], ["index", "r.csv"]):
        with pytest.raises(Problem, match="not in this version"):
            screen(argv)


def test_unknown_region_is_told(files: list[str]) -> None:
    with pytest.raises(Problem, match="no region code"):
        screen([*files[:-1], "99.99"])
