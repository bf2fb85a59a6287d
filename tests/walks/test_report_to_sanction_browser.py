"""Two desks in a real browser: a report that ends in a penalty in force, and one that ends without proof.

The house is served in this process, so that the clock on the wall can be moved on between the steps.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import PASSWORD
from tests.walks.conftest import Wall

from wasit.office.models import Agency, Officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
WIB = timedelta(hours=7)
REPORTER = "Melgwintara Qosandi"
ACCUSED = "Zarwendra Rekaan"


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser() -> Iterator[None]:
    """The browser's loop runs in this thread; Django must not take its own fixtures for a mistake."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


Desk = Callable[[Officer], Any]


@pytest.fixture
def desk(chrome: Any, live_server: Any, wall: Wall) -> Iterator[Desk]:
    """Return a function that opens a browser window of its own for a person, signed in; faults are kept in `problems`."""
    contexts = []

    def make(person: Officer) -> Any:
        context = chrome.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("response", lambda got: page.problems.append(f"{got.url} {got.status}") if got.status >= 500 else None)
        page.goto("/masuk/")
        page.fill("input[name=login]", person.email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/hari-ini/")
        return page

    yield make
    for context in contexts:
        context.close()


def follow(page: Any, address: str) -> None:
    """Click the first link of the page whose address ends so."""
    page.locator(f"main a[href$='{address}']").first.click()
    page.wait_for_url(re.compile(re.escape(address.split("#")[0])))


def send(page: Any, *, button: str = "main form button.btn-primary") -> None:
    """Press the primary button and wait for the answer; a form that was refused fails with its own words."""
    with page.expect_navigation():
        page.locator(button).first.click()
    errors = page.locator("main .err, main [role=alert]").all_inner_texts()
    assert not errors, errors


def at(page: Any, field: str, moment: datetime) -> None:
    """Type a moment into its boxes, as the clock on the wall of Kota Malang shows it."""
    local = moment + WIB
    for box, text in {
        "day": str(local.day), "month": MONTHS[local.month - 1], "year": str(local.year), "time": f"{local:%H.%M}",
    }.items():  # fmt: skip
        page.fill(f"[name={field}_{box}]", text)


def signed(page: Any) -> None:
    """Say who signs the letter that goes with a step."""
    for field, text in {
        "signer_name": "Ratna Rekaan", "signer_position": "Kepala BKPSDM", "before": "Auditor Rekaan, Inspektorat",
    }.items():  # fmt: skip
        if page.locator(f"[name={field}]").count() and not page.input_value(f"[name={field}]"):
            page.fill(f"[name={field}]", text)


def told(page: Any) -> str:
    """Return what the page says."""
    return " ".join(page.locator("main").inner_text().split())


def report_at_the_desk(page: Any, wall: Wall) -> None:
    """Somebody reports at the desk; the file is opened, checked and registered."""
    page.goto("/perkara/baru/")
    page.check("input[name=origin][value=report]")
    page.fill("[name=title]", "Dugaan ajakan memilih, kepala seksi")
    at(page, "act_at", wall.now - timedelta(days=2))
    at(page, "known_at", wall.now - timedelta(days=1))
    page.fill("[name=place]", "Balai RW")
    page.fill("[name=name]", ACCUSED)
    page.select_option("[name=kind]", "pns")
    page.fill("[name=position]", "Kepala Seksi Pelayanan")
    page.fill("[name=unit_name]", "Kelurahan Rekaan")
    act = page.locator("input[name=acts][value=disiplin-kegiatan-berpihak]")
    act.evaluate("box => { box.closest('details').open = true }")
    act.check()
    page.set_input_files("[name=uploads]", {"name": "foto.txt", "mimeType": "text/plain", "buffer": b"foto rekaan"})
    page.fill("[name=reporter_name]", REPORTER)
    page.fill("[name=reporter_address]", "Jalan Mentawir Rekaan 77")
    send(page)
    for box in page.locator("input[type=radio][name^='syarat-'][value=ya]").all():
        box.check()
    send(page, button="form[action$='/syarat/'] button.btn")
    follow(page, "/langkah/register/")
    send(page)
    assert re.search(r"001/Reg/LP/PB/Kota/35\.73/X/2024", told(page))


def hear_and_study(page: Any, wall: Wall) -> None:
    """The accused is invited and heard, answers in writing, and the study goes to the plenary."""
    page.locator("main a[href*='/undang/']").first.click()
    page.locator("label.pick", has_text=ACCUSED).first.click()
    at(page, "sent_at", wall.now)
    at(page, "held_at", wall.now + timedelta(hours=2))
    page.fill("[name=place]", "Ruang klarifikasi")
    send(page)
    follow(page, "/tawarkan/")
    send(page)
    wall.now += timedelta(hours=3)
    page.reload()
    page.locator("main a[href*='/klarifikasi/']").first.click()
    page.fill("[name=statement]", "Saya hadir sebagai warga (rekaan).")
    send(page)
    page.locator("main a[href*='/hak-jawab/']").last.click()
    page.fill("[name=text]", "Saya tidak mengajak siapa pun (rekaan).")
    send(page)
    follow(page, "/langkah/finish_clarification/")
    send(page)
    follow(page, "/kajian/")
    page.fill("[name=text]", "Kajian rekaan: keterangan dan bukti dibandingkan.")
    send(page)
    follow(page, "/langkah/finish_study/")
    send(page)


def vote(page: Any, choice: str, *, dissent: str = "") -> None:
    """Every member's vote is written down; the page counts them."""
    follow(page, "/pleno/")
    page.fill("[name=considerations]", "Pleno menimbang keterangan dan bukti (rekaan).")
    for box in page.locator(f"input[name^=choice_][value={choice}]").all():
        box.check()
    for box in page.locator("input[name^=outcomes_][value=ethics_discipline]").all():
        if choice == "proven":
            box.check()
    if dissent:
        page.locator("summary").first.click()
        page.locator("textarea[name^=dissent_]").first.fill(dissent)
    send(page)


def test_a_report_becomes_a_penalty_in_force(
    desk: Desk, wall: Wall, officer: Officer, chair: Officer, division_head: Officer, appointing: Officer,
    government: Agency,
) -> None:  # fmt: skip
    page = desk(officer)
    report_at_the_desk(page, wall)
    case = page.url
    hear_and_study(page, wall)
    vote(page, "proven")
    assert "terbukti" in told(page) and "Kuorum tercapai" in told(page)

    head = desk(chair)
    head.goto(case)
    follow(head, "/langkah/decide_forward/")
    send(head)
    assert "Diteruskan" in told(head)

    page.goto(f"{case}#penerusan")
    page.locator("main a[href*='/penerusan/']", has_text=re.compile("paket")).first.click()
    page.locator("input[name=evidence]").first.check()
    page.fill("[name=conclusion]", f"Menurut {REPORTER} ia mengajak.")
    page.locator("main form button").first.click()
    assert "pelapor" in " ".join(page.locator("main .err, main [role=alert]").all_inner_texts())
    page.fill("[name=conclusion]", "Diteruskan untuk diperiksa menurut kewenangan penerima (rekaan).")
    send(page, button="main form button")
    follow(page, "/kirim/")
    send(page)

    theirs = desk(appointing)
    assert "PN-2024-0001" in told(theirs)
    theirs.keyboard.press("Enter")
    theirs.wait_for_url(re.compile(r"/penerusan/\d+/$"))
    recommendation = theirs.url
    assert ACCUSED in told(theirs) and REPORTER not in theirs.content() and "Melgwintara" not in theirs.content()
    follow(theirs, "/langkah/receive/")
    send(theirs)
    follow(theirs, "/panggilan/")
    at(theirs, "received_at", wall.now)
    at(theirs, "examination_at", wall.now + timedelta(days=15))
    theirs.fill("[name=place]", "Ruang rapat BKPSDM")
    signed(theirs)
    send(theirs)

    wall.now += timedelta(days=15, hours=2)
    theirs = desk(appointing)
    theirs.goto(recommendation)
    follow(theirs, "/berita-acara/")
    at(theirs, "held_at", wall.now - timedelta(hours=1))
    theirs.fill("[name=place]", "Ruang rapat BKPSDM")
    theirs.fill("[name=minutes]", "T: Apakah benar?\nJ: Benar (rekaan).")
    signed(theirs)
    send(theirs)
    for element in ("superior", "oversight", "personnel"):
        theirs.goto(f"{recommendation}tim/")
        theirs.check(f"[name=element][value={element}]")
        theirs.fill("[name=name]", f"Pemeriksa {element}")
        send(theirs, button="main form:has([name=element]) button.btn-primary")
    theirs.goto(f"{recommendation}keputusan/")
    theirs.check("[name=result][value=proven], [name=result][value=sanction]")
    theirs.locator("[name=sanction_id]").first.check()
    theirs.fill("[name=number]", "800.1.6.2/7/2024")
    at(theirs, "decided_at", wall.now)
    theirs.fill("[name=considerations]", "Terbukti menurut berita acara (rekaan).")
    signed(theirs)
    send(theirs)
    assert "Hukuman diputus" in told(theirs)
    follow(theirs, "/penyerahan/")
    at(theirs, "notified_at", wall.now)
    theirs.fill("[name=place]", "Ruang rapat BKPSDM")
    signed(theirs)
    send(theirs)
    assert "Keputusan diserahkan" in told(theirs)

    wall.now += timedelta(days=35)
    theirs = desk(appointing)
    theirs.goto(recommendation)
    follow(theirs, "/langkah/take_effect/")
    send(theirs)
    assert "Hukuman berlaku" in told(theirs)

    page = desk(officer)
    page.goto(case)
    assert "Hukuman berlaku" in told(page)
    follow(page, "/langkah/record_follow_up/")
    page.fill("[name=note]", "Keputusan diterima (rekaan).")
    send(page)
    assert "Tindak lanjut tercatat" in told(page)
    assert [window.problems for window in (page, head, theirs)] == [[], [], []]


def test_another_ends_without_proof(
    desk: Desk, wall: Wall, officer: Officer, chair: Officer, division_head: Officer
) -> None:
    page = desk(officer)
    report_at_the_desk(page, wall)
    case = page.url
    hear_and_study(page, wall)
    vote(page, "not_proven", dissent="Bukti kedua perlu diuji lagi (rekaan).")

    head = desk(chair)
    head.goto(case)
    follow(head, "/langkah/decide_not_proven/")
    head.fill("[name=reason]", "Bukti tidak menunjuk terlapor (rekaan).")
    send(head)
    assert "Tidak terbukti" in told(head)

    for kind in ("plenary_minutes", "not_proven"):
        page.goto(f"{case}surat/")
        page.locator(f"main a[href*='/surat/{kind}/']").first.click()
        page.wait_for_url(re.compile(f"/surat/{kind}/"))
        send(page)
    assert ACCUSED in told(page)
    page.goto(case)
    follow(page, "/langkah/tell_status/")
    at(page, "notified_at", wall.now)
    page.fill("[name=note]", "Papan pengumuman (rekaan).")
    send(page)
    head.goto(case)
    follow(head, "/langkah/close/")
    send(head)
    assert "Ditutup" in told(head)
    follow(head, "/hapus-rekam-jejak/")
    head.fill("[name=reason]", "Tidak terbukti (rekaan).")
    send(head)
    head.goto(case)
    assert ACCUSED not in head.content()
    assert [window.problems for window in (page, head)] == [[], []]
