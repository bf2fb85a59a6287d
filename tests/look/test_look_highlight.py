"""Highlights: nothing of the text is lost, nothing of it becomes markup, each character has one role at most."""

import re
from html import unescape
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from wasit.look.spans import highlighted, pieces

ROLES = ["person", "candidate", "conduct"]
SPANS = st.lists(st.tuples(st.sampled_from([*ROLES, "author", "nonsense"]), st.integers(-5, 60), st.integers(-5, 60)))
TEXT = st.text(alphabet=st.sampled_from("ab <>&\"'/=\n\u00e9\U0001f600mark"), max_size=50)


def plain(html: str) -> str:
    """The text a reader sees."""
    return unescape(re.sub(r'<mark class="s [pcd]">|</mark>', "", html))


@given(TEXT, SPANS)
def test_the_text_survives_and_only_marks_are_markup(text: str, spans: list[tuple[str, int, int]]) -> None:
    html = highlighted(text, [{"role": role, "start": start, "end": end} for role, start, end in spans])
    assert plain(html) == text
    assert not re.search(r"[<>]", re.sub(r'<mark class="s [pcd]">|</mark>', "", html))
    assert html.count("<mark") == html.count("</mark>")
    assert not re.search(r"<mark[^>]*>(?:(?!</mark>).)*<mark", html, re.S)


@given(st.integers(0, 60), SPANS)
def test_pieces_cover_the_text_once(length: int, spans: list[tuple[str, int, int]]) -> None:
    cut = pieces(length, spans)
    assert "".join("x" * (piece.end - piece.start) for piece in cut) == "x" * length
    assert all(first.end == second.start for first, second in zip(cut, cut[1:], strict=False))
    covered = {place for role, start, end in spans if role in ROLES for place in range(max(0, start), min(length, end))}
    marked = {place for piece in cut if piece.role for place in range(piece.start, piece.end)}
    assert marked == covered


def test_a_name_inside_a_long_phrase_stays_visible() -> None:
    html = highlighted(
        "ayo dukung Galih menang",
        [
            {"role": "conduct", "start": 0, "end": 23},
            {"role": "candidate", "start": 11, "end": 16},
        ],
    )
    assert html == (
        '<mark class="s d">ayo dukung </mark><mark class="s c">Galih</mark><mark class="s d"> menang</mark>'
    )


def test_spans_may_be_objects_and_authors_are_persons() -> None:
    html = highlighted("guru <SDN>", [SimpleNamespace(role="author", start=0, end=4)])
    assert html == '<mark class="s p">guru</mark> &lt;SDN&gt;'


def test_a_text_without_spans_is_only_escaped() -> None:
    assert highlighted("<b>&", []) == "&lt;b&gt;&amp;"
