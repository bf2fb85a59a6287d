"""What the demonstration shows: invented posts by invented staff among real or invented background, and press pages.

Real public posts and the seed pages are read from the folder of shared data where it lies beside the checkout; they
are shown in the demonstration on this machine and never copied into the project. User names inside them are masked.
"""

import csv
import gzip
import os
import random
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from wasit.rosters.models import Person
from wasit.screening import Pair
from wasit.site.demo.people import City
from wasit.text.regions import region

COLUMNS = (
    "post_id", "text", "platform", "author_handle", "author_name", "author_bio",
    "posted_at", "url", "region_code", "kind",
)  # fmt: skip
INVENTED_POSTS = 50
_SETS = {
    "35.73": "pilgub_jatim_2024_tweets",
    "32.74": "pilkada_keyword_2024_tweets",
    "52.72": "pemilu2024_parpol_tweets",
}
_SEEDS = {"35.73": "malang", "32.74": "cirebon", "52.72": "bima"}
_ACCOUNT = re.compile(r"@\w+")
Row = dict[str, str]


def shared_folder() -> Path | None:
    """Return the folder of real data beside the checkout, or None."""
    checkout = Path(__file__).resolve().parents[4]
    folder = Path(os.environ.get("WASIT_SHARED") or checkout.parent / "shared")
    return folder if (folder / "data").is_dir() else None


def write_posts(path: Path, rows: Sequence[Row]) -> None:
    """Write posts as the CSV that a monitoring tool would export."""
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)


def weekend(city: City, people: Sequence[Person], pairs: Sequence[Pair], count: int, now: datetime) -> list[Row]:
    """Return last weekend's posts of a city: `count` of background with the invented ones spread among them."""
    rng = random.Random(f"wasit-{city.region_code}")  # noqa: S311 - a reproducible demonstration, not a secret
    rows = [*_background(city, count), *_invented(city, people, pairs, rng, now)]
    rng.shuffle(rows)
    return rows


def _background(city: City, count: int) -> Iterator[Row]:
    for number, text in enumerate(_background_texts(city, count)):
        yield {"post_id": f"{_SEEDS[city.region_code]}-b{number}", "text": text, "platform": "x", "kind": "post"}


def _background_texts(city: City, count: int) -> list[str]:
    folder = shared_folder()
    source = folder / "data" / "posts" / f"{_SETS[city.region_code]}.csv.gz" if folder else None
    if source is None or not source.exists():
        invented: list[str] = _yaml("background.yaml")
        return invented
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        texts = (_ACCOUNT.sub("@akun", row["text"]) for row in csv.DictReader(lines))
        return [text for _number, text in zip(range(count), texts, strict=False)]


def _invented(
    city: City, people: Sequence[Person], pairs: Sequence[Pair], rng: random.Random, now: datetime
) -> Iterator[Row]:
    templates: list[dict[str, Any]] = _yaml("posts.yaml")
    real_pairs = [pair for pair in pairs if not pair.is_empty_column and pair.region_code == city.region_code]
    known = [person for person in people if person.handles]
    for number in range(INVENTED_POSTS):
        template = templates[number % len(templates)]
        # Pairs take turns, so that the demonstration favours none of them.
        pair = real_pairs[number % len(real_pairs)]
        person = rng.choice(known if template["by"] == "handle" and known else people)
        yield _post(city, number, template, person, pair, _moment(city, rng, now))


def _post(city: City, number: int, template: dict[str, Any], person: Person, pair: Pair, at: datetime) -> Row:
    place = region(city.region_code)
    unit = person.unit.name if person.unit else place.name
    heads = pair.head_core_name.title().split()[0], pair.deputy_core_name.title().split()[0]
    text = template["text"].format(
        pair=f"{pair.head_core_name.title()} dan {pair.deputy_core_name.title()}",
        call="-".join(heads),
        no=pair.ballot_number,
        tag="#" + "".join(heads),
        unit=unit,
        position=person.position,
        name=person.name,
        city=place.short_name,
    )
    row = {
        "post_id": f"{_SEEDS[city.region_code]}-r{number}",
        "text": text,
        "platform": template["platform"],
        "posted_at": at.isoformat(timespec="seconds"),
        "region_code": city.region_code,
        "kind": "post",
        "url": f"https://media.example/{_SEEDS[city.region_code]}/{number}",
    }
    return row | _author(template["by"], person, unit, number)


def _author(by: str, person: Person, unit: str, number: int) -> Row:
    if by == "handle" and person.handles:
        return {"author_handle": person.handles[0].split(":")[-1], "author_bio": f"{person.position}. Akun rekaan."}
    if by in {"handle", "named"}:
        return {"author_name": person.name, "author_handle": f"@rekaan{number}", "author_bio": unit}
    if by == "agency":
        return {"author_name": unit, "author_handle": f"@unit.rekaan{number}"}
    return {"author_handle": f"@warga.rekaan{number}"}


def _moment(city: City, rng: random.Random, now: datetime) -> datetime:
    """A time between Friday evening and Sunday night before `now`."""
    local = now.astimezone(ZoneInfo(city.zone))
    friday = (local - timedelta(days=local.weekday() + 3)).replace(hour=17, minute=0, second=0, microsecond=0)
    return friday + timedelta(minutes=rng.randrange(0, 53 * 60))


def press(city: City) -> list[Path]:
    """Return the press pages of a city: the seed pages where they are, and the invented ones of the package."""
    folder = shared_folder()
    seeds = sorted((folder / "seeds").glob(f"{_SEEDS[city.region_code]}-*.txt")) if folder else []
    own = files("wasit.site.demo") / "press"
    wanted = {"35.73": "01", "32.74": "02", "52.72": "03"}[city.region_code]
    return [*seeds, *(Path(str(page)) for page in own.iterdir() if page.name.startswith(wanted))]


@cache
def _yaml(name: str) -> Any:
    return yaml.safe_load((files("wasit.site.demo") / name).read_text(encoding="utf-8"))
