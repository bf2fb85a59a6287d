"""Letters of the hand-off: built from allowed facts only, in the words of Indonesian law, whatever their writer reads."""

from typing import Any

import pytest
from django.utils import translation
from tests.forwarding.conftest import Make

from wasit.forwarding import guards, papers, sanctions
from wasit.forwarding.citing import formal, regulations
from wasit.letters.composing import compose, heading_of
from wasit.letters.drafts import Draft
from wasit.letters.wordings import wording_of

SIGNER = papers.Signer("Kepala BKPSDM", "Rekaan Penanda", "197001011995031001")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("PP 94/2021 art 5 huruf n", "Pasal 5 huruf n Peraturan Pemerintah Nomor 94 Tahun 2021"),
        ("UU 5/2014 art 9(2)", "Pasal 9 ayat (2) Undang-Undang Nomor 5 Tahun 2014"),
        ("PP 94/2021", "Peraturan Pemerintah Nomor 94 Tahun 2021"),
        ("SKB 2022 annex II", "SKB 2022 lampiran II"),
    ],
)
def test_an_article_is_cited_as_letters_do(kept: str, told: str) -> None:
    assert formal(kept) == told


def test_regulations_are_named_once_without_their_articles() -> None:
    kept = [
        "UU 5/2014 art 9(2)",
        "PP 94/2021 art 5 huruf n",
        "PP 94/2021 art 8",
        "PP 94/2021 art 42; Peraturan BKN 6/2022",
    ]
    assert regulations(kept) == [
        "Undang-Undang Nomor 5 Tahun 2014",
        "Peraturan Pemerintah Nomor 94 Tahun 2021",
        "Peraturan Badan Kepegawaian Negara Nomor 6 Tahun 2022",
    ]


def whole(draft: Draft) -> str:
    """Everything that would stand on the paper."""
    return str(compose(draft, wording_of(draft.agency, draft.kind), heading_of(draft.agency, None)))


def test_no_letter_holds_the_reporter_the_evidence_or_the_conclusion(delivered: Make) -> None:
    one = delivered("report")
    now, made = one.state_since, guards.last_decision(one)
    assert made is not None
    asked: dict[str, Any] = {"signer": SIGNER, "now": now}
    drafts = [
        papers.summons(one, ordinal=1, examination_at=now, place="BKPSDM", before="Rekaan", **asked),
        papers.minutes(one, held_at=now, place="BKPSDM", text="Apakah benar?\nTidak.", **asked),
        papers.decision(one, sanctions.penalties_for(one)[0], **asked),
        papers.not_proven(one, reason="", **asked),
        papers.handover(one, made, handed_at=now, place="BKPSDM", absence="", **asked),
        papers.rung(one, "letter_2", **asked),
    ]
    for draft in drafts:
        told = whole(draft)
        assert "Raka Wirasana" in told or draft.kind == "follow_up_letter"
        for secret in ("Melati", "Kusumaningrum", "0810000000", "Jalan Rekaan", "tangkapan", "Diteruskan (rekaan)"):
            assert secret not in told
        assert draft.agency == (one.agency if draft.kind == "follow_up_letter" else one.recipient_agency)


def test_letters_are_indonesian_for_an_english_reader(delivered: Make) -> None:
    one = delivered()
    with translation.override("en"):
        told = whole(
            papers.minutes(one, held_at=one.state_since, place="B", text="Ya.", signer=SIGNER, now=one.state_since)
        )
    assert "unsur kepegawaian" in told and "personnel" not in told.replace("Rekaan personnel", "")
