"""The numbers of a three-way view: each is the length of a list of lines that its filter shows."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from wasit.reconciliation.board import KIND_WORDS, Board, Line
from wasit.reconciliation.entries import SIDE_WORDS, SIDES
from wasit.text import Words
from wasit.text.names import parse_name

Test = Callable[[Line], bool]


@dataclass(frozen=True)
class Overlap:
    """How many lines stand in exactly these lists."""

    sides: tuple[str, ...]
    count: int

    @property
    def key(self) -> str:
        """The sides as the address names them."""
        return "-".join(self.sides)

    @property
    def words(self) -> Words:
        """The lists in words."""
        names = [SIDE_WORDS[side] for side in self.sides]
        if len(names) == 1:
            return Words(id=f"hanya {names[0].id}", en=f"only {names[0].en}")
        return Words(id=" + ".join(name.id for name in names), en=" + ".join(name.en for name in names))

    @property
    def dots(self) -> list[tuple[int, bool]]:
        """Where the dot of each side is drawn and whether it is filled."""
        return [(9 + 22 * place, side in self.sides) for place, side in enumerate(SIDES)]

    @property
    def span(self) -> tuple[int, int] | None:
        """From where to where the filled dots are joined."""
        filled = [x for x, on in self.dots if on]
        return (filled[0], filled[-1]) if len(filled) > 1 else None


def overlaps(board: Board) -> list[Overlap]:
    """Return the lines by the lists that hold them, in all first; they add up to all lines."""
    counted = Counter(line.sides for line in board.lines)
    sizes = range(len(board.sides), 0, -1)
    possible = [chosen for size in sizes for chosen in combinations(board.sides, size)]
    return [Overlap(chosen, counted[chosen]) for chosen in possible]


def kinds(board: Board) -> list[tuple[str, Words, int]]:
    """Return each kind with its words and how many lines are of it; they add up to all lines."""
    counted = Counter(line.kind for line in board.lines)
    return [(kind, words, counted[kind]) for kind, words in KIND_WORDS.items()]


@dataclass(frozen=True)
class Report:
    """The numbers to report; each is the number of lines that its filter shows. `by_side` counts within `proven`."""

    proven: int
    followed: int
    agreed: int
    without: int
    resting: int
    outside: int
    by_side: Mapping[str, int]


def report(board: Board) -> Report:
    """Return how many proven matters were followed by a sanction, and how far the lists agree on it."""
    tests = _tests(board)

    def count(name: str) -> int:
        return sum(map(tests[name], board.lines))

    return Report(
        proven=count("terbukti"),
        followed=count("sanksi"),
        agreed=count("sanksi-sepakat"),
        without=count("tanpa-sanksi"),
        resting=count("sanksi-usul"),
        outside=count("sanksi-luar"),
        by_side={side: count(f"sanksi-{side}") for side in board.sides},
    )


def _tests(board: Board) -> Mapping[str, Test]:
    """Return the filters by their names in the address."""
    tests: dict[str, Test] = {
        "terbukti": lambda line: line.proven,
        "sanksi": lambda line: line.proven and line.sanctioned,
        "sanksi-sepakat": lambda line: line.proven and line.sanctioned_in_all(board.sides),
        "tanpa-sanksi": lambda line: line.proven and not line.sanctioned,
        "sanksi-usul": lambda line: line.proven and line.sanctioned and bool(line.undecided),
        "sanksi-luar": lambda line: line.sanctioned and not line.proven,
        "usul": lambda line: bool(line.undecided),
        "mungkin": lambda line: bool(line.maybe),
    }
    return tests | {kind: _of_kind(kind) for kind in KIND_WORDS} | {f"sanksi-{side}": _of_side(side) for side in SIDES}


def _of_kind(kind: str) -> Test:
    return lambda line: line.kind == kind


def _of_side(side: str) -> Test:
    return lambda line: line.proven and line.sanctioned_by(side)


def chosen(board: Board, *, filter_name: str = "", sides: str = "", text: str = "") -> list[Line]:
    """Return the lines of a filter, in exactly these lists ("bawaslu-bkn"), whose names or numbers hold the text.

    A filter that does not exist shows all lines.
    """
    test = _tests(board).get(filter_name)
    rows = [line for line in board.lines if test is None or test(line)]
    if sides:
        rows = [line for line in rows if "-".join(line.sides) == sides]
    wanted = parse_name(text).words if text.strip() else ()
    return [line for line in rows if _holds(line, wanted, text.strip().lower())]


def _holds(line: Line, words: tuple[str, ...], text: str) -> bool:
    if not text:
        return True
    for entry in line.entries.values():
        name = " ".join(parse_name(entry.name).words)
        if all(word in name for word in words) or text in entry.register_number.lower() or text == entry.nip:
            return True
    return False
