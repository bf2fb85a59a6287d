"""One key to the next step, in a real browser: from the desk to a file, and from any page to the search."""

import re
from typing import Any

import pytest
from tests.browser import sign_in

pytestmark = pytest.mark.browser


def test_keys_lead_from_the_desk_to_the_next_step_and_to_what_is_looked_for(chrome: Any, demonstration: str) -> None:
    page = chrome.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, demonstration, "sekar@malang.example")
    first = str(page.locator("[data-row] [data-open]").first.get_attribute("href"))
    assert "sel" in str(page.locator("[data-row]").first.get_attribute("class"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{first}")

    page.goto(f"{demonstration}/hari-ini/")
    page.keyboard.press("/")
    page.keyboard.type("dugaan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari/?q=dugaan")
    rows = page.locator("[data-row]")
    assert "sel" in str(rows.nth(0).get_attribute("class"))
    page.keyboard.press("j")
    assert "sel" not in str(rows.nth(0).get_attribute("class"))
    assert "sel" in str(rows.nth(1).get_attribute("class"))
    second = str(rows.nth(1).locator("[data-open]").get_attribute("href"))
    assert re.fullmatch(r"/perkara/\d+/", second)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")


def test_where_a_page_has_no_search_of_its_own_the_key_leads_to_the_search_page(
    chrome: Any, demonstration: str
) -> None:
    page = chrome.new_context(viewport={"width": 1280, "height": 800}).new_page()
    sign_in(page, demonstration, "sekar@malang.example")
    page.goto(f"{demonstration}/kalender/")
    assert page.locator("[data-search]").count() == 0
    page.keyboard.press("/")
    page.wait_for_url("**/cari/")
    assert page.evaluate("document.activeElement.name") == "q"
