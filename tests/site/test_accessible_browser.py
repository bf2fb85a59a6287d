"""Every page of the demonstration in a real browser: axe finds nothing, nothing scrolls sideways, no error is logged."""

import re
from typing import Any

import pytest
from tests.browser import sign_in

pytestmark = pytest.mark.browser

# Pages by the mailbox of who opens them; {case}, {hit} … stand for the first that a list links to.
PAGES = {
    "sekar@malang.example": (
        "/hari-ini/", "/pilah/", "/kiriman/", "{kiriman}", "/kliping/", "{kliping}", "{tangkapan}", "/perkara/",
        "{perkara}", "{perkara}cetak/", "{perkara}jurnal/", "{perkara}orang/", "{perkara}bukti/", "{perkara}kajian/",
        "/perkara/baru/", "/pegawai/", "{pegawai}", "/unit/", "/pegawai/impor/", "/pemberitahuan/", "/mulai/",
        "/akun/faktor-kedua/", "/akun/sandi/", "{didengar}undang/", "{pleno}pleno/", "{perkara}surat/", "{perkara}kaitan/",
        "/penerusan/", "{penerusan}", "/surat/", "{rekonsiliasi}", "/cari/?q=dugaan", "/kalender/", "/periksa/",
    ),
    "lintang@malang.example": ("{perkara}langkah/extend/", "/surat/templat/status_notice/"),
    "admin@malang.example": ("/petugas/", "{petugas}", "/petugas/baru/", "/jurnal/"),
    "bkpsdm@malang.example": ("/hari-ini/", "/pegawai/impor/", "/penerusan/", "{penerusan}keputusan/"),
    "pengawas@jatim.example": ("/hari-ini/", "/pilah/", "/perkara/"),
}  # fmt: skip
# On a wide screen these are laid out in another way; the others only grow wider.
DESK_ONLY = "bagas@malang.example"
DESK_PAGES = (
    "/hari-ini/",
    "/pilah/",
    "/kiriman/",
    "/kliping/",
    "/perkara/",
    "{perkara}",
    "/perkara/baru/",
    "/pegawai/",
    "{penerusan}",
    "{rekonsiliasi}",
)
LISTS = {
    "kiriman": "/kiriman/",
    "kliping": "/kliping/",
    "tangkapan": "/pilah/",
    "perkara": "/perkara/",
    "didengar": "/perkara/?tahap=clarification",
    "pleno": "/perkara/?tahap=plenary",
    "penerusan": "/penerusan/?saring=open",
    "rekonsiliasi": "/rekonsiliasi/",
    "pegawai": "/pegawai/",
    "petugas": "/petugas/",
}
# Where a list links to addresses that begin in another way than its own.
LINKED = {"tangkapan": "/tangkapan/"}


def _signed_in(chrome: Any, address: str, mailbox: str, width: int, theme: str, language: str) -> Any:
    context = chrome.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    context.add_cookies([{"name": "bahasa", "value": language, "url": address}])
    page = context.new_page()
    sign_in(page, address, mailbox)
    return page


def _found(page: Any, address: str, pattern: str, known: dict[str, str]) -> str:
    """Return the address of a page, following the list that names it."""
    named = re.match(r"\{(\w+)\}(.*)", pattern)
    if named is None:
        return address + pattern
    if named[1] not in known:
        page.goto(address + LISTS[named[1]])
        begins = LINKED.get(named[1], LISTS[named[1]].split("?")[0])
        hrefs = [str(one.get_attribute("href")) for one in page.locator(f"main a[href^='{begins}']").all()]
        known[named[1]] = next(href for href in hrefs if re.search(r"/\d+/$", href))
    return address + known[named[1]] + named[2]


DESK, PHONE = (1280, "light", "id"), (360, "dark", "en")


@pytest.mark.parametrize(
    ("mailbox", "width", "theme", "language"),
    [(DESK_ONLY, *DESK), *((mailbox, *PHONE) for mailbox in PAGES)],
)
def test_pages_are_accessible_and_fit(
    chrome: Any, demonstration: str, mailbox: str, width: int, theme: str, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = _signed_in(chrome, demonstration, mailbox, width, theme, language)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    wrong, known = [], dict[str, str]()
    for pattern in DESK_PAGES if mailbox == DESK_ONLY else PAGES[mailbox]:
        answer = page.goto(_found(page, demonstration, pattern, known))
        found = [(one["id"], one["nodes"][0]["html"][:200]) for one in Axe().run(page).response["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if answer.status != 200 or found or sideways > 0 or said:
            wrong.append((pattern, answer.status, found, sideways, list(said)))
        said.clear()
    page.context.close()
    assert wrong == []
