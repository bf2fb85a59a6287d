"""Tables of what joins cases: related, merged, and taken apart again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.cases.models.case import Case
from wasit.office.models import Officer


class Tie(models.Model):
    """Two cases that belong together; undoing one keeps the row with its reason."""

    class Kind(models.TextChoices):
        """How they belong together; in a merger `second` was put into `first`, in a transfer it goes on as `second`."""

        RELATED = "related", _("terkait")
        MERGED = "merged", _("digabung")
        TRANSFERRED = "transferred", _("dilimpahkan")

    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ties_first")
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ties_second")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=500)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    clocks = models.JSONField(default=list, help_text="[clock id, start] of the clocks that a merger stopped")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    undone_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["first", "second", "kind"], condition=models.Q(undone_at__isnull=True), name="tie_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.kind} {self.second_id}"
