"""Elections: stages of a day, the two sides of the determination, which election a day belongs to."""

from datetime import date

import pytest

from wasit.rulebook import Phase, election, election_on, elections
from wasit.text import Problem


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("2024-08-28", "pendaftaran"),
        ("2024-09-10", "penelitian"),
        ("2024-09-22", "penetapan"),
        ("2024-09-23", "undian-nomor"),
        ("2024-10-01", "kampanye"),
        ("2024-11-23", "kampanye"),
        ("2024-11-24", "masa-tenang"),
        ("2024-11-27", "pemungutan"),
        ("2024-12-10", "rekapitulasi"),
    ],
)
def test_the_stage_of_a_day_is_the_most_telling_one(on: str, stage: str) -> None:
    found = election("pilkada-2024").stage_on(day(on))
    assert found is not None
    assert found.id == stage


def test_no_stage_outside_the_calendar() -> None:
    assert election("pilkada-2024").stage_on(day("2024-12-17")) is None


def test_the_day_of_determination_is_already_after() -> None:
    pilkada = election("pilkada-2024")
    assert pilkada.phase_on(day("2024-09-21")) is Phase.BEFORE
    assert pilkada.phase_on(day("2024-09-22")) is Phase.AFTER
    assert pilkada.pivot() == day("2024-09-22")


def test_the_general_election_has_a_pivot_per_contest() -> None:
    pemilu = election("pemilu-2024")
    assert pemilu.pivot("presiden") == day("2023-11-13")
    assert pemilu.pivot("dpr_dpd_dprd") == pemilu.pivot() == day("2023-11-03")
    assert pemilu.phase_on(day("2023-11-10"), "presiden") is Phase.BEFORE
    assert pemilu.phase_on(day("2023-11-10"), "dpr_dpd_dprd") is Phase.AFTER


def test_the_campaign_includes_its_first_and_last_day() -> None:
    pilkada = election("pilkada-2024")
    inside = [pilkada.in_campaign(day(on)) for on in ("2024-09-24", "2024-09-25", "2024-11-23", "2024-11-24")]
    assert inside == [False, True, True, False]


@pytest.mark.parametrize(
    ("on", "regime", "expected"),
    [
        ("2024-02-01", None, "pemilu-2024"),
        ("2024-02-01", "pilkada", "pilkada-2024"),
        ("2024-10-15", None, "pilkada-2024"),
        ("2024-10-15", "pemilu", "pemilu-2024"),
        ("2023-06-01", None, "pemilu-2024"),
        ("2022-01-01", None, None),
        ("2025-06-01", None, None),
    ],
)
def test_the_election_of_a_day_is_the_one_that_votes_next(on: str, regime: str | None, expected: str | None) -> None:
    found = election_on(day(on), regime)
    assert (found.id if found else None) == expected


def test_announced_elections_have_no_dates_yet() -> None:
    nasional, daerah = election("pemilu-nasional-2029"), election("pemilu-daerah-2031")
    assert nasional.polling_day is None
    assert nasional.year == 2029
    assert daerah.window == ("2031-10", "2032-04")
    assert daerah.phase_on(day("2031-12-01")) is Phase.BEFORE
    assert daerah.note is not None


def test_polling_days_and_the_day_that_follows_from_the_pivot() -> None:
    assert election("pilkada-2024").polling_day == day("2024-11-27")
    assert election("pemilu-2024").polling_day == day("2024-02-14")
    assert election("pilkada-2024").derived[0].date == day("2024-03-22")


def test_stages_run_forward_and_carry_both_languages() -> None:
    for each in elections().values():
        for stage in each.stages:
            assert stage.words.id and stage.words.en
            assert stage.start is None or stage.end is None or stage.start <= stage.end


def test_an_unknown_election_is_told() -> None:
    with pytest.raises(Problem, match="pilkada-2024"):
        election("pilkada-2042")
