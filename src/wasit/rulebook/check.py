"""Checks every edition: form, references between sheets, and words in both languages."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from wasit.rulebook.calendar import Calendar, HolidaySheet
from wasit.rulebook.catalogue import CatalogueSheet, catalogue, exceptions
from wasit.rulebook.clocks import ClockSheet, clocks, counting_rules
from wasit.rulebook.conduct import ConductSheet, conduct_codes
from wasit.rulebook.conflicts import ConflictSheet
from wasit.rulebook.elections import ElectionSheet, elections
from wasit.rulebook.glossary import GlossarySheet, terms
from wasit.rulebook.letters import LetterSheet, check_text, letter_kinds, number_series, parse_wording
from wasit.rulebook.plenary import PlenarySheet
from wasit.rulebook.requirements import RequirementSheet
from wasit.rulebook.sanctions import SanctionSheet, common_levels, ladders
from wasit.rulebook.sheets import EditionInfo, Sheet, own_folder, sheets
from wasit.rulebook.statistics import StatisticSheet
from wasit.rulebook.workflow import Workflow, workflows
from wasit.text import Problem, Words, reader_language

SUBJECTS: Mapping[str, type[Sheet]] = {
    "catalogue": CatalogueSheet,
    "clocks": ClockSheet,
    "conflicts": ConflictSheet,
    "elections": ElectionSheet,
    "glossary": GlossarySheet,
    "holidays": HolidaySheet,
    "letters": LetterSheet,
    "plenary": PlenarySheet,
    "requirements": RequirementSheet,
    "sanctions": SanctionSheet,
    "signals": ConductSheet,
    "statistics": StatisticSheet,
    "workflow": Workflow,
}


def editions() -> tuple[EditionInfo, ...]:
    """Return the heads of all editions, by subject and date."""
    return tuple(sheet.edition for subject, model in SUBJECTS.items() for sheet in sheets(subject, model))


def check_all() -> list[str]:
    """Return everything wrong with the editions, one line each, in the reader's language; an empty list is good."""
    faults: list[Words] = []
    for subject, model in SUBJECTS.items():
        try:
            found = sheets(subject, model)
        except Problem as problem:
            faults.append(problem.words)
            continue
        faults += _heads(subject, found)
        for sheet in found:
            faults += _twice(sheet)
            faults += _silent(sheet, sheet.edition.id)
    if not faults:
        faults += [*_unknown_subjects(), *_clock_faults(), *_workflow_faults(), *_catalogue_faults(), *_term_faults()]
        faults += _letter_faults()
    return [fault.in_(reader_language()) for fault in dict.fromkeys(faults)]


def _unknown_subjects() -> Iterator[Words]:
    roots: list[Traversable] = [files("wasit.rulebook") / "editions"]
    if own_folder():
        roots.append(Path(own_folder()))
    for folder in (folder for root in roots for folder in root.iterdir()):
        if folder.is_dir() and folder.name not in SUBJECTS and not folder.name.startswith(("_", ".")):
            yield Words(id=f"{folder.name}: folder edisi tanpa pembaca.", en=f"{folder.name}: a folder nobody reads.")


def _heads(subject: str, found: Iterable[Sheet]) -> Iterator[Words]:
    seen: set[str] = set()
    for sheet in found:
        head = sheet.edition
        if head.subject != subject:
            yield Words(
                id=f"{head.id}: subject {head.subject} berada di folder {subject}.",
                en=f"{head.id}: subject {head.subject} lies in the folder {subject}.",
            )
        if head.id in seen:
            yield Words(id=f"{head.id}: id edisi dipakai dua kali.", en=f"{head.id}: the edition id is used twice.")
        seen.add(head.id)


def _twice(sheet: Sheet) -> Iterator[Words]:
    """Find ids written twice in one sheet: only the later row would count."""
    rows = (value for value in vars(sheet).values() if isinstance(value, tuple))
    for column in rows:
        ids = [row.id for row in column if hasattr(row, "id")]
        for each in sorted({one for one in ids if ids.count(one) > 1}):
            place = f"{sheet.edition.id}.{each}"
            yield Words(id=f"{place}: id ditulis dua kali.", en=f"{place}: the id is written twice.")


