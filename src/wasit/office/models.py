"""Tables of the secretariat: who works where, what was written down, and what is kept."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.text import Words


class Agency(models.Model):
    """An institution that works in Wasit: a supervisor's office (Bawaslu) or a local government."""

    class Kind(models.TextChoices):
        """Which side of the hand-off the agency stands on."""

        BAWASLU = "bawaslu", _("Bawaslu")
        GOVERNMENT = "government", _("Pemerintah daerah")

    code = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    region_code = models.CharField(max_length=13, blank=True, db_index=True, help_text="empty = the nation")
    zone = models.CharField(max_length=40, default="Asia/Jakarta")

    class Meta:
        ordering = ("region_code", "kind")

    def __str__(self) -> str:
        return self.name


class OfficerManager(BaseUserManager["Officer"]):
    """Makes officers; the e-mail address is stored in lower case so that one person has one account."""

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "Officer":
        """Return a saved officer with a usable password only where one is given."""
        officer = self.model(email=email.strip().lower(), name=name, **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


class Officer(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; what they may do follows from memberships, never from flags here."""

    email = models.EmailField(unique=True)
    nip = models.CharField(max_length=18, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects: ClassVar[OfficerManager] = OfficerManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """At most two letters for the round picture."""
        words = [word for word in self.name.split() if word[:1].isalpha() and not word.endswith(".")]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Role(models.TextChoices):
    """What a person does in an agency; the table of permissions in `office.permission` reads these."""

    OFFICER = "officer", _("Staf penanganan")
    DIVISION_HEAD = "division_head", _("Koordinator divisi")
    CHAIR = "chair", _("Ketua")
    PROVINCIAL_SUPERVISOR = "provincial_supervisor", _("Pengawas provinsi")
    APPOINTING_OFFICE = "appointing_office", _("Kantor pejabat pembina kepegawaian")
    UNIT_OPERATOR = "unit_operator", _("Operator unit")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def sides(self) -> frozenset[str]:
        """On which sides of the hand-off the role exists: held in an agency of the other side it gives nothing."""
        if self is Role.ADMINISTRATOR:
            return frozenset(Agency.Kind.values)
        government = {Role.APPOINTING_OFFICE, Role.UNIT_OPERATOR}
        return frozenset({str(Agency.Kind.GOVERNMENT if self in government else Agency.Kind.BAWASLU)})

    @property
    def needs_unit(self) -> bool:
        """Tell whether the role is only ever held for one unit; without one it gives nothing."""
        return self is Role.UNIT_OPERATOR


class Membership(models.Model):
    """A role of an officer in an agency, for a time; `unit_code` narrows a unit operator to one unit."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    unit_code = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "agency", "role", "unit_code", "since"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.officer} · {self.get_role_display()} · {self.agency}"


class ImmutableError(Exception):
    """Somebody tried to change or delete a row that is written once."""


class WrittenOnce(models.Model):
    """A row that the application can add but neither change nor delete."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse an update."""
        if not self._state.adding:
            raise ImmutableError(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise ImmutableError(type(self).__name__)


class JournalEntry(WrittenOnce):
    """One thing that happened, chained to the one before by its hash."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=80, db_index=True)
    actor = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    region_code = models.CharField(max_length=13, blank=True, db_index=True)
    subject = models.CharField(max_length=120, blank=True, db_index=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("seq",)
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject}"


class JournalHead(models.Model):
    """The one row that every writer of the journal takes first, so that entries queue up."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"


class Notice(models.Model):
    """A message inside Wasit; `key` makes each reminder exist once for each reader."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    words = models.JSONField()
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["officer", "key"], name="notice_once")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def said(self) -> Words:
        """The message in both languages."""
        return Words(id=self.words["id"], en=self.words["en"])


class NumberSeries(models.Model):
    """The last number taken of a series of one agency in one year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "number series"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "series", "year"], name="number_series_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.series} {self.year}: {self.last}"


class StoredFile(WrittenOnce):
    """A file in the vault, named by the hash of its bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Block(models.Model):
    """A conflict of interest: an officer who may neither see nor touch one matter ("case:12"), until it is lifted.

    Kept here because every room asks it: the file, its letters, its journal and its hand-off are closed together.
    """

    class Source(models.TextChoices):
        """How the conflict came to be known."""

        DECLARED = "declared", _("dinyatakan sendiri")
        FOUND = "found", _("ditemukan dari daftar pegawai")
        ORDERED = "ordered", _("ditetapkan ketua")

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="blocks")
    subject = models.CharField(max_length=120, db_index=True)
    source = models.CharField(max_length=10, choices=Source)
    reason = models.CharField(max_length=500)
    since = models.DateTimeField()
    by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["officer", "subject"], condition=models.Q(lifted_at__isnull=True), name="block_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.subject}"


class CalendarFeed(models.Model):
    """The secret address under which an officer's calendar program reads the officer's deadlines."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.officer_id}"
