"""Every address of the house, asked by everybody: who may come in, who is sent away, and that nobody is told more."""

import copy
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, quote_plus, unquote

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from tests.cast import NOW
from tests.house.test_house import routes
from tests.site.planted import (
    CITY,
    EARLY,
    OF_THE_CASE,
    OF_THE_EXAMINATION,
    OF_THE_PACKAGE,
    OF_THE_PROCEDURE,
    OF_THE_ROSTER,
    SECRETS,
    Place,
    plant,
)
from tests.site.planted_matters import People, inquiry, their_letter

from wasit.cases.models import Case
from wasit.office import actions as office
from wasit.office import feeds
from wasit.office.models import JournalEntry, Officer, Role
from wasit.rosters.models import Person
from wasit.site import navigation

# Who asks: three of Kota Malang, who supervises it, an officer of Bima, three without a part in cases, somebody whose
# role has ended, and nobody. What they are answered: a status; `in` is the way to sign-in, 302 leads anywhere else.
HOUSE = """
                               member colleague chair supervisor stranger appointing operator administrator former anonymous
GET  front                     302    302       302   302        302      302        302      302           302    200
POST language                  302    302       302   302        302      302        302      302           302    302
GET  health                    200    200       200   200        200      200        200      200           200    200
GET  walk                      200    200       200   200        200      200        200      200           403    in
GET  home                      200    200       200   200        200      200        200      200           403    in
GET  notices                   200    200       200   200        200      200        200      200           403    in
POST notices_read              302    302       302   302        302      302        302      302           403    in
GET  journal                   403    403       200   200        403      403        403      200           403    in
GET  staff                     403    403       403   403        403      403        403      200           403    in
GET  staff_new                 403    403       403   403        403      403        403      200           403    in
POST staff_new                 403    403       403   403        403      403        403      302           403    in
GET  staff_one                 403    403       403   403        403      403        403      200           403    in
POST staff_one                 403    403       403   403        403      403        403      302           403    in
POST role_end                  403    403       403   403        403      403        403      302           403    in
POST staff_link                403    403       403   403        403      403        403      200           403    in
POST factor_forget             403    403       403   403        403      403        403      302           403    in

GET  people                    200    200       200   200        200      200        200      200           403    in
GET  person                    200    200       200   200        404      200        404      200           403    in
GET  units                     200    200       200   200        200      200        200      200           403    in
GET  unit                      200    200       200   200        404      200        404      200           403    in
GET  roster_import             200    200       200   403        200      200        403      200           403    in
POST roster_import             302    302       302   403        400      302        403      302           403    in
GET  roster_example            200    200       200   403        200      200        403      200           403    in
GET  roster_import_run         200    200       200   403        404      200        403      200           403    in
POST roster_import_run         302    302       302   403        404      302        403      302           403    in

GET  cases                     200    200       200   200        200      403        403      403           403    in
GET  case_new                  200    200       200   403        200      403        403      403           403    in
POST case_new                  302    302       302   403        200      403        403      403           403    in
GET  case                      200    200       200   200        404      403        403      403           403    in
GET  case_print                200    200       200   200        404      403        403      403           403    in
GET  case_journal              200    200       200   200        404      403        403      403           403    in
GET  case_evidence_file        200    200       200   200        404      403        403      403           403    in
GET  case_move                 200    200       200   403        404      403        403      403           403    in
POST case_move                 302    302       302   403        404      403        403      403           403    in
POST case_requirements         302    302       302   403        404      403        403      403           403    in
GET  case_party                200    200       200   403        404      403        403      403           403    in
POST case_party                302    302       302   403        404      403        403      403           403    in
GET  case_act                  200    200       200   403        404      403        403      403           403    in
POST case_act                  302    302       302   403        404      403        403      403           403    in
GET  case_evidence             200    200       200   403        404      403        403      403           403    in
POST case_evidence             302    302       302   403        404      403        403      403           403    in
GET  case_remark               200    200       200   403        404      403        403      403           403    in
POST case_remark               302    302       302   403        404      403        403      403           403    in
GET  case_study                200    200       200   403        404      403        403      403           403    in
POST case_study                302    302       302   403        404      403        403      403           403    in
GET  case_handler              200    200       200   403        404      403        403      403           403    in
POST case_handler              302    302       302   403        404      403        403      403           403    in
GET  case_identity             403    403       200   403        403      403        403      403           403    in
POST case_identity             403    403       200   403        403      403        403      403           403    in
GET  case_invite               200    200       200   403        404      403        403      403           403    in
POST case_invite               302    302       302   403        404      403        403      403           403    in
GET  case_statement            200    200       200   200        404      403        403      403           403    in
POST case_statement            302    302       302   403        404      403        403      403           403    in
POST case_absence              302    302       302   403        404      403        403      403           403    in
POST case_uninvite             302    302       302   403        404      403        403      403           403    in
GET  case_offer                200    200       200   403        404      403        403      403           403    in
POST case_offer                302    302       302   403        404      403        403      403           403    in
GET  case_reply                200    200       200   200        404      403        403      403           403    in
POST case_reply                302    302       302   403        404      403        403      403           403    in
GET  case_reply_file           200    200       200   200        404      403        403      403           403    in
GET  case_warning              200    200       200   403        404      403        403      403           403    in
POST case_warning              302    302       302   403        404      403        403      403           403    in
GET  case_plenary              200    200       200   200        404      403        403      403           403    in
POST case_plenary              302    302       302   403        404      403        403      403           403    in
GET  case_conflicts            200    200       200   403        404      403        403      403           403    in
POST case_conflicts            302    200       302   403        404      403        403      403           403    in
GET  case_conflict_lift        403    403       200   403        403      403        403      403           403    in
POST case_conflict_lift        403    403       302   403        403      403        403      403           403    in
GET  case_expunge              403    403       200   403        403      403        403      403           403    in
POST case_expunge              403    403       302   403        403      403        403      403           403    in
GET  case_ties                 200    200       200   403        404      403        403      403           403    in
POST case_ties                 302    302       302   403        404      403        403      403           403    in
GET  case_untie                200    200       200   403        404      403        403      403           403    in
POST case_untie                302    302       302   403        404      403        403      403           403    in
GET  case_links                200    200       200   200        404      403        403      403           403    in
GET  case_transfer             403    403       200   403        403      403        403      403           403    in
POST case_transfer             403    403       302   403        403      403        403      403           403    in
GET  case_package              200    200       200   403        404      403        403      403           403    in
POST case_package              302    302       302   403        404      403        403      403           403    in
GET  case_send                 200    200       200   403        404      403        403      403           403    in
POST case_send                 302    302       302   403        404      403        403      403           403    in
POST case_send_draft           200    200       200   403        404      403        403      403           403    in
GET  case_letters              200    200       200   200        404      403        403      403           403    in
GET  case_letter               200    200       200   403        404      403        403      403           403    in
POST case_letter               302    302       302   403        404      403        403      403           403    in
POST case_letter_draft         200    200       200   403        404      403        403      403           403    in

GET  recommendations           200    200       200   200        200      200        403      403           403    in
GET  recommendation            200    200       200   200        404      200        403      403           403    in
GET  recommendation_evidence   200    200       200   200        404      200        403      403           403    in
GET  recommendation_move       200    200       200   403        404      200        403      403           403    in
POST recommendation_move       200    200       200   403        404      302        403      403           403    in
GET  recommendation_letter     200    200       200   403        404      403        403      403           403    in
POST recommendation_letter     302    302       302   403        404      403        403      403           403    in
GET  recommendation_redirect   200    200       200   403        404      403        403      403           403    in
POST recommendation_redirect   302    302       302   403        404      403        403      403           403    in
GET  recommendation_owner      200    200       200   403        404      403        403      403           403    in
POST recommendation_owner      302    302       302   403        404      403        403      403           403    in
GET  recommendation_summons    403    403       403   403        403      200        403      403           403    in
POST recommendation_summons    403    403       403   403        403      302        403      403           403    in
GET  recommendation_received   403    403       403   403        403      200        403      403           403    in
POST recommendation_received   403    403       403   403        403      302        403      403           403    in
POST recommendation_missed     403    403       403   403        403      302        403      403           403    in
GET  recommendation_team       403    403       403   403        403      200        403      403           403    in
POST recommendation_team       403    403       403   403        403      302        403      403           403    in
GET  recommendation_minutes    403    403       403   403        403      200        403      403           403    in
POST recommendation_minutes    403    403       403   403        403      302        403      403           403    in
GET  recommendation_decision   403    403       403   403        403      200        403      403           403    in
POST recommendation_decision   403    403       403   403        403      302        403      403           403    in
GET  recommendation_handover   403    403       403   403        403      200        403      403           403    in
POST recommendation_handover   403    403       403   403        403      302        403      403           403    in
GET  recommendation_paper      403    403       403   403        403      200        403      403           403    in
POST recommendation_paper      403    403       403   403        403      302        403      403           403    in
GET  recommendation_signed     403    403       403   403        403      200        403      403           403    in
GET  recommendation_contest    403    403       403   403        403      200        403      403           403    in
POST recommendation_contest    403    403       403   403        403      302        403      403           403    in
GET  recommendation_verdict    403    403       403   403        403      200        403      403           403    in
POST recommendation_verdict    403    403       403   403        403      302        403      403           403    in
GET  recommendation_record     200    200       200   200        404      200        403      403           403    in
GET  records                   200    200       200   200        200      200        403      403           403    in
GET  record                    200    200       200   200        404      200        403      403           403    in

GET  letters                   200    200       200   200        200      200        403      403           403    in
GET  letter                    200    200       200   200        404      404        403      403           403    in
GET  letter_pdf                200    200       200   200        404      404        403      403           403    in
GET  letter_docx               200    200       200   200        404      404        403      403           403    in
GET  letter_signed             200    200       200   200        404      404        403      403           403    in
POST letter_sign               302    302       302   403        404      404        403      403           403    in
POST letter_cancel             302    302       302   403        404      404        403      403           403    in
GET  letter_templates          403    403       200   403        403      200        403      200           403    in
GET  letter_template           403    403       200   403        403      404        403      200           403    in
POST letter_template           403    403       302   403        403      404        403      302           403    in
POST letter_template_reset     403    403       302   403        403      404        403      302           403    in
GET  letterhead                403    403       200   403        403      200        403      200           403    in
POST letterhead                403    403       302   403        403      302        403      302           403    in
POST number_pattern            403    403       302   403        403      302        403      302           403    in
GET  check                     200    200       200   200        200      200        200      200           200    200
POST check                     200    200       200   200        200      200        200      200           200    200
GET  check_code                200    200       200   200        200      200        200      200           200    200

GET  comparisons               200    200       200   200        200      403        403      403           403    in
POST comparisons               302    302       302   403        400      403        403      403           403    in
GET  comparison                200    200       200   200        404      403        403      403           403    in
GET  comparison_xlsx           200    200       200   200        404      403        403      403           403    in
GET  comparison_upload         200    200       200   403        404      403        403      403           403    in
POST comparison_upload         302    302       302   403        404      403        403      403           403    in
POST comparison_own            302    302       302   403        404      403        403      403           403    in
GET  comparison_columns        200    200       200   403        404      403        403      403           403    in
POST comparison_columns        302    302       302   403        404      403        403      403           403    in
GET  comparison_match          200    200       200   200        404      403        403      403           403    in
POST comparison_match          302    302       302   403        404      403        403      403           403    in
POST comparison_confirm_clear  302    302       302   403        404      403        403      403           403    in
GET  comparison_entry          200    200       200   200        404      403        403      403           403    in
POST comparison_entry          302    302       302   403        404      403        403      403           403    in

GET  search                    200    200       200   200        200      200        403      403           403    in
GET  calendar                  200    200       200   200        200      200        200      200           403    in
POST calendar_make             200    200       200   200        200      200        200      200           403    in
POST calendar_revoke           302    302       302   302        302      302        302      302           403    in
GET  calendar_feed             404    404       404   404        404      404        404      404           404    404

GET  triage                    200    200       200   200        200      403        403      403           403    in
GET  hit                       200    200       200   200        404      403        403      403           403    in
GET  hit_compare               200    200       200   200        404      403        403      403           403    in
POST hit_confirm               302    302       302   403        404      403        403      403           403    in
POST hit_dismiss               302    302       302   403        404      403        403      403           403    in
POST hit_postpone              302    302       302   403        404      403        403      403           403    in
POST hit_merge                 302    302       302   403        404      403        403      403           403    in
POST hit_unmerge               302    302       302   403        404      403        403      403           403    in
POST hit_separate              302    302       302   403        404      403        403      403           403    in
POST hit_undo                  302    302       302   403        404      403        403      403           403    in
POST hit_take                  302    302       302   403        404      403        403      403           403    in
GET  deliveries                200    200       200   200        200      403        403      403           403    in
POST deliveries                302    302       302   400        400      403        403      403           403    in
GET  delivery                  200    200       200   200        404      403        403      403           403    in
POST delivery_resume           302    302       302   403        404      403        403      403           403    in
POST delivery_pause            302    302       302   403        404      403        403      403           403    in
POST screen_again              302    302       302   403        302      403        403      403           403    in
GET  clippings                 200    200       200   200        200      403        403      403           403    in
GET  clipping                  200    200       200   200        404      403        403      403           403    in
GET  capture                   200    200       200   200        404      403        403      403           403    in
GET  capture_original          200    200       200   200        404      403        403      403           403    in
"""

