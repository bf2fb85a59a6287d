"""Tables of the plenary: when it met, who was there, how each member voted, and what dissenters wrote."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.cases.models.case import Case
from wasit.office.models import Officer


class Plenary(models.Model):
    """A meeting of the members on one case; a later one replaces the one before."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plenaries")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    considerations = models.TextField()
    members = models.PositiveSmallIntegerField(help_text="how many members the office had that day")
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("held_at", "id")
        verbose_name_plural = "plenaries"

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_at:%Y-%m-%d}"


class Vote(models.Model):
    """What one member said: proven with the classes of breach, not proven, abstained, away or stepped aside."""

    class Choice(models.TextChoices):
        """The vote."""

        PROVEN = "proven", _("terbukti")
        NOT_PROVEN = "not_proven", _("tidak terbukti")
        ABSTAINED = "abstained", _("abstain")
        ABSENT = "absent", _("tidak hadir")
        STEPPED_ASIDE = "stepped_aside", _("mengundurkan diri (benturan kepentingan)")

    plenary = models.ForeignKey(Plenary, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=14, choices=Choice)
    outcomes = models.JSONField(default=list, help_text="ids of the classes of breach, where proven")
    dissent = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plenary", "member"], name="vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.plenary_id} {self.member_id} {self.choice}"
