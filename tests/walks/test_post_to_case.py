"""A post becomes a case and is decided: every step through the pages, in both languages, each in the journal."""

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.monitoring.conftest import as_csv, sealed_bytes
from tests.rosters.sheets import HEAD, csv_file
from tests.walks.conftest import Wall, downloaded, said, words_in

from wasit.cases.models import Case, Deadline
from wasit.forwarding.queries import recommendations_from
from wasit.monitoring.models import Delivery, Hit
from wasit.office import journal
from wasit.office.models import JournalEntry, Officer
from wasit.rosters.models import ImportRun, Person

CITY = "35.73"
ACCOUNT = "@rakawirasana.guru"
RAKA = (
    "Raka Wirasana, S.Pd.", "198801012010011901", "PNS", "Guru Ahli Muda", "Dinas Pendidikan", "SDN Telagasari 2",
    f"instagram:{ACCOUNT}",
)  # fmt: skip
TARI = ("Tari Anggarawati", "199002022015032902", "PNS", "Guru", "Dinas Pendidikan", "SDN Telagasari 2", "")
ROSTER = csv_file(RAKA, TARI, head=(*HEAD, "Akun Media Sosial"))
POSTS = as_csv(
    [
        {
            "post_id": "p1", "platform": "instagram", "author_handle": ACCOUNT, "author_name": "Raka Wirasana",
            "author_bio": "Guru SD.", "posted_at": "2024-10-25T07:58:00+07:00", "url": "https://instagram.example/p/1",
            "text": "Pagi warga! Saya mengajak semua dukung paslon nomor 2, yuk menangkan nomor 2. Tolong bagikan ya",
        },
        {"post_id": "p2", "text": "Hujan deras sejak pagi di pasar.", "posted_at": "2024-10-25T08:10:00+07:00"},
    ]
)  # fmt: skip

TOLD: dict[str, dict[str, str]] = {
    "id": {
        "hits": "1 indikasi menunggu dipilah.",
        "why": "Mengapa ada di sini",
        "opened": "Perkara {} dibuka.",
        "finding due": "Senin, 4 November 2024, 23.59 WIB",
        "finding basis": "Perbawaslu 8/2020",
        "checked": "syarat tersimpan.",
        "due": "Kamis, 31 Oktober 2024, 23.59 WIB",
        "basis": "UU 1/2015 Pasal 134(5)-(6)",
        "left": "3 hari 14 jam",
        "clarification": "Klarifikasi",
        "study": "Kajian tersimpan.",
        "forwarded": "Diteruskan",
        "not proven": "Tidak terbukti",
    },
    "en": {
        "hits": "1 hit waits to be sorted.",
        "why": "Why it is here",
        "opened": "Case {} was opened.",
        "finding due": "Monday, 4 November 2024, 23:59 WIB",
        "finding basis": "Perbawaslu 8/2020",
        "checked": "requirements saved.",
        "due": "Thursday, 31 October 2024, 23:59 WIB",
        "basis": "UU 1/2015 art. 134(5)-(6)",
        "left": "3 days 14 hours",
        "clarification": "Clarification",
        "study": "The study is filed.",
        "forwarded": "Forwarded",
        "not proven": "Not proven",
    },
}
# Registered on Monday 28 October: Tuesday, Wednesday, Thursday are the three days of art 134(5), to their last second.
DUE = datetime(2024, 10, 31, 16, 59, 59, tzinfo=UTC)
# Known on Monday 28 October: seven days end with Monday 4 November.
FINDING_DUE = datetime(2024, 11, 4, 16, 59, 59, tzinfo=UTC)

Reader = Callable[[Officer, str], Client]


def import_the_roster(client: Client) -> ImportRun:
    """Hand the file in, look at its check, agree."""
    upload = SimpleUploadedFile("pegawai-malang.csv", ROSTER, content_type="text/csv")
    check = client.post(reverse("roster_import"), {"wilayah": CITY, "berkas": upload}, follow=True)
    run = ImportRun.objects.get()
    assert check.redirect_chain == [(reverse("roster_import_run", args=[run.pk]), 302)]
    assert not Person.objects.exists()
    client.post(reverse("roster_import_run", args=[run.pk]), follow=True)
    run.refresh_from_db()
    assert (run.rows, run.created, run.rejected) == (2, 2, 0)
    return run


