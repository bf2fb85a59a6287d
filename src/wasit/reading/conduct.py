"""What civil servants are said to have done, or are told not to do; the two must never be mixed up."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wasit.reading.story import Sentence, Story

ALLEGED, PROHIBITED, PATTERN = "alleged", "prohibited", "aggregate_pattern"

_CANDIDATE = (
    r"(?:(?:bakal\s+)?(?:pasangan\s+)?calon|paslon|bapaslon|kandidat|caleg|cagub|cabup|cawali|cawalkot"
    r"|cawabup|cawawali|peserta\s+pemilu)"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "like",
        _words(r"\b(?:me)?like\b|\blikes\b|\bmenyukai\b|\btanda\s+suka\b|\bmemberi(?:kan)?\s+(?:tanda\s+)?jempol\b"),
    ),
    ("comment", _words(r"\b(?:ber|me|meng)?komentar(?:i)?\b|\b(?:meng)?comment\b|\bmengomentari\b|\bkomen\b")),
    (
        "share",
        _words(
            r"\b(?:me|di)?(?:mbagikan|bagikan)\b|\b(?:me)?share\b|\b(?:me|di)?(?:nyebar(?:kan|luaskan)|sebar(?:kan"
            r"|luaskan))\b|\bmembagi\s+ulang\b"
        ),
    ),
    ("follow", _words(r"\b(?:mem)?follow\b|\bmengikuti\s+akun\b|\bmenjadi\s+pengikut\b")),
    (
        "attend_campaign",
        _words(
            r"\b(?:meng|di)?hadir(?:i)?\s+(?:\S+\s+){0,4}kampanye\b|\b(?:ikut|ikut\s+serta|mengikuti"
            r"|turut)\s+(?:\S+\s+){0,2}kampanye\b"
        ),
    ),
    ("attend_declaration", _words(r"\b(?:meng|di)?hadir(?:i)?\s+(?:\S+\s+){0,3}deklarasi\b|\bmengikuti\s+deklarasi\b")),
    (
        "attend_party_event",
        _words(
            r"\b(?:meng|di)?hadir(?:i)?\s+(?:\S+\s+){0,4}(?:partai|parpol)\b|\bmengikuti\s+(?:kegiatan"
            r"|acara)\s+(?:partai|parpol)\b"
        ),
    ),
    (
        "photo_with_candidate",
        _words(
            rf"\b(?:ber|swa|berswa)?foto\b[^.;\n]{{0,40}}\b{_CANDIDATE}\b"
            rf"|\bselfie\b[^.;\n]{{0,30}}\b{_CANDIDATE}\b|\bfoto\s+(?:bersama|bareng)\b"
        ),
    ),
    (
        "declare_support",
        _words(
            r"\b(?:menyatakan|memberi(?:kan)?|pernyataan|mendeklarasikan|deklarasi|menunjukkan|mengungkapkan"
            r"|menyampaikan)\s+(?:\S+\s+){0,2}dukungan\b"
            rf"|(?<!yang\s)\b(?:men)?dukung\s+(?:\S+\s+){{0,2}}{_CANDIDATE}\b|\bkeberpihakan\b"
        ),
    ),
    (
        "state_facility",
        _words(
            r"\b(?:fasilitas|aset|anggaran)\s+(?:milik\s+)?(?:negara|daerah|pemerintah|dinas|jabatan)\b|\b(?:mobil"
            r"|kendaraan|rumah)\s+dinas\b"
        ),
    ),
    (
        "post_campaign",
        _words(
            rf"\b(?:(?:mem|di)?posting|(?:meng|di)unggah)\b[^.;\n]{{0,60}}\b(?:{_CANDIDATE}|kampanye|politik"
            rf"|dukungan|partai)\b"
            r"|\b(?:postingan|unggahan)\s+(?:\S+\s+)?(?:kampanye|politik|dukungan)\b"
        ),
    ),
    (
        "mobilise",
        _words(
            r"\b(?:me)?mobilisasi\b|\bmemobilisir\b|\b(?:meng|di)?(?:e)?rahkan\b|\bmengarahkan\s+(?:warga"
            r"|masyarakat|bawahan|pegawai|pilihan)\b"
        ),
    ),
    ("banner", _words(r"\b(?:spanduk|baliho|alat\s+peraga|APK|banner|billboard)\b")),
    (
        "campaign_online",
        _words(
            r"\b(?:kampanye|dukungan)\b[^;\n]{0,60}\b(?:media\s+sosial|medsos|facebook|instagram|daring|online)\b"
            r"|\b(?:media\s+sosial|medsos|facebook|instagram)\b[^.;\n]{0,40}\bkampanye\b"
        ),
    ),
    ("whatsapp_group", _words(r"\b(?:grup|group)\s+(?:whats?app|WA|percakapan)\b|\bWAG\b")),
    (
        "accompany_registration",
        _words(
            r"\b(?:mengantar(?:kan)?|mendampingi|mengiringi|ikut)\b[^.;\n]{0,80}\b(?:mendaftar(?:kan)?"
            r"|pendaftaran)\b|\bpendaftaran\b[^.;\n]{0,60}\b(?:diantar|didampingi|diiringi)\b"
        ),
    ),
    (
        "pose_gesture",
        _words(
            r"\b(?:berpose|pose)\b|\bsimbol\s+jari\b|\bmengacungkan\b|\bgestur\b|\bsalam\s+(?:satu|dua|tiga)\s+jari\b"
        ),
    ),
    (
        "party_attribute",
        _words(r"\batribut\s+(?:\S+\s+)?(?:partai|parpol|politik)\b|\b(?:kaus|kaos|baju)\s+(?:partai|parpol)\b"),
    ),
    ("campaign_team", _words(r"\btim\s+(?:sukses|kampanye|pemenangan)\b|\btimses\b")),
    (
        "party_member",
        _words(r"\b(?:KTA|kartu\s+tanda\s+anggota)\b|\b(?:anggota|pengurus)\s+(?:partai|parpol)\b|\bnyaleg\b"),
    ),
    (
        "approach_party",
        _words(
            r"\bpendekatan\s+(?:\S+\s+){0,3}(?:partai|parpol)\b"
            r"|\bmendaftar(?:kan\s+diri)?\s+(?:\S+\s+){0,3}(?:partai|parpol)\b|\bpenjaringan\b[^.;\n]{0,30}\bpartai\b"
        ),
    ),
    ("benefit_candidate", _words(rf"\bmenguntungkan\b[^.;\n]{{0,40}}\b{_CANDIDATE}\b")),
    (
        "campaign_for",
        _words(
            rf"\bmeng?kampanyekan\s+(?:salah\s+satu\s+)?{_CANDIDATE}\b"
            rf"|\b(?:ber)?kampanye\s+(?:untuk|bagi|mendukung)\s+(?:\S+\s+){{0,2}}{_CANDIDATE}\b"
        ),
    ),
    ("social_media_support", _words(r"\bdukungan\b[^.;\n]{0,30}\bmelalui\s+(?:media\s+sosial|medsos)\b")),
)
_CUES = (
    (
        PROHIBITED,
        _words(
            r"\b(?:dilarang|larangan|melarang|larang|jangan|hindari|menghindari|haram)\b|\b(?:tidak"
            r"|tak)\s+(?:boleh|diperbolehkan|diperkenankan|dibenarkan)\b"
            r"|\b(?:agar|untuk|supaya)\s+(?:tidak|tak|jangan)\b|\b(?:tidak|tak)\s+(?:me|ber|ikut|terlibat|men|mem)\w*"
            r"|\b(?:termasuk|merupakan|dianggap|dikategorikan)\s+(?:\S+\s+){0,2}pelanggaran\b"
        ),
    ),
    (
        ALLEGED,
        _words(
            r"\b(?:diduga|dugaan|kedapatan|terbukti|terindikasi|mendapati|ditemukan|menemukan|temukan|dilaporkan"
            r"|laporkan|oknum|ketahuan|terekam|viral"
            r"|tertangkap|memproses|diperiksa|diklarifikasi|terlapor|terciduk|terlibat)\b|\btelah\s+melakukan\b"
        ),
    ),
    (
        PATTERN,
        _words(
            r"\b(?:IKP|indeks|indikator|modus|tren|pola|bentuk-bentuk|umumnya|rata-rata)\b|\bpaling\s+(?:banyak"
            r"|sering|dominan)\b"
            r"|\bbentuk\s+pelanggaran\b|\bkerawanan\b"
        ),
    ),
)
_POINTS_BACK = _words(
    r"[\W]*(?:seorang\s+di\s?antaranya|salah\s+(?:satu|seorang)|mereka|keduanya|ketiganya|ia|dia"
    r"|yang\s+bersangkutan|(?:para\s+)?(?:ASN|PNS|pejabat|pegawai)"
    r"\s+(?:itu|tersebut|ini))\b"
)
_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[•\-–*▪●])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of conduct, how the story means it, and the words (offsets into the story)."""

    code: str
    role: str
    start: int
    end: int


