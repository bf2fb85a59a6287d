"""What people and machines may feed in: broken, hostile, huge or odd pages end in a clear word or a sober answer."""

import json
import time
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.expectations import invented

from wasit.reading import Page, read, read_page
from wasit.text import Problem

STORY = "Bawaslu Kota Bima menemukan tiga ASN yang diduga tidak netral pada Pilkada 2024. Netralitas ASN wajib dijaga."


def pointed(page: Page, original: str) -> dict[tuple[str, str], str]:
    for span in page.spans:
        assert 0 <= span.start < span.end <= len(original)
    return {(span.field, span.value): original[span.start : span.end] for span in page.spans}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (bytes(range(256)) * 20, "binary"),
        (b"a" * (9 << 20), "too large"),
        (b"Netralitas ASN. " * 30_000, "too long"),
        (b"<p>x</p>" * 40_000, "too long"),
        (b"x\n" * 40_000, "too long"),
    ],
    ids=lambda value: repr(value[:10]),
)
def test_what_is_no_page_is_refused_with_a_reason(data: bytes, word: str) -> None:
    with pytest.raises(Problem, match=word) as told:
        read_page(data, file="kiriman.html")
    assert "kiriman.html" in told.value.words.id


def test_a_file_of_200_mb_in_one_line_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as target:
        target.truncate(200_000_000)
    begun = time.monotonic()
    with pytest.raises(Problem, match="too large"):
        read([str(path), "--json"])
    assert time.monotonic() - begun < 1


def test_an_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            assert size is not None and 0 < size < 20_000_000
            return b"a" * size

    monkeypatch.setattr("sys.stdin", TextIOWrapper(Endless()))
    with pytest.raises(Problem, match="too large"):
        read(["-", "--json"])


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 300_000,
        "<div>" * 25_000,
        '<a "' * 100_000,
        "<!--" * 100_000,
        "&" * 300_000,
        "<script>" * 50_000,
        "(" * 300_000,
        "netral ASN " * 30_000,
        "Nomor " * 60_000,
        "1 " * 150_000,
        "Kota " * 70_000,
        "a" * 390_000,
        "1." * 150_000,
        "satu " * 70_000,
        "ASN, " * 70_000,
        "unggah " * 50_000,
        "surat edaran " * 30_000,
        " \n" * 100_000 + "x",
    ],
    ids=lambda text: text[:12].strip(),
)
@pytest.mark.parametrize("html", [True, False])
def test_a_hostile_page_takes_a_bounded_time(hostile: str, html: bool) -> None:
    begun = time.monotonic()
    with suppress(Problem):
        read_page(hostile, html=html)
    assert time.monotonic() - begun < 8


SCRIPTS = """<html><head><title>Judul <script>alert('t')</script> ASN</title>
<meta property="og:title" content="Netralitas ASN &lt;script&gt;alert(2)&lt;/script&gt; Dijaga">
</head><body onload="alert(3)"><h1>Netralitas ASN<script>alert(4)</script> Kota Bima</h1>
<svg><script>alert(5)</script></svg>
<p>Bawaslu Kota Bima<script>alert(6)</script> mengingatkan ASN agar netral
pada Pilkada 2024 &lt;img src=x onerror=alert(7)&gt; ini.</p>
<p>&lt;script&gt;alert(8)&lt;/script&gt;Netralitas ASN &#60;b&#62;penting&#x3c;/b&#x3e; bagi
Kota Bima dan seluruh warganya.</p>
<p>Terbuka <script>alert(9)</p></body></html>"""


@pytest.mark.parametrize("html", [None, True])
def test_scripts_never_survive(html: bool | None) -> None:
    page = read_page(SCRIPTS, html=html)
    told = json.dumps({**page.as_json(), "spans": []}) + page.body
    assert "alert" not in told and "onerror" not in told and "<" not in told
    assert "Netralitas ASN" in page.body


def test_scripts_in_a_page_taken_for_text_do_not_survive_either() -> None:
    page = read_page(SCRIPTS, html=False)
    told = json.dumps({**page.as_json(), "spans": []}) + page.body
    assert "<" not in told and "alert(4)" not in told and "alert(6)" not in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_of_the_old_and_the_new_web(encoding: str) -> None:
    page = read_page(
        (STORY + " Warga menyebutnya “déjà vu”." if encoding != "latin-1" else STORY + " déjà vu.").encode(encoding)
    )
    assert page.regions[0].code == "52.72"
    assert "déjà vu" in page.body and "\ufeff" not in page.body


