"""Handing on what was decided: a recommendation for every person and recipient, and its package from allowed fields."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from wasit.cases import leaks
from wasit.cases.actions.working import work_on
from wasit.cases.actions.writing import issue_letter
from wasit.cases.models import Case, Invitation, Party, Plenary, PriorWarning, Reply
from wasit.cases.verdict import of_plenary
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation
from wasit.forwarding.package import (
    Package,
    PackageAct,
    PackageEvidence,
    PackagePerson,
    PackageReply,
    PackageVotes,
    PackageWarning,
    instant,
)
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.proceedings.answers import Asked
from wasit.proceedings.problems import missing
from wasit.rulebook import Move, Recipient, workflow
from wasit.text import Problem, Words
from wasit.text.regions import region


def draw_up(case: Case, move: Move, answers: Asked, officer: Officer, now: datetime) -> list[Recommendation]:
    """Draw up the recommendations of a decision in its transaction: nothing decided waits without date and owner."""
    asked = answers.outcomes if move.hands_over == "asked" else (str(move.hands_over),)
    made: list[Recommendation] = []
    for outcome in (workflow(case.regime).outcome(one) for one in dict.fromkeys(asked)):
        for recipient in outcome.recipients:
            made += [
                forwarding.draw_up(_commission(case, outcome.id, recipient, party), officer=officer, now=now)
                for party in reported(case)
                if not _already(made, recipient.id, party)
            ]
    return made


def _already(made: Iterable[Recommendation], recipient_id: str, party: Party) -> bool:
    """Two outcomes may name the same recipient: the person is recommended to it once."""
    return any(
        (one.recipient_id, one.person_name, one.person_nip) == (recipient_id, party.name, party.nip) for one in made
    )


def reported(case: Case) -> list[Party]:
    """Return the reported persons of a case and of those merged into it, each person once."""
    found: dict[tuple[str, str], Party] = {}
    for party in Party.objects.filter(case__in=[case, *case.merged.all()], role=Party.Role.REPORTED):
        found.setdefault((party.nip, party.name.casefold()), party)
    return list(found.values())


def _commission(case: Case, outcome: str, recipient: Recipient, party: Party) -> forwarding.Commission:
    return forwarding.Commission(
        agency=case.agency,
        region_code=case.region_code,
        source=case.subject,
        case_name=case.full_number,
        regime=case.regime,
        election_id=case.election_id,
        outcome=outcome,
        recipient=_resolved(case, recipient),
        person=forwarding.Person(
            name=party.name,
            nip=party.nip,
            kind=party.kind,
            position=party.position,
            unit=party.unit_name,
            unit_code=party.unit_code,
            person_id=party.person_id,
        ),
        owner=case.responsible,
        act_at=case.act_at,
    )


def _resolved(case: Case, recipient: Recipient) -> forwarding.Recipient:
    """Return the recipient with its name here: the government of the region, or the agency as the rulebook calls it."""
    if recipient.kind != "government":
        return forwarding.Recipient(id=recipient.id, kind=recipient.kind, name=recipient.words.id)
    agency = Agency.objects.filter(kind=Agency.Kind.GOVERNMENT, region_code=case.region_code).first()
    name = agency.name if agency else f"Pemerintah {region(case.region_code).name}"
    return forwarding.Recipient(id=recipient.id, kind=recipient.kind, name=name, agency=agency)


def make_package(
    case: Case,
    one: Recommendation,
    *,
    evidence: Iterable[int],
    conclusion: str,
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> Package:
    """Make the package of a recommendation: allowed fields, chosen evidence, the officer's own words of conclusion.

    Raises Problem where any of it holds what the sealed identity of the reporter holds, and says where.
    """
    if not conclusion.strip():
        raise missing("conclusion", Words(id="Simpulan untuk penerima", en="The conclusion for the recipient"))
    if one.source != case.subject:
        raise ValueError("a package is made from the case that its recommendation came from")
    package = package_of(case, one, set(evidence), conclusion.strip())
    leaks.refuse(case, package.as_json(), [item.sha256 for item in package.evidence])
    forwarding.fill(one, package, officer=officer, reach=reach, now=now)
    return package


def package_of(case: Case, one: Recommendation, evidence: set[int], conclusion: str) -> Package:
    """Return what a package with the chosen evidence would hold; nothing is kept."""
    together = [case, *case.merged.all()]
    items = [item for each in together for item in each.evidence.all() if item.pk in evidence]
    acts = [act for each in together for act in each.acts.all()]
    return Package(
        case_name=case.full_number,
        registered_at=instant(case.registered_at),
        origin=case.origin,
        regime=case.regime,
        election_id=case.election_id,
        region_code=case.region_code,
        phase=case.phase,
        act_at=instant(case.act_at),
        place=case.place,
        outcome=one.outcome,
        person=PackagePerson(
            name=one.person_name,
            nip=one.person_nip,
            kind=one.person_kind,
            position=one.person_position,
            unit=one.person_unit,
        ),
        acts=tuple(
            PackageAct(violation_id=a.violation_id, edition=a.edition, at=instant(a.at), seen=a.note) for a in acts
        ),
        evidence=tuple(
            PackageEvidence(
                sha256=item.sha256, name=item.name, media_type=item.media_type, sealed_at=instant(item.sealed_at)
            )
            for item in items
        ),
        votes=_votes(case.plenaries.order_by("-pk").first()),
        reply=_reply(case, one),
        warnings=tuple(
            PackageWarning(kind=row.kind, on=row.on.isoformat(), what=row.what)
            for row in PriorWarning.objects.filter(party__in=_same_person(case, one))
        ),
        conclusion=conclusion,
    )


def _votes(plenary: Plenary | None) -> PackageVotes | None:
    if plenary is None:
        return None
    counts = of_plenary(plenary).counts
    return PackageVotes(
        held_at=instant(plenary.held_at),
        proven=counts.get("proven", 0),
        not_proven=counts.get("not_proven", 0),
        abstained=counts.get("abstained", 0),
    )


def _same_person(case: Case, one: Recommendation) -> "QuerySet[Party]":
    """Return the rows of the recommended person in the case and in those merged into it."""
    together = [case, *case.merged.all()]
    return Party.objects.filter(case__in=together, role=Party.Role.REPORTED, name=one.person_name, nip=one.person_nip)


def _reply(case: Case, one: Recommendation) -> PackageReply:
    persons = _same_person(case, one)
    invited = Invitation.objects.filter(party__in=persons).exclude(outcome=Invitation.Outcome.CANCELLED)
    reply = Reply.objects.filter(party__in=persons).order_by("-answered_at", "-pk").first()
    return PackageReply(
        invited=invited.exists(),
        heard=invited.filter(outcome="heard").exists(),
        offered=reply is not None,
        answer=reply.text if reply else "",
    )


def send(
    case: Case,
    one: Recommendation,
    *,
    officer: Officer,
    reach: Reach,
    now: datetime,
    letter: Draft | None = None,
    annex: Callable[[Letter], Draft] | None = None,
    paper: str = "A4",
) -> None:
    """Send a package, and issue its letter and annex, in one transaction: all of it goes out or nothing.

    What leaves is compared with the sealed identity once more, on the very last step. Without `letter` the office
    writes it outside Wasit. `annex` names the number of the letter, so it is drafted once that is known.
    """
    if not one.package:
        raise Problem(workflow("hand_off").guard_words("package_ready"))
    if one.source != case.subject:
        raise ValueError("a package is sent from the case that its recommendation came from")
    with transaction.atomic():
        work_on(case, reach)
        leaks.refuse(case, one.package, [item["sha256"] for item in one.package["evidence"]])
        forwarding.perform(one, "send", officer=officer, reach=reach, now=now)
        if letter is not None:
            sent = issue_letter(case, letter, officer=officer, reach=reach, now=now, paper=paper)
            if annex is not None:
                issue_letter(case, annex(sent), officer=officer, reach=reach, now=now, paper=paper)
            Recommendation.objects.filter(pk=one.pk).update(letter=sent)
            one.letter = sent
