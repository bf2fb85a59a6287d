"""Tables of what arrives, what is sealed, and what people decide about what the engine found in it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wasit.cases.models import Case
from wasit.office.models import Agency, Officer
from wasit.rosters.models import Person

_BEGINNING = 400


class Delivery(models.Model):
    """One thing handed in: its original lies in the vault before anything is read from it.

    `cursor` counts the rows that are done; it moves in the transaction that stores their captures, so that a delivery
    broken off anywhere goes on behind the last stored batch and nowhere else.
    """

    class How(models.TextChoices):
        """By which way it came."""

        FILE = "file", _("Berkas")
        PASTE = "paste", _("Tempelan")
        LINK = "link", _("Halaman tersimpan")

    class Form(models.TextChoices):
        """What it is, told by its content and never by its name."""

        POSTS = "posts", _("Unggahan")
        PAGE = "page", _("Halaman")
        PICTURE = "picture", _("Tangkapan layar")

    class State(models.TextChoices):
        """How far it is."""

        RECEIVED = "received", _("diterima")
        RUNNING = "running", _("sedang disaring")
        DONE = "done", _("selesai")
        STOPPED = "stopped", _("dijeda")
        REFUSED = "refused", _("berhenti: tidak terbaca")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, db_index=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    form = models.CharField(max_length=10, choices=Form)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    given = models.JSONField(default=dict, help_text="what the officer typed beside it")
    received_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    cursor = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(null=True, blank=True, help_text="rows, about")
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="rows that were captured before")
    left_out = models.PositiveIntegerField(default=0, help_text="rows that were refused one by one")
    hits = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, help_text="the first problems, each {row, id, en}")

    class Meta:
        ordering = ("-received_at", "-id")
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"

    @property
    def subject(self) -> str:
        """The name under which the journal knows the delivery."""
        return f"delivery:{self.pk}"

    @property
    def unfinished(self) -> bool:
        """Tell whether rows are left to be read."""
        return self.state in {self.State.RECEIVED, self.State.RUNNING, self.State.STOPPED}

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("delivery", args=[self.pk])


class Capture(models.Model):
    """A post or page as it was delivered, under the hash of its bytes; the fields of a post are kept untouched.

    The bytes of a post are the canonical JSON of its fields (`wasit.monitoring.sealing`); those of a page or picture
    are the file. `kept` tells that the vault holds the bytes as a file of their own; every other post is held by the
    sealed original of its delivery and by its fields here, from which the same hash must come out again.
    """

    class Kind(models.TextChoices):
        """A post of a person, or a page (also a picture of one)."""

        POST = "post", _("Unggahan")
        PAGE = "page", _("Halaman")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="captures")
    region_code = models.CharField(max_length=13)
    kind = models.CharField(max_length=4, choices=Kind)
    row = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=120)
    kept = models.BooleanField(default=False)
    sealed_at = models.DateTimeField()
    post_id = models.TextField(blank=True)
    post_kind = models.TextField(blank=True)
    platform = models.TextField(blank=True)
    url = models.TextField(blank=True)
    author_handle = models.TextField(blank=True)
    author_name = models.TextField(blank=True)
    author_bio = models.TextField(blank=True)
    posted_text = models.TextField(blank=True, help_text="the time as delivered")
    posted_at = models.DateTimeField(null=True, blank=True)
    region_text = models.TextField(blank=True, help_text="the region as delivered")
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    text_key = models.CharField(max_length=64, blank=True)
    reading = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ("-sealed_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["region_code", "sha256"], name="capture_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region_code", "kind", "-sealed_at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.sha256[:8]}"

    @property
    def subject(self) -> str:
        """The name under which the journal knows the capture."""
        return f"capture:{self.pk}"

    @property
    def from_whom(self) -> str:
        """Who speaks, as shown in lists: the account, else the name, else the title of the page."""
        return self.author_handle or self.author_name or self.title or self.delivery.file_name

    @property
    def heading(self) -> str:
        """What a page is listed under: its headline, else its first words, else the name of its file."""
        begun = Truncator(" ".join(self.text[:_BEGINNING].split())).chars(90)
        return self.title or begun or self.delivery.file_name


class Hit(models.Model):
    """An indication in a capture, frozen as it was shown, and what became of it. It is never guilt."""

    class State(models.TextChoices):
        """What a person decided."""

        NEW = "new", _("baru")
        CONFIRMED = "confirmed", _("jadi perkara")
        DISMISSED = "dismissed", _("bukan indikasi")
        MERGED = "merged", _("digabung")
        POSTPONED = "postponed", _("ditunda")

    class Reason(models.TextChoices):
        """Why a hit is no indication; short, because each is typed with one key."""

        OTHER_PERSON = "other_person", _("Bukan pegawai kami, orang lain")
        NO_CONDUCT = "no_conduct", _("Tidak ada perbuatan yang berpihak")
        NEUTRAL_CALL = "neutral_call", _("Ajakan netral, imbauan, atau larangan")
        NEWS = "news", _("Berita atau kutipan tentang orang lain")
        JOKE = "joke", _("Candaan, lirik, atau bukan tentang pemilihan")
        FAKE_ACCOUNT = "fake_account", _("Akun tiruan atau tidak dapat dipastikan")
        OTHER = "other", _("Alasan lain, ditulis di catatan")

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="hits")
    ordinal = models.PositiveSmallIntegerField(default=0)
    region_code = models.CharField(max_length=13)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    score = models.FloatField()
    role = models.CharField(max_length=12)
    persons: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    none_probability = models.FloatField(default=0.0)
    candidates: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    conduct: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    spans: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    reasons: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    text_key = models.CharField(max_length=64, blank=True)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    apart = models.BooleanField(default=False, help_text="an officer said: no copy of anything")
    assigned_to = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    postponed_until = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=20, blank=True, choices=Reason)
    decision_note = models.TextField(blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-score", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["capture", "ordinal"], name="hit_once"),
            models.CheckConstraint(condition=~Q(state="merged") | Q(same_as__isnull=False), name="hit_merged_into"),
            models.CheckConstraint(condition=~Q(state="confirmed") | Q(case__isnull=False), name="hit_has_its_case"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["region_code", "state", "-score"]),
            models.Index(fields=["region_code", "text_key"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state} {self.score:.2f}"

    @property
    def subject(self) -> str:
        """The name under which the journal knows the hit."""
        return f"hit:{self.pk}"

    @property
    def open(self) -> bool:
        """Tell whether it still waits for a decision."""
        return self.state in {self.State.NEW, self.State.POSTPONED}

    @property
    def level(self) -> int:
        """Strength in four steps, for the eye only."""
        return 1 + sum(self.score >= step for step in (0.35, 0.55, 0.75))

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("hit", args=[self.pk])
