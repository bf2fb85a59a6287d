"""Whether a story is about the neutrality of civil servants in an election, and whose neutrality it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wasit.reading.numbers import NUMBER
from wasit.reading.story import Sentence, Story

ASN = re.compile(
    r"\b(?:ASN|PNS|PPPK|P3K|aparatu[rs]\s+(?:sipil\s+)?negara|aparatur\s+sipil|pegawai\s+negeri|abdi\s+negara"
    r"|korpri|camat|lurah)\b",
    re.IGNORECASE,
)
VILLAGE = re.compile(
    r"\b(?:kepala\s+(?:desa|kampung|dusun)|kades|kuwu|perangkat\s+desa|aparat(?:ur)?\s+desa|pambakal|ke?uchi?k"
    r"|geuchik|wali\s+nagari|hukum\s+tua"
    r"|perbekel|peratin|sangadi)\b",
    re.IGNORECASE,
)
_OTHER_STAFF = re.compile(
    r"\bnon[\s-]?ASN\b|\bpegawai\s+(?:non|BUMD|kontrak|honorer)|\bhonorer\b|\bBUMD\b|\btenaga\s+(?:kontrak|harian"
    r"|honorer)\b|\bPPNPN\b",
    re.IGNORECASE,
)
NEUTRAL = re.compile(r"\bnetral(?:itas|itasnya)?\b|\bke(?:tidak)?netral\w*|\btak\s+netral|\bnetralkan\b", re.IGNORECASE)
SIDES = re.compile(
    r"\b(?:politik\s+praktis|berpolitik|keberpihakan|berpihak|tidak\s+memihak"
    r"|(?:dukung|mendukung|dukungan)\b[^.\n]{0,40}\b(?:paslon|bapaslon|calon|caleg|bakal)"
    r"|atribut\s+(?:partai|parpol)|(?:KTA|anggota|pengurus)\s+(?:parpol|partai)|tim\s+(?:sukses|kampanye|pemenangan)"
    r"|(?:komentar\w*|unggah\w*|posting\w*|foto|selfie)\b[^.\n]{0,40}\b(?:paslon|bapaslon|calon|kandidat|caleg)"
    r"|kampanye|nyaleg|berfoto|like\b|mendaftar(?:kan)?\s+(?:\S+\s+){0,3}(?:partai|parpol))",
    re.IGNORECASE,
)
_ELECTION = re.compile(
    r"\b(?:pilkada|pemilu\w*|pilpres|pileg|pilgub|pilbup|pilwalkot|pilwali|pilkades|pemilihan|bawaslu|panwas\w*"
    r"|paslon|bapaslon|kampanye|caleg"
    r"|calon\s+(?:kepala|bupati|wali|gubernur)|pencoblosan|parpol|partai|PSU)\b",
    re.IGNORECASE,
)
# A circular or a pact on neutrality is made for an election even where the page does not say so.
_INSTRUMENT = re.compile(r"\b(?:surat\s+edaran|pakta\s+integritas|ikrar|pokja|satgas)\b|(?-i:\bSE\b)", re.IGNORECASE)
_FORCES = re.compile(
    r"\b(?:TNI|Polri|Kapolri|Kapol(?:da|res)|polisi|prajurit|Polda|Polres|KPPS|PPK|PPS|KPU|penyelenggara|hakim"
    r"|petugas\s+pemilu)\b"
)
_CANDIDACY = re.compile(
    r"\b(?:mundur|pengunduran\s+diri|digadang|bursa|duet|diusung|rekomendasi\s+partai|maju\s+(?:di|ke|dalam|pada"
    r"|sebagai)?\s*(?:pil\w+|calon)"
    r"|penjaringan|mencalonkan|nomor\s+urut|pendaftaran\s+paslon)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose neutrality, and the words that say so (offsets into the story)."""

    name: str
    start: int
    end: int


def is_on_topic(story: Story) -> bool:
    """Tell whether the story is about civil servants (or village heads) keeping neutral in an election."""
    if not (_ELECTION.search(story.text) or _INSTRUMENT.search(story.text)) or not _names_the_matter(story):
        return False
    weight = sum(_weight(sentence) for sentence in story.sentences)
    forces = sum(_SHARE[s.place] for s in story.sentences if _about_forces(s))
    opening = " ".join(sentence.text for sentence in story.sentences if sentence.place != "body")
    # A short notice has fewer sentences to say it in; a story of who may stand names the rules in passing.
    needed = min(3.0, max(2.0, 0.5 * len(story.sentences)))
    if _CANDIDACY.search(opening) and not NEUTRAL.search(opening):
        needed = 6.0
    return weight >= needed and weight >= forces


