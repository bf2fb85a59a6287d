"""Handing in: nothing lost, nothing doubled, a clear line for everything that cannot be read."""

import io
import json
import resource
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from tests.cast import reach_for
from tests.monitoring.conftest import CITY, PLAIN, as_csv, post, raka, sealed_bytes

from wasit.monitoring import actions, arrivals, batches
from wasit.monitoring.arrivals import Given
from wasit.monitoring.command import collect
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.office import journal, vault
from wasit.office.models import JournalEntry, Officer, StoredFile
from wasit.rosters.models import Person
from wasit.text import Problem

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    + b"\0" * 64
)
HandIn = Callable[..., Delivery]


# ---------- bad input: one clear line each ----------


def test_an_empty_file_is_told_and_nothing_is_kept(hand_in: HandIn) -> None:
    with pytest.raises(Problem) as told:
        hand_in(b"")
    assert '"unggahan.csv" kosong' in told.value.words.id
    assert "is empty" in told.value.words.en
    assert not Delivery.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (PNG, "unggahan.csv", "image/png"),
        (b"<!doctype html><html><body>berita</body></html>", "unggahan.csv", "text/html"),
        (b"post_id,text\n1,halo\n", "halaman.html", "text/csv"),
        (b"MZ" + b"\0" * 200, "unggahan.csv", "octet-stream"),
        (b"PK\x03\x04" + b"\0" * 200, "unggahan.xlsx", "CSV, JSONL"),
        ("teks".encode("utf-16"), "unggahan.csv", "UTF-8"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\0" * 40, "berita.html", "image/jpeg"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; x\r\n\r\n",
            "berita.mhtml",
            "MHTML",
        ),
    ],
)
def test_a_file_that_is_not_what_it_says_is_told(hand_in: HandIn, content: bytes, name: str, says: str) -> None:
    with pytest.raises(Problem) as told:
        hand_in(content, name)
    assert says in told.value.words.id
    assert name in told.value.words.en
    assert not Delivery.objects.exists()


