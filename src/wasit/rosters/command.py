"""`wasit import roster FILE --region CODE`: brings the roster of a region in line with a spreadsheet."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wasit.office.reach import everywhere
from wasit.rosters.actions import import_roster
from wasit.rosters.report import ImportReport
from wasit.text import CallParser, Words, reader_language


def command(argv: list[str], clock: Callable[[], datetime]) -> int:
    """Run `wasit import …`; 0 = the file was read, 2 (by Problem) = the call or the file was wrong."""
    given = _parser().parse_args(argv)
    report = import_roster(
        Path(given.file),
        region_code=given.region,
        actor=None,
        reach=everywhere(),
        now=clock(),
        dry_run=given.dry_run,
        progress=_progress if sys.stderr.isatty() else None,
    )
    language = reader_language()
    print(json.dumps(report.as_json(language), ensure_ascii=False) if given.json else _told(report, language))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CallParser(prog="wasit import", description="Import a staff roster (.xlsx, .csv).")
    what = parser.add_subparsers(dest="what", required=True)
    roster = what.add_parser("roster", help="a staff roster of one region")
    roster.add_argument("file", metavar="FILE.xlsx|csv")
    roster.add_argument("--region", required=True, metavar="CODE", help="official dotted code, such as 35.73")
    roster.add_argument("--dry-run", action="store_true", help="report what would change, change nothing")
    roster.add_argument("--json", action="store_true", help="one JSON object on standard output")
    return parser


def _progress(done: int, total: int) -> None:
    print(f"\r{done}/{total}", end="\n" if done >= total else "", file=sys.stderr, flush=True)


def _told(report: ImportReport, language: str) -> str:
    first = Words(
        id=f"{report.rows} baris: {report.created} baru, {report.updated} diperbarui, {report.moved} pindah, "
        f"{report.unchanged} tetap, {len(report.rejected)} ditolak.",
        en=f"{report.rows} rows: {report.created} new, {report.updated} updated, {report.moved} moved, "
        f"{report.unchanged} unchanged, {len(report.rejected)} rejected.",
    )
    dry = Words(id="Percobaan: tidak ada yang diubah.", en="Dry run: nothing was changed.")
    lines = [first, *([dry] if report.dry_run else []), *report.notes, *(row.words for row in report.rejected)]
    return "\n".join(line.in_(language) for line in lines)