# Sign-in and the reader's own account, made by allauth: everybody with a role is alike here.
ACCOUNT = """
                                          member former anonymous
GET  account_login                          302    302    200
POST account_login                          302    302    200
GET  account_logout                         200    200    302
POST account_logout                         302    302    302
GET  account_inactive                       200    200    200
GET  account_signup                         302    302    200
POST account_signup                         302    302    200
GET  account_reset_password                 200    200    200
POST account_reset_password                 200    200    200
GET  account_reset_password_done            200    200    200
GET  account_reset_password_from_key        200    200    200
POST account_reset_password_from_key        200    200    200
GET  account_reset_password_from_key_done   200    200    200
GET  mfa_authenticate                       302    302    302
POST mfa_authenticate                       302    302    302
GET  mfa_login_webauthn                     302    302    302
POST mfa_login_webauthn                     302    302    302
GET  account_reauthenticate                 200    403    in
POST account_reauthenticate                 200    403    in
GET  mfa_reauthenticate                     302    403    in
POST mfa_reauthenticate                     302    403    in
GET  mfa_reauthenticate_webauthn            302    403    in
POST mfa_reauthenticate_webauthn            302    403    in
GET  account_change_password                200    403    in
POST account_change_password                200    403    in
GET  account_set_password                   302    403    in
POST account_set_password                   302    403    in
GET  mfa_index                              200    403    in
GET  mfa_activate_totp                      302    403    in
POST mfa_activate_totp                      302    403    in
GET  mfa_deactivate_totp                    404    403    in
POST mfa_deactivate_totp                    404    403    in
GET  mfa_view_recovery_codes                404    403    in
GET  mfa_download_recovery_codes            404    403    in
POST mfa_download_recovery_codes            404    403    in
GET  mfa_generate_recovery_codes            302    403    in
POST mfa_generate_recovery_codes            302    403    in
GET  mfa_list_webauthn                      200    403    in
GET  mfa_add_webauthn                       302    403    in
POST mfa_add_webauthn                       302    403    in
GET  mfa_edit_webauthn                      302    403    in
POST mfa_edit_webauthn                      302    403    in
GET  mfa_remove_webauthn                    302    403    in
POST mfa_remove_webauthn                    302    403    in
"""

