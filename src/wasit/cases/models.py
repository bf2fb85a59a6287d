"""Tables of a case: where it stands, who and what it is about, its clocks, and every move that was made."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Agency, Officer, WrittenOnce


class Origin(models.TextChoices):
    """The doors by which a case comes in."""

    FINDING = "finding", _("Temuan")
    REPORT = "report", _("Laporan")
    INITIAL_INFORMATION = "initial_information", _("Informasi awal")


class Case(models.Model):
    """One alleged breach on its way through the law; `state` changes only by moves of the workflow.

    `version` counts the moves: an update that names the version it saw hits one row or none, so two officers cannot
    both move the case.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    region_code = models.CharField(max_length=13, db_index=True)
    regime = models.CharField(max_length=20)
    election_id = models.CharField(max_length=60)
    workflow_edition = models.CharField(max_length=60)
    origin = models.CharField(max_length=30, choices=Origin)
    state = models.CharField(max_length=40, db_index=True)
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    act_at = models.DateTimeField()
    known_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    district = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=30)
    handler = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    register_number = models.CharField(max_length=80, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True, db_index=True)

    class Meta:
        ordering = ("-opened_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="case_number_once"),
            models.UniqueConstraint(
                fields=["agency", "register_number"], condition=~models.Q(register_number=""), name="case_register_once"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def reference(self) -> str:
        """The number inside the office, from the first day on: PK-2024-0012."""
        return f"PK-{self.year}-{self.number:04d}"

    @property
    def short_name(self) -> str:
        """What officers call it: "TM 012" once registered, before that its reference."""
        if not self.register_number:
            return self.reference
        letters = {Origin.REPORT: "LP"}.get(Origin(self.origin), "TM")
        return f"{letters} {self.register_number.split('/')[0]}"

    @property
    def full_number(self) -> str:
        """The register number, or the reference while there is none."""
        return self.register_number or self.reference

    @property
    def subject(self) -> str:
        """The name under which the journal knows the case."""
        return f"case:{self.pk}"

    @property
    def zone(self) -> str:
        """The office's own time zone, in which legal days are reckoned."""
        return self.agency.zone

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the office's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def get_absolute_url(self) -> str:
        """Return the address of the case page."""
        return reverse("case", args=[self.pk])


class Party(models.Model):
    """A person in a case as they were when the act happened: a frozen copy that no later roster changes."""

    class Role(models.TextChoices):
        """In which capacity the person appears."""

        REPORTED = "reported", _("Terlapor")
        WITNESS = "witness", _("Saksi")
        FINDER = "finder", _("Penemu")
        BENEFICIARY = "beneficiary", _("Pihak yang diuntungkan")
        EXPERT = "expert", _("Ahli")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20, choices=Role)
    name = models.CharField(max_length=200)
    nip = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    position = models.CharField(max_length=200, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    unit_code = models.CharField(max_length=120, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class Act(models.Model):
    """An alleged act: a row of the catalogue, when it happened, and what was seen of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    violation_id = models.CharField(max_length=60)
    edition = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "violation_id", "at"], name="act_once")
        ]

    def __str__(self) -> str:
        return self.violation_id


class EvidenceItem(models.Model):
    """A sealed file of the vault as evidence in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120, blank=True)
    sealed_at = models.DateTimeField()
    source_url = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "sha256"], name="evidence_once")
        ]

    def __str__(self) -> str:
        return self.name


class Deadline(models.Model):
    """A statutory clock of a case: derived from rule, start and zone, kept with them, open to being reckoned anew.

    `look_at` is the next instant at which the stage may change by time alone; None once it cannot.
    """

    class Stage(models.TextChoices):
        """How the clock stands; `ahead`, `soon` and `late` are still open."""

        AHEAD = "ahead", _("berjalan")
        SOON = "soon", _("segera")
        LATE = "late", _("lewat")
        MET = "met", _("terpenuhi")
        MISSED = "missed", _("selesai terlambat")
        STOPPED = "stopped", _("berhenti")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    clock_id = models.CharField(max_length=60)
    edition = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=40, help_text="id of the move, or `opening`")
    zone = models.CharField(max_length=40)
    extended = models.BooleanField(default=False)
    length = models.PositiveIntegerField(null=True, blank=True, help_text="where the law fixes none")
    due_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.AHEAD)
    look_at = models.DateTimeField(null=True, blank=True, db_index=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=40, blank=True, help_text="id of the move")
    basis = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=12)

    class Meta:
        ordering = ("started_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "clock_id"], condition=models.Q(stopped_at__isnull=True), name="deadline_runs_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.clock_id} {self.due_at}"

    @property
    def is_open(self) -> bool:
        """Tell whether the clock still runs."""
        return self.stopped_at is None


class RequirementCheck(models.Model):
    """Whether a formal or material requirement was found to be met, by whom and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    requirement_id = models.CharField(max_length=60)
    met = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "requirement_id"], name="requirement_check_once")
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.met}"


class Note(WrittenOnce):
    """Something written into the file: a remark, or the study on which the plenary decides."""

    class Kind(models.TextChoices):
        """What the text is for."""

        REMARK = "remark", _("Catatan")
        STUDY = "study", _("Kajian")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class MoveMade(WrittenOnce):
    """A move of the workflow that was made, with the answers it asked for: decision, reason, addressee and so on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
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
        ordering = ("id",)
        verbose_name_plural = "moves made"

    def __str__(self) -> str:
        return f"{self.move_id} {self.source} → {self.target}"


class ReporterIdentity(models.Model):
    """Who reported, encrypted to the installation's key; opening it needs a permission and a reason."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="reporter_identity")
    sealed = models.BinaryField()
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "reporter identities"

    def __str__(self) -> str:
        return f"{self.case_id}"
