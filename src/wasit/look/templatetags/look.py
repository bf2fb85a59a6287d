"""Template tags and filters for everything that looks alike on all pages: `{% load look %}`."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wasit import rulebook
from wasit.look import bars, clocks, dates, days, fields, sprite
from wasit.look.spans import highlighted
from wasit.text import Words

register = template.Library()


def _language() -> str:
    return dates.short_language(get_language())


@register.filter
def words(value: Words | str | Promise | None) -> str:
    """Say a `Words` in the reader's language; text stays as it is."""
    if value is None:
        return ""
    return value.in_(_language()) if isinstance(value, Words) else str(value)


@register.simple_tag
def term(key: str) -> str:
    """Say a term of law exactly as the glossary has it; raise Problem for an unknown key."""
    return rulebook.term(key).in_(_language())


@cache
def _icon_names() -> frozenset[str]:
    return sprite.names_in()


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """Draw an outline icon: `{% icon "gavel" %}`, `{% icon "check" "i-s lumut" %}`.

    It is silent for a screen reader unless `label` is given. KeyError for a name that the sprite does not hold.
    """
    if name not in _icon_names():
        raise KeyError(f'icon "{name}" is not in look/icons.svg')
    told = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="i{}" viewBox="0 0 24 24" width="18" height="18" {}><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        told,
        static("look/icons.svg"),
        name,
    )


# ---------- days, times, numbers ----------


