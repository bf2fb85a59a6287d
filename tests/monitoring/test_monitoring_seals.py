"""Seals: the same bytes give the same hash, a changed byte is found, and a broken seal opens no case."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from tests.monitoring.conftest import post, raka, sealed_bytes

from wasit.cases.models import Case
from wasit.monitoring import actions, sealing
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.monitoring.openings import Confirmation
from wasit.office.models import Officer
from wasit.screening import Post
from wasit.text import Problem


def _spoil(sha256: str) -> None:
    path = Path(settings.VAULT) / sha256[:2] / sha256[2:]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_bytes_of_a_post_are_its_canonical_json(hit: Hit) -> None:
    data = sealed_bytes(hit.capture.sha256)
    assert sealing.digest(data) == hit.capture.sha256
    fields = json.loads(data)
    assert fields["author_handle"] == "@rakawirasana.guru"
    assert list(fields) == sorted(fields)
    assert sealing.post_bytes(sealing.post_of(hit.capture)) == data


def test_a_post_keeps_its_hash_whatever_the_order_of_its_columns() -> None:
    one = Post(post_id="1", text="a", platform="x", url=None)
    assert sealing.post_bytes(one) == sealing.post_bytes(Post(text="a", url="", platform="x", post_id="1"))
    assert sealing.post_bytes(one) != sealing.post_bytes(Post(post_id="1", text="a ", platform="x"))


def test_changed_bytes_in_the_vault_are_found(hit: Hit) -> None:
    assert sealing.intact(hit.capture)
    _spoil(hit.capture.sha256)
    assert not sealing.intact(hit.capture)


def test_a_changed_field_in_the_database_is_found(hit: Hit) -> None:
    Capture.objects.filter(pk=hit.capture_id).update(text="Semoga semua sehat.")
    assert not sealing.intact(Capture.objects.get(pk=hit.capture_id))


def test_a_post_without_a_hit_is_held_by_the_sealed_delivery(hand_in: Callable[..., Delivery]) -> None:
    delivery = hand_in([post(1)])
    capture = Capture.objects.get()
    assert not capture.kept
    assert sealing.intact(capture)
    _spoil(delivery.sha256)
    assert not sealing.intact(capture)


def test_a_lost_file_is_no_intact_one(hit: Hit) -> None:
    (Path(settings.VAULT) / hit.capture.sha256[:2] / hit.capture.sha256[2:]).unlink()
    assert not sealing.intact(hit.capture)


def test_no_case_is_opened_on_a_broken_seal(
    hit: Hit, officer: Officer, act: Callable[[Officer], dict[str, object]]
) -> None:
    _spoil(hit.capture.sha256)
    with pytest.raises(Problem, match="is broken"):
        actions.confirm_hit(hit, Confirmation(person_id="invented-raka"), **act(officer))  # type: ignore[arg-type]
    hit.refresh_from_db()
    assert hit.state == "new"
    assert not Case.objects.exists()


def test_sealed_names_never_come_from_outside(hand_in: Callable[..., Delivery]) -> None:
    hand_in([raka(url="https://x.example/../../evil.html")])
    capture = Capture.objects.get()
    assert sealing.file_name(capture) == f"wasit-{capture.sha256[:16]}.json"


def test_texts_that_differ_in_case_marks_and_addresses_share_a_key() -> None:
    one = "Yuk dukung nomor 2, menangkan bersama-sama! https://a.example/1"
    other = "YUK dukung NOMOR 2 ... menangkan bersama sama https://b.example/2"
    assert sealing.text_key(one) == sealing.text_key(other) != ""
    assert sealing.text_key("amin") == ""
    assert sealing.text_key(one) != sealing.text_key(one.replace("nomor 2", "nomor 1"))