# What each reader gets to see of what was planted, over all answers to all questions: this and nothing besides. Nobody
# is shown a NIP in one piece; who reported, and why a file was closed to an officer, is shown to those who decide.
_OFFICE = set(OF_THE_ROSTER) | set(OF_THE_CASE) | set(OF_THE_PROCEDURE) | set(OF_THE_PACKAGE)
_SHOWN = _OFFICE - {"NIP"}
# The package as it goes out and as it was sent: there, and nowhere else, a NIP stands in one piece.
WHOLE_NIP = {"case_package", "case_send", "recommendation"}
KNOWS: dict[str, set[str]] = {
    "member": _SHOWN,
    "colleague": _SHOWN,
    "chair": _SHOWN | {"reporter", "conflict"},
    "supervisor": _SHOWN - {"roster file", "tie"},
    # The government knows its roster, the package it was sent, and what it wrote itself: nothing else of the case.
    "appointing": (set(OF_THE_ROSTER) | set(OF_THE_PACKAGE) | set(OF_THE_EXAMINATION)) - {"NIP"},
    "administrator": set(OF_THE_ROSTER) - {"NIP"},
    "stranger": set(),
    "operator": set(),
    "former": set(),
    "anonymous": set(),
}

Asked = Callable[..., tuple[str, str]]
# A random token, the length of the answer, and the head of the chain, into which every look at the journal goes.
_OWN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|\'Content-Length\': \'\d+\'|title="[0-9a-f]{64}">[^<]+')


