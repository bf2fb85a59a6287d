"""The three-way view: one line for each person and event, and what the lists agree on.

Every line has exactly one kind, so the kinds add up to all lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wasit.office.reach import Reach
from wasit.reconciliation import queries
from wasit.reconciliation.entries import SIDES
from wasit.reconciliation.joining import Edge, Node, join
from wasit.reconciliation.models import JOINING, Comparison, Entry, Match, SourceList
from wasit.reconciliation.outcomes import OF_PROVEN, SANCTIONED, UNCLEAR, group_of
from wasit.text import Words

AGREED, DIFFERS, LACKING, ALONE, UNREAD = "sepakat", "beda", "kurang", "sendiri", "belum-jelas"
KIND_WORDS: Mapping[str, Words] = {
    AGREED: Words(id="sepakat", en="agreed"),
    DIFFERS: Words(id="beda status", en="status differs"),
    LACKING: Words(id="tidak di semua daftar", en="not in every list"),
    ALONE: Words(id="hanya di satu daftar", en="in one list only"),
    UNREAD: Words(id="status belum jelas", en="status unclear"),
}
KIND_TONES: Mapping[str, str] = {AGREED: "lumut", DIFFERS: "bata", LACKING: "kunyit", ALONE: "kunyit", UNREAD: "line"}
KIND_ICONS: Mapping[str, str] = {
    AGREED: "check",
    DIFFERS: "switch-horizontal",
    LACKING: "circle-minus",
    ALONE: "circle-dashed",
    UNREAD: "help-circle",
}


@dataclass
class Line:
    """One person and event: the row of each side, the matches that join them, and weaker ones that only might."""

    entries: dict[str, Entry]
    kind: str = ALONE
    joints: list[Match] = field(default_factory=list)
    maybe: list[Match] = field(default_factory=list)

    @property
    def first(self) -> Entry:
        """The row that names the line, Bawaslu's before others."""
        return next(iter(self.entries.values()))

    @property
    def nip(self) -> str:
        """A whole NIP, from whichever list has one."""
        return next((entry.nip for entry in self.entries.values() if entry.nip), "")

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have the line."""
        return tuple(self.entries)

    @property
    def undecided(self) -> list[Match]:
        """The suggestions on which the line rests and which nobody has decided."""
        return [match for match in self.joints if match.state == Match.State.SUGGESTED]

    @property
    def proven(self) -> bool:
        """Tell whether Bawaslu's list holds it proven."""
        own = self.entries.get("bawaslu")
        return own is not None and own.outcome in OF_PROVEN

    @property
    def sanctioned(self) -> bool:
        """Tell whether any list names a sanction."""
        return any(self.sanctioned_by(side) for side in self.entries)

    def sanctioned_by(self, side: str) -> bool:
        """Tell whether the list of a side names a sanction."""
        entry = self.entries.get(side)
        return entry is not None and group_of(entry.outcome) == SANCTIONED

    def sanctioned_in_all(self, sides: Iterable[str]) -> bool:
        """Tell whether every list names a sanction."""
        return all(self.sanctioned_by(side) for side in sides)


@dataclass(frozen=True)
class Board:
    """All lines of a comparison that the reader may see, with the lists they came from."""

    lists: Mapping[str, SourceList]
    lines: Sequence[Line]
    hidden: int
    weak: Sequence[Match]

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that have handed in a list."""
        return tuple(self.lists)

    @property
    def comparable(self) -> bool:
        """Tell whether there are two lists at least."""
        return len(self.lists) > 1


def board_of(reach: Reach, comparison: Comparison) -> Board:
    """Return the lines of a comparison; lines of a case closed to the reader by a conflict are left out and counted."""
    lists = queries.current_lists(reach, comparison)
    entries = {entry.pk: entry for entry in queries.entries_of(reach, comparison)}
    matches = list(queries.matches_of(reach, comparison).exclude(state=Match.State.REJECTED))
    for match in matches:
        match.left, match.right = entries.get(match.left_id or 0), entries.get(match.right_id or 0)
    joining = [match for match in matches if match.strong or match.state in JOINING]
    nodes = [Node(entry.pk, entry.side, entry.nip) for entry in _ordered(entries.values())]
    lines = [Line({side: entries[pk] for side, pk in group.items()}) for group in join(nodes, map(_edge, joining))]
    line_of = {entry.pk: line for line in lines for entry in line.entries.values()}
    weak = [match for match in matches if _place(match, line_of)]
    closed = queries.closed_sources(reach)
    seen = [line for line in lines if not any(entry.source in closed for entry in line.entries.values())]
    for line in seen:
        line.kind = kind_of(line, tuple(lists))
    whole = {id(line) for line in seen}
    open_weak = [match for match in weak if whole.issuperset(map(id, _lines_of(match, line_of)))]
    return Board(lists, seen, len(lines) - len(seen), open_weak)


def _lines_of(match: Match, line_of: Mapping[int, Line]) -> list[Line]:
    found = (line_of.get(match.left_id or 0), line_of.get(match.right_id or 0))
    return [line for line in found if line is not None]


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (SIDES.index(entry.side), entry.row, entry.pk))


def _edge(match: Match) -> Edge:
    return Edge(match.left_id or 0, match.right_id or 0, match.state in JOINING, match.score)


def _place(match: Match, line_of: Mapping[int, Line]) -> bool:
    """Put a match with its line where it joins it; return True where it only might, and put it with both lines."""
    lines = _lines_of(match, line_of)
    if len(lines) == 2 and lines[0] is lines[1]:
        lines[0].joints.append(match)
        return False
    if len(lines) < 2 or match.state in JOINING:
        return False
    for line in lines:
        line.maybe.append(match)
    return True


def kind_of(line: Line, sides: Sequence[str]) -> str:
    """Return the one kind of a line among the lists that were handed in."""
    groups = {group_of(entry.outcome) for entry in line.entries.values()}
    if len(line.entries) == 1:
        return ALONE
    if len(groups - {UNCLEAR}) > 1:
        return DIFFERS
    if UNCLEAR in groups:
        return UNREAD
    return AGREED if len(line.entries) == len(sides) else LACKING