def deliver_the_posts(client: Client, told: dict[str, str]) -> Delivery:
    """Upload the posts; the original lies sealed under the hash of its bytes."""
    upload = SimpleUploadedFile("akhir-pekan.csv", POSTS, content_type="text/csv")
    page = client.post(reverse("deliveries"), {"how": "file", "region": CITY, "source": upload}, follow=True)
    assert told["hits"] in said(page)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.taken, delivery.hits) == ("done", 2, 1)
    assert delivery.sha256 == hashlib.sha256(POSTS).hexdigest()
    assert sealed_bytes(delivery.sha256) == POSTS
    return delivery


def sort_the_hit(client: Client, language: str, told: dict[str, str]) -> Case:
    """Read why it is here, in one's own language, and make it a finding."""
    page = client.get(reverse("triage"))
    text, shown = said(page), page.content.decode()
    hit = Hit.objects.get()
    other = "en" if language == "id" else "id"
    assert told["why"] in text
    assert hit.reasons
    for reason in hit.reasons:
        assert words_in(reason[language]) in text
        assert reason[other] == reason[language] or words_in(reason[other]) not in text
    raka = Person.objects.get(name__startswith="Raka")
    assert re.search(rf'name="person" value="{raka.person_id}" form="decide" data-key="1" checked', shown)
    acts = re.findall(r'name="acts" value="([^"]+)" form="decide" checked', shown)
    assert acts
    sealed = client.get(reverse("capture_original", args=[hit.capture_id]))
    assert hashlib.sha256(downloaded(sealed)).hexdigest() == hit.capture.sha256
    answer = client.post(
        reverse("hit_confirm", args=[hit.pk]),
        {"person": raka.person_id, "acts": acts, "origin": "finding"},
        follow=True,
    )
    case = Case.objects.get()
    assert told["opened"].format(case.short_name) in said(answer)
    assert case.evidence.get().sha256 == hit.capture.sha256
    assert (case.parties.get().name, case.parties.get().nip) == (raka.name, "198801012010011901")
    assert (case.origin, case.state, case.handler) == (
        "finding",
        "initial_review",
        Officer.objects.get(name__startswith="Sekar"),
    )
    return case


def shows_the_clock(client: Client, case: Case, *words: str, due: datetime, clock_id: str) -> str:
    """Return the words of the case page, which shows ring, due date and article of the clock that runs."""
    assert case.deadlines.get(stopped_at=None).clock_id == clock_id
    assert case.deadlines.get(stopped_at=None).due_at == due
    page = client.get(case.get_absolute_url())
    text, shown = said(page), page.content.decode()
    assert re.search(r'<circle class="v" cx="12" cy="12" r="9" stroke-dasharray="[\d.]+ [\d.]+"/>', shown)
    shown_at = re.search(r'<div class="clk .*?<time datetime="([^"]+)">', shown, re.S)
    assert shown_at and datetime.fromisoformat(shown_at[1]) == due
    for each in words:
        assert each in text
    return text


def check_the_requirements(client: Client, case: Case, told: dict[str, str]) -> int:
    """Mark every requirement that the page lists as met."""
    shown = client.get(case.get_absolute_url()).content.decode()
    names = sorted(set(re.findall(r'name="(syarat-[a-z_]+)"', shown)))
    assert len(names) > 3
    page = client.post(reverse("case_requirements", args=[case.pk]), dict.fromkeys(names, "ya"), follow=True)
    assert f"{len(names)} {told['checked']}" in said(page)
    return len(names)


def move(client: Client, case: Case, move_id: str, **asked: Any) -> str:
    """Open the page of a move, make it, return the words of the case page behind it."""
    address = reverse("case_move", args=[case.pk, move_id])
    page = client.get(address)
    version = re.search(r'name="versi" value="(\d+)"', page.content.decode())
    assert version
    answer = client.post(address, {"versi": version[1], **asked}, follow=True)
    assert answer.redirect_chain == [(case.get_absolute_url(), 302)], said(answer)
    case.refresh_from_db()
    return said(answer)