def _table(text: str) -> tuple[list[str], dict[tuple[str, str], dict[str, str]]]:
    head, *lines = [line.split() for line in text.splitlines() if line.strip()]
    return head, {(line[0], line[1]): dict(zip(head, line[2:], strict=True)) for line in lines}


HOUSE_ROLES, HOUSE_ROWS = _table(HOUSE)
ACCOUNT_ROLES, ACCOUNT_ROWS = _table(ACCOUNT)
# Every route once, by GET where it can be read.
FIRST_METHODS = {name: method for method, name in sorted(HOUSE_ROWS, reverse=True)}


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Everything, planted once for this file and taken back behind it."""
    folder = tmp_path_factory.mktemp("kota")
    with override_settings(VAULT=folder / "vault"), django_db_blocker.unblock(), transaction.atomic():
        yield plant(folder)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _own_vault(place: Place, db: None, now: Any) -> None:
    """The vault is that of the place; every test of this file stands in it and sees the same hour."""


@pytest.fixture
def asked(client_for: Callable[[Officer | None], Client], place: Place, caplog: pytest.LogCaptureFixture) -> Asked:
    """Return a function that asks as somebody and gives (status or `in`, everything the answer says).

    What an answer changed is taken back, so that every question meets the same house.
    """
    # Every refusal is logged with its stack; a thousand of them would only take time.
    caplog.set_level(logging.CRITICAL, "django.request")
    clients: dict[str, Client] = {}
    jars: dict[str, Any] = {}

    def ask(role: str, method: str, address: str, data: dict[str, Any] | None = None) -> tuple[str, str]:
        if role not in clients:
            clients[role] = client_for(None if role == "anonymous" else place.cast[role])
            jars[role] = clients[role].cookies
        client = clients[role]
        client.cookies = copy.copy(jars[role])
        with transaction.atomic():
            answer: Any = (client.post if method == "POST" else client.get)(address, data or {})
            body = b"".join(answer).decode(errors="replace")
            transaction.set_rollback(True)
        leads_to = answer.headers.get("Location", "")
        said = "in" if leads_to.startswith(reverse("account_login") + "?") else str(answer.status_code)
        return said, f"{unquote(str(answer.headers))}\n{body}"

    return ask


@pytest.fixture
def bare_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu without its numbers, which would be counted anew on every page; lists and searches are asked with them."""
    bare = [replace(group, items=tuple(replace(item, count=None) for item in group.items)) for group in navigation.MENU]
    monkeypatch.setattr(navigation, "MENU", tuple(bare))


