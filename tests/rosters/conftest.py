"""What the tests of the rosters share: an import into Kota Malang that needs no officer."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from wasit.office.reach import everywhere
from wasit.rosters.actions import import_roster
from wasit.rosters.report import ImportReport

NOW = datetime(2024, 10, 28, 2, 40, tzinfo=UTC)
MALANG, BIMA = "35.73", "52.72"

Import = Callable[..., ImportReport]


@pytest.fixture
def take_in(db: None) -> Import:
    def run(
        data: bytes, name: str = "pegawai.csv", region_code: str = MALANG, now: datetime = NOW, **more: Any
    ) -> ImportReport:
        return import_roster(data, name=name, region_code=region_code, actor=None, reach=everywhere(), now=now, **more)

    return run
