"""Recommendations on their way: sent to the city's government, received, summoned, examined, decided. All invented."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import reach_for

from wasit.cases import actions as cases
from wasit.cases.models import Case
from wasit.forwarding import actions
from wasit.forwarding.models import Recommendation
from wasit.office.models import Agency, Officer
from wasit.text import Problem

ELEMENTS = ("superior", "oversight", "personnel")
Make = Callable[..., Recommendation]


@contextlib.contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect a Problem whose Indonesian words hold `words`."""
    with pytest.raises(Problem) as caught:
        yield
    assert words in caught.value.words.id, caught.value.words.id


def fresh(one: Recommendation) -> Recommendation:
    """The recommendation as stored now."""
    return Recommendation.objects.select_related("agency", "owner", "recipient_agency", "letter").get(pk=one.pk)


def of(case: Case, recipient: str = "appointing_officer") -> Recommendation:
    """The recommendation of a case to one recipient."""
    return fresh(Recommendation.objects.get(source=case.subject, recipient_id=recipient))


def sending(officer: Officer, now: datetime) -> dict[str, Any]:
    """Who acts for the sender, and when."""
    return {"officer": officer, "reach": reach_for(officer, "forwarding.send", now), "now": now}


def answering(officer: Officer, now: datetime) -> dict[str, Any]:
    """Who acts for the recipient, and when."""
    return {"officer": officer, "reach": reach_for(officer, "forwarding.answer", now), "now": now}


def send_of(case: Case, officer: Officer, at: datetime, recipient: str = "appointing_officer") -> Recommendation:
    """Make the package of a case with all its evidence and send it."""
    reach = reach_for(officer, "cases.handle", at)
    one = of(case, recipient)
    chosen = [item.pk for item in case.evidence.all()]
    asked: dict[str, Any] = {"officer": officer, "reach": reach, "now": at}
    cases.make_package(case, one, evidence=chosen, conclusion="Diteruskan (rekaan).", **asked)
    cases.send(case, one, **asked)
    return fresh(one)


@pytest.fixture
def sent(forwarded: Callable[..., Case], government: Agency, officer: Officer) -> Make:
    """Return a function that brings a recommendation to the city's government; an hour after the plenary decided."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        case = forwarded(*args, **changes)
        return send_of(case, officer, case.state_since + timedelta(hours=1))

    return make


@pytest.fixture
def accepted(sent: Make, appointing: Officer) -> Make:
    """Return a function that has the recommendation received an hour after it was sent."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        one = sent(*args, **changes)
        actions.perform(one, "receive", **answering(appointing, one.state_since + timedelta(hours=1)))
        return fresh(one)

    return make


@pytest.fixture
def examining(accepted: Make, appointing: Officer) -> Make:
    """Return a function that brings it into examination: the summons was received at once, for 14 days later."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        one = accepted(*args, **changes)
        at = one.state_since + timedelta(hours=1)
        day = at + timedelta(days=14)
        actions.summon(one, received_at=at, examination_at=day, place="BKPSDM (rekaan)", **answering(appointing, at))
        return fresh(one)

    return make


@pytest.fixture
def examined(examining: Make, appointing: Officer) -> Make:
    """Return a function that has the person examined by a full team on the day of the summons."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        one = examining(*args, **changes)
        at = one.summonses.get().examination_at
        theirs = answering(appointing, at)
        for element in ELEMENTS:
            actions.add_team_member(one, element=element, name=f"Rekaan {element}", position="", **theirs)
        actions.record_examination(one, held_at=at, place="BKPSDM", minutes="Keterangan rahasia (rekaan).", **theirs)
        return fresh(one)

    return make


def decision(at: datetime, sanction_id: str = "turun-jabatan", number: str = "800/1/2024") -> dict[str, Any]:
    """The fields of an invented decision."""
    return {
        "sanction_id": sanction_id,
        "number": number,
        "decided_at": at,
        "decided_by": "Wali Kota",
        "considerations": "Pertimbangan rahasia (rekaan).",
    }


@pytest.fixture
def decided(examined: Make, appointing: Officer) -> Make:
    """Return a function that imposes a penalty a day after the examination."""

    def make(*args: Any, sanction_id: str = "turun-jabatan", **changes: Any) -> Recommendation:
        one = examined(*args, **changes)
        at = one.examinations.get().held_at + timedelta(days=1)
        actions.decide(one, **decision(at, sanction_id), **answering(appointing, at))
        return fresh(one)

    return make


@pytest.fixture
def delivered(decided: Make, appointing: Officer) -> Make:
    """Return a function that hands the decision over a day later."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        one = decided(*args, **changes)
        at = one.state_since + timedelta(days=1)
        actions.hand_over(one, received_at=at, **answering(appointing, at))
        return fresh(one)

    return make


@pytest.fixture
def settled(delivered: Make, appointing: Officer) -> Make:
    """Return a function that brings the penalty into force, forty days later."""

    def make(*args: Any, **changes: Any) -> Recommendation:
        one = delivered(*args, **changes)
        actions.perform(one, "take_effect", **answering(appointing, one.state_since + timedelta(days=40)))
        return fresh(one)

    return make
