"""The plenary: every vote is written down, the decision is counted, and what follows is exactly what was decided."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.typed import HOUR, RECENT, boxes
from tests.cast import NOW, reach_for

from wasit.cases import actions, verdict
from wasit.cases.models import Case
from wasit.office.models import Block, Officer
from wasit.text import Problem

PROVEN = actions.Ballot(choice="proven", outcomes=("ethics_discipline",))
NOT = actions.Ballot(choice="not_proven")


@pytest.fixture
def case(in_plenary: Callable[..., Case]) -> Case:
    """A case that waits for the plenary."""
    return in_plenary("finding", now=NOW - 5 * HOUR, **RECENT)


@pytest.fixture
def recorded(officer: Officer, chair: Officer, division_head: Officer) -> Callable[..., verdict.Verdict]:
    """Return a function that records the votes of chair and division head and returns the count."""

    def make(case: Case, first: actions.Ballot, second: actions.Ballot) -> verdict.Verdict:
        plenary = actions.record_plenary(
            case,
            held_at=NOW,
            place="Ruang rekaan",
            considerations="Pertimbangan rekaan.",
            ballots={chair.pk: first, division_head.pk: second},
            officer=officer,
            reach=reach_for(officer, "cases.handle"),
            now=NOW,
        )
        return verdict.of_plenary(plenary)

    return make


def test_a_tie_is_no_decision(case: Case, recorded: Callable[..., verdict.Verdict], move: Callable[..., Case]) -> None:
    counted = recorded(case, PROVEN, NOT)
    assert counted.undecided and "seri" in verdict.why_undecided(counted).id
    for decision in ("decide_forward", "decide_not_proven"):
        with pytest.raises(Problem):
            move(case, decision, NOW, outcomes=("ethics_discipline",), addressee="x", reason="x")


def test_proven_without_an_agreed_kind_is_no_decision(case: Case, recorded: Callable[..., verdict.Verdict]) -> None:
    counted = recorded(case, PROVEN, actions.Ballot(choice="proven", outcomes=("criminal",)))
    assert counted.undecided and "berbeda-beda" in verdict.why_undecided(counted).id


def test_without_a_quorum_nothing_is_decided(case: Case, recorded: Callable[..., verdict.Verdict]) -> None:
    counted = recorded(case, PROVEN, actions.Ballot(choice="absent"))
    assert not counted.quorate and "Kuorum" in verdict.why_undecided(counted).id


def test_who_stepped_aside_does_not_vote(
    case: Case, recorded: Callable[..., verdict.Verdict], chair: Officer, division_head: Officer
) -> None:
    Block.objects.create(officer=division_head, subject=case.subject, source="declared", reason="Rekaan", since=NOW)
    with pytest.raises(Problem, match="mengundurkan diri|stepped aside"):
        recorded(case, PROVEN, PROVEN)
    assert not case.plenaries.exists()
    recorded(case, PROVEN, actions.Ballot(choice="stepped_aside"))
    assert verdict.of_case(case).counts == {"proven": 1, "stepped_aside": 1}


def test_a_plenary_of_an_earlier_round_counts_no_more(
    case: Case, recorded: Callable[..., verdict.Verdict], move: Callable[..., Case], chair: Officer
) -> None:
    recorded(case, PROVEN, PROVEN)
    case = move(case, "pause", NOW + HOUR, reason="Rekaan.")
    case = move(case, "resume", NOW + 2 * HOUR)
    case = move(case, "finish_clarification", NOW + 2 * HOUR)
    case = move(case, "finish_study", NOW + 3 * HOUR)
    with pytest.raises(Problem, match="pleno|plenary"):
        move(case, "decide_forward", NOW + 4 * HOUR, outcomes=("ethics_discipline",), addressee="x")


# ---------- pages ----------


def votes(chair: Officer, head: Officer, first: str, second: str, **more: Any) -> dict[str, Any]:
    """What is typed for two members."""
    return {f"choice_{chair.pk}": first, f"choice_{head.pk}": second, **more}


def test_the_page_counts_and_the_decision_follows(
    case: Case, client_for: Callable[[Officer], Client], chair: Officer, division_head: Officer, officer: Officer
) -> None:
    client, address = client_for(officer), reverse("case_plenary", args=[case.pk])
    rapat = {"place": "Ruang", "considerations": "Menimbang.", **boxes("held_at", NOW, case)}
    typed = votes(chair, division_head, "proven", "", **rapat)
    page = client.post(address, typed).content.decode()
    assert f'id="id_outcomes_{chair.pk}_error"' in page and f'id="id_choice_{division_head.pk}_error"' in page
    assert "Menimbang." in page and not case.plenaries.exists()
    kinds = {f"outcomes_{chair.pk}": ["ethics_discipline", "criminal"], f"outcomes_{division_head.pk}": ["criminal"]}
    dissent = {f"dissent_{division_head.pk}": "Bukan <i>disiplin</i>."}
    typed = votes(chair, division_head, "proven", "proven", **rapat, **kinds, **dissent)
    page = client.post(address, typed, follow=True).content.decode()
    assert "2 dari 2 anggota memberi suara" in page and "Kuorum tercapai" in page
    assert "Bukan &lt;i&gt;disiplin&lt;/i&gt;." in page and "belum pasti" in page
    form = client_for(chair).get(reverse("case_move", args=[case.pk, "decide_forward"])).content.decode()
    chosen = [part for part in form.split("<input") if "checked" in part and 'name="outcomes"' in part]
    assert len(chosen) == 1 and 'value="criminal"' in chosen[0]
    assert 'value="Sentra Gakkumdu"' in form
    other = {"outcomes": ["ethics_discipline"], "addressee": "x", "versi": case.version}
    refused = client_for(chair).post(reverse("case_move", args=[case.pk, "decide_forward"]), other)
    assert "Pilih persis itu" in refused.content.decode()
    assert Case.objects.get(pk=case.pk).state == "plenary"


def test_hostile_votes_are_refused(
    case: Case, client_for: Callable[[Officer], Client], chair: Officer, division_head: Officer, officer: Officer
) -> None:
    client, address = client_for(officer), reverse("case_plenary", args=[case.pk])
    rapat = {"place": "R", "considerations": "M", **boxes("held_at", NOW, case)}
    for bad in ("stepped_aside", "yes", "proven' --"):
        assert client.post(address, votes(chair, division_head, bad, "not_proven", **rapat)).status_code == 200
    late = {**rapat, **boxes("held_at", NOW + HOUR, case)}
    page = client.post(address, votes(chair, division_head, "not_proven", "not_proven", **late)).content.decode()
    assert 'id="id_held_at_error"' in page
    assert not case.plenaries.exists()


def test_a_reader_sees_the_votes_and_cannot_record(
    case: Case,
    recorded: Callable[..., verdict.Verdict],
    client_for: Callable[[Officer], Client],
    supervisor: Officer,
    stranger: Officer,
) -> None:
    recorded(case, NOT, NOT)
    address = reverse("case_plenary", args=[case.pk])
    page = client_for(supervisor).get(address).content.decode()
    assert "tidak terbukti" in page and "Simpan dan hitung" not in page
    assert client_for(supervisor).post(address, {}).status_code == 403
    assert client_for(stranger).get(address).status_code == 404
