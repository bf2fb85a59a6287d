"""Takes pictures of the main pages: `python -m scripts.pictures [--out DIR] [--keep]`.

Every page at 360 and 1280 px, in both languages, light and dark, goes to `out/pictures`; `--keep` also copies the set
that README and docs show to `docs/pictures`.
"""

import argparse
import itertools
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser import ARGUMENTS, chromium, served, sign_in

WIDTHS = {360: 780, 1280: 900}
KEPT = {("id", "terang"), ("id", "gelap"), ("en", "terang")}
OFFICER = "sekar@malang.example"
CLERK = "bkpsdm@malang.example"


def pages(page: Page, address: str) -> dict[str, str]:
    """Return name and address of the pages to be taken, found by walking the demonstration as an officer would."""
    found = {"hari-ini": "/hari-ini/", "pilah": "/pilah/", "kiriman": "/kiriman/", "kliping": "/kliping/"}
    found |= {"perkara-daftar": "/perkara/", "pegawai": "/pegawai/", "mulai": "/mulai/", "komponen": "/komponen/"}
    page.goto(f"{address}/hari-ini/")
    first = page.locator("main a.ttl[href^='/perkara/']", has_text=re.compile(r"\bTM \d+")).first
    if first.count():
        found["perkara"] = str(first.get_attribute("href"))
    found |= {"penerusan-daftar": "/penerusan/", "surat": "/surat/", "rekonsiliasi": "/rekonsiliasi/"}
    return found


def pages_of_the_city(page: Page, address: str) -> dict[str, str]:
    """Return name and address of the pages of the other desk: what the city got, and one decision to be made."""
    page.goto(f"{address}/penerusan/?saring=semua")
    found = {"pemda-hari-ini": "/hari-ini/", "pemda-daftar": "/penerusan/"}
    row = page.locator("main tr", has_text=re.compile("Pemeriksaan|Examination")).locator("a[href^='/penerusan/']")
    if row.count():
        one = str(row.first.get_attribute("href"))
        found |= {"pemda": one, "pemda-keputusan": f"{one}keputusan/", "pemda-rekam-jejak": f"{one}rekam-jejak/"}
    return found


def signed_in(browser: Browser, address: str, width: int, language: str, theme: str, who: str = OFFICER) -> Page:
    """Return a page of a browser of that width, language and theme with somebody signed in."""
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme="dark" if theme == "gelap" else "light",
        locale="id-ID",
        device_scale_factor=1 if width > 900 else 2,
        reduced_motion="reduce",
    )
    context.add_cookies([{"name": "bahasa", "value": language, "url": address}])
    page = context.new_page()
    sign_in(page, address, who)
    return page


def take(address: str, out: Path, only: list[str], *, quick: bool) -> list[Path]:
    """Take the pictures of a served demonstration; return their paths."""
    kinds = (
        [("id", "terang")]
        if quick
        else [(language, theme) for language in ("id", "en") for theme in ("terang", "gelap")]
    )
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        for width, (language, theme) in itertools.product(WIDTHS, kinds):
            page = signed_in(browser, address, width, language, theme)
            for name, path in pages(page, address).items():
                if not only or name in only:
                    taken.append(_picture(page, address + path, out / f"{name}-{width}-{language}-{theme}.png"))
            page.context.clear_cookies(name="sessionid")
            if not only or "masuk" in only:
                taken.append(_picture(page, f"{address}/masuk/", out / f"masuk-{width}-{language}-{theme}.png"))
            page.context.close()
            theirs = signed_in(browser, address, width, language, theme, CLERK)
            for name, path in pages_of_the_city(theirs, address).items():
                if not only or name in only:
                    taken.append(_picture(theirs, address + path, out / f"{name}-{width}-{language}-{theme}.png"))
            theirs.context.close()
        browser.close()
    return taken


def _picture(page: Page, address: str, path: Path) -> Path:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if path.name.startswith("pilah-1280"):
        page.screenshot(path=path)  # triage fills the window; its queue scrolls by itself
        return path
    # Longer pages are cut: a picture is looked at, not scrolled.
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), 2200)
    page.screenshot(
        path=path, clip={"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}, full_page=True
    )  # type: ignore[index]
    return path


def main() -> int:
    """Build a demonstration, serve it, take the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("out/pictures"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--dir", type=Path, help="a demonstration built before")
    parser.add_argument("--only", action="append", default=[], help="names of pages")
    parser.add_argument("--quick", action="store_true", help="Indonesian and light only")
    options = parser.parse_args()
    if chromium() is None:
        print("Chromium is missing. On Debian: apt-get install chromium", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, served(options.dir or Path(scratch) / "demo") as address:
        taken = take(address, options.out, options.only, quick=options.quick)
    if options.keep:
        keep(taken, Path("docs/pictures"))
    print(f"{len(taken)} pictures in {options.out}")
    return 0


def keep(taken: list[Path], folder: Path) -> None:
    """Copy the pictures that the documentation shows."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = ("masuk", "hari-ini", "pilah", "perkara", "kiriman", "pemda")
    for path in taken:
        name, width, language, theme = path.stem.rsplit("-", 3)
        wanted = (language, theme) in KEPT and (width == "1280" or (language, theme) == ("id", "terang"))
        if name in shown and wanted:
            shutil.copy(path, folder / path.name)


if __name__ == "__main__":
    sys.exit(main())
