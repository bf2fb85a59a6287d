"""The house is as it says: guarded routes, downward keys, templates that stay in their room, words for everything."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver

from wasit.office import verbs
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.site import words as catalogue

SOURCE = Path(catalogue.PACKAGE)
ROOMS = [name.split(".")[-1] for name in settings.ROOMS]
FLOORS = ["text", "evidence", "rulebook", "screening", "reading", "office", "look", "letters", "rosters"]
FLOORS += ["proceedings", "forwarding", "cases", "monitoring", "reconciliation", "insights", "site"]


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from routes(one, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one


@pytest.mark.parametrize(("address", "route"), [pytest.param(*pair, id=pair[0] or "/") for pair in routes()])
def test_every_route_has_a_rule(address: str, route: URLPattern) -> None:
    permission = getattr(route.callback, "permission", None)
    assert permission == "public" or permission in ROLES_BY_PERMISSION, f"{address} has no permission"
    assert route.name, f"{address} has no name"


def test_every_room_is_placed() -> None:
    found = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found == set(FLOORS)


def test_foreign_keys_point_down() -> None:
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey):
                    target = field.related_model._meta.app_label
                    if target in FLOORS:
                        assert FLOORS.index(target) <= FLOORS.index(room), f"{model.__name__}.{field.name} points up"


@pytest.mark.parametrize("room", ROOMS + ["site"])
def test_templates_stay_in_their_room(room: str) -> None:
    allowed = {room, "look", "allauth", "account", "mfa", "site" if room == "site" else room}
    for path in (SOURCE / room / "templates").rglob("*.html"):
        for name in re.findall(r'{%\s*(?:include|extends)\s+"([^"]+)"', path.read_text(encoding="utf-8")):
            assert name.split("/")[0] in allowed, f"{path.relative_to(SOURCE)} takes {name}"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.html")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_templates_carry_no_script_and_no_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/json))[^>]*>", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_say_what_they_are(path: Path) -> None:
    if "migrations" in path.parts:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path.relative_to(SOURCE)} opens without a sentence"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_now_is_an_argument(path: Path) -> None:
    """Only the roof reads the clock; everything below is told what time it is."""
    if path.relative_to(SOURCE) in {Path("site/clock.py"), Path("evidence/command.py")}:
        # `wasit evidence` works without an installation, so nobody is there to tell it the time.
        return
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\b(timezone|datetime)\.now\(|\butcnow\(|\bdate\.today\(|\bdatetime\.today\(|time\.time\(", text
    )


@pytest.mark.parametrize("room", catalogue.rooms())
def test_english_is_complete(room: str) -> None:
    assert catalogue.missing(room) == []


def test_verbs_have_words_in_both_languages() -> None:
    assert len(verbs.declared()) > 20
    for verb, words in verbs.declared().items():
        assert words.id, verb
        assert words.en, verb


def test_verbs_that_are_written_are_declared() -> None:
    written = set()
    for path in SOURCE.rglob("*.py"):
        written |= set(re.findall(r'verb="([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    assert written
    assert written <= set(verbs.declared())


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_views_do_not_import_models() -> None:
    for path in SOURCE.rglob("views*"):
        files = path.rglob("*.py") if path.is_dir() else [path]
        for one in files:
            room = one.relative_to(SOURCE).parts[0]
            lines = re.findall(rf"^from wasit\.{room}\.models import (.+)$", one.read_text(encoding="utf-8"), re.M)
            assert not lines, f"{one.relative_to(SOURCE)}: views ask queries, not models"


def test_nothing_of_this_machine_is_named() -> None:
    root = SOURCE.parent.parent
    marks = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/[\w.]")
    for path in [
        *SOURCE.rglob("*.py"),
        *(root / "docs").rglob("*.md"),
        *(root / "tests").rglob("*.py"),
        root / "Makefile",
    ]:
        assert not marks.search(path.read_text(encoding="utf-8").replace("marks = re.compile", "")), path
