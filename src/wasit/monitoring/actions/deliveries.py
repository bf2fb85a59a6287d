"""Deliveries: kept first, then read in batches that may be broken off anywhere and go on where they were."""

import io
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from wasit import screening
from wasit.monitoring import arrivals, batches, pages, pasted, queries
from wasit.monitoring.arrivals import Arrival, Given
from wasit.monitoring.models import Capture, Delivery
from wasit.monitoring.screeners import Desk, desk_for
from wasit.office import journal, vault
from wasit.office.models import Officer
from wasit.office.queries import acting_agency
from wasit.office.reach import Reach
from wasit.screening import Post, read_posts
from wasit.text import Problem, Words
from wasit.text.regions import region

Source = Path | BinaryIO | str


def deliver(
    source: Source,
    *,
    how: str,
    region_code: str,
    officer: Officer,
    reach: Reach,
    now: datetime,
    name: str = "",
    given: Given | None = None,
    seconds: float | None = None,
) -> Delivery:
    """Take in a file, pasted text (`source` is the text) or a saved page with its address, and work on it.

    The original lies in the vault before anything is read from it. `seconds` bounds the work done now; what is left
    goes on with `resume` or `wasit collect`. Raises Problem, and keeps nothing, for what is empty, foreign, too
    large, not what its name says, or for a region out of reach. What turns out unreadable later stays as a refused
    delivery with its original.
    """
    given = given or Given()
    _within(reach, region_code)
    if given.url:
        arrivals.safe_address(given.url)
    pages.given_time(given, region(region_code).zone, now)
    data, arrival = _pasted(source, given) if how == Delivery.How.PASTE else (source, None)
    with _as_stream(data) as stream:
        if arrival is None:
            arrival = arrivals.look_at(stream, name or _name_of(source))
            _check(how, arrival, given)
        delivery = _received(stream, arrival, how, region_code, given, officer, reach, now)
    return proceed(delivery, reach=reach, now=now, seconds=seconds)


def proceed(delivery: Delivery, *, reach: Reach, now: datetime, seconds: float | None = None) -> Delivery:
    """Work on a delivery from where it stands, at most for `seconds` when given; return it as it then is.

    Several processes may call this for one delivery: each batch is stored by exactly one of them.
    """
    _within(reach, delivery.region_code)
    if delivery.state not in {Delivery.State.RECEIVED, Delivery.State.RUNNING}:
        return delivery
    if delivery.form == Delivery.Form.POSTS:
        _read_posts(delivery, reach, now, seconds)
    else:
        _read_page(delivery, reach, now)
    delivery.refresh_from_db()
    return delivery


def pause(delivery: Delivery, *, officer: Officer, reach: Reach, now: datetime) -> Delivery:
    """Stop the work behind the batch that is under way."""
    return _switch(
        delivery, [Delivery.State.RECEIVED, Delivery.State.RUNNING], Delivery.State.STOPPED,
        "monitoring.delivery_stopped", officer, reach, now,
    )  # fmt: skip


def resume(
    delivery: Delivery, *, officer: Officer, reach: Reach, now: datetime, seconds: float | None = None
) -> Delivery:
    """Go on with a delivery that was paused or whose process died."""
    if delivery.state == Delivery.State.STOPPED:
        delivery = _switch(
            delivery, [Delivery.State.STOPPED], Delivery.State.RUNNING,
            "monitoring.delivery_resumed", officer, reach, now,
        )  # fmt: skip
    return proceed(delivery, reach=reach, now=now, seconds=seconds)


def screen_captures(region_code: str, *, officer: Officer | None, reach: Reach, now: datetime) -> int:
    """Screen again the posts of a region that have no hit, after its roster or pairs changed; return the new hits."""
    _within(reach, region_code)
    desk = desk_for(reach, region_code)
    made, last = 0, 0
    while rows := list(queries.captures_without_hit(reach, region_code, after=last)[: batches.SIZE]):
        found = [(capture, desk.screener.screen(pages.post_for(capture)).hits) for capture in rows]
        with transaction.atomic():
            made += sum(_hits_once(capture, hits, desk, now) for capture, hits in found if hits)
        last = rows[-1].pk
    with transaction.atomic():
        journal.record(
            verb="monitoring.screened_again", actor=officer, agency=None, region_code=region_code,
            subject=f"region:{region_code}", details={"hits": made}, now=now,
        )  # fmt: skip
    return made


