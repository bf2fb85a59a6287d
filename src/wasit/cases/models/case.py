"""Tables of a case: where it stands, who and what it is about, its clocks, and every move that was made."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Officer, WrittenOnce
from wasit.proceedings.models import Matter, MatterDeadline, MatterMove


class Origin(models.TextChoices):
    """The doors by which a case comes in."""

    FINDING = "finding", _("Temuan")
    REPORT = "report", _("Laporan")
    INITIAL_INFORMATION = "initial_information", _("Informasi awal")


class Case(Matter):
    """One alleged breach on its way through the law; `state` changes only by moves of the workflow.

    A case that was merged into another (`merged_into`) stands still there until it is taken out again.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    regime = models.CharField(max_length=20)
    election_id = models.CharField(max_length=60)
    workflow_edition = models.CharField(max_length=60)
    origin = models.CharField(max_length=30, choices=Origin)
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
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    expunged_at = models.DateTimeField(null=True, blank=True)

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
    def flow_id(self) -> str:
        """The regime, which names the workflow."""
        return self.regime

    @property
    def responsible(self) -> Officer:
        """The officer who handles it, before that who opened it."""
        return self.handler or self.opened_by

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


class Deadline(MatterDeadline):
    """A statutory clock of a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")

    class Meta:
        ordering = ("started_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "clock_id", "about"],
                condition=models.Q(stopped_at__isnull=True),
                name="deadline_runs_once",
            )
        ]

    @property
    def matter(self) -> Case:
        """The case."""
        return self.case


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


class MoveMade(MatterMove):
    """A move that a case made."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "moves made"


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
