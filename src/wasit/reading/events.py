"""What happened according to a story: pacts, circulars, meetings, appeals, findings, proceedings, sanctions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wasit.reading.numbers import NUMBER
from wasit.reading.story import Sentence, Story
from wasit.reading.topic import ASN, NEUTRAL, SIDES, VILLAGE


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event and the words that tell it (offsets into the story)."""

    kind: str
    start: int
    end: int


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# What is only threatened, wished for or denied has not happened.
_UNREAL = _words(
    r"\b(?:jika|apabila|bila|kalau|akan|bisa|dapat|agar|supaya|terancam|ancaman|siap|harus|belum|tidak|tak|jangan"
    r"|berpotensi|silakan)\b[^.;\n]{0,70}$"
)
_IF_OR_NOT = _words(
    r"\b(?:jika|apabila|bila|kalau|belum|tidak|tak|jangan|silakan|segera\s+(?:me)?lapor\w*|(?:akan|bisa"
    r"|dapat)\s+(?:di|me)\w*)\b[^.;\n]{0,60}$"
)
_STAFF = _words(rf"{ASN.pattern}|{VILLAGE.pattern}|\bjajaran\w*|\bpegawai\b|\bpejabat\b")
_SOME = _words(rf"{NUMBER}|\b(?:sejumlah|beberapa|puluhan|belasan|ratusan|ribuan|seorang|oknum|salah\s+satu|dugaan)\b")
_MATTER = _words(rf"{NEUTRAL.pattern}|{ASN.pattern}|{VILLAGE.pattern}|\bpelanggaran\b|\bkasus\b")
_RECEIVERS = _words(
    r"\b(?:KASN|BKN|KemenPAN\S*|MenPAN\S*|Kemendagri|pejabat\s+pembina|PPK|BKPSDM|BKD|bupati|wali\s?kota|gubernur"
    r"|sanksi)\b"
)