def note_opened(capture: Capture, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Write down that the sealed copy was handed out."""
    _note("monitoring.capture_opened", capture, officer, reach, now, {"sha256": capture.sha256})


def note_seal_checked(capture: Capture, whole: bool, *, officer: Officer, reach: Reach, now: datetime) -> None:
    """Write down that the seal was checked and whether it held."""
    _note("monitoring.capture_checked", capture, officer, reach, now, {"intact": whole, "sha256": capture.sha256})


def _hits_once(capture: Capture, hits: Sequence[screening.Hit], desk: Desk, now: datetime) -> int:
    # Locking the capture first lets two processes screen again at once without doubling a hit.
    Capture.objects.select_for_update().get(pk=capture.pk)
    return 0 if capture.hits.exists() else batches.make_hits(capture, hits, desk, now)


def _note(verb: str, capture: Capture, officer: Officer, reach: Reach, now: datetime, details: dict[str, Any]) -> None:
    with transaction.atomic():
        journal.record(
            verb=verb, actor=officer, agency=acting_agency(reach, capture.region_code),
            region_code=capture.region_code, subject=capture.subject, details=details, now=now,
        )  # fmt: skip


def _within(reach: Reach, region_code: str) -> None:
    region(region_code)
    if not reach.covers(region_code):
        raise Problem(
            Words(
                id=f"Wilayah {region_code} di luar kewenangan Anda. Pilih wilayah kantor Anda.",
                en=f"Region {region_code} lies outside your reach. Choose the region of your office.",
            )
        )


def _pasted(source: Source, given: Given) -> tuple[bytes, Arrival]:
    text = str(source)
    arrivals.paste_size(text)
    data = pasted.sealed(text, given)
    return data, Arrival(Delivery.Form.POSTS, pasted.MEDIA, "tempelan.json", len(data))


def _name_of(source: Source) -> str:
    return source.name if isinstance(source, Path) else str(getattr(source, "name", "") or "")


@contextmanager
def _as_stream(data: Source | bytes) -> Iterator[BinaryIO]:
    if isinstance(data, Path):
        with data.open("rb") as source:
            yield source
    elif isinstance(data, bytes):
        yield io.BytesIO(data)
    elif isinstance(data, str):
        raise TypeError("text is delivered as a paste")
    else:
        with nullcontext(data) as source:
            yield source


def _check(how: str, arrival: Arrival, given: Given) -> None:
    if how == Delivery.How.LINK and arrival.form == Delivery.Form.POSTS:
        raise Problem(
            Words(
                id=f'"{arrival.name}" adalah tabel unggahan, bukan halaman. Kirim lewat "Berkas".',
                en=f'"{arrival.name}" is a table of posts, not a page. Deliver it as "File".',
            )
        )
    if how == Delivery.How.LINK:
        arrivals.safe_address(given.url)


def _received(
    stream: BinaryIO, arrival: Arrival, how: str, region_code: str, given: Given,
    officer: Officer, reach: Reach, now: datetime,
) -> Delivery:  # fmt: skip
    stored = vault.keep(stream, media_type=arrival.media_type, now=now)
    agency = acting_agency(reach, region_code)
    with transaction.atomic():
        delivery = Delivery.objects.create(
            agency=agency, region_code=region_code, officer=officer, how=how, form=arrival.form,
            file_name=arrival.name, media_type=arrival.media_type, sha256=stored.sha256, size=stored.size,
            given=given.as_json(), received_at=now, moved_at=now, expected=_expected(stored.sha256, arrival),
        )  # fmt: skip
        _record("monitoring.delivery_received", delivery, officer, now, {"sha256": stored.sha256, "how": how})
    return delivery


def _expected(sha256: str, arrival: Arrival) -> int | None:
    """Return about how many rows there are: lines of a table, exact for Parquet, unknown where that cannot be told."""
    if arrival.form != Delivery.Form.POSTS:
        return 1
    if arrival.media_type.endswith("parquet"):
        return _parquet_rows(sha256)
    if arrival.media_type == pasted.MEDIA:
        return None
    with vault.open_file(sha256) as source:
        lines, last = 0, b"\n"
        while chunk := source.read(1 << 20):
            lines, last = lines + chunk.count(b"\n"), chunk[-1:]
    lines += last != b"\n"
    return max(lines - (arrival.media_type == "text/csv"), 1)


def _parquet_rows(sha256: str) -> int | None:
    import pyarrow
    import pyarrow.parquet

    with vault.open_file(sha256) as source:
        try:
            return int(pyarrow.parquet.ParquetFile(source).metadata.num_rows)
        except (pyarrow.ArrowException, OSError):
            return None


def _rows(delivery: Delivery, path: Path) -> Iterator[Post]:
    return pasted.posts(path) if delivery.media_type == pasted.MEDIA else iter(read_posts(path))


def _read_posts(delivery: Delivery, reach: Reach, now: datetime, seconds: float | None) -> None:
    desk = desk_for(reach, delivery.region_code)
    ends_at = None if seconds is None else time.monotonic() + seconds
    cursor = delivery.cursor
    with batches.opened(delivery) as path:
        rows = _rows(delivery, path)
        skipped = batches.skip(rows, cursor)
        while skipped is None:
            pulled = batches.pull(rows, cursor, batches.SIZE)
            if pulled.rows:
                prepared = batches.prepare(delivery, pulled.rows, desk, now)
                if not batches.store(delivery, cursor, len(pulled.rows), prepared, desk, now):
                    return
                cursor += len(pulled.rows)
            if pulled.problem is not None or pulled.ended:
                _finish(delivery, cursor, pulled.problem, now)
                return
            if ends_at is not None and time.monotonic() >= ends_at:
                return
        _finish(delivery, cursor, skipped, now)


def _read_page(delivery: Delivery, reach: Reach, now: datetime) -> None:
    desk = desk_for(reach, delivery.region_code)
    with batches.opened(delivery) as path:
        try:
            capture = pages.capture_of(delivery, path, now)
        except Problem as problem:
            _finish(delivery, delivery.cursor, problem, now)
            return
    prepared = batches.Prepared(captures={capture.sha256: capture})
    if not queries.captured_before(delivery.region_code, capture.sha256):
        post = pages.post_for(capture)
        prepared.hits[capture.sha256] = desk.screener.screen(post).hits if post.text.strip() else ()
    if batches.store(delivery, delivery.cursor, 1, prepared, desk, now):
        _finish(delivery, delivery.cursor + 1, None, now)


def _finish(delivery: Delivery, cursor: int, problem: Problem | None, now: datetime) -> None:
    """Close a delivery that stands at `cursor`, once; with a problem it is refused from there on."""
    state = Delivery.State.DONE if problem is None else Delivery.State.REFUSED
    with transaction.atomic():
        current = Delivery.objects.filter(
            pk=delivery.pk, cursor=cursor, state__in=[Delivery.State.RECEIVED, Delivery.State.RUNNING]
        )
        if not current.update(state=state, moved_at=now, expected=cursor):
            return
        row = Delivery.objects.get(pk=delivery.pk)
        if problem is not None:
            row.problems = [batches.problem_line(problem.words), *row.problems]
            row.save(update_fields=["problems"])
        verb = "monitoring.delivery_finished" if problem is None else "monitoring.delivery_refused"
        _record(verb, row, None, now, {"rows": cursor, "taken": row.taken, "known": row.known, "hits": row.hits})


def _switch(
    delivery: Delivery, sources: list[Delivery.State], target: Delivery.State, verb: str,
    officer: Officer, reach: Reach, now: datetime,
) -> Delivery:  # fmt: skip
    _within(reach, delivery.region_code)
    with transaction.atomic():
        rows = Delivery.objects.filter(pk=delivery.pk, state__in=sources)
        if rows.update(state=target, moved_at=now):
            _record(verb, delivery, officer, now, {"cursor": delivery.cursor})
    delivery.refresh_from_db()
    return delivery


def _record(verb: str, delivery: Delivery, officer: Officer | None, now: datetime, details: dict[str, Any]) -> None:
    journal.record(
        verb=verb, actor=officer, agency=delivery.agency, region_code=delivery.region_code,
        subject=delivery.subject, details=json.loads(json.dumps(details)), now=now,
    )  # fmt: skip
