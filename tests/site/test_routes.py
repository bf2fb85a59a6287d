"""Every address of the house, asked by everybody: who may come in, who is sent away, and that nobody is told more."""

import copy
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus, unquote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.house.test_house import routes
from tests.site.planted import CITY, OF_THE_ROSTER, SECRETS, Place, plant

from wasit.cases.models import Case
from wasit.office import actions as office
from wasit.office.models import Agency, JournalEntry, Officer, Role
from wasit.rosters.models import Person

# Who asks: three of Kota Malang, who supervises it, an officer of Bima, three without a part in cases, somebody whose
# role has ended, and nobody. What they are answered: a status; `in` is the way to sign-in, 302 leads anywhere else.
HOUSE = """
                          member colleague chair supervisor stranger appointing operator administrator former anonymous
GET  front                  302     302     302     302       302       302       302       302        302     200
POST language               302     302     302     302       302       302       302       302        302     302
GET  health                 200     200     200     200       200       200       200       200        200     200
GET  walk                   200     200     200     200       200       200       200       200        403     in
GET  home                   200     200     200     200       200       200       200       200        403     in
GET  notices                200     200     200     200       200       200       200       200        403     in
POST notices_read           302     302     302     302       302       302       302       302        403     in
GET  journal                403     403     200     200       403       403       403       200        403     in
GET  staff                  403     403     403     403       403       403       403       200        403     in
GET  staff_new              403     403     403     403       403       403       403       200        403     in
POST staff_new              403     403     403     403       403       403       403       302        403     in
GET  staff_one              403     403     403     403       403       403       403       200        403     in
POST staff_one              403     403     403     403       403       403       403       302        403     in
POST role_end               403     403     403     403       403       403       403       302        403     in
POST staff_link             403     403     403     403       403       403       403       200        403     in
POST factor_forget          403     403     403     403       403       403       403       302        403     in

GET  people                 200     200     200     200       200       200       200       200        403     in
GET  person                 200     200     200     200       404       200       404       200        403     in
GET  units                  200     200     200     200       200       200       200       200        403     in
GET  unit                   200     200     200     200       404       200       404       200        403     in
GET  roster_import          200     200     200     403       200       200       403       200        403     in
POST roster_import          302     302     302     403       400       302       403       302        403     in
GET  roster_example         200     200     200     403       200       200       403       200        403     in
GET  roster_import_run      200     200     200     403       404       200       403       200        403     in
POST roster_import_run      302     302     302     403       404       302       403       302        403     in

GET  cases                  200     200     200     200       200       403       403       403        403     in
GET  case_new               200     200     200     403       200       403       403       403        403     in
POST case_new               302     302     302     403       200       403       403       403        403     in
GET  case                   200     200     200     200       404       403       403       403        403     in
GET  case_print             200     200     200     200       404       403       403       403        403     in
GET  case_journal           200     200     200     200       404       403       403       403        403     in
GET  case_evidence_file     200     200     200     200       404       403       403       403        403     in
GET  case_move              200     200     200     403       404       403       403       403        403     in
POST case_move              302     302     302     403       404       403       403       403        403     in
POST case_requirements      302     302     302     403       404       403       403       403        403     in
GET  case_party             200     200     200     403       404       403       403       403        403     in
POST case_party             302     302     302     403       404       403       403       403        403     in
GET  case_act               200     200     200     403       404       403       403       403        403     in
POST case_act               302     302     302     403       404       403       403       403        403     in
GET  case_evidence          200     200     200     403       404       403       403       403        403     in
POST case_evidence          302     302     302     403       404       403       403       403        403     in
GET  case_remark            200     200     200     403       404       403       403       403        403     in
POST case_remark            302     302     302     403       404       403       403       403        403     in
GET  case_study             200     200     200     403       404       403       403       403        403     in
POST case_study             302     302     302     403       404       403       403       403        403     in
GET  case_handler           200     200     200     403       404       403       403       403        403     in
POST case_handler           302     302     302     403       404       403       403       403        403     in
GET  case_identity          403     403     200     403       403       403       403       403        403     in
POST case_identity          403     403     200     403       403       403       403       403        403     in

GET  triage                 200     200     200     200       200       403       403       403        403     in
GET  hit                    200     200     200     200       404       403       403       403        403     in
GET  hit_compare            200     200     200     200       404       403       403       403        403     in
POST hit_confirm            302     302     302     403       404       403       403       403        403     in
POST hit_dismiss            302     302     302     403       404       403       403       403        403     in
POST hit_postpone           302     302     302     403       404       403       403       403        403     in
POST hit_merge              302     302     302     403       404       403       403       403        403     in
POST hit_unmerge            302     302     302     403       404       403       403       403        403     in
POST hit_separate           302     302     302     403       404       403       403       403        403     in
POST hit_undo               302     302     302     403       404       403       403       403        403     in
POST hit_take               302     302     302     403       404       403       403       403        403     in
GET  deliveries             200     200     200     200       200       403       403       403        403     in
POST deliveries             302     302     302     400       400       403       403       403        403     in
GET  delivery               200     200     200     200       404       403       403       403        403     in
POST delivery_resume        302     302     302     403       404       403       403       403        403     in
POST delivery_pause         302     302     302     403       404       403       403       403        403     in
POST screen_again           302     302     302     403       302       403       403       403        403     in
GET  clippings              200     200     200     200       200       403       403       403        403     in
GET  clipping               200     200     200     200       404       403       403       403        403     in
GET  capture                200     200     200     200       404       403       403       403        403     in
GET  capture_original       200     200     200     200       404       403       403       403        403     in
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
# is shown a NIP in one piece; who reported is shown to the chair, for a reason.
_SHOWN = set(SECRETS) - {"NIP", "reporter"}
KNOWS: dict[str, set[str]] = {
    "member": _SHOWN,
    "colleague": _SHOWN,
    "chair": _SHOWN | {"reporter"},
    "supervisor": _SHOWN - {"roster file"},
    "appointing": set(OF_THE_ROSTER) - {"NIP"},
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


@pytest.fixture
def former(city: Agency, now: datetime) -> Officer:
    """Worked in Kota Malang until today."""
    early = datetime(2024, 1, 1, tzinfo=UTC)
    person = office.make_officer(
        email="galih@wasit.example", name="Galih Wirayuda", password=None, actor=None, now=early
    )
    office.end_role(office.give_role(person, city, Role.OFFICER, actor=None, now=early), actor=None, now=now)
    return person


@pytest.fixture
def place(city: Agency, officer: Officer, colleague: Officer, now: datetime, tmp_path: Path) -> Place:
    return plant(city, officer, colleague, now, tmp_path)


@pytest.fixture
def asked(client_for: Callable[[Officer | None], Client], request: pytest.FixtureRequest) -> Asked:
    """Return a function that asks as somebody and gives (status or `in`, everything the answer says).

    What an answer changed is taken back, so that every question meets the same house.
    """
    jars: dict[str, Any] = {}

    def ask(role: str, method: str, address: str, data: dict[str, Any] | None = None) -> tuple[str, str]:
        if role not in jars:
            fixture = {"member": "officer"}.get(role, role)
            jars[role] = client_for(None if role == "anonymous" else request.getfixturevalue(fixture)).cookies
        client = Client()
        client.cookies = copy.copy(jars[role])
        with transaction.atomic():
            answer: Any = (client.post if method == "POST" else client.get)(address, data or {})
            body = b"".join(answer).decode(errors="replace")
            transaction.set_rollback(True)
        leads_to = answer.headers.get("Location", "")
        said = "in" if leads_to.startswith(reverse("account_login") + "?") else str(answer.status_code)
        return said, f"{unquote(str(answer.headers))}\n{body}"

    return ask


def told_of(text: str) -> set[str]:
    """Return what of the planted secrets a text tells, in whatever case it is written."""
    return {what for what, secret in SECRETS.items() if secret.lower() in text.lower()}


def test_every_route_stands_in_the_table() -> None:
    known = {name for _method, name in [*HOUSE_ROWS, *ACCOUNT_ROWS]}
    assert {route.name for _address, route in routes()} == known
    assert set(KNOWS) == set(HOUSE_ROLES)


@pytest.mark.parametrize("role", HOUSE_ROLES)
def test_everybody_is_answered_as_the_table_says_and_told_no_more(role: str, place: Place, asked: Asked) -> None:
    wrong, seen = [], set()
    for (method, name), expected in HOUSE_ROWS.items():
        sent = place.filled_in(name) if method == "POST" else None
        status, text = asked(role, method, place.address(name), sent)
        if status != expected[role]:
            wrong.append(f"{method} {name}: {status}, not {expected[role]}")
        told = told_of(text)
        wrong += [f"{method} {name} tells the {what}" for what in sorted(told - KNOWS[role])]
        seen |= told
    assert wrong == []
    assert seen == KNOWS[role]


@pytest.mark.parametrize("role", ACCOUNT_ROLES)
def test_account_pages_answer_as_the_table_says(role: str, place: Place, asked: Asked) -> None:
    found = {(method, name): asked(role, method, place.address(name))[0] for method, name in ACCOUNT_ROWS}
    assert found == {key: expected[role] for key, expected in ACCOUNT_ROWS.items()}


@pytest.mark.parametrize("role", ["member", "stranger", "anonymous"])
def test_other_methods_than_those_of_the_table_are_refused(role: str, place: Place, asked: Asked) -> None:
    rows = {**HOUSE_ROWS, **ACCOUNT_ROWS}
    for name in {name for _method, name in rows}:
        for method in {"GET", "POST"} - {method for method, named in rows if named == name}:
            status, text = asked(role, method, place.address(name))
            assert status in {"405", "403", "in"}, (method, name)
            assert not told_of(text)


def test_what_lies_elsewhere_is_answered_like_what_never_was(place: Place, asked: Asked) -> None:
    for (method, name), expected in HOUSE_ROWS.items():
        if expected["stranger"] != "404":
            continue
        address = place.address(name)
        nowhere = re.sub(r"/\d+/", "/987654/", address) if name != "unit" else reverse("unit", args=["52.72/tidak-ada"])
        sent = place.filled_in(name) if method == "POST" else {}
        here, there = (asked("stranger", method, one, sent) for one in (address, nowhere))
        assert here[0] == there[0] == "404"
        assert _even(here[1], address) == _even(there[1], nowhere), name


def test_a_number_that_no_database_holds_is_not_found(place: Place, asked: Asked) -> None:
    for (method, name), expected in HOUSE_ROWS.items():
        address = re.sub(r"/\d+/", f"/{10**30}/", place.address(name))
        if name == "unit" or address == place.address(name):
            continue
        insider = "administrator" if expected["chair"] == "403" else "chair"
        sent = place.filled_in(name) if method == "POST" else {}
        assert asked(insider, method, address, sent)[0] == "404", name


# ---------- lists and searches ----------


@pytest.fixture
def head_of_bima(stranger: Officer, other_city: Agency, now: datetime) -> Officer:
    """An officer of Bima who also heads its division: may read the journal there, too."""
    office.give_role(stranger, other_city, Role.DIVISION_HEAD, actor=None, now=datetime(2024, 1, 1, tzinfo=UTC))
    return stranger


def _lists(place: Place) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every page that lists something, with every filter that could reach beyond one's own city."""
    for name in ("home", "walk", "cases", "triage", "deliveries", "clippings", "people", "units", "roster_import"):
        yield name, {}
    for name in ("journal", "notices"):
        yield name, {}
    yield from (("cases", {"saring": which}) for which in ("semua", "lewat", "saya"))
    yield from (("cases", {"tahap": "initial_review"}), ("cases", {"asal": "report", "saring": "semua"}))
    yield from (("triage", {"lihat": which}) for which in ("jadi", "bukan", "ditunda", "digabung"))
    yield "triage", {"urung": place.hit.pk, "jadi": place.case.pk, "urut": "baru"}
    yield "clippings", {"semua": "1"}
    yield from (("people", {"unit": place.unit.code}), ("people", {"wilayah": CITY}), ("people", {"jenis": "pns"}))
    yield "units", {"wilayah": CITY}
    yield "journal", {"perihal": place.case.subject}


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
    assert told >= {"title", "person", "unit", "delivery", "clipping", "post", "roster file"}


