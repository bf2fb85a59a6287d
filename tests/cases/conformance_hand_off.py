"""Recommendations brought to every state, and the circumstances of a row of the table arranged and tried on them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from tests.cases.conformance_cases import DAY, HOUR, NOTHING, Bench
from tests.cases.conformance_table import Row
from tests.cast import reach_for

from wasit.cases import actions
from wasit.cases.models import Case
from wasit.forwarding import actions as forwarding
from wasit.forwarding.guards import RUNGS
from wasit.forwarding.models import Decision, Recommendation, RecommendationDeadline, RecommendationMove, Summons
from wasit.office.models import Officer
from wasit.rulebook import Move
from wasit.text import Problem

ROLES = ("officer", "division_head", "chair", "appointing_office")
FAR = timedelta(days=20)
SECOND = timedelta(seconds=1)
ELEMENTS = ("superior", "oversight", "personnel")
HEAVY = "turun-jabatan"


@dataclass
class HandOffBench(Bench):
    """One recommendation that stands where a row wants it; `people` holds the government's officer too."""

    def stand(self, origin: str, state: str) -> None:
        """Bring a fresh recommendation to a state."""
        case: Case = self.make["forwarded"]("report", self.regime)
        self.one_pk = Recommendation.objects.get(source=case.subject, origin=origin).pk
        self.now = case.state_since + HOUR
        getattr(self, f"_{state}")(origin)
        self.now += HOUR

    def one(self) -> Recommendation:
        """Return the recommendation as stored."""
        return Recommendation.objects.select_related("agency", "recipient_agency").get(pk=self.one_pk)

    case = one  # type: ignore[assignment]

    # ---------- the way to each state ----------

    def _ours(self) -> dict[str, Any]:
        return self._as("chair")

    def _theirs(self) -> dict[str, Any]:
        return self._as("appointing_office")

    def _as(self, role: str) -> dict[str, Any]:
        who = self.people[role]
        permission = "forwarding.answer" if role == "appointing_office" else "cases.handle"
        return {"officer": who, "reach": reach_for(who, permission, self.now), "now": self.now}

    def _made(self, move_id: str, by: dict[str, Any], **asked: Any) -> None:
        forwarding.perform(self.one(), move_id, **asked, **by)
        self.now += HOUR

    def _drafted(self, _origin: str) -> None:
        """It stands there from the decision on."""

    def _sent(self, _origin: str) -> None:
        self._pack()
        actions.send(self._source(), self.one(), **self._ours())
        self.now += HOUR

    def _accepted(self, origin: str) -> None:
        self._sent(origin)
        if origin == "government":
            self._made("receive", self._theirs())
        else:
            self._made("record_receipt", self._ours(), note="diterima", notified_at=self.now)

    def _returned(self, origin: str) -> None:
        self._sent(origin)
        by = self._theirs() if origin == "government" else self._ours()
        self._made("return_package", by, reason="kurang lengkap")

    def _examination(self, origin: str) -> None:
        self._accepted(origin)
        self._summon(FAR)

    def _decided(self, origin: str) -> None:
        self._examination(origin)
        self._examine()
        self._team()
        self._decide()

    def _delivered(self, origin: str) -> None:
        self._decided(origin)
        forwarding.hand_over(self.one(), received_at=self.now, **self._theirs())

    def _contested(self, origin: str) -> None:
        self._delivered(origin)
        self.now += HOUR
        forwarding.object_to(self.one(), filed_at=self.now, grounds="Rekaan.", **self._theirs())

    def _settled(self, origin: str) -> None:
        self._contested(origin)
        forwarding.end_contest(self.one(), move_id="uphold", note="Rekaan.", **self._theirs())

    def _cleared(self, origin: str) -> None:
        self._accepted(origin)
        self._made("decide_cleared", self._theirs(), reason="bukan pelanggaran")

    def _answered(self, origin: str) -> None:
        self._accepted(origin)
        self._made("record_outcome", self._ours(), note="dijawab", notified_at=self.now)

    def _revoked(self, _origin: str) -> None:
        self._made("revoke", self._ours(), reason="ditarik")

    def _closed(self, origin: str) -> None:
        self._answered(origin)
        self._made("close", self._ours())

    def _source(self) -> Case:
        return Case.objects.select_related("agency").get(pk=int(self.one().source.split(":")[1]))

    def _pack(self) -> None:
        actions.make_package(self._source(), self.one(), evidence=(), conclusion="Diteruskan.", **self._ours())

    def _summon(self, ahead: timedelta) -> None:
        when = self.now + ahead
        forwarding.summon(self.one(), received_at=self.now, examination_at=when, place="BKPSDM", **self._theirs())

    def _examine(self) -> None:
        self.now = max(self.now, self.one().summonses.order_by("-ordinal")[0].examination_at + HOUR)
        minutes = {"held_at": self.now, "place": "BKPSDM", "minutes": "Keterangan rekaan."}
        forwarding.record_examination(self.one(), **minutes, **self._theirs())

    def _team(self) -> None:
        for each in ELEMENTS:
            forwarding.add_team_member(self.one(), element=each, name=f"Rekaan {each}", position="", **self._theirs())

    def _decide(self) -> None:
        fields = {
            "number": "800/1/2024",
            "decided_at": self.now,
            "decided_by": "Wali Kota",
            "considerations": "Rekaan.",
        }
        forwarding.decide(self.one(), sanction_id=HEAVY, **fields, **self._theirs())

    # ---------- conditions made true or false ----------

    def _satisfy_package_ready(self, _move: Move) -> None:
        self._pack()

    def _break_package_ready(self, _move: Move) -> None:
        Recommendation.objects.filter(pk=self.one_pk).update(package={})

    def _break_recipient_free(self, _move: Move) -> None:
        Recommendation.objects.filter(pk=self.one_pk).update(person_position="Sekretaris Daerah")

    def _satisfy_summons_early_enough(self, _move: Move) -> None:
        self._written(1, FAR)

    def _break_summons_early_enough(self, _move: Move) -> None:
        self._written(1, 5 * DAY)

    def _satisfy_first_missed(self, _move: Move) -> None:
        self.now = self.one().summonses.get().examination_at + HOUR
        forwarding.note_missed(self.one(), **self._theirs())

    def _satisfy_second_late_enough(self, _move: Move) -> None:
        self._written(2, FAR)

    def _break_second_late_enough(self, _move: Move) -> None:
        self._written(2, 3 * DAY)

    def _written(self, ordinal: int, ahead: timedelta) -> None:
        """Write a summons; the act that is tried whole (`met`) writes its own."""
        if self.row and self.row.circumstance.startswith("met"):
            return
        Summons.objects.create(
            recommendation=self.one(), ordinal=ordinal, received_at=self.now, examination_at=self.now + ahead,
            place="BKPSDM", made_by=self.people["appointing_office"], made_at=self.now,
        )  # fmt: skip

    def _satisfy_examined(self, _move: Move) -> None:
        self._examine()

    def _satisfy_team_complete(self, _move: Move) -> None:
        self._team()

    def _satisfy_decision_written(self, _move: Move) -> None:
        """Write a decision; the act that is tried whole (`met`) writes its own."""
        if self.row and self.row.circumstance.startswith("met"):
            return
        moral = bool(self.row) and self.row.circumstance == "lacks:council_named"
        Decision.objects.create(
            recommendation=self.one(), sanction_id="moral-terbuka" if moral else HEAVY, level="moral" if moral else "berat",
            edition="rekaan", number="1", decided_at=self.now, decided_by="Wali Kota", considerations="Rekaan.",
            recorded_by=self.people["appointing_office"], recorded_at=self.now,
        )  # fmt: skip

    def _objection_limits(self) -> list[datetime]:
        return [row.due_at for row in self.one().deadlines.filter(stopped_at=None) if row.due_at]

    def _break_objection_in_time(self, _move: Move) -> None:
        self.now = max(self._objection_limits()) + SECOND

    def _satisfy_objection_time_over(self, _move: Move) -> None:
        self.now = max(self._objection_limits()) + SECOND

    def _satisfy_rung_due(self, move: Move) -> None:
        self._climb(move.id)

    def _satisfy_handed_to_bkn(self, _move: Move) -> None:
        self._climb("bkn_package")
        forwarding.perform(self.one(), "bkn_package", **self._ours())

    def _climb(self, rung: str) -> None:
        """Let every limit before a rung pass and take the rungs below it."""
        self._wait("konfirmasi-penerusan", "ppk-tindak-lanjut")
        for each, clock_id in RUNGS.items():
            if each != "letter_1":
                self._wait(clock_id)
            if each == rung:
                return
            forwarding.perform(self.one(), each, **self._ours())

    def _wait(self, *clocks: str) -> None:
        running = self.one().deadlines.filter(clock_id__in=clocks, stopped_at=None)
        self.now = max([self.now, *(row.due_at + SECOND for row in running)])
        forwarding.look_at_deadlines(self.now)

    def _break_not_blocked(self, move: Move) -> None:
        self._satisfy_is_blocked(move)

    def _satisfy_is_blocked(self, _move: Move) -> None:
        one = self.one()
        RecommendationMove.objects.create(
            recommendation=one, move_id="record_block", source=one.state, target=one.state, by=self.people["chair"],
            at=self.now, note="rekaan", notified_at=self.now,
        )  # fmt: skip

    def _weigh_heavier(self) -> None:
        """Make the decision a dismissal: it is appealed against, not objected to."""
        Decision.objects.filter(recommendation=self.one_pk).update(sanction_id="pdhtaps")
        running = RecommendationDeadline.objects.filter(recommendation=self.one_pk, stopped_at=None)
        running.filter(clock_id="keberatan").update(clock_id="banding")

    # ---------- the trial ----------

    def _performed(self, row: Row, move: Move, who: Officer, asked: dict[str, Any]) -> Row:
        if row.circumstance == "met:dismissal":
            self._weigh_heavier()
        one = self.one()
        role = next((name for name, person in self.people.items() if person == who), "chair")
        by = self._as(role) if who in self.people.values() else self._foreign(who)
        open_before = set(one.deadlines.filter(stopped_at=None).values_list("pk", flat=True))
        last = one.deadlines.order_by("-pk").values_list("pk", flat=True).first() or 0
        moves = one.moves.count()
        try:
            with transaction.atomic():
                self._act(one, move, row, asked, by)
        except Problem as problem:
            self._unchanged(one, open_before, moves)
            return replace(row, answer="refused", reason=problem.words.id, target="", **NOTHING)
        made = one.moves.order_by("-pk")[0]
        assert (made.move_id, made.source, made.by) == (move.id, row.state, who)
        came = self.one()
        return replace(row, answer="allowed", reason="", target=came.state, **self._changes(came, open_before, last))

    def _foreign(self, who: Officer) -> dict[str, Any]:
        return {"officer": who, "reach": reach_for(who, "cases.handle", self.now), "now": self.now}

    def _act(self, one: Recommendation, move: Move, row: Row, asked: dict[str, Any], by: dict[str, Any]) -> None:
        """Make the move: where it comes with a paper, by the act that writes both."""
        if not row.circumstance.startswith("met"):
            forwarding.perform(one, move.id, **asked, **by)
        elif move.id == "send":
            actions.send(self._source(), one, **by)
        elif move.id in {"start_examination", "summon_again"}:
            self._summon(FAR)
        elif move.id in {"decide_sanction", "amend"}:
            self._decide()
        elif move.id == "hand_over":
            forwarding.hand_over(one, received_at=self.now, **by)
        elif move.id == "object":
            forwarding.object_to(one, filed_at=self.now, grounds="Rekaan.", **by)
        elif move.id in {"uphold", "overturn"}:
            forwarding.end_contest(one, move_id=move.id, note="Rekaan.", **by)
        else:
            forwarding.perform(one, move.id, **asked, **by)

    def _changes(self, one: Recommendation, open_before: set[int], last: int) -> dict[str, str]:
        started = one.deadlines.filter(pk__gt=last, stopped_at=None).values_list("clock_id", flat=True)
        stopped = one.deadlines.filter(pk__in=open_before, stopped_at__isnull=False)
        assert all(row.stopped_by and row.stopped_at == self.now for row in stopped)
        return {
            "starts": "; ".join(sorted(started)),
            "stops": "; ".join(sorted(set(stopped.values_list("clock_id", flat=True)))),
        }

    def _unchanged(self, one: Recommendation, open_before: set[int], moves: int) -> None:
        stored = self.one()
        assert stored.moves.count() == moves
        still = RecommendationDeadline.objects.filter(recommendation=stored, stopped_at=None)
        assert set(still.values_list("pk", flat=True)) == open_before
