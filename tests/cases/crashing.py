"""A process that works on cases and is killed in the middle of it, again and again: `main(60, seed=1)`.

Django must be set up before this is imported, and be used by nobody else in the process. It makes a database of its own (WASIT_DATA, DATABASE_URL), then N times lets a child work and kills it with SIGKILL: at a
random instant, or while it stands still at a chosen statement inside an action, its transaction open. After every kill
another child looks for anything half done. Prints one line of JSON; exit status 1 with the reason where something is.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.core.management import call_command
from django.db import connection
from tests.letters.drafts import draft_of

from wasit.cases import actions
from wasit.cases.models import Case, MoveMade, Plenary, Tie, Vote
from wasit.cases.opening import Opening, OpeningAct, OpeningEvidence, OpeningPerson
from wasit.forwarding.models import Recommendation, RecommendationMove
from wasit.forwarding.queries import recommendations_from
from wasit.letters.models import Letter, LetterCopy
from wasit.office import actions as office
from wasit.office import journal, vault
from wasit.office.models import Agency, JournalEntry, NumberSeries, Officer, Role
from wasit.office.reach import reach_of
from wasit.rulebook import requirements, workflow

EARLY = datetime(2024, 1, 1, tzinfo=UTC)
START = datetime(2024, 10, 21, 2, 0, tzinfo=UTC)
KINDS = ("send", "decide", "merge", "open", "register", "plenary")
# How many statements an action of a kind is sure to make; a chosen point lies among them.
STATEMENTS = {"open": 110, "register": 22, "plenary": 13, "decide": 59, "send": 87, "merge": 33}
MOST_LINES = 80
HANDLED = ("pilkada-temuan", "pilkada-tangani")


def found() -> None:
    """Make tables, two agencies and three officers."""
    call_command("migrate", verbosity=0)
    make: dict[str, Any] = {"actor": None, "now": EARLY}
    city = office.make_agency(
        code="b", kind="bawaslu", name="Bawaslu Rekaan", short_name="Bawaslu", region_code="35.73", **make
    )
    office.make_agency(
        code="p", kind="government", name="Pemkot Rekaan", short_name="Pemkot", region_code="35.73", **make
    )
    for role in (Role.OFFICER, Role.CHAIR, Role.DIVISION_HEAD):
        person = office.make_officer(
            email=f"{role}@wasit.example", name=f"Rekaan {role}", password="rahasia-rekaan", **make
        )
        office.give_role(person, city, role, **make)


class Working:
    """A child at work: opens cases and brings them on, and tells each action before it begins."""

    def __init__(self, out: int, chosen: str, statement: int, seed: int) -> None:
        self.out, self.chosen, self.statement, self.chance = out, chosen, statement, Random(seed)
        self.city = Agency.objects.get(code="b")
        self.chair = Officer.objects.get(email="chair@wasit.example")
        self.members = list(Officer.objects.filter(email__in=["chair@wasit.example", "division_head@wasit.example"]))

    def tell(self, word: str) -> None:
        os.write(self.out, f"{word}\n".encode())

    @contextmanager
    def doing(self, kind: str) -> Iterator[dict[str, Any]]:
        """Tell that an action begins; at the chosen statement of the chosen kind stand still and wait for the end."""
        done = 0

        def count(execute: Callable[..., Any], *asked: Any) -> Any:
            nonlocal done
            done += 1
            if kind == self.chosen and done == self.statement:
                self.tell("here")
                signal.pause()
            return execute(*asked)

        now = START + timedelta(minutes=journal.head()[0])
        self.tell(kind)
        with connection.execute_wrapper(count):
            yield {"officer": self.chair, "reach": reach_of(self.chair, tuple(Role), now), "now": now}

    def forever(self) -> None:
        """Work until killed."""
        while True:
            cases = [self.opened(place) for place in range(2)]
            for case in cases:
                with self.doing("register") as by:
                    actions.perform(case, "register", **by)
            if self.chance.random() < 0.5:
                with self.doing("merge") as by:
                    actions.merge(
                        Case.objects.get(pk=cases[0].pk), Case.objects.get(pk=cases[1].pk), reason="sama", **by
                    )
            self.decided(Case.objects.select_related("agency").get(pk=cases[0].pk))

    def opened(self, place: int) -> Case:
        with self.doing("open") as by:
            now = by["now"]
            kept = vault.keep(f"bukti rekaan {place}".encode(), media_type="text/plain", now=now)
            opening = Opening(
                origin="finding", region_code="35.73", election_id="pilkada-2024", title="Rekaan", act_at=now - timedelta(hours=2),
                known_at=now - timedelta(hours=1), place="media sosial",
                people=(OpeningPerson(role="reported", name=f"Rekaan {place}", kind="pns", position="Guru"),),
                acts=(OpeningAct(violation_id="disiplin-kampanye-medsos", at=now - timedelta(hours=2)),),
                evidence=(OpeningEvidence(sha256=kept.sha256, name="a.txt", media_type="text/plain", sealed_at=kept.sealed_at),),
            )  # fmt: skip
            case = actions.open_case(opening, **by)
            marks = {one.id: (True, "") for one in requirements(case.regime, case.origin)}
            actions.check_requirements(case, marks, **by)
        return case

    def decided(self, case: Case) -> None:
        with self.doing("hear") as by:
            for party in actions.reported(case):
                reply = actions.offer_reply(party.case, party, offered_at=by["now"], **by)
                actions.take_reply(reply, text="Rekaan.", **by)
            actions.perform(case, "finish_clarification", **by)
            actions.add_note(case, "Kajian rekaan.", kind="study", **by)
            actions.perform(case, "finish_study", **by)
        with self.doing("plenary") as by:
            ballot = actions.Ballot(choice="proven", outcomes=("ethics_discipline",))
            ballots = {member.pk: ballot for member in self.members}
            actions.record_plenary(case, held_at=by["now"], place="", considerations="Rekaan.", ballots=ballots, **by)
        with self.doing("decide") as by:
            actions.perform(case, "decide_forward", outcomes=("ethics_discipline",), addressee="BKN dan PPK", **by)
        for one in recommendations_from(case.subject):
            with self.doing("send") as by:
                actions.make_package(case, one, evidence=(), conclusion="Diteruskan.", **by)
                letter = draft_of("forwarding", self.city, self.city, about=case.subject)
                actions.send(case, one, letter=letter, **by)


def check() -> dict[str, int]:
    """Raise AssertionError where anything is half done; return how much there is."""
    report = journal.verify()
    assert report.ok, report
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    _check_numbers()
    _check_journal()
    for case in Case.objects.select_related("agency"):
        _check_case(case)
    for one in Recommendation.objects.all():
        _check_recommendation(one)
    for letter in Letter.objects.all():
        _check_letter(letter)
    return {"entries": report.entries, "cases": Case.objects.count(), "letters": Letter.objects.count()}


def _check_numbers() -> None:
    found: dict[str, list[int]] = {"case": [one.number for one in Case.objects.all()]}
    numbers = [one.register_number for one in Case.objects.exclude(register_number="")]
    found["register-PB"] = [int(number.split("/")[0]) for number in numbers]
    found["forwarding"] = [one.number for one in Recommendation.objects.all()]
    for letter in Letter.objects.all():
        found.setdefault(f"letter-{letter.series}", []).append(letter.number)
    kept = dict(NumberSeries.objects.values_list("series", "last"))
    for series, there in found.items():
        assert sorted(there) == list(range(1, len(there) + 1)), (series, there)
        assert kept.pop(series, 0) == len(there), series
    assert not kept, kept


def _check_journal() -> None:
    """Each act and its entry stand or fall together."""
    told = Counter(JournalEntry.objects.values_list("verb", flat=True))
    assert told["cases.opened"] == Case.objects.count()
    assert told["cases.moved"] == MoveMade.objects.count()
    assert told["cases.plenary_held"] == Plenary.objects.count()
    assert told["cases.merged"] == 2 * Tie.objects.count()
    assert told["forwarding.drawn_up"] == Recommendation.objects.count()
    assert told["forwarding.moved"] == RecommendationMove.objects.count()
    assert told["letters.issued"] == Letter.objects.count()


def _check_case(case: Case) -> None:
    joined = Tie.objects.filter(second=case).count()
    assert case.version == case.moves.count() + joined, case
    assert bool(case.merged_into_id) == bool(joined), case
    running = set(case.deadlines.filter(stopped_at=None).values_list("clock_id", flat=True))
    if case.merged_into_id:
        assert not running, (case, running)
    elif case.state == "forwarded":
        assert running == {"pemberitahuan-status"}, (case, running)
        outcome = workflow(case.regime).outcome("ethics_discipline")
        persons = actions.reported(case)
        handed = [(one.recipient_id, one.person_name) for one in recommendations_from(case.subject)]
        assert sorted(handed) == sorted((to.id, person.name) for to in outcome.recipients for person in persons), case
    else:
        assert running & set(HANDLED), (case, case.state, running)
        assert not recommendations_from(case.subject).exists(), case
    assert bool(case.register_number) == (case.state != "initial_review"), case
    for plenary in case.plenaries.all():
        assert Vote.objects.filter(plenary=plenary).count() == plenary.members, plenary


def _check_recommendation(one: Recommendation) -> None:
    running = set(one.deadlines.filter(stopped_at=None, due_at__isnull=False).values_list("clock_id", flat=True))
    sent = one.state == "sent"
    assert running == ({"konfirmasi-penerusan"} if sent else {"kirim-penerusan"}), (one, running)
    assert one.owner_id and bool(one.sent_at) == sent == bool(one.letter_id) == bool(one.moves.count()), one
    assert one.package or not sent, one


def _check_letter(letter: Letter) -> None:
    assert letter.full_number and vault.intact(letter.docx_sha256), letter
    copies = LetterCopy.objects.filter(letter=letter)
    assert copies.exists() and all(vault.intact(copy.pdf_sha256) for copy in copies), letter
    assert Recommendation.objects.filter(letter=letter).count() == 1, letter


def _in_child(act: Callable[[], Any]) -> int:
    """Fork, do it there, and return the child's id; no connection is shared, for this process never has one."""
    child = os.fork()
    if child:
        return child
    try:
        act()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, it is printed and the child ends
        traceback.print_exc()
        os._exit(1)


