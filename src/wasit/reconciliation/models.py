"""Tables of a comparison: three lists, their rows, and which rows are said to be one person and event."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Agency, Officer
from wasit.reconciliation.entries import EntryFields
from wasit.text import Words


class Side(models.TextChoices):
    """Whose list it is."""

    BAWASLU = "bawaslu", _("Bawaslu")
    GOVERNMENT = "government", _("Pemda")
    BKN = "bkn", _("BKN")


class Comparison(models.Model):
    """Up to three lists of one region and period that are laid side by side."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, db_index=True)
    title = models.CharField(max_length=200)
    period_from = models.DateField()
    period_to = models.DateField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The name under which the journal knows the comparison."""
        return f"comparison:{self.pk}"

    @property
    def zone(self) -> str:
        """The office's own time zone."""
        return self.agency.zone

    @property
    def period(self) -> tuple[date, date]:
        """First and last day."""
        return self.period_from, self.period_to

    def get_absolute_url(self) -> str:
        """Return the address of the three-way view."""
        return reverse("comparison", args=[self.pk])


class SourceList(models.Model):
    """A list handed in: waiting until an officer has confirmed its columns, then current, then replaced by a newer one.

    `columns` is the layout as last confirmed or guessed; `remarks` tell what was left out and how to mend it. A list
    taken from Wasit itself has no file.
    """

    class State(models.TextChoices):
        """Whether the rows of the list count."""

        WAITING = "waiting", _("menunggu kolom ditetapkan")
        CURRENT = "current", _("dipakai")
        REPLACED = "replaced", _("diganti")

    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="lists")
    side = models.CharField(max_length=12, choices=Side)
    state = models.CharField(max_length=10, choices=State)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    headings = models.JSONField(default=list, help_text="heading of each column, as the file has it")
    rows_read = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    remarks = models.JSONField(default=list)
    handed_in_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-handed_in_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["comparison", "side"], condition=models.Q(state="current"), name="list_current_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.name}"


class Entry(models.Model):
    """One row of a list: fields that can be compared, the cells as written, and the keys decisions are kept under."""

    source_list = models.ForeignKey(SourceList, on_delete=models.CASCADE, related_name="entries")
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    nip = models.CharField(max_length=18, blank=True)
    nip_hint = models.CharField(max_length=18, blank=True)
    position = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    act = models.CharField(max_length=500, blank=True)
    act_date = models.DateField(null=True, blank=True)
    report_date = models.DateField(null=True, blank=True)
    register_number = models.CharField(max_length=120, blank=True)
    letter_number = models.CharField(max_length=120, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=20)
    outcome_text = models.CharField(max_length=500, blank=True)
    sanction = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=120, blank=True)
    decision_date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True, db_index=True, help_text="case:12 for rows of Wasit itself")
    key = models.CharField(max_length=500)
    plain_key = models.CharField(max_length=500)
    raw = models.JSONField(default=list)

    class Meta:
        ordering = ("row", "id")
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.source_list_id}:{self.row}"

    @property
    def fields(self) -> EntryFields:
        """The row without its database."""
        return EntryFields(**{name: getattr(self, name) for name in EntryFields.__dataclass_fields__})

    @property
    def side(self) -> str:
        """Whose list the row stands in."""
        return self.source_list.side


JOINING = ("confirmed", "by_hand")
"""States of a match in which people say that two rows are the same."""


class Match(models.Model):
    """Two rows of two lists said to be one person and event, by reasons that are kept, until a person decides.

    `left` belongs to the earlier side in the order Bawaslu, government, BKN. The keys of both rows outlive them: a
    decision waits without rows until a newer list holds the same person and event again.
    """

    class State(models.TextChoices):
        """Who says so."""

        SUGGESTED = "suggested", _("diusulkan")
        CONFIRMED = "confirmed", _("sama")
        REJECTED = "rejected", _("bukan orang atau peristiwa yang sama")
        BY_HAND = "by_hand", _("dipadankan petugas")

    comparison = models.ForeignKey(Comparison, on_delete=models.PROTECT, related_name="matches")
    pair = models.CharField(max_length=30, help_text="bawaslu-government and so on")
    left = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="+")
    right = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="+")
    left_keys = models.JSONField(default=list)
    right_keys = models.JSONField(default=list)
    score = models.FloatField()
    strong = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    against = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    decided_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-score", "id")
        verbose_name_plural = "matches"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["left", "right"], name="match_once"),
            models.UniqueConstraint(
                fields=["left", "pair"], condition=models.Q(state__in=("confirmed", "by_hand")), name="match_left_once"
            ),
            models.UniqueConstraint(
                fields=["right", "pair"],
                condition=models.Q(state__in=("confirmed", "by_hand")),
                name="match_right_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pair} {self.score:.2f} {self.state}"

    @property
    def clear(self) -> bool:
        """Tell whether the match is strong, rests on one whole NIP in both rows, and nothing speaks against it."""
        same = self.left is not None and self.right is not None and self.left.nip == self.right.nip
        return self.strong and same and bool(self.left and self.left.nip) and not self.against

    @property
    def said_for(self) -> list[Words]:
        """What speaks for it."""
        return [Words(**one) for one in self.reasons]

    @property
    def said_against(self) -> list[Words]:
        """What speaks against it."""
        return [Words(**one) for one in self.against]

    def get_absolute_url(self) -> str:
        """Return the address of the pair."""
        return reverse("comparison_match", args=[self.comparison_id, self.pk])
