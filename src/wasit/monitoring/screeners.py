"""One screener for each region, made anew only when the people or the pairs of the region have changed."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from wasit.office.reach import Reach
from wasit.rosters import contests, queries
from wasit.screening import Pair, Screener, Servant

# A supervisor of a province may go through some cities in turn; each screener holds a whole roster.
KEPT = 4

_lock = threading.Lock()
_kept: "OrderedDict[str, tuple[int, Desk]]" = OrderedDict()


@dataclass(frozen=True)
class Desk:
    """A screener with the people it knows by their public id."""

    screener: Screener
    servants: Mapping[str, Servant]


def desk_for(reach: Reach, region_code: str) -> Desk:
    """Return the desk of a region as its roster and pairs stand now."""
    servants = queries.servants_for_screening(reach, region_code)
    pairs = contests.pairs_for(region_code)
    version = hash((tuple(servants), tuple(pairs)))
    with _lock:
        kept = _kept.get(region_code)
        if kept and kept[0] == version:
            _kept.move_to_end(region_code)
            return kept[1]
    desk = _made(servants, pairs, region_code)
    with _lock:
        _kept[region_code] = (version, desk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return desk


def _made(servants: list[Servant], pairs: list[Pair], region_code: str) -> Desk:
    return Desk(
        screener=Screener(servants, pairs, region=region_code), servants={each.person_id: each for each in servants}
    )
