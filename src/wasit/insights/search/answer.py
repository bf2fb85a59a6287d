"""Asks every finder that the reader may ask, each within the reach of its own permission."""

from datetime import datetime

from wasit.insights.handed_off import find_recommendations
from wasit.insights.search import cases, letters, monitored, people
from wasit.insights.search.found import Answer, Finder, Group
from wasit.insights.search.typed import Typed
from wasit.insights.work import own_reach
from wasit.office.models import Officer
from wasit.text import Words

SHOWN = 6
SHOWN_OF_ONE_KIND = 50

# Another room that can be searched stands here with one more line; the order is that of the page.
FINDERS: tuple[Finder, ...] = (
    Finder("perkara", Words(id="Perkara", en="Cases"), "gavel", "cases.view", cases.find),
    Finder("penerusan", Words(id="Penerusan", en="Recommendations"), "send", "forwarding.view", find_recommendations),
    Finder("surat", Words(id="Surat", en="Letters"), "mail", "letters.view", letters.find),
    Finder("pegawai", Words(id="Pegawai", en="Staff"), "users", "rosters.view", people.find),
    Finder("indikasi", Words(id="Indikasi", en="Hits"), "eye-search", "monitoring.view", monitored.find_hits),
    Finder("kliping", Words(id="Kliping", en="Clippings"), "news", "monitoring.view", monitored.find_pages),
)


def answer(officer: Officer, typed: Typed, now: datetime, only: str = "") -> Answer:
    """Return what the reader may see of what was asked, grouped by kind; `only` shows more of one kind."""
    mine = [(finder, own_reach(officer, finder.permission, now)) for finder in FINDERS]
    mine = [(finder, reach) for finder, reach in mine if not reach.empty]
    places = [finder.words for finder, _reach in mine]
    if typed.too_short:
        return Answer(typed, places, [])
    groups = [
        Group(finder, finder.find(reach, typed, SHOWN_OF_ONE_KIND if finder.id == only else SHOWN))
        for finder, reach in mine
    ]
    return Answer(typed, places, sorted((one for one in groups if one.found.total), key=lambda one: one.found.alike))
