"""A recommendation: one reported person, one recipient, one frozen package, and the date by which somebody must act."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.urls import reverse

from wasit.office.models import Agency, Officer
from wasit.proceedings.models import Matter, MatterDeadline, MatterMove

ANSWERED = frozenset({"decided", "delivered", "contested", "settled", "cleared", "answered", "closed"})
ENDED = frozenset({"revoked", "closed"})


class Recommendation(Matter):
    """What Bawaslu (`agency`) hands to one recipient about one person; the case behind it is only named, never read.

    This room stands below `cases` and cannot import it: whatever the recipient learns lies in `package`, which is made
    from a list of allowed fields (`forwarding.package`). `person_…` are as they were on the day of the act.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=120, db_index=True, help_text='the matter it came from, "case:12"')
    case_name = models.CharField(max_length=80, help_text="register number or reference, no name")
    regime = models.CharField(max_length=20)
    election_id = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40)
    recipient_id = models.CharField(max_length=40)
    recipient_name = models.CharField(max_length=200)
    recipient_agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    redirected_from = models.CharField(max_length=200, blank=True)
    redirected_at = models.DateTimeField(null=True, blank=True, help_text="what came before is not the new recipient's")
    owner = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    person_nip = models.CharField(max_length=18, blank=True, db_index=True)
    person_kind = models.CharField(max_length=20, blank=True)
    person_position = models.CharField(max_length=200, blank=True)
    person_unit = models.CharField(max_length=200, blank=True)
    person_unit_code = models.CharField(max_length=120, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    act_at = models.DateTimeField()
    package = models.JSONField(default=dict)
    package_at = models.DateTimeField(null=True, blank=True)
    letter = models.ForeignKey("letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drawn_up_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-drawn_up_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="recommendation_number_once")
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def flow_id(self) -> str:
        """The one workflow of recommendations."""
        return "hand_off"

    @property
    def subject(self) -> str:
        """The name under which the journal knows it."""
        return f"forwarding:{self.pk}"

    @property
    def short_name(self) -> str:
        """Its number inside the sending office: PN-2024-0003."""
        return f"PN-{self.year}-{self.number:04d}"

    @property
    def responsible(self) -> Officer:
        """The officer of the sender who must see to it."""
        return self.owner

    @property
    def agency_ids(self) -> Iterable[int]:
        """The sender, and the recipient where it works in Wasit."""
        return (self.agency_id, *filter(None, [self.recipient_agency_id]))

    @property
    def answered(self) -> bool:
        """Tell whether the recipient has said what came of it, or nothing is asked of it any more."""
        return self.state in ANSWERED or self.state in ENDED

    @property
    def ended(self) -> bool:
        """Tell whether nothing more is awaited."""
        return self.state in ENDED

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("recommendation", args=[self.pk])


class RecommendationDeadline(MatterDeadline):
    """A clock of a recommendation."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="deadlines")

    class Meta:
        ordering = ("started_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recommendation", "clock_id", "about"],
                condition=models.Q(stopped_at__isnull=True),
                name="recommendation_clock_once",
            )
        ]

    @property
    def matter(self) -> Recommendation:
        """The recommendation."""
        return self.recommendation


class RecommendationMove(MatterMove):
    """A move that a recommendation made, with the letter that brought it about where one was written in Wasit."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="moves")
    letter = models.ForeignKey("letters.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
