"""The procedure for a lawyer to read: `python -m scripts.procedure` writes docs/procedure.md from the editions.

Words, articles and clocks are those of the rulebook; which lines are allowed and which refused is proved by the tables
in tests/cases/conformance.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    # The conditions that the program adds stand beside its tables, which want a configured Django; nothing is opened.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wasit.site.settings_for_tests")
    django.setup()

from wasit.cases.actions import PROCEDURE as OF_CASES
from wasit.forwarding.actions import PROCEDURE as OF_HAND_OFF
from wasit.proceedings.moving import Procedure
from wasit.rulebook import Clock, Move, StartClock, State, Workflow, clock, term, workflow

OUT = Path(__file__).resolve().parent.parent / "docs" / "procedure.md"
FLOWS = {
    "pilkada": "Perkara dalam pemilihan kepala daerah",
    "pemilu": "Perkara dalam pemilihan umum",
    "hand_off": "Penerusan kepada instansi penerima",
}
ASKS = {
    "reason": "alasan",
    "note": "catatan",
    "addressee": "tujuan",
    "outcomes": "jenis pelanggaran",
    "missing_requirements": "syarat yang kurang",
    "notified_at": "waktu pemberitahuan",
}
MOMENTS = {
    "now": "saat langkah diambil",
    "notified_at": "waktu pemberitahuan",
    "known_at": "waktu diketahui",
    "registered_at": "waktu registrasi",
    "decided_at": "tanggal keputusan",
}
UNITS = {
    "calendar_day": "hari kalender",
    "working_day": "hari kerja",
    "hour": "jam",
    "month": "bulan",
    "day": "hari (satuannya tidak disebut)",
}
SURE = {"confirmed": "pasti", "single": "satu sumber", "unsure": "belum pasti"}
HEAD = """# Prosedur dari laporan sampai sanksi

Halaman ini dibuat dari edisi aturan oleh `python -m scripts.procedure`; jangan diubah di sini. Yang dapat dikoreksi
seorang ahli hukum (kata, pasal, peran, tenggat) ada di `src/wasit/rulebook/editions/`. Setiap keadaan dan langkah, yang
boleh maupun yang ditolak dengan alasannya, dicoba satu per satu menurut tabel di `tests/cases/conformance/`.

*This page is made from the editions; its English words stand there beside the Indonesian ones.*

Kepastian: **pasti** = dibaca di teks resmi atau beberapa sumber; **satu sumber**; **belum pasti** = usul yang harus
diperiksa ahli hukum. Syarat bertanda ° berlaku dalam program walaupun tidak tertulis pada langkah di edisinya.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, *(_chapter(workflow(flow_id), title) for flow_id, title in FLOWS.items()), _clocks()]
    return "\n".join(parts)


def _chapter(flow: Workflow, title: str) -> str:
    edition = flow.edition
    lines = [f"## {title}\n", f"Edisi `{edition.id}`, berlaku sejak {edition.valid_from}. Dasar: {edition.basis}.\n"]
    lines += ["### Awal\n", *_table(("Asal", "Keadaan pertama", "Tenggat yang mulai"), _openings(flow)), ""]
    lines += [
        "### Keadaan\n",
        *_table(("Keadaan", "Yang ditunggu", "Giliran", "Bila tiada tenggat lain"), _states(flow)),
        "",
    ]
    lines += ["### Langkah\n"]
    for state in flow.states:
        lines += [f"#### {state.words.id}\n", *_moves(flow, state), ""]
    lines += ["### Syarat dan kata penolakannya\n", *_table(("Syarat", "Bila belum terpenuhi"), _guards(flow)), ""]
    return "\n".join(lines)


def _openings(flow: Workflow) -> Iterator[tuple[str, ...]]:
    for opening in flow.openings:
        started = "; ".join(f"`{one.clock}` sejak {MOMENTS[one.at]}" for one in opening.starts)
        yield term(opening.id).id, flow.state(opening.state).words.id, started


def _states(flow: Workflow) -> Iterator[tuple[str, ...]]:
    for state in flow.states:
        watch = f"`{state.watch}`" if state.watch else "–"
        yield f"**{state.words.id}** (`{state.id}`)", state.expects.id, term(state.awaiting).id, watch


def _moves(flow: Workflow, state: State) -> list[str]:
    if state.terminal:
        return ["Keadaan akhir: tidak ada langkah lagi."]
    head = ("Langkah", "Untuk", "Oleh", "Syarat", "Diisi", "Menjadi", "Tenggat mulai", "Tenggat berhenti", "Dasar")
    return list(_table(head, (_move(flow, move) for move in flow.moves if state.id in move.sources)))


def _move(flow: Workflow, move: Move) -> tuple[str, ...]:
    added = _procedure(flow).added.get(move.id, ())
    needs = [f"`{one}`" for one in move.needs] + [f"`{one}`°" for one in added]
    grown = [f"`{move.extends}` diperpanjang"] if move.extends else []
    return (
        f"**{move.words.id}** (`{move.id}`)",
        ", ".join(_inside(term(one).id) for one in move.origins),
        ", ".join(_inside(term(one).id) for one in move.roles),
        ", ".join(needs) or "–",
        ", ".join(ASKS[one] for one in move.asks) or "–",
        flow.state(move.target).words.id if move.target else "tetap",
        "; ".join([*(_start(flow, one) for one in move.starts), *grown]) or "–",
        ", ".join(f"`{one}`" for one in move.stops) or "–",
        f"{move.basis or 'tidak ditemukan'} ({SURE[str(move.confidence)]})",
    )


def _procedure(flow: Workflow) -> Procedure[Any]:
    return OF_HAND_OFF if flow.id == "hand_off" else OF_CASES


def _start(flow: Workflow, one: StartClock) -> str:
    told = f"`{one.clock}` sejak {MOMENTS[one.at]}"
    only = ", ".join(_inside(flow.outcome(each).words.id) for each in one.outcomes)
    return f"{told} (hanya: {only})" if only else told


def _guards(flow: Workflow) -> Iterator[tuple[str, ...]]:
    for guard in flow.guards:
        yield f"`{guard.id}`", guard.words.id
    for guard_id, words in _procedure(flow).added_words.items():
        yield f"`{guard_id}`°", words.id


def _clocks() -> str:
    used: dict[str, None] = {}
    for flow in map(workflow, FLOWS):
        used |= dict.fromkeys(
            filter(None, [*(one.limit for one in flow.openings), *(one.watch for one in flow.states)])
        )
        for row in (*flow.openings, *flow.moves):
            used |= dict.fromkeys(start.clock for start in row.starts)
    head = ("Tenggat", "Mulai", "Yang harus terjadi", "Lama", "Perpanjangan", "Dasar")
    return "\n".join(["## Tenggat\n", *_table(head, (_clock(clock(one)) for one in used)), ""])


def _clock(row: Clock) -> tuple[str, ...]:
    proposed = row.length is None
    length = f"{row.suggested_default if proposed else row.length} {UNITS[row.unit]}{' (usul)' if proposed else ''}"
    grown = row.extension
    extension = "–"
    if grown is not None:
        more = f"+{grown.length}" if grown.length is not None else f"seluruhnya {grown.total}"
        extension = f"{more} {UNITS[grown.unit]}"
    basis = f"{row.basis or 'tidak ditemukan'} ({SURE[str(row.confidence)]})"
    return f"`{row.id}`", row.trigger.id, row.action.id, length, extension, basis


def _inside(word: str) -> str:
    return word[:1].lower() + word[1:]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(each.replace('|', '/') for each in row)} |"


if __name__ == "__main__":
    OUT.write_text(page(), encoding="utf-8")