def test_a_page_that_lies_about_its_encoding_is_still_read() -> None:
    page = read_page(
        ("<html><head><meta charset=utf-8></head><body><p>" + STORY + " caf\u00e9</p></body></html>").encode("cp1252")
    )
    assert "caf\u00e9" in page.body


@pytest.mark.parametrize(
    "odd", ["🗳️👍🏽", "\u202e terbalik \u202c", "ملاحظة", "\ud800", "A\u0301", "\u200b", "\x0b\x0c", "\u2028"]
)
def test_emoji_right_to_left_and_broken_characters_keep_the_spans(odd: str) -> None:
    text = f"{odd} {STORY} {odd}"
    page = read_page(text)
    found = pointed(page, text)
    assert page.regions[0].code == "52.72" and found["regions", "52.72"] == "Bima"
    assert page.counts == {"persons": 3} and found["counts", "persons"] == "tiga ASN"
    json.dumps(page.as_json(), ensure_ascii=False).encode("utf-8")


def test_spans_of_html_count_in_the_source() -> None:
    source = (
        "<html><body><article><p>Netralitas ASN &amp; kades: "
        "Bawaslu <b>Kota</b>&nbsp;Bima menemukan <i>3</i> kasus.</p></article></body></html>"
    )
    found = pointed(read_page(source), source)
    assert found["regions", "52.72"] == "Bima"
    assert found["counts", "cases"] == "3</i> kasus"


PIECES = [
    "Bawaslu ", "Kota ", "Bima", "Malang", "\n", ". ", "12 ", "dua ", "kasus ", "ASN ", "netralitas ",
    "Surat Edaran Nomor ",
    "1/SE/2024 ", "28 Juli 2024", "31/02/2024", "<p>", "</p>", "<script>", "&amp;", "&#0;", "&#x110000;",
    "Baca juga: ",
    "Sumber :", "dilarang ", "like ", "Pilkada ", "🗳", "\u202e", "\x00", "<", ">", "(", ")", '"', "skor ",
    "55,87", "<h1>", "<title>",
    "</title>", "<meta property='og:title' content='", "'>", "hari lagi ",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.sampled_from([None, True, False]))
def test_pieces_of_pages_in_any_order_never_crash_and_spans_stay_inside(text: str, html: bool | None) -> None:
    try:
        page = read_page(text, html=html)
    except Problem:
        return
    pointed(page, text)
    json.dumps(page.as_json())
    if not page.on_topic:
        assert page.event_types == () and page.conduct == () and page.counts == {}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300))
def test_anything_at_all_never_crashes(data: bytes | str) -> None:
    try:
        page = read_page(data)
    except Problem:
        return
    if isinstance(data, str):
        pointed(page, data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_page_never_crashes(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(invented())).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    cut = raw[:start] + data.draw(st.binary(max_size=5)) + raw[start + data.draw(st.integers(0, 40)) :]
    try:
        read_page(cut)
    except Problem:
        return


def test_a_hint_decides_only_what_the_page_leaves_open() -> None:
    open_page = "Netralitas ASN di Malang disorot jelang Pilkada. ASN Malang diminta netral."
    assert read_page(open_page, hint_region="35.73").regions[0].code == "35.73"
    assert read_page(open_page, hint_region="35.07").regions[0].code == "35.07"
    assert read_page(STORY, hint_region="52.06").regions[0].code == "52.72"
    with pytest.raises(Problem):
        read_page(STORY, hint_region="99.99")


def test_command_prints_a_line_of_json_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    assert read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--json"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    told = json.loads(lines[0])
    assert told["file"].endswith("a.txt") and told["regions"] == [
        {"code": "52.72", "name": "Kota Bima", "kind": "kota"}
    ]
    assert set(told) >= {
        "file", "title", "published", "source", "regions", "event_types", "counts", "circular_numbers",
        "institutions", "subjects",
        "conduct", "conduct_role", "days_to_vote", "removed_lines", "spans", "on_topic",
    }  # fmt: skip
    assert all({"field", "start", "end"} <= set(span) for span in told["spans"])


def test_command_shows_a_card_in_the_readers_language(tmp_path, capsys, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    read([str(tmp_path / "a.txt")])
    assert "Wilayah" in (card := capsys.readouterr().out) and "Kota Bima (52.72)" in card
    monkeypatch.setenv("WASIT_LANG", "en")
    read([str(tmp_path / "a.txt")])
    assert "Regions" in capsys.readouterr().out


def test_command_reads_standard_input(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(STORY.encode())))
    assert read(["-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == "-"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        read([str(tmp_path / "tidak-ada.txt"), "--json"])