def conduct_in(story: Story, *, handled: bool) -> tuple[str | None, tuple[Act, ...]]:
    """Return the role of the story's conduct and the acts of that role; `handled` = the story tells of a real case."""
    acts = list(_acts(story))
    if not acts:
        return None, ()
    votes = Counter(dict.fromkeys((ALLEGED, PROHIBITED, PATTERN), 0))
    votes.update(act.role for act in acts)
    role = ALLEGED if handled and votes[ALLEGED] else max((PROHIBITED, ALLEGED, PATTERN), key=lambda one: votes[one])
    chosen: dict[str, Act] = {}
    for act in acts:
        if act.role == role:
            chosen.setdefault(act.code, act)
    return role, tuple(chosen.values())


def _acts(story: Story) -> Iterator[Act]:
    heading: str | None = None
    before, closed = None, True
    for sentence in story.sentences:
        # "Dilarang:" gives its meaning to the lines below it, to the one that ends the list.
        listed = heading if heading and (_ITEM.match(sentence.text) or not closed) else None
        meant = listed or (before if _POINTS_BACK.match(sentence.text) else None)
        for code, pattern in _ACTS:
            for hit in pattern.finditer(sentence.text):
                role = _role(sentence, hit.start(), hit.end()) or meant
                if role:
                    yield Act(code, role, sentence.start + hit.start(), sentence.start + hit.end())
                    break
        said = _last_cue(sentence.text)
        text = sentence.text.rstrip()
        heading = (said or listed) if text.endswith(":") else listed
        closed = text.endswith((".", "!", "?", '"', "”"))
        before = said or (meant if meant else None)


def _role(sentence: Sentence, start: int, end: int) -> str | None:
    return _last_cue(sentence.text[:end]) or _first_cue(sentence.text[start:])


def _last_cue(text: str) -> str | None:
    found = [(hit.start(), role) for role, pattern in _CUES for hit in pattern.finditer(text)]
    return max(found)[1] if found else None


def _first_cue(text: str) -> str | None:
    found = [(hit.start(), role) for role, pattern in _CUES if (hit := pattern.search(text))]
    return min(found)[1] if found else None
