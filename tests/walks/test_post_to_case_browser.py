"""A post becomes a case in a real browser: the demonstration served for real, by mouse and by keys, in both languages."""

import csv
import io
import re
from typing import Any
from urllib.parse import quote_plus

import pytest
from tests.browser import sign_in

from wasit.rosters.invented import InventedServant, invented_servants
from wasit.site.demo import material
from wasit.site.demo.build import STAFF

pytestmark = pytest.mark.browser

CITY = "35.73"
COLUMNS = ("post_id", "text", "platform", "author_handle", "author_name", "posted_at", "url")
# The demonstration stands on Monday 28 October 2024, and its clock goes on from 08.30.
FINDING_DUE = ("2024-11-04T23:59:59+07:00", {"id": "Senin, 4 November 2024", "en": "Monday, 4 November 2024"})
HANDLING_DUE = ("2024-10-31T23:59:59+07:00", {"id": "Kamis, 31 Oktober 2024", "en": "Thursday, 31 October 2024"})
ARTICLE = {"id": "UU 1/2015 Pasal 134(5)-(6)", "en": "UU 1/2015 art. 134(5)-(6)"}
WHY = {"id": "Mengapa ada di sini", "en": "Why it is here"}
REGISTERED = {"id": "Klarifikasi", "en": "Clarification"}
_TELL_OF_VIOLATIONS = """document.addEventListener("securitypolicyviolation", function (event) {
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI);
});"""


@pytest.fixture
def tab(chrome: Any, demonstration: str, language: str) -> Any:
    """A page whose reader has chosen a language; it keeps whatever goes wrong in `problems`."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "bahasa", "value": language, "url": demonstration}])
    context.add_init_script(_TELL_OF_VIOLATIONS)
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    # The browser itself breaks off what it was still fetching when a key opens the next page: that is no fault.
    page.on(
        "requestfailed",
        lambda asked: (
            None if asked.failure == "net::ERR_ABORTED" else page.problems.append(f"{asked.url}: {asked.failure}")
        ),
    )
    page.on("response", lambda got: page.problems.append(f"{got.url}: {got.status}") if got.status >= 400 else None)
    page.on("request", lambda asked: None if asked.url.startswith(demonstration) else page.problems.append(asked.url))
    yield page
    context.close()


def somebody_with_an_account(page: Any, address: str, number: int) -> InventedServant:
    """Return the `number`th invented person of Kota Malang who has a known account and whom the page finds alone."""
    shared = material.shared_folder()
    staff = invented_servants(CITY, STAFF, seed=2024, names_folder=shared / "data" / "names" if shared else None)
    for servant in (one for one in staff if one.handles):
        page.goto(f"{address}/pegawai/?cari={quote_plus(servant.name)}")
        if page.locator("main table a[href^='/pegawai/']").count() == 1 and not number:
            page.locator("main table a[href^='/pegawai/']").click()
            page.wait_for_url(re.compile(r"/pegawai/\d+/"))
            assert servant.handles[0] in page.locator("main").inner_text()
            return servant
        number -= bool(number)
    raise AssertionError("nobody on the roster has a known account")


def posts_of(servant: InventedServant, language: str) -> bytes:
    platform, handle = servant.handles[0].split(":", 1)
    call = "Pagi warga! Saya mengajak semua dukung paslon nomor 2, yuk menangkan nomor 2. Tolong bagikan ya"
    at = "2024-10-27T19:15:00+07:00"
    rows = [
        (
            f"walk-{language}-1",
            f"{call} ({language})",
            platform,
            handle,
            servant.name,
            at,
            "https://media.example/walk/1",
        ),
        (f"walk-{language}-2", f"Hujan deras sejak pagi di pasar ({language}).", "", "", "", at, ""),
    ]
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def shows_the_clock(page: Any, due: tuple[str, dict[str, str]], language: str) -> None:
    """The ring is drawn, the due date stands beside it, to the second, and in words."""
    clock = page.locator(".case-clock .clk")
    assert clock.locator("svg.ring circle.v").get_attribute("stroke-dasharray")
    assert clock.locator("svg.ring").bounding_box()["width"] >= 20
    assert clock.locator("time").get_attribute("datetime") == due[0]
    assert due[1][language] in page.locator(".case-why").inner_text()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_post_becomes_a_case_under_a_clock(tab: Any, demonstration: str, language: str) -> None:
    page = tab
    sign_in(page, demonstration, "sekar@malang.example")
    assert page.locator("html").get_attribute("lang") == language
    servant = somebody_with_an_account(page, demonstration, ["id", "en"].index(language))

    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/kiriman/")
    upload = {
        "name": f"akhir-pekan-{language}.csv",
        "mimeType": "text/csv",
        "buffer": posts_of(servant, language),
    }
    page.set_input_files("input[name=source]", upload)
    page.locator("form[enctype] button.btn-primary").click()
    page.wait_for_url(re.compile(r"/kiriman/\d+/"))
    assert page.locator("[data-rows] .w-row").count() == 1

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/pilah/\d+/"))
    assert WHY[language] in page.locator("main").inner_text()
    page.keyboard.press("0")
    assert page.locator("input[name=person][value='']").is_checked()
    page.keyboard.press("1")
    assert page.locator("input[name=person][data-key='1']").is_checked()
    assert servant.name in page.locator("label.pick", has=page.locator("input[name=person][data-key='1']")).inner_text()
    with page.expect_navigation():
        page.keyboard.press("t")
    page.locator(".toasts a[href^='/perkara/']").click()
    page.wait_for_url(re.compile(r"/perkara/\d+/$"))
    shows_the_clock(page, FINDING_DUE, language)
    assert "Perbawaslu 8/2020" in page.locator(".case-why").inner_text()
    assert servant.name in page.locator("main").inner_text()

    for box in page.locator("input[type=radio][name^='syarat-'][value=ya]").all():
        box.check()
    page.locator("form[action$='/syarat/'] button.btn").click()
    page.wait_for_url(re.compile(r"/perkara/\d+/#syarat$"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/perkara/\d+/langkah/register/$"))
    page.locator("main form button.btn-primary").press("Enter")
    page.wait_for_url(re.compile(r"/perkara/\d+/$"))
    shows_the_clock(page, HANDLING_DUE, language)
    assert ARTICLE[language] in page.locator(".case-why").inner_text()
    assert re.search(r"\d{3}/Reg/TM/PB/Kota/35\.73/X/2024", page.locator(".crumb").inner_text())
    assert REGISTERED[language] in page.locator("main").inner_text()
    assert page.problems == []
