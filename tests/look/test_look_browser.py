"""The parts in a real browser: accessibility, width, keyboard, theme, popovers, all under the strict policy."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test.testcases import QuietWSGIRequestHandler

pytestmark = pytest.mark.browser


@pytest.fixture
def address(settings: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    """Serve the pages of this folder; none of them needs a database, and none is given one."""
    settings.ROOT_URLCONF = "tests.look.addresses"
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.daemon_threads = False  # closing then waits for every answer, so that no socket stays open
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    for context in request.getfixturevalue("chrome").contexts:
        context.close()
    server.shutdown()
    server.server_close()


def opened(chrome: Any, url: str, *, width: int = 1280, theme: str = "light", language: str = "id") -> Any:
    context = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    context.add_cookies([{"name": "bahasa", "value": language, "url": url}])
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(url)
    return page


@pytest.mark.parametrize("path", ["/komponen/", "/contoh/?side=1&toast=1", "/masuk/", "/sandi/lupa/"])
@pytest.mark.parametrize(
    ("width", "theme", "language"), [(1280, "light", "id"), (360, "dark", "en"), (320, "light", "id")]
)
def test_pages_are_accessible_and_fit(
    chrome: Any, address: str, path: str, width: int, theme: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(chrome, address + path, width=width, theme=theme, language=language)
    assert page.locator("html").get_attribute("data-bs-theme") == theme
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.problems == []


def test_keys_move_open_and_list(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    page.keyboard.press("j")
    assert page.locator(".w-row.sel .ttl").inner_text() == "Dua"
    page.keyboard.press("Enter")
    assert page.url.endswith("#buka-dua")
    page.keyboard.press("k")
    assert page.locator(".w-row.sel .ttl").inner_text() == "Satu"
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("jd")
    assert page.locator("#q").input_value() == "jd"
    assert page.locator(".w-row.sel .ttl").inner_text() == "Satu"
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    assert page.locator("#kept").is_visible()


def test_g_then_a_letter_goes_there(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/komponen/")


def test_escape_goes_back(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    page.keyboard.press("Escape")
    page.wait_for_url("**/komponen/")


def test_letters_can_be_switched_off_for_good(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    page.keyboard.press("?")
    page.locator("[data-keys-on]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator(".w-row.sel .ttl").inner_text() == "Satu"
    page.reload()
    page.keyboard.press("j")
    assert page.locator(".w-row.sel .ttl").inner_text() == "Satu"


def test_theme_is_kept_and_can_follow_the_device_again(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    page.locator(".w-me > button").click()
    page.locator("#me [data-theme-choice=dark]").click()
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.locator(".w-me > button").click()
    page.locator('#me [data-theme-choice=""]').click()
    assert page.locator("html").get_attribute("data-bs-theme") == "light"


def test_a_reason_opens_beside_its_word_by_keyboard(chrome: Any, address: str) -> None:
    page = opened(chrome, address + "/contoh/")
    word = page.locator(".unsure").first
    word.focus()
    page.keyboard.press("Enter")
    reason = page.locator("#pop-1")
    assert reason.is_visible()
    assert abs(reason.bounding_box()["y"] - word.bounding_box()["y"]) < 120
    page.keyboard.press("Escape")
    assert not reason.is_visible()
    assert page.url.endswith("/contoh/")


def test_pages_work_without_scripts(chrome: Any, address: str) -> None:
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/contoh/")
    page.locator(".w-me > button").click()
    assert page.locator("#me").is_visible()
    assert page.locator("[data-theme-switch]").first.is_hidden()
