"""What a search brings back: groups of results, each of one kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wasit.insights.search.likeness import Marked
from wasit.insights.search.typed import Typed
from wasit.office.reach import Reach
from wasit.text import Words


@dataclass(frozen=True)
class Result:
    """One thing that was found: where it opens, what it is called, what else tells it apart."""

    url: str
    title: Marked
    facts: tuple[Marked, ...] = ()
    state: str | Words = ""


@dataclass(frozen=True)
class Found:
    """What one finder found: how much there is and the best of it; `alike` where only the spelling is near."""

    total: int = 0
    best: Sequence[Result] = ()
    alike: bool = False


@dataclass(frozen=True)
class Finder:
    """A kind of thing that can be looked for, within the reach of `permission`; `find` is told how many to show."""

    id: str
    words: Words
    icon: str
    permission: str
    find: Callable[[Reach, Typed, int], Found]


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    finder: Finder
    found: Found

    @property
    def more(self) -> int:
        """How many there are besides those shown."""
        return self.found.total - len(self.found.best)


@dataclass(frozen=True)
class Answer:
    """Everything that was found, kinds spelt as typed before what is only near; `places` says where it looked."""

    typed: Typed
    places: Sequence[Words]
    groups: Sequence[Group]

    @property
    def total(self) -> int:
        """How much was found in all."""
        return sum(group.found.total for group in self.groups)
