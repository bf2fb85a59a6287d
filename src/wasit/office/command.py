"""`wasit journal verify|anchor`: checks the chain and prints the head to be kept outside."""

import json

from wasit.office import journal
from wasit.office.models import JournalEntry
from wasit.text import CallParser, Problem, Words, reader_language

WHOLE = Words(id="Jurnal utuh: {n} catatan, kepala {head}.", en="The journal is whole: {n} entries, head {head}.")
BROKEN = Words(
    id="Jurnal RUSAK pada catatan {bad}. Jangan mengubah apa pun; bandingkan dengan kepala yang disimpan di luar.",
    en="The journal is BROKEN at entry {bad}. Change nothing; compare with the head that was kept outside.",
)


def journal_command(argv: list[str]) -> int:
    """Run `verify` (exit 1 when the chain does not fit) or `anchor`."""
    parser = CallParser(prog="wasit journal")
    parser.add_argument("what", choices=["verify", "anchor"])
    parser.add_argument("--since", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    return _anchor(as_json=options.json) if options.what == "anchor" else _verify(options.since, as_json=options.json)


def _anchor(*, as_json: bool) -> int:
    seq, head = journal.head()
    print(json.dumps({"seq": seq, "head": head}) if as_json else f"{seq} {head}")
    return 0


def _verify(since: int, *, as_json: bool) -> int:
    if since and not JournalEntry.objects.filter(seq=since).exists():
        raise Problem(
            Words(
                id=f"--since {since}: catatan itu tidak ada. Pakai nomor catatan yang ada, atau tanpa --since.",
                en=f"--since {since}: there is no such entry. Use the number of an entry, or leave --since out.",
            )
        )
    report = journal.verify(since)
    if as_json:
        print(json.dumps(report.as_json()))
    else:
        words = WHOLE if report.ok else BROKEN
        print(words.in_(reader_language()).format(n=report.entries, head=report.head, bad=report.first_bad))
    return 0 if report.ok else 1
