"""The frame of a page, errors, and the page of parts, rendered as a reader gets them."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override
from tests.look.addresses import NOW, frame

from wasit.look.showcase import examples


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.look.addresses"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecondFactor" not in name]


def page(language: str = "id", **more: Any) -> str:
    from django.template import engines
    from tests.look.addresses import PAGE

    with override(language):
        return engines["django"].from_string(PAGE).render(frame(**more), RequestFactory().get("/contoh/"))


def test_the_frame_has_what_every_page_needs() -> None:
    html = page()
    assert '<html lang="id"' in html
    assert "<title>Contoh – Wasit</title>" in html
    assert 'class="skip" href="#isi"' in html
    assert '<main id="isi"' in html
    assert html.count('aria-current="page"') == 3  # sidebar, tabs, sheet
    assert "Sekar Anggraini" in html
    assert "Bawaslu Kota Tirtawangi" in html
    assert 'data-go="K"' in html


def test_ids_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page(side="1"))
    assert sorted(ids) == sorted(set(ids))


def test_everything_opened_by_a_button_exists() -> None:
    html = page()
    assert set(re.findall(r'popovertarget="([^"]+)"', html)) <= set(re.findall(r'id="([^"]+)"', html))


@pytest.mark.parametrize(
    ("days", "language", "told"),
    [
        (33, "id", "33 hari menuju pemungutan suara, 27 Nov 2024"),
        (33, "en", "33 days to voting day, 27 Nov 2024"),
        (1, "en", "1 day to voting day, 27 Nov 2024"),
        (0, "id", "Hari pemungutan suara"),
        (-3, "id", "Pemungutan suara sudah berlangsung, 27 Nov 2024"),
    ],
)
def test_ribbon_counts_the_days(days: int, language: str, told: str) -> None:
    html = page(language, ribbon=frame()["ribbon"] | {"days": days})
    assert told in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_ribbon_places_today() -> None:
    html = page()
    assert re.findall(r'<rect[^>]* x="([^"]+)" y="2.5" width="([^"]+)"', html) == [
        ("0%", "18.75%"),
        ("18.75%", "56.25%"),
        ("75%", "25%"),
    ]
    assert '<line x1="46.875%"' in html
    assert html.count('offset="50%"') == 2


def test_between_elections_there_is_no_ribbon() -> None:
    assert "w-stage" not in page(ribbon=None)


def test_the_demonstration_says_so() -> None:
    assert "Peragaan: semua orang rekaan" in page()
    assert "Peragaan" not in page(demo=False)


def test_the_frame_in_english_has_no_indonesian_left() -> None:
    html = page("en")
    for word in ("Langsung ke isi", "Menu utama", "Lainnya", "Keluar", "Tombol papan ketik", "Pemberitahuan"):
        assert word not in html
    assert "Skip to content" in html
    assert 'aria-label="Notices, 2 new"' in html


def test_messages_become_notes_and_toasts() -> None:
    html = Client().get("/contoh/?toast=1").content.decode()
    assert re.search(r'class="note bata" role="alert">.*Belum tersimpan\.', html, re.S)
    toast = html.split("data-toasts", 1)[1].split("<dialog", 1)[0]
    assert "Dipindah." in toast
    assert "Belum tersimpan." not in toast


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("403.html", "Halaman ini tidak terbuka untuk Anda"),
        ("404.html", "Tidak ada halaman di alamat ini"),
        ("403_csrf.html", "Isian belum terkirim"),
        ("400.html", "Permintaan ini tidak terbaca"),
    ],
)
def test_error_pages(name: str, told: str) -> None:
    html = render_to_string(name, {"demo": True}, RequestFactory().get("/apa/"))
    assert told in html
    assert "tabler" not in html


def test_the_last_error_page_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "Belum berhasil" in html
    assert 'lang="en"' in html


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_of_parts_shows_every_state(language: str) -> None:
    request = RequestFactory().get("/komponen/")
    with override(language):
        html = render_to_string("look/components.html", examples(NOW) | {"now": NOW}, request)
    for state in ("late", "now", "soon", "ok", "wait"):
        assert f'class="clk {state}"' in html
    parts = ('class="days', 'class="seal broken', 'class="errs"', 'mark class="s d"', "<progress", 'class="empty"')
    assert [part for part in parts if part not in html] == []
    assert "&lt;b&gt;ya&lt;/b&gt;" in html
