"""Ten thousand cases with planted reporters: nothing that leaves the house names one, however careless the hand."""

import json
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core import mail
from tests.case_cast import DAYS, REGISTERED, sealed
from tests.cast import reach_for
from tests.leaks.planting import Planted, found_in, reporter, slip, texts_of

from wasit.cases import actions, papers
from wasit.cases.models import Case
from wasit.cases.opening import OpeningAct
from wasit.forwarding.models import Recommendation
from wasit.letters.models import Letter
from wasit.office import vault
from wasit.office.models import Agency, JournalEntry, Notice, Officer, StoredFile
from wasit.text import Problem

CHUNKS, CHUNK = 40, 250
# Where a careless officer may have written who reported.
PLACES = ("nowhere", "title", "summary", "place", "act", "evidence name", "evidence bytes", "study", "considerations",
          "dissent", "answer", "statement", "conclusion", "reason")  # fmt: skip


class Careless:
    """Runs cases through the house, and looks at everything that came out of it."""

    def __init__(self, cast: dict[str, Any], folder: Path, records: list[str]) -> None:
        self.cast, self.folder, self.records = cast, folder, records
        self.refused = self.sent = self.letters = self.seen = 0

    def run(self, number: int) -> None:
        random = Random(number)
        planted, where = reporter(random, number), PLACES[number % len(PLACES)]
        case = self._plenary(random, planted, where)
        self._hand_on(case, random, planted, where)
        self._write(case, random)
        self._look(case, planted)

    def _said(self, random: Random, planted: Planted, where: str, here: str, else_said: str) -> str:
        return slip(random, planted) if where == here else else_said

    def _plenary(self, random: Random, planted: Planted, where: str) -> Case:
        say = lambda here, other: self._said(random, planted, where, here, other)  # noqa: E731
        officer, now = self.cast["officer"], REGISTERED - timedelta(hours=2)
        data = say("evidence bytes", "tangkapan rekaan").encode() + str(random.random()).encode()
        name = say("evidence name", "tangkapan") + ".txt"
        evidence = type(kept := sealed(now, data))(
            sha256=kept.sha256, name=name[:200], media_type=kept.media_type, sealed_at=kept.sealed_at
        )
        act = OpeningAct(violation_id="disiplin-kampanye-medsos", at=DAYS["pilkada"], note=say("act", "ajakan")[:500])
        case: Case = self.cast["open_one"](
            "report", now=now, reporter=planted.reporter, acts=(act,), evidence=(evidence,),
            title=say("title", "Dugaan unggahan")[:200], summary=say("summary", "uraian"), place=say("place", "medsos")[:300],
        )  # fmt: skip
        self.cast["tick_all"](case, REGISTERED)
        case = self.cast["move"](case, "register", REGISTERED)
        at = REGISTERED + timedelta(hours=1)
        mine = {"officer": officer, "reach": reach_for(officer, "cases.handle", at), "now": at}
        party = case.parties.get()
        reply = actions.offer_reply(case, party, offered_at=at, **mine)
        actions.take_reply(reply, text=say("answer", "Saya hanya lewat."), **mine)
        invitation = actions.invite(case, None, held_at=at, place="Ruang klarifikasi", sent_at=at, **mine)
        actions.record_statement(
            invitation, heard_at=at, statement=say("statement", "Saya melihatnya."), under_oath=True, **mine
        )
        case = self.cast["move"](case, "finish_clarification", at)
        actions.add_note(case, say("study", "Kajian rekaan."), kind="study", **mine)
        case = self.cast["move"](case, "finish_study", at)
        ballot = {"choice": "proven", "outcomes": ("ethics_discipline",)}
        actions.record_plenary(
            case, held_at=at, place="Ruang pleno", considerations=say("considerations", "Ditimbang."),
            ballots={
                self.cast["chair"].pk: actions.Ballot(**ballot),
                self.cast["division_head"].pk: actions.Ballot(**ballot, dissent=say("dissent", "")),
            },
            **mine,
        )  # fmt: skip
        addressee = say("reason", "BKN dan PPK")[:300]
        return self.cast["move"](case, "decide_forward", at, outcomes=("ethics_discipline",), addressee=addressee)

    def _hand_on(self, case: Case, random: Random, planted: Planted, where: str) -> None:
        officer, now = self.cast["officer"], case.state_since + timedelta(hours=1)
        mine = {"officer": officer, "reach": reach_for(officer, "cases.handle", now), "now": now}
        conclusion = self._said(random, planted, where, "conclusion", "Diteruskan.")
        for one in Recommendation.objects.filter(source=case.subject).select_related("agency", "owner"):
            try:
                chosen = [item.pk for item in case.evidence.all()]
                actions.make_package(case, one, evidence=chosen, conclusion=conclusion, **mine)
                actions.send(case, one, **mine)
                self.sent += 1
            except Problem as problem:
                self.records.append(problem.words.id + problem.words.en)
                self.refused += 1

    def _write(self, case: Case, random: Random) -> None:
        """Write one letter of those that could be written; all in turn over many cases."""
        officer, now = self.cast["officer"], case.state_since + timedelta(hours=2)
        reach = reach_for(officer, "cases.handle", now)
        lines = [line for line in papers.lines_of(case) if line.reason is None]
        line = lines[random.randrange(len(lines))]
        frame = papers.frame_of(case, line.paper, line.item, officer, now)
        asked = line.paper.asks(case, line.item, now)
        typed = {one.id: one.initial or "rekaan" for one in asked}
        try:
            draft = papers.draft_of(case, line.paper, line.item, frame, typed, now)
            actions.issue_letter(case, draft, officer=officer, reach=reach, now=now)
            self.letters += 1
        except Problem:
            self.refused += 1

    def _look(self, case: Case, planted: Planted) -> None:
        out: list[str] = []
        for one in Recommendation.objects.filter(source=case.subject):
            out.append(json.dumps(one.package, ensure_ascii=False))
            for item in one.package.get("evidence", ()):
                out += texts_of(_bytes(item["sha256"]))
        for letter in Letter.objects.filter(about=case.subject):
            out += [letter.subject, letter.addressee, letter.full_number, json.dumps(letter.copies)]
            out += texts_of(_bytes(letter.docx_sha256))
            for copy in letter.marked_copies.all():
                out += self._pdf(_bytes(copy.pdf_sha256))
        written = JournalEntry.objects.filter(seq__gt=self.seen).order_by("seq")
        out += [json.dumps(row) for row in written.values_list("details", flat=True)]
        self.seen += written.count()
        out += [json.dumps(row) for row in Notice.objects.values_list("words", flat=True)]
        out += [f"{sent.subject} {sent.body} {sent.to}" for sent in mail.outbox]
        out += self.records
        for text in out:
            assert not found_in(text, planted.marks), f"case {case.pk}: {text[:300]}"
        self.records.clear()

    def _pdf(self, data: bytes) -> list[str]:
        path = self.folder / "one.pdf"
        path.write_bytes(data)
        told = texts_of(data)
        for tool, arguments in (("pdftotext", [str(path), "-"]), ("pdfinfo", ["-custom", str(path)])):
            if shutil.which(tool):
                told.append(subprocess.run([tool, *arguments], capture_output=True, text=True, check=True).stdout)
        return told


