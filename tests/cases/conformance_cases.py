"""Cases brought to every state, and the circumstances of a row of the table arranged and tried on them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from tests.case_cast import REGISTERED
from tests.cases.conformance_table import Row
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.actions.handing_over import _commission
from wasit.cases.actions.transferring import _opened_there
from wasit.cases.guards import REPLY_CLOCK
from wasit.cases.models import Act, Case, EvidenceItem, MoveMade, Note, Party, Plenary, Vote
from wasit.forwarding import actions as forwarding
from wasit.forwarding.queries import recommendations_from
from wasit.office.blocks import set_block
from wasit.office.models import Agency, Block, Officer
from wasit.rulebook import Move, requirements, workflow
from wasit.text import Problem

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROLES = ("officer", "division_head", "chair")
ANSWERS: dict[str, Any] = {
    "reason": "alasan rekaan",
    "note": "catatan rekaan",
    "addressee": "tujuan rekaan",
    "outcomes": ("ethics_discipline",),
    "missing_requirements": ("reported_party",),
}
NOTHING = {"starts": "", "stops": "", "extends": "", "brings": ""}
EMPTY: dict[str, Any] = {"outcomes": (), "missing_requirements": (), "notified_at": None}


class RolledBackError(Exception):
    """Ends a trial: what was done in it is undone."""


@dataclass
class Bench:
    """The people and the makers of fixtures, and one case that stands where a row wants it."""

    regime: str
    people: dict[str, Officer]
    stranger: Officer
    elsewhere: Agency
    make: dict[str, Callable[..., Any]]
    case_pk: int = 0
    other_pk: int = 0
    now: datetime = REGISTERED
    row: Row | None = None

    def stand(self, origin: str, state: str) -> None:
        """Bring a fresh case of an origin to a state."""
        case = self.come_to(origin, state)
        self.case_pk, self.now = case.pk, case.state_since + HOUR
        self.other_pk = self._open("finding").pk

    def come_to(self, origin: str, state: str) -> Case:
        """Open a case of an origin and bring it to a state by its moves."""
        case: Case = getattr(self, f"_{state}")(origin)
        return case

    def case(self) -> Case:
        """Return the case as stored."""
        return Case.objects.select_related("agency").get(pk=self.case_pk)

    # ---------- the way to each state ----------

    def _open(self, origin: str) -> Case:
        opened: Case = self.make["open_one"](origin, self.regime)
        return opened

    def _moved(self, case: Case, move_id: str, **asked: Any) -> Case:
        at = max(case.state_since, case.opened_at) + HOUR
        if "notified_at" in workflow(self.regime).move(move_id).asks:
            asked.setdefault("notified_at", at)
        moved: Case = self.make["move"](case, move_id, at, **asked)
        return moved

    def _initial_information(self, origin: str) -> Case:
        return self._open(origin)

    def _tracing(self, origin: str) -> Case:
        return self._moved(self._open(origin), "start_tracing")

    def _initial_review(self, origin: str) -> Case:
        case = self._open(origin)
        self.make["tick_all"](case, case.opened_at)
        return case

    def _completion(self, origin: str) -> Case:
        return self._moved(self._open(origin), "ask_completion", missing_requirements=("evidence",))

    def _clarification(self, origin: str) -> Case:
        registered: Case = self.make["registered"](origin, self.regime)
        return registered

    def _study(self, origin: str) -> Case:
        case = self._clarification(origin)
        self.make["heard"](case, case.state_since)
        case = self._moved(case, "finish_clarification")
        self._file_study(case, case.state_since)
        return case

    def _plenary(self, origin: str) -> Case:
        case: Case = self.make["in_plenary"](origin, self.regime)
        return case

    def _paused(self, origin: str) -> Case:
        return self._moved(self._clarification(origin), "pause", reason="menunggu")

    def _forwarded(self, origin: str) -> Case:
        case: Case = self.make["forwarded"](origin, self.regime)
        return case

    def _follow_up(self, origin: str) -> Case:
        case = self._forwarded(origin)
        self._revoke(recommendations_from(case.subject)[:1], case.state_since)
        return self._moved(case, "record_follow_up", note="dijawab")

    def _not_proven(self, origin: str) -> Case:
        case = self._plenary(origin)
        self.make["vote"](case, case.state_since + HOUR, "not_proven")
        return self._moved(case, "decide_not_proven", reason="tidak cukup bukti")

    def _not_registered(self, origin: str) -> Case:
        return self._moved(self._open(origin), "decline", reason="bukan pegawai")

    def _withdrawn(self, origin: str) -> Case:
        return self._moved(self._open(origin), "withdraw", reason="dicabut")

    def _transferred(self, origin: str) -> Case:
        case = self._clarification(origin)
        by = self._by("chair", case.state_since + HOUR)
        actions.transfer(case, self.elsewhere, reason="wewenang provinsi", **by)
        return Case.objects.get(pk=case.pk)

    def _lapsed(self, origin: str) -> Case:
        case = self._open(origin)
        lapsed: Case = self.make["move"](case, "lapse", case.opened_at + 60 * DAY, reason="lewat waktu")
        return lapsed

    def _closed(self, origin: str) -> Case:
        if origin == "initial_information":
            return self._moved(self._open(origin), "set_aside", reason="bukan pegawai")
        case = self._moved(self._not_registered(origin), "tell_status", note="papan pengumuman")
        return self._moved(case, "close")

    # ---------- the circumstances of a row ----------

    def _by(self, role: str, now: datetime) -> dict[str, Any]:
        who = self.people[role]
        return {"officer": who, "reach": reach_for(who, "cases.handle", now), "now": now}

    def _file_study(self, case: Case, now: datetime) -> None:
        actions.add_note(case, "Kajian rekaan.", kind="study", **self._by("officer", now))

    def _revoke(self, some: Any, now: datetime) -> None:
        for one in some:
            if not one.answered:
                forwarding.perform(one, "revoke", reason="rekaan", **self._by("chair", now))

    def arrange(self, move: Move, needed: tuple[str, ...], lacking: str) -> None:
        """Make every condition of a move true but the one that is to be lacking."""
        acts = [f"_satisfy_{one}" for one in needed if one != lacking] + [f"_break_{lacking}"]
        for act in (getattr(self, name, None) for name in acts):
            if act is not None:
                act(move)

    def _satisfy_status_told(self, _move: Move) -> None:
        asked = {"note": "papan", "notified_at": self.now}
        actions.perform(self.case(), "tell_status", **asked, **self._by("officer", self.now))

    def _satisfy_one_answered(self, _move: Move) -> None:
        self._revoke(recommendations_from(self.case().subject)[:1], self.now)

    def _satisfy_all_answered(self, _move: Move) -> None:
        self._revoke(recommendations_from(self.case().subject), self.now)

    def _break_all_answered(self, _move: Move) -> None:
        case = self.case()
        if recommendations_from(case.subject).exists():
            return
        outcome = workflow(self.regime).outcome("criminal")
        party = case.parties.get(role="reported")
        with transaction.atomic():
            commission = _commission(case, outcome.id, outcome.recipients[0], party)
            forwarding.draw_up(commission, officer=self.people["chair"], now=self.now)

    def _satisfy_goes_on_elsewhere(self, _move: Move) -> None:
        """Where the whole act is tried (`met`), it opens the file there itself."""
        if self.row and self.row.circumstance != "met":
            case = self.case()
            with transaction.atomic():
                _opened_there(case, self.elsewhere, self.people["chair"], self.now)

    def _satisfy_plenary_proven(self, _move: Move) -> None:
        self.make["vote"](self.case(), self.now, "proven")

    def _satisfy_plenary_not_proven(self, _move: Move) -> None:
        self.make["vote"](self.case(), self.now, "not_proven")

    def _break_plenary_proven(self, _move: Move) -> None:
        """A tie decides nothing."""
        plenary: Plenary = self.make["vote"](self.case(), self.now, "proven")
        Vote.objects.filter(plenary=plenary, member=self.people["chair"]).update(choice="not_proven", outcomes=[])

    _break_plenary_not_proven = _break_plenary_proven

    def _satisfy_after_expiry(self, move: Move) -> None:
        self.now = max(row.due_at for row in self.case().deadlines.filter(clock_id__in=move.stops)) + DAY

    def _break_before_expiry(self, move: Move) -> None:
        clocks = [move.extends] if move.extends else move.stops
        running = self.case().deadlines.filter(clock_id__in=clocks, stopped_at=None)
        self.now = max(row.due_at for row in running) + timedelta(seconds=1)

    def _break_formal_complete(self, _move: Move) -> None:
        self._unmark("formal")

    def _break_material_complete(self, _move: Move) -> None:
        self._unmark("material")

    def _unmark(self, kind: str) -> None:
        case = self.case()
        first = next(one for one in requirements(case.regime, case.origin) if one.kind == kind)
        actions.check_requirement(case, first.id, met=False, **self._by("officer", self.now))

    def _break_has_reported_person(self, _move: Move) -> None:
        Party.objects.filter(case=self.case_pk).update(role="witness")

    def _break_has_act(self, _move: Move) -> None:
        Act.objects.filter(case=self.case_pk).delete()

    def _break_has_evidence(self, _move: Move) -> None:
        EvidenceItem.objects.filter(case=self.case_pk).delete()

    def _break_has_study(self, _move: Move) -> None:
        Note.objects.filter(case=self.case_pk)._raw_delete("default")

    def _break_finding_in_time(self, _move: Move) -> None:
        known = self.case().known_at
        Case.objects.filter(pk=self.case_pk).update(known_at=known - 60 * DAY)

    def _break_extension_unused(self, move: Move) -> None:
        case = self.case()
        case.deadlines.filter(clock_id=move.extends).update(extended=True)

    def _break_completion_unused(self, _move: Move) -> None:
        asked = {"missing_requirements": ("evidence",), "notified_at": self.now}
        actions.perform(self.case(), "ask_completion", **asked, **self._by("officer", self.now))
        actions.perform(self.case(), "receive_completion", **self._by("officer", self.now))

    def _break_all_offered(self, _move: Move) -> None:
        self.case().replies.all().delete()

    def _break_reply_time_over(self, _move: Move) -> None:
        case = self.case()
        case.replies.update(answered_at=None, text="", offered_at=self.now)
        case.deadlines.filter(clock_id=REPLY_CLOCK).update(stopped_at=None, due_at=self.now + DAY)

    def _break_not_registered_yet(self, _move: Move) -> None:
        Case.objects.filter(pk=self.case_pk).update(register_number="001/Reg/rekaan")

    def _break_not_merged(self, _move: Move) -> None:
        Case.objects.filter(pk=self.case_pk).update(merged_into=self.other_pk)

    # ---------- the trial of a row ----------

    def answers(self, move: Move) -> dict[str, Any]:
        """What the move asks for, well answered."""
        return {ask: self.now if ask == "notified_at" else ANSWERS[ask] for ask in move.asks}

    def tried(self, row: Row, needed: tuple[str, ...]) -> Row:
        """Try a row for real, undo it, and return the row as it should read."""
        outcomes = [self._trial(row, needed, role) for role in (row.who.split("; ") if row.who else ["chair"])]
        first = outcomes[0]
        assert all(one == first for one in outcomes), (row.key, outcomes)
        return first

    def _trial(self, row: Row, needed: tuple[str, ...], role: str) -> Row:
        before = self.now
        found: list[Row] = []
        try:
            with transaction.atomic():
                found.append(self._in_circumstance(row, needed, role))
                raise RolledBackError
        except RolledBackError:
            return found[0]
        finally:
            self.now = before

    def _in_circumstance(self, row: Row, needed: tuple[str, ...], role: str) -> Row:
        move, self.row = workflow(row.regime).move(row.move), row
        kind, _sep, what = row.circumstance.partition(":")
        if kind != "any":
            self.arrange(move, needed, what if kind == "lacks" else "")
        who = self.people[role]
        if kind == "role":
            who = self.people[what]
        elif kind == "other_office":
            who = self.stranger
        elif kind == "conflict":
            self._close_to(who)
        asked = self.answers(move)
        if kind == "unanswered":
            asked[what] = EMPTY.get(what, " ")
        return self._performed(row, move, who, asked)

    def _close_to(self, who: Officer) -> None:
        case = self.case()
        set_block(
            who, case.subject, source=Block.Source.DECLARED, reason="saudara", by=who, agency=case.agency,
            region_code=case.region_code, now=self.now,
        )  # fmt: skip

    def _performed(self, row: Row, move: Move, who: Officer, asked: dict[str, Any]) -> Row:
        case = self.case()
        by: dict[str, Any] = {"officer": who, "reach": reach_for(who, "cases.handle", self.now), "now": self.now}
        open_before = set(case.deadlines.filter(stopped_at=None).values_list("pk", flat=True))
        extended = set(case.deadlines.filter(extended=True).values_list("pk", flat=True))
        last = case.deadlines.order_by("-pk").values_list("pk", flat=True).first() or 0
        try:
            with transaction.atomic():
                if move.id == "transfer" and row.circumstance == "met":
                    actions.transfer(case, self.elsewhere, reason=asked["reason"], **by)
                else:
                    actions.perform(case, move.id, **asked, **by)
        except Problem as problem:
            self._nothing_happened(case, open_before)
            return replace(row, answer="refused", reason=problem.words.id, target="", **NOTHING)
        made = MoveMade.objects.filter(case=case).order_by("-pk")[0]
        assert (made.move_id, made.source, made.by) == (move.id, row.state, who)
        came = self.case()
        return replace(
            row, answer="allowed", reason="", target=came.state, brings=self._brought(case, came),
            **self._clocks(case, open_before, extended, last),
        )  # fmt: skip

    def _clocks(self, case: Case, open_before: set[int], extended: set[int], last: int) -> dict[str, str]:
        started = case.deadlines.filter(pk__gt=last, stopped_at=None).values_list("clock_id", flat=True)
        stopped = case.deadlines.filter(pk__in=open_before, stopped_at__isnull=False)
        assert all(row.stopped_by and row.stopped_at == self.now for row in stopped)
        grown = case.deadlines.filter(extended=True).exclude(pk__in=extended)
        return {
            "starts": "; ".join(sorted(started)),
            "stops": "; ".join(sorted(set(stopped.values_list("clock_id", flat=True)))),
            "extends": "; ".join(grown.values_list("clock_id", flat=True)),
        }

    def _brought(self, before: Case, after: Case) -> str:
        """The stored row before is no longer there to ask: what came is what carries this very instant."""
        number = ["register_number"] if after.registered_at == self.now else []
        drawn = recommendations_from(before.subject).filter(drawn_up_at=self.now)
        return "; ".join([*number, *(f"{one.outcome} > {one.recipient_id}" for one in drawn)])

    def _nothing_happened(self, case: Case, open_before: set[int]) -> None:
        again = self.case()
        stored = Case.objects.get(pk=case.pk)
        assert (again.state, again.version) == (stored.state, stored.version)
        assert set(again.deadlines.filter(stopped_at=None).values_list("pk", flat=True)) == open_before