def _silent(node: object, place: str) -> Iterator[Words]:
    """Find words that are empty in a language."""
    if isinstance(node, Words):
        if not node.id.strip() or not node.en.strip():
            yield Words(id=f"{place}: satu bahasa kosong.", en=f"{place}: one language is empty.")
    elif dataclasses.is_dataclass(node):
        for each in dataclasses.fields(node):
            yield from _silent(getattr(node, each.name), f"{place}.{each.name}")
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _silent(value, f"{place}.{key}")
    elif isinstance(node, tuple):
        for value in node:
            yield from _silent(value, f"{place}.{getattr(value, 'id', '')}")


def _missing(place: str, what: str) -> Words:
    return Words(
        id=f'{place}: menunjuk "{what}" yang tidak ada.', en=f'{place}: points to "{what}", which is not there.'
    )


def _clock_faults() -> Iterator[Words]:
    for rule in ("habis-libur", "hari-tanpa-sebutan"):
        if rule not in counting_rules():
            yield _missing("clocks.counting", rule)
    for clock in clocks().values():
        extension = clock.extension
        if extension and (extension.length is None) == (extension.total is None):
            yield Words(
                id=f"{clock.id}: perpanjangan memakai length atau total, salah satu.",
                en=f"{clock.id}: an extension takes either length or total.",
            )
        if clock.length is not None and clock.length < 1:
            yield Words(id=f"{clock.id}: lama harus paling sedikit 1.", en=f"{clock.id}: a length is at least 1.")
        if clock.hours:
            known = {stage.id for each in elections().values() if each.regime == clock.regime for stage in each.stages}
            yield from (_missing(clock.id, stage) for stage in clock.hours.always_open if stage not in known)
    for year in sorted(Calendar.official().years):
        if not any(day.year == year for day in Calendar.official().holidays):
            yield Words(id=f"{year}: tahun tanpa hari libur.", en=f"{year}: a year without days off.")


def _workflow_faults() -> Iterator[Words]:
    for flow in workflows().values():
        yield from _flow_references(flow)
        yield from _flow_paths(flow)


def _flow_references(flow: Workflow) -> Iterator[Words]:
    states, steps = {state.id for state in flow.states}, {step.id for step in flow.steps}
    guards, outcomes = {guard.id for guard in flow.guards}, {outcome.id for outcome in flow.outcomes}
    for state in flow.states:
        if state.step is not None and state.step not in steps:
            yield _missing(f"{flow.id}.{state.id}", state.step)
        if state.watch is not None and state.watch not in clocks():
            yield _missing(f"{flow.id}.{state.id}", state.watch)
    for opening in flow.openings:
        names = [*filter(None, [opening.limit]), *(start.clock for start in opening.starts)]
        yield from (_missing(f"{flow.id}.{opening.id}", name) for name in names if name not in clocks())
        if opening.state not in states:
            yield _missing(f"{flow.id}.{opening.id}", opening.state)
    for move in flow.moves:
        place = f"{flow.id}.{move.id}"
        names = [*(start.clock for start in move.starts), *move.stops, *([move.extends] if move.extends else [])]
        yield from (_missing(place, name) for name in names if name not in clocks())
        ends = (*move.sources, *filter(None, [move.target]))
        yield from (_missing(place, name) for name in ends if name not in states)
        if move.hands_over not in {None, "asked", *outcomes}:
            yield _missing(place, str(move.hands_over))
        yield from (_missing(place, name) for name in move.needs if name not in guards)
        yield from (_missing(place, name) for start in move.starts for name in start.outcomes if name not in outcomes)
        yield from _moments_asked(place, [start.at for start in move.starts], move.asks)