# Kind, the words that tell it, what else the sentence must hold, what before the words takes them back.
_RULES: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...] = (
    ("pakta_integritas", _words(r"\bpakta\s+integritas\b"), None, None),
    (
        "surat_edaran",
        re.compile(
            r"(?i:\bsurat\s+edaran\b|\bedaran\b)|\bSE\s+(?:(?:Nomor|No|Wal|Bupati|Gub|Men|Sek)|(?i:netral|tentang"
            r"|terkait|\d))"
        ),
        None,
        None,
    ),
    (
        "rakor_sosialisasi",
        _words(
            r"\brapat\s+koordinasi\b|\brakor\w*|\b(?:me(?:nyo|ng)\w*)?sosialisasi\w*|\bbimtek\b"
            r"|\bbimbingan\s+teknis\b|\brakernis\b"
            r"|\b(?:workshop|seminar|FGD|lokakarya)\b"
        ),
        None,
        None,
    ),
    (
        "himbauan",
        _words(
            r"\b(?:meng|di)?h?imbau(?:an|kan)?\b|\bmengh?imbau\b|\b(?:meng|di)?ingatkan\b|\b(?:me)?wanti-wanti\b"
            r"|\b(?:me)?larang\b"
        ),
        _words(rf"{_STAFF.pattern}|{NEUTRAL.pattern}"),
        None,
    ),
    (
        "temuan_laporan",
        _words(
            r"\b(?:menemukan|temukan|ditemukan|temuan|mendapati|kedapatan|terindikasi"
            r"|menerima\s+(?:\S+\s+){0,3}laporan|laporan|dilaporkan)\b"
        ),
        _SOME,
        _IF_OR_NOT,
    ),
    (
        "proses_klarifikasi",
        _words(
            r"\b(?:klarifikasi|diklarifikasi|mengklarifikasi|memproses|diproses|proses|memeriksa|diperiksa|periksa"
            r"|menelusuri|penelusuran|telusuri"
            r"|mendalami|dalami|mengkaji|pemanggilan|memanggil|dipanggil|menyelidiki|pendalaman)\b"
        ),
        _words(
            r"\bdugaan\b|\bdiduga\b|\bterlapor\b|\boknum\b|\bpelanggaran\b|\bkasus\b|\btidak\s+netral\b"
            r"|\bbersangkutan\b|\bkeduanya\b|\bsemua\w*\b|\bmereka\b|\bsaksi\b|\bpejabat\b|\bASN\b"
        ),
        _IF_OR_NOT,
    ),
    (
        "rekomendasi",
        _words(
            r"\b(?:merekomendasikan|direkomendasikan|rekomendasi(?:kan)?|diteruskan|meneruskan|teruskan"
            r"|dilimpahkan|melimpahkan"
            r"|(?:di|me)?laporkan\s+(?:\S+\s+){0,6}ke(?:pada)?\s+(?:KASN|BKN|Komisi\s+Aparatur))\b"
        ),
        _RECEIVERS,
        _IF_OR_NOT,
    ),
    (
        "sanksi",
        _words(
            r"\b(?:dijatuhi|dikenai|dikenakan|mendapat(?:kan)?|menerima|diberi(?:kan)?|menjatuhkan"
            r"|memberikan)\s+(?:\S+\s+){0,2}(?:sanksi|hukuman)\b"
            r"|\b(?:disanksi|dipecat|pecat|diberhentikan|dicopot)\b"
        ),
        _STAFF,
        _UNREAL,
    ),
    (
        "statistik_kerawanan",
        _words(
            r"\bIKP\b|\bindeks\s+kerawanan\b|\bkerawanan\b|\brawan\b|\bperingkat\b|\bpaling\s+(?:tinggi|banyak)\b"
            r"|\b(?:tertinggi|terbanyak)\b"
        ),
        _MATTER,
        _words(r"\b(?:tahapan|masa|hal)\s+(?:\S+\s+)?$"),
    ),
    ("pokja_satgas", _words(r"\bpokja\b|\bkelompok\s+kerja\b|\bsatgas\b|\bsatuan\s+tugas\b"), None, None),
    (
        "pengawasan_medsos",
        _words(
            r"\b(?:(?:meng)?awasi|pengawasan|(?:me)?pantau|memantau|pemantauan|patroli|memonitor)\b[^.\n]{0,110}"
            r"\b(?:media\s+sosial|medsos|internet|siber|cyber|facebook)\b"
            r"|\b(?:patroli\s+)?(?:siber|cyber)\b[^.\n]{0,60}\b(?:ASN|awasi|pengawasan|pantau)"
        ),
        None,
        None,
    ),
    (
        "deklarasi_ikrar",
        _words(r"\b(?:ber)?ikrar\b|\bdeklarasi(?:kan)?\s+(?:\S+\s+){0,3}netral\w*|\bpernyataan\s+sikap\b"),
        None,
        None,
    ),
)
_WEAK_APPEAL = _words(
    r"\b(?:menegaskan|tegaskan|meminta|minta|diminta|berpesan|menekankan|tekankan|mengajak|mendorong)\b"
)


def events_in(story: Story) -> tuple[Event, ...]:
    """Return each kind of event that an on-topic story tells, with the first words that tell it."""
    found: dict[str, Event] = {}
    for sentence in story.sentences:
        for event in _in_sentence(sentence):
            found.setdefault(event.kind, event)
    order = [rule[0] for rule in _RULES]
    return tuple(sorted(found.values(), key=lambda event: order.index(event.kind)))


def _in_sentence(sentence: Sentence) -> Iterator[Event]:
    text = sentence.text
    for kind, words, needed, undone in _RULES:
        for hit in words.finditer(text):
            if needed is not None and not needed.search(text):
                break
            if undone is not None and undone.search(text[: hit.start()]):
                continue
            yield Event(kind, sentence.start + hit.start(), sentence.start + hit.end())
            break
    appeals = sentence.place != "body" and _STAFF.search(text) and (NEUTRAL.search(text) or SIDES.search(text))
    weak = _WEAK_APPEAL.search(text) if appeals else None
    if weak:
        yield Event("himbauan", sentence.start + weak.start(), sentence.start + weak.end())
