"""A running clock as a page shows it: the rule, the reckoning day by day, and what an extension would give."""

from dataclasses import dataclass, replace
from datetime import datetime

from wasit.look.dates import shortday
from wasit.proceedings.deadlines import reckoning_of
from wasit.proceedings.models import MatterDeadline
from wasit.rulebook import CountedDay, Reckoning, SkippedDay, citation, reckon
from wasit.text import Words


@dataclass(frozen=True)
class Strip:
    """The days of a clock, with those of a possible extension behind."""

    days: tuple[CountedDay, ...]
    zone: str


@dataclass(frozen=True)
class RunningClock:
    """A deadline of the case with the rule and the reckoning behind it."""

    deadline: MatterDeadline
    reckoning: Reckoning
    strip: Strip
    extended_due: datetime | None

    @property
    def basis(self) -> Words:
        """The article in both languages."""
        return citation(self.reckoning.clock.basis or "–")

    @property
    def counted(self) -> Words:
        """How long and in which unit: "3 hari kalender"."""
        return Words(
            id=f"{self.reckoning.length} {_UNITS[self.reckoning.unit].id}",
            en=f"{self.reckoning.length} {_UNITS[self.reckoning.unit].en}",
        )

    @property
    def skipped(self) -> Words:
        """Which days were passed over and why, or why none were."""
        skipped = self.reckoning.skipped
        if not skipped:
            return _NONE_IN_WORKING_DAYS if self.reckoning.unit == "working_day" else _NONE_SKIPPED
        told = {code: "; ".join(_skipped(one, code) for one in skipped) for code in ("id", "en")}
        return Words(id=f"{told['id']}.", en=f"{told['en']}.")


_UNITS = {
    "calendar_day": Words(id="hari kalender", en="calendar days"),
    "working_day": Words(id="hari kerja", en="working days"),
    "hour": Words(id="jam", en="hours"),
    "month": Words(id="bulan", en="months"),
}
_NONE_SKIPPED = Words(
    id="Tidak ada. Hari kalender menghitung juga Sabtu, Minggu, dan hari libur.",
    en="None. Calendar days count Saturdays, Sundays and holidays too.",
)
_NONE_IN_WORKING_DAYS = Words(id="Tidak ada hari libur di dalam rentang ini.", en="No day off lies in this span.")


def _skipped(day: SkippedDay, language: str) -> str:
    return f"{shortday(day.date, 'Asia/Jakarta', language)} ({day.reason.in_(language)})"


def running_clock(deadline: MatterDeadline) -> RunningClock:
    """Return a deadline with its reckoning and its strip of days."""
    answer = reckoning_of(deadline)
    longer = _if_extended(deadline, answer)
    return RunningClock(
        deadline=deadline,
        reckoning=answer,
        strip=Strip(_days(answer, longer), deadline.zone),
        extended_due=longer.due if longer else None,
    )


def _if_extended(deadline: MatterDeadline, answer: Reckoning) -> Reckoning | None:
    if deadline.extended or answer.clock.extension is None or not deadline.is_open:
        return None
    return reckon(deadline.clock_id, deadline.started_at, deadline.zone, extended=True, length=deadline.length)


def _days(answer: Reckoning, longer: Reckoning | None) -> tuple[CountedDay, ...]:
    last = answer.due.date() if answer.due else None
    if longer is None or last is None:
        return answer.days
    more = [day for day in longer.days if day.date > last and day.kind != "skipped"]
    # The strip writes the days of an extension as +1, +2, counted from the last day before the limit.
    before = max((day.number or 0 for day in answer.days if day.kind == "counted"), default=0)
    behind = (replace(day, kind="extension", number=before + place) for place, day in enumerate(more, start=1))
    return (*answer.days, *behind)
