"""The menu in the words of the trade, made of what the reader may open, with counts only where somebody must act."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasit.cases.queries import count_late
from wasit.forwarding.queries import late_count
from wasit.monitoring.queries import new_hit_counts
from wasit.office.models import Officer
from wasit.office.permission import ROLES_BY_PERMISSION
from wasit.office.reach import Reach, reach_of


@dataclass(frozen=True)
class Item:
    """One line of the menu; `tab` gives its short word for the bar at the bottom of a phone.

    `counted_for` is the permission within whose reach `count` counts, where it is not that of the page.
    """

    label: str | Promise
    url_name: str
    icon: str
    permission: str
    key: str = ""
    tab: str | Promise = ""
    count: Callable[[Reach, Any], int] | None = None
    hot: bool = False
    counted_for: str = ""


@dataclass(frozen=True)
class Group:
    """A heading and its lines."""

    title: str | Promise
    items: tuple[Item, ...]


MENU: tuple[Group, ...] = (
    Group(
        "",
        (
            Item(
                _("Hari ini"),
                "home",
                "sun",
                "home.view",
                "H",
                _("Hari ini"),
                lambda reach, now: count_late(reach, now),
                True,
                "cases.view",
            ),
            Item(_("Cari"), "search", "search", "search.view", "C"),
        ),
    ),
    Group(
        _("Awasi"),
        (
            Item(
                _("Pilah indikasi"),
                "triage",
                "eye-search",
                "monitoring.view",
                "P",
                _("Pilah"),
                lambda reach, now: new_hit_counts(reach, now)["new"],
            ),
            Item(_("Kiriman"), "deliveries", "inbox", "monitoring.view", "L"),
            Item(_("Kliping"), "clippings", "news", "monitoring.view"),
        ),
    ),
    Group(
        _("Tindak"),
        (
            Item(_("Perkara"), "cases", "gavel", "cases.view", "K", _("Perkara")),
            Item(
                _("Penerusan"),
                "recommendations",
                "send",
                "forwarding.view",
                "T",
                _("Penerusan"),
                lambda reach, now: late_count(reach, now),
                True,
            ),
            Item(_("Surat"), "letters", "mail", "letters.view", "S"),
            Item(_("Rekam jejak"), "records", "timeline", "record.view"),
            Item(_("Rekonsiliasi"), "comparisons", "switch-horizontal", "cases.reconcile"),
        ),
    ),
    Group(
        _("Kantor"),
        (
            Item(_("Pegawai"), "people", "users", "rosters.view", "", _("Pegawai")),
            Item(_("Petugas"), "staff", "id-badge-2", "office.manage"),
            Item(_("Jurnal"), "journal", "history", "journal.view"),
        ),
    ),
)


@dataclass
class Entry:
    """A menu line as a page shows it."""

    label: str
    url: str
    icon: str
    key: str
    tab: str
    count: int
    hot: bool
    current: bool


@dataclass
class Section:
    """A menu heading with the lines this reader may open."""

    title: str
    items: list[Entry] = field(default_factory=list)


def menu_for(officer: Officer, path: str, now: Any) -> list[Section]:
    """Return what `officer` may open, the line of the present page marked."""
    everything = reach_of(officer, ROLES_BY_PERMISSION["home.view"], now)
    sections = []
    for group in MENU:
        entries = [_entry(item, everything, path, now) for item in group.items if _may(item, everything)]
        if entries:
            sections.append(Section(str(group.title), entries))
    return sections


def _may(item: Item, reach: Reach) -> bool:
    return bool(reach.roles & {str(role) for role in ROLES_BY_PERMISSION[item.permission]})


def _narrow(item: Item, reach: Reach) -> Reach:
    roles = {str(role) for role in ROLES_BY_PERMISSION[item.counted_for or item.permission]}
    return Reach(reach.officer_id, tuple(grant for grant in reach.grants if grant.role in roles))


def _entry(item: Item, reach: Reach, path: str, now: Any) -> Entry:
    url = reverse(item.url_name)
    return Entry(
        label=str(item.label),
        url=url,
        icon=item.icon,
        key=item.key,
        tab=str(item.tab),
        count=item.count(_narrow(item, reach), now) if item.count else 0,
        hot=item.hot,
        current=path.startswith(url),
    )
