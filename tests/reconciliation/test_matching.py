"""What the matching finds among three invented lists whose truth is known, and what it must never join."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations, product
from random import Random

import pytest
from tests.reconciliation.invented import three_lists

from wasit.reconciliation.assignment import best_pairs
from wasit.reconciliation.entries import EntryFields
from wasit.reconciliation.joining import Edge, Node, join
from wasit.reconciliation.likeness import name_forms, name_likeness, unit_likeness
from wasit.reconciliation.matching import Pairing, explained, match_lists
from wasit.text import Words

RAKA = EntryFields(
    name="Raka Wirasana, S.Pd.", nip="198801012010011001", unit="SD Negeri Rekaan 2", act_date=date(2024, 10, 19)
)
OTHER_NIP = "197905052005011002"


def one(left: EntryFields, right: EntryFields) -> Pairing | None:
    found = match_lists([left], [right])
    assert len(found) <= 1
    return found[0] if found else None


# Measured over these seeds: of strong pairs at least 99.6 % are right and at least 94 % of the truth is among them; of
# all pairs at least 98.4 % are right and at least 97.4 % of the truth is among them.
@pytest.mark.parametrize("seed", [2024, 1, 2])
def test_precision_and_recall(seed: int) -> None:
    lists = three_lists(400, seed)
    for ours, theirs in combinations(lists, 2):
        place = {number: j for j, (number, _row) in enumerate(lists[theirs])}
        truth = {(i, place[number]) for i, (number, _row) in enumerate(lists[ours]) if number in place}
        found = match_lists([row for _n, row in lists[ours]], [row for _n, row in lists[theirs]])
        every = {(pair.left, pair.right) for pair in found}
        strong = {(pair.left, pair.right) for pair in found if pair.strong}
        assert len(truth) > 250
        assert len(strong & truth) >= 0.99 * len(strong)
        assert len(strong & truth) >= 0.93 * len(truth)
        assert len(every & truth) >= 0.98 * len(every)
        assert len(every & truth) >= 0.97 * len(truth)


def test_every_row_is_used_once_and_no_two_nips_meet() -> None:
    lists = {side: [row for _n, row in rows] for side, rows in three_lists(400, 5).items()}
    for ours, theirs in combinations(lists, 2):
        found = match_lists(lists[ours], lists[theirs])
        assert len({pair.left for pair in found}) == len({pair.right for pair in found}) == len(found)
        for pair in found:
            nips = {lists[ours][pair.left].nip, lists[theirs][pair.right].nip} - {""}
            assert len(nips) <= 1
            assert pair.reasons


def test_namesakes_are_never_matched() -> None:
    assert one(RAKA, replace(RAKA, nip=OTHER_NIP)) is None
    score, _reasons, against = explained(RAKA, replace(RAKA, nip=OTHER_NIP))
    assert score == 0
    assert against == (Words(id="NIP berbeda", en="different NIPs"),)


def test_two_events_of_one_person_stay_two() -> None:
    later = replace(RAKA, act_date=date(2024, 12, 20))
    assert one(RAKA, later) is None
    found = match_lists([RAKA, later], [replace(later, nip=""), replace(RAKA, nip="")])
    assert [(pair.left, pair.right) for pair in found] == [(0, 1), (1, 0)]


def test_one_person_without_dates_is_not_joined_to_one_of_two_events() -> None:
    pair = one(RAKA, replace(RAKA, act_date=None))
    assert pair and pair.strong
    found = match_lists([RAKA, replace(RAKA, act_date=date(2024, 12, 20))], [replace(RAKA, act_date=None)])
    assert [each.strong for each in found] == [False]
    assert Words(id="ada baris lain yang hampir sama cocok", en="another row fits nearly as well") in found[0].against


@pytest.mark.parametrize(
    "written",
    ["RAKA WIRASANA", "Wirasana Raka", "Drs. Raka Wirasana, M.Si.", "R. Wirasana", "Raka Wirasanna", "Rakawirasana"],
)
def test_a_name_is_known_however_it_is_written(written: str) -> None:
    pair = one(RAKA, replace(RAKA, name=written, nip="", unit="SDN Rekaan 2"))
    assert pair is not None
    assert Words(id="tanggal kejadian sama", en="same date of the act") in pair.reasons
    assert Words(id="unit sama", en="same unit") in pair.reasons


@pytest.mark.parametrize("written", ["Raka Pranata", "Siti Wirasana", "Melati Kinasih", ""])
def test_another_name_is_not(written: str) -> None:
    assert one(RAKA, replace(RAKA, name=written, nip="")) is None


def test_what_speaks_against_is_said() -> None:
    pair = one(RAKA, replace(RAKA, unit="Dinas Kesehatan", act_date=RAKA.act_date + timedelta(days=20)))
    assert pair is not None
    assert set(pair.against) == {
        Words(id="unit berbeda", en="different unit"),
        Words(id="tanggal kejadian selisih 20 hari", en="date of the act 20 days apart"),
    }
    assert pair.reasons[0] == Words(id="NIP sama", en="same NIP")
    assert not pair.strong


def test_a_spoilt_nip_speaks_for_but_is_no_key() -> None:
    spoilt = replace(RAKA, nip="", nip_hint="198801012010011")
    pair = one(RAKA, spoilt)
    assert pair and Words(id="15 angka awal NIP sama", en="the first 15 figures of the NIP agree") in pair.reasons
    assert one(RAKA, replace(spoilt, name="Melati Kinasih")) is None


def test_decided_pairs_are_kept_and_refused_ones_not_offered_again() -> None:
    twin = replace(RAKA, nip="", act_date=RAKA.act_date + timedelta(days=1))
    assert [(pair.left, pair.right) for pair in match_lists([RAKA], [RAKA, twin])] == [(0, 0)]
    assert [(pair.left, pair.right) for pair in match_lists([RAKA], [RAKA, twin], refused={(0, 0)})] == [(0, 1)]
    assert match_lists([RAKA], [RAKA, twin], kept={(0, 1)}) == []


def test_names_and_units() -> None:
    def alike(one: str, other: str) -> float:
        return round(name_likeness(name_forms(one), name_forms(other)).score, 2)

    assert alike("Muhammad Rizky", "Moch. Rizqi") == 1
    assert alike("Sri Wahyuni", "Sriwahyuni") > 0.95
    assert alike("Siti Aminah", "Siti Rahayu") < 0.5
    assert unit_likeness("SDN 2 Rekaan", "SD Negeri 02 Rekaan") == 1
    assert unit_likeness("SDN 2 Rekaan", "SD Negeri 12 Rekaan") < 0.5
    assert unit_likeness("Disdik", "Dinas Pendidikan") == 1


def test_the_assignment_is_the_best_there_is() -> None:
    dice = Random(7)
    for _round in range(60):
        rows, columns = range(dice.randrange(1, 5)), range(dice.randrange(1, 5))
        weights = {pair: dice.random() + 0.01 for pair in product(rows, columns) if dice.random() < 0.7}
        chosen = best_pairs(weights)
        assert len({left for left, _r in chosen}) == len({right for _l, right in chosen}) == len(chosen)
        assert sum(weights[pair] for pair in chosen) == pytest.approx(_best_by_trying(weights, rows, columns))


def _best_by_trying(weights: dict[tuple[int, int], float], rows: Sequence[int], columns: Sequence[int]) -> float:
    wide = [*columns, *(-1 - row for row in rows)]  # each row may also stay alone
    return max(
        sum(weights.get(pair, 0.0) for pair in zip(rows, order, strict=True)) for order in permutations(wide, len(rows))
    )


def test_lines_hold_one_row_of_each_list_and_one_nip() -> None:
    nodes = [
        Node(1, "bawaslu", "A"), Node(2, "government", ""), Node(3, "bkn", "B"), Node(4, "bkn", "A"),
        Node(5, "bawaslu", ""),
    ]  # fmt: skip
    edges = [Edge(1, 2, False, 0.9), Edge(2, 3, False, 0.8), Edge(2, 4, False, 0.7), Edge(5, 2, False, 0.6)]
    assert join(nodes, edges) == [
        {"bawaslu": 1, "government": 2, "bkn": 4}, {"bkn": 3}, {"bawaslu": 5},
    ]  # fmt: skip
    by_hand = [Edge(2, 3, True, 0.1), *edges]
    assert {"government": 2, "bkn": 3, "bawaslu": 5} in join(nodes, by_hand)


@pytest.mark.heavy
def test_thousands_of_rows_keep_the_quality() -> None:
    lists = three_lists(5000, 3)
    ours, theirs = lists["bawaslu"], lists["government"]
    place = {number: j for j, (number, _row) in enumerate(theirs)}
    truth = {(i, place[number]) for i, (number, _row) in enumerate(ours) if number in place}
    found = match_lists([row for _n, row in ours], [row for _n, row in theirs])
    strong = {(pair.left, pair.right) for pair in found if pair.strong}
    assert len(strong & truth) >= 0.998 * len(strong)
    assert len(strong & truth) >= 0.95 * len(truth)
