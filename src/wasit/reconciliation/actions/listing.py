"""Lists handed in, read once their columns are confirmed, taken from Wasit itself, dropped."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from django.db import transaction

from wasit.office import vault
from wasit.office.models import Officer
from wasit.office.reach import Reach
from wasit.reconciliation import queries
from wasit.reconciliation.actions.ledger import record, work_on
from wasit.reconciliation.entries import SIDES, EntryFields, keys_of
from wasit.reconciliation.headings import Layout, guess_layout, with_fields
from wasit.reconciliation.models import Comparison, Entry, SourceList
from wasit.reconciliation.outcomes import ASSUMABLE
from wasit.reconciliation.own_list import own_rows
from wasit.reconciliation.rematching import rematch
from wasit.reconciliation.rows import ReadList, Remark, read_rows
from wasit.reconciliation.sheets import OpenedFile, open_list
from wasit.text import Problem, Words

_BATCH = 500
_KEPT_REMARKS = 500
OWN = "Wasit"
_CLOSED = Words(
    id="perkara yang tertutup bagi Anda karena benturan kepentingan tidak ikut. Mintalah rekan yang memuat daftar ini.",
    en="cases closed to you by a conflict of interest are left out. Ask a colleague to load this list.",
)


def hand_in(
    comparison: Comparison, side: str, data: bytes, *, name: str, officer: Officer, reach: Reach, now: datetime
) -> SourceList:
    """Seal a list and guess its columns; nothing counts until an officer has confirmed them.

    Raises Problem for a file that cannot be read, before anything is kept.
    """
    if side not in SIDES:
        raise Problem(Words(id="Pilih daftar milik siapa.", en="Choose whose list it is."))
    name = PurePath(name.replace("\\", "/")).name[:200] or "daftar"
    layout = guess_layout(open_list(data, name).sheets)
    with transaction.atomic():
        work_on(comparison, reach)
        kept = vault.keep(data, media_type="application/octet-stream", now=now)
        handed_in = SourceList.objects.create(
            comparison=comparison,
            side=side,
            state=SourceList.State.WAITING,
            name=name,
            sha256=kept.sha256,
            columns=layout.as_json(),
            handed_in_by=officer,
            handed_in_at=now,
        )
        record(
            comparison, "reconciliation.list_received", officer, now, list=handed_in.pk, side=side, sha256=kept.sha256
        )
    return handed_in


def layout_of(source: SourceList, *, sheet: str = "", heading_row: int = 0) -> tuple[OpenedFile, Layout]:
    """Return the opened file and its layout: as kept, or guessed anew for the sheet and row that an officer names."""
    file = _opened(source)
    kept = source.columns
    if sheet or heading_row:
        return file, guess_layout(file.sheets, sheet, heading_row)
    return file, with_fields(guess_layout(file.sheets, kept["sheet"], kept["first_row"]), kept["fields"])


def read_list(
    source: SourceList,
    fields: Mapping[str, int],
    *,
    sheet: str,
    heading_row: int,
    assumed: str = "",
    officer: Officer,
    reach: Reach,
    now: datetime,
) -> ReadList:
    """Read a list by the columns that an officer confirmed, put it in the place of the older one and match anew.

    `fields` maps a field to the place of its column; `assumed` is the outcome of rows that tell none. Raises Problem
    where nothing can be read.
    """
    comparison, assumed = source.comparison, assumed if assumed in ASSUMABLE else ""
    file = _opened(source)
    layout = with_fields(guess_layout(file.sheets, sheet, heading_row), fields)
    today = now.astimezone(ZoneInfo(comparison.zone)).date()
    read = read_rows(
        next(one for one in file.sheets if one.name == layout.sheet),
        layout,
        today,
        assumed if assumed in ASSUMABLE else "",
    )
    if not read.entries:
        raise Problem(
            Words(
                id="Tidak satu baris pun dapat dibaca dengan kolom ini. Periksa kolom Nama dan baris judulnya.",
                en="Not a single row can be read with these columns. Check the column of names and the heading row.",
            )
        )
    with transaction.atomic():
        work_on(comparison, reach)
        source.columns = layout.as_json() | {"assumed": assumed}
        width = max((column.place for column in layout.columns), default=-1) + 1
        headings = {column.place: column.heading for column in layout.columns}
        source.headings = [headings.get(place, "") for place in range(width)]
        _put_in_place(source, read, officer, now)
    return read


def take_own(comparison: Comparison, *, officer: Officer, reach: Reach, now: datetime) -> SourceList:
    """Make the list of Bawaslu from the cases of Wasit within the reader's reach; raise Problem where there is none."""
    rows = own_rows(reach, comparison.region_code, comparison.period)
    if not rows:
        raise Problem(
            Words(
                id="Wasit tidak memuat perkara dengan terlapor pada periode ini. Unggah daftarnya sebagai berkas.",
                en="Wasit holds no case with a reported person in this period. Upload the list as a file.",
            )
        )
    closed = len(queries.closed_sources(reach))
    remarks = [Remark(0, OWN, Words(id=f"{closed} {_CLOSED.id}", en=f"{closed} {_CLOSED.en}"), False)] if closed else []
    with transaction.atomic():
        work_on(comparison, reach)
        source = SourceList(
            comparison=comparison,
            side="bawaslu",
            state=SourceList.State.WAITING,
            name=OWN,
            handed_in_by=officer,
            handed_in_at=now,
        )
        _put_in_place(source, ReadList(rows, [[] for _ in rows], remarks, len(rows)), officer, now)
    return source


