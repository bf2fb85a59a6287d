"""The promised output: fields, offsets, probabilities, determinism; any text at all."""

import json
from dataclasses import replace

import pytest
from bench.screening_set import REGION, city, invented_pairs, labelled
from hypothesis import given, settings
from hypothesis import strategies as st

from wasit.screening import CONDUCT_CODES, QUIET_CODES, Post, Screened, Screener, Servant

ROSTER = [
    Servant("p1", "Agus Mulyadi", position="Guru", unit="SD Negeri 2 Sukun", region_code=REGION, handles=("x:@agus",)),
    Servant("p2", "Agus Mulyadi", position="Lurah", unit="Kelurahan Kasin", region_code=REGION),
    Servant("p3", "Suparmanto", region_code=REGION),
]
OURS = Screener(ROSTER, invented_pairs(), region=REGION)
PIECES = [
    "Agus Mulyadi", "Agus Mulyad", "Suparmanto", "guru", "SDN 2 Sukun", "Lurah Kasin", "ASN", "dukung", "jangan", "paslon 2", "#WiraLaksmi",
    "Wira-Laksmi", "hadir kampanye", "Kota Malang", "@agus", "?", ".", "\n", "🙂", "\u200b", "\u202e", "e\u0301", "<script>alert(1)</script>",
    "\ud800", "https://x.test/a", "İ", "ﬁ", "٣", "\x00", "nomor 2", "foto bareng", "netral",
]  # fmt: skip


def check(post: Post, screened: Screened) -> None:
    line = json.loads(json.dumps(screened.as_json(), ensure_ascii=False).encode())
    assert set(line) == {"post_id", "hits"}
    for hit, told in zip(screened.hits, line["hits"], strict=True):
        assert {"persons", "candidates", "conduct", "role", "score", "spans", "reasons"} <= set(told)
        assert told["role"] in {"author", "mentioned"}
        assert 0 <= told["score"] <= 1
        assert sum(p["probability"] for p in told["persons"]) <= 1
        assert sum(p.probability for p in hit.persons) + hit.none_probability <= 1 + 1e-9
        assert [p.probability for p in hit.persons] == sorted((p.probability for p in hit.persons), reverse=True)
        for group in ("persons", "candidates", "conduct"):
            assert all(0 <= each["probability"] <= 1 for each in told[group])
        codes = {match["code"] for match in told["conduct"]}
        assert codes <= {*CONDUCT_CODES, *QUIET_CODES}
        assert codes & set(CONDUCT_CODES)
        assert len(told["reasons"]["id"]) == len(told["reasons"]["en"]) > 0
        for span, shown in zip(hit.spans, told["spans"], strict=True):
            assert 0 <= span.start < span.end <= len(post.text)
            assert span.text == post.text[span.start : span.end]
            assert set(shown) == {"role", "start", "end", "text"}
            assert shown["role"] in {"person", "candidate", "conduct", "region", "unit", "position"}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14), st.sampled_from([" ", "", "  "]))
def test_any_text_keeps_the_contract(pieces: list[str], glue: str) -> None:
    post = Post("a", glue.join(pieces))
    check(post, OURS.screen(post))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_author_keeps_the_contract(handle: str, name: str, bio: str) -> None:
    post = Post("a", "ASN dukung paslon 2", author_handle=handle, author_name=name, author_bio=bio, region_code="99.99")
    check(post, OURS.screen(post))


@pytest.mark.parametrize(
    ("before", "name", "words"),
    [
        ("🙂👨‍👩‍👧 ", "Agus Mulyadi", "Agus Mulyadi"),
        ("e\u0301\u0301 مرحبا ", "Agus Mulyadi", "Agus Mulyadi"),
        ("\u202eabc\u202c ", "Agus Mulyadi", "Agus Mulyadi"),
        ("İstanbul ﬁn ", "A\u0301gus\u200b Mulyadi", "A\u0301gus\u200b Mulyadi"),
        ("<b onclick='x'>", "Agus Mulyadi", "Agus Mulyadi"),
        ("\ud83d ", "Agus Mulyadi", "Agus Mulyadi"),
    ],
)
def test_offsets_are_characters_of_the_original_text(before: str, name: str, words: str) -> None:
    post = Post("a", f"{before}{name} guru SDN 2 Sukun dukung paslon 2 🙂")
    screened = OURS.screen(post)
    check(post, screened)
    person = next(span for span in screened.hits[0].spans if span.role == "person")
    assert (person.text, person.start) == (words, len(before))


def test_same_input_same_output_and_no_memory_of_earlier_posts() -> None:
    roster = city(400, 3, statistics=False)
    rows = labelled(roster, invented_pairs(), "dev")
    one = Screener(roster, invented_pairs(), region=REGION)
    other = Screener(roster, invented_pairs(), region=REGION)
    forward = [one.screen(row.post).as_json() for row in rows]
    backward = [other.screen(row.post).as_json() for row in reversed(rows)]
    assert forward == backward[::-1]


def test_reasons_add_up_to_the_odds() -> None:
    hit = OURS.screen(Post("a", "Suparmanto PNS Kota Malang ikut kampanye paslon 2")).hits[0]
    person = hit.persons[0]
    odds = 2.718281828 ** sum(reason.weight for reason in person.reasons)
    assert person.probability == pytest.approx(odds / (1 + odds), rel=1e-6)
    assert {reason.sign for reason in person.reasons} == {"+", "−"}


def test_a_post_of_one_megabyte_is_screened() -> None:
    post = Post("a", "kabar baik dari pasar 🙂 " * 40_000 + "Agus Mulyadi guru SDN 2 Sukun dukung paslon 2")
    screened = OURS.screen(post)
    check(post, screened)
    assert screened.hits[0].persons[0].person_id == "p1"


def test_a_post_of_one_megabyte_full_of_names_ends() -> None:
    post = Post("a", "guru Agus Mulyadi dukung paslon 2 " * 6_000)
    check(post, OURS.screen(post))


def test_empty_roster_and_no_candidates_still_work() -> None:
    empty = Screener([], [])
    assert empty.screen(Post("a", "ASN dukung paslon 2")).hits[0].persons == ()
    assert replace(Post("a", "b"), text="").text == ""