def told_of(text: str) -> set[str]:
    """Return what of the planted secrets a text tells, in whatever case it is written."""
    return {what for what, secret in SECRETS.items() if secret.lower() in text.lower()}


def test_every_route_stands_in_the_table() -> None:
    known = {name for _method, name in [*HOUSE_ROWS, *ACCOUNT_ROWS]}
    assert {route.name for _address, route in routes()} == known
    assert set(KNOWS) == set(HOUSE_ROLES)


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("role", HOUSE_ROLES)
def test_everybody_is_answered_as_the_table_says_and_told_no_more(role: str, place: Place, asked: Asked) -> None:
    wrong, seen = [], set()
    for (method, name), expected in HOUSE_ROWS.items():
        sent = place.filled_in(name) if method == "POST" else None
        status, text = asked(role, method, place.address(name, method), sent)
        if status != expected[role]:
            wrong.append(f"{method} {name}: {status}, not {expected[role]}")
        told = told_of(text)
        told -= {"NIP"} if name in WHOLE_NIP else set()
        wrong += [f"{method} {name} tells the {what}" for what in sorted(told - KNOWS[role])]
        seen |= told
    assert wrong == []
    assert seen == KNOWS[role]


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_account_pages_answer_as_the_table_says(role: str, place: Place, asked: Asked) -> None:
    found = {(method, name): asked(role, method, place.address(name))[0] for method, name in ACCOUNT_ROWS}
    assert found == {key: expected[role] for key, expected in ACCOUNT_ROWS.items()}


@pytest.mark.usefixtures("bare_menu")
@pytest.mark.parametrize("role", ["member", "stranger", "anonymous"])
def test_other_methods_than_those_of_the_table_are_refused(role: str, place: Place, asked: Asked) -> None:
    rows = {**HOUSE_ROWS, **ACCOUNT_ROWS}
    for name in {name for _method, name in rows}:
        for method in {"GET", "POST"} - {method for method, named in rows if named == name}:
            status, text = asked(role, method, place.address(name, "POST"))
            assert status in {"405", "403", "in"}, (method, name)
            assert not told_of(text)


