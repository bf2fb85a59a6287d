"""Handing a case to another office of Bawaslu (pelimpahan, pengambilalihan): the file goes on there as it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models, transaction

from wasit.cases import register
from wasit.cases.actions.conflicts import carry_over, close_to_the_involved
from wasit.cases.actions.ledger import record
from wasit.cases.actions.moving import perform
from wasit.cases.actions.working import work_on
from wasit.cases.models import Case, MoveMade, Party, ReporterIdentity, Tie
from wasit.office import numbers
from wasit.office.models import Agency, Officer
from wasit.office.reach import Reach
from wasit.proceedings import deadlines
from wasit.proceedings.problems import FieldProblem
from wasit.text import Words

_FRESH = ("id", "agency", "year", "number", "version", "handler", "register_number", "opened_by", "opened_at", "source")


def transfer(case: Case, to: Agency, *, reason: str, officer: Officer, reach: Reach, now: datetime) -> Case:
    """Open the same file in another office and end it here; return the new case.

    Its clocks go on from their own starts (no rule was read that would give time back), its numbers are those of the
    new office, and the sealed identity goes along sealed.
    """
    if to.kind != Agency.Kind.BAWASLU or to.pk == case.agency_id:
        raise FieldProblem(
            "agency", Words(id="Pilih kantor Bawaslu yang lain.", en="Choose another office of Bawaslu.")
        )
    with transaction.atomic():
        work_on(case, reach)
        twin = _opened_there(case, to, officer, now)
        _Copying(case, twin).everything()
        Tie.objects.create(
            first=case, second=twin, kind=Tie.Kind.TRANSFERRED, reason=reason.strip(), made_by=officer, made_at=now
        )
        record(twin, "cases.opened", officer, now, origin=twin.origin, source=twin.source, reference=twin.reference)
        perform(case, "transfer", officer=officer, reach=reach, now=now, reason=reason, addressee=to.name)
        close_to_the_involved(twin, now)
        carry_over(case, twin, now)
    return twin


def _opened_there(case: Case, to: Agency, officer: Officer, now: datetime) -> Case:
    here = now.astimezone(ZoneInfo(to.zone))
    kept = {field.attname: getattr(case, field.attname) for field in Case._meta.fields if field.name not in _FRESH}
    twin = Case(
        **kept,
        agency=to,
        year=here.year,
        number=numbers.take(to, "case", here),
        opened_by=officer,
        opened_at=now,
        source=case.subject,
    )
    if case.register_number:
        twin.register_number = register.take(twin, now)
    twin.save()
    return twin


@dataclass
class _Copying:
    """Copies what hangs on a case to another one; persons get new rows, so what points to them is pointed anew."""

    old: Case
    new: Case

    def everything(self) -> None:
        parties = {one.pk: self._copied(one) for one in self.old.parties.order_by("pk")}
        loose: tuple[Any, ...] = (self.old.acts, self.old.evidence, self.old.checks, self.old.notes)
        for one in (each for rows in loose for each in rows.order_by("pk")):
            self._copied(one)
        of_somebody: tuple[Any, ...] = (self.old.invitations, self.old.replies, self.old.warnings)
        for one in (each for rows in of_somebody for each in rows.order_by("pk")):
            self._copied(one, party=parties.get(one.party_id))
        for plenary in self.old.plenaries.order_by("pk"):
            votes = list(plenary.votes.order_by("pk"))
            again = self._copied(plenary)
            for vote in votes:
                self._copied(vote, plenary=again)
        for made in self.old.moves.order_by("pk"):
            self._copied(made, kind=MoveMade)
        kept = ReporterIdentity.objects.filter(case=self.old).first()
        if kept is not None:
            self._copied(kept)
        for clock in self.old.deadlines.filter(stopped_at__isnull=True):
            about = self._about(clock.about, parties)
            again = deadlines.start(self.new, clock.clock_id, clock.started_at, "transfer", about=about)
            if clock.extended:
                deadlines.extend(self.new, again.clock_id)

    def _copied(self, row: Any, kind: type[models.Model] | None = None, **changes: Any) -> Any:
        model = kind or type(row)
        values = {field.attname: getattr(row, field.attname) for field in model._meta.fields if field.name != "id"}
        if "case_id" in values:
            values["case_id"] = self.new.pk
        for name, value in changes.items():
            values.pop(f"{name}_id", None)
            values[name] = value
        return model._default_manager.create(**values)

    def _about(self, about: str, parties: dict[int, Party]) -> str:
        number = about.removeprefix("party:")
        return f"party:{parties[int(number)].pk}" if number.isdecimal() and int(number) in parties else about
