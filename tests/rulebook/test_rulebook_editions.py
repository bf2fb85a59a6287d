"""Editions: the built-in ones are whole; an installation's own win; a slip in one is told with its place."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from wasit.rulebook import (
    Phase,
    acts_for,
    catalogue,
    check_all,
    clock,
    clocks,
    editions,
    reckon,
    requirements,
    sanction_ladder,
    statistics,
    term,
    terms,
)
from wasit.text import Problem

HEAD = 'edition: {{id: {id}, subject: {subject}, valid_from: {since}, basis: "own", confidence: single}}\n'
ROW = """clocks:
  - id: pilkada-lapor
    regime: pilkada
    trigger: {id: Diketahui, en: Known}
    action: {id: Dilaporkan, en: Reported}
    length: 5
    unit: working_day
    basis: "UU baru"
    confidence: single
"""
Writer = Callable[[str, str], Path]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Writer:
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(tmp_path))

    def write(subject: str, text: str) -> Path:
        path = tmp_path / subject / "own.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def head(subject: str = "clocks", since: str = "2026-01-01", edition_id: str = "kota-2026") -> str:
    return HEAD.format(id=edition_id, subject=subject, since=since)


def test_the_built_in_editions_are_whole() -> None:
    assert check_all() == []
    assert {each.subject for each in editions()} == {
        "catalogue", "clocks", "conflicts", "elections", "glossary", "holidays", "letters", "plenary", "requirements",
        "sanctions", "signals", "statistics", "workflow",
    }  # fmt: skip


def test_an_own_edition_wins_from_its_day_on(own: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    own("clocks", head() + ROW)
    assert clock("pilkada-lapor").length == 5
    assert clock("pilkada-lapor", date(2025, 12, 31)).length == 7
    old = reckon("pilkada-lapor", datetime.fromisoformat("2025-12-31T10:00+07:00"), "Asia/Jakarta")
    new = reckon("pilkada-lapor", datetime.fromisoformat("2026-01-05T10:00+07:00"), "Asia/Jakarta")
    assert (old.edition, old.due) == ("pilkada-2015", datetime.fromisoformat("2026-01-07T23:59:59+07:00"))
    assert (new.edition, new.due) == ("kota-2026", datetime.fromisoformat("2026-01-12T23:59:59+07:00"))
    assert check_all() == []
    rows = set(clocks())
    monkeypatch.delenv("WASIT_RULEBOOK_DIR")
    assert set(clocks()) == rows


def test_at_equal_dates_the_own_edition_wins(own: Writer) -> None:
    own("clocks", head(since="2015-02-02") + ROW)
    assert clock("pilkada-lapor", date(2016, 1, 1)).length == 5


def test_without_the_folder_the_built_in_value_is_back(own: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    own("clocks", head() + ROW)
    assert clock("pilkada-lapor").length == 5
    monkeypatch.delenv("WASIT_RULEBOOK_DIR")
    assert clock("pilkada-lapor").length == 7


def test_an_own_word_replaces_one_term_only(own: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    own("glossary", head("glossary") + "terms:\n  case: {id: Berkas, en: File}\n")
    assert term("case").en == "File"
    count = len(terms())
    monkeypatch.delenv("WASIT_RULEBOOK_DIR")
    assert (len(terms()), term("case").en) == (count, "Case")


def test_an_own_year_of_holidays_replaces_that_year(own: Writer) -> None:
    day = "{date: 2028-01-03, kind: national, words: {id: Libur, en: Holiday}}"
    own(
        "holidays", head("holidays") + f'years:\n  - {{id: "2028", basis: SKB, confidence: confirmed, days: [{day}]}}\n'
    )
    found = reckon("pemilu-lapor", datetime.fromisoformat("2028-01-02T10:00+07:00"), "Asia/Jakarta")
    assert found.due == datetime.fromisoformat("2028-01-12T23:59:59+07:00")
    assert found.confidence == "confirmed"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (head() + ROW.replace("length: 5", "length: five"), "clocks.0.length"),
        (head() + ROW.replace("length: 5", 'length: "5"'), "clocks.0.length"),
        (head() + ROW.replace("unit: working_day", "unit: workday"), "clocks.0.unit"),
        (head() + ROW.replace("basis:", "bassis:"), "clocks.0.basis"),
        (head() + ROW.replace("en: Known", "en: Known, that is"), "own.yaml, clocks.0.trigger"),
        (head() + ROW.replace(", en: Known", ""), "clocks.0.trigger.en"),
        (head() + ROW + "    length: 6\n", ' 11: "length"'),
        (head(since="2026-02-30") + ROW, "edition.valid_from"),
        (head() + "clocks: [", "own.yaml, "),
        ("", "own.yaml, -"),
    ],
)
def test_a_slip_is_told_with_file_and_place(own: Writer, text: str, place: str) -> None:
    own("clocks", text)
    with pytest.raises(Problem) as caught:
        clocks()
    assert "own.yaml" in caught.value.words.id
    assert place in caught.value.words.id
    assert place in caught.value.words.en
    assert len(check_all()) == 1


def test_a_slip_is_told_in_indonesian_too(own: Writer) -> None:
    own("clocks", head() + ROW.replace("length: 5", "length: lima"))
    with pytest.raises(Problem) as caught:
        clocks()
    assert caught.value.words.id == "own.yaml, clocks.0.length: harus bilangan bulat tanpa tanda kutip."


def test_a_file_that_is_no_utf8_is_told(own: Writer) -> None:
    own("clocks", "").write_bytes(b"edition: \xff\xfe")
    with pytest.raises(Problem, match="UTF-8"):
        clocks()


def test_a_sheet_in_the_wrong_folder_and_a_double_id_are_told(own: Writer) -> None:
    own("clocks", head("workflow") + ROW + ROW.removeprefix("clocks:\n"))
    faults = "\n".join(check_all())
    assert "kota-2026: subject workflow" in faults
    assert "kota-2026.pilkada-lapor" in faults


def test_a_folder_nobody_reads_is_told(own: Writer) -> None:
    own("clock", head() + ROW)
    assert [fault for fault in check_all() if fault.startswith("clock:")]


def test_a_dangling_reference_is_told(own: Writer) -> None:
    code = "{id: promote_online, words: {id: a, en: b}, acts: [etik-hilang]}"
    own("signals", head("signals") + f"codes:\n  - {code}\n")
    assert check_all() == ['promote_online: menunjuk "etik-hilang" yang tidak ada.']


def test_a_missing_own_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASIT_RULEBOOK_DIR", str(tmp_path / "nowhere"))
    with pytest.raises(Problem, match="nowhere"):
        clocks()


def test_catalogue_requirements_and_ladders_can_be_read_by_day() -> None:
    assert "etik-spanduk" in catalogue(date(2024, 10, 1))
    assert catalogue(date(2022, 9, 21)) == {}
    assert acts_for("promote_online", Phase.AFTER, on=date(2022, 9, 21)) == ()
    assert sanction_ladder("pns", date(2021, 8, 31)).id == "pns"
    with pytest.raises(Problem):
        sanction_ladder("pns", date(2021, 8, 30))
    with pytest.raises(Problem):
        requirements("pemilu", "report", date(2021, 12, 31))


def test_the_library_reaches_no_web_framework() -> None:
    code = (
        "import sys, wasit.rulebook, wasit.rulebook.command; print('django' in sys.modules, 'holidays' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_requirements_of_a_report_and_of_a_finding() -> None:
    report = requirements("pilkada", "report")
    assert [row.kind for row in report] == sorted(row.kind for row in report)
    assert {row.id for row in report if row.kind == "material"} == {"time_place", "description", "evidence"}
    assert "reporter_name_address" not in {row.id for row in requirements("pemilu", "finding")}
    with pytest.raises(Problem, match="pemilu"):
        requirements("pilpres", "report")


def test_published_counts_keep_their_source_and_unit() -> None:
    rows = {row.id: row for row in statistics()}
    assert rows["bawaslu-2020-oct"].counts["reported"] == 805
    assert rows["bawaslu-2020-oct"].breakdowns["origin"] == {"temuan": 744, "laporan": 61}
    assert all(row.source and row.elections for row in rows.values())


@pytest.mark.parametrize(
    ("key", "indonesian", "english"),
    [
        ("report", "Laporan", "Report"),
        ("finding", "Temuan", "Finding"),
        ("hit", "Indikasi", "Hit"),
        ("case", "Perkara", "Case"),
        ("servant", "Pegawai", "Servant"),
        ("clarification", "Klarifikasi", "Clarification"),
        ("lapsed", "Kedaluwarsa", "Lapsed"),
        ("confirmed", "pasti", "confirmed"),
        ("single", "satu sumber", "single source"),
    ],
)
def test_one_word_for_one_thing(key: str, indonesian: str, english: str) -> None:
    assert (term(key).id, term(key).en) == (indonesian, english)


def test_an_unknown_term_is_told() -> None:
    with pytest.raises(Problem, match="reporter"):
        term("reportr")
