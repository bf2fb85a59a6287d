"""What became of a matter: the words of a list read into one of a few outcomes, each in a comparable group."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from wasit.text import Words
from wasit.text.normalise import folded_text

UNCLEAR, SANCTIONED, PROVEN = "unclear", "sanctioned", "proven"
ENDED = "ended"
ASSUMABLE = ("proven", "sanctioned", "waiting_ppk")
"""Outcomes that an officer may give to all rows of a list that say nothing of one."""
# Outcomes that a list of Bawaslu gives only to what the plenary found proven.
OF_PROVEN = frozenset({PROVEN, SANCTIONED, "waiting_ppk", "waiting_bkn", "blocked", "unblocked"})
_NOTHING = frozenset({"", "-", "–", "—", "nihil", "tidak ada", "n/a", "na", "0"})


@dataclass(frozen=True)
class Outcome:
    """One outcome: its words, and `group` (sanctioned, open, ended, unclear); lists agree when the group is one."""

    code: str
    group: str
    words: Words


@cache
def _sheet() -> Mapping[str, Any]:
    text = (files("wasit.reconciliation") / "data" / "outcomes.yaml").read_text(encoding="utf-8")
    sheet: Mapping[str, Any] = yaml.safe_load(text)
    return sheet


@cache
def outcomes() -> Mapping[str, Outcome]:
    """Return all outcomes by code."""
    return {row["code"]: Outcome(row["code"], row["group"], Words(**row["words"])) for row in _sheet()["outcomes"]}


@cache
def _readings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["code"], _pattern(row["any"])) for row in _sheet()["readings"])


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(one).replace(r"\*", r"\b.*\b") for one in phrases) + r")\b")


def outcome_words(code: str) -> Words:
    """Return the words of an outcome; an unknown code is unclear."""
    return outcomes().get(code, outcomes()[UNCLEAR]).words


def group_of(code: str) -> str:
    """Return the group of an outcome; an unknown code is unclear."""
    return outcomes().get(code, outcomes()[UNCLEAR]).group


@lru_cache(maxsize=20_000)
def read_outcome(status: str, sanction: str = "") -> str:
    """Return the code of what a row says.

    A sanction that is named counts, unless its own words or the status speak against it: "tidak terbukti" beside a
    reprimand is unclear, and a person must look.
    """
    by_status = _of(status)
    if not said(sanction):
        return by_status or UNCLEAR
    by_sanction = _of(sanction) or SANCTIONED
    if by_sanction != SANCTIONED:
        return by_sanction if by_sanction != PROVEN else by_status or PROVEN
    return UNCLEAR if by_status and group_of(by_status) == ENDED else SANCTIONED


def said(text: str) -> bool:
    """Tell whether a cell says anything: "-" and "nihil" do not."""
    return _plain(text) not in _NOTHING


def _of(text: str) -> str:
    plain = _plain(text)
    return next((code for code, pattern in _readings() if pattern.search(plain)), "")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9/–—-]+", " ", folded_text(text)).strip()
