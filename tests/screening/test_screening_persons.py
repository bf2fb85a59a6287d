"""Who is meant: ways to write a name, namesakes, context, "none of these"."""

import pytest
from bench.screening_set import REGION, invented_pairs

from wasit.screening import Hit, PersonMatch, Post, Screener, Servant

CONDUCT = " dukung paslon 2"


def screener(*servants: Servant, region: str | None = REGION) -> Screener:
    return Screener(servants, invented_pairs(), region=region)


def servant(name: str, person_id: str = "p1", **more: object) -> Servant:
    return Servant(person_id, name, region_code=REGION, **more)  # type: ignore[arg-type]


def first(hits: tuple[Hit, ...]) -> PersonMatch:
    assert hits, "no hit"
    assert hits[0].persons, "nobody named"
    return hits[0].persons[0]


TEACHER = {"position": "Guru Ahli Muda", "unit": "SD Negeri 2 Sukun"}

SAME = [
    ("Drs. Bagaswara Lintangwesi, M.Si.", "Bagaswara Lintangwesi"),
    ("Bagaswara Lintangwesi", "Drs. H. Bagaswara Lintangwesi, S.H."),
    ("Moch. Darmawangi", "Muhammad Darmawangi"),
    ("Muhammad Darmawangi", "Moh. Darmawangi"),
    ("Muhammad Darmawangi Putro", "M. Darmawangi Putro"),
    ("Mochammad Darmawangi Putro", "Darmawangi Putro"),
    ("Achmad Kertawira", "Ahmad Kertawira"),
    ("Abd. Rohmansyah", "Abdul Rohmansyah"),
    ("Abdul Rahman Sidikoro", "Abdurrahman Sidikoro"),
    ("Abdurrahman Sidikoro", "Abdul Rahman Sidikoro"),
    ("Sujatmika Wirasmoro", "Soedjatmika Wirasmoro"),
    ("Cahyono Kusumodiro", "Tjahjono Koesoemodiro"),
    ("Syamsul Arungbinang", "Sjamsoel Aroengbinang"),
    ("Rizki Tunjungsari", "Rizqy Tunjungsari"),
    ("Herry Lintangwesi", "Heri Lintangwesi"),
    ("Agung Mulyakerta", "A. Mulyakerta"),
    ("Agung Bimo Mulyakerta", "Agung B. Mulyakerta"),
    ("Agung Bimo Mulyakerta", "Agung Mulyakerta"),
    ("Agung Mulyakerta", "Mulyakerta Agung"),
    ("Agung Mulyakerta", "Agung Mulyakrta"),
    ("Agung Mulyakerta", "4gung Mulyakerta"),
    ("Agung Mulyakerta", "AGUNG MULYAKERTA"),
    ("Agung Mulyakerta", "agung mulyakerta"),
    ("Ma'ruf Lintangwesi", "Maruf Lintangwesi"),
    ("Nur'aini Lintangwesi", "Nur’aini Lintangwesi"),
    ("I Made Wirasmoro", "Made Wirasmoro"),
    ("Agung Mulyakerta", "Ag\u200bung Mulyakerta"),
    ("Agung Mulyakerta", "𝗔𝗴𝘂𝗻𝗴 𝗠𝘂𝗹𝘆𝗮𝗸𝗲𝗿𝘁𝗮"),
]


@pytest.mark.parametrize(("roster", "written"), SAME)
def test_a_name_in_another_spelling_is_the_same_person(roster: str, written: str) -> None:
    text = f"{written} guru SDN 2 Sukun{CONDUCT}"
    person = first(screener(servant(roster, **TEACHER)).screen(Post("a", text)).hits)
    assert person.person_id == "p1"
    assert person.probability >= 0.5


OTHERS = [
    ("Agung Mulyakerta", "Agung Sidikoro"),
    ("Agung Mulyakerta", "Mulyakerta"),
    ("Agung Mulyakerta", "Agung, Mulyakerta"),
    ("Agung Mulyakerta", "Agung. Mulyakerta dan lain-lain"),
    ("Budi Sari", "budi baik sari pati"),
    ("Adil Makmur", "adil makmur"),
    ("Agung Mulyakerta", "Agung Mulia Kerta"),
]


