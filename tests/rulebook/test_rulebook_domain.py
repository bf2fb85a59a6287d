"""Nothing of the domain reference got lost on its way into the editions (skipped in a lone clone)."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from wasit.rulebook import (
    Calendar,
    catalogue,
    clocks,
    counting_rules,
    election,
    exceptions,
    sanction_ladder,
    statistics,
)


@pytest.fixture
def domain(shared: Path) -> Path:
    folder = shared / "domain"
    if not folder.is_dir():
        pytest.skip("the domain reference is not beside this checkout (set WASIT_SHARED)")
    return folder


def read(domain: Path, name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((domain / name).read_text(encoding="utf-8")))


def test_every_clock_keeps_number_unit_and_confidence(domain: Path) -> None:
    source = read(domain, "deadlines.yaml")
    assert [rule["id"] for rule in source["counting"]] == list(counting_rules())
    assert {row["id"] for row in source["clocks"]} == {one.id for one in clocks().values() if one.regime != "house"}
    for row in source["clocks"]:
        ours = clocks()[row["id"]]
        for name in ("regime", "length", "unit", "confidence"):
            assert getattr(ours, name) == row[name], (row["id"], name)
        assert ours.direction == row.get("direction", "after")
        assert ours.suggested_default == row.get("suggested_default")
        assert (ours.extension is None) == (row.get("extension") is None)
        if ours.extension:
            for name in ("length", "total", "unit"):
                assert getattr(ours.extension, name) == row["extension"].get(name)


def test_what_no_law_fixes_is_shown_as_a_proposal_of_the_house() -> None:
    house = [one for one in clocks().values() if one.regime == "house"]
    assert house
    for one in house:
        assert (one.length, one.basis, str(one.confidence)) == (None, None, "unsure")
        assert one.suggested_default


def test_every_violation_keeps_its_law(domain: Path) -> None:
    source = read(domain, "violations.yaml")
    assert [row["id"] for row in source["violations"]] == list(catalogue())
    for row in source["violations"]:
        ours = catalogue()[row["id"]]
        assert (ours.label.id, ours.label.en) == (row["label_id"], row["label_en"])
        for name in ("table", "kind", "phase", "sanction_level", "confidence"):
            assert getattr(ours, name) == row[name], (row["id"], name)
        assert list(ours.legal_basis) == row["legal_basis"]
        assert list(ours.sanction_basis) == row["sanction_basis"]
        assert [words.en for words in ours.conditions] == row.get("conditions", [])
        assert (ours.conflict is None) == ("conflict" not in row)
    assert [row["id"] for row in source["exceptions"]] == list(exceptions())


def test_every_stage_keeps_its_dates(domain: Path) -> None:
    source = read(domain, "stages.yaml")
    for row in source["elections"]:
        ours = election(row["id"])
        assert [(s.id, s.start, s.end, s.phase) for s in ours.stages] == [
            (s["id"], s["start"], s["end"], s.get("phase")) for s in row["stages"]
        ]
    for row in source["next"]["upcoming"]:
        assert election(row["id"]).confidence == row["confidence"]


def test_holidays_of_2026_agree(domain: Path) -> None:
    source = read(domain, "stages.yaml")["holidays_2026"]
    ours = [day for day in Calendar.official().holidays.values() if day.date.year == 2026]
    assert sorted(day.date for day in ours if day.kind == "national") == source["national"]
    assert sorted(day.date for day in ours if day.kind == "joint_leave") == source["joint_leave"]


def test_every_sanction_is_there(domain: Path) -> None:
    source = read(domain, "sanctions.yaml")
    ours = {
        each.id
        for kind in ("pns", "pppk", "village")
        for level in sanction_ladder(kind).levels
        for each in (*level.options, *level.interim_options)
    }
    theirs = {option["id"] for level in source["pns_discipline"]["levels"] for option in level["options"]}
    theirs |= {
        option["id"] for level in source["pns_discipline"]["levels"] for option in level.get("interim_options", [])
    }
    theirs |= {option["id"] for option in (*source["moral"]["options"], *source["pppk"]["options"])}
    theirs |= {option["id"] for option in source["village"]["ladder"]}
    assert theirs <= ours


def test_every_published_count_is_there(domain: Path) -> None:
    source = read(domain, "statistics.yaml")
    assert [row["id"] for row in source["series"]] == [row.id for row in statistics()]