@pytest.mark.usefixtures("bare_menu")
def test_what_lies_elsewhere_is_answered_like_what_never_was(place: Place, asked: Asked) -> None:
    for name, method in FIRST_METHODS.items():
        if HOUSE_ROWS[method, name]["stranger"] != "404":
            continue
        address = place.address(name, method)
        nowhere = re.sub(r"/\d+/", "/987654/", address) if name != "unit" else reverse("unit", args=["52.72/tidak-ada"])
        sent = place.filled_in(name) if method == "POST" else {}
        here, there = (asked("stranger", method, one, sent) for one in (address, nowhere))
        assert here[0] == there[0] == "404"
        assert _even(here[1], address) == _even(there[1], nowhere), name


@pytest.mark.usefixtures("bare_menu")
def test_a_number_that_no_database_holds_is_not_found(place: Place, asked: Asked) -> None:
    for name, method in FIRST_METHODS.items():
        expected = HOUSE_ROWS[method, name]
        here = place.address(name, method)
        address = re.sub(r"/\d+/", f"/{10**30}/", here)
        if name == "unit" or address == here:
            continue
        insider = next(one for one in ("chair", "appointing", "administrator") if expected[one] != "403")
        sent = place.filled_in(name) if method == "POST" else {}
        assert asked(insider, method, address, sent)[0] == "404", name


# ---------- lists and searches ----------


@pytest.fixture
def head_of_bima(place: Place) -> Officer:
    """An officer of Bima who also heads its division: may read the journal there, too."""
    stranger = place.cast["stranger"]
    office.give_role(stranger, place.agencies["other_city"], Role.DIVISION_HEAD, actor=None, now=EARLY)
    return stranger


