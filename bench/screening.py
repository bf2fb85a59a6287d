"""Quality and speed of screening as markdown tables: `python -m bench.screening`."""

import argparse
import csv
import gzip
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.screening_set import REGION, SHARED, Labelled, city, labelled, pairs
from wasit.screening import Hit, Post, Screener

IDENTIFIED = 0.5
CITY, CITY_SEED = 5000, 7
_FILE_REGION = {
    "pilgub_jatim_2024_tweets": "35",
    "pilgub_banten_2024_youtube": "36",
    "pilkada_dki_2017_sentiment": "31",
}


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a markdown table."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def top(hits: Sequence[Hit]) -> str | None:
    """Return the identified person of a post, None where nobody reaches the bar."""
    best = max(((p.probability, p.person_id) for hit in hits for p in hit.persons[:1]), default=(0.0, ""))
    return best[1] if best[0] >= IDENTIFIED else None


def ratio(part: int, whole: int) -> str:
    """Return "0.93 (120/129)"."""
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "–"


class Quality:
    """Counts over labelled posts."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.by_who: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.by_code: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.wrong: list[tuple[str, Labelled, Sequence[Hit]]] = []

    def add(self, row: Labelled, hits: Sequence[Hit]) -> None:
        """Count one post."""
        who, count = self.by_who[row.who], self.count
        wanted = row.conduct is not None and row.who != "other"
        count["hit_right" if hits and wanted else "hit_false" if hits else "miss" if wanted else "quiet"] += 1
        who["posts"] += 1
        who["hit"] += bool(hits)
        if wanted != bool(hits) and row.who != "other":
            self.wrong.append(("miss" if wanted else "false hit", row, hits))
        self._person(row, top(hits), who)
        if row.conduct is not None and hits:
            self._conduct(row, hits)

    def _person(self, row: Labelled, named: str | None, who: Counter[str]) -> None:
        who["identified"] += named is not None
        who["right"] += named is not None and named == row.person_id
        if named is not None:
            self.count["named_right" if named == row.person_id else "named_wrong"] += 1
        if row.who in {"id", "author", "bio", "role"}:
            self.count["nameable"] += 1
            self.count["nameable_right"] += named == row.person_id
            if named != row.person_id:
                self.wrong.append((f"person {named}", row, ()))

    def _conduct(self, row: Labelled, hits: Sequence[Hit]) -> None:
        loudest = hits[0].conduct[0].code
        told = {match.code for hit in hits for match in hit.conduct}
        code = self.by_code[row.conduct or ""]
        code["posts"] += 1
        code["first"] += loudest == row.conduct
        code["told"] += row.conduct in told
        self.by_code[loudest]["claimed"] += 1
        self.by_code[loudest]["claimed_right"] += loudest == row.conduct
        if row.conduct not in told:
            self.wrong.append((f"conduct {loudest}", row, hits))
        if row.number is not None:
            best = hits[0].candidates[0] if hits[0].candidates else None
            self.count["candidate"] += 1
            self.count["candidate_told"] += best is not None
            right = best is not None and (best.contest, best.number) == (REGION, row.number)
            self.count["candidate_right"] += right
            if not right:
                self.wrong.append((f"candidate {best}", row, ()))


def measure(half: str) -> tuple[Quality, int]:
    """Return the counts over one half of the labelled set, and its size."""
    roster, known = city(CITY, CITY_SEED), pairs()
    screener = Screener(roster, known, region=REGION)
    rows = labelled(roster, known, half)
    quality = Quality()
    for row in rows:
        quality.add(row, screener.screen(row.post).hits)
    return quality, len(rows)


def told_quality(quality: Quality, size: int, half: str) -> str:
    """Return the tables of the labelled set."""
    c = quality.count
    named, hits = c["named_right"] + c["named_wrong"], c["hit_right"] + c["hit_false"]
    rows = [
        ("hit", ratio(c["hit_right"], hits), ratio(c["hit_right"], c["hit_right"] + c["miss"])),
        ("identified person (p ≥ 0.5)", ratio(c["named_right"], named), ratio(c["nameable_right"], c["nameable"])),
        (
            "candidate pair",
            ratio(c["candidate_right"], c["candidate_told"]),
            ratio(c["candidate_right"], c["candidate"]),
        ),
        ("first conduct code", *_conduct_overall(quality)),
    ]
    by_who = [(who, k["posts"], k["hit"], k["identified"], k["right"]) for who, k in sorted(quality.by_who.items())]
    by_code = [
        (
            code,
            k["posts"],
            ratio(k["claimed_right"], k["claimed"]),
            ratio(k["first"], k["posts"]),
            ratio(k["told"], k["posts"]),
        )
        for code, k in sorted(quality.by_code.items())
    ]
    return "\n".join((
        f"### Invented labelled set, {half} half ({size} posts, roster of {CITY:,})\n",
        table(("what", "precision", "recall"), rows),
        table(("who the post names", "posts", "with hit", "identified", "rightly"), by_who),
        table(("conduct", "posts with hit", "precision of first code", "recall as first code", "told at all"), by_code),
    ))  # fmt: skip


def _conduct_overall(quality: Quality) -> tuple[str, str]:
    posts, first, told = (sum(k[name] for k in quality.by_code.values()) for name in ("posts", "first", "told"))
    return ratio(first, posts), ratio(told, posts) + " told at all"


def shared_posts(names: Iterable[str] | None = None, step: int = 1) -> Iterator[tuple[str, int, Post]]:
    """Yield (file, row, post) of the shared posts; account names are never read."""
    csv.field_size_limit(10_000_000)
    for path in sorted((SHARED / "data" / "posts").glob("*.csv.gz")):
        name = path.name.removesuffix(".csv.gz")
        if names is not None and name not in names:
            continue
        with gzip.open(path, "rt", encoding="utf-8", newline="") as source:
            for row, cells in enumerate(csv.DictReader(source)):
                if row % step == 0:
                    yield name, row, Post(f"{name}:{row}", cells["text"], region_code=_FILE_REGION.get(name))


def told_labels() -> str:
    """Return how many shared labelled posts of each label give a hit."""
    with (SHARED / "corpus" / "post_labels_dev.csv").open(encoding="utf-8", newline="") as source:
        labels = {(row["dataset"], int(row["row"])): row["label"] for row in csv.DictReader(source)}
    screener = Screener(city(CITY, CITY_SEED), pairs(), region=REGION)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, row, post in shared_posts({name for name, _ in labels}):
        label = labels.get((name, row))
        if label is not None:
            hits = screener.screen(post).hits
            counts[label]["posts"] += 1
            counts[label]["hit"] += bool(hits)
            counts[label]["identified"] += top(hits) is not None
    rows = [(label, k["posts"], k["hit"], k["identified"]) for label, k in sorted(counts.items())]
    return "### Shared labelled posts\n\n" + table(("label", "posts", "with hit", "identified person"), rows)


def told_background() -> str:
    """Return hits and identified persons over all shared posts, and posts per second on one core."""
    screener = Screener(city(CITY, CITY_SEED), pairs(), region=REGION)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    posts = list(shared_posts())
    begun = time.perf_counter()
    for name, _, post in posts:
        hits = screener.screen(post).hits
        counts[name]["posts"] += 1
        counts[name]["hit"] += bool(hits)
        counts[name]["someone"] += any(hit.persons for hit in hits)
        counts[name]["identified"] += top(hits) is not None
    seconds = time.perf_counter() - begun
    total: Counter[str] = sum(counts.values(), Counter())
    rows = [(name, k["posts"], k["hit"], k["someone"], k["identified"]) for name, k in sorted(counts.items())]
    rows.append(("all", total["posts"], total["hit"], total["someone"], total["identified"]))
    per_thousand = 1000 * total["identified"] / total["posts"]
    return (
        f"### All shared posts against an invented city of {CITY:,}\n\n"
        + table(("file", "posts", "with hit", "somebody possible", "identified"), rows)
        + f"\nIdentified persons per 1,000 posts: **{per_thousand:.3f}**. Hits per 1,000 posts: "
        f"{1000 * total['hit'] / total['posts']:.1f}. Speed: **{total['posts'] / seconds:,.0f} posts/s** on one core.\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables; `--half dev --wrong` shows what goes wrong while tuning."""
    parser = argparse.ArgumentParser(prog="bench.screening")
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong (development half only)")
    parser.add_argument("--quick", action="store_true", help="labelled set only")
    chosen = parser.parse_args(argv)
    quality, size = measure(chosen.half)
    print(told_quality(quality, size, chosen.half))
    if chosen.wrong and chosen.half == "dev":
        for why, row, hits in quality.wrong:
            codes = [[(m.code, round(m.probability, 2)) for m in hit.conduct[:2]] for hit in hits]
            print(f"- {why}: [{row.conduct} {row.who} {row.person_id} {row.number}] {row.post.text} {codes}")
    if chosen.quick:
        return 0
    if not Path(SHARED, "data", "posts").is_dir():
        print("The shared posts are not at hand (WASIT_SHARED): background figures left out.", file=sys.stderr)
        return 0
    print(told_labels())
    print(told_background())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
