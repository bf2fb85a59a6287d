"""The answers that moves ask for, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wasit.proceedings.models import Matter
from wasit.proceedings.problems import FieldProblem, missing
from wasit.rulebook import requirements
from wasit.text import Words

ASK_WORDS: Mapping[str, Words] = {
    "reason": Words(id="Alasan", en="The reason"),
    "note": Words(id="Catatan", en="The note"),
    "addressee": Words(id="Tujuan penerusan", en="The addressee"),
    "outcomes": Words(id="Jenis pelanggaran", en="The kind of breach"),
    "missing_requirements": Words(id="Syarat yang kurang", en="What is lacking"),
    "notified_at": Words(id="Waktu pemberitahuan", en="The time of the notice"),
}


@dataclass(frozen=True)
class Asked:
    """The answers that moves ask for; a move looks only at those it names."""

    reason: str = ""
    note: str = ""
    addressee: str = ""
    outcomes: tuple[str, ...] = ()
    missing_requirements: tuple[str, ...] = ()
    notified_at: datetime | None = None


def check_answer(matter: Matter, ask: str, answers: Asked, earliest: datetime, now: datetime) -> None:
    """Raise FieldProblem where the answer to `ask` is missing or does not fit; no moment lies before `earliest`."""
    if ask == "notified_at":
        _check_notified(answers.notified_at, earliest, now)
    elif ask == "outcomes":
        _check_chosen(ask, answers.outcomes, [one.id for one in matter.flow.outcomes])
    elif ask == "missing_requirements":
        known = [one.id for one in requirements(matter.flow_id, matter.origin)]
        _check_chosen(ask, answers.missing_requirements, known)
    elif not str(getattr(answers, ask)).strip():
        raise missing(ask, ASK_WORDS[ask])


def _check_notified(notified_at: datetime | None, earliest: datetime, now: datetime) -> None:
    if notified_at is None:
        raise missing("notified_at", ASK_WORDS["notified_at"])
    if not earliest <= notified_at <= now:
        raise FieldProblem(
            "notified_at",
            Words(
                id="Waktu pemberitahuan harus antara berkas dibuka dan sekarang. Periksa tanggalnya.",
                en="The notice must lie between the opening of the file and now. Check its date.",
            ),
        )


def _check_chosen(field: str, chosen: tuple[str, ...], known: list[str]) -> None:
    if not chosen or not set(chosen) <= set(known):
        raise missing(field, ASK_WORDS[field])


def start_of(at: str, moments: Mapping[str, datetime | None]) -> datetime:
    """Return the instant that the workflow calls `at`; raise FieldProblem where the matter has none."""
    moment = moments.get(at)
    if moment is None:
        raise missing(at, ASK_WORDS.get(at, Words(id="Waktu mulai", en="The start")))
    return moment
