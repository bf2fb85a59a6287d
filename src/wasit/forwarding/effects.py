"""What follows once a decision has been received: when it takes effect, and until when it can be contested."""

from dataclasses import dataclass
from datetime import date, datetime

from wasit.forwarding.sanctions import DISMISSALS
from wasit.rulebook import Reckoning, citation, clock, reckon
from wasit.text import Words


@dataclass(frozen=True)
class Effects:
    """The two clocks that a receipt starts."""

    force: Reckoning
    contest: Reckoning
    appeal: bool

    @property
    def basis(self) -> Words:
        """The article on the day of effect."""
        return citation(self.force.clock.basis or "–")

    @property
    def contest_basis(self) -> Words:
        """The rule on objection or appeal."""
        return citation(self.contest.clock.basis or "–")

    @property
    def skipped(self) -> Words:
        """The days passed over until the decision takes effect."""
        counts: dict[str, tuple[Words, int]] = {}
        for one in self.force.skipped:
            reason, count = counts.get(one.reason.id, (one.reason, 0))
            counts[one.reason.id] = reason, count + 1
        if not counts:
            return Words(id="tidak ada", en="none")
        told = [(reason, count) for reason, count in counts.values()]
        return Words(
            id=", ".join(f"{reason.id.lower()} {count} hari" for reason, count in told),
            en=", ".join(f"{reason.en.lower()} {count} days" for reason, count in told),
        )

    @property
    def day(self) -> date | None:
        """The day on which it takes effect."""
        return self.force.due.date() if self.force.due else None

    @property
    def contest_day(self) -> date | None:
        """The last day to contest it."""
        return self.contest.due.date() if self.contest.due else None


def effects_of(received_at: datetime, sanction_id: str, zone: str) -> Effects:
    """Return what a receipt at `received_at` would start for a penalty."""
    appeal = sanction_id in DISMISSALS
    contested = "banding" if appeal else "keberatan"
    rule = clock(contested)
    return Effects(
        force=reckon("sk-berlaku", received_at, zone),
        contest=reckon(contested, received_at, zone, length=rule.suggested_default if rule.length is None else None),
        appeal=appeal,
    )