_SHARE = {"title": 3.0, "lead": 2.0, "body": 1.0}
# A supervisor who takes up a matter of civil servants: nearly always their neutrality.
_WATCHED = {"title": 2.0, "lead": 1.5, "body": 0.5}
_OFFICIALS = re.compile(rf"{ASN.pattern}|{VILLAGE.pattern}|\b(?:pejabat|pegawai|birokra\w+|aparatur)\b", re.IGNORECASE)
_WATCH = re.compile(r"\b(?:bawaslu|panwaslu|panwas|KASN)\b", re.IGNORECASE)
_TAKEN_UP = re.compile(
    r"dugaan|diduga|lapor|proses|periksa|temukan|tegas|langgar|tindak|sanksi|telusuri|klarifikasi|awasi|larang|ingat",
    re.IGNORECASE,
)


def _weight(sentence: Sentence) -> float:
    """Return how much a sentence speaks for the topic: headline and lead tell more than the rest."""
    text = sentence.text
    if NEUTRAL.search(text) and _OFFICIALS.search(text):
        return _SHARE[sentence.place]
    if ASN.search(text) and SIDES.search(text):
        return _SHARE[sentence.place]
    if _watched(text):
        return _WATCHED[sentence.place]
    # A headline need not say it all: "edaran netralitas".
    return 2.0 if sentence.place == "title" and NEUTRAL.search(text) and not _FORCES.search(text) else 0.0


def _watched(text: str) -> bool:
    return bool(_WATCH.search(text) and re.search(r"\b(?:ASN|PNS|pejabat)\b", text) and _TAKEN_UP.search(text))


def _about_forces(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(NEUTRAL.search(text) and _FORCES.search(text) and not _OFFICIALS.search(text))


def _names_the_matter(story: Story) -> bool:
    """Tell whether the story speaks of neutrality, of staff taking sides, or of staff before a supervisor."""
    if NEUTRAL.search(story.text):
        return True
    opening = [sentence.text for sentence in story.sentences if sentence.place != "body"]
    return any(_watched(text) or (ASN.search(text) and SIDES.search(text)) for text in opening)


def subjects_in(story: Story) -> tuple[Subject, ...]:
    """Return whose neutrality an on-topic story speaks of."""
    found: dict[str, Subject] = {}
    for name, start, end in _subjects(story):
        found.setdefault(name, Subject(name, start, end))
    order = ("asn", "non_asn", "kepala_desa", "tni", "polri", "kepala_daerah")
    return tuple(found[name] for name in order if name in found)


_MATTER = re.compile(
    r"netral|dugaan|diduga|langgar|larang|kampanye|terlibat|dukung|edaran|berpihak|mengerahkan|memobilisasi"
    r"|dilaporkan|oknum|perkara|kasus",
    re.IGNORECASE,
)
# People who sit at a meeting are not the ones whose neutrality is meant.
_ATTENDS = re.compile(
    r"\b(?:unsur|dihadiri|peserta|hadir|diikuti|bersama|kerja\s*sama|sinergi|Forkopimda|melibatkan)\b", re.IGNORECASE
)
_RULED = re.compile(rf"{NEUTRAL.pattern}|\blarang\w*|\bdilarang\b", re.IGNORECASE)
_BESIDE_STAFF = re.compile(
    r"\b(?:ASN|PNS|kepala\s+desa|kades)(?:\s*[,/&]\s*|\s+dan\s+|\s+maupun\s+|\s+serta\s+)+(?:anggota\s+)?(?:TNI"
    r"|Polri)\b",
    re.IGNORECASE,
)
_FORCE_NAMES = (("tni", re.compile(r"\bTNI\b")), ("polri", re.compile(r"\bPolri\b", re.IGNORECASE)))
_COUNTED_VILLAGE = re.compile(rf"{NUMBER}\s+(?:orang\s+)?(?:{VILLAGE.pattern})", re.IGNORECASE)
_HEADS = re.compile(
    r"netralitas\s+(?:kepala\s+daerah|bupati|wali\s?kota|gubernur)|(?:laporkan|dilaporkan|memeriksa"
    r"|klarifikasi)\b[^.\n]{0,30}"
    r"\b(?:P[jl]\.?|Penjabat|Plt\.?)?\s*(?:bupati|wali\s?kota|gubernur)\b|(?:bupati|wali\s?kota"
    r"|gubernur)\b[^.\n]{0,40}\bdiduga\b",
    re.IGNORECASE,
)


def _subjects(story: Story) -> Iterator[tuple[str, int, int]]:
    for sentence in story.sentences:
        for name, pattern in (("asn", ASN), ("non_asn", _OTHER_STAFF), ("kepala_desa", VILLAGE)):
            hit = pattern.search(sentence.text)
            if hit and (name == "asn" or _MATTER.search(sentence.text) or _COUNTED_VILLAGE.search(sentence.text)):
                yield name, sentence.start + hit.start(), sentence.start + hit.end()
        heads = _HEADS.search(sentence.text)
        if heads:
            yield "kepala_daerah", sentence.start + heads.start(), sentence.start + heads.end()
        if _RULED.search(sentence.text):
            beside = _BESIDE_STAFF.search(sentence.text)
            for name, pattern in _FORCE_NAMES:
                hit = pattern.search(sentence.text)
                if hit and (beside or not _ATTENDS.search(sentence.text)):
                    yield name, sentence.start + hit.start(), sentence.start + hit.end()
