"""Tables of hearing people: invitations to clarify with their minutes, and the accused's own answer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.cases.models.case import Case, Party
from wasit.office.models import Officer


class Invitation(models.Model):
    """An invitation to a clarification and what came of it; a reporter is never named in it.

    `party` is empty where the reporter is invited: their identity stays sealed, the letter goes out by hand.
    """

    class Outcome(models.TextChoices):
        """What came of it."""

        OPEN = "open", _("menunggu")
        HEARD = "heard", _("hadir, berita acara dibuat")
        ABSENT = "absent", _("tidak hadir")
        CANCELLED = "cancelled", _("dibatalkan")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="invitations")
    party = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    ordinal = models.PositiveSmallIntegerField(default=1)
    held_at = models.DateTimeField(help_text="when the clarification is to be")
    place = models.CharField(max_length=200)
    sent_at = models.DateTimeField(help_text="when the invitation reached the person")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    heard_at = models.DateTimeField(null=True, blank=True)
    under_oath = models.BooleanField(default=False)
    statement = models.TextField(blank=True)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("held_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "party", "ordinal"], name="invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.party_id} {self.ordinal}"


class Reply(models.Model):
    """The right of a reported person to answer in writing: when it was offered, until when, and what they said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="replies")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="replies")
    offered_at = models.DateTimeField(help_text="when the offer reached the person")
    offered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, help_text="the written answer as handed in")
    received_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "replies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "party"], name="reply_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.party_id}"


class PriorWarning(models.Model):
    """That the reported person had been told before the act: a pact, a circular, a meeting."""

    class Kind(models.TextChoices):
        """By what the person had been told."""

        PACT = "pact", _("Pakta integritas")
        CIRCULAR = "circular", _("Surat edaran")
        MEETING = "meeting", _("Rapat atau sosialisasi")
        OTHER = "other", _("Lainnya")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="warnings")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="warnings")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    what = models.CharField(max_length=300)
    source = models.CharField(max_length=120, blank=True, help_text='"pact:12", or empty where typed in')
    added_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party", "kind", "on", "what"], name="warning_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.on}"
