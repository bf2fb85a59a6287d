"""Text that knows where each of its characters stands in the original page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Traced:
    """`text`, and for each of its characters where it starts and ends in the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def plain(cls, text: str, offset: int) -> Self:
        """Return `text` that stands in the original at `offset` as it is."""
        return cls(text, range(offset, offset + len(text)), range(offset + 1, offset + len(text) + 1))

    def cut(self, start: int, end: int) -> "Traced":
        """Return the part from `start` to `end` (offsets into `text`)."""
        return Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def strip(self, characters: str | None = None) -> "Traced":
        """Return the text without `characters` (white space) around it."""
        start = len(self.text) - len(self.text.lstrip(characters))
        end = len(self.text.rstrip(characters))
        return self.cut(start, max(start, end))

    def without(self, pattern: re.Pattern[str]) -> "Traced":
        """Return the text without what matches `pattern`."""
        keep, at = [], 0
        for found in pattern.finditer(self.text):
            keep.append(self.cut(at, found.start()))
            at = found.end()
        return joined([*keep, self.cut(at, len(self.text))], "") if keep else self

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` (not empty) stands in the original."""
        return self.starts[start], self.ends[end - 1]


def joined(parts: Iterable[Traced], separator: str) -> Traced:
    """Return the parts one after the other; a separator has no width in the original."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for part in parts:
        if text and separator:
            text.append(separator)
            starts.extend([ends[-1] if ends else 0] * len(separator))
            ends.extend([ends[-1] if ends else 0] * len(separator))
        text.append(part.text)
        starts.extend(part.starts)
        ends.extend(part.ends)
    return Traced("".join(text), starts, ends)