def _lists(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every page that lists something, with every filter that could reach beyond one's own city."""
    for name in ("home", "walk", "cases", "triage", "deliveries", "clippings", "people", "units", "roster_import"):
        yield name, {}
    for name in ("journal", "notices", "letters", "recommendations", "comparisons", "records", "calendar", "search"):
        yield name, {}
    yield from (("recommendations", {"saring": which}) for which in ("waiting", "open", "done", "all"))
    yield "recommendations", {"penerima": "Pemerintah Kota Malang"}
    yield from (("letters", query) for query in ({"tahun": "2024"}, {"jenis": "summons"}, {"keadaan": "issued"}))
    yield "search", {"q": "Qushtamala", "jenis": "people"}
    yield "home", {"saring": "saya"}
    yield from (("cases", {"saring": which}) for which in ("semua", "lewat", "saya"))
    yield from (("cases", {"tahap": "initial_review"}), ("cases", {"asal": "report", "saring": "semua"}))
    yield from (("triage", {"lihat": which}) for which in ("jadi", "bukan", "ditunda", "digabung"))
    yield "triage", {"urung": place.hit.pk, "jadi": place.case.pk, "urut": "baru"}
    yield "clippings", {"semua": "1"}
    yield from (("people", {"unit": place.unit.code}), ("people", {"wilayah": CITY}), ("people", {"jenis": "pns"}))
    yield "units", {"wilayah": CITY}
    for subject in (place.case.subject, place.matters.handed.subject, place.matters.of("sent").subject):
        yield "journal", {"perihal": subject}


def test_no_list_shows_a_stranger_anything(place: Place, asked: Asked, head_of_bima: Officer) -> None:
    for name, query in _lists(place):
        status, text = asked("stranger", "GET", reverse(name), query)
        assert status == "200", name
        assert not told_of(text), (name, query)
        assert place.case.get_absolute_url() not in text and place.hit.get_absolute_url() not in text, (name, query)


def test_the_same_lists_show_a_member_what_is_there(place: Place, asked: Asked) -> None:
    told = set()
    for name, query in _lists(place):
        told |= told_of(asked("member", "GET", reverse(name), query)[1])
    assert told >= {"title", "person", "unit", "delivery", "clipping", "post", "roster file", "comparison"}


SEARCHES = [
    ("cases", "q"), ("people", "cari"), ("clippings", "cari"), ("journal", "perihal"), ("search", "q"), ("letters", "q"),
    ("recommendations", "q"), ("records", "q"),
]  # fmt: skip
NONSENSE = "wxyzentahapa"
SOUGHT = ("person", "NIP", "NIP in groups", "unit", "account", "title", "clipping", "link", "post", "note", "reporter",
          "witness", "handed title", "conclusion", "decision", "team", "comparison", "listed")  # fmt: skip


@pytest.mark.parametrize(("name", "field"), SEARCHES)
def test_a_search_for_a_secret_is_answered_like_one_for_nonsense(
    name: str, field: str, place: Place, asked: Asked, head_of_bima: Officer
) -> None:
    address = reverse(name)
    nothing = _even(asked("stranger", "GET", address, {field: NONSENSE, "saring": "semua"})[1], NONSENSE)
    handed, letter = place.matters.handed, place.matters.letter
    for secret in [
        *(SECRETS[what] for what in SOUGHT), place.case.reference, place.case.subject, place.hit.subject, handed.full_number,
        letter.full_number, place.matters.of("sent").short_name,
    ]:  # fmt: skip
        found = asked("stranger", "GET", address, {field: secret, "saring": "semua"})[1]
        assert _even(found, secret) == nothing, secret


@pytest.mark.parametrize(
    ("name", "field", "secret"),
    [("cases", "q", "title"), ("cases", "q", "person"), ("people", "cari", "person"), ("people", "cari", "NIP"),
     ("clippings", "cari", "clipping"), ("search", "q", "title"), ("search", "q", "person"), ("letters", "q", "witness"),
     ("recommendations", "q", "person"), ("records", "q", "person")],
)  # fmt: skip
def test_the_same_search_finds_it_for_a_member(name: str, field: str, secret: str, place: Place, asked: Asked) -> None:
    address, nothing = reverse(name), asked("member", "GET", reverse(name), {field: NONSENSE})[1]
    found = asked("member", "GET", address, {field: SECRETS[secret]})[1]
    assert _even(found, SECRETS[secret]) != _even(nothing, NONSENSE)


def test_a_stranger_finds_and_takes_nobody_of_another_roster_into_a_case(
    place: Place, client_for: Callable[[Officer | None], Client]
) -> None:
    stranger, other_city = place.cast["stranger"], place.agencies["other_city"]
    form = place.filled_in("case_new") | {"agency": other_city.pk, "dari_daftar": place.person.pk}
    client = client_for(stranger)
    looked = client.post(reverse("case_new"), form | {"roster": "Qushtamala", "cari": "1"}).content.decode()
    assert told_of(looked) == set()
    made = client.post(reverse("case_new"), form, follow=True).content.decode()
    assert Case.objects.get(agency=other_city).parties.count() == 0
    assert told_of(made) == set()
    assert Person.objects.filter(region_code="52.72").count() == 0


def test_a_keeper_of_accounts_gets_no_key_to_an_account_of_elsewhere(
    place: Place, client_for: Callable[[Officer | None], Client]
) -> None:
    """Giving an officer of Bima a role in Malang must not make the administrator of Malang an officer of Bima."""
    administrator, chair, stranger = (place.cast[name] for name in ("administrator", "chair", "stranger"))
    office.give_role(stranger, place.agency, Role.OFFICER, actor=administrator, now=NOW)
    keeper = client_for(administrator)
    for name in ("staff_link", "factor_forget"):
        answer = keeper.post(reverse(name, args=[stranger.pk]), follow=True).content.decode()
        assert "/sandi/baru/" not in answer
        assert "juga bertugas di instansi lain" in answer
    keys = JournalEntry.objects.filter(verb__in=["office.link_made", "office.second_factor_removed"])
    assert not keys.exists()
    assert "/sandi/baru/" in keeper.post(reverse("staff_link", args=[chair.pk])).content.decode()
    assert keys.get().subject == f"officer:{chair.pk}"


# ---------- the other side of the hand-off ----------

# What the recipient must never learn of the case behind a recommendation, by whatever page.
NEVER = {"title", "summary", "note", "handed title", "handed summary", "witness", "statement", "study", "plenary",
         "dissent", "reporter", "conflict", "comparison", "listed"}  # fmt: skip


def test_what_a_government_may_know_leaves_the_case_itself_out() -> None:
    assert set(SECRETS) >= NEVER
    assert not NEVER & KNOWS["appointing"]


@pytest.mark.usefixtures("bare_menu")
def test_a_government_of_another_city_finds_nothing(place: Place, asked: Asked) -> None:
    for (method, name), expected in HOUSE_ROWS.items():
        address = place.address(name, method)
        if expected["appointing"] not in {"200", "302"} or not re.search(r"/\d+/", address):
            continue
        status, text = asked("neighbour", method, address, place.filled_in(name))
        assert status == "404", (method, name, status)
        assert not told_of(text), name


def test_the_register_of_one_office_is_closed_to_the_other(place: Place, asked: Asked) -> None:
    letter = their_letter(place.matters.of("examined"), People.of(place.cast), NOW)
    for name, keys in (("letter", ()), ("letter_pdf", (1,)), ("letter_docx", ())):
        address = reverse(name, args=[letter.pk, *keys])
        answers = {
            who: asked(who, "GET", address)[0] for who in ("appointing", "neighbour", "member", "chair", "supervisor")
        }
        assert answers == {"appointing": "200", **dict.fromkeys(("neighbour", "member", "chair", "supervisor"), "404")}
    assert letter.full_number in asked("appointing", "GET", reverse("letters"))[1]
    assert letter.full_number not in asked("chair", "GET", reverse("letters"))[1]


# ---------- a conflict of interest ----------


@pytest.fixture
def inquired(place: Place) -> Any:
    """The letter of inquiry about the recommendation that the city does not answer."""
    return inquiry(place.matters.of("sent"), People.of(place.cast), NOW)


def _of_the_handed_case(place: Place, letter: Any) -> Iterator[tuple[str, str]]:
    """Yield (method, address) of every page about the case that is closed to an officer, and about what came of it."""
    handed = place.matters.handed
    hangs_on = {f"/perkara/{handed.pk}/", *(f"/penerusan/{one.pk}/" for one in place.matters.recommendations.values())}
    hangs_on |= {f"/surat/{place.matters.letter.pk}/"}
    for (method, name), expected in HOUSE_ROWS.items():
        address = place.address(name, method)
        if expected["chair"] != "403" and any(address.startswith(one) for one in hangs_on):
            yield method, address
    yield "GET", handed.get_absolute_url()
    yield from (("GET", reverse(name, args=[letter.pk])) for name in ("letter", "letter_docx"))


@pytest.mark.usefixtures("bare_menu")
def test_a_file_closed_to_an_officer_is_not_there_for_them(place: Place, asked: Asked, inquired: Any) -> None:
    pages = list(_of_the_handed_case(place, inquired))
    assert len(pages) > 25
    wrong = [
        (method, address, status)
        for method, address in pages
        if (status := asked("recused", method, address, {})[0]) != "404"
    ]
    assert wrong == []


def test_a_file_closed_to_an_officer_stands_in_no_list_and_in_no_search(
    place: Place, asked: Asked, inquired: Any
) -> None:
    handed = place.matters.handed
    sent = place.matters.of("sent")
    marks = [SECRETS[name] for name in ("handed title", "witness", "conclusion")]
    marks += [handed.reference, handed.full_number, place.matters.letter.full_number, inquired.full_number]
    marks += [sent.short_name, sent.get_absolute_url(), handed.get_absolute_url(), SECRETS["statement"]]
    marks += [one.short_name for one in place.matters.recommendations.values()]
    marks += [f"{handed.subject}<", f"{sent.subject}<"]
    found = []
    for name, query in _lists(place):
        text = asked("recused", "GET", reverse(name), query)[1]
        found += [(name, query, mark) for mark in marks if mark in text and mark not in query.values()]
    for name, field in SEARCHES:
        for mark in marks[:8]:
            text = _even(asked("recused", "GET", reverse(name), {field: mark, "saring": "semua"})[1], mark)
            found += [(name, mark, other) for other in marks if other in text]
    assert found == [], "\n".join(map(str, found))
    seen = asked("division_head", "GET", reverse("search"), {"q": SECRETS["handed title"]})[1]
    assert handed.get_absolute_url() in seen


def test_a_calendar_names_nobody_and_holds_no_closed_file(place: Place) -> None:
    def feed_of(role: str) -> str:
        token = feeds.make(place.cast[role], NOW)
        answer = Client().get(reverse("calendar_feed", args=[token]), {"isi": "kantor"})
        assert answer.status_code == 200
        return answer.content.decode().replace("\r\n ", "")

    sent, heard = place.matters.of("sent").get_absolute_url(), place.matters.heard.get_absolute_url()
    for role in ("member", "division_head"):
        text = feed_of(role)
        assert sent in text and heard in text
        assert not told_of(text)
    closed = feed_of("recused")
    assert heard in closed and sent not in closed
    theirs = feed_of("appointing")
    assert sent in theirs and heard not in theirs and not told_of(theirs)


def _even(text: str, asked_for: str) -> str:
    """Return an answer without what its reader typed and without what differs each time."""
    for one in (asked_for, quote_plus(asked_for), quote(asked_for)):
        text = text.replace(one, "?")
    return _OWN.sub("", text)
