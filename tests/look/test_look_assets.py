"""What lies in the folders: pinned files, resolving addresses, readable colours, icons that exist, no inline code."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

import wasit
from wasit.look import sprite

SOURCE = Path(wasit.__file__).parent
STATIC = SOURCE / "look" / "static" / "look"
CSS = (STATIC / "wasit.css").read_text(encoding="utf-8")
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))


def pins() -> list[tuple[str, str]]:
    lines = (STATIC / "vendor" / "PINS.txt").read_text(encoding="utf-8").splitlines()
    return [(path, digest) for digest, path in (line.split("  ", 1) for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(("path", "digest"), pins())
def test_vendored_files_are_the_pinned_ones(path: str, digest: str) -> None:
    assert hashlib.sha256((STATIC / "vendor" / path).read_bytes()).hexdigest() == digest


def test_nothing_is_vendored_without_a_pin() -> None:
    pinned = {(STATIC / "vendor" / path).resolve() for path, _ in pins()}
    found = {path.resolve() for path in (STATIC / "vendor").rglob("*") if path.is_file() and path.name != "PINS.txt"}
    assert found <= pinned


@pytest.mark.parametrize("sheet", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_addresses_in_style_sheets_resolve(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    for address in re.findall(r'url\(\s*["\']?([^"\')]+)', text):
        if not address.startswith(("data:", "#")):
            assert (sheet.parent / address).is_file(), address
    assert "sourceMappingURL" not in text


def test_style_sheets_survive_the_manifest(tmp_path: Path, settings: Any) -> None:
    """Hashed names are given out by the storage that a real installation uses; a broken address stops it."""
    settings.STATIC_URL = "/static/"
    storage = ManifestStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    names = {}
    for path in STATIC.rglob("*"):
        if path.is_file():
            target = tmp_path / "look" / path.relative_to(STATIC)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            names[f"look/{path.relative_to(STATIC).as_posix()}"] = (
                storage,
                f"look/{path.relative_to(STATIC).as_posix()}",
            )
    problems = [done for _, _, done in storage.post_process(names) if isinstance(done, Exception)]
    assert problems == []
    written = (tmp_path / storage.stored_name("look/wasit.css")).read_text(encoding="utf-8")
    assert re.search(r"inter-latin-opsz-normal\.[0-9a-f]{12}\.woff2", written)


# ---------- colours ----------


def tokens(selector: str) -> dict[str, str]:
    block = CSS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--w-([a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})", block))


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = {"light": tokens(":root"), "dark": tokens("[data-bs-theme=dark]")}
TEXT_ON_PAGE = ["ink", "ink-2", "ink-3", "toska", "bata", "kunyit", "lumut", "nila"]
PAIRS = [
    *[(text, back) for text in TEXT_ON_PAGE for back in ("surface", "paper", "sunk", "raise")],
    *[(tone, f"{tone}-soft") for tone in ("toska", "bata", "kunyit", "lumut", "nila")],
    *[("ink-2", f"{tone}-soft") for tone in ("toska", "bata", "kunyit", "lumut")],
    ("ink-2", "toska-faint"),
    ("ink", "hover"),
    ("on-toska", "toska"),
    ("on-toska", "toska-hover"),
]


def test_the_contrast_formula_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "back"), PAIRS)
def test_text_is_readable(theme: str, text: str, back: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][back]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("back", ["surface", "paper", "sunk"])
def test_edges_of_controls_and_focus_can_be_seen(theme: str, back: str) -> None:
    assert contrast(THEMES[theme]["edge"], THEMES[theme][back]) >= 3
    assert contrast(THEMES[theme]["focus"], THEMES[theme][back]) >= 3


def test_both_themes_say_the_same_tokens() -> None:
    assert THEMES["light"].keys() == THEMES["dark"].keys()


def test_no_colour_outside_the_tokens() -> None:
    """Paper, the ceremony screen and the QR frame look the same in both themes, so they may name a colour."""
    rules = re.sub(r"/\*.*?\*/", "", CSS.split("/* ---------- 3 base", 1)[1], flags=re.S)
    for rule in re.findall(r"([^{}]+)\{([^{}]*)\}", rules):
        if re.search(r"#[0-9A-Fa-f]{3,6}\b", rule[1]):
            assert re.search(r"\.sheet|\.stage-big|\.tiles|\.qr|^\s*body", rule[0]), rule[0].strip()


# ---------- templates and scripts ----------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_templates_name_icons_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r'{%\s*icon\s+"([^"]+)"', text))
    named |= set(re.findall(r'{%\s*chip\s+\S+\s+"[^"]*"\s+"([^"]+)"', text))
    named |= set(re.findall(r'{%\s*note\s+"[^"]*"\s+"([^"]+)"', text))
    named |= set(re.findall(r'look/parts/empty\.html"\s+with\s[^%]*\bicon="([^"]+)"', text))
    assert named <= sprite.names_in()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_templates_obey_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[a-z][^>]*\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", text)
    for opening in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in opening or 'type="application/json"' in opening


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_scripts_obey_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function\(|innerHTML|document\.write|https?://", text)
    assert not re.search(r"setTimeout\(\s*[\"']", text)


def test_every_symbol_of_the_sprite_has_a_drawing() -> None:
    text = sprite.SPRITE.read_text(encoding="utf-8")
    symbols = re.findall(r'<symbol id="([^"]+)" viewBox="0 0 24 24">(.*?)</symbol>', text)
    assert len(symbols) == len(sprite.names_in()) > 60
    assert all(shapes.startswith("<") for _, shapes in symbols)


def test_the_sprite_is_built_from_outlines(tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text(
        '<svg width="24"><path stroke="none" d="M0 0h24v24H0z" fill="none" /><path d="M1 1h2" /></svg>',
        encoding="utf-8",
    )
    assert '<symbol id="dot" viewBox="0 0 24 24"><path d="M1 1h2" /></symbol>' in sprite.build(["dot", "dot"], tmp_path)
    with pytest.raises(FileNotFoundError):
        sprite.build(["none"], tmp_path)


def test_public_pages_load_no_framework() -> None:
    for name in ("base.html", "plain.html", "error.html"):
        assert "tabler" not in (SOURCE / "look" / "templates" / "look" / name).read_text(encoding="utf-8")