def test_a_file_over_its_limit_is_told(hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(arrivals.LIMITS, Delivery.Form.PAGE, 2_000_000)
    with pytest.raises(Problem) as told:
        hand_in(b"kata " * 900_000, "halaman.txt")
    assert "4 MB, batasnya 2 MB" in told.value.words.id


def test_wrong_columns_leave_a_refused_delivery_with_its_original(hand_in: HandIn) -> None:
    content = b"post_id,isi\n1,halo\n"
    delivery = hand_in(content)
    assert delivery.state == "refused"
    assert "tanpa kolom text" in delivery.problems[0]["id"]
    assert "unggahan.csv" in delivery.problems[0]["en"]
    assert sealed_bytes(delivery.sha256) == content
    assert JournalEntry.objects.filter(verb="monitoring.delivery_refused", subject=delivery.subject).count() == 1


def test_two_hundred_megabytes_of_one_line_are_refused_with_little_memory(hand_in: HandIn, tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as out:
        out.write(b"post_id,text\n1,")
        for _ in range(200):
            out.write(b"a" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    delivery = hand_in(path, "besar.csv")
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert delivery.state == "refused"
    assert "lebih dari 4 MB" in delivery.problems[0]["id"]
    assert vault.intact(delivery.sha256)
    assert delivery.size > 200_000_000
    assert grown_mb < 80


def test_dates_in_the_future_are_refused_row_by_row_and_the_others_go_on(hand_in: HandIn) -> None:
    ahead = {"posted_at": "2031-01-01T00:00:00+07:00"}
    delivery = hand_in([post(1), {**post(2, "besok " + PLAIN), **ahead}, post(3, "lagi " + PLAIN)])
    assert (delivery.state, delivery.taken, delivery.left_out, delivery.cursor) == ("done", 2, 1, 3)
    assert delivery.problems[0]["row"] == 2
    assert "belum terjadi" in delivery.problems[0]["id"]
    assert "has not come yet" in delivery.problems[0]["en"]


def test_a_row_without_text_or_of_another_city_is_refused_alone(hand_in: HandIn) -> None:
    rows = [post(1, "  "), {**post(2), "region_code": "52.72"}, {**post(3, "tiga " + PLAIN), "region_code": "35"}]
    delivery = hand_in(as_csv(rows, ("post_id", "text", "region_code")))
    assert (delivery.taken, delivery.left_out) == (1, 2)
    assert "52.72" in delivery.problems[1]["id"]


def test_a_broken_row_ends_the_delivery_but_keeps_what_was_read(hand_in: HandIn) -> None:
    lines = [json.dumps(post(number, f"{number} {PLAIN}")) for number in range(3)] + ["{bukan json"]
    delivery = hand_in("\n".join(lines).encode(), "unggahan.jsonl")
    assert (delivery.state, delivery.taken) == ("refused", 3)
    assert "baris 4" in delivery.problems[0]["id"]


def test_a_post_of_one_megabyte_is_taken_and_screened(hand_in: HandIn) -> None:
    long = (PLAIN + " ") * 13_000
    delivery = hand_in([post(1, long), post(2)])
    assert (delivery.state, delivery.taken) == ("done", 2)
    assert len(Capture.objects.get(post_id="p1").text) > 1_000_000


def test_emoji_right_to_left_and_odd_characters_stay_as_they_are(hand_in: HandIn) -> None:
    text = "👩🏽‍🏫 صباح الخير \u202eabc\u202c ñ 中文 🇮🇩 " + PLAIN
    hand_in([post(1, text)])
    assert Capture.objects.get().text == text
    odd = json.dumps({**post(2), "text": "nol \x00 dan separuh \ud83d " + PLAIN})
    delivery = hand_in((odd + "\n").encode(), "unggahan.jsonl")
    assert delivery.taken == 1
    assert "nol \ufffd dan separuh \ufffd" in Capture.objects.get(post_id="p2").text


def test_a_region_out_of_reach_is_refused(officer: Officer, staff: dict[str, Person], now: datetime) -> None:
    reach = reach_for(officer, "monitoring.deliver")
    with pytest.raises(Problem, match="outside your reach"):
        actions.deliver("teks", how="paste", region_code="52.72", officer=officer, reach=reach, now=now)


@pytest.mark.parametrize("posted", ["31-02-2024 07.00", "kemarin", "2024-13-01"])
def test_a_time_that_is_no_time_is_told(hand_in: HandIn, posted: str) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        hand_in("teks biasa saja", how="paste", given=Given(posted=posted))


def test_a_typed_time_in_the_future_is_told(hand_in: HandIn) -> None:
    with pytest.raises(Problem, match="has not come yet"):
        hand_in("teks biasa saja", how="paste", given=Given(posted="30-10-2024 07.00"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "berita.example/satu", "https://", "http://[x"]
)
def test_an_address_that_is_none_is_told(hand_in: HandIn, url: str) -> None:
    with pytest.raises(Problem, match="address of the page"):
        hand_in(b"<html><body>berita</body></html>", "berita.html", how="link", given=Given(url=url))


def test_names_of_files_lose_folders_and_hidden_characters() -> None:
    assert arrivals.safe_name("../../etc/\u202epasswd.csv") == "passwd.csv"
    assert arrivals.safe_name("C:\\data\\unggahan.csv") == "unggahan.csv"
    assert arrivals.safe_name("\x00") == "tanpa-nama"
    assert len(arrivals.safe_name("a" * 500 + ".csv")) <= 120


# ---------- what arrives is taken, once ----------


def test_delivering_twice_makes_no_doubles(hand_in: HandIn) -> None:
    rows = [raka(1), post(2), post(2)]
    first, second = hand_in(rows), hand_in(rows)
    assert (first.taken, first.known, first.hits) == (2, 1, 1)
    assert (second.taken, second.known, second.hits) == (0, 3, 0)
    assert (Capture.objects.count(), Hit.objects.count()) == (2, 1)


def test_the_same_post_from_csv_jsonl_and_parquet_is_one_capture(hand_in: HandIn, tmp_path: Path) -> None:
    row = raka(1)
    hand_in([row])
    hand_in((json.dumps(row) + "\n").encode(), "unggahan.jsonl")
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "u.parquet")
    last = hand_in(tmp_path / "u.parquet", "u.parquet")
    assert (last.state, last.expected, last.known) == ("done", 1, 1)
    assert Capture.objects.count() == 1


def test_a_paste_of_several_posts_is_cut_at_dashes_and_is_once_only(hand_in: HandIn) -> None:
    given = Given(platform="Instagram", author_handle="@rakawirasana.guru", posted="25-10-2024 07.58")
    text = f"{PLAIN}\n---\nKedua: {PLAIN}\n-----\n\n"
    first = hand_in(text, how="paste", given=given)
    assert (first.state, first.taken) == ("done", 2)
    capture = Capture.objects.order_by("row").first()
    assert capture is not None
    assert (capture.author_handle, capture.platform) == ("@rakawirasana.guru", "Instagram")
    assert capture.posted_at is not None and capture.posted_at.isoformat() == "2024-10-25T00:58:00+00:00"
    assert hand_in(text, how="paste", given=given).known == 2


def test_a_saved_page_is_sealed_read_and_kept_with_its_address(hand_in: HandIn) -> None:
    page = (
        b"<html><head><title>Bawaslu Kota Malang Ingatkan Netralitas ASN</title></head><body><article>"
        b"<h1>Bawaslu Kota Malang Ingatkan Netralitas ASN</h1><p>Bawaslu Kota Malang mengingatkan netralitas ASN "
        b"menjelang Pilkada 2024. Sebanyak 120 peserta mengikuti sosialisasi di Kota Malang.</p>"
        b"<p>Surat edaran tentang netralitas ASN sudah dibagikan kepada seluruh OPD Kota Malang.</p></article></body></html>"
    )
    delivery = hand_in(page, "berita.html", how="link", given=Given(url="https://berita.example/1"))
    capture = Capture.objects.get()
    assert (delivery.state, delivery.taken, capture.kind, capture.kept) == ("done", 1, "page", True)
    assert capture.url == "https://berita.example/1"
    assert capture.reading["on_topic"] is True
    assert "35.73" in [place["code"] for place in capture.reading["regions"]]
    assert sealed_bytes(capture.sha256) == page
    assert hand_in(page, "berita.html", how="link", given=Given(url="https://berita.example/1")).known == 1


def test_a_picture_is_sealed_with_what_the_officer_typed(hand_in: HandIn) -> None:
    given = Given(text="Dukung nomor 2, kata Raka Wirasana guru SDN Telagasari 2", platform="Instagram")
    delivery = hand_in(PNG, "layar.png", given=given)
    capture = Capture.objects.get()
    assert (delivery.form, capture.media_type, capture.reading) == ("picture", "image/png", None)
    assert capture.text == given.text
    assert vault.intact(capture.sha256)


def test_an_unreadable_time_is_no_reason_to_lose_a_post(hand_in: HandIn) -> None:
    delivery = hand_in([{**post(1), "posted_at": "entah"}])
    assert delivery.taken == 1
    assert Capture.objects.get().posted_at is None
    assert Capture.objects.get().posted_text == "entah"


def test_everything_is_journalled_and_the_chain_holds(hand_in: HandIn) -> None:
    delivery = hand_in([raka()])
    verbs = set(JournalEntry.objects.filter(subject=delivery.subject).values_list("verb", flat=True))
    assert verbs == {"monitoring.delivery_received", "monitoring.delivery_finished"}
    assert journal.verify().ok


# ---------- broken off anywhere, it goes on ----------


class _Killed(BaseException):
    """Stands for kill -9: nobody catches it."""


def _outcome() -> list[tuple[str, int, int]]:
    captures = Capture.objects.order_by("post_id")
    return [(capture.sha256, capture.row or 0, capture.hits.count()) for capture in captures]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Twenty-five posts, some with hits, in batches of four."""
    monkeypatch.setattr(batches, "SIZE", 4)
    return [
        raka(number, f"{number} {raka()['text']}") if number % 5 == 0 else post(number, f"{number} {PLAIN}")
        for number in range(25)
    ]


@pytest.mark.parametrize("moment", ["before the third batch", "inside the third batch", "after the third batch"])
def test_a_killed_delivery_resumes_to_the_same_result(
    hand_in: HandIn, officer: Officer, now: datetime, many: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch, moment: str,
) -> None:  # fmt: skip
    whole = hand_in(many)
    expected = _outcome()
    counted = (whole.taken, whole.hits)
    assert counted == (25, 5)
    Hit.objects.all().delete()
    Capture.objects.all().delete()
    Delivery.objects.all().delete()

    real, calls = batches.store, []

    def killed(*args: object, **named: object) -> bool:
        calls.append(1)
        if len(calls) == 3 and moment.startswith("before"):
            raise _Killed
        if len(calls) == 3 and moment.startswith("inside"):
            monkeypatch.setattr(batches, "_count", _kill)
        done = real(*args, **named)  # type: ignore[arg-type]
        if len(calls) == 3:
            raise _Killed
        return done

    real_count = batches._count
    monkeypatch.setattr(batches, "store", killed)
    with pytest.raises(_Killed):
        hand_in(many)
    monkeypatch.setattr(batches, "store", real)
    monkeypatch.setattr(batches, "_count", real_count)

    left = Delivery.objects.get()
    assert left.cursor == (12 if moment.startswith("after") else 8)
    assert left.state == "running"
    done = actions.resume(left, officer=officer, reach=reach_for(officer, "monitoring.deliver"), now=now)
    assert (done.state, done.taken, done.hits, done.known) == ("done", 25, 5, 0)
    assert _outcome() == expected


def _kill(*_args: object) -> None:
    raise _Killed


def test_a_batch_is_stored_by_exactly_one_of_two_processes(
    hand_in: HandIn, officer: Officer, now: datetime, many: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process runs right before this one writes: this one gives way and nothing is doubled."""
    real = batches.store
    entered = []

    def second(delivery: Delivery, *args: object, **named: object) -> bool:
        if not entered:
            entered.append(1)
            other = Delivery.objects.get(pk=delivery.pk)
            actions.proceed(other, reach=reach_for(officer, "monitoring.deliver"), now=now)
            return real(delivery, *args, **named)  # type: ignore[arg-type]
        return real(delivery, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(batches, "store", second)
    delivery = hand_in(many)
    assert (delivery.state, delivery.taken, delivery.cursor) == ("done", 25, 25)
    assert Capture.objects.count() == 25
    assert JournalEntry.objects.filter(verb="monitoring.delivery_finished").count() == 1


def test_a_paused_delivery_stands_still_until_it_is_resumed(
    hand_in: HandIn, officer: Officer, now: datetime, many: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    reach = reach_for(officer, "monitoring.deliver")
    delivery = hand_in(many, seconds=0.0)
    assert (delivery.state, delivery.cursor) == ("running", 4)
    delivery = actions.pause(delivery, officer=officer, reach=reach, now=now)
    assert collect(["--json"], clock=lambda: now) == 0
    assert capsys.readouterr().out == ""
    assert Delivery.objects.get().cursor == 4
    delivery = actions.resume(delivery, officer=officer, reach=reach, now=now)
    assert (delivery.state, delivery.taken) == ("done", 25)


def test_collect_goes_on_with_what_is_unfinished(
    hand_in: HandIn, now: datetime, many: list[dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    delivery = hand_in(many, seconds=0.0)
    assert collect(["--json"], clock=lambda: now + timedelta(minutes=1)) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["delivery"], line["state"], line["rows"], line["hits"]) == (delivery.pk, "done", 25, 5)
    assert collect(["--json"], clock=lambda: now) == 0
    assert capsys.readouterr().out == ""


def test_posts_without_a_hit_are_screened_again_when_the_roster_changed(
    hand_in: HandIn, officer: Officer, staff: dict[str, Person], now: datetime
) -> None:
    newcomer = raka(1, author_handle="@mayangkencana.kb", author_name="Mayang Kencanawungu")
    assert hand_in([newcomer]).hits == 0
    reach = reach_for(officer, "monitoring.triage")
    assert actions.screen_captures(CITY, officer=officer, reach=reach, now=now) == 0
    Person.objects.create(
        person_id="invented-mayang", region_code=CITY, name="Mayang Kencanawungu", name_key="MAYANG KENCANAWUNGU",
        kind="pns", position="Camat", handles=["instagram:@mayangkencana.kb"], invented=True,
    )  # fmt: skip
    assert actions.screen_captures(CITY, officer=officer, reach=reach, now=now) == 1
    assert actions.screen_captures(CITY, officer=officer, reach=reach, now=now) == 0
    assert Hit.objects.get().persons[0]["name"] == "Mayang Kencanawungu"


def test_a_name_of_nothing_but_emoji_is_cut_to_what_a_folder_takes(
    officer: Officer, staff: dict[str, Person], now: datetime
) -> None:
    """110 emoji are 440 bytes: the delivery was kept and then broke every later `wasit collect`."""
    delivery = actions.deliver(
        io.BytesIO(as_csv([raka()])), how="file", region_code=CITY, name="🧾" * 110 + ".csv",
        officer=officer, reach=reach_for(officer, "monitoring.deliver"), now=now,
    )  # fmt: skip
    assert (delivery.state, delivery.taken) == ("done", 1)
    assert len(delivery.file_name.encode()) <= 120
    assert delivery.file_name.endswith("🧾.csv")


@pytest.mark.parametrize("name", ["..", ".", "a/..", "\u202e"])
def test_a_name_that_is_no_name_gets_one(name: str) -> None:
    assert arrivals.safe_name(name) == "tanpa-nama"


def test_one_delivery_without_its_original_does_not_keep_the_others_waiting(
    hand_in: HandIn, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = hand_in(as_csv([raka(1)]), name="hilang.csv")
    kept = hand_in(as_csv([raka(2)]), name="ada.csv")
    Delivery.objects.update(state="running", cursor=0)
    (Path(settings.VAULT) / lost.sha256[:2] / lost.sha256[2:]).unlink()
    assert collect([], clock=lambda: now) == 1
    assert 'Asli dari "hilang.csv" tidak ada di brankas' in capsys.readouterr().err
    kept.refresh_from_db()
    assert kept.state == "done"