@pytest.mark.parametrize(("roster", "written"), OTHERS)
def test_another_name_names_nobody(roster: str, written: str) -> None:
    hits = screener(servant(roster)).screen(Post("a", f"PNS {written}{CONDUCT}")).hits
    assert not any(hit.persons for hit in hits)


@pytest.mark.parametrize("name", ["Agus Mulyadi", "Siti Aminah", "Bagaswara Lintangwesi", "Agung Bimo Mulyakerta"])
def test_a_bare_name_never_outranks_none_of_these(name: str) -> None:
    for hit in screener(servant(name)).screen(Post("a", f"{name}{CONDUCT}")).hits:
        assert hit.none_probability > max(person.probability for person in hit.persons)


def test_one_word_of_a_name_alone_names_nobody() -> None:
    ours = screener(servant("Suparmanto", **TEACHER), servant("Agung Mulyakerta", "p2"))
    for text in ("Suparmanto dukung paslon 2", "PNS Suparmanto dukung paslon 2", "Pak Agung dukung paslon 2"):
        assert all(p.probability < 0.5 for hit in ours.screen(Post("a", text)).hits for p in hit.persons), text


def test_one_word_with_honorific_and_unit_names_the_person_of_that_unit() -> None:
    ours = screener(
        servant("Agung Mulyakerta", **TEACHER),
        servant("Agung Sidikoro", "p2", position="Guru", unit="SD Negeri 3 Kasin"),
    )
    person = first(ours.screen(Post("a", "Pak Agung guru SDN 3 Kasin ajak wali murid coblos paslon 2")).hits)
    assert (person.person_id, person.probability >= 0.5) == ("p2", True)


def test_namesakes_share_what_there_is() -> None:
    twins = [servant("Bagaswara Lintangwesi", f"p{n}") for n in range(4)]
    hit = screener(*twins).screen(Post("a", "PNS Kota Malang Bagaswara Lintangwesi dukung paslon 2")).hits[0]
    shares = [person.probability for person in hit.persons]
    assert len(shares) == 4
    assert max(shares) - min(shares) < 1e-9
    assert sum(shares) + hit.none_probability == pytest.approx(1.0)
    alone = screener(twins[0]).screen(Post("a", "PNS Kota Malang Bagaswara Lintangwesi dukung paslon 2")).hits[0]
    assert sum(shares) == pytest.approx(1 - alone.none_probability, abs=0.01)


def test_context_tells_namesakes_apart() -> None:
    ours = screener(
        servant("Agus Mulyadi", "teacher", **TEACHER),
        servant("Agus Mulyadi", "nurse", position="Perawat Mahir", unit="UPT Puskesmas Arjuno"),
    )
    for text, wanted in (
        ("Agus Mulyadi guru SDN 2 Sukun dukung paslon 2", "teacher"),
        ("Agus Mulyadi, perawat Puskesmas Arjuno, dukung paslon 2", "nurse"),
    ):
        hit = ours.screen(Post("a", text)).hits[0]
        assert hit.persons[0].person_id == wanted
        assert hit.persons[0].probability > 5 * sum(person.probability for person in hit.persons[1:])
        assert hit.persons[0].probability >= 0.5


STEPS = [
    ("Agus Mulyadi Sumbogo dukung paslon 2 di Makassar", "Agus Mulyadi Sumbogo dukung paslon 2"),
    ("Agus Mulyadi Sumbogo dukung paslon 2", "PNS Agus Mulyadi Sumbogo dukung paslon 2"),
    ("PNS Agus Mulyadi Sumbogo dukung paslon 2", "PNS Kota Malang Agus Mulyadi Sumbogo dukung paslon 2"),
    ("camat Agus Mulyadi Sumbogo dukung paslon 2", "guru Agus Mulyadi Sumbogo dukung paslon 2"),
    ("guru SDN 3 Kasin Agus Mulyadi Sumbogo dukung paslon 2", "guru SDN 2 Sukun Agus Mulyadi Sumbogo dukung paslon 2"),
    (
        "mantan guru SDN 2 Sukun Agus Mulyadi Sumbogo dukung paslon 2",
        "guru SDN 2 Sukun Agus Mulyadi Sumbogo dukung paslon 2",
    ),
    ("artis Agus Mulyadi Sumbogo, dukung paslon 2 PNS", "Agus Mulyadi Sumbogo, dukung paslon 2 PNS"),
]


