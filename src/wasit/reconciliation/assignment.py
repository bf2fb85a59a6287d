"""The best one-to-one pairs among weighted candidates: the sum of the weights is as large as it can be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]
# In groups larger than this the heaviest pair is simply taken first; no real likeness joins so many rows.
_EXACT = 80


def best_pairs(weights: Mapping[Pair, float]) -> list[Pair]:
    """Return pairs that use every row at most once; weights are above zero."""
    chosen: list[Pair] = []
    for group in _groups(weights):
        if len(group) == 1:
            chosen.append(group[0])
            continue
        rows, columns = sorted({pair[0] for pair in group}), sorted({pair[1] for pair in group})
        small = max(len(rows), len(columns)) <= _EXACT
        chosen += _exact(group, rows, columns, weights) if small else _heaviest_first(group, weights)
    return chosen


def _groups(weights: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """Yield the pairs in groups that share no row with each other."""
    by_left: dict[int, list[Pair]] = defaultdict(list)
    by_right: dict[int, list[Pair]] = defaultdict(list)
    for pair in weights:
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    seen: set[Pair] = set()
    for first in weights:
        if first in seen:
            continue
        seen.add(first)
        group, waiting = [], [first]
        while waiting:
            pair = waiting.pop()
            group.append(pair)
            for other in (*by_left[pair[0]], *by_right[pair[1]]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        yield group


def _heaviest_first(group: Sequence[Pair], weights: Mapping[Pair, float]) -> list[Pair]:
    chosen, lefts, rights = [], set(), set()
    for left, right in sorted(group, key=lambda pair: (-weights[pair], pair)):
        if left not in lefts and right not in rights:
            chosen.append((left, right))
            lefts.add(left)
            rights.add(right)
    return chosen


def _exact(
    group: Sequence[Pair], rows: Sequence[int], columns: Sequence[int], weights: Mapping[Pair, float]
) -> list[Pair]:
    """Solve the group by the Hungarian method on a square of costs; what is no pair costs nothing and is left out."""
    size = max(len(rows), len(columns))
    row_of, column_of = {row: i for i, row in enumerate(rows)}, {column: j for j, column in enumerate(columns)}
    cost = [[0.0] * size for _ in range(size)]
    for pair in group:
        cost[row_of[pair[0]]][column_of[pair[1]]] = -weights[pair]
    placed = _hungarian(cost)
    whole = set(group)
    found = [(rows[i], columns[j]) for i, j in placed if i < len(rows) and j < len(columns)]
    return [pair for pair in found if pair in whole]


def _hungarian(cost: Sequence[Sequence[float]]) -> list[Pair]:
    """Return (row, column) of the cheapest full assignment of a square table, with potentials, in cubic time."""
    size = len(cost)
    row_part, column_part = [0.0] * (size + 1), [0.0] * (size + 1)
    holder, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        holder[0], column = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            current, step, following = holder[column], float("inf"), 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                rest = cost[current - 1][j - 1] - row_part[current] - column_part[j]
                if rest < least[j]:
                    least[j], way[j] = rest, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(size + 1):
                if used[j]:
                    row_part[holder[j]] += step
                    column_part[j] -= step
                else:
                    least[j] -= step
            column = following
            if holder[column] == 0:
                break
        while column:
            before = way[column]
            holder[column], column = holder[before], before
    return [(holder[j] - 1, j - 1) for j in range(1, size + 1)]
