"""What the receiving government does: summons, examination team, minutes, decision, objection or appeal."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.forwarding.models.recommendation import Recommendation
from wasit.office.models import Officer


class Summons(models.Model):
    """A summons to the examination: the first reaches the person seven working days ahead (PP 94/2021 art 26).

    `received_at` is null while the letter is on its way; until then the summons can be written anew.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="summonses")
    ordinal = models.PositiveSmallIntegerField()
    received_at = models.DateTimeField(null=True, blank=True, help_text="when it reached the person")
    examination_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    missed_at = models.DateTimeField(null=True, blank=True, help_text="when it was noted that nobody came")
    letter = models.ForeignKey("letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("ordinal", "id")
        verbose_name_plural = "summonses"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recommendation", "ordinal"], name="summons_once")
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.ordinal}"


class TeamMember(models.Model):
    """A member of the examination team; a heavy penalty needs all three elements (Peraturan BKN 6/2022).

    A breach of the code of ethics is examined by a council (Majelis Kode Etik) instead.
    """

    class Element(models.TextChoices):
        """What the member stands for."""

        SUPERIOR = "superior", _("atasan langsung")
        OVERSIGHT = "oversight", _("unsur pengawasan (inspektorat)")
        PERSONNEL = "personnel", _("unsur kepegawaian")
        COUNCIL = "council", _("Majelis Kode Etik")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="team")
    element = models.CharField(max_length=10, choices=Element)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.element}"


class Examination(models.Model):
    """Minutes of an examination: what the person answered, when and where."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="examinations")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField()
    letter = models.ForeignKey("letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("held_at", "id")

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.held_at:%Y-%m-%d}"


class Decision(models.Model):
    """A decision to impose a penalty; the last one of a recommendation counts, those before it are kept."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="decisions")
    sanction_id = models.CharField(max_length=60)
    level = models.CharField(max_length=20)
    edition = models.CharField(max_length=60)
    number = models.CharField(max_length=120)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, help_text="position of who signed")
    considerations = models.TextField()
    received_at = models.DateTimeField(null=True, blank=True, help_text="when it reached the person")
    sha256 = models.CharField(max_length=64, blank=True, help_text="the signed paper in the vault")
    letter = models.ForeignKey("letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.sanction_id}"


class Contest(models.Model):
    """An objection to a decision, or an appeal against a dismissal, and how it ended (PP 79/2021)."""

    class Kind(models.TextChoices):
        """Where it goes."""

        OBJECTION = "objection", _("Keberatan")
        APPEAL = "appeal", _("Banding ke BPASN")

    class Result(models.TextChoices):
        """How it ended."""

        OPEN = "open", _("belum diputus")
        UPHELD = "upheld", _("dikuatkan")
        AMENDED = "amended", _("diubah")
        OVERTURNED = "overturned", _("dibatalkan")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="contests")
    kind = models.CharField(max_length=10, choices=Kind)
    filed_at = models.DateTimeField()
    grounds = models.TextField()
    result = models.CharField(max_length=12, choices=Result, default=Result.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.kind}"
