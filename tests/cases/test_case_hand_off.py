"""From the plenary to a recommendation, its package and the government's answer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import recommendations_from, recommendations_visible_to
from wasit.office.models import Agency, Officer
from wasit.text import Problem


def test_a_decision_leaves_nothing_without_date_and_owner(
    forwarded: Callable[..., Case], government: Agency, officer: Officer
) -> None:
    case = forwarded()
    made = list(recommendations_from(case.subject))
    assert [one.recipient_id for one in made] == ["appointing_officer", "bkn"]
    assert made[0].recipient_agency == government
    assert all(one.owner == officer and one.deadlines.filter(stopped_at=None, due_at__isnull=False) for one in made)


def test_the_government_sees_a_package_only_once_it_was_sent(
    forwarded: Callable[..., Case], appointing: Officer, officer: Officer
) -> None:
    case = forwarded()
    now = case.state_since + timedelta(hours=1)
    one = recommendations_from(case.subject)[0]
    theirs = reach_for(appointing, "forwarding.view", now)
    assert not recommendations_visible_to(theirs)
    reach = reach_for(officer, "cases.handle", now)
    with pytest.raises(Problem):
        actions.send(case, one, officer=officer, reach=reach, now=now)
    chosen = [item.pk for item in case.evidence.all()]
    package = actions.make_package(
        case, one, evidence=chosen, conclusion="Diteruskan.", officer=officer, reach=reach, now=now
    )
    assert package.person.name == "Raka Wirasana"
    actions.send(case, one, officer=officer, reach=reach, now=now)
    assert [each.pk for each in recommendations_visible_to(theirs)] == [one.pk]


@pytest.mark.parametrize(
    "text", ["Menurut Melati  Kusumaningrum, ia", "telepon +62 810-000 000", "KTP 3573 0000 0000 0001"]
)
def test_a_package_that_gives_the_reporter_away_is_refused(
    forwarded: Callable[..., Case], officer: Officer, text: str
) -> None:
    case = forwarded("report")
    now = case.state_since + timedelta(hours=1)
    one: Any = recommendations_from(case.subject)[0]
    reach = reach_for(officer, "cases.handle", now)
    with pytest.raises(Problem, match="pelapor|reporter"):
        actions.make_package(case, one, evidence=(), conclusion=text, officer=officer, reach=reach, now=now)
    assert Recommendation.objects.get(pk=one.pk).package == {}


def test_from_package_to_penalty(forwarded: Callable[..., Case], appointing: Officer, officer: Officer) -> None:
    case = forwarded()
    now = case.state_since + timedelta(hours=1)
    one = recommendations_from(case.subject)[0]
    reach = reach_for(officer, "cases.handle", now)
    actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", officer=officer, reach=reach, now=now)
    actions.send(case, one, officer=officer, reach=reach, now=now)
    theirs = {"officer": appointing, "reach": reach_for(appointing, "forwarding.answer", now)}
    forwarding.perform(one, "receive", now=now, **theirs)
    with pytest.raises(Problem):
        forwarding.summon(
            one, received_at=now, examination_at=now + timedelta(days=5), place="BKPSDM", now=now, **theirs
        )
    assert not one.summonses.exists()
    later = now + timedelta(days=14)
    forwarding.summon(one, received_at=now, examination_at=later, place="BKPSDM", now=now, **theirs)
    forwarding.record_examination(one, held_at=later, place="BKPSDM", minutes="Keterangan rekaan.", now=later, **theirs)
    decided: dict[str, Any] = {
        "sanction_id": "turun-jabatan",
        "number": "800/1/2024",
        "decided_at": later,
        "decided_by": "Wali Kota",
        "considerations": "Pertimbangan rekaan.",
    }
    with pytest.raises(Problem, match="Tim|team"):
        forwarding.decide(one, now=later, **decided, **theirs)
    assert not one.decisions.exists()
    for element in ("superior", "oversight", "personnel"):
        forwarding.add_team_member(one, element=element, name=f"Rekaan {element}", position="", now=later, **theirs)
    forwarding.decide(one, now=later, **decided, **theirs)
    forwarding.hand_over(one, received_at=later, now=later, **theirs)
    assert {row.clock_id for row in one.deadlines.filter(stopped_at=None)} == {"sk-berlaku", "keberatan"}
    after = later + timedelta(days=40)
    forwarding.perform(one, "take_effect", now=after, **theirs)
    assert one.state == "settled" and one.answered
