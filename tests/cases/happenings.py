"""What may happen in a random history: every kind of person does every kind of thing, well or badly."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from tests.cases.conformance_cases import ANSWERS
from tests.cases.promises import Promises, kept_of

from wasit.cases import actions, guards, verdict
from wasit.cases.members import members_of
from wasit.cases.models import Case, Deadline, Invitation, Party, Reply, Tie
from wasit.cases.opening import Opening, OpeningPerson
from wasit.forwarding import actions as forwarding
from wasit.forwarding.models import Recommendation, RecommendationDeadline
from wasit.forwarding.sanctions import penalties_for
from wasit.office import journal
from wasit.office.blocks import is_blocked, standing
from wasit.proceedings.choices import refusals_for
from wasit.proceedings.deadlines import stage_at
from wasit.proceedings.models import Matter
from wasit.rulebook import Calendar, Move, requirements
from wasit.text import Problem, Words

INSIDERS = ("officer", "colleague", "division_head", "chair")
OUTSIDERS = ("stranger", "supervisor", "appointing", "operator")
ROLE_OF = {
    "officer": "officer",
    "colleague": "officer",
    "division_head": "division_head",
    "chair": "chair",
    "appointing": "appointing_office",
}
CHOICES = ("proven", "proven", "not_proven", "not_proven", "abstained", "absent", "stepped_aside")
LIBUR = Words(id="libur rekaan", en="invented holiday")
CALENDARS = (
    None,
    Calendar.official().with_changes([(date(2024, 10, 24), "local", LIBUR), (date(2024, 1, 19), "local", LIBUR)]),
)
WAITS = (
    timedelta(hours=1),
    timedelta(hours=9),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=8),
    timedelta(days=25),
)
WITH_A_PAPER = {
    "send",
    "start_examination",
    "summon_again",
    "decide_sanction",
    "hand_over",
    "object",
    "uphold",
    "overturn",
    "amend",
}
STEPS_OF = {
    "accepted": ("summon", "summon", "summon_too_soon", "team"),
    "examination": ("missed", "team", "minutes", "minutes", "decide", "decide", "summon"),
    "decided": ("hand_over", "hand_over", "decide"),
    "delivered": ("object", "object", "hand_over"),
    "contested": ("uphold", "overturn", "decide"),
}
STAYING = 0.6
# What may happen, each as often as it is to be likely.
KINDS = (
    *["move_a_case"] * 9,
    *["move_a_recommendation"] * 5,
    *["the_government_works"] * 4,
    *["a_package_is_made_and_sent"] * 2,
    *["cases_are_joined_or_parted"] * 3,
    *["time_passes"] * 3,
    "the_calendar_changes",
    "somebody_is_heard",
    "the_plenary_votes",
    "the_file_grows",
    "a_case_is_opened",
    "a_conflict_is_declared_or_lifted",
    "a_case_goes_to_another_office",
    "somebody_else_sees_to_it",
)


class Happenings(Promises):
    """The steps of a history; `chance` chooses whom, what and how."""

    chance: Random
    last_case: int
    last_one: int

    def move_a_case(self) -> None:
        place, turn, who, good = self._draw(31), self._draw(31), self._draw(10), self._draw(6)
        case = self._case(place)
        ahead = case.flow.moves_from(case.state, case.origin)
        every = case.flow.moves
        move = ahead[turn % len(ahead)] if ahead and turn < 24 else every[turn % len(every)]
        by = self._by(self._able(move.roles) if who < 8 else self.chance.choice((*INSIDERS, *OUTSIDERS)))
        if turn % 3:
            self._help(case, move, by)
            case = self._again(case)
        asked = self._answers(case, move.id, move.asks, good)
        told = refusals_for(actions.PROCEDURE, by["reach"], case, move, self.now)
        belongs = move in ahead
        done = self._attempt(case, by, lambda: actions.perform(case, move.id, **asked, **by))
        if good:
            # A live button works, a dead one does not.
            assert done == (belongs and not told), (case, move.id, told)
        if done:
            self.world.count(f"case {move.id}")

    def move_a_recommendation(self) -> None:
        place, turn, who, good = self._draw(31), self._draw(31), self._draw(10), self._draw(6)
        one = self._recommendation(place)
        if one is None:
            return
        ahead = [move for move in one.flow.moves_from(one.state, one.origin) if move.id not in WITH_A_PAPER]
        move = ahead[turn % len(ahead)] if ahead and turn < 24 else one.flow.moves[turn % len(one.flow.moves)]
        if move.id in WITH_A_PAPER:
            return
        by = self._by(self._able(move.roles) if who < 8 else self.chance.choice((*INSIDERS, *OUTSIDERS)))
        asked = self._answers(one, move.id, move.asks, good)
        told = refusals_for(forwarding.PROCEDURE, by["reach"], one, move, self.now)
        belongs = move in ahead
        done = self._attempt(one, by, lambda: forwarding.perform(one, move.id, **asked, **by))
        if good and not is_blocked(by["reach"], one.subject) and not is_blocked(by["reach"], one.source):
            assert done == (belongs and not told), (one, move.id, told)
        if done:
            self.world.count(f"recommendation {move.id}")

    def time_passes(self) -> None:
        self.now += self.chance.choice(WAITS)
        actions.look_at_deadlines(self.now)
        # A tick that slept long starts the ladder in the past: the tick after it finds that too.
        assert forwarding.look_at_deadlines(self.now) >= forwarding.look_at_deadlines(self.now)
        for model in (Deadline, RecommendationDeadline):
            for row in model._default_manager.filter(stopped_at=None):
                assert (row.stage, row.look_at) == stage_at(row, self.now), row

    def the_calendar_changes(self) -> None:
        which = self.chance.choice(CALENDARS)
        self._later()
        actions.recompute_deadlines(self.now, calendar=which)
        forwarding.recompute_deadlines(self.now, calendar=which)
        assert actions.recompute_deadlines(self.now, calendar=which) == 0

    def somebody_is_heard(self) -> None:
        place, who, what = self._draw(31), self._draw(5), self._draw(5)
        case, by = self._case(place), self._by((*INSIDERS, "stranger")[who])
        party = case.parties.filter(role=Party.Role.REPORTED).first()
        reply = Reply.objects.filter(case=case, answered_at=None).first()
        invited = Invitation.objects.filter(case=case, outcome=Invitation.Outcome.OPEN).first()
        if what == 0 and party:
            self._attempt(case, by, lambda: actions.offer_reply(case, party, offered_at=self.now, **by))
        elif what == 1 and reply:
            self._attempt(case, by, lambda: actions.take_reply(reply, text="Saya hanya lewat (rekaan).", **by))
        elif what == 2 and party:
            held = self.now + timedelta(hours=5)
            self._attempt(
                case, by, lambda: actions.invite(case, party, held_at=held, place="Kantor", sent_at=self.now, **by)
            )
        elif what == 3 and invited:
            self._attempt(case, by, lambda: actions.cancel_invitation(invited, **by))
        elif invited:
            self._attempt(case, by, lambda: actions.note_absence(invited, **by))

    def the_plenary_votes(self) -> None:
        votes = self.chance.choices(CHOICES, k=4)
        place, who = self._draw(31), self._draw(5)
        found = list(Case.objects.select_related("agency").filter(state="plenary").order_by("pk"))
        if not found:
            return
        case, by = found[place % len(found)], self._by((*INSIDERS, "supervisor")[who])
        members = [member.officer.pk for member in members_of(case, self.now)]
        ballots = {
            pk: actions.Ballot(choice=votes[at], outcomes=("ethics_discipline",) if votes[at] == "proven" else ())
            for at, pk in enumerate(members)
        }
        self._attempt(
            case, by,
            lambda: actions.record_plenary(
                case, held_at=self.now, place="Ruang rapat", considerations="Rekaan.", ballots=ballots, **by
            ),
        )  # fmt: skip

    def the_file_grows(self) -> None:
        place, who, what = self._draw(31), self._draw(5), self._draw(4)
        case, by = self._case(place), self._by((*INSIDERS, "supervisor")[who])
        if what == 0:
            self._attempt(case, by, lambda: actions.add_note(case, "Kajian rekaan.", kind="study", **by))
        elif what == 1:
            person = OpeningPerson(role="reported", name="Damar Rekaan", kind="pns", position="Guru")
            self._attempt(case, by, lambda: actions.add_party(case, person, **by))
        else:
            marks = {one.id: (what == 2, "") for one in requirements(case.regime, case.origin)}
            self._attempt(case, by, lambda: actions.check_requirements(case, marks, **by))

    def cases_are_joined_or_parted(self) -> None:
        first, second, who, what = self._draw(31), self._draw(31), self._draw(5), self._draw(5)
        by = self._by((*INSIDERS, "stranger")[who])
        ties = list(
            Tie.objects.filter(undone_at=None)
            .exclude(kind="transferred")
            .select_related("first__agency", "second__agency")
        )
        if what < 3 and ties:
            # One that was joined in this history rather than another: taking it apart must give everything back.
            tie = max(ties, key=lambda one: one.pk)
            if self._attempt(tie.first, by, lambda: actions.undo(tie, reason="rekaan", **by), also=[tie.second]):
                self.world.count(f"parted {tie.kind}")
            return
        lead = self._case(first)
        rows = Case.objects.select_related("agency").filter(merged_into=None).order_by("pk")
        alike = [one for one in rows.exclude(pk=lead.pk) if _alike(one, lead)]
        if not alike and self._draw(4):
            # Most often two that could be one: others are refused for their stage, and that is soon known.
            pairs = [(one, other) for one in rows for other in rows if one.pk < other.pk and _alike(one, other)]
            if pairs:
                lead, other = self.chance.choice(pairs)
                alike = [other]
        other = alike[second % len(alike)] if alike else self._case(second)
        act = actions.relate if what == 4 else actions.merge
        if self._attempt(lead, by, lambda: act(lead, other, reason="kejadian sama", **by), also=[other]):
            self.world.count(act.__name__)

    def a_package_is_made_and_sent(self) -> None:
        place, who, what = self._draw(31), self._draw(6), self._draw(4)
        one = self._recommendation(place, "drafted", "returned")
        if one is None:
            return
        case = Case.objects.select_related("agency").get(pk=int(one.source.split(":")[1]))
        by = self._by((*INSIDERS, "stranger", "appointing")[who])
        if what < 3:
            self._attempt(one, by, lambda: actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", **by))
        if what > 0:
            self._attempt(one, by, lambda: actions.send(case, one, **by))

    def the_government_works(self) -> None:
        place, who, what = self._draw(31), self._draw(6), self._draw(10)
        one = self._recommendation(place, "accepted", "examination", "decided", "delivered", "contested")
        if one is None:
            return
        if one.state == "examination" and what % 2:
            self.now = max(self.now, one.summonses.latest("ordinal").examination_at + timedelta(hours=1))
        by = self._by((*["appointing"] * 4, "operator", "officer")[who])
        step = self._steps(one, by)[STEPS_OF[one.state][what % len(STEPS_OF[one.state])]]
        if self._attempt(one, by, step):
            self.world.count(f"government {one.state}")

    def _steps(self, one: Recommendation, by: dict[str, Any]) -> dict[str, Callable[[], Any]]:
        now, far = self.now, self.now + timedelta(days=16)
        fitting = penalties_for(one)
        return {
            "summon": lambda: forwarding.summon(one, received_at=now, examination_at=far, place="BKPSDM", **by),
            "summon_too_soon": lambda: forwarding.summon(
                one, received_at=now, examination_at=now + timedelta(days=4), place="BKPSDM", **by
            ),
            "missed": lambda: forwarding.note_missed(one, **by),
            "team": lambda: [
                forwarding.add_team_member(one, element=each, name=f"Rekaan {each}", position="", **by)
                for each in ("superior", "oversight", "personnel")
            ],
            "minutes": lambda: forwarding.record_examination(
                one, held_at=now, place="BKPSDM", minutes="Keterangan rekaan.", **by
            ),
            "decide": lambda: forwarding.decide(
                one, sanction_id=fitting[0].sanction.id if fitting else "tidak-ada", number="800/1/2024", decided_at=now,
                decided_by="Wali Kota (rekaan)", considerations="Rekaan.", **by,
            ),
            "hand_over": lambda: forwarding.hand_over(one, received_at=now, **by),
            "object": lambda: forwarding.object_to(one, filed_at=now, grounds="Rekaan.", **by),
            "uphold": lambda: forwarding.end_contest(one, move_id="uphold", note="Rekaan.", **by),
            "overturn": lambda: forwarding.end_contest(one, move_id="overturn", note="Rekaan.", **by),
        }  # fmt: skip

    def a_case_is_opened(self) -> None:
        origin = self.chance.choice(("report", "finding", "initial_information"))
        who = self._draw(5)
        self._later()
        by = self._by((*INSIDERS, "appointing")[who])
        opening = Opening(
            origin=origin, region_code="35.73", election_id=f"{self.world.bench.regime}-2024", title="Rekaan",
            act_at=self.now - timedelta(hours=3), known_at=self.now - timedelta(hours=2), place="media sosial",
            people=(OpeningPerson(role="reported", name="Raka Wirasana", kind="pns", position="Guru"),),
        )  # fmt: skip
        head = journal.head()
        case = None
        with suppress(Problem), transaction.atomic():
            case = actions.open_case(opening, **by)
        if case is None:
            assert journal.head() == head and who == 4
            return
        assert who < 4
        self.ask_case(case)

    def a_conflict_is_declared_or_lifted(self) -> None:
        lifted = self.chance.random() < 0.5
        place, who, whose = self._draw(31), self._draw(4), self._draw(4)
        case, by = self._case(place), self._by(INSIDERS[who])
        block = standing(case.subject).first()
        if lifted and block:
            self._attempt(case, by, lambda: actions.reopen(case, block, reason="rekaan", **by))
        else:
            person = self.world.people[INSIDERS[whose]]
            self._attempt(case, by, lambda: actions.declare(case, person, reason="saudara", **by))

    def a_case_goes_to_another_office(self) -> None:
        place, who = self._draw(31), self._draw(5)
        case, by = self._case(place), self._by((*INSIDERS, "stranger")[who])
        if self._attempt(
            case, by, lambda: actions.transfer(case, self.world.bench.elsewhere, reason="wewenang provinsi", **by)
        ):
            self.world.count("case transfer")

    def somebody_else_sees_to_it(self) -> None:
        place, who, owner = self._draw(31), self._draw(6), self._draw(4)
        one = self._recommendation(place)
        if one is None:
            return
        by = self._by((*INSIDERS, "stranger", "appointing")[who])
        person = self.world.people[INSIDERS[owner]]
        self._attempt(one, by, lambda: forwarding.set_owner(one, person, **by))

    # ---------- doing it ----------

    def _draw(self, below: int) -> int:
        return self.chance.randrange(below)

    def _later(self) -> None:
        self.now += timedelta(minutes=7)

    def _case(self, place: int) -> Case:
        """Return the case of the step before, so that histories get far, or any other."""
        rows = Case.objects.select_related("agency")
        if self.last_case and self.chance.random() < STAYING:
            return rows.get(pk=self.last_case)
        keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        self.last_case = keys[place % len(keys)]
        return rows.get(pk=self.last_case)

    def _recommendation(self, place: int, *states: str) -> Recommendation | None:
        rows = Recommendation.objects.select_related("agency", "recipient_agency", "owner")
        wanted = rows.filter(state__in=states) if states else rows
        keys = list(wanted.order_by("pk").values_list("pk", flat=True))
        if not keys:
            return None
        if self.last_one not in keys or self.chance.random() >= STAYING:
            self.last_one = keys[place % len(keys)]
        return rows.get(pk=self.last_one)

    def _by(self, who: str) -> dict[str, Any]:
        self._later()
        return {"officer": self.world.people[who], "reach": self.world.reaches[who], "now": self.now}

    def _able(self, roles: tuple[str, ...]) -> str:
        """Return somebody who holds one of the roles."""
        return self.chance.choice([name for name, role in ROLE_OF.items() if role in roles])

    def _answers(self, matter: Matter, move_id: str, asks: tuple[str, ...], good: int) -> dict[str, Any]:
        asked = {ask: self.now if ask == "notified_at" else ANSWERS[ask] for ask in asks}
        if move_id == "decide_forward" and isinstance(matter, Case):
            asked["outcomes"] = tuple(verdict.last_of(matter).proven) or ("criminal",)
        if not good and asks:
            asked[asks[0]] = {"outcomes": (), "missing_requirements": ("tidak_ada",), "notified_at": None}.get(
                asks[0], ""
            )
        return asked

    def _attempt(
        self, matter: Matter, by: dict[str, Any], act: Callable[[], Any], also: list[Case] | None = None
    ) -> bool:
        """Do it; a refusal must have changed nothing, and nobody may do what is not theirs."""
        before, head = self._look(matter), journal.head()
        by["now"] = self.now
        refused = None
        try:
            with transaction.atomic():
                act()
        except Problem as problem:
            refused = problem
        if refused is not None:
            assert refused.words.id.strip() and refused.words.en.strip()
            assert (self._look(matter), journal.head()) == (before, head), (matter, refused)
            self.world.count("refused")
            return False
        self.world.count("done")
        self.ask_who(matter, by)
        for each in [matter, *(also or [])]:
            again = type(each)._default_manager.select_related("agency").get(pk=each.pk)
            self.ask_case(again) if isinstance(again, Case) else self.ask_recommendation(again)
            self.ask_words(again, by["reach"])
        for one in Recommendation.objects.filter(source=matter.subject).select_related("agency", "owner"):
            self.ask_recommendation(one)
        return True

    def _help(self, case: Case, move: Move, by: dict[str, Any]) -> None:
        """Do what a move waits for, as far as this person can: else few histories would get far."""
        marks = {one.id: (True, "") for one in requirements(case.regime, case.origin)}
        waiting = Reply.objects.filter(case=case, answered_at=None)
        acts: dict[str, Callable[[], Any]] = {
            "formal_complete": lambda: actions.check_requirements(case, marks, **by),
            "has_study": lambda: actions.add_note(case, "Kajian rekaan.", kind="study", **by),
            "all_offered": lambda: [
                actions.offer_reply(case, party, offered_at=self.now, **by) for party in actions.reported(case)
            ],
            "reply_time_over": lambda: [actions.take_reply(one, text="Rekaan.", **by) for one in waiting],
            "plenary_proven": lambda: self._vote(case, "proven", by),
            "plenary_not_proven": lambda: self._vote(case, "not_proven", by),
            "status_told": lambda: actions.perform(case, "tell_status", note="papan", notified_at=self.now, **by),
        }
        for guard in move.needs:
            if guard in acts and not guards.GUARDS[guard](case, move, self.now):
                self._attempt(case, by, acts[guard])

    def _vote(self, case: Case, choice: str, by: dict[str, Any]) -> None:
        outcomes = ("ethics_discipline", "criminal") if choice == "proven" else ()
        ballots = {
            one.officer.pk: actions.Ballot(choice="stepped_aside")
            if one.stepped_aside
            else actions.Ballot(choice=choice, outcomes=outcomes)
            for one in members_of(case, self.now)
        }
        actions.record_plenary(
            case, held_at=self.now, place="Ruang rapat", considerations="Rekaan.", ballots=ballots, **by
        )

    def _again(self, case: Case) -> Case:
        return Case.objects.select_related("agency").get(pk=case.pk)

    def _look(self, matter: Matter) -> tuple[Any, ...]:
        again = type(matter)._default_manager.get(pk=matter.pk)
        return again.state, again.version, again.origin, tuple(map(kept_of, again.deadlines.order_by("pk")))


def _alike(one: Case, other: Case) -> bool:
    """Tell whether two cases are of one office, origin and stage."""
    return (one.agency_id, one.origin, one.state) == (other.agency_id, other.origin, other.state)