@register.filter
def longday(moment: datetime | date | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """Say "Sabtu, 26 Oktober 2024, 23.59 WIB"."""
    return dates.longday(moment, zone, _language()) if moment else ""


@register.filter
def shortday(moment: datetime | date | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """Say "Sab 26 Okt, 23.59"."""
    return dates.shortday(moment, zone, _language()) if moment else ""


@register.filter
def plainday(moment: datetime | date | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """Say "26 Okt 2024"."""
    return dates.plainday(moment, zone, _language()) if moment else ""


@register.filter
def stamp(moment: datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """Say "26 Okt 2024, 23.59 WIB"."""
    return dates.stamp(moment, zone, _language()) if moment else ""


@register.filter
def clocktime(moment: datetime | None, zone: str = dates.DEFAULT_ZONE) -> str:
    """Say "23.59 WIB"."""
    return dates.clocktime(moment, zone, _language()) if moment else ""


@register.filter
def hours(span: str) -> str:
    """Say opening hours: "08.00–16.00" ("08:00–16:00" in English)."""
    return dates.hours(span, _language())


@register.filter
def number(value: float | None) -> str:
    """Say "4.087" ("4,087" in English)."""
    return "" if value is None else dates.number(value, _language())


@register.filter
def share(value: float | None) -> str:
    """Say a share of one as "0,71" ("0.71" in English)."""
    return "" if value is None else dates.share(value, _language())


@register.filter
def likelihood(value: float | None) -> str:
    """Say a probability as "0,71", and "> 0,99" where it would round to one: no estimate is certain."""
    return "" if value is None else dates.likelihood(value, _language())


@register.filter
def percent(value: float | None) -> str:
    """Say a share of one as "83,5 %" ("83.5%" in English), cut and never rounded up to 100."""
    return "" if value is None else dates.percent(value, _language())


@register.filter
def mask_nip(value: str | None) -> str:
    """Show the year of birth and the last two figures of a NIP: "1988••••••••••••01"."""
    figures = str(value or "")
    return figures[:4] + "•" * (len(figures) - 6) + figures[-2:] if len(figures) > 6 else "•" * len(figures)


@register.simple_tag
def when(moment: datetime | date | None, zone: str = dates.DEFAULT_ZONE, form: str = "short") -> SafeString | str:
    """Put a moment, or a day without a time, in a `<time>` element; `form` is "short", "long", "stamp" or "time"."""
    if not moment:
        return ""
    tell: Mapping[str, Callable[..., str]] = {"short": shortday, "long": longday, "stamp": stamp, "time": clocktime}
    exact = moment.astimezone(ZoneInfo(zone)) if isinstance(moment, datetime) else moment
    return format_html('<time datetime="{}">{}</time>', exact.isoformat(), tell[form](moment, zone))


# ---------- clocks ----------


@register.inclusion_tag("look/parts/clock.html")
def clock(
    deadline: datetime | rulebook.Reckoning | None,
    now: datetime,
    zone: str = dates.DEFAULT_ZONE,
    *,
    start: datetime | None = None,
    waiting: Words | str = "",
    paused_since: datetime | None = None,
    css: str = "",
) -> dict[str, Any]:
    """Draw a deadline as ring, words and date.

    `deadline` is the last instant itself (None = no limit) or a reckoning of the rulebook, which brings its start and
    its working days. `waiting` names who has the ball ("menunggu pelapor").
    """
    reckoning = deadline if isinstance(deadline, rulebook.Reckoning) else None
    due = reckoning.due if reckoning else deadline
    return {
        "css": css,
        "face": clocks.face(
            due if isinstance(due, datetime) else None,
            clocks.Moment(now, zone, _language()),
            start=start or (reckoning.start if reckoning else None),
            waiting=words(waiting),
            paused_since=paused_since,
            working_days=clocks.working_days_left(reckoning, now, zone) if reckoning else None,
        ),
    }


@register.inclusion_tag("look/parts/days.html")
def day_strip(reckoning: rulebook.Reckoning, today: date | datetime, *, css: str = "") -> dict[str, Any]:
    """Draw the days that `reckoning` counted and skipped; `today` is a date, or a moment read in its zone."""
    day = today.astimezone(ZoneInfo(reckoning.zone)).date() if isinstance(today, datetime) else today
    return {"cells": days.day_cells(reckoning.days, day, _language()), "css": css}


# ---------- small parts ----------


@register.inclusion_tag("look/parts/chip.html")
def chip(label: Words | str | Promise, tone: str = "", icon: str = "", css: str = "") -> dict[str, Any]:
    """Show a state; `tone` is toska, bata, kunyit, lumut, nila, line or empty. A chip is never a button."""
    return {"label": words(label), "tone": tone, "icon": icon, "css": css}


@register.inclusion_tag("look/parts/seal.html")
def seal(
    sha256: str, at: datetime | None = None, zone: str = dates.DEFAULT_ZONE, *, broken: bool = False
) -> dict[str, Any]:
    """Show that something is sealed, since when, and its short hash; `broken` says that the bytes no longer fit."""
    return {"short": f"{sha256[:4]}…{sha256[-4:]}", "sha256": sha256, "at": at, "zone": zone, "broken": broken}


@register.inclusion_tag("look/parts/unsure.html", takes_context=True)
def unsure(context: Context, text: Words | str, reason: Words | str, css: str = "") -> dict[str, Any]:
    """Underline what is not certain; pressing it opens the reason."""
    return {"text": words(text), "reason": words(reason), "id": _popover_id(context), "css": css}


@register.inclusion_tag("look/parts/confidence.html", takes_context=True)
def confidence(context: Context, value: str, note: Words | str = "") -> dict[str, Any]:
    """Show how sure a statement of law is: confirmed, single or unsure, with the `note` one step away."""
    return {"value": str(value), "note": words(note), "id": _popover_id(context)}


@register.simple_tag
def highlight(text: str, spans: Iterable[Any]) -> SafeString:
    """Show a text with its person, candidate and conduct spans marked; everything is escaped."""
    return highlighted(text, spans)


@register.inclusion_tag("look/parts/stepper.html")
def stepper(steps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw the stages of a case: each step has `label`, `note` and `state` (done, now or empty)."""
    drawn = list(steps)
    return {"steps": drawn, "current": next((step for step in drawn if step.get("state") == "now"), None)}


@register.inclusion_tag("look/parts/bar.html")
def bar(value: float, total: float, label: str, tone: str = "") -> dict[str, Any]:
    """Draw one bar: `value` of `total`; `label` says the same in words; `tone` is empty, kunyit or edge."""
    return {"value": f"{value:.6g}", "total": f"{total or 1:.6g}", "label": label, "tone": tone}


@register.inclusion_tag("look/parts/stacked.html")
def stacked(parts: Iterable[tuple[float, str]], total: float, label: str, css: str = "") -> dict[str, Any]:
    """Draw one bar of several parts, each (value, pattern): "b1" full, "b2" light, "b3" hatched, "b4" grey."""
    return {"parts": bars.stack(parts, total), "label": label, "css": css}


@register.inclusion_tag("look/parts/score.html")
def score(level: int, label: str) -> dict[str, Any]:
    """Draw four small columns of which `level` are filled; `label` says it in words."""
    return {"columns": bars.columns(level), "label": label}


@register.simple_tag
def ribbon_segments(segments: Iterable[Mapping[str, Any]]) -> list[bars.Segment]:
    """Place the stages of an election along the ribbon: each has `grow`, `state` (done, now, "") and `share`."""
    return bars.segments(segments)


@register.simple_tag
def tabs(nav: Iterable[Any]) -> list[Any]:
    """Return the lines of the menu that have a `tab` word, at most four: the bar at the bottom of a phone."""
    return [item for group in nav for item in group.items if item.tab][:4]


@register.filter
def initials(name: str | None) -> str:
    """Return at most two letters of a name, its titles left out."""
    bare = [part.lstrip("@_.-") for part in str(name or "").split(",")[0].split()]
    parts = [part for part in bare if part[:1].isalpha() and not part.endswith(".")]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper()


def _popover_id(context: Context) -> str:
    # One counter a page: the lowest dictionary of the render context is shared with included templates.
    shared = cast(dict[str, Any], context.render_context.dicts[0])
    return f"pop-{next(shared.setdefault('look_popovers', count(1)))}"


# ---------- blocks, forms, lists ----------


@register.simple_block_tag(end_name="endnote")
def note(content: str, tone: str = "", icon_name: str = "info-circle", role: str = "") -> SafeString:
    """Wrap a message: `{% note "kunyit" "alert-triangle" %}<b>First words.</b> Next step.{% endnote %}`."""
    return format_html(
        '<div class="note{}"{}>{}<span>{}</span></div>',
        f" {tone}" if tone else "",
        format_html(' role="{}"', role) if role else "",
        icon(icon_name),
        content,
    )


@register.inclusion_tag("look/parts/field.html")
def field(bound: BoundField, hint: Words | str = "", css: str = "") -> dict[str, Any]:
    """Draw a form field: label above, hint under it, error between hint and control with a bar at the left."""
    told = words(hint) or bound.help_text
    kind = fields.kind_of(bound)
    return {"field": bound, "hint": told, "css": css, "kind": kind, "control": fields.control(bound, hinted=bool(told))}


@register.inclusion_tag("look/parts/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """List all errors of a form on top of it, each a link to its field; nothing where there are none."""
    return {"form": form, "bad": [bound for bound in form if bound.errors]}


@register.inclusion_tag("look/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], label: str = "", key: str = "hal") -> dict[str, Any]:
    """Draw the way through the pages of a list; `key` is the parameter of the address, the others are kept."""
    request = context["request"]

    def address(number_of_page: int) -> str:
        query = request.GET.copy()
        query[key] = str(number_of_page)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "label": label,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "following": address(page.next_page_number()) if page.has_next() else "",
    }
