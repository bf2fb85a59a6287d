"""The answers that moves ask for, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wasit.cases.models import Case
from wasit.cases.problems import FieldProblem, missing
from wasit.rulebook import requirements, workflow
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


def check_answer(case: Case, ask: str, answers: Asked, now: datetime) -> None:
    """Raise FieldProblem where the answer to `ask` is missing or does not fit."""
    if ask == "notified_at":
        _check_notified(case, answers.notified_at, now)
    elif ask == "outcomes":
        _check_chosen(ask, answers.outcomes, [one.id for one in workflow(case.regime).outcomes])
    elif ask == "missing_requirements":
        _check_chosen(ask, answers.missing_requirements, [one.id for one in requirements(case.regime, case.origin)])
    elif not str(getattr(answers, ask)).strip():
        raise missing(ask, ASK_WORDS[ask])


def _check_notified(case: Case, notified_at: datetime | None, now: datetime) -> None:
    if notified_at is None:
        raise missing("notified_at", ASK_WORDS["notified_at"])
    if not case.opened_at <= notified_at <= now:
        raise FieldProblem(
            "notified_at",
            Words(
                id="Waktu pemberitahuan harus antara perkara dibuka dan sekarang. Periksa tanggalnya.",
                en="The notice must lie between the opening of the case and now. Check its date.",
            ),
        )


def _check_chosen(field: str, chosen: tuple[str, ...], known: list[str]) -> None:
    if not chosen or not set(chosen) <= set(known):
        raise missing(field, ASK_WORDS[field])


def moment_of(case: Case, at: str, now: datetime, notified_at: datetime | None) -> datetime:
    """Return the instant that the workflow calls `at`; raise FieldProblem where the case has none."""
    moments = {"now": now, "known_at": case.known_at, "registered_at": case.registered_at, "notified_at": notified_at}
    moment = moments[at]
    if moment is None:
        raise missing(at, ASK_WORDS.get(at, Words(id="Waktu mulai", en="The start")))
    return moment
