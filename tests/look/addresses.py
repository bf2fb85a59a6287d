"""Addresses for the tests of the look: the page of parts, a page with a frame, an empty one, and the sign-in pages."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from wasit.look.views import components

NOW = datetime(2024, 10, 25, 2, 40, tzinfo=UTC)
SEGMENTS = [
    {"grow": 3, "state": "done", "share": 0},
    {"grow": 9, "state": "now", "share": 50},
    {"grow": 4, "state": "", "share": 0},
]
PAGE = """{% extends "look/page.html" %}{% load look %}
{% block title %}Contoh{% endblock %}
{% block crumbs %}<nav class="crumb" aria-label="Jejak"><a href="/komponen/" data-back>Komponen</a></nav>{% endblock %}
{% block head %}<h1>Contoh</h1>{% endblock %}
{% block actions %}<form class="w-search" role="search"><label class="sr" for="q">Cari</label>
<input id="q" type="search" data-search></form>{% endblock %}
{% block body %}<section data-rows aria-label="Pekerjaan"><ul class="w-list">
<li class="w-row sel">{% clock due now %}<div><a class="ttl" href="#satu">Satu</a></div>
<div class="go"><a class="btn" href="#buka-satu" data-open>Buka</a></div></li>
<li class="w-row">{% clock due now %}<div><a class="ttl" href="#dua">Dua</a></div>
<div class="go"><a class="btn" href="#buka-dua" data-open>Buka</a></div></li></ul></section>
<p>{% unsure "tujuh hari" "Pasalnya belum dibaca." %} {% unsure "lima hari" "Juga belum." %}</p>
<button type="button" class="btn" data-key="D" id="keep" popovertarget="kept">Jadikan</button>
<p class="pop" id="kept" popover>Tercatat</p>{% endblock %}
{% block side %}{% if side %}<p>Samping</p>{% endif %}{% endblock %}"""


def frame(**more: Any) -> dict[str, Any]:
    """What the site hands to every page."""
    line = {"label": "Hari ini", "url": "/contoh/", "icon": "sun-high", "key": "H", "tab": "Hari ini"}
    second = {"label": "Perkara", "url": "/komponen/", "icon": "gavel", "key": "K", "tab": "Perkara"}
    return {
        "now": NOW,
        "due": datetime(2024, 10, 26, 16, 59, 59, tzinfo=UTC),
        "demo": True,
        "user": SimpleNamespace(is_authenticated=True, name="Sekar Anggraini"),
        "agency": SimpleNamespace(name="Bawaslu Kota Tirtawangi"),
        "unread": 2,
        "nav": [
            SimpleNamespace(title="", items=[SimpleNamespace(**line, count=1, hot=True, current=True)]),
            SimpleNamespace(title="Tindak", items=[SimpleNamespace(**second, count=0, hot=False, current=False)]),
        ],
        "ribbon": {
            "election": "Pilkada 2024",
            "stage": "Kampanye",
            "days": 33,
            "polling_day": date(2024, 11, 27),
            "segments": SEGMENTS,
        },
    } | more


def example(request: HttpRequest) -> HttpResponse:
    """A page with everything around it."""
    if request.GET.get("toast"):
        messages.success(request, "Dipindah.", extra_tags="toast")
        messages.error(request, "Belum tersimpan.")
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render(frame(side=request.GET.get("side")), request))


def language(request: HttpRequest) -> HttpResponse:
    """Stands for the site's switch of language."""
    return HttpResponse(status=204)


urlpatterns = [
    path("hari-ini/", example, name="home"),
    path("contoh/", example, name="example"),
    path("bahasa/", language, name="language"),
    path("komponen/", components, name="components"),
    path("", include("wasit.office.urls")),
]
