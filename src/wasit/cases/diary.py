"""The journal of a case in words: what happened, to what, when, and who looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from wasit.cases.models import Case
from wasit.cases.reports import requirement_words
from wasit.look.dates import hour, longday, shortday
from wasit.office import verbs
from wasit.office.models import JournalEntry
from wasit.rulebook import clock, term, workflow
from wasit.text import Words


@dataclass(frozen=True)
class JournalLine:
    """An entry of the journal in words."""

    entry: JournalEntry
    words: Words
    about: Words | str
    time: Words


def journal_line(case: Case, entry: JournalEntry, now: datetime, *, secrets: bool) -> JournalLine:
    """Return an entry with what it is about; names and identities are never part of an entry.

    Why an identity was opened is typed freely and may give it away: without `secrets` it is not told.
    """
    hidden = entry.verb == "cases.identity_opened" and not secrets
    about = "" if hidden else _about(case, entry.verb, entry.details)
    return JournalLine(entry, verbs.words_of(entry.verb), about, _short_time(case, entry.at, now))


def journal_lines(case: Case, entries: Iterable[JournalEntry], now: datetime, *, secrets: bool) -> list[JournalLine]:
    """Return entries in words, a run of requirements checked by one officer as one line."""
    lines: list[JournalLine] = []
    run = 1
    for entry in entries:
        line = journal_line(case, entry, now, secrets=secrets)
        last = lines[-1] if lines else None
        if last is not None and _same_run(last.entry, entry):
            run += 1
            lines[-1] = replace(last, about=Words(id=f"{run} syarat", en=f"{run} requirements"))
        else:
            run = 1
            lines.append(line)
    return lines


def _same_run(one: JournalEntry, other: JournalEntry) -> bool:
    checked = one.verb == other.verb == "cases.requirement_checked"
    return checked and one.actor_id == other.actor_id and abs(one.at - other.at) < timedelta(minutes=10)


def _short_time(case: Case, moment: datetime, now: datetime) -> Words:
    """Return the hour of today, the weekday of this week, else day and month."""
    here, today = case.local(moment), case.local(now).date()

    def told(language: str) -> str:
        if here.date() == today:
            return hour(moment, case.zone, language)
        day = shortday(here.date(), case.zone, language)
        weekday, _space, rest = day.partition(" ")
        return weekday if (today - here.date()).days < 7 else rest

    return Words(id=told("id"), en=told("en"))


def _about(case: Case, verb: str, details: Mapping[str, Any]) -> Words | str:
    flow = workflow(case.regime)
    if verb == "cases.moved":
        move = flow.move(details["move"])
        number = details.get("register_number", "")
        due = _due(case, details)
        return Words(
            id=" · ".join(filter(None, (move.words.id, number, due.id))),
            en=" · ".join(filter(None, (move.words.en, number, due.en))),
        )
    if verb in {"cases.deadline_late", "cases.deadline_recomputed"}:
        action, due = clock(details["clock"]).action, _due(case, details)
        return Words(id=f"{action.id} · {due.id}", en=f"{action.en} · {due.en}")
    if verb == "cases.opened":
        return term(details["origin"])
    if verb == "cases.requirement_checked":
        words = next(iter(requirement_words(case, [details["requirement"]])), None)
        return _marked(words, met=bool(details["met"])) if words else ""
    if verb == "cases.identity_opened":
        return str(details.get("reason", ""))
    if verb.startswith("letters."):
        return str(details.get("number", ""))
    return str(details.get("sha256", ""))[:12]


def _marked(words: Words, *, met: bool) -> Words:
    mark = Words(id="terpenuhi", en="met") if met else Words(id="kurang", en="lacking")
    return Words(id=f"{words.id}: {mark.id}", en=f"{words.en}: {mark.en}")


def _due(case: Case, details: Mapping[str, Any]) -> Words:
    if not details.get("due"):
        return Words(id="", en="")
    due = datetime.fromisoformat(details["due"])
    return Words(id=longday(due, case.zone, "id"), en=longday(due, case.zone, "en"))


@dataclass(frozen=True)
class Viewer:
    """Somebody who opened the file, and when last."""

    name: str
    last: datetime


def viewers(entries: Iterable[JournalEntry]) -> list[Viewer]:
    """Return each officer who opened the file once, the latest first."""
    seen: dict[int | None, Viewer] = {}
    for entry in entries:
        seen.setdefault(entry.actor_id, Viewer(entry.actor.name if entry.actor else "Wasit", entry.at))
    return list(seen.values())
