"""A clock on the wall that a walk moves on, and what a reader of either language is told."""

import html
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from wasit.office.models import Officer


class Wall:
    """The clock that pages and tick read; a walk moves it on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Wall:
    """Monday 28 October 2024, 09.40 WIB, until a walk moves it on."""
    clock = Wall(now)
    monkeypatch.setattr("wasit.site.clock.now", clock)
    return clock


@pytest.fixture
def reader(client_for: Callable[[Officer | None], Client], wall: Wall) -> Callable[[Officer, str], Client]:
    """Return a browser signed in as a person who reads in the given language."""

    def make(person: Officer, language: str) -> Client:
        client = client_for(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return make


def said(response: Any) -> str:
    """Return the words of a page as its reader sees them: without tags, one blank between words."""
    assert response.status_code == 200, (response.status_code, response.headers.get("Location"))
    return words_in(response.content.decode())


def words_in(page: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def downloaded(response: Any) -> bytes:
    """Return the bytes of a download, read to its end as a browser does."""
    assert response.status_code == 200
    return b"".join(response)
