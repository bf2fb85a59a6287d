"""What a page says, and where in it each fact stands."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wasit.reading.counts import Amount
from wasit.reading.places import Place


@dataclass(frozen=True, slots=True)
class Span:
    """Where a fact stands: character offsets into the text of the page as it was given."""

    field: str
    value: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """Return the span as an object."""
        return {"field": self.field, "start": self.start, "end": self.end, "value": self.value}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. Offsets in `spans` count characters of the decoded page, line ends as they are."""

    file: str
    title: str | None
    published: date | None
    source: str | None
    on_topic: bool
    body: str = field(repr=False)
    regions: tuple[Place, ...] = ()
    event_types: tuple[str, ...] = ()
    counts: dict[str, Amount] = field(default_factory=dict)
    counts_stated: dict[str, list[Amount]] = field(default_factory=dict)
    circulars: tuple[tuple[str, date | None], ...] = ()
    institutions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    conduct: tuple[str, ...] = ()
    conduct_role: str | None = None
    days_to_vote: int | None = None
    removed_lines: int = 0
    spans: tuple[Span, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the page as `wasit read --json` prints it."""
        return {
            "file": self.file,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "on_topic": self.on_topic,
            "regions": [place.as_json() for place in self.regions],
            "event_types": list(self.event_types),
            "counts": dict(self.counts),
            "counts_stated": {key: list(values) for key, values in self.counts_stated.items()},
            "circular_numbers": [number for number, _ in self.circulars],
            "circulars": [{"number": n, "date": day.isoformat() if day else None} for n, day in self.circulars],
            "institutions": list(self.institutions),
            "subjects": list(self.subjects),
            "conduct": list(self.conduct),
            "conduct_role": self.conduct_role,
            "days_to_vote": self.days_to_vote,
            "removed_lines": self.removed_lines,
            "spans": [span.as_json() for span in self.spans],
        }
