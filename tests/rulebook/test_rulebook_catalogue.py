"""The catalogue, the mapping of signals to it, and the sanctions that answer its levels."""

import re

import pytest

from wasit.rulebook import (
    Phase,
    acts_for,
    catalogue,
    citation,
    conduct_codes,
    exceptions,
    same_act_before,
    sanction_ladder,
    sanction_rules,
    sanctions_for,
    signal_words,
    term,
    violation,
)
from wasit.text import Problem

CONDUCT = [
    "declare_support",
    "promote_online",
    "like_follow",
    "comment_support",
    "share_campaign",
    "photo_with_candidate",
    "attend_campaign",
    "join_team",
    "display_props",
    "mobilise",
    "use_state_facility",
    "accompany_registration",
    "seek_candidacy",
    "party_membership",
    "give_id_support",
    "favouring_decision",
]
NEVER_A_HIT = ["neutrality_talk", "prohibition", "nickname", "report_by_media"]


def ids(code: str, phase: Phase, **more: object) -> list[str]:
    return [row.id for row in acts_for(code, phase, **more)]  # type: ignore[arg-type]


def test_the_decree_has_its_twenty_rows() -> None:
    tables = [row.table for row in catalogue().values()]
    assert (tables.count("skb2022-II-A"), tables.count("skb2022-II-B"), len(tables)) == (7, 13, 34)
    numbers = [row.no for row in catalogue().values() if row.table.startswith("skb")]
    assert numbers == [f"A{n}" for n in range(1, 8)] + [f"B{n}" for n in range(1, 14)]


def test_the_same_act_is_ethics_before_and_discipline_after() -> None:
    """SKB 2022: the table of ethics says bakal calon, that of discipline calon."""
    for row in catalogue().values():
        for twin in same_act_before(row):
            assert row in same_act_before(twin)
            assert {row.phase, twin.phase} in (
                {"before_determination", "after_determination"},
                {"before_determination", "campaign"},
            )
    assert [row.id for row in same_act_before(violation("disiplin-kampanye-medsos"))] == ["etik-kampanye-medsos"]


def test_a_doubtful_level_says_so() -> None:
    row = violation("disiplin-pendekatan-partai")
    assert row.conflict is not None and "berat" in row.conflict.id
    assert row.confidence == "single"


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("promote_online", "etik-kampanye-medsos", "disiplin-kampanye-medsos"),
        ("like_follow", "etik-interaksi-akun", "disiplin-interaksi-akun"),
        ("comment_support", "etik-interaksi-akun", "disiplin-interaksi-akun"),
        ("share_campaign", "etik-interaksi-akun", "disiplin-interaksi-akun"),
        ("photo_with_candidate", "etik-unggah-foto", "disiplin-unggah-foto"),
        ("attend_campaign", "etik-hadir-deklarasi", "disiplin-hadir-deklarasi"),
        ("display_props", "etik-spanduk", "disiplin-spanduk"),
        ("join_team", "disiplin-tim-ahli-sebelum", "disiplin-tim-ahli-sesudah"),
        ("mobilise", "disiplin-kegiatan-berpihak", "disiplin-kegiatan-berpihak"),
        ("party_membership", "disiplin-anggota-partai", "disiplin-anggota-partai"),
        ("favouring_decision", "disiplin-keputusan-berpihak", "disiplin-keputusan-berpihak"),
        ("seek_candidacy", "disiplin-pendekatan-partai", "disiplin-lainnya"),
        ("give_id_support", "disiplin-dukungan-ktp", "disiplin-lainnya"),
    ],
)
def test_the_likeliest_row_of_a_signal(code: str, before: str, after: str) -> None:
    assert ids(code, Phase.BEFORE)[0] == before
    assert ids(code, Phase.AFTER)[0] == after


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize("kind", ["pns", "pppk", "non_asn", None])
@pytest.mark.parametrize("code", CONDUCT)
def test_every_conduct_of_a_civil_servant_has_a_row_that_fits(code: str, kind: str | None, phase: Phase) -> None:
    rows = acts_for(code, phase, staff_kind=kind, campaign=phase is Phase.AFTER)
    assert rows
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        assert row.phase in ("any", phase.value, "campaign")
        assert row.regime in (None, "pilkada")
        assert kind is None or kind in row.staff_kinds