SEARCHES = [("cases", "q"), ("people", "cari"), ("clippings", "cari"), ("journal", "perihal")]
NONSENSE = "wxyzentahapa"


@pytest.mark.parametrize(("name", "field"), SEARCHES)
def test_a_search_for_a_secret_is_answered_like_one_for_nonsense(
    name: str, field: str, place: Place, asked: Asked, head_of_bima: Officer
) -> None:
    address = reverse(name)
    nothing = _even(asked("stranger", "GET", address, {field: NONSENSE, "saring": "semua"})[1], NONSENSE)
    for secret in [*SECRETS.values(), place.case.reference, place.case.subject, place.hit.subject]:
        found = asked("stranger", "GET", address, {field: secret, "saring": "semua"})[1]
        assert _even(found, secret) == nothing, secret


@pytest.mark.parametrize(
    ("name", "field", "secret"),
    [("cases", "q", "title"), ("cases", "q", "person"), ("people", "cari", "person"), ("people", "cari", "NIP"),
     ("clippings", "cari", "clipping")],
)  # fmt: skip
def test_the_same_search_finds_it_for_a_member(name: str, field: str, secret: str, place: Place, asked: Asked) -> None:
    address, nothing = reverse(name), asked("member", "GET", reverse(name), {field: NONSENSE})[1]
    found = asked("member", "GET", address, {field: SECRETS[secret]})[1]
    assert _even(found, SECRETS[secret]) != _even(nothing, NONSENSE)


