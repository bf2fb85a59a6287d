"""Which penalties fit a recommendation: the norms of its acts, the kind of staff, the edition on the day of the act."""

from collections.abc import Iterable
from dataclasses import dataclass

from wasit.forwarding.models import Recommendation
from wasit.rulebook import Ladder, Sanction, SanctionLevel, Violation, catalogue, sanction_ladder
from wasit.text import Problem

# From light to heavy: several breaches in one examination lead to one penalty, the heaviest (PP 94/2021 art 35(3)).
_ORDER = ("moral", "ringan", "sedang", "berat", "ptdh")
# What the catalogue leaves to others: crimes go to Gakkumdu, some forms are judged by the task force.
_NOT_HERE = frozenset({"pidana", "satgas"})
CLOSED_STATEMENT = "moral-tertutup"
DISMISSALS = frozenset({"pdhtaps", "ptdh", "pppk-phk-hormat", "pppk-phk-tidak-hormat"})
FULL_TEAM_LEVELS = frozenset({"berat", "ptdh"})


@dataclass(frozen=True)
class Penalty:
    """A penalty that may be imposed, with its level and the edition it stands in."""

    sanction: Sanction
    rung: SanctionLevel
    level: str
    edition: str

    @property
    def instead_of(self) -> tuple[Sanction, ...]:
        """The regular penalties in whose place this one is imposed for the time being."""
        return tuple(one for one in self.rung.options if one.interim == self.sanction.id)


def penalties_for(one: Recommendation, *, amending: bool = False) -> tuple[Penalty, ...]:
    """Return what the catalogue answers to the acts of the package for this kind of staff, the heaviest level only.

    Empty where the kind of staff is unknown or has no ladder for these norms. An objection may make a decision lighter
    or heavier, so `amending` gives every level of the ladder.
    """
    ladder = ladder_of(one)
    if ladder is None:
        return ()
    levels = levels_of(one)
    fitting = [rung for rung in ladder.levels if set(rung.answers) & levels]
    heaviest = max(fitting, key=lambda rung: max(map(_rank, levels & set(rung.answers))), default=None)
    if heaviest is None:
        return ()
    return tuple(_penalties(ladder.levels if amending else (heaviest,), ladder))


def _penalties(rungs: Iterable[SanctionLevel], ladder: Ladder) -> Iterable[Penalty]:
    for rung in rungs:
        for each in rung.imposable():
            yield Penalty(each, rung, rung.id, ladder.id)


def ladder_of(one: Recommendation) -> Ladder | None:
    """Return the ladder for this kind of staff on the day of the act, None where the kind is not known."""
    if not one.person_kind:
        return None
    try:
        return sanction_ladder(one.person_kind, one.local(one.act_at).date())
    except Problem:
        return None


def penalty_of(one: Recommendation, sanction_id: str) -> Penalty | None:
    """Return a penalty of the person's ladder by its id, whether it fits the norm or not."""
    ladder = ladder_of(one)
    if ladder is None:
        return None
    for rung in ladder.levels:
        for each in (*rung.options, *rung.interim_options):
            if each.id == sanction_id:
                return Penalty(each, rung, rung.id, ladder.id)
    return None


def acts_of(one: Recommendation) -> list[Violation]:
    """Return the rows of the catalogue that the package names; a row that no edition has is left out."""
    rows = catalogue()
    acts = one.package.get("acts", ())
    return [rows[act["violation_id"]] for act in acts if act["violation_id"] in rows]


def levels_of(one: Recommendation) -> set[str]:
    """Return the levels of the catalogue that the acts of the package lead to."""
    return {row.sanction_level for row in acts_of(one)}


def only_ethics(one: Recommendation) -> bool:
    """Tell whether only the code of ethics is at stake: then an ethics council examines, not by PP 94/2021."""
    return levels_of(one) - _NOT_HERE == {"moral"}


def left_to_others(one: Recommendation) -> bool:
    """Tell whether no act of the package leads to a penalty of the appointing officer: crimes, task force."""
    levels = levels_of(one)
    return bool(levels) and levels <= _NOT_HERE


def _rank(level: str) -> int:
    return _ORDER.index(level) if level in _ORDER else len(_ORDER)
