"""The cases of the demonstration: each a short story told in its own past, together in every state of the workflow."""

from collections.abc import Callable, Mapping
from datetime import datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import yaml

from wasit.site.demo.stories import deciding, handling, handoff
from wasit.site.demo.stories.telling import Matter, Office, Story, tell

TELLINGS: Mapping[str, Callable[[Office, Matter], Story]] = {
    telling.__name__: telling
    for telling in (
        handling.information,
        handling.traced,
        handling.set_aside,
        handling.late_review,
        handling.fresh_review,
        handling.completion,
        handling.clarified_today,
        handling.extended,
        handling.paused,
        handling.withdrawn,
        handling.transferred,
        handling.in_study,
        handling.in_plenary,
        handling.not_registered,
        handling.lapsed,
        deciding.not_proven,
        deciding.cleared,
        handoff.forwarded,
        handoff.two_outcomes,
        handoff.returned,
        handoff.examined,
        handoff.sanctioned,
        handoff.followed_up,
        handoff.closed,
        handoff.other_law,
    )
}
SHORTER = ("traced", "late_review", "completion", "clarified_today", "in_plenary", "examined", "not_proven")


def stories_of(office: Office, *, all_of_them: bool) -> list[Story]:
    """Return the stories of a city, each about another invented person; a smaller city tells only some."""
    rows = yaml.safe_load((files("wasit.site.demo") / "matters.yaml").read_text(encoding="utf-8"))
    told = [row for row in rows if all_of_them or row["story"] in SHORTER]
    return [TELLINGS[row["story"]](office, _matter(office, row, number)) for number, row in enumerate(told)]


def _matter(office: Office, row: Mapping[str, str], number: int) -> Matter:
    act = datetime.fromisoformat(row["at"]).replace(tzinfo=ZoneInfo(office.zone))
    person = int(row.get("person", number * 37 + 11))
    return Matter(row["title"], row["violation"], act, row["place"], person, row["origin"])


__all__ = ["SHORTER", "TELLINGS", "Matter", "Office", "Story", "stories_of", "tell"]
