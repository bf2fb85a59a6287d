"""The command `wasit read`: what news pages say, as JSON lines or as a card for the eye."""

import json
import sys
from pathlib import Path

from wasit.reading.decoding import MAX_BYTES, require_size
from wasit.reading.page import Page
from wasit.reading.reader import read_page
from wasit.text import CallParser, Problem, Words, reader_language


def read(argv: list[str]) -> int:
    """Run `wasit read FILE… [--json]`; Problem (exit status 2) for the first page that cannot be read."""
    what = Words(id="Membaca halaman berita: apa, di mana, siapa.", en="Reads news pages: what, where, who.")
    parser = CallParser(prog="wasit read", description=what.in_(reader_language()))
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--region", metavar="CODE")
    options = parser.parse_args(argv)
    for file in options.files:
        page = read_page(_bytes(file), file=file, hint_region=options.region)
        print(json.dumps(page.as_json(), ensure_ascii=False) if options.json else _card(page))
    return 0


def _bytes(file: str) -> bytes:
    # One byte more than allowed is enough to know that a page is too large; the rest of it is never loaded.
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(file)
    try:
        require_size(path.stat().st_size, file)
        with path.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem(
            Words(
                id=f"{file}: tidak dapat dibaca ({reason}). Periksa letak dan namanya.",
                en=f"{file}: cannot be read ({reason}). Check where it is and its name.",
            )
        ) from error


def _card(page: Page) -> str:
    none = Words(id="tidak disebut", en="not stated").in_(reader_language())
    circulars = [f"{number} ({day.isoformat()})" if day else number for number, day in page.circulars]
    counts = [f"{key} = {value}" for key, value in page.counts.items()]
    against = [f"{key}: {' / '.join(map(str, values))}" for key, values in page.counts_stated.items()]
    role = f" [{page.conduct_role}]" if page.conduct_role else ""
    days = str(page.days_to_vote) if page.days_to_vote is not None else ""
    rows: list[tuple[Words, str]] = [
        (Words(id="Tanggal", en="Published"), page.published.isoformat() if page.published else ""),
        (Words(id="Sumber", en="Source"), page.source or ""),
        (Words(id="Netralitas ASN", en="ASN neutrality"), _yes(page.on_topic)),
        (Words(id="Wilayah", en="Regions"), ", ".join(f"{place.name} ({place.code})" for place in page.regions)),
        (Words(id="Peristiwa", en="Events"), ", ".join(page.event_types)),
        (Words(id="Angka", en="Numbers"), ", ".join(counts)),
        (Words(id="Angka berbeda", en="Differing numbers"), "; ".join(against)),
        (Words(id="Surat", en="Circulars"), ", ".join(circulars)),
        (Words(id="Lembaga", en="Institutions"), ", ".join(page.institutions)),
        (Words(id="Subjek", en="Subjects"), ", ".join(page.subjects)),
        (Words(id="Perbuatan", en="Conduct"), ", ".join(page.conduct) + role if page.conduct else ""),
        (Words(id="Hari ke pemungutan suara", en="Days to the vote"), days),
        (Words(id="Baris dibuang", en="Lines removed"), str(page.removed_lines)),
    ]
    lines = [f"  {label.in_(reader_language()):<26}{value or none}" for label, value in rows]
    return "\n".join([f"{page.file}: {page.title or none}", *lines])


def _yes(value: bool) -> str:
    return (Words(id="ya", en="yes") if value else Words(id="tidak", en="no")).in_(reader_language())
