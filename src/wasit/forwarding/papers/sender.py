"""The letters of the sender: letters of inquiry, and the package to BKN."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wasit.forwarding import guards
from wasit.forwarding.models import Recommendation, RecommendationMove
from wasit.forwarding.papers.shared import (
    Signer,
    day_words,
    forwarding_number,
    make_draft,
    matter_facts,
    person_facts,
    plain_day,
)
from wasit.letters.drafts import Addressee, Draft, Table
from wasit.proceedings.deadlines import limit_of
from wasit.text.regions import region

LETTER_RUNGS: Mapping[str, str] = {"letter_1": "pertama", "letter_2": "kedua", "letter_3": "ketiga"}
_NEXT_CLOCK: Mapping[str, str] = {"letter_1": "surat-tanya-2", "letter_2": "surat-tanya-3", "letter_3": "paket-bkn"}
_PROVINCE, _BKN = "Ketua Bawaslu Provinsi", "Kepala Badan Kepegawaian Negara"


def rung(one: Recommendation, move_id: str, *, signer: Signer, now: datetime) -> Draft:
    """Return the draft of a letter of inquiry or of the package to BKN."""
    return _bkn(one, signer, now) if move_id == "bkn_package" else _inquiry(one, move_id, signer, now)


def _inquiry(one: Recommendation, move_id: str, signer: Signer, now: datetime) -> Draft:
    due = limit_of(_NEXT_CLOCK[move_id], now, one.zone)
    copies = [_PROVINCE]
    if move_id != "letter_1" and one.recipient_id != "bkn":
        copies.append(_BKN)
    values = {
        "ordinal": LETTER_RUNGS[move_id],
        "letter_number": forwarding_number(one),
        "letter_date": plain_day(one, one.sent_at or one.drawn_up_at),
        "delivered": delivered(one),
        "previous": _previous(one),
        "answer_by": day_words(one, due) if due else "",
        "next_step": _next_step(one, move_id),
    }
    return make_draft(
        one,
        one.agency,
        "follow_up_letter",
        _recipient(one),
        signer,
        now,
        values=values,
        facts=matter_facts(one),
        recipients=(one.recipient_name,),
        copies=tuple(copies),
    )


def _next_step(one: Recommendation, move_id: str) -> str:
    if move_id == "letter_1":
        return "Apabila tidak ada kabar, kami sampaikan permintaan kedua."
    if move_id == "letter_2":
        return "Apabila tidak ada kabar, kami sampaikan permintaan ketiga."
    if one.origin == "government":
        return (
            "Apabila tidak ada kabar, berkas kami sampaikan kepada Badan Kepegawaian Negara berdasarkan Pasal 20 "
            "Peraturan Presiden Nomor 116 Tahun 2022."
        )
    return "Apabila tidak ada kabar, kami catat bahwa permintaan ini belum dijawab."


def _bkn(one: Recommendation, signer: Signer, now: datetime) -> Draft:
    sent = [
        (
            one.flow.move(made.move_id).words.id,
            made.letter.full_number if made.letter else "–",
            plain_day(one, made.at),
            "belum ada kabar",
        )
        for made in _rungs_taken(one)
    ]
    evidence = one.package.get("evidence", ())
    contents = (
        ("1", "Surat penerusan", forwarding_number(one)),
        ("2", "Paket penerusan tanpa identitas pelapor", f"{len(evidence)} berkas bukti bersegel"),
        ("3", "Surat tanya", f"{len(sent)} surat"),
    )
    return make_draft(
        one,
        one.agency,
        "bkn_package",
        Addressee(name=_BKN, place="Jakarta"),
        signer,
        now,
        values={
            "letter_number": forwarding_number(one),
            "letter_date": plain_day(one, one.sent_at or one.drawn_up_at),
            "delivered": delivered(one),
            "appointing_officer": one.recipient_name,
        },
        tables={
            "follow_ups": Table(("Surat", "Nomor", "Tanggal", "Kabar"), tuple(sent)),
            "contents": Table(("No.", "Isi", "Keterangan"), contents),
        },
        facts=(*matter_facts(one), *person_facts(one)),
        recipients=("Badan Kepegawaian Negara",),
        attachments="1 (satu) paket",
    )


def _previous(one: Recommendation) -> str:
    told = [
        f"Nomor {made.letter.full_number} tanggal {plain_day(one, made.at)}"
        if made.letter
        else f"tanggal {plain_day(one, made.at)}"
        for made in _rungs_taken(one)
    ]
    return f"Permintaan sebelumnya kami sampaikan dengan surat {', '.join(told)}." if told else ""


def _rungs_taken(one: Recommendation) -> Iterable[RecommendationMove]:
    since = guards.waiting_since(one)
    return one.moves.filter(move_id__in=tuple(LETTER_RUNGS), at__gte=since).select_related("letter").order_by("pk")


def delivered(one: Recommendation) -> str:
    """Return when the package was received, or that no receipt is known."""
    made = one.moves.filter(move_id__in=("receive", "record_receipt")).order_by("-pk").first()
    if made is not None:
        return plain_day(one, made.notified_at or made.at)
    return f"(belum ada tanda terima; dikirim {plain_day(one, one.sent_at or one.drawn_up_at)})"


def _recipient(one: Recommendation) -> Addressee:
    if one.recipient_id != "appointing_officer":
        return Addressee(name=one.recipient_name)
    where = region(one.region_code).name
    return Addressee(name="Pejabat Pembina Kepegawaian", title=one.recipient_name, place=where)