def test_a_stranger_finds_and_takes_nobody_of_another_roster_into_a_case(
    place: Place, client_for: Callable[[Officer | None], Client], stranger: Officer, other_city: Agency
) -> None:
    form = place.filled_in("case_new") | {"agency": other_city.pk, "dari_daftar": place.person.pk}
    client = client_for(stranger)
    looked = client.post(reverse("case_new"), form | {"roster": "Qushtamala", "cari": "1"}).content.decode()
    assert told_of(looked) == set()
    made = client.post(reverse("case_new"), form, follow=True).content.decode()
    assert Case.objects.get(agency=other_city).parties.count() == 0
    assert told_of(made) == set()
    assert Person.objects.filter(region_code="52.72").count() == 0


def test_a_keeper_of_accounts_gets_no_key_to_an_account_of_elsewhere(
    administrator: Officer,
    chair: Officer,
    stranger: Officer,
    city: Agency,
    client_for: Callable[[Officer | None], Client],
) -> None:
    """Giving an officer of Bima a role in Malang must not make the administrator of Malang an officer of Bima."""
    office.give_role(stranger, city, Role.OFFICER, actor=administrator, now=datetime(2024, 10, 1, tzinfo=UTC))
    keeper = client_for(administrator)
    for name in ("staff_link", "factor_forget"):
        answer = keeper.post(reverse(name, args=[stranger.pk]), follow=True).content.decode()
        assert "/sandi/baru/" not in answer
        assert "juga bertugas di instansi lain" in answer
    keys = JournalEntry.objects.filter(verb__in=["office.link_made", "office.second_factor_removed"])
    assert not keys.exists()
    assert "/sandi/baru/" in keeper.post(reverse("staff_link", args=[chair.pk])).content.decode()
    assert keys.get().subject == f"officer:{chair.pk}"


def _even(text: str, asked_for: str) -> str:
    """Return an answer without what its reader typed and without what differs each time."""
    for one in (asked_for, quote_plus(asked_for), quote(asked_for)):
        text = text.replace(one, "?")
    return _OWN.sub("", text)
