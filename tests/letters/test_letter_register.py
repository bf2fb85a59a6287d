"""The register: numbers without gaps, copies of their own, who may write and who may see, what stays when cancelled."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.cast import reach_for
from tests.letters.drafts import KINDS, SERVANT, draft_of

from wasit.letters import actions, queries
from wasit.letters.codes import new_code, read_code
from wasit.letters.models import Letter, LetterCopy
from wasit.office import blocks, journal, vault
from wasit.office.models import Agency, JournalEntry, NumberSeries, Officer
from wasit.office.reach import everywhere
from wasit.text import Problem

Issue = Callable[..., Letter]


def test_every_kind_is_issued_by_its_side(issue_one: Issue) -> None:
    letters = [issue_one(kind) for kind in KINDS]
    assert {letter.agency.kind for letter in letters if letter.rule.side == "government"} == {"government"}
    for letter in letters:
        assert vault.intact(letter.docx_sha256)
        assert all(vault.intact(copy.pdf_sha256) for copy in letter.marked_copies.all())
        assert queries.gaps(letter.agency, letter.year, letter.series) == []
    assert len({letter.full_number for letter in letters}) == len(letters)
    assert letters[KINDS.index("forwarding")].full_number.endswith("/PP.01.02/K.35-73/X/2024")


def test_each_recipient_gets_a_copy_of_its_own(issue_one: Issue) -> None:
    letter = issue_one("forwarding")
    copies = list(letter.marked_copies.all())
    assert [(copy.place, copy.recipient) for copy in copies] == [
        (1, "Badan Kepegawaian Negara"),
        (2, "Wali Kota Tirtawangi"),
    ]
    assert len({copy.pdf_sha256 for copy in copies}) == len({copy.code for copy in copies}) == 2
    assert issue_one("summons").marked_copies.get().recipient == ""


def test_a_failure_gives_the_number_back(issue_one: Issue, monkeypatch: pytest.MonkeyPatch, city: Agency) -> None:
    first = issue_one("summons")

    def broken(*_given: object, **_more: object) -> bytes:
        raise Problem(first.rule.words)

    with monkeypatch.context() as patched:
        patched.setattr("wasit.letters.actions.issuing.render_pdf", broken)
        with pytest.raises(Problem):
            issue_one("summons")
    assert NumberSeries.objects.get(agency=city, series="letter-surat-keluar").last == 1
    assert [issue_one("summons").number, issue_one("status_notice").number] == [2, 3]
    assert queries.gaps(city, 2024, "surat-keluar") == []


def test_numbers_begin_anew_in_the_year_of_the_office(issue_one: Issue, now: datetime) -> None:
    last = issue_one("study", at=datetime.fromisoformat("2024-12-31T16:59:00+00:00"))
    new = issue_one("study", at=datetime.fromisoformat("2024-12-31T17:00:00+00:00"))
    assert [(last.year, last.number), (new.year, new.number)] == [(2024, 1), (2025, 1)]
    assert (last.full_number, new.full_number) == ("001/KJ/K.35-73/XII/2024", "001/KJ/K.35-73/I/2025")


def test_journal_tells_of_letters_without_names(issue_one: Issue, now: datetime) -> None:
    letter = issue_one("summons")
    entry = JournalEntry.objects.get(verb="letters.issued")
    assert entry.subject == letter.about == "case:12"
    assert entry.details == {"letter": letter.pk, "kind": "summons", "number": letter.full_number, "copies": 1}
    assert SERVANT not in str(entry.details)
    assert SERVANT not in letter.subject + letter.title
    assert journal.verify().ok


def test_who_may_write(
    city: Agency, government: Agency, stranger: Officer, supervisor: Officer, appointing: Officer, now: datetime
) -> None:
    draft = draft_of("summons", city, government)
    for person in (stranger, supervisor, appointing):
        with pytest.raises(Problem, match="may not act"):
            actions.issue(draft, officer=person, reach=reach_for(person, "letters.issue"), now=now)
    with pytest.raises(Problem, match="no letter of this office"):
        kind = draft_of("sanction_decision", city, city)
        actions.issue(kind, officer=None, reach=everywhere(), now=now)
    assert actions.issue(draft, officer=None, reach=everywhere(), now=now).number == 1


def test_who_may_see(
    issue_one: Issue,
    officer: Officer,
    colleague: Officer,
    supervisor: Officer,
    stranger: Officer,
    appointing: Officer,
    city: Agency,
    now: datetime,
) -> None:
    letter, decision = issue_one("summons"), issue_one("sanction_decision")

    def seen(person: Officer) -> set[int]:
        return set(queries.letters_visible_to(reach_for(person, "letters.view")).values_list("pk", flat=True))

    assert seen(officer) == seen(supervisor) == {letter.pk}
    assert seen(appointing) == {decision.pk}
    assert seen(stranger) == set()
    fields = {"source": "declared", "reason": "ipar terlapor", "by": None, "agency": city, "region_code": "35.73"}
    blocks.set_block(colleague, "case:12", now=now, **fields)
    assert seen(colleague) == set()
    with pytest.raises(queries.LetterNotReachable):
        queries.access_letter(reach_for(colleague, "letters.view"), letter.pk)
    with pytest.raises(Problem, match="conflict of interest"):
        actions.cancel(letter, "x", officer=colleague, reach=reach_for(colleague, "letters.issue"), now=now)


def test_a_cancelled_letter_keeps_its_number(issue_one: Issue, officer: Officer, city: Agency, now: datetime) -> None:
    letter, reach = issue_one("summons"), reach_for(officer, "letters.issue")
    with pytest.raises(Problem, match="reason"):
        actions.cancel(letter, "  ", officer=officer, reach=reach, now=now)
    actions.cancel(letter, "Salah tanggal", officer=officer, reach=reach, now=now)
    with pytest.raises(Problem, match="already"):
        actions.cancel(letter, "Lagi", officer=officer, reach=reach, now=now)
    assert issue_one("summons").number == 2
    rows = queries.register(reach_for(officer, "letters.view"), city, 2024, "surat-keluar")
    assert [(row.number, row.state) for row in rows] == [(1, "cancelled"), (2, "issued")]
    assert JournalEntry.objects.filter(verb="letters.cancelled").count() == 1


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("B-{year}", "{number}"),
        ("{number}/X", "{year}"),
        ("{number}/{bulan}/{year}", "no {bulan}"),
        ("{number}/{year", "braces"),
        ("{number.__class__}/{year}", "braces"),
        ("{number}/BA/{office}/{month}/{year}", "Minutes"),
        ("", "1 to 80"),
        ("{number}\n{year}", "one line"),
    ],
)
def test_a_pattern_must_tell_numbers_apart(
    pattern: str, told: str, city: Agency, chair: Officer, now: datetime
) -> None:
    reach = reach_for(chair, "letters.templates")
    with pytest.raises(Problem) as caught:
        actions.set_pattern(city, "surat-keluar", pattern, officer=chair, reach=reach, now=now)
    assert told in caught.value.words.en
    assert caught.value.words.id


def test_an_office_writes_numbers_its_own_way(
    issue_one: Issue, city: Agency, chair: Officer, officer: Officer, now: datetime
) -> None:
    reach = reach_for(chair, "letters.templates")
    actions.set_pattern(
        city, "surat-keluar", "{number}/PM.00/{region}/{month_number}/{year}", officer=chair, reach=reach, now=now
    )
    assert issue_one("summons").full_number == "001/PM.00/35.73/10/2024"
    with pytest.raises(Problem, match="may not act"):
        own = reach_for(officer, "letters.templates")
        actions.set_pattern(city, "kajian", "{number}-{year}", officer=officer, reach=own, now=now)


def test_two_series_never_share_a_number(issue_one: Issue, city: Agency, chair: Officer, now: datetime) -> None:
    reach = reach_for(chair, "letters.templates")
    for series, pattern in (("surat-keluar", "{number}/{year}"), ("kajian", "{number}/{year} ")):
        if series == "kajian":
            with pytest.raises(Problem, match="uses this pattern"):
                actions.set_pattern(city, series, pattern, officer=chair, reach=reach, now=now)
            actions.set_pattern(city, series, "{number}/{year}{classification}", officer=chair, reach=reach, now=now)
        else:
            actions.set_pattern(city, series, pattern, officer=chair, reach=reach, now=now)
    issue_one("summons")
    Letter.objects.filter(series="surat-keluar").update(full_number="001/2024–")
    with pytest.raises(Problem, match="another series"):
        issue_one("study")
    assert NumberSeries.objects.filter(series="letter-kajian").count() == 0


def test_codes_are_long_and_read_with_a_tolerant_eye() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(read_code(code) == code for code in codes)
    assert read_code(" p91h 7qxk–2mda ") == "P91H-7QXK-2MDA"
    assert read_code("oil0-aaaa-bbbb") == "0110-AAAA-BBBB"
    assert [read_code(bad) for bad in ("", "P91H-7QXK", "P91H-7QXK-2MDU", "P91H-7QXK-2MDA-X", "é" * 12)] == [None] * 5


def test_a_file_is_known_by_its_bytes(issue_one: Issue) -> None:
    letter = issue_one("forwarding")
    copy = letter.marked_copies.get(place=2)
    with vault.open_file(copy.pdf_sha256) as source:
        data = source.read()
    found = queries.match_file(hashlib.sha256(data).hexdigest())
    assert found is not None
    assert (found.letter, found.copy, found.what) == (letter, copy, "copy")
    assert queries.match_file(hashlib.sha256(data + b" ").hexdigest()) is None
    assert queries.copy_by_code(copy.code.lower()) == copy


def test_rows_of_copies_are_written_once(issue_one: Issue) -> None:
    copy = LetterCopy.objects.get(letter=issue_one("summons"))
    copy.recipient = "orang lain"
    with pytest.raises(Exception, match="LetterCopy"):
        copy.save()


def test_a_letter_dated_later_than_issued_keeps_its_own_date(issue_one: Issue, now: datetime) -> None:
    letter = issue_one("summons", date=(now + timedelta(days=1)).date())
    assert letter.date.isoformat() == "2024-10-29"
    assert letter.full_number.endswith("/X/2024")
