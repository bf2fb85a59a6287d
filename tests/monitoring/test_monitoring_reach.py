"""Every page of the room, asked by everybody: nobody sees another region, nobody writes who may only read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.monitoring.conftest import CITY, post, raka

from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office.models import Officer

READ = ["triage", "deliveries", "clippings"]
PAGE = (
    b"<html><head><title>Bawaslu Ingatkan Netralitas ASN Kota Malang</title></head><body><p>Bawaslu Kota Malang "
    b"mengingatkan netralitas ASN pada Pilkada 2024 lewat surat edaran kepada seluruh OPD.</p></body></html>"
)
WRITES = [
    "hit_confirm", "hit_dismiss", "hit_postpone", "hit_merge", "hit_unmerge", "hit_separate", "hit_undo", "hit_take",
    "delivery_resume", "delivery_pause",
]  # fmt: skip

ClientFor = Callable[[Officer | None], Client]


@pytest.fixture
def place(hand_in: Callable[..., Delivery]) -> dict[str, int]:
    """A delivery, two hits, a clipping; returns the keys for the addresses."""
    hand_in([raka(1), raka(2, "Beda: mari dukung paslon nomor 2 dan menangkan nomor 2 bersama"), post(3)])
    hand_in(PAGE, "berita.html")
    hits = list(Hit.objects.order_by("pk"))
    page = Capture.objects.get(kind="page")
    return {
        "hit": hits[0].pk,
        "other": hits[1].pk,
        "delivery": Delivery.objects.order_by("pk")[0].pk,
        "capture": hits[0].capture_id,
        "clipping": page.pk,
    }


def _drained(response: Any) -> None:
    """Read a download to its end, as a browser does; the file is closed with it."""
    if response.streaming:
        b"".join(response.streaming_content)


def _read_addresses(place: dict[str, int]) -> list[str]:
    return [
        reverse("hit", args=[place["hit"]]),
        reverse("hit_compare", args=[place["hit"], place["other"]]),
        reverse("delivery", args=[place["delivery"]]),
        reverse("clipping", args=[place["clipping"]]),
        reverse("capture", args=[place["capture"]]),
        reverse("capture_original", args=[place["capture"]]),
    ]


def _write_addresses(place: dict[str, int]) -> list[tuple[str, dict[str, str]]]:
    data = {
        "hit_confirm": {"person": "invented-raka", "origin": "initial_information"},
        "hit_dismiss": {"reason": "news"},
        "hit_postpone": {"days": "1"},
        "hit_merge": {"lain": str(place["other"])},
    }
    return [
        (reverse(name, args=[place["delivery" if name.startswith("delivery") else "hit"]]), data.get(name, {}))
        for name in WRITES
    ] + [(reverse("screen_again"), {"region": CITY})]


def _state() -> tuple[object, ...]:
    hits = tuple(Hit.objects.order_by("pk").values_list("state", "assigned_to", "same_as"))
    return (hits, tuple(Delivery.objects.order_by("pk").values_list("state", "cursor")))


def test_member_and_colleague_read_everything(
    place: dict[str, int], client_for: ClientFor, officer: Officer, colleague: Officer, chair: Officer
) -> None:
    for person in (officer, colleague, chair):
        client = client_for(person)
        for address in [*map(reverse, READ), *_read_addresses(place)]:
            response = client.get(address)
            assert response.status_code == 200, address
            _drained(response)


def test_a_supervisor_of_the_province_reads_and_writes_nothing(
    place: dict[str, int], client_for: ClientFor, supervisor: Officer
) -> None:
    client, before = client_for(supervisor), _state()
    for address in [*map(reverse, READ), *_read_addresses(place)]:
        response = client.get(address)
        assert response.status_code == 200, address
        if not address.endswith("/asli/"):
            text = response.content.decode()
            assert "hit_confirm" not in text and "/jadikan/" not in text and "/bukan/" not in text
            assert 'type="file"' not in text
        _drained(response)
    for address, data in _write_addresses(place):
        assert client.post(address, data).status_code == 403, address
    assert client.post(reverse("deliveries"), {"how": "paste", "text": "x", "region": CITY}).status_code == 400
    assert _state() == before


def test_a_stranger_finds_nothing_of_another_city(
    place: dict[str, int], client_for: ClientFor, stranger: Officer
) -> None:
    client, before = client_for(stranger), _state()
    for address in map(reverse, READ):
        text = client.get(address).content.decode()
        assert "rakawirasana" not in text and "Raka" not in text and "berita.html" not in text
        assert "unggahan.csv" not in text and "Ingatkan Netralitas" not in text
    for address in _read_addresses(place):
        assert client.get(address).status_code == 404, address
    for address, data in _write_addresses(place):
        response = client.post(address, data)
        if address == reverse("screen_again"):
            assert "di luar kewenangan" in client.get(response.url).content.decode()  # type: ignore[attr-defined]
        else:
            assert response.status_code == 404, address
    refused = client.post(reverse("deliveries"), {"how": "paste", "text": "x", "region": CITY})
    assert refused.status_code == 400
    assert _state() == before


def test_a_stranger_cannot_compare_or_merge_an_own_hit_with_one_of_another_city(
    place: dict[str, int], client_for: ClientFor, stranger: Officer
) -> None:
    theirs = Hit.objects.get(pk=place["hit"])
    capture = Capture.objects.get(pk=theirs.capture_id)
    capture.pk, capture.region_code = None, "52.72"
    capture.save()
    own = Hit.objects.create(capture=capture, region_code="52.72", found_at=theirs.found_at, score=0.5, role="author")
    client = client_for(stranger)
    assert client.get(reverse("hit", args=[own.pk])).status_code == 200
    assert client.get(reverse("hit_compare", args=[own.pk, theirs.pk])).status_code == 404
    assert client.post(reverse("hit_merge", args=[own.pk]), {"lain": str(theirs.pk)}).status_code == 404
    assert client.get(reverse("hit", args=[own.pk]), {"urung": theirs.pk}).status_code == 200


def test_an_anonymous_reader_is_sent_to_sign_in(place: dict[str, int], client_for: ClientFor) -> None:
    client, before = client_for(None), _state()
    for address in [*map(reverse, READ), *_read_addresses(place)]:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.url.startswith("/masuk/")  # type: ignore[attr-defined]
    for address, data in _write_addresses(place):
        assert client.post(address, data).status_code == 302, address
    assert _state() == before


def test_people_of_the_government_and_administrators_have_no_part(
    place: dict[str, int], client_for: ClientFor, operator: Officer, appointing: Officer, administrator: Officer
) -> None:
    for person in (operator, appointing, administrator):
        client = client_for(person)
        for address in [*map(reverse, READ), *_read_addresses(place)]:
            assert client.get(address).status_code == 403, address


def test_reading_addresses_take_no_post_and_writing_ones_no_get(
    place: dict[str, int], client_for: ClientFor, officer: Officer
) -> None:
    client, before = client_for(officer), _state()
    for address in _read_addresses(place):
        assert client.post(address).status_code == 405, address
    for address, _data in _write_addresses(place):
        assert client.get(address).status_code == 405, address
    assert _state() == before
