"""What an import did, or in a dry run would do: numbers that add up to the rows, and every row that was refused."""

from dataclasses import dataclass
from typing import Any

from wasit.rosters.rows import Rejection
from wasit.text import Words


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one roster file; `notes` tell how it was read, `absent` counts people it does not mention."""

    rows: int
    created: int
    updated: int
    unchanged: int
    moved: int
    rejected: tuple[Rejection, ...]
    dry_run: bool
    sha256: str
    new_units: int = 0
    absent: int = 0
    notes: tuple[Words, ...] = ()
    run: int | None = None

    @property
    def accepted(self) -> int:
        """Rows that were, or would be, taken in."""
        return self.rows - len(self.rejected)

    @property
    def changes(self) -> int:
        """Rows that change something."""
        return self.created + self.updated + self.moved

    def counts(self) -> dict[str, int]:
        """Return the numbers, with `rejected` as a number."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "moved": self.moved,
            "rejected": len(self.rejected),
        }

    def as_json(self, language: str) -> dict[str, Any]:
        """Return the line of `wasit import roster --json`."""
        return {
            **self.counts(),
            "rejected": [row.as_json(language) for row in self.rejected],
            "dry_run": self.dry_run,
            "new_units": self.new_units,
            "absent": self.absent,
            "sha256": self.sha256,
            "notes": [note.in_(language) for note in self.notes],
        }
