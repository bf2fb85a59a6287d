"""The list of recommendations on either side: its lines, filters and the counter of every recipient."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wasit.forwarding import queries, seeing
from wasit.forwarding.models import Recommendation
from wasit.forwarding.queries import Asked, Counter, DueRecommendation
from wasit.forwarding.showing import ICONS, KIND_HEADS, KIND_WORDS, PATTERNS, TONES, state_words, waiting_words
from wasit.office.models import Agency
from wasit.office.reach import Reach
from wasit.proceedings.forms import said
from wasit.rulebook import State, workflow
from wasit.text import Words

SIBLINGS_SHOWN = 4
_WHICH = ("waiting", "mine", "open", "done", "all")
_FILTER_WORDS: Mapping[str, Words] = {
    "waiting": Words(id="Menunggu kami", en="Waiting for us"),
    "mine": Words(id="Tanggung jawab saya", en="Mine"),
    "open": Words(id="Berjalan", en="Open"),
    "done": Words(id="Selesai", en="Ended"),
    "all": Words(id="Semua", en="All"),
}


@dataclass(frozen=True)
class Line:
    """A recommendation in the list."""

    due: DueRecommendation
    state: State
    words: Words
    side: queries.Side
    named: bool

    @property
    def one(self) -> Recommendation:
        """The recommendation."""
        return self.due.recommendation

    @property
    def tone(self) -> str:
        """The colour of the state's chip."""
        return TONES[self.state.awaiting]

    @property
    def icon(self) -> str:
        """The picture of the state's chip."""
        return ICONS.get(self.state.id, "circle")

    @property
    def waiting(self) -> Words | str:
        """Whose turn it is, where it is not the reader's."""
        return waiting_words(self.one, self.side, self.due.deadline)


def receives(reach: Reach) -> bool:
    """Tell whether the reader stands on the side that receives."""
    return str(Agency.Kind.GOVERNMENT) in reach.sides


def asked_in(query: Mapping[str, str], reach: Reach) -> Asked:
    """Return the filter of an address; without one what waits for the reader's side, or what is open."""
    which = query.get("saring", "")
    given = {key: query.get(key, "")[:200].strip() for key in ("q", "penerima", "hasil")}
    narrowed = bool(given["penerima"] or given["hasil"] or query.get("blokir"))
    usual = "all" if narrowed else "waiting" if receives(reach) else "open"
    return Asked(
        text=given["q"],
        which=which if which in _WHICH else usual,
        recipient=given["penerima"],
        kind=given["hasil"] if given["hasil"] in queries.KINDS else "",
        blocked=query.get("blokir") == "ya",
    )


def line_of(due: DueRecommendation, reach: Reach) -> Line:
    """Return a row of the list."""
    state = workflow("hand_off").state(due.recommendation.state)
    side = queries.side_of(reach, due.recommendation)
    named = seeing.person_open_to(reach, due.recommendation)
    return Line(due, state, state_words(state, side), side, named)


def filters(reach: Reach, asked: Asked, now: datetime) -> list[dict[str, Any]]:
    """Return the filters with their numbers, the present one marked."""
    return [
        {
            "which": which,
            "words": _FILTER_WORDS[which],
            "count": len(queries.find_recommendations(reach, Asked(which=which), now)),
            "current": asked.which == which,
        }
        for which in _WHICH
        if which != "mine" or not receives(reach)
    ]


# ---------- the counter ----------


@dataclass(frozen=True)
class CounterLine:
    """The counter of one recipient with the addresses of its lists."""

    counter: Counter
    url: str
    cells: tuple[tuple[Words, int, str], ...]
    blocked_url: str
    parts: tuple[tuple[float, str], ...]
    label: Words

    @property
    def told(self) -> str:
        """The same numbers in words, for whoever cannot see the bar."""
        return said(self.label)


def counter_parts(reach: Reach, now: datetime) -> dict[str, Any]:
    """Return the counters as lines and their sum; a recipient's own page shows its own numbers alone."""
    found = queries.counters(reach, now)
    return {
        "counters": [_counter_line(one, {"penerima": one.recipient}) for one in found],
        "counter_total": _counter_line(queries.total_of(found), {}) if len(found) > 1 else None,
        "counter_heads": [KIND_HEADS[kind] for kind in queries.KINDS],
    }


def _counter_line(one: Counter, base: dict[str, str]) -> CounterLine:
    told = {
        code: f"{one.got}: " + ", ".join(f"{KIND_WORDS[kind].in_(code).lower()} {count}" for kind, count in one.parts)
        for code in ("id", "en")
    }
    return CounterLine(
        counter=one,
        url=_address({**base, "saring": "all"}),
        cells=tuple((KIND_HEADS[kind], count, _address({**base, "hasil": kind})) for kind, count in one.parts),
        blocked_url=_address({**base, "blokir": "ya"}),
        parts=tuple((float(count), PATTERNS[kind]) for kind, count in one.parts),
        label=Words(id=told["id"], en=told["en"]),
    )


def _address(query: dict[str, str]) -> str:
    return f"{reverse('recommendations')}?{urlencode(query)}"


# ---------- beside a recommendation ----------


def siblings(reach: Reach, one: Recommendation, now: datetime) -> list[Line]:
    """Return what else waits at the recipient's desk, this one first; nothing for the sender."""
    if queries.side_of(reach, one) != "recipient":
        return []
    found = queries.find_recommendations(reach, Asked(which="all"), now)
    here = [due for due in found if due.recommendation.pk == one.pk]
    others = [due for due in found if due.recommendation.pk != one.pk and not due.recommendation.ended]
    return [line_of(due, reach) for due in (*here, *others)][:SIBLINGS_SHOWN]


def case_url(reach: Reach, one: Recommendation) -> str:
    """Return the address of the case behind it for an officer of the sender, who makes and sends the package there."""
    kind, _colon, number = one.source.partition(":")
    if kind != "case" or not number.isdecimal() or "sender" not in queries.works_for(reach, one):
        return ""
    return reverse("case", args=[int(number)])
