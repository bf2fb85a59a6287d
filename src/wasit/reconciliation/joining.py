"""Pairs joined into lines: one person and event with at most one row of each list, never with two NIPs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wasit.reconciliation.entries import SIDES


@dataclass(frozen=True, slots=True)
class Node:
    """A row of a list: its key in the database, its side, its NIP where it has a whole one."""

    pk: int
    side: str
    nip: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two rows said to be the same; `decided` by people, else suggested with `score`."""

    left: int
    right: int
    decided: bool
    score: float


def join(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[dict[str, int]]:
    """Return lines as side → key, in the order in which their first rows came.

    What people decided is joined first, then the better suggestions; a pair that would bring two rows of one list, or
    two NIPs that people did not themselves put together, into one line is left out.
    """
    known: Mapping[int, Node] = {node.pk: node for node in nodes}
    lines: dict[int, dict[str, int]] = {pk: {node.side: pk} for pk, node in known.items()}
    for edge in sorted(edges, key=lambda one: (not one.decided, -one.score, one.left, one.right)):
        if edge.left not in known or edge.right not in known:
            continue
        left, right = lines[edge.left], lines[edge.right]
        if left is right or left.keys() & right.keys():
            continue
        nips = {known[pk].nip for pk in (*left.values(), *right.values())} - {""}
        if len(nips) > 1 and not edge.decided:
            continue
        left.update(right)
        for pk in right.values():
            lines[pk] = left
    whole = {id(line): line for line in lines.values()}
    return [{side: line[side] for side in SIDES if side in line} for line in whole.values()]
