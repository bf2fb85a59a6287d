"""Sign-in: by e-mail or NIP, tries that remain, second factor, journal, language, headers."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.cast import PASSWORD

from wasit.office.models import JournalEntry, Officer

Browser = Callable[[Officer | None], Client]


@pytest.fixture(autouse=True)
def _no_tries_spent() -> None:
    cache.clear()


def _sign_in(client: Client, login: str, password: str) -> Any:
    return client.post("/masuk/", {"login": login, "password": password})


def test_by_mail_and_by_nip(officer: Officer, client_for: Browser) -> None:
    officer.nip = "198806152012012001"
    officer.save()
    for login in (officer.email, officer.nip):
        answer = _sign_in(client_for(None), login, PASSWORD)
        assert answer.status_code == 302
        assert answer.url == "/hari-ini/"
    assert JournalEntry.objects.filter(verb="office.signed_in", actor=officer, region_code="35.73").count() == 2


def test_wrong_password_says_how_many_tries_remain(officer: Officer, client_for: Browser) -> None:
    client = client_for(None)
    told = [_sign_in(client, officer.email, "salah").content.decode() for _try in range(5)]
    assert "Tersisa 4 percobaan" in told[0]
    assert "Tersisa 1 percobaan" in told[3]
    assert "Terlalu banyak percobaan" in _sign_in(client, officer.email, PASSWORD).content.decode()


def test_unknown_name_is_answered_like_a_wrong_password(officer: Officer, client_for: Browser) -> None:
    known = _sign_in(client_for(None), officer.email, "salah").content.decode()
    unknown = _sign_in(client_for(None), "tidak.ada@wasit.example", "salah").content.decode()
    assert "Tersisa 4 percobaan" in known
    assert "Tersisa 4 percobaan" in unknown


def test_nobody_registers_themselves(db: None, client_for: Browser) -> None:
    client_for(None).post(
        "/masuk/daftar/", {"email": "baru@wasit.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not Officer.objects.exists()


def test_without_a_second_factor_only_its_page_opens(officer: Officer, client_for: Browser, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = client_for(officer)
    assert client.get("/hari-ini/").url == "/akun/faktor-kedua/"
    assert client.get("/perkara/").url == "/akun/faktor-kedua/"
    assert client.get("/akun/faktor-kedua/").status_code == 200


def test_totp_can_be_set_up_and_is_then_asked(officer: Officer, client_for: Browser, settings: Any) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time

    settings.REQUIRE_SECOND_FACTOR = True
    made = TOTP.activate(officer, "JBSWY3DPEHPK3PXP")
    assert Authenticator.objects.filter(user=officer, type="totp").exists()
    client = client_for(None)
    answer = _sign_in(client, officer.email, PASSWORD)
    assert answer.url == "/masuk/faktor-kedua/"
    assert client.get("/hari-ini/").status_code == 302
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", counter))
    assert client.post("/masuk/faktor-kedua/", {"code": code}).url == "/hari-ini/"
    assert client.get("/hari-ini/").status_code == 200
    assert made


def test_language_is_the_readers_choice_and_comes_back(officer: Officer, client_for: Browser) -> None:
    client = client_for(officer)
    assert 'lang="id"' in client.get("/hari-ini/", headers={"accept-language": "en"}).content.decode()
    answer = client.post("/bahasa/", {"language": "en", "next": "/hari-ini/"})
    assert answer.url == "/hari-ini/"
    assert 'lang="en"' in client.get("/hari-ini/").content.decode()


@pytest.mark.parametrize("address", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_language_never_leads_elsewhere(db: None, client_for: Browser, address: str) -> None:
    assert client_for(None).post("/bahasa/", {"language": "en", "next": address}).url == "/"


def test_headers_forbid_foreign_and_inline_content(officer: Officer, client_for: Browser) -> None:
    answer = client_for(officer).get("/hari-ini/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_health_and_front_page_are_open(db: None, client_for: Browser) -> None:
    assert client_for(None).get("/health/").json() == {"ok": True}
    page = client_for(None).get("/").content.decode()
    assert "/masuk/" in page


def test_the_tries_of_an_account_count_together(officer: Officer, client_for: Browser) -> None:
    """Address and staff number are two names of one account, not twice five tries."""
    officer.nip = "198806152012012001"
    officer.save()
    for login in (officer.email, officer.nip, officer.email.upper(), officer.nip, officer.email):
        _sign_in(client_for(None), login, "salah")
    for login in (officer.nip, officer.email):
        assert "Terlalu banyak percobaan" in _sign_in(client_for(None), login, PASSWORD).content.decode()


def test_failures_and_sign_outs_are_written_down(officer: Officer, client_for: Browser) -> None:
    _sign_in(client_for(None), officer.email, "salah")
    client = client_for(officer)
    client.post("/keluar/")
    assert client.get("/hari-ini/").status_code == 302
    verbs = JournalEntry.objects.filter(actor=officer, region_code="35.73").values_list("verb", flat=True)
    assert {"office.sign_in_failed", "office.signed_out"} <= set(verbs)


def test_the_password_can_be_asked_again(officer: Officer, client_for: Browser) -> None:
    """Setting up a second factor later than a quarter of an hour after sign-in begins with this page."""
    client = client_for(None)
    _sign_in(client, officer.email, PASSWORD)
    answer = client.post("/masuk/pastikan/?next=/akun/faktor-kedua/", {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/akun/faktor-kedua/")
    assert client.post("/masuk/pastikan/", {"password": "salah"}).status_code == 200


def test_the_session_changes_at_sign_in(officer: Officer, client_for: Browser) -> None:
    client = client_for(None)
    client.cookies["sessionid"] = "a" * 32
    _sign_in(client, officer.email, PASSWORD)
    assert client.cookies["sessionid"].value != "a" * 32


@pytest.mark.parametrize("address", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)"])
def test_sign_in_never_leads_elsewhere(officer: Officer, client_for: Browser, address: str) -> None:
    answer = client_for(None).post("/masuk/", {"login": officer.email, "password": PASSWORD, "next": address})
    assert answer.url == "/hari-ini/"


@pytest.mark.parametrize("address", ["/tidak-ada/", "/jurnal/", "/hari-ini/?a=%00", "/pegawai/impor/contoh/"])
def test_headers_stand_on_errors_and_downloads_too(officer: Officer, client_for: Browser, address: str) -> None:
    answer = client_for(officer).get(address)
    assert answer.status_code in {200, 400, 403, 404}
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address", ["/perkara/?q=%00", "/kliping/?cari=a%00b", "/jurnal/?perihal=%00", "/pegawai/?cari=%00"]
)
def test_a_character_that_no_database_takes_is_told(chair: Officer, client_for: Browser, address: str) -> None:
    answer = client_for(chair).get(address)
    assert answer.status_code == 400
    assert "NUL" in answer.content.decode()


def test_a_forgotten_password_is_answered_without_a_mail_server(
    officer: Officer, client_for: Browser, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    for mailbox in (officer.email, "tidak.ada@wasit.example"):
        answer = client_for(None).post("/sandi/lupa/", {"email": mailbox})
        assert answer.status_code == 400
        assert "server surel tidak menjawab" in answer.content.decode()


def test_behind_a_proxy_with_https_pages_open_and_plain_ones_lead_there(tmp_path: Any) -> None:
    """Wasit speaks plain HTTP to its proxy: without the proxy's word every page would redirect to itself forever."""
    script = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "c = Client()\n"
        "print(c.get('/', headers={'x-forwarded-proto': 'https'}).status_code, c.get('/').status_code)\n"
    )
    environment = {**os.environ, "WASIT_HTTPS": "1", "WASIT_DATA": str(tmp_path), "PYTHONPATH": "src",
                   "DJANGO_SETTINGS_MODULE": "wasit.site.settings"}  # fmt: skip
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60, env=environment
    )
    assert done.stdout.split() == ["200", "301"]
