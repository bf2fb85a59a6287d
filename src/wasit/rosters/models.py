"""Tables of the rosters: units, people, where each worked when, and the files that were read."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wasit.office.models import Officer


class Unit(models.Model):
    """A part of a local government (OPD, kecamatan, kelurahan, school); `code` is a path below the region's code."""

    class Kind(models.TextChoices):
        """What sort of unit it is, read from its name."""

        SECRETARIAT = "secretariat", _("Sekretariat")
        DEPARTMENT = "department", _("Dinas atau badan")
        HOSPITAL = "hospital", _("Rumah sakit")
        HEALTH_CENTRE = "health_centre", _("Puskesmas")
        SCHOOL = "school", _("Sekolah")
        DISTRICT = "district", _("Kecamatan")
        SUBDISTRICT = "subdistrict", _("Kelurahan")
        VILLAGE = "village", _("Desa")
        ENTERPRISE = "enterprise", _("BUMD")
        OTHER = "other", _("Unit lain")

    code = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    region_code = models.CharField(max_length=13, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A civil servant or other member of staff; one row for each region in which the person is on the roster.

    Regions keep separate rows for the same NIP on purpose: an import into one city must neither reveal nor change
    what another city holds.
    """

    class Kind(models.TextChoices):
        """The legal kind of staff, which decides the rules that apply."""

        PNS = "pns", _("PNS")
        PPPK = "pppk", _("PPPK")
        NON_ASN = "non_asn", _("Non-ASN")
        BUMD = "bumd", _("Pegawai BUMD")
        VILLAGE = "village", _("Perangkat desa")

    person_id = models.SlugField(max_length=40, unique=True)
    region_code = models.CharField(max_length=13, db_index=True)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True, help_text="the name without titles, in capitals")
    nip = models.CharField(max_length=18, null=True, blank=True, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    aliases = models.JSONField(default=list, blank=True)
    handles = models.JSONField(default=list, blank=True, help_text="platform:@name")
    active = models.BooleanField(default=True)
    invented = models.BooleanField(default=False, help_text="made up for the demonstration")

    class Meta:
        ordering = ("name_key", "id")
        verbose_name_plural = "people"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["region_code", "nip"], name="person_nip_once_in_region")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["region_code", "name_key"])]

    def __str__(self) -> str:
        return self.name


class Posting(models.Model):
    """Where a person worked and as what, from `since` up to the day before `until` (null = still)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    position = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(until=None), name="one_open_posting")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.position} {self.since}"


class RosterHead(models.Model):
    """One row a region that every import takes first, so that two imports of one region queue up."""

    region_code = models.CharField(max_length=13, primary_key=True)
    imports = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.region_code}: {self.imports}"


class ImportRun(models.Model):
    """A roster file that was handed in; `done_at` is null until somebody confirmed what the check showed."""

    region_code = models.CharField(max_length=13, db_index=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    actor = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-handed_in_at", "-id")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.region_code})"

    @property
    def counts(self) -> dict[str, Any]:
        """The numbers that add up to `rows`."""
        names = ("rows", "created", "updated", "unchanged", "moved", "rejected")
        return {name: getattr(self, name) for name in names}