def file_the_study(client: Client, case: Case, told: dict[str, str]) -> None:
    address = reverse("case_study", args=[case.pk])
    page = client.post(address, {"text": "Kajian rekaan: unggahan tersegel berisi ajakan."}, follow=True)
    assert told["study"] in said(page)


def typed(field: str, at: datetime) -> dict[str, str]:
    """Return a moment as it is typed into the four boxes of a form, in the office's zone."""
    here = at.astimezone(ZoneInfo("Asia/Jakarta"))
    boxes = {"day": str(here.day), "month": str(here.month), "year": str(here.year), "time": f"{here:%H.%M}"}
    return {f"{field}_{box}": value for box, value in boxes.items()}


def hear_the_accused(client: Client, case: Case, at: datetime) -> None:
    """Offer the reported person to answer in writing, then take down what they say."""
    person = case.parties.get(role="reported").pk
    client.post(reverse("case_offer", args=[case.pk, person]), typed("offered_at", at))
    assert case.deadlines.get(stopped_at=None, clock_id="hak-jawab").about == f"party:{person}"
    client.post(reverse("case_reply", args=[case.pk, person]), {"text": "Saya hanya membagikan foto (rekaan)."})
    assert not case.deadlines.filter(stopped_at=None, clock_id="hak-jawab").exists()


def write_down_the_votes(client: Client, case: Case, at: datetime, choice: str, *members: Officer) -> None:
    """Write down the plenary: where it met, what it considered, what every member said."""
    votes: dict[str, Any] = {f"choice_{one.pk}": choice for one in members}
    if choice == "proven":
        votes |= {f"outcomes_{one.pk}": ["ethics_discipline"] for one in members}
    told = {"place": "Ruang rapat (rekaan)", "considerations": "Pertimbangan rekaan.", **typed("held_at", at)}
    answer = client.post(reverse("case_plenary", args=[case.pk]), {**told, **votes}, follow=True)
    assert case.plenaries.count() == 1, said(answer)


def steps_of(run: ImportRun, delivery: Delivery, case: Case) -> list[tuple[str, str]]:
    """Return (who, what) of the journal about these things in its order; looking is left out, a move is named."""
    hit = Hit.objects.get()
    subjects = [f"import:{run.pk}", delivery.subject, hit.subject, case.subject]
    told = (
        JournalEntry.objects.filter(subject__in=subjects)
        .exclude(verb__endswith="_viewed")
        .exclude(verb__endswith=".viewed")
    )
    return [
        (entry.actor.name.split()[0] if entry.actor else "Wasit", entry.details.get("move", entry.verb.split(".")[1]))
        for entry in told.order_by("seq").select_related("actor")
    ]