def _moments_asked(place: str, moments: Iterable[str], asks: Iterable[str]) -> Iterator[Words]:
    if "notified_at" in moments and "notified_at" not in asks:
        yield Words(
            id=f"{place}: tenggat mulai pada notified_at, tetapi langkah ini tidak menanyakannya.",
            en=f"{place}: a clock starts at notified_at, but the move does not ask for it.",
        )


def reachable(flow: Workflow) -> set[str]:
    """Return the states that some case can come to."""
    reached = {opening.state for opening in flow.openings}
    while True:
        more = {move.target for move in flow.moves if move.target and reached & set(move.sources)} - reached
        if not more:
            return reached
        reached |= more


def _flow_paths(flow: Workflow) -> Iterator[Words]:
    reached = reachable(flow)
    leaving = {source for move in flow.moves for source in move.sources}
    for state in flow.states:
        if state.id not in reached:
            yield Words(
                id=f"{flow.id}.{state.id}: tidak ada jalan ke keadaan ini.",
                en=f"{flow.id}.{state.id}: no way leads here.",
            )
        if state.terminal == (state.id in leaving):
            yield Words(
                id=f"{flow.id}.{state.id}: keadaan akhir tidak boleh punya langkah, yang lain harus punya.",
                en=f"{flow.id}.{state.id}: a final state may have no move, every other must have one.",
            )


def _catalogue_faults() -> Iterator[Words]:
    rows = catalogue()
    answered = {level for ladder in ladders().values() for rung in ladder.levels for level in rung.answers}
    answered |= {level for rung in common_levels().values() for level in rung.answers}
    for row in rows.values():
        yield from (_missing(row.id, twin) for twin in row.twins if twin not in rows or row.id not in rows[twin].twins)
        if row.sanction_level not in answered:
            yield _missing(row.id, row.sanction_level)
    for allowed in exceptions().values():
        yield from (_missing(allowed.id, lifted) for lifted in allowed.lifts if lifted not in rows)
    for code in conduct_codes().values():
        yield from (_missing(code.id, act) for act in code.acts if act not in rows)
    for rung in (rung for ladder in ladders().values() for rung in ladder.levels):
        interim = {option.id for option in rung.interim_options}
        yield from (
            _missing(rung.id, each.interim) for each in rung.options if each.interim and each.interim not in interim
        )
    for election in elections().values():
        if sum(stage.pivot for stage in election.stages) > 1:
            yield Words(id=f"{election.id}: penetapan lebih dari satu.", en=f"{election.id}: more than one pivot.")


def _letter_faults() -> Iterator[Words]:
    for kind in letter_kinds().values():
        if kind.series not in number_series():
            yield _missing(kind.id, kind.series)
        try:
            parse_wording(kind.body, kind)
            for text in (kind.title, kind.subject, kind.beside.name if kind.beside else "", *kind.copies):
                check_text(text, kind)
        except Problem as problem:
            yield Words(id=f"{kind.id}: {problem.words.id}", en=f"{kind.id}: {problem.words.en}")


def _term_faults() -> Iterator[Words]:
    known = terms()
    yield from (_missing("glossary", key) for key in sorted(needed_terms()) if key not in known)


def needed_terms() -> set[str]:
    """Return every id of the editions that a page may show and the glossary must therefore know."""
    rows, flows = catalogue().values(), workflows().values()
    needed = {"confirmed", "single", "unsure", "hour", "month", "day", "working_day", "calendar_day"}
    needed |= {word for row in rows for word in (row.kind, row.phase, row.table, row.sanction_level, *row.channel)}
    needed |= {f"act.{sub}" for row in rows for sub in row.sub_acts}
    needed |= {kind for ladder in ladders().values() for kind in ladder.staff_kinds}
    needed |= {clock.regime for clock in clocks().values()}
    for flow in flows:
        needed |= {opening.id for opening in flow.openings} | {step.id for step in flow.steps}
        needed |= {state.id for state in flow.states} | {move.id for move in flow.moves}
        needed |= {outcome.id for outcome in flow.outcomes}
        needed |= {role for move in flow.moves for role in move.roles} | {state.awaiting for state in flow.states}
    return needed
