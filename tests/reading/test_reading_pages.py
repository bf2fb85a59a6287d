"""What pages say: the invented ones of this folder, and the project's source documents where they are at hand."""

from datetime import date
from pathlib import Path

import pytest
from tests.reading.expectations import SEEDS, SOURCE_DOCUMENTS, differences, invented, read, wanted

from wasit.reading import Page, read_page

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="WASIT_SHARED (or ../shared) with seeds/ is not here")


@pytest.mark.parametrize("path", invented(), ids=lambda path: path.name)
def test_an_invented_page_says_what_a_careful_reader_finds(path: Path) -> None:
    assert differences(read(path), wanted(path)) == {}


def test_there_is_a_page_for_each_trap() -> None:
    assert len(invented()) >= 12
    assert any(path.suffix == ".html" for path in invented())


def seed(name: str) -> Page:
    return read_page((SEEDS / f"{name}.txt").read_bytes(), file=name)


@needs_seeds
@pytest.mark.parametrize("name", SOURCE_DOCUMENTS)
def test_a_source_document_comes_out_right(name: str) -> None:
    assert differences(seed(name), SOURCE_DOCUMENTS[name]) == {}


@needs_seeds
def test_the_circular_of_kota_cirebon_with_its_date() -> None:
    page = seed("cirebon-2024-jabartangang")
    assert page.circulars == (("100.1.4.1/SE-22-PKASN", date(2024, 7, 28)),)
    assert page.as_json()["circular_numbers"] == ["100.1.4.1/SE-22-PKASN"]
    assert page.subjects == ("asn", "non_asn")


@needs_seeds
@pytest.mark.parametrize("name", SOURCE_DOCUMENTS)
def test_only_paragraphs_are_left_in_the_body_of_a_source_document(name: str) -> None:
    assert [line for line in seed(name).body.split("\n") if len(line) < 80] == []


@needs_seeds
def test_facts_of_a_source_document_point_into_the_original() -> None:
    original = (SEEDS / "cirebon-2024-jabartangang.txt").read_bytes().decode("utf-8")
    spans = {
        (span.field, span.value): original[span.start : span.end] for span in seed("cirebon-2024-jabartangang").spans
    }
    assert spans["circular_numbers", "100.1.4.1/SE-22-PKASN"] == "100.1.4.1/SE-22-PKASN"
    assert spans["circulars", "2024-07-28"] == "28 Juli 2024"
    assert spans["published", "2024-10-24"] == "24/10/2024"
    assert spans["days_to_vote", "33"].startswith("33 hari")
    assert spans["source", "Jabartangang.com"] == "Jabartangang.com"