def _ended(child: int) -> int:
    return os.waitpid(child, 0)[1]


def _kill_at_work(chance: Random, chosen: str, statement: int, seed: int) -> tuple[str, bool]:
    """Let a child work and kill it; return what it was doing and whether it stood at the chosen statement."""
    inside, outside = os.pipe()
    child = _in_child(lambda: Working(outside, chosen, statement, seed).forever())
    os.close(outside)
    last, word, lines = "", "", 0
    until = chance.randrange(2, 26)
    with os.fdopen(inside, encoding="utf-8") as told:
        for line in told:
            word, lines = line.strip(), lines + 1
            if word == "here":
                break
            last = word
            if lines >= MOST_LINES:
                break
            if not chosen and lines >= until:
                time.sleep(chance.random() * 0.06)
                break
        os.kill(child, signal.SIGKILL)
        status = _ended(child)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"the child ended by itself: {status}"
    return last, word == "here"


def main(kills: int, seed: int = 1) -> int:
    """Kill so many times; return 1 where something was half done."""
    if os.waitstatus_to_exitcode(_ended(_in_child(found))):
        return 1
    chance, killed = Random(seed), Counter[str]()
    for place in range(kills):
        chosen = KINDS[place // 2 % len(KINDS)] if place % 2 else ""
        statement = chance.randrange(1, STATEMENTS[chosen] + 1) if chosen else 0
        word, stood = _kill_at_work(chance, chosen, statement, seed * 1000 + place)
        killed[f"{word}{' at a statement' if stood else ''}"] += 1
        if os.waitstatus_to_exitcode(_ended(_in_child(check))):
            print(f"after kill {place + 1}, in {word}, statement {statement}", file=sys.stderr)
            return 1
    _ended(_in_child(lambda: print(json.dumps({"kills": kills, "killed_in": killed, **check()}), flush=True)))
    return 0
