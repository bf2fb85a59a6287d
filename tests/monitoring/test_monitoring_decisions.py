"""Decisions: once, by one officer, with a reason, reversible but for a case; all of it in the journal."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import reach_for
from tests.monitoring.conftest import CITY, SUPPORT, raka

from wasit.cases.models import Case
from wasit.monitoring import actions, queries
from wasit.monitoring.models import Delivery, Hit
from wasit.monitoring.openings import Confirmation
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.rosters.models import Person
from wasit.text import Problem

Act = Callable[[Officer], dict[str, Any]]


def _verbs(hit: Hit) -> list[str]:
    return list(JournalEntry.objects.filter(subject=hit.subject).order_by("seq").values_list("verb", flat=True))


def _first_act(hit: Hit, reach: Any, now: datetime) -> str:
    from wasit.monitoring.dossier import dossier_of

    return dossier_of(reach, hit, now).acts[0].row.id


# ---------- what the engine said is frozen ----------


def test_a_hit_is_frozen_as_it_was_shown(hit: Hit, staff: dict[str, Person]) -> None:
    first = hit.persons[0]
    assert (first["person_id"], first["name"], first["unit"]) == ("invented-raka", "Raka Wirasana", "SDN Telagasari 2")
    assert first["probability"] > 0.5
    assert all(set(reason) == {"sign", "weight", "id", "en"} for reason in first["reasons"])
    staff["raka"].name = "Nama Baru"
    staff["raka"].save()
    hit.refresh_from_db()
    assert hit.persons[0]["name"] == "Raka Wirasana"


# ---------- confirm ----------


@pytest.mark.parametrize("origin", ["initial_information", "finding"])
def test_a_confirmed_hit_is_a_case_with_evidence_and_a_clock(
    hit: Hit, officer: Officer, act: Act, staff: dict[str, Person], now: datetime, origin: str
) -> None:
    acts = (_first_act(hit, reach_for(officer, "monitoring.triage"), now),)
    case = actions.confirm_hit(hit, Confirmation("invented-raka", acts, origin), **act(officer))
    hit.refresh_from_db()
    assert (hit.state, hit.case, hit.person, hit.decided_by) == ("confirmed", case, staff["raka"], officer)
    assert (case.origin, case.source, case.region_code) == (origin, f"hit:{hit.pk}", CITY)
    assert (case.act_at, case.known_at) == (hit.capture.posted_at, now)
    evidence = case.evidence.get()
    assert (evidence.sha256, evidence.sealed_at) == (hit.capture.sha256, hit.capture.sealed_at)
    party = case.parties.get()
    assert (party.name, party.role, party.person_id, party.unit_name) == (
        "Raka Wirasana", "reported", staff["raka"].pk, "SDN Telagasari 2",
    )  # fmt: skip
    assert [row.violation_id for row in case.acts.all()] == list(acts)
    assert "Raka" not in case.title
    if origin == "finding":
        assert case.deadlines.filter(due_at__isnull=False).exists()
    assert _verbs(hit) == ["monitoring.hit_confirmed"]
    assert journal.verify().ok


def test_none_of_them_opens_a_case_without_a_reported_person(hit: Hit, officer: Officer, act: Act) -> None:
    case = actions.confirm_hit(hit, Confirmation(), **act(officer))
    assert not case.parties.exists()
    hit.refresh_from_db()
    assert hit.person is None


def test_only_a_listed_person_can_be_chosen(hit: Hit, officer: Officer, act: Act) -> None:
    with pytest.raises(Problem, match="Choose a person of the list"):
        actions.confirm_hit(hit, Confirmation("invented-tari"), **act(officer))
    assert not Case.objects.exists()


def test_a_post_without_a_time_asks_for_the_time_of_the_act(
    hand_in: Callable[..., Delivery], officer: Officer, act: Act, now: datetime
) -> None:
    hand_in([raka(posted_at="")])
    hit = Hit.objects.get()
    with pytest.raises(Problem, match="time of the post is not known"):
        actions.confirm_hit(hit, Confirmation("invented-raka"), **act(officer))
    case = actions.confirm_hit(hit, Confirmation("invented-raka", act_at=now - timedelta(days=2)), **act(officer))
    assert case.act_at == now - timedelta(days=2)


def test_an_unknown_act_opens_nothing(hit: Hit, officer: Officer, act: Act) -> None:
    with pytest.raises(Problem):
        actions.confirm_hit(hit, Confirmation("invented-raka", ("tidak-ada",)), **act(officer))
    hit.refresh_from_db()
    assert hit.state == "new"
    assert not Case.objects.exists()


def test_a_confirmed_hit_is_not_undone_here(hit: Hit, officer: Officer, act: Act) -> None:
    actions.confirm_hit(hit, Confirmation("invented-raka"), **act(officer))
    with pytest.raises(Problem, match="has become a case"):
        actions.undo_decision(hit, **act(officer))


# ---------- two officers ----------


def test_two_officers_cannot_decide_the_same_hit(hit: Hit, officer: Officer, colleague: Officer, act: Act) -> None:
    mine, theirs = Hit.objects.get(pk=hit.pk), Hit.objects.get(pk=hit.pk)
    actions.dismiss_hit(theirs, "news", **act(colleague))
    with pytest.raises(Problem) as told:
        actions.dismiss_hit(mine, "joke", **act(officer))
    assert "Sudah diputuskan Bagas Jayantara" in told.value.words.id
    assert "bukan indikasi" in told.value.words.id
    with pytest.raises(Problem, match="decided already"):
        actions.postpone_hit(mine, act(officer)["now"] + timedelta(days=1), **act(officer))
    hit.refresh_from_db()
    assert (hit.decided_by, hit.decision_reason) == (colleague, "news")


def test_the_later_of_two_confirmations_leaves_no_case_and_no_number_behind(
    hit: Hit, officer: Officer, colleague: Officer, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The colleague confirms between this officer's check and this officer's write."""
    from wasit.monitoring.actions import decisions

    first: list[Case] = []
    real = decisions.cases.open_case

    def slow(opening: Any, **named: Any) -> Case:
        if not first:
            first.append(real(opening, **act(colleague)))
            Hit.objects.filter(pk=hit.pk).update(
                state="confirmed", case=first[0], decided_by=colleague, decided_at=named["now"]
            )
        return real(opening, **named)

    monkeypatch.setattr(decisions.cases, "open_case", slow)
    with pytest.raises(Problem, match="Bagas Jayantara decided already"):
        actions.confirm_hit(hit, Confirmation("invented-raka"), **act(officer))
    # The savepoint took the colleague's pretended case with it as well; what counts: nothing of the later one stays.
    assert Case.objects.count() == 0
    monkeypatch.undo()
    hit.refresh_from_db()


