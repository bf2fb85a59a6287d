"""A package as a page shows it before it goes out: every field that leaves, in words, and nothing that does not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wasit.cases.actions.handing_over import package_of
from wasit.cases.models import Case, PriorWarning
from wasit.forwarding.models import Recommendation
from wasit.rulebook import Outcome, Violation, catalogue, citation, election, term, workflow
from wasit.text import Words


@dataclass(frozen=True)
class ActView:
    """An act of the package with its row of the catalogue."""

    row: Violation
    at: datetime
    seen: str
    articles: Sequence[Words]


@dataclass(frozen=True)
class WarningView:
    """A warning of the package in words."""

    kind: str
    on: str
    what: str


@dataclass(frozen=True)
class PackageView:
    """Everything a recipient gets."""

    package: Mapping[str, Any]
    acts: Sequence[ActView]
    warnings: Sequence[WarningView]
    outcome: Outcome
    origin: Words
    election: Words
    act_at: datetime
    held_at: datetime | None
    kind: Words | None

    @property
    def person(self) -> Mapping[str, str]:
        """The reported person."""
        return dict(self.package["person"])


def view_of(package: Mapping[str, Any]) -> PackageView:
    """Return a package, as kept with its recommendation, in words."""
    votes, kind = package["votes"], package["person"]["kind"]
    return PackageView(
        package=package,
        acts=list(_acts(package["acts"])),
        warnings=[
            WarningView(str(PriorWarning.Kind(row["kind"]).label), row["on"], row["what"])
            for row in package["warnings"]
        ],
        outcome=workflow(package["regime"]).outcome(package["outcome"]),
        origin=term(package["origin"]),
        election=election(package["election_id"]).words,
        act_at=datetime.fromisoformat(package["act_at"]),
        held_at=datetime.fromisoformat(votes["held_at"]) if votes else None,
        kind=term(kind) if kind else None,
    )


def _acts(rows: Iterable[Mapping[str, str]]) -> Iterable[ActView]:
    known = catalogue()
    for row in rows:
        if row["violation_id"] in known:
            violation = known[row["violation_id"]]
            yield ActView(
                violation,
                datetime.fromisoformat(row["at"]),
                row["seen"],
                [citation(one) for one in violation.legal_basis],
            )


def would_be(case: Case, one: Recommendation) -> PackageView:
    """Return what a package would hold if everything went along that may."""
    items = {item.pk for each in (case, *case.merged.all()) for item in each.evidence.all()}
    return view_of(package_of(case, one, items, "").as_json())
