"""An office's own wording and letterhead: only what the kind knows, every version kept, never run as code."""

import io
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from tests.cast import reach_for
from tests.letters.drafts import KINDS

from wasit.letters import actions, queries
from wasit.letters.actions.own_ways import own_wording
from wasit.letters.models import Letter, LetterTemplate
from wasit.letters.samples import sample_draft
from wasit.letters.wordings import edition_wording, wording_of
from wasit.office import vault
from wasit.office.models import Agency, JournalEntry, Officer
from wasit.rulebook import allowed_in, check_all, letter_kind, letter_kinds, parse_wording
from wasit.text import Problem

BODY = "Perkara {register_number} berstatus {status}.\n\n[bila reason] Alasan :: {reason}\n\nTerima kasih."


def png(width: int = 8, *, remark: bytes = b"") -> bytes:
    """A grey square; `remark` goes into a text chunk."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, width, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * width)
    text = chunk(b"tEXt", remark) if remark else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_every_edition_parses_and_names_the_reporter_nowhere() -> None:
    assert check_all() == []
    assert len(letter_kinds()) == 20
    for kind in letter_kinds().values():
        assert parse_wording(kind.body, kind)
        assert not {one.id for one in kind.placeholders} & {"reporter", "reporter_name", "reporter_address"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Kepada {reporter_name}", "knows no isian “reporter_name”"),
        ("Nilai {values.__class__}", "{values.__class__}”: braces"),
        ("Buka { saja", "braces hold a placeholder only"),
        ("{{ 7 * 7 }}", "braces hold a placeholder only"),
        ("{% include x %}", "braces hold a placeholder only"),
        ("[tabel votes]", "knows no tabel “votes”"),
        ("[tabel]", "knows no tabel “”"),
        ("[rincian]", "has no [rincian]"),
        ("[bila tidak_ada] x", "knows no bila “tidak_ada”"),
        ("[tabel dua kata]", "write [rincian], [tabel name]"),
        ("", "no text"),
    ],
)
def test_a_wording_holds_only_what_the_kind_knows(body: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        own_wording("status_notice", body=body, subject="Status")
    assert told in caught.value.words.en
    assert "\n" not in caught.value.words.id


def test_an_own_wording_holds_from_then_on_and_can_be_taken_back(
    issue_one: Callable[..., Letter], city: Agency, chair: Officer, now: datetime
) -> None:
    reach = reach_for(chair, "letters.templates")
    given: dict[str, Any] = {"officer": chair, "reach": reach, "now": now}
    own = own_wording("status_notice", body=BODY, subject="Kabar perkara", handling="Biasa", classification="PM.05")
    actions.set_template(city, own, **given)
    letter = issue_one("status_notice")
    assert (letter.subject, letter.full_number) == ("Kabar perkara", "001/PM.05/K.35-73/X/2024")
    with vault.open_file(letter.docx_sha256) as source:
        said = "\n".join(one.text for one in Document(io.BytesIO(source.read())).paragraphs)
    assert "berstatus Diteruskan kepada instansi yang berwenang." in said
    assert "Alasan" not in said
    actions.reset_template(city, "status_notice", **given)
    assert wording_of(city, "status_notice") == edition_wording("status_notice")
    assert [(row.version, row.from_edition) for row in queries.versions_of(city, "status_notice")] == [
        (2, True),
        (1, False),
    ]
    assert LetterTemplate.objects.get(version=1).body == BODY
    verbs = JournalEntry.objects.filter(verb__startswith="letters.template").values_list("verb", flat=True)
    assert list(verbs) == ["letters.template_set", "letters.template_reset"]


def test_only_who_may_word_letters_does(city: Agency, officer: Officer, stranger: Officer, now: datetime) -> None:
    own = own_wording("status_notice", body=BODY, subject="Kabar perkara")
    for person in (officer, stranger):
        with pytest.raises(Problem, match="may not act"):
            actions.set_template(city, own, officer=person, reach=reach_for(person, "letters.templates"), now=now)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_preview(kind: str, city: Agency, government: Agency, now: datetime) -> None:
    agency = government if letter_kind(kind).side == "government" else city
    pdf = actions.preview_pdf(sample_draft(kind, agency, now.date()), edition_wording(kind, "pilkada"))
    assert pdf.startswith(b"%PDF-1.7")
    assert set(allowed_in(letter_kind(kind))) >= {"number", "date", "agency"}


def test_letterhead_and_arms(issue_one: Callable[..., Letter], city: Agency, chair: Officer, now: datetime) -> None:
    given: dict[str, Any] = {
        "lines": "BADAN PENGAWAS PEMILIHAN UMUM\n\nKOTA REKAAN",
        "address": "Jalan Rekaan 1",
        "contact": "Telepon (0999) 1",
        "place": "Rekaan",
        "paper": "F4",
        "officer": chair,
        "reach": reach_for(chair, "letters.templates"),
        "now": now,
    }
    filed = actions.set_letterhead(city, arms=png(remark=b"Author\0Sekar Anggraini"), **given)
    kept = queries.arms_of(filed)
    assert kept == png()
    assert actions.set_letterhead(city, **given).arms_sha256 == filed.arms_sha256
    letter = issue_one("summons")
    assert (letter.paper, issue_one("summons", paper="A4").paper, queries.place_of(city)) == ("F4", "A4", "Rekaan")
    with vault.open_file(letter.docx_sha256) as source:
        document = Document(io.BytesIO(source.read()))
    assert [one.text for one in document.paragraphs if one.text][:3] == [
        "BADAN PENGAWAS PEMILIHAN UMUM",
        "KOTA REKAAN",
        "Jalan Rekaan 1",
    ]
    assert actions.set_letterhead(city, arms=b"", **given).arms_sha256 == ""


@pytest.mark.parametrize(
    ("arms", "told"),
    [
        (b"GIF89a", "sound PNG"),
        (png()[:-20], "sound PNG"),
        (png().replace(b"IDAT", b"IDAX"), "sound PNG"),
        (png(3_001), "3001 × 3001"),
        (png() + b"x" * 300_000, "300 kB"),
    ],
)
def test_arms_must_be_a_small_sound_png(arms: bytes, told: str, city: Agency, chair: Officer, now: datetime) -> None:
    with pytest.raises(Problem, match=told):
        actions.set_letterhead(
            city,
            lines="X",
            address="",
            contact="",
            place="",
            arms=arms,
            officer=chair,
            reach=reach_for(chair, "letters.templates"),
            now=now,
        )
