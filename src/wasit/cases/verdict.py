"""What a plenary decided: who was present, whether it could decide, and which classes of breach had a majority."""

from collections import Counter
from dataclasses import dataclass

from wasit.cases.models import Case, Plenary, Vote
from wasit.rulebook import plenary_rule
from wasit.text import Words


@dataclass(frozen=True)
class Verdict:
    """The count of a plenary; without one nothing is proven and nothing is not proven.

    `proven` holds the classes of breach that more than the needed share of the members present voted for; it is empty
    where the vote is tied or the members named different classes without a majority for any.
    """

    plenary: Plenary | None
    members: int
    present: int
    counts: dict[str, int]
    quorate: bool
    proven: frozenset[str]
    not_proven: bool

    @property
    def undecided(self) -> bool:
        """Tell whether the plenary met without a decision."""
        return self.plenary is not None and not self.proven and not self.not_proven


NONE = Verdict(None, 0, 0, {}, False, frozenset(), False)
AWAY = {Vote.Choice.ABSENT, Vote.Choice.STEPPED_ASIDE}


def of_case(case: Case) -> Verdict:
    """Return what the last plenary decided that met since the case came there; an older one no longer counts."""
    if case.state != "plenary":
        return NONE
    last = case.plenaries.filter(recorded_at__gte=case.state_since).order_by("-pk").first()
    return of_plenary(last) if last else NONE


def last_of(case: Case) -> Verdict:
    """Return what the last plenary decided, wherever the case stands now."""
    last = case.plenaries.order_by("-pk").first()
    return of_plenary(last) if last else NONE


def of_plenary(plenary: Plenary) -> Verdict:
    """Count the votes by the rules of the edition in force (quorum, majority)."""
    votes = list(plenary.votes.all())
    present = [vote for vote in votes if vote.choice not in AWAY]
    quorate = plenary_rule("kuorum").share.reached(len(present), plenary.members)
    share = plenary_rule("mayoritas").share
    counts = Counter(str(vote.choice) for vote in votes)
    named = Counter(one for vote in present if vote.choice == Vote.Choice.PROVEN for one in set(vote.outcomes))
    proven_votes = counts[str(Vote.Choice.PROVEN)]
    carried = quorate and share.reached(proven_votes, len(present))
    return Verdict(
        plenary=plenary,
        members=plenary.members,
        present=len(present),
        counts=dict(counts),
        quorate=quorate,
        proven=frozenset(one for one, votes_for in named.items() if carried and share.reached(votes_for, len(present))),
        not_proven=quorate and share.reached(counts[str(Vote.Choice.NOT_PROVEN)], len(present)),
    )


def why_undecided(counted: Verdict) -> Words:
    """Return why a plenary that met decided nothing, and what may be done."""
    if not counted.quorate:
        return Words(
            id=f"Kuorum tidak tercapai: {counted.present} dari {counted.members} anggota memberi suara. "
            "Adakan pleno lagi.",
            en=f"There was no quorum: {counted.present} of {counted.members} members voted. Hold another plenary.",
        )
    proven, not_proven = (counted.counts.get(str(one), 0) for one in (Vote.Choice.PROVEN, Vote.Choice.NOT_PROVEN))
    if proven == not_proven:
        return Words(
            id=f"Suara seri, {proven} lawan {not_proven}. Adakan pleno lagi sampai ada suara terbanyak.",
            en=f"The vote is tied, {proven} to {not_proven}. Hold another plenary until there is a majority.",
        )
    if plenary_rule("mayoritas").share.reached(proven, counted.present):
        return Words(
            id="Terbanyak menyatakan terbukti, tetapi jenis pelanggarannya berbeda-beda. Sepakati jenisnya.",
            en="A majority holds it proven but named different kinds of breach. Agree on the kind.",
        )
    return Words(
        id="Tidak ada putusan yang didukung lebih dari separuh anggota yang hadir. Adakan pleno lagi.",
        en="No decision has the votes of more than half of the members present. Hold another plenary.",
    )
