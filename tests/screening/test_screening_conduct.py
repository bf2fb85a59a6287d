"""Conduct and candidates: all codes, negation, prohibition, nickname, press, numbers and hashtags."""

import pytest
from bench.screening_set import REGION, invented_pairs

from wasit.screening import CONDUCT_CODES, Post, Screened, Screener, Servant

OURS = Screener(
    [Servant("p1", "Agus Mulyadi", region_code=REGION, unit="Kelurahan Kasin")], invented_pairs(), region=REGION
)


def screen(text: str, **more: str) -> Screened:
    return OURS.screen(Post("a", text, **more))


CODES = [
    ("declare_support", "ASN pemkot terang-terangan mendukung Wira-Laksmi"),
    ("declare_support", "camat ndukung paslon 02"),
    ("declare_support", "kades siap memenangkan Gatra Mahesworo"),
    ("promote_online", "PNS itu posting ayo coblos nomor 2"),
    ("promote_online", "Akun ASN mempromosikan paslon 1"),
    ("like_follow", "banyak PNS nge-like akun paslon 1"),
    ("comment_support", "lurah komentar di fb paslon 3"),
    ("share_campaign", "kepsek membagikan poster paslon 3 ke grup"),
    ("photo_with_candidate", "ASN foto bareng Gatra-Niken"),
    ("attend_campaign", "camat hadir di kampanye paslon 2"),
    ("join_team", "PPPK jadi tim sukses paslon 2"),
    ("display_props", "honorer dinas memasang baliho paslon 2"),
    ("mobilise", "kadis mengarahkan staf memilih paslon 2"),
    ("use_state_facility", "ASN pakai mobil dinas untuk kampanye paslon 2"),
    ("accompany_registration", "ASN ikut mengantar paslon 2 mendaftar ke KPU"),
    ("seek_candidacy", "sekda mendaftar sebagai bakal calon wali kota lewat Golkar"),
    ("party_membership", "ASN punya KTA Gerindra"),
    ("give_id_support", "pegawai pemkot menyerahkan KTP untuk calon perseorangan"),
    ("favouring_decision", "kepala dinas membuat program yang menguntungkan paslon 2"),
]


@pytest.mark.parametrize(("code", "text"), CODES)
def test_every_code_is_found(code: str, text: str) -> None:
    hits = screen(text).hits
    assert hits
    assert code in {match.code for match in hits[0].conduct}


def test_every_code_of_the_contract_is_in_the_table() -> None:
    assert {code for code, _ in CODES} == set(CONDUCT_CODES)


QUIET = [
    "ASN dilarang like, komen, share postingan paslon 2",
    "Jangan sampai PNS ikut kampanye paslon 2",
    "PNS tidak mendukung paslon 2",
    "Lurah menolak dukung paslon 1",
    "Bawaslu ingatkan ASN netral di pilkada",
    "Pak Lurah menangkan paslon 2",
    "anak pak lurah didukung paslon 2",
    "guru honorer gajinya naik",
    "mantan kades dukung paslon 2",
    "TNI dukung paslon 2",
    "warga dukung paslon 2",
    "ASN donor darah",
    "guru ngaji dukung wacana perbaikan jalan",
    "Kepala desa mendukung polsek menjaga pilkada damai",
    "",
    "   \n\t ",
    "🙂🙂🙂",
    "https://contoh.test/dukung/paslon/2",
]


@pytest.mark.parametrize("text", QUIET)
def test_no_hit(text: str) -> None:
    assert screen(text).hits == ()


@pytest.mark.parametrize(
    "text",
    [
        "PNS tidak ragu mendukung paslon 2",
        "ASN tanpa malu dukung paslon 2",
        "camat bilang siapa lagi kalau bukan paslon 2, dukung paslon 2",
    ],
)
def test_double_negation_is_support(text: str) -> None:
    assert screen(text).hits


def test_nickname_gives_way_to_a_ward() -> None:
    assert not screen("Pak Lurah dukung paslon 2").hits
    assert screen("Pak Lurah Kasin dukung paslon 2").hits


def test_press_report_and_question_lower_the_score() -> None:
    plain = screen("ASN hadir di kampanye paslon 2").hits[0]
    press = screen("Bawaslu: ASN diduga hadir di kampanye paslon 2").hits[0]
    asked = screen("ASN hadir di kampanye paslon 2?").hits[0]
    assert press.score < plain.score
    assert asked.score < plain.score
    assert "report_by_media" in {match.code for match in press.conduct}


def test_nobody_identified_is_a_hit_with_empty_persons() -> None:
    hit = screen("Ada ASN ikut kampanye paslon 2").hits[0]
    assert hit.persons == ()
    assert hit.none_probability == 1.0


@pytest.mark.parametrize(
    ("text", "contest", "number"),
    [
        ("ASN dukung paslon 2", REGION, 2),
        ("ASN dukung paslon 02", REGION, 2),
        ("ASN dukung nomor urut 3", REGION, 3),
        ("ASN dukung pasangan nomor dua", REGION, 2),
        ("ASN coblos nomer loro, ayo dukung nomer loro", REGION, 2),
        ("ASN dukung 01", REGION, 1),
        ("ASN dukung Wira Baskoro Adinata", REGION, 1),
        ("ASN dukung Wira-Laksmi", REGION, 1),
        ("ASN dukung Wira dan Laksmi", REGION, 1),
        ("ASN dukung wira & laksmi", REGION, 1),
        ("ASN dukung #WiraLaksmi", REGION, 1),
        ("ASN dukung #wiralaksmi2024", REGION, 1),
        ("ASN dukung #MenangNomor3", REGION, 3),
        ("ASN dukung Danang-Rasyid", REGION, 3),
        ("ASN dukung abah Danang", REGION, 3),
        ("ASN dukung cagub nomor 2", "35", 2),
        ("ASN dukung calon gubernur Tirta Wangsakara", "35", 1),
        ("ASN dukung paslon 1 di pilgub", "35", 1),
    ],
)
def test_candidates_by_name_number_and_hashtag(text: str, contest: str, number: int) -> None:
    best = screen(text).hits[0].candidates[0]
    assert (best.contest, best.number) == (contest, number)
    assert best.probability >= 0.5


def test_one_word_name_alone_is_no_candidate() -> None:
    hit = screen("Danang lapor, ada ASN ikut kampanye paslon 1").hits[0]
    assert {(match.contest, match.number) for match in hit.candidates if match.probability > 0.5} == {(REGION, 1)}


def test_a_number_that_no_pair_has_is_no_candidate() -> None:
    assert all(match.number != 7 for hit in screen("ASN dukung paslon 7").hits for match in hit.candidates)


def test_contest_follows_the_region_of_the_post_when_none_is_given() -> None:
    pairs = [*invented_pairs()]
    ours = Screener([], pairs)
    hit = ours.screen(Post("a", "ASN dukung paslon 2", region_code=REGION)).hits[0]
    assert hit.candidates[0].contest == REGION
    assert ours.screen(Post("a", "ASN dukung paslon 2")).hits[0].candidates == ()