# ---------- dismiss, postpone, undo ----------


def test_a_dismissal_needs_a_reason_and_other_needs_a_note(hit: Hit, officer: Officer, act: Act) -> None:
    with pytest.raises(Problem, match="Choose the reason"):
        actions.dismiss_hit(hit, "", **act(officer))
    with pytest.raises(Problem, match="Write the reason"):
        actions.dismiss_hit(hit, "other", "  ", **act(officer))
    actions.dismiss_hit(hit, "other", "Akun toko, bukan guru itu.", **act(officer))
    hit.refresh_from_db()
    assert (hit.state, hit.decision_note) == ("dismissed", "Akun toko, bukan guru itu.")
    entry = JournalEntry.objects.get(verb="monitoring.hit_dismissed")
    assert entry.details == {"reason": "other", "note": "Akun toko, bukan guru itu."}


def test_undo_takes_a_dismissal_back(hit: Hit, officer: Officer, act: Act, now: datetime) -> None:
    reach = reach_for(officer, "monitoring.triage")
    actions.dismiss_hit(hit, "news", **act(officer))
    assert not queries.queue(reach, now).exists()
    actions.undo_decision(hit, **act(officer))
    hit.refresh_from_db()
    assert (hit.state, hit.decided_by, hit.decision_reason) == ("new", None, "")
    assert queries.queue(reach, now).get() == hit
    assert _verbs(hit) == ["monitoring.hit_dismissed", "monitoring.hit_undone"]
    with pytest.raises(Problem, match="back in the queue"):
        actions.undo_decision(hit, **act(officer))


def test_a_postponed_hit_comes_back_by_itself(hit: Hit, officer: Officer, act: Act, now: datetime) -> None:
    reach = reach_for(officer, "monitoring.triage")
    for until in (now, now - timedelta(days=1), now + timedelta(days=61)):
        with pytest.raises(Problem, match="at most 60 days"):
            actions.postpone_hit(hit, until, **act(officer))
    actions.postpone_hit(hit, now + timedelta(days=3), **act(officer))
    assert queries.new_hit_counts(reach, now) == {"new": 0, "strong": 0}
    assert queries.queue(reach, now + timedelta(days=3)).get() == hit
    assert hit.assigned_to == officer
    actions.dismiss_hit(hit, "news", **act(officer))
    hit.refresh_from_db()
    assert hit.state == "dismissed"


def test_a_hit_can_be_taken_by_one_officer_only(hit: Hit, officer: Officer, colleague: Officer, act: Act) -> None:
    actions.take_hit(hit, **act(officer))
    with pytest.raises(Problem, match="Sekar Anggraini has taken it"):
        actions.take_hit(hit, **act(colleague))
    actions.release_hit(hit, **act(colleague))
    actions.take_hit(hit, **act(colleague))
    assert hit.assigned_to == colleague


# ---------- copies ----------


