"""Batches: posts of a delivery become sealed captures and, where the engine sees something, hits; all or nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F

from wasit import screening
from wasit.monitoring import sealing
from wasit.monitoring.models import Capture, Delivery, Hit
from wasit.monitoring.moments import moment_of
from wasit.monitoring.screeners import Desk
from wasit.office import vault
from wasit.screening import Post, Servant
from wasit.text import Problem, Words
from wasit.text.regions import covers, region

SIZE = 200
PROBLEMS_KEPT = 200
# Clocks of phones and servers differ a little; a post is not refused for that.
AHEAD = timedelta(minutes=5)
SURE = 0.5


@dataclass(frozen=True)
class Row:
    """A row of a delivery: its place (from 1) and the post in it."""

    number: int
    post: Post


@dataclass
class Pulled:
    """Rows pulled from a delivery; `problem` tells why the rest cannot be read, `ended` that nothing is left."""

    rows: list[Row] = field(default_factory=list)
    problem: Problem | None = None
    ended: bool = False


@contextmanager
def opened(delivery: Delivery) -> Iterator[Path]:
    """Lend the sealed original under its own name, so that problems name the file as the officer knows it.

    Raises Problem where the vault no longer holds it.
    """
    with _original(delivery) as source, TemporaryDirectory() as folder:
        path = Path(folder) / delivery.file_name
        path.symlink_to(source.name)
        yield path


def _original(delivery: Delivery) -> BinaryIO:
    try:
        return vault.open_file(delivery.sha256)
    except FileNotFoundError:
        raise Problem(
            Words(
                id=f'Asli dari "{delivery.file_name}" tidak ada di brankas. Kirim lagi; beri tahu administrator.',
                en=f'The original of "{delivery.file_name}" is not in the vault. Deliver it again; tell the admin.',
            )
        ) from None


def pull(rows: Iterator[Post], start: int, size: int) -> Pulled:
    """Take up to `size` rows that follow row `start`; a row that cannot be read ends the delivery, not the batch."""
    pulled = Pulled()
    try:
        for post in islice(rows, size):
            pulled.rows.append(Row(start + len(pulled.rows) + 1, sealing.storable(post)))
        pulled.ended = len(pulled.rows) < size
    except Problem as problem:
        pulled.problem = problem
    return pulled


def skip(rows: Iterator[Post], count: int) -> Problem | None:
    """Step over the rows that are done; return the problem that a file changed for the worse would give."""
    try:
        for _row in islice(rows, count):
            pass
    except Problem as problem:
        return problem
    return None


@dataclass
class Prepared:
    """A batch ready to be stored: captures by hash with their hits, and the rows that were refused."""

    captures: dict[str, Capture] = field(default_factory=dict)
    hits: dict[str, tuple[screening.Hit, ...]] = field(default_factory=dict)
    refused: list[dict[str, Any]] = field(default_factory=list)
    doubled: int = 0


def prepare(delivery: Delivery, rows: Sequence[Row], desk: Desk, now: datetime) -> Prepared:
    """Check, hash and screen rows; nothing is written, so the database is not held while the engine works."""
    prepared = Prepared()
    for row in rows:
        words = _refusal(delivery, row.post, now)
        if words is not None:
            prepared.refused.append(problem_line(words, row.number))
            continue
        capture = _capture(delivery, row, now)
        if capture.sha256 in prepared.captures:
            prepared.doubled += 1
        prepared.captures.setdefault(capture.sha256, capture)
    known = _known(delivery.region_code, prepared.captures)
    for sha256, capture in prepared.captures.items():
        if sha256 not in known:
            prepared.hits[sha256] = desk.screener.screen(sealing.post_of(capture)).hits
    return prepared


def store(delivery: Delivery, start: int, rows: int, prepared: Prepared, desk: Desk, now: datetime) -> bool:
    """Write a batch and move the cursor in one transaction; False when another process did it or it was paused."""
    with transaction.atomic():
        moved = Delivery.objects.filter(
            pk=delivery.pk, cursor=start, state__in=[Delivery.State.RECEIVED, Delivery.State.RUNNING]
        ).update(cursor=start + rows, state=Delivery.State.RUNNING, moved_at=now)
        if not moved:
            return False
        mine = _insert(delivery, prepared)
        made = sum(make_hits(capture, prepared.hits.get(capture.sha256, ()), desk, now) for capture in mine)
        _count(delivery, rows, len(mine), made, prepared.refused)
    return True


def make_hits(capture: Capture, found: Sequence[screening.Hit], desk: Desk, now: datetime) -> int:
    """Write the hits of a new capture, frozen as they are, and seal its bytes as a file; return how many."""
    if not found:
        return 0
    sealing.keep_post(capture, now)
    told_once = one_for_each_person(found)
    for ordinal, hit in enumerate(told_once):
        row = _frozen(capture, ordinal, hit, desk, now)
        row.same_as = _leader(row)
        row.save()
    return len(told_once)


def one_for_each_person(found: Sequence[screening.Hit]) -> list[screening.Hit]:
    """Put hits of one post about the same sure person together: as author and named in the text is one act.

    The strongest stays, and takes the spans and reasons of the others along.
    """
    kept: list[screening.Hit] = []
    for hit in sorted(found, key=lambda each: -each.score):
        sure = _sure_person(hit)
        place = next((at for at, other in enumerate(kept) if sure and _sure_person(other) == sure), None)
        if place is None:
            kept.append(hit)
        else:
            spans = tuple(dict.fromkeys((*kept[place].spans, *hit.spans)))
            reasons = tuple(dict.fromkeys((*kept[place].reasons_about_post, *hit.reasons_about_post)))
            kept[place] = replace(kept[place], spans=spans, reasons_about_post=reasons)
    return kept


def _sure_person(hit: screening.Hit) -> str:
    return hit.persons[0].person_id if hit.persons and hit.persons[0].probability >= SURE else ""


def problem_line(words: Words, row: int | None = None) -> dict[str, Any]:
    """Return a problem as it is kept with a delivery."""
    return {"row": row, **words.as_json()}


def told_time(delivery: Delivery, post: Post) -> datetime | None:
    """Return when a post was published, as far as its text tells."""
    return moment_of(post.posted_at, region(delivery.region_code).zone)


def _refusal(delivery: Delivery, post: Post, now: datetime) -> Words | None:
    if not post.text.strip():
        return Words(id="tanpa teks; isi kolom text.", en="has no text; fill the column text.")
    moment = told_time(delivery, post)
    if moment is not None and moment > now + AHEAD:
        return Words(
            id=f"waktu {post.posted_at} belum terjadi; betulkan kolom posted_at.",
            en=f"the time {post.posted_at} has not come yet; mend the column posted_at.",
        )
    if post.region_code and not (
        covers(delivery.region_code, post.region_code) or covers(post.region_code, delivery.region_code)
    ):
        return Words(
            id=f"wilayah {post.region_code} di luar kiriman ini ({delivery.region_code}).",
            en=f"region {post.region_code} lies outside this delivery ({delivery.region_code}).",
        )
    return None


def _capture(delivery: Delivery, row: Row, now: datetime) -> Capture:
    post = row.post
    return Capture(
        delivery=delivery,
        region_code=delivery.region_code,
        kind=Capture.Kind.POST,
        row=row.number,
        sha256=sealing.digest(sealing.post_bytes(post)),
        media_type=sealing.POST_MEDIA,
        sealed_at=now,
        post_id=post.post_id,
        post_kind=post.kind,
        platform=post.platform or "",
        url=post.url or "",
        author_handle=post.author_handle or "",
        author_name=post.author_name or "",
        author_bio=post.author_bio or "",
        posted_text=post.posted_at or "",
        posted_at=told_time(delivery, post),
        region_text=post.region_code or "",
        text=post.text,
        text_key=sealing.text_key(post.text),
    )


def _known(region_code: str, captures: dict[str, Capture]) -> set[str]:
    rows = Capture.objects.filter(region_code=region_code, sha256__in=list(captures))
    return set(rows.values_list("sha256", flat=True))


def _insert(delivery: Delivery, prepared: Prepared) -> list[Capture]:
    """Insert what is new; a row that another delivery stored meanwhile stays that one's."""
    Capture.objects.bulk_create(prepared.captures.values(), ignore_conflicts=True)
    mine = Capture.objects.filter(
        delivery=delivery, sha256__in=list(prepared.captures), row__in=[c.row for c in prepared.captures.values()]
    )
    return [capture for capture in mine.select_related("delivery").order_by("row") if capture.sha256 in prepared.hits]


