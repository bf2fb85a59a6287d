"""The chain of journal and bundles: fixed vectors, and every change of a body changes its link."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasit.evidence import GENESIS, canonical, link, sha256_of

TEXT = st.text(alphabet="ab é\u0301\u202e🗳", max_size=4)
VALUES = st.none() | st.booleans() | st.integers() | TEXT | st.lists(st.integers() | TEXT, max_size=2)
BODIES = st.dictionaries(TEXT, VALUES, max_size=4)


def test_canonical_form_is_sorted_compact_utf8() -> None:
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()


def test_composed_and_decomposed_letters_stay_different() -> None:
    assert canonical({"a": "é"}) != canonical({"a": "e\u0301"})


def test_first_link_by_hand() -> None:
    assert link(GENESIS, {"a": 1}) == hashlib.sha256(b"0" * 64 + b'\n{"a":1}').hexdigest()


@pytest.mark.parametrize("previous", ["", "0" * 63, "0" * 65, "G" * 64, "A" * 64, "0" * 63 + "\n"])
def test_a_chain_never_goes_on_from_something_that_is_no_link(previous: str) -> None:
    with pytest.raises(ValueError, match="64"):
        link(previous, {})


@pytest.mark.parametrize("body", [{"a": float("nan")}, {"a": "\ud800"}])
def test_what_has_no_canonical_form_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own words
        canonical(body)  # type: ignore[arg-type]


@given(body=BODIES, key=TEXT, value=VALUES)
def test_any_change_of_a_body_changes_its_link(body: dict[str, object], key: str, value: object) -> None:
    changed = {**body, key: value}
    same = key in body and type(body[key]) is type(value) and body[key] == value
    assert (link(GENESIS, changed) == link(GENESIS, body)) is same  # type: ignore[arg-type]


def test_sha256_of_bytes_and_of_a_stream(tmp_path) -> None:
    path = tmp_path / "besar.bin"
    path.write_bytes(b"x" * 3_000_000)
    with path.open("rb") as stream:
        assert sha256_of(stream) == sha256_of(b"x" * 3_000_000) == hashlib.sha256(b"x" * 3_000_000).hexdigest()
