"""Pages and pictures: sealed as they are, read where they are text, and handed to screening as one post."""

from datetime import datetime
from pathlib import Path
from typing import Any

from wasit.monitoring import sealing
from wasit.monitoring.arrivals import Given
from wasit.monitoring.batches import AHEAD
from wasit.monitoring.models import Capture, Delivery
from wasit.monitoring.moments import moment_of, typed_moment
from wasit.reading import read_page
from wasit.screening import Post
from wasit.text import Problem, Words
from wasit.text.regions import region


def given_time(given: Given, zone: str, now: datetime) -> datetime | None:
    """Return the time an officer typed; raise Problem for one that is no time or has not come yet."""
    moment = typed_moment(given.posted, zone)
    if moment is not None and moment > now + AHEAD:
        raise Problem(
            Words(
                id=f"Waktu {given.posted} belum terjadi. Tulis waktu unggahan itu terbit.",
                en=f"The time {given.posted} has not come yet. Write when the post was published.",
            )
        )
    return moment


def capture_of(delivery: Delivery, path: Path, now: datetime) -> Capture:
    """Return the capture of a page or picture, not yet saved; raise Problem for a page that cannot be read.

    Of a picture nothing is read: what it shows is what the officer typed beside it.
    """
    given = Given(**delivery.given)
    capture = Capture(
        delivery=delivery,
        region_code=delivery.region_code,
        kind=Capture.Kind.PAGE,
        row=1,
        sha256=delivery.sha256,
        media_type=delivery.media_type,
        kept=True,
        sealed_at=now,
        platform=given.platform,
        url=given.url,
        author_handle=given.author_handle,
        author_name=given.author_name,
        posted_text=given.posted,
        posted_at=given_time(given, region(delivery.region_code).zone, now),
        title=given.title,
        text=given.text,
    )
    if delivery.form == Delivery.Form.PAGE:
        _read(capture, path)
    capture.text_key = sealing.text_key(capture.text)
    return capture


def post_for(capture: Capture) -> Post:
    """Return what screening sees of a capture: the post itself, a page as an article, a picture as its typed text."""
    if capture.kind == Capture.Kind.POST:
        return sealing.post_of(capture)
    article = capture.reading is not None
    return Post(
        post_id=capture.sha256,
        text=capture.text,
        platform=capture.platform or None,
        author_handle=capture.author_handle or None,
        author_name=capture.author_name or None,
        url=capture.url or None,
        kind="article" if article else "post",
    )


def _read(capture: Capture, path: Path) -> None:
    page = read_page(path.read_bytes(), file=path.name, hint_region=capture.region_code or None)
    reading: dict[str, Any] = page.as_json()
    capture.reading = reading
    title = capture.title or str(reading.get("title") or "")
    body = page.body.strip()
    capture.title = title
    capture.text = body if not title or body.startswith(title) else f"{title}\n{body}"
    if capture.posted_at is None and reading.get("published"):
        capture.posted_at = moment_of(str(reading["published"]), region(capture.region_code).zone)