def _count(delivery: Delivery, rows: int, taken: int, made: int, refused: list[dict[str, Any]]) -> None:
    current = Delivery.objects.get(pk=delivery.pk)
    Delivery.objects.filter(pk=delivery.pk).update(
        taken=F("taken") + taken,
        known=F("known") + rows - taken - len(refused),
        left_out=F("left_out") + len(refused),
        hits=F("hits") + made,
        problems=[*current.problems, *refused][:PROBLEMS_KEPT],
    )


def _frozen(capture: Capture, ordinal: int, hit: screening.Hit, desk: Desk, now: datetime) -> Hit:
    persons = [
        {
            "person_id": match.person_id,
            "probability": match.probability,
            "reasons": _reasons(match.reasons),
            **_as_shown(desk.servants.get(match.person_id)),
        }
        for match in hit.persons
    ]
    return Hit(
        capture=capture,
        ordinal=ordinal,
        region_code=capture.region_code,
        found_at=now,
        score=hit.score,
        role=hit.role,
        persons=persons,
        none_probability=hit.none_probability,
        candidates=[asdict(each) for each in hit.candidates],
        conduct=[asdict(each) for each in hit.conduct],
        spans=[{"role": span.role, "start": span.start, "end": span.end} for span in hit.spans],
        reasons=_reasons(hit.reasons_about_post),
        text_key=_copy_key(capture, persons),
    )


def _as_shown(servant: Servant | None) -> dict[str, str]:
    if servant is None:
        return {"name": "", "kind": "", "position": "", "unit": ""}
    return {
        "name": servant.name,
        "kind": servant.kind,
        "position": servant.position or "",
        "unit": servant.unit or "",
    }


def _reasons(reasons: Sequence[screening.Reason]) -> list[dict[str, Any]]:
    return [{"sign": each.sign, "weight": round(each.weight, 3), **each.words.as_json()} for each in reasons]


def _copy_key(capture: Capture, persons: list[dict[str, Any]]) -> str:
    """Return the key of a cluster: the same words and, where one person stands out, the same person.

    Five teachers who post one ready-made text are five acts of five people and never copies of each other.
    """
    if not capture.text_key:
        return ""
    sure = persons[0]["person_id"] if persons and persons[0]["probability"] >= SURE else ""
    return sealing.digest(f"{capture.text_key} {sure}".encode())


def _leader(hit: Hit) -> Hit | None:
    if not hit.text_key:
        return None
    rows = Hit.objects.filter(region_code=hit.region_code, text_key=hit.text_key, ordinal=hit.ordinal)
    return rows.filter(same_as=None, apart=False).order_by("pk").first()
