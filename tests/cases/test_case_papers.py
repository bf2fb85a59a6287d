"""The letters of a case: each is written from facts of the file, none names the reporter, all of a sending or nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.case_cast import REPORTER
from tests.cases.typed import HOUR, RECENT
from tests.cast import NOW, reach_for

from wasit.cases import actions, papers
from wasit.cases.models import Case
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import recommendations_from
from wasit.letters.drafts import Draft
from wasit.letters.models import Letter
from wasit.office.models import JournalEntry, Officer
from wasit.text import Problem


@pytest.fixture
def by(officer: Officer) -> dict[str, Any]:
    """Who acts."""
    return {"officer": officer, "reach": reach_for(officer, "cases.handle"), "now": NOW}


def drafted(case: Case, kind: str, officer: Officer, **typed: str) -> Draft:
    """The first letter of a kind that a case can write, with what the file says already and `typed` besides."""
    line = next(line for line in papers.lines_of(case) if line.paper.id == kind and line.reason is None)
    frame = papers.frame_of(case, line.paper, line.item, officer, NOW)
    asked = {ask.id: ask.initial or "Isi rekaan." for ask in line.paper.asks(case, line.item, NOW)}
    return papers.draft_of(case, line.paper, line.item, frame, {**asked, **typed}, NOW)


def said(draft: Draft) -> str:
    """Everything a draft says."""

    def each() -> Iterator[str]:
        yield from draft.values.values()
        yield from (fact.value for fact in draft.facts)
        yield from (cell for table in draft.tables.values() for row in table.rows for cell in row)
        yield from draft.texts.values()
        yield draft.addressee.name if draft.addressee else ""

    return "\n".join(each())


@pytest.fixture
def heard_report(registered: Callable[..., Case], heard: Callable[..., None], by: dict[str, Any]) -> Case:
    """A report in which the accused, a witness and the reporter were invited and heard."""
    case = registered("report", now=NOW - 8 * HOUR, summary="Ajakan di akun pribadi (rekaan).", **RECENT)
    witness = case.parties.create(role="witness", name="Saksi Rekaan", added_at=NOW)
    for party in (case.parties.get(role="reported"), witness, None):
        row = actions.invite(case, party, held_at=NOW - 5 * HOUR, place="Kantor", sent_at=NOW - 7 * HOUR, **by)
        spoken = "T: Sehat?\nJ: Ya.\nT: Apa yang dilihat?\nJ: Unggahan itu."
        actions.record_statement(row, heard_at=NOW - 5 * HOUR, statement=spoken, under_oath=True, **by)
    heard(case, NOW - 4 * HOUR)
    return case


def test_every_letter_up_to_the_study(heard_report: Case, officer: Officer, by: dict[str, Any]) -> None:
    case = heard_report
    case.checks.filter(requirement_id=case.checks.first().requirement_id).update(met=False, note="Belum ada.")
    actions.add_note(case, "Kajian rekaan.", kind="study", **by)
    kinds = ("report_form", "receipt", "initial_study", "completion_notice", "summons", "reply_invitation")
    for kind in (*kinds, "clarification_minutes", "study"):
        draft = drafted(case, kind, officer)
        for secret in (REPORTER.name, REPORTER.address, REPORTER.phone, REPORTER.identity_number):
            assert secret not in said(draft), kind
        letter = actions.issue_letter(case, draft, **by)
        assert letter.kind == kind and letter.about == case.subject
    assert "Raka" not in said(drafted(case, "receipt", officer))
    assert drafted(case, "summons", officer).values["capacity"] in {"terlapor", "saksi", "pelapor"}
    rows = drafted(case, "clarification_minutes", officer).tables["questions"].rows
    assert rows[0] == ("1", "Sehat?", "Ya.")


def test_the_reporter_is_written_to_without_a_name(heard_report: Case, officer: Officer) -> None:
    item = heard_report.invitations.get(party=None)
    line = papers.line_of(heard_report, "summons", f"undangan-{item.pk}")
    frame = papers.frame_of(heard_report, line.paper, line.item, officer, NOW)
    assert frame.name == "Pelapor (identitas dirahasiakan)"
    minutes = papers.line_of(heard_report, "clarification_minutes", f"undangan-{item.pk}")
    assert minutes.paper.content(heard_report, minutes.item, {}, NOW).values["speaker"] == frame.name


@pytest.mark.parametrize("leak", ["menurut Melati Kusumaningrum", "0810-000-000", "KTP 3573 0000 0000 0001"])
def test_a_letter_that_gives_the_reporter_away_gets_no_number(
    heard_report: Case, officer: Officer, by: dict[str, Any], leak: str
) -> None:
    draft = drafted(heard_report, "initial_study", officer, analysis=f"Keterangan {leak} diperiksa.")
    with pytest.raises(Problem, match="pelapor|reporter"):
        actions.issue_letter(heard_report, draft, **by)
    with pytest.raises(Problem, match="pelapor|reporter"):
        actions.preview_letter(heard_report, draft, reach=by["reach"])
    assert not Letter.objects.exists()


def test_letters_of_the_end(
    in_plenary: Callable[..., Case],
    vote: Callable[..., Any],
    move: Callable[..., Case],
    officer: Officer,
    by: dict[str, Any],
) -> None:
    case = in_plenary("report", now=NOW - 8 * HOUR, **RECENT)
    vote(case, NOW - HOUR, "not_proven")
    minutes = actions.issue_letter(case, drafted(case, "plenary_minutes", officer), **by)
    case = move(case, "decide_not_proven", NOW, reason="Tidak cukup bukti.")
    with translation.override("en"):
        written = drafted(case, "plenary_minutes", officer)
    assert "tidak terbukti" in written.values["decision"]
    assert {row[2] for row in written.tables["votes"].rows} == {"tidak terbukti"}
    actions.issue_letter(case, drafted(case, "status_notice", officer), **by)
    draft = drafted(case, "not_proven", officer)
    assert draft.values["minutes_number"] == minutes.full_number and "Raka Wirasana" in said(draft)
    actions.issue_letter(case, draft, **by)
    case = move(case, "tell_status", NOW, notified_at=NOW, note="Papan.")
    case = move(case, "close", NOW)
    assert [line.paper.id for line in papers.likely(case)] == []


# ---------- sending ----------


@pytest.fixture
def sending(forwarded: Callable[..., Case]) -> tuple[Case, Recommendation]:
    """A report that was decided, and the recommendation to the government."""
    case = forwarded("report", now=NOW - 8 * HOUR, **RECENT)
    return case, recommendations_from(case.subject)[0]


def test_sent_with_its_letter_and_annex_in_the_browser(
    sending: tuple[Case, Recommendation],
    client_for: Callable[[Officer], Client],
    officer: Officer,
    stranger: Officer,
    supervisor: Officer,
) -> None:
    case, one = sending
    client = client_for(officer)
    package, send = (reverse(name, args=[case.pk, one.pk]) for name in ("case_package", "case_send"))
    assert client.get(send).status_code == 404  # there is no package yet
    assert client_for(stranger).get(package).status_code == 404
    assert client_for(supervisor).get(package).status_code == 403
    page = client.post(package, {"conclusion": "Menurut Melati Kusumaningrum, benar."}).content.decode()
    assert "memuat nama pelapor" in page and "Melati Kusumaningrum, benar" in page
    chosen = [str(item.pk) for item in case.evidence.all()]
    page = client.post(package, {"conclusion": "Terbukti.", "evidence": chosen}, follow=True).content.decode()
    assert "Persis yang keluar" in page and "tangkapan.txt" in page and "Tidak pernah ikut" in page
    assert client.post(package, {"conclusion": "x", "evidence": ["99999"]}).status_code == 200
    typed = {
        "name": "Pejabat Pembina Kepegawaian",
        "place": "Malang",
        "position": "Ketua",
        "signer": "Hasanah Widuri",
        "paper": "A4",
        "isi_answer_by": "Senin, 18 November 2024",
    }
    draft = client.post(reverse("case_send_draft", args=[case.pk, one.pk]), typed)
    assert draft["Content-Type"] == "application/pdf" and draft.content.startswith(b"%PDF-")
    assert not Letter.objects.exists()
    page = client.post(send, {**typed, "signer": "Melati Kusumaningrum"}).content.decode()
    assert "memuat nama pelapor" in page and not Letter.objects.exists()
    assert client.post(send, typed).status_code == 302
    one.refresh_from_db()
    assert one.state == "sent" and one.letter is not None and one.letter.kind == "forwarding"
    annex = Letter.objects.get(kind="forwarding_annex")
    assert [copy.recipient for copy in one.letter.marked_copies.all()] == [one.recipient_name]
    assert annex.about == one.letter.about == case.subject
    assert "tidak dapat diambil" in client.get(send).content.decode()
    assert client.post(package, {"conclusion": "Lain."}).status_code == 200
    one.refresh_from_db()
    assert one.package["conclusion"] == "Terbukti."


def test_a_letter_that_fails_sends_nothing(
    sending: tuple[Case, Recommendation], officer: Officer, by: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, one = sending
    actions.make_package(case, one, evidence=(), conclusion="Terbukti.", **by)
    item = papers.item_of(one)
    frame = papers.frame_of(case, papers.FORWARDING, item, officer, NOW)
    letter = papers.draft_of(case, papers.FORWARDING, item, frame, {}, NOW)

    def broken(_letter: Letter) -> Draft:
        raise OSError("the disk is full")

    before = JournalEntry.objects.count()
    with pytest.raises(OSError, match="disk"):
        actions.send(case, one, letter=letter, annex=broken, **by)
    assert Recommendation.objects.get(pk=one.pk).state == "drafted"
    assert (Letter.objects.count(), JournalEntry.objects.count()) == (0, before)
    actions.send(case, Recommendation.objects.get(pk=one.pk), letter=letter, **by)
    assert Letter.objects.get().number == 1


def test_the_annex_says_what_the_package_holds_and_no_more(
    sending: tuple[Case, Recommendation], officer: Officer, by: dict[str, Any]
) -> None:
    case, one = sending
    Case.objects.filter(pk=case.pk).update(summary="Uraian internal berkas.")
    actions.make_package(case, one, evidence=(), conclusion="Terbukti.", **by)
    letter = papers.draft_of(
        case,
        papers.FORWARDING,
        papers.item_of(one),
        papers.frame_of(case, papers.FORWARDING, papers.item_of(one), officer, NOW),
        {},
        NOW,
    )
    actions.send(case, one, letter=letter, **by)
    assert one.letter is not None
    annex = papers.annex_draft(
        case, one, one.letter, papers.frame_of(case, papers.ANNEX, papers.item_of(one), officer, NOW), NOW
    )
    text = said(annex)
    assert one.letter.full_number in text and "Saya hanya lewat (rekaan)." in text
    for inside in ("Uraian internal", "Kajian rekaan", "Pertimbangan rekaan", officer.name):
        assert inside not in text


# ---------- pages ----------


def test_a_letter_is_previewed_and_issued_in_the_browser(
    heard_report: Case,
    client_for: Callable[[Officer], Client],
    officer: Officer,
    supervisor: Officer,
    stranger: Officer,
) -> None:
    client, case = client_for(officer), heard_report
    listed = reverse("case_letters", args=[case.pk])
    key = f"undangan-{case.invitations.filter(party__role='reported').get().pk}"
    address = reverse("case_letter", args=[case.pk, "summons"]) + f"?untuk={key}"
    page = client.get(address).content.decode()
    assert 'value="Raka Wirasana"' in page
    typed = {
        "name": "Raka Wirasana",
        "place": "Malang",
        "position": "Ketua",
        "signer": "Hasanah Widuri",
        "paper": "F4",
        "isi_bring": "{{ 7*7 }} #typst <b>tebal</b>",
    }
    draft = client.post(reverse("case_letter_draft", args=[case.pk, "summons"]) + f"?untuk={key}", typed)
    assert draft.content.startswith(b"%PDF-")
    lacking = client.post(address, {**typed, "signer": ""}).content.decode()
    assert 'id="id_signer_error"' in lacking and "{{ 7*7 }}" in lacking
    page = client.post(address, typed, follow=True).content.decode()
    letter = Letter.objects.get()
    assert letter.full_number in page and letter.paper == "F4"
    assert letter.full_number in client_for(supervisor).get(listed).content.decode()
    assert "Buat surat" not in client_for(supervisor).get(listed).content.decode()
    assert client_for(supervisor).get(address).status_code == 403
    assert client_for(stranger).get(listed).status_code == 404
    for kind, untuk in (("summons", "undangan-99"), ("summons", ""), ("nosuch", ""), ("sanction_decision", "")):
        assert client.get(reverse("case_letter", args=[case.pk, kind]), {"untuk": untuk}).status_code == 404


def test_a_letter_that_lacks_something_says_what(
    heard_report: Case, client_for: Callable[[Officer], Client], officer: Officer
) -> None:
    client = client_for(officer)
    address = reverse("case_letter", args=[heard_report.pk, "plenary_minutes"])
    assert "Pleno belum dicatat" in client.get(address).content.decode()
    sent = client.post(address, {"place": "M", "position": "Ketua", "signer": "H", "paper": "A4"})
    assert sent.status_code == 200 and not Letter.objects.exists()
