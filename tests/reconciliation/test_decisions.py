"""What people decided outlives a newer list; the numbers add up; two officers cannot both decide."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import NOW, reach_for
from tests.reconciliation.conftest import BAWASLU, BKN, GOVERNMENT
from tests.reconciliation.invented import three_lists
from tests.reconciliation.workbooks import as_csv

from wasit.office.models import Officer
from wasit.reconciliation import actions, numbers, queries
from wasit.reconciliation.board import Board
from wasit.reconciliation.entries import EntryFields
from wasit.reconciliation.models import Comparison, Entry, Match, SourceList
from wasit.text import Problem

Load = Callable[..., SourceList]
Lists = dict[str, list[tuple[int, EntryFields]]]


def changed(rows: Sequence[Sequence[str]], name: str, **cells: str) -> list[Sequence[str]]:
    """The same list with other cells in the row of a person."""
    head = list(rows[0])
    made = [list(row) for row in rows]
    for row in made:
        if name in row[head.index(next(word for word in head if word.startswith("Nama")))]:
            for heading, value in cells.items():
                row[head.index(heading.replace("_", " "))] = value
    return made


@pytest.fixture
def decide(officer: Officer) -> Callable[[str, str], Match]:
    """Return a function that decides on the match of a person between Bawaslu and the government."""

    def make(name: str, state: str) -> Match:
        match = Match.objects.get(pair="bawaslu-government", left__name__contains=name)
        actions.decide(match, state, officer=officer, reach=reach_for(officer, "cases.reconcile"), now=NOW)
        return Match.objects.get(pk=match.pk)

    return make


def test_decisions_survive_a_newer_list(loaded: Comparison, load: Load, decide: Callable[..., Match]) -> None:
    kept, refused = decide("Melati", "confirmed"), decide("Raka", "rejected")
    # A newer list: other order, a status that moved on, and the NIP that was missing before.
    newer = changed(GOVERNMENT, "Melati", Keterangan="Sudah dijatuhi", NIP="198901152011012002")
    load("government", [newer[0], *reversed(newer[1:])])
    for match, state in ((kept, "confirmed"), (refused, "rejected")):
        match.refresh_from_db()
        assert match.right is not None
        assert (match.state, match.right.source_list.state) == (state, "current")
    assert Match.objects.filter(left__name__contains="Raka", pair="bawaslu-government").count() == 1
    assert SourceList.objects.filter(side="government").count() == 2
    assert Entry.objects.filter(source_list__side="government").count() == len(GOVERNMENT) - 1


def test_a_decision_waits_for_its_row(
    loaded: Comparison, load: Load, decide: Callable[..., Match], officer: Officer
) -> None:
    match = decide("Melati", "confirmed")
    load("government", [row for row in GOVERNMENT if "Melati" not in row[0]])
    match.refresh_from_db()
    assert (match.state, match.right) == ("confirmed", None)
    assert queries.waiting_decisions(reach_for(officer, "cases.reconcile"), loaded) == 1
    load("government", GOVERNMENT)
    match.refresh_from_db()
    assert match.right is not None


def test_a_decision_is_not_carried_to_a_namesake(loaded: Comparison, load: Load, decide: Callable[..., Match]) -> None:
    match = decide("Raka", "confirmed")
    load("government", changed(GOVERNMENT, "RAKA", NIP="197905052005011002"))
    match.refresh_from_db()
    assert match.left is not None and match.right is None
    assert not Match.objects.filter(pair="bawaslu-government", left=match.left, right__isnull=False).exists()


def test_a_refused_pair_makes_room_for_the_next_best(
    loaded: Comparison, load: Load, decide: Callable[..., Match]
) -> None:
    twin = ("Raka Wirasana", "", "SDN Rekaan 2", "Unggahan dukungan", "20 Oktober 2024", "", "", "")
    load("government", [*GOVERNMENT, twin])
    first = decide("Raka", "rejected")
    assert first.right and first.right.nip
    second = Match.objects.get(pair="bawaslu-government", left__name__contains="Raka", state="suggested")
    assert second.right and second.right.name == "Raka Wirasana"


def test_a_decision_made_meanwhile_is_not_overrun(loaded: Comparison, colleague: Officer, decide: Any) -> None:
    stale = Match.objects.get(pair="bawaslu-government", left__name__contains="Melati")
    decide("Melati", "confirmed")
    with pytest.raises(Problem, match="Somebody else"):
        actions.decide(
            stale,
            "rejected",
            officer=colleague,
            reach=reach_for(colleague, "cases.reconcile"),
            now=NOW + timedelta(minutes=1),
        )
    stale.refresh_from_db()
    assert stale.state == "confirmed"


def test_whoever_only_reads_changes_nothing(loaded: Comparison, supervisor: Officer, stranger: Officer) -> None:
    match = Match.objects.first()
    assert match
    for person in (supervisor, stranger):
        reach = reach_for(person, "cases.reconcile")
        with pytest.raises(Problem):
            actions.decide(match, "confirmed", officer=person, reach=reach, now=NOW)
        with pytest.raises(Problem):
            actions.hand_in(loaded, "bkn", as_csv(BKN), name="b.csv", officer=person, reach=reach, now=NOW)
    match.refresh_from_db()
    assert match.state == "suggested"


def test_the_numbers_add_up(loaded: Comparison, board: Callable[[], Board]) -> None:
    shown = board()
    lines = len(shown.lines)
    assert sum(count for _kind, _words, count in numbers.kinds(shown)) == lines
    assert sum(one.count for one in numbers.overlaps(shown)) == lines
    for side, source in shown.lists.items():
        assert sum(side in line.sides for line in shown.lines) == source.rows_read
    told = numbers.report(shown)
    assert (told.proven, told.followed, told.agreed, told.without, told.outside) == (4, 1, 0, 3, 1)
    assert told.by_side == {"bawaslu": 0, "government": 1, "bkn": 1}
    for name, count in (("terbukti", told.proven), ("sanksi", told.followed), ("tanpa-sanksi", told.without)):
        assert len(numbers.chosen(shown, filter_name=name)) == count
    kinds = {line.first.name: line.kind for line in shown.lines}
    assert kinds["Galih Pranata"] == "sepakat"
    assert kinds["Raka Wirasana, S.Pd."] == "beda"
    assert kinds["Hj. Melati Kinasih"] == "kurang"
    assert kinds["Laras Widuri"] == "sendiri"


def test_agreement_by_all_lists_is_counted(loaded: Comparison, load: Load, board: Callable[[], Board]) -> None:
    load("bawaslu", changed(BAWASLU, "Raka", Status="Terbukti, sudah dijatuhi sanksi"))
    assert (numbers.report(board()).agreed, numbers.report(board()).followed) == (1, 1)


def test_one_list_alone_is_not_called_agreed(load: Load, board: Callable[[], Board]) -> None:
    load("bawaslu", BAWASLU)
    assert not board().comparable
    assert {line.kind for line in board().lines} == {"sendiri"}


def test_the_same_row_twice_stays_two(load: Load, board: Callable[[], Board]) -> None:
    load("bawaslu", [*BAWASLU, BAWASLU[1]])
    load("government", GOVERNMENT)
    assert Entry.objects.filter(source_list__side="bawaslu").values("key").distinct().count() == len(BAWASLU)
    raka = [line for line in board().lines if "Raka" in line.first.name]
    assert sorted(len(line.entries) for line in raka) == [1, 2]


HEAD = (
    "Nama",
    "NIP",
    "Unit Kerja",
    "Perbuatan",
    "Tanggal Kejadian",
    "Tanggal Surat",
    "No Register",
    "Nomor Surat",
    "Status",
)


def load_all(load: Load, lists: Lists) -> None:
    for side, rows in lists.items():
        load(side, [HEAD, *(
            (row.name, row.nip, row.unit, row.act, str(row.act_date or ""), str(row.letter_date or ""),
             row.register_number, row.letter_number, "Terbukti")
            for _number, row in rows
        )])  # fmt: skip


@pytest.mark.parametrize("count", [120, pytest.param(5000, marks=pytest.mark.heavy)])
def test_three_lists_become_lines(load: Load, board: Callable[[], Board], count: int) -> None:
    lists = three_lists(count, 9)
    load_all(load, lists)
    held = Counter(number for rows in lists.values() for number, _row in rows)
    shown = board()
    whole = sum(len(line.entries) == 3 for line in shown.lines)
    assert whole >= 0.85 * sum(times == 3 for times in held.values())
    assert sum(one.count for one in numbers.overlaps(shown)) == len(shown.lines)
    assert sum(len(line.entries) for line in shown.lines) == sum(map(len, lists.values()))