def test_rows_of_the_campaign_need_the_campaign() -> None:
    assert "pp94-mengerahkan" not in ids("mobilise", Phase.AFTER, staff_kind="pns")
    assert "pp94-mengerahkan" in ids("mobilise", Phase.AFTER, staff_kind="pns", campaign=True)
    assert "pp94-mengerahkan" not in ids("mobilise", Phase.AFTER, staff_kind="pppk", campaign=True)


def test_election_crimes_follow_the_regime_and_the_kind_of_staff() -> None:
    village = {"staff_kind": "village", "campaign": True}
    assert ids("favouring_decision", Phase.AFTER, regime="pilkada", **village) == ["pidana-pilkada-71-1"]
    assert ids("favouring_decision", Phase.AFTER, regime="pemilu", **village) == ["pidana-pemilu-282"]


@pytest.mark.parametrize("code", NEVER_A_HIT)
def test_some_signals_are_never_a_hit(code: str) -> None:
    assert ids(code, Phase.AFTER, campaign=True) == []
    assert signal_words(code).id and signal_words(code).en


def test_the_twenty_codes_have_words() -> None:
    assert list(conduct_codes()) == CONDUCT + NEVER_A_HIT
    with pytest.raises(Problem, match="promote_online"):
        signal_words("promote_onlin")


def test_no_words_call_anyone_guilty() -> None:
    for row in catalogue().values():
        assert not re.search(r"\bpelaku\b|\bpelanggar\b", row.label.id)


def test_the_spouse_on_unpaid_leave_is_allowed_what_the_circular_lists() -> None:
    allowed = exceptions()["boleh-dampingi-pasangan-cltn"]
    assert allowed.lifts == ("etik-dampingi-pasangan",)
    assert (len(allowed.allowed), len(allowed.not_allowed)) == (3, 3)


def test_moderate_penalties_are_the_interim_ones_while_the_pay_regulation_is_missing() -> None:
    """PP 94/2021 art 42: allowance cuts wait for a new regulation on pay."""
    assert [each.id for each in sanctions_for("sedang", "pns")] == ["tunda-kgb", "tunda-pangkat", "turun-pangkat-1"]
    rung = next(level for level in sanction_ladder("pns").levels if level.id == "sedang")
    assert [each.interim for each in rung.options] == ["tunda-kgb", "tunda-pangkat", "turun-pangkat-1"]


@pytest.mark.parametrize(
    ("level", "kind", "first", "count"),
    [
        ("moral", "pns", "moral-tertutup", 2),
        ("ringan", "pns", "teguran-lisan", 3),
        ("berat", "pns", "turun-jabatan", 3),
        ("ptdh", "pns", "ptdh", 1),
        ("ptdh", "pppk", "pppk-phk-tidak-hormat", 1),
        ("berat", "non_asn", "non-asn-bertahap", 2),
        ("berat", "bumd", "bumd-internal", 1),
        ("berat", "village", "desa-teguran-lisan", 4),
        ("berat", "tni_polri", "institusi-sendiri", 1),
        ("pidana", "village", "pidana-188", 5),
        ("satgas", "pns", "putusan-satgas", 1),
    ],
)
def test_each_ladder_answers_with_its_own_penalties(level: str, kind: str, first: str, count: int) -> None:
    found = sanctions_for(level, kind)
    assert (found[0].id, len(found)) == (first, count)


def test_pppk_have_no_moderate_penalty_of_their_own() -> None:
    assert sanctions_for("sedang", "pppk") == ()
    assert sanction_ladder("pppk").note is not None


def test_unknown_staff_is_told() -> None:
    with pytest.raises(Problem, match="village"):
        sanction_ladder("robot")


def test_what_follows_when_the_appointing_officer_does_nothing() -> None:
    assert "SIASN" in sanction_rules()["ppk-default"].words.id


def test_articles_are_said_in_the_language_of_the_reader() -> None:
    found = citation("PP 94/2021 art 5 huruf n angka 5")
    assert found.id == "PP 94/2021 Pasal 5 huruf n angka 5"
    assert found.en == "PP 94/2021 art. 5 letter n number 5"
    english = re.compile(r"\b(art|article|articles|and|or|of|the|up to|by|as|months?|years?|letter)\b", re.IGNORECASE)
    for row in catalogue().values():
        for text in (*row.legal_basis, *row.sanction_basis):
            assert not english.search(citation(text).id), citation(text).id


def test_every_word_a_page_shows_is_in_the_glossary() -> None:
    for row in catalogue().values():
        for key in (
            row.kind,
            row.phase,
            row.table,
            row.sanction_level,
            *row.channel,
            *(f"act.{s}" for s in row.sub_acts),
        ):
            assert term(key).en
