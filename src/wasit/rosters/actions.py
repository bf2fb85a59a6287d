"""Changes to the rosters: a file handed in, a file imported, a person's record opened; each written in the journal."""

from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from wasit.office import journal, vault
from wasit.office.models import Agency, Officer
from wasit.office.queries import acting_agency
from wasit.office.reach import Reach
from wasit.rosters import queries
from wasit.rosters.headings import find_layout
from wasit.rosters.matching import CREATED, MOVED, UNCHANGED, UPDATED, Plan, Progress, Roster
from wasit.rosters.models import ImportRun, Person, Posting, RosterHead
from wasit.rosters.report import ImportReport
from wasit.rosters.rewriting import rewrite
from wasit.rosters.rows import Rejection, RosterRow, blank, read_row
from wasit.rosters.sheets import FILE_LIMIT, OpenedFile, Source, opened
from wasit.text import Problem, Words
from wasit.text.regions import region

_KEPT_PROBLEMS = 500
_BATCH = 500
_PERSON_FIELDS = ("name", "name_key", "nip", "kind", "position", "unit", "aliases", "handles", "active")


def import_roster(
    source: Source,
    *,
    region_code: str,
    actor: Officer | None,
    reach: Reach,
    now: datetime,
    dry_run: bool = False,
    name: str = "",
    invented: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Read a roster file and bring the roster of `region_code` in line with it, in one transaction.

    A dry run reports the same and changes nothing. People whom the file does not mention stay as they are. `now`
    dates transfers in the region's own zone. `progress` is told (rows done, rows in all). Raises Problem for a file
    that cannot be read and for a region out of reach.
    """
    _demand_reach(reach, region_code)
    file = opened(source, name)
    with transaction.atomic():
        report, plan = _planned(file, region_code, now, dry_run=dry_run, invented=invented, progress=progress)
        if dry_run:
            return report
        run = ImportRun(
            region_code=region_code, file_name=file.name[:200], sha256=file.sha256, actor=actor, handed_in_at=now
        )
        return _carried_out(report, plan, run, reach=reach, now=now)


def hand_in(
    source: BinaryIO | bytes, *, name: str, region_code: str, actor: Officer, reach: Reach, now: datetime
) -> ImportRun:
    """Keep a roster file in the vault until somebody has looked at its check; nothing is imported yet.

    A file that cannot be read at all is refused here, before anything is kept.
    """
    _demand_reach(reach, region_code)
    data = source if isinstance(source, bytes) else source.read(FILE_LIMIT + 1)
    file = opened(data, name)
    find_layout(file)
    with transaction.atomic():
        kept = vault.keep(data, media_type="application/octet-stream", now=now)
        run = ImportRun.objects.create(
            region_code=region_code, file_name=file.name[:200], sha256=kept.sha256, actor=actor, handed_in_at=now
        )
        _write_down("rosters.file_handed_in", run, reach=reach, now=now, details={"sha256": run.sha256})
    return run


def check_handed_in(run: ImportRun, *, reach: Reach, now: datetime) -> ImportReport:
    """Return what importing a file handed in would do now; nothing is changed."""
    return import_roster(
        _kept(run), region_code=run.region_code, actor=None, reach=reach, now=now, dry_run=True, name=run.file_name
    )


def finish_import(pk: int, *, actor: Officer, reach: Reach, now: datetime) -> ImportRun:
    """Import a file handed in; raise Problem when that has been done already, ImportRun.DoesNotExist out of reach."""
    run = queries.access_import(reach, pk)
    file = opened(_kept(run), run.file_name)
    with transaction.atomic():
        if not ImportRun.objects.filter(pk=pk, done_at=None).update(done_at=now):
            raise Problem(
                Words(
                    id="Berkas ini sudah dimasukkan. Hasilnya ada di halaman ini.",
                    en="This file has been imported already. Its result is on this page.",
                )
            )
        report, plan = _planned(file, run.region_code, now, dry_run=False, invented=False, progress=None)
        run.actor = actor
        _carried_out(report, plan, run, reach=reach, now=now)
    return run


def open_record(reach: Reach, pk: int, *, actor: Officer, now: datetime) -> Person:
    """Return a person's record and write down who opened it; raise Person.DoesNotExist out of reach."""
    person = queries.access_person(reach, pk)
    with transaction.atomic():
        journal.record(
            verb="rosters.person_viewed",
            actor=actor,
            agency=_agency(reach, person.region_code),
            region_code=person.region_code,
            subject=f"person:{person.pk}",
            now=now,
        )
    return person


def _kept(run: ImportRun) -> bytes:
    try:
        with vault.open_file(run.sha256) as kept:
            return kept.read()
    except FileNotFoundError:
        raise Problem(
            Words(
                id=f'Berkas "{run.file_name}" tidak ada lagi di brankas. Kirim sekali lagi.',
                en=f'The file "{run.file_name}" is no longer in the vault. Send it once more.',
            )
        ) from None


# ---------- steps of an import ----------


def _demand_reach(reach: Reach, region_code: str) -> None:
    place = region(region_code)
    if not reach.covers(region_code):
        raise Problem(
            Words(
                id=f"{place.name} di luar wilayah kerja Anda. Pilih wilayah Anda sendiri.",
                en=f"{place.name} is outside your area. Choose your own region.",
            )
        )


def _planned(
    file: OpenedFile, region_code: str, now: datetime, *, dry_run: bool, invented: bool, progress: Progress | None
) -> tuple[ImportReport, Plan]:
    today = now.astimezone(ZoneInfo(region(region_code).zone)).date()
    rows, refused, notes = _read(file, today)
    if not dry_run:
        _queue_up(region_code)
    roster = Roster(region_code, today, invented=invented)
    plan = roster.take(rows, progress)
    rejected = tuple(sorted([*refused, *plan.rejected], key=lambda rejection: rejection.row))
    report = ImportReport(
        rows=len(rows) + len(refused),
        created=plan.outcomes[CREATED],
        updated=plan.outcomes[UPDATED],
        unchanged=plan.outcomes[UNCHANGED],
        moved=plan.outcomes[MOVED],
        rejected=rejected,
        dry_run=dry_run,
        sha256=file.sha256,
        new_units=len(plan.new_units),
        absent=roster.not_mentioned(),
        notes=notes,
    )
    return report, plan


def _read(file: OpenedFile, today: date) -> tuple[list[RosterRow], list[Rejection], tuple[Words, ...]]:
    sheet, layout = find_layout(file)
    rows: list[RosterRow] = []
    refused: list[Rejection] = []
    for number, cells in enumerate(sheet.rows[layout.heading_row :], layout.heading_row + 1):
        if blank(cells):
            continue
        read = read_row(cells, number, layout, today)
        if isinstance(read, Rejection):
            refused.append(read)
        else:
            rows.append(read)
    if not rows and not refused:
        raise Problem(
            Words(
                id="Berkas hanya berisi judul kolom, tanpa satu pegawai pun. Isi barisnya, lalu kirim lagi.",
                en="The file holds headings only and nobody under them. Fill in the rows and send it again.",
            )
        )
    return rows, refused, file.notes + _told_sheet(file, sheet.name)


def _told_sheet(file: OpenedFile, used: str) -> tuple[Words, ...]:
    if len(file.sheets) < 2:
        return ()
    return (
        Words(
            id=f'Dibaca dari lembar "{used}"; {len(file.sheets) - 1} lembar lain tidak dibaca.',
            en=f'Read from the sheet "{used}"; {len(file.sheets) - 1} other sheets were not read.',
        ),
    )


def _queue_up(region_code: str) -> None:
    """Make imports of one region wait for each other, so that none plans on what another is about to change."""
    RosterHead.objects.get_or_create(region_code=region_code)
    RosterHead.objects.filter(region_code=region_code).update(imports=F("imports") + 1)


def _carried_out(report: ImportReport, plan: Plan, run: ImportRun, *, reach: Reach, now: datetime) -> ImportReport:
    _apply(plan)
    run.done_at = now
    for count, value in report.counts().items():
        setattr(run, count, value)
    run.problems = [{"row": r.row, "column": r.column, **r.problem.as_json()} for r in report.rejected[:_KEPT_PROBLEMS]]
    run.save()
    details = {**report.counts(), "sha256": run.sha256, "new_units": report.new_units}
    _write_down("rosters.imported", run, reach=reach, now=now, details=details)
    return ImportReport(**{**report.__dict__, "run": run.pk})


def _apply(plan: Plan) -> None:
    for unit in plan.new_units:
        unit.save(force_insert=True)
    Person.objects.bulk_create(plan.new_people, batch_size=_BATCH)
    rewrite(Posting, plan.closed, ("until",))
    rewrite(Posting, plan.amended, ("since", "position", "unit"))
    Posting.objects.bulk_create(plan.opened, batch_size=_BATCH)
    rewrite(Person, plan.changed_people, _PERSON_FIELDS)


def _agency(reach: Reach, region_code: str) -> Agency | None:
    try:
        return acting_agency(reach, region_code)
    except Agency.DoesNotExist:
        return None


def _write_down(verb: str, run: ImportRun, *, reach: Reach, now: datetime, details: dict[str, object]) -> None:
    journal.record(
        verb=verb,
        actor=run.actor,
        agency=_agency(reach, run.region_code),
        region_code=run.region_code,
        subject=f"import:{run.pk}",
        details=details,
        now=now,
    )