def drop(source: SourceList, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Drop a list that was never used; the sealed file stays."""
    with transaction.atomic():
        work_on(source.comparison, reach)
        waiting = SourceList.objects.filter(pk=source.pk, state=SourceList.State.WAITING)
        if waiting.delete()[0]:
            record(source.comparison, "reconciliation.list_dropped", officer, now, list=source.pk, side=source.side)


def _opened(source: SourceList) -> OpenedFile:
    try:
        with vault.open_file(source.sha256) as kept:
            return open_list(kept.read(), source.name)
    except FileNotFoundError:
        raise Problem(
            Words(
                id=f'Berkas "{source.name}" tidak ada lagi di brankas. Kirim sekali lagi.',
                en=f'The file "{source.name}" is no longer in the vault. Send it once more.',
            )
        ) from None


def _put_in_place(source: SourceList, read: ReadList, officer: Officer, now: datetime) -> None:
    older = SourceList.objects.filter(
        comparison=source.comparison, side=source.side, state=SourceList.State.CURRENT
    ).exclude(pk=source.pk)
    # Rows of a replaced list are personal data without a use; the sealed file can always be read again.
    Entry.objects.filter(source_list__in=[*older.values_list("pk", flat=True), source.pk]).delete()
    older.update(state=SourceList.State.REPLACED)
    source.state, source.read_at = SourceList.State.CURRENT, now
    source.rows_read, source.rows_rejected = len(read.entries), read.rejected
    source.remarks = [remark.as_json() for remark in read.remarks[:_KEPT_REMARKS]]
    source.save()
    Entry.objects.bulk_create(_entries(source, read.entries, read.raw), batch_size=_BATCH)
    rematch(source.comparison, [source.side])
    record(
        source.comparison,
        "reconciliation.list_read",
        officer,
        now,
        list=source.pk,
        side=str(source.side),
        rows=source.rows_read,
        rejected=source.rows_rejected,
        remarks=len(read.remarks),
        assumed=source.columns.get("assumed", ""),
    )


def _entries(source: SourceList, rows: Sequence[EntryFields], raw: Sequence[Sequence[str]]) -> list[Entry]:
    """Return unsaved rows; the same person and event written twice gets keys of its own."""
    seen: Counter[tuple[int, str]] = Counter()
    made = []
    for fields, cells in zip(rows, raw, strict=True):
        keys = []
        for place, key in enumerate(keys_of(fields)):
            seen[place, key] += 1
            keys.append(f"{key[:480]}#{seen[place, key]}" if seen[place, key] > 1 else key[:480])
        made.append(Entry(source_list=source, key=keys[0], plain_key=keys[1], raw=list(cells), **asdict(fields)))
    return made
