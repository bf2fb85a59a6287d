"""Abstract tables of a matter under a workflow: where it stands, its clocks, and every move that was made."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Agency, Officer, WrittenOnce
from wasit.rulebook import Workflow, workflow


class Matter(models.Model):
    """Something on its way through a workflow; `state` changes only by moves.

    `version` counts the moves: an update that names the version it saw hits one row or none, so two officers cannot
    both move the matter.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, db_index=True)
    origin = models.CharField(max_length=30)
    state = models.CharField(max_length=40, db_index=True)
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    if TYPE_CHECKING:
        deadlines: Any
        moves: Any

    class Meta:
        abstract = True

    @property
    def flow_id(self) -> str:
        """The id of the workflow that governs the matter."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """The name under which the journal knows the matter: "case:12"."""
        raise NotImplementedError

    @property
    def short_name(self) -> str:
        """What officers call it."""
        raise NotImplementedError

    @property
    def responsible(self) -> Officer:
        """The officer who must be told first when a clock comes near."""
        raise NotImplementedError

    @property
    def agency_ids(self) -> Iterable[int]:
        """The agencies whose officers have a hand in it."""
        return (self.agency_id,)

    @property
    def flow(self) -> Workflow:
        """The workflow that governs the matter."""
        return workflow(self.flow_id)

    @property
    def zone(self) -> str:
        """The office's own time zone, in which legal days are reckoned."""
        return self.agency.zone

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the office's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        raise NotImplementedError


class DeadlineStage(models.TextChoices):
    """How a clock stands; `ahead`, `soon` and `late` are still open."""

    AHEAD = "ahead", _("berjalan")
    SOON = "soon", _("segera")
    LATE = "late", _("lewat")
    MET = "met", _("terpenuhi")
    MISSED = "missed", _("selesai terlambat")
    STOPPED = "stopped", _("berhenti")


class MatterDeadline(models.Model):
    """A clock of a matter: derived from rule, start and zone, kept with them, open to being reckoned anew.

    `look_at` is the next instant at which the stage may change by time alone; None once it cannot. `about` names what
    within the matter a clock is for where several may run at once ("party:7").
    """

    Stage = DeadlineStage

    clock_id = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)
    edition = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=40, help_text="id of the move, or `opening`")
    zone = models.CharField(max_length=40)
    extended = models.BooleanField(default=False)
    length = models.PositiveIntegerField(null=True, blank=True, help_text="where the law fixes none")
    due_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=DeadlineStage, default=DeadlineStage.AHEAD)
    look_at = models.DateTimeField(null=True, blank=True, db_index=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=40, blank=True, help_text="id of the move")
    basis = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=12)

    class Meta:
        abstract = True
        ordering = ("started_at", "id")

    def __str__(self) -> str:
        return f"{self.matter.subject} {self.clock_id} {self.due_at}"

    @property
    def matter(self) -> Matter:
        """What the clock belongs to."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Tell whether the clock still runs."""
        return self.stopped_at is None


class MatterMove(WrittenOnce):
    """A move of the workflow that was made, with the answers it asked for: decision, reason, addressee and so on."""

    move_id = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    outcomes = models.JSONField(default=list)
    missing = models.JSONField(default=list, help_text="ids of requirements not met")
    notified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.move_id} {self.source} → {self.target}"
