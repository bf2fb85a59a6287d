"""Tables of letters: letterheads, an office's own patterns and wordings, the register, and every copy."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Agency, Officer, WrittenOnce
from wasit.rulebook import LetterKind, letter_kind


class Paper(models.TextChoices):
    """Sizes of paper in Indonesian offices."""

    A4 = "A4", _("A4 (210 × 297 mm)")
    F4 = "F4", _("F4 (215 × 330 mm)")


class Letterhead(models.Model):
    """What stands on top of an office's letters; `lines` is the name in capitals, a line each."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="letterhead")
    lines = models.TextField()
    address = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=80, blank=True, help_text="where letters are signed")
    arms_sha256 = models.CharField(max_length=64, blank=True)
    paper = models.CharField(max_length=2, choices=Paper, default=Paper.A4)

    def __str__(self) -> str:
        return f"{self.agency_id}"


class NumberPattern(models.Model):
    """How an office writes the numbers of one series."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="number_patterns")
    series = models.CharField(max_length=40)
    pattern = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "series"], name="number_pattern_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.pattern}"


class LetterTemplate(WrittenOnce):
    """A version of an office's own wording of one kind; the newest counts, `from_edition` goes back to the rulebook."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    from_edition = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60, blank=True)
    classification = models.CharField(max_length=40, blank=True)
    handling = models.CharField(max_length=20, blank=True)
    body = models.TextField(blank=True)
    copies = models.JSONField(default=list)
    made_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-version",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "kind", "version"], name="letter_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Letter(models.Model):
    """One line of the register: a letter that has its number for good, also when it is cancelled."""

    class State(models.TextChoices):
        """Whether the letter holds."""

        ISSUED = "issued", _("berlaku")
        CANCELLED = "cancelled", _("batal")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="letters")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    full_number = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=200)
    subject = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=120, db_index=True)
    region_code = models.CharField(max_length=13, blank=True, db_index=True)
    date = models.DateField()
    addressee = models.TextField(blank=True)
    copies = models.JSONField(default=list)
    paper = models.CharField(max_length=2, choices=Paper, default=Paper.A4)
    issued_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.ISSUED)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_reason = models.CharField(max_length=500, blank=True)
    docx_sha256 = models.CharField(max_length=64)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    signature = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-issued_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "year", "series", "number"], name="letter_number_once"),
            models.UniqueConstraint(fields=["agency", "full_number"], name="letter_full_number_once"),
        ]

    def __str__(self) -> str:
        return self.full_number

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("letter", args=[self.pk])

    @property
    def journal_subject(self) -> str:
        """The letter as the journal names it."""
        return f"letter:{self.pk}"

    @property
    def rule(self) -> LetterKind:
        """What the rulebook says of this kind."""
        return letter_kind(self.kind)

    @property
    def holds(self) -> bool:
        """Tell whether the letter was not cancelled."""
        return self.state == Letter.State.ISSUED


class LetterCopy(WrittenOnce):
    """One copy of a letter, with the code and the mark that only it carries; an unmarked copy has no recipient."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="marked_copies")
    place = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=20, unique=True)
    pdf_sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ("place",)
        verbose_name_plural = "letter copies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["letter", "place"], name="letter_copy_once")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}/{self.place}"