@pytest.mark.parametrize(("less", "more"), STEPS)
def test_context_moves_the_probability(less: str, more: str) -> None:
    ours = screener(servant("Agus Mulyadi Sumbogo", **TEACHER), servant("Joko Hapsari", "p2", unit="SD Negeri 3 Kasin"))

    def likely(text: str) -> float:
        hits = ours.screen(Post("a", text)).hits
        return max((p.probability for hit in hits for p in hit.persons if p.person_id == "p1"), default=0.0)

    assert likely(less) < likely(more)


def test_account_of_the_roster_is_the_author() -> None:
    ours = screener(servant("Agus Mulyadi", handles=("x:@agus.mul", "instagram:@agusig")))
    hit = ours.screen(Post("a", "Ayo coblos paslon 2!", platform="x", author_handle="@Agus.Mul")).hits[0]
    assert (hit.role, hit.persons[0].probability > 0.9) == ("author", True)
    assert not ours.screen(Post("a", "Ayo coblos paslon 2!", platform="tiktok", author_handle="@agus.mul")).hits
    told = ours.screen(Post("a", "PNS @agus.mul dukung paslon 2")).hits[0]
    assert (told.role, told.persons[0].probability > 0.9) == ("mentioned", True)


def test_known_author_with_a_pair_hashtag_needs_no_other_word() -> None:
    ours = screener(servant("Agus Mulyadi", handles=("x:@agus",)))
    hit = ours.screen(Post("a", "pagi yang cerah #WiraLaksmi", platform="x", author_handle="agus")).hits[0]
    assert hit.conduct[0].code == "promote_online"
    assert (hit.candidates[0].contest, hit.candidates[0].number) == (REGION, 1)
    assert not ours.screen(Post("a", "pagi yang cerah", platform="x", author_handle="agus")).hits


def test_name_and_bio_of_the_author() -> None:
    ours = screener(servant("Agus Mulyadi", **TEACHER))
    text = "Saya dukung paslon 2"
    bare = ours.screen(Post("a", text, author_name="Agus Mulyadi")).hits
    assert all(p.probability < 0.5 for hit in bare for p in hit.persons)
    told = ours.screen(Post("a", text, author_name="Agus Mulyadi, S.Pd", author_bio="Guru SDN 2 Sukun, Kota Malang"))
    assert told.hits[0].persons[0].probability >= 0.5
    assert told.hits[0].role == "author"


def test_holder_of_a_post_is_meant_without_a_name() -> None:
    ours = screener(servant("Ratna Hapsari", position="Lurah", unit="Kelurahan Kasin"))
    person = first(ours.screen(Post("a", "Bu Lurah Kasin siap menangkan paslon 2")).hits)
    assert person.probability >= 0.5
    assert not ours.screen(Post("a", "Pak Lurah siap menangkan paslon 2")).hits


def test_alias_names_the_person() -> None:
    ours = screener(servant("Agus Mulyadi", aliases=("Gareng Sukunan",), **TEACHER))
    assert first(ours.screen(Post("a", "Gareng Sukunan guru SDN 2 Sukun dukung paslon 2")).hits).person_id == "p1"


def test_candidates_are_no_people_of_the_roster_unless_clearly_meant() -> None:
    ours = screener(servant("Gatra Mahesworo", **TEACHER))
    hits = ours.screen(Post("a", "ASN ramai-ramai dukung Gatra Mahesworo")).hits
    assert all(p.probability < 0.1 for hit in hits for p in hit.persons)


def test_everybody_too_many_is_still_an_answer() -> None:
    crowd = [servant("Agus Mulyadi", f"p{n:04d}") for n in range(600)]
    hit = screener(*crowd).screen(Post("a", "PNS Kota Malang Agus Mulyadi dukung paslon 2")).hits[0]
    assert sum(p.probability for p in hit.persons) <= 1
    assert all(p.probability < 0.05 for p in hit.persons)