@pytest.fixture
def copies(hand_in: Callable[..., Delivery]) -> list[Hit]:
    """The same text thrice by the same person, once by another."""
    hand_in(
        [
            raka(1),
            raka(2, SUPPORT.upper()),
            raka(3, SUPPORT + " https://t.example/9"),
            raka(4, author_handle="@kel.kebonrejo", platform="facebook", author_name="", author_bio=""),
        ]
    )
    return list(Hit.objects.order_by("capture__post_id"))


def test_near_identical_texts_of_one_person_wait_as_one(copies: list[Hit], officer: Officer, now: datetime) -> None:
    first, second, third, other = copies
    assert [hit.same_as for hit in copies] == [None, first, first, None]
    queue = list(queries.queue(reach_for(officer, "monitoring.view"), now))
    assert {hit.pk for hit in queue} == {first.pk, other.pk}
    assert next(hit for hit in queue if hit.pk == first.pk).copy_count == 2  # type: ignore[attr-defined]
    told = queries.alike(reach_for(officer, "monitoring.view"), first)
    assert {each.hit.pk for each in told} == {second.pk, third.pk, other.pk}
    assert [each.clustered for each in told] == [True, True, False]


def test_a_suggested_copy_surfaces_when_its_leader_is_decided(
    copies: list[Hit], officer: Officer, act: Act, now: datetime
) -> None:
    actions.dismiss_hit(copies[0], "news", **act(officer))
    queue = queries.queue(reach_for(officer, "monitoring.view"), now)
    assert set(queue.values_list("pk", flat=True)) == {hit.pk for hit in copies[1:]}


def test_merged_copies_follow_their_leader_into_the_case(copies: list[Hit], officer: Officer, act: Act) -> None:
    first, second, third, _other = copies
    actions.merge_hits([second, third], first, **act(officer))
    case = actions.confirm_hit(first, Confirmation("invented-raka"), **act(officer))
    wanted = {hit.capture.sha256 for hit in (first, second, third)}
    assert set(case.evidence.values_list("sha256", flat=True)) == wanted


def test_a_merge_is_undone_and_goes_back_to_where_it_was(
    copies: list[Hit], officer: Officer, act: Act, now: datetime
) -> None:
    first, second, _third, other = copies
    actions.merge_hits([second], first, **act(officer))
    actions.unmerge_hit(second, **act(officer))
    assert (second.state, second.same_as) == ("new", first)
    actions.merge_hits([other], first, **act(officer))
    actions.undo_decision(other, **act(officer))
    assert (other.state, other.same_as) == ("new", None)
    assert _verbs(second) == ["monitoring.hit_merged", "monitoring.hit_unmerged"]


def test_a_copy_told_apart_stands_by_itself(copies: list[Hit], officer: Officer, act: Act, now: datetime) -> None:
    actions.separate_hit(copies[1], **act(officer))
    queue = queries.queue(reach_for(officer, "monitoring.view"), now)
    assert copies[1].pk in queue.values_list("pk", flat=True)
    actions.merge_hits([copies[1]], copies[0], **act(officer))
    actions.undo_decision(copies[1], **act(officer))
    assert copies[1].same_as is None


def test_a_leader_merged_elsewhere_takes_its_copies_along(copies: list[Hit], officer: Officer, act: Act) -> None:
    first, second, third, other = copies
    actions.merge_hits([second], first, **act(officer))
    actions.merge_hits([first], other, **act(officer))
    third.refresh_from_db()
    assert third.same_as == other
    assert {hit.pk for hit in queries.merged_into(other)} == {first.pk, second.pk}


def test_a_hit_is_not_merged_into_itself_or_into_a_dismissed_one(copies: list[Hit], officer: Officer, act: Act) -> None:
    with pytest.raises(Problem, match="another hit"):
        actions.merge_hits([copies[0]], copies[0], **act(officer))
    actions.dismiss_hit(copies[3], "news", **act(officer))
    with pytest.raises(Problem, match="decided already"):
        actions.merge_hits([copies[0]], copies[3], **act(officer))


def test_a_copy_merged_into_a_case_becomes_evidence_there(copies: list[Hit], officer: Officer, act: Act) -> None:
    case = actions.confirm_hit(copies[0], Confirmation("invented-raka"), **act(officer))
    actions.merge_hits([copies[1]], copies[0], **act(officer))
    assert case.evidence.filter(sha256=copies[1].capture.sha256).exists()


# ---------- who may ----------


def test_only_the_office_of_the_region_decides(
    hit: Hit, stranger: Officer, supervisor: Officer, act: Act, now: datetime
) -> None:
    for person in (stranger, supervisor):
        for decide in (
            lambda who: actions.dismiss_hit(hit, "news", **act(who)),
            lambda who: actions.confirm_hit(hit, Confirmation("invented-raka"), **act(who)),
            lambda who: actions.take_hit(hit, **act(who)),
            lambda who: actions.postpone_hit(hit, now + timedelta(days=1), **act(who)),
        ):
            with pytest.raises(Problem, match="Only the office of its region"):
                decide(person)
    hit.refresh_from_db()
    assert hit.state == "new"