def _bytes(sha256: str) -> bytes:
    with vault.open_file(sha256) as source:
        return source.read()


class _Kept(logging.Handler):
    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(self.format(record))


@pytest.fixture
def careless(
    open_one: Callable[..., Case], move: Callable[..., Case], tick_all: Callable[..., None], officer: Officer,
    chair: Officer, division_head: Officer, appointing: Officer, government: Agency, tmp_path: Path,
) -> Iterator[Careless]:  # fmt: skip
    """The house with its people, and every line that it logs."""
    cast = {
        "open_one": open_one, "move": move, "tick_all": tick_all, "officer": officer, "chair": chair,
        "division_head": division_head,
    }  # fmt: skip
    records: list[str] = []
    handler, root = _Kept(records), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield Careless(cast, tmp_path, records)
    root.removeHandler(handler)
    root.setLevel(level)


def _cases(careless: Careless, numbers: range) -> None:
    for number in numbers:
        careless.run(number)
        # What was looked at is done with: only a fresh case's traces are searched.
        Notice.objects.all().delete()


def test_nothing_that_leaves_the_house_names_a_reporter(careless: Careless) -> None:
    _cases(careless, range(len(PLACES)))
    assert careless.sent >= 14 and careless.refused >= 4 and careless.letters >= 7
    assert StoredFile.objects.exists()


@pytest.mark.heavy
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nor_in_ten_thousand_cases(careless: Careless, chunk: int) -> None:
    _cases(careless, range(1000 + chunk * CHUNK, 1000 + (chunk + 1) * CHUNK))
    assert careless.sent > CHUNK and careless.refused > CHUNK // 10 and careless.letters > CHUNK // 2


def test_the_look_itself_finds_what_is_there() -> None:
    planted = reporter(Random(1), 1)
    assert found_in(f"... {planted.reporter.name.upper()} ...", planted.marks)
    assert all(found_in(slip(Random(seed), planted), planted.marks) for seed in range(40))
