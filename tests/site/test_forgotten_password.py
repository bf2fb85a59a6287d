"""The letter of a forgotten password: its link opens once and the new password works."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from wasit.office.models import Officer

Browser = Callable[[Officer | None], Client]
CHOSEN = "sandi-pilihan-sendiri-9"


@pytest.fixture(autouse=True)
def _no_tries_spent() -> None:
    cache.clear()


def test_the_link_in_the_letter_opens_once(officer: Officer, client_for: Browser, mailoutbox: list[Any]) -> None:
    reader = client_for(None)
    reader.post("/sandi/lupa/", {"email": officer.email})
    found = re.search(r"http://testserver(/sandi/baru/\S+)", mailoutbox[0].body)
    assert found is not None
    form = reader.get(found[1], follow=True)
    reader.post(form.redirect_chain[-1][0], {"password1": CHOSEN, "password2": CHOSEN}, follow=True)
    officer.refresh_from_db()
    assert officer.check_password(CHOSEN)
    assert "tidak berlaku lagi" in client_for(None).get(found[1], follow=True).content.decode()


def test_an_unknown_address_is_answered_alike(officer: Officer, client_for: Browser, mailoutbox: list[Any]) -> None:
    known = client_for(None).post("/sandi/lupa/", {"email": officer.email}, follow=True)
    unknown = client_for(None).post("/sandi/lupa/", {"email": "tidak.ada@wasit.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain == [("/sandi/lupa/terkirim/", 302)]