@pytest.fixture
def opened(
    reader: Reader, appointing: Officer, officer: Officer, chair: Officer
) -> Callable[[str], tuple[ImportRun, Delivery, Case, int]]:
    """Return a function that walks from a roster file to a registered case."""

    def walk(language: str) -> tuple[ImportRun, Delivery, Case, int]:
        told = TOLD[language]
        run = import_the_roster(reader(appointing, language))
        client = reader(officer, language)
        delivery = deliver_the_posts(client, told)
        case = sort_the_hit(client, language, told)
        shows_the_clock(
            client, case, told["finding due"], told["finding basis"], due=FINDING_DUE, clock_id="pilkada-temuan"
        )
        return run, delivery, case, check_the_requirements(client, case, told)

    return walk


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_post_becomes_a_case_that_is_forwarded(
    opened: Callable[[str], Any],
    reader: Reader,
    wall: Wall,
    officer: Officer,
    chair: Officer,
    division_head: Officer,
    language: str,
) -> None:
    told = TOLD[language]
    run, delivery, case, marks = opened(language)
    client = reader(officer, language)
    assert told["clarification"] in move(client, case, "register")
    assert case.register_number == "001/Reg/TM/PB/Kota/35.73/X/2024"
    assert (case.state, case.registered_at) == ("clarification", wall.now)
    text = shows_the_clock(
        client,
        case,
        told["due"],
        told["basis"],
        told["left"],
        case.register_number,
        due=DUE,
        clock_id="pilkada-tangani",
    )
    assert told["finding due"] not in text

    wall.now = datetime(2024, 10, 29, 8, 0, tzinfo=UTC)
    hear_the_accused(client, case, wall.now)
    move(client, case, "finish_clarification")
    file_the_study(client, case, told)
    move(client, case, "finish_study")
    wall.now = datetime(2024, 10, 30, 12, 0, tzinfo=UTC)
    write_down_the_votes(client, case, wall.now, "proven", chair, division_head)
    forward = reverse("case_move", args=[case.pk, "decide_forward"])
    decision = {"outcomes": "ethics_discipline", "addressee": "BKN dan PPK", "versi": case.version}
    assert client.post(forward, decision).status_code == 200
    case.refresh_from_db()
    assert case.state == "plenary"
    leader = reader(chair, language)
    assert told["forwarded"] in move(leader, case, "decide_forward", **decision)
    assert case.state == "forwarded"
    assert case.deadlines.get(clock_id="pilkada-tangani").stage == Deadline.Stage.MET
    handed = recommendations_from(case.subject)
    assert [(one.recipient_id, one.state, one.owner) for one in handed] == [
        ("appointing_officer", "drafted", officer),
        ("bkn", "drafted", officer),
    ]

    assert steps_of(run, delivery, case) == [
        ("Wisnu", "file_handed_in"),
        ("Wisnu", "imported"),
        ("Sekar", "delivery_received"),
        ("Wasit", "delivery_finished"),
        ("Sekar", "opened"),
        ("Sekar", "hit_confirmed"),
        *[("Sekar", "requirement_checked")] * marks,
        ("Sekar", "register"),
        ("Sekar", "reply_offered"),
        ("Sekar", "reply_taken"),
        ("Sekar", "finish_clarification"),
        ("Sekar", "study_filed"),
        ("Sekar", "finish_study"),
        ("Sekar", "plenary_held"),
        ("Hasanah", "decide_forward"),
    ]
    assert journal.verify().ok
    shown = said(leader.get(reverse("case_journal", args=[case.pk])))
    for verb in ("cases.opened", "cases.requirement_checked", "cases.study_filed"):
        assert journal.verbs.words_of(verb).in_(language) in shown


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_post_becomes_a_case_that_is_not_proven(
    opened: Callable[[str], Any],
    reader: Reader,
    wall: Wall,
    officer: Officer,
    chair: Officer,
    division_head: Officer,
    language: str,
) -> None:
    told = TOLD[language]
    _run, _delivery, case, _marks = opened(language)
    client = reader(officer, language)
    move(client, case, "register")
    move(client, case, "finish_clarification")
    file_the_study(client, case, told)
    move(client, case, "finish_study")
    write_down_the_votes(client, case, wall.now, "not_proven", chair, division_head)
    reason = "Akun diretas; pemiliknya dapat membuktikannya (rekaan)."
    leader = reader(chair, language)
    text = move(leader, case, "decide_not_proven", reason=reason)
    assert told["not proven"] in text and reason in text
    assert case.state == "not_proven"
    assert not recommendations_from(case.subject).exists()
    # The status is told, then the file ends; nothing runs in it any more.
    assert [row.clock_id for row in case.deadlines.filter(stopped_at=None)] == ["pemberitahuan-status"]
    day = {"notified_at_day": "28", "notified_at_month": "10", "notified_at_year": "2024", "notified_at_time": ""}
    move(client, case, "tell_status", note="Diumumkan di papan (rekaan).", **day)
    assert not case.deadlines.filter(stopped_at=None).exists()
    move(leader, case, "close")
    assert case.state == "closed"
    assert "/langkah/" not in client.get(case.get_absolute_url()).content.decode()
    assert journal.verify().ok
