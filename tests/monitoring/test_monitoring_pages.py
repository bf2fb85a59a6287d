"""The pages over HTTP: the walk from a file to a case, what is never executed, both languages."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.monitoring.conftest import CITY, PLAIN, SUPPORT, as_csv, post, raka

from wasit.cases.models import Case
from wasit.monitoring import batches
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.monitoring.views import deliveries as deliveries_page
from wasit.office.models import JournalEntry, Officer
from wasit.rosters.models import Person

ClientFor = Callable[[Officer | None], Client]
EVIL = '<script>alert("satu")</script><img src=x onerror=alert(2)> javascript:alert(3) '


def _text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def _upload(client: Client, content: bytes, name: str = "akhir-pekan.csv", **more: str) -> object:
    data = {"how": "file", "region": CITY, "source": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("deliveries"), data, follow=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_walk_from_a_file_to_a_case(
    client_for: ClientFor, officer: Officer, staff: dict[str, Person], now: datetime, language: str
) -> None:
    client = client_for(officer)
    client.cookies["bahasa"] = language
    done = _text(_upload(client, as_csv([raka(1), post(2)])))
    assert ("indikasi menunggu" if language == "id" else "1 hit waits to be sorted") in done
    page = client.get(reverse("triage"))
    text = _text(page)
    hit = Hit.objects.get()
    assert ("Mengapa ada di sini" if language == "id" else "Why it is here") in text
    assert ("Tidak satu pun" if language == "id" else "None of them") in text
    assert '<mark class="s d">' in text and '<mark class="s c">' in text
    assert page.headers["Content-Language"] == language
    acts = re.findall(r'name="acts" value="([^"]+)" form="decide" checked', text)
    assert acts
    assert re.search(r'name="person" value="invented-raka" form="decide" data-key="1" checked', text)

    answer = client.post(
        reverse("hit_confirm", args=[hit.pk]),
        {"person": "invented-raka", "acts": acts, "origin": "finding", "title": "", "place": "", "act_at": ""},
        follow=True,
    )
    case = Case.objects.get()
    assert case.short_name in _text(answer)
    assert case.evidence.get().sha256 == hit.capture.sha256
    assert case.parties.get().person_id == staff["raka"].pk
    assert [row.violation_id for row in case.acts.order_by("pk")] == acts
    first = case.deadlines.filter(due_at__isnull=False).order_by("due_at").first()
    assert first is not None and first.due_at is not None and first.due_at > now
    assert client.get(case.get_absolute_url()).status_code == 200
    shown = _text(client.get(reverse("hit", args=[hit.pk])))
    assert case.get_absolute_url() in shown
    assert "/jadikan/" not in shown


def test_nothing_waits_says_so_with_a_next_step(client_for: ClientFor, officer: Officer) -> None:
    text = _text(client_for(officer).get(reverse("triage")))
    assert "Tidak ada indikasi yang menunggu" in text
    assert reverse("deliveries") in text


def test_scripts_in_posts_and_pages_are_shown_as_text(
    client_for: ClientFor, officer: Officer, staff: dict[str, Person], hand_in: Callable[..., Delivery]
) -> None:
    hand_in(
        [
            raka(
                1, EVIL + SUPPORT, author_name="Raka Wirasana", author_bio=EVIL, url="javascript:alert(4)",
                platform=f"instagram{EVIL}", author_handle="@rakawirasana.guru",
            ),
            raka(2, EVIL + SUPPORT + " sekali lagi"),
        ],
        "<img src=x onerror=alert(5)>.csv",
    )  # fmt: skip
    page = (
        b"<html><head><title>Netralitas ASN &lt;script&gt;alert(6)&lt;/script&gt;</title><script>alert(7)</script></head>"
        b"<body onload=alert(8)><p>Bawaslu Kota Malang mengingatkan netralitas ASN pada Pilkada 2024. "
        b"&lt;script&gt;alert(9)&lt;/script&gt; Surat edaran sudah dibagikan ke OPD.</p></body></html>"
    )
    hand_in(page, "berita.html")
    client = client_for(officer)
    hits = list(Hit.objects.order_by("pk"))
    assert hits
    clipping = Capture.objects.get(kind="page")
    addresses = [
        reverse("triage"), *(reverse("hit", args=[hit.pk]) for hit in hits), reverse("deliveries"),
        *(delivery.get_absolute_url() for delivery in Delivery.objects.all()), reverse("clippings") + "?semua=1",
        reverse("clipping", args=[clipping.pk]), reverse("capture", args=[hits[0].capture_id]),
        *(reverse("hit_compare", args=[hits[0].pk, hit.pk]) for hit in hits[1:]),
    ]  # fmt: skip
    for address in addresses:
        response = client.get(address)
        text = _text(response)
        assert response.status_code == 200
        assert "<script>alert" not in text and "<img src=x" not in text and "onload=" not in text, address
        assert 'href="javascript:' not in text, address
        assert re.sub(r'<script src="/static/[^"]+"(?: defer)?></script>', "", text).count("<script") == 0, address
        assert not re.search(r'\sstyle="', text), address
        assert "script-src" in response.headers["Content-Security-Policy"] or (
            "default-src 'self'" in response.headers["Content-Security-Policy"]
        )
    assert "&lt;script&gt;alert(&quot;satu&quot;)" in _text(client.get(reverse("hit", args=[hits[0].pk])))


def test_the_sealed_original_is_a_download_and_never_a_page(
    client_for: ClientFor, officer: Officer, hand_in: Callable[..., Delivery]
) -> None:
    page = b"<html><body><script>alert(1)</script><p>Netralitas ASN Kota Malang, kata Bawaslu.</p></body></html>"
    hand_in(page, "berita.html")
    capture = Capture.objects.get()
    response = client_for(officer).get(reverse("capture_original", args=[capture.pk]))
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert content == page
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == f'attachment; filename="wasit-{capture.sha256[:16]}.html"'
    assert JournalEntry.objects.filter(verb="monitoring.capture_opened", subject=capture.subject).count() == 1


def test_a_decision_opens_the_next_hit_with_a_way_back(
    client_for: ClientFor, officer: Officer, hand_in: Callable[..., Delivery]
) -> None:
    hand_in([raka(1), raka(2, "Beda: mari dukung paslon nomor 2 dan menangkan nomor 2 bersama")])
    client = client_for(officer)
    first = client.get(reverse("triage")).context["hit"]
    second = Hit.objects.exclude(pk=first.pk).get()
    answer = client.post(reverse("hit_dismiss", args=[first.pk]), {"reason": "joke", "antre": "urut=baru"})
    assert answer.url == f"{reverse('hit', args=[second.pk])}?urut=baru&urung={first.pk}"  # type: ignore[attr-defined]
    text = _text(client.get(answer.url))  # type: ignore[attr-defined]
    assert "Dipindah ke bukan indikasi." in text
    assert f'action="{reverse("hit_undo", args=[first.pk])}"' in text
    last = client.post(reverse("hit_postpone", args=[second.pk]), {"days": "3"}, follow=True)
    assert "Tidak ada indikasi yang menunggu" in _text(last)
    assert "Urungkan" in _text(last)
    back = client.post(reverse("hit_undo", args=[first.pk]), follow=True)
    assert back.context["hit"] == first
    assert back.context["may_decide"]


def test_the_second_officer_is_told_and_keeps_what_was_typed(
    client_for: ClientFor, officer: Officer, colleague: Officer, hit: Hit
) -> None:
    client_for(colleague).post(reverse("hit_dismiss", args=[hit.pk]), {"reason": "news"})
    answer = client_for(officer).post(
        reverse("hit_confirm", args=[hit.pk]), {"person": "invented-raka", "origin": "finding", "title": "Judul saya"}
    )
    assert answer.status_code == 400
    assert "Sudah diputuskan Bagas Jayantara" in _text(answer)
    assert not Case.objects.exists()


def test_a_problem_gives_back_what_was_typed(
    client_for: ClientFor, officer: Officer, hand_in: Callable[..., Delivery]
) -> None:
    hand_in([raka(posted_at="")])
    hit = Hit.objects.get()
    answer = client_for(officer).post(
        reverse("hit_confirm", args=[hit.pk]),
        {"person": "invented-raka", "origin": "finding", "title": "Judul <b>saya</b>", "act_at": "31-11-2024"},
    )
    text = _text(answer)
    assert answer.status_code == 400
    assert "tidak terbaca" in text
    assert "Judul &lt;b&gt;saya&lt;/b&gt;" in text
    assert 'value="31-11-2024"' in text
    hit.refresh_from_db()
    assert hit.state == "new"


def test_looking_at_a_hit_is_journalled_once_for_one_look(
    client_for: ClientFor,
    officer: Officer,
    colleague: Officer,
    hit: Hit,
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    address = reverse("hit", args=[hit.pk])
    for person in (officer, officer, colleague):
        client_for(person).get(address)
    seen = JournalEntry.objects.filter(verb="monitoring.hit_viewed", subject=hit.subject)
    assert seen.count() == 2
    monkeypatch.setattr("wasit.site.clock.now", lambda: now + timedelta(minutes=20))
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(address)
    assert seen.count() == 3


def test_titles_of_pages_name_nobody(client_for: ClientFor, officer: Officer, hit: Hit) -> None:
    for name, args in (("hit", [hit.pk]), ("triage", []), ("capture", [hit.capture_id])):
        title = re.search(r"<title>(.*?)</title>", _text(client_for(officer).get(reverse(name, args=args))))
        assert title is not None
        assert "Raka" not in title.group(1) and "rakawirasana" not in title.group(1)


def test_a_post_of_one_megabyte_is_shown_in_part(
    client_for: ClientFor, officer: Officer, hand_in: Callable[..., Delivery]
) -> None:
    hand_in([raka(1, (PLAIN + " ") * 13_000 + SUPPORT)])
    text = _text(client_for(officer).get(reverse("triage")))
    assert "huruf lain tidak ditampilkan" in text
    assert '<mark class="s d">' in text
    assert len(text) < 150_000


def test_errors_of_a_delivery_stand_beside_their_field(
    client_for: ClientFor, officer: Officer, staff: dict[str, Person]
) -> None:
    client = client_for(officer)
    assert "kosong" in _text(_upload(client, b""))
    assert "isinya text/html" in _text(_upload(client, b"<html><body>x</body></html>"))
    typed = {"how": "paste", "region": CITY, "text": "  ", "author_handle": "@seseorang"}
    text = _text(client.post(reverse("deliveries"), typed))
    assert 'value="@seseorang"' in text
    assert "Tempelkan dulu" in text
    linked = {
        "how": "link",
        "region": CITY,
        "url": "javascript:alert(1)",
        "source": SimpleUploadedFile("a.html", b"<html>"),
    }
    assert "Alamat halaman tidak terbaca" in _text(client.post(reverse("deliveries"), linked))
    assert not Delivery.objects.exists()


def test_a_long_delivery_is_continued_from_its_page(
    client_for: ClientFor, officer: Officer, staff: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "SIZE", 5)
    monkeypatch.setattr(deliveries_page, "SECONDS", 0.0)
    client = client_for(officer)
    text = _text(_upload(client, as_csv([post(number, f"{number} {PLAIN}") for number in range(12)])))
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.cursor) == ("running", 5)
    assert "5 unggahan selesai" in text and "dari kira-kira 12" in text
    assert "data-auto" in text
    client.post(reverse("delivery_pause", args=[delivery.pk]))
    assert "dijeda" in _text(client.get(delivery.get_absolute_url()))
    for _round in range(3):
        client.post(reverse("delivery_resume", args=[delivery.pk]))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.taken) == ("done", 12)


def test_clippings_show_what_was_read(
    client_for: ClientFor, officer: Officer, staff: dict[str, Person], hand_in: Callable[..., Delivery]
) -> None:
    assert "Belum ada kliping" in _text(client_for(officer).get(reverse("clippings")))
    page = (
        "Bawaslu Kota Malang Gelar Sosialisasi Netralitas ASN\n\n"
        "MALANG - Bawaslu Kota Malang menggelar sosialisasi netralitas ASN, Selasa (22/10/2024). "
        "Kegiatan itu diikuti 171 peserta dari seluruh OPD Kota Malang. Hingga kini ada 12 kasus dugaan pelanggaran "
        "netralitas ASN. Pemungutan suara Pilkada 2024 tinggal 33 hari lagi menuju pencoblosan.\n"
    )
    hand_in(page.encode(), "berita.txt")
    client = client_for(officer)
    text = _text(client.get(reverse("clippings")))
    assert "Kota Malang" in text and "171" in text and "peserta" in text
    detail = _text(client.get(reverse("clipping", args=[Capture.objects.get().pk])))
    assert "Rapat atau sosialisasi" in detail
    assert client.get(reverse("clippings"), {"cari": "tidak-ada-kata-ini"}).status_code == 200
    client.cookies["bahasa"] = "en"
    assert "Meeting or briefing" in _text(client.get(reverse("clipping", args=[Capture.objects.get().pk])))


def test_the_seal_page_says_whether_it_is_whole(client_for: ClientFor, officer: Officer, hit: Hit) -> None:
    client = client_for(officer)
    assert "Segel ini utuh" in _text(client.get(reverse("capture", args=[hit.capture_id])))
    Capture.objects.filter(pk=hit.capture_id).update(text="diubah")
    assert "Segel ini rusak" in _text(client.get(reverse("capture", args=[hit.capture_id])))
    assert "Segel tidak cocok" in _text(client.get(reverse("hit", args=[hit.pk])))


def test_filters_and_lists_lead_to_what_they_say(
    client_for: ClientFor, officer: Officer, colleague: Officer, hit: Hit
) -> None:
    client = client_for(officer)
    assert "Tidak ada indikasi di daftar ini" in _text(client.get(reverse("triage"), {"milik": "saya"}))
    client.post(reverse("hit_take", args=[hit.pk]))
    assert client.get(reverse("triage"), {"milik": "saya"}).context["hit"] == hit
    client.post(reverse("hit_dismiss", args=[hit.pk]), {"reason": "joke"})
    shown = client.get(reverse("triage"), {"lihat": "bukan"})
    assert shown.context["hit"] == hit
    assert "Candaan" in _text(shown) and "Kembalikan ke antrean" in _text(shown)
    assert client.get(reverse("triage"), {"lihat": "<script>", "urut": "x", "urung": "9" * 40}).status_code == 200
