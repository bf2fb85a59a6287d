"""The numbers that a story states, keyed by what they count; contradicting ones are kept side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasit.reading.numbers import NUMBER, value_of
from wasit.reading.places import Gazette
from wasit.reading.story import Sentence, Story
from wasit.reading.topic import ASN, NEUTRAL, VILLAGE
from wasit.text.regions import Region

Amount = int | float


@dataclass(frozen=True, slots=True)
class Count:
    """A number, what it counts, and where it stands in the story."""

    key: str
    value: Amount
    start: int
    end: int
    place: str


_N = f"(?P<n>{NUMBER})"
_STAFF = (
    r"(?:ASN|PNS|PPPK|aparatu[rs]\s+sipil|pegawai\s+negeri|pejabat|camat|lurah|guru|kepala\s+(?:dinas|OPD|sekolah))"
)
_VILLAGE_HEAD = r"(?:kepala\s+(?:desa|kampung)|kades|kuwu|pambakal|geuchik|keuchik|wali\s+nagari|perbekel)"
# Words that may stand between a number and what became of it: "36 ASN di antaranya telah dilaporkan ke".
_LINK = (
    r"(?:\s+(?:orang|ASN|PNS|kasus|perkara|laporan|temuan|pelanggaran|dugaan|nama|pegawai|pejabat|di\s?antaranya"
    r"|lainnya|sisanya|netralitas|telah|sudah"
    r"|itu|ini|yang|langsung|kemudian|dinyatakan|masih|sedang"
    r"|tersebut)){0,7}(?:\s+di(?:\s+\w+){1,3}?)?(?:\s+(?:telah|sudah))?\s+"
)
_RULES: tuple[tuple[str, str], ...] = (
    ("violation_forms", rf"{_N}\s+(?:bentuk|jenis)\s+(?:dugaan\s+)?pelanggaran\b"),
    ("cases", rf"{_N}\s+(?:buah\s+)?(?:dugaan\s+)?(?:kasus|pelanggaran|perkara)\b"),
    ("findings", rf"{_N}\s+temuan\b"),
    ("reports", rf"{_N}\s+laporan\b"),
    ("persons", rf"{_N}\s+(?:orang\s+)?(?:oknum\s+)?{_STAFF}\b"),
    ("persons", rf"{_N}\s+orang\s+(?:\S+\s+){{0,2}}{_STAFF}\b"),
    ("kades", rf"{_N}\s+(?:orang\s+)?(?:oknum\s+)?{_VILLAGE_HEAD}\b"),
    ("village_staff", rf"{_N}\s+(?:orang\s+)?(?:perangkat|aparat|aparatur|staf|pegawai)\s+desa\b"),
    ("participants", rf"{_N}\s+(?:orang\s+)?peserta\b"),
    ("participants", rf"\b(?:diikuti|dihadiri)\s+(?:oleh\s+)?(?:sekitar\s+|sebanyak\s+"
                     rf"|lebih\s+dari\s+)?{_N}\s+(?:orang|ASN|PNS|pegawai|kepala|pejabat)\b"),
    ("signatories", rf"{_N}\s+(?:[^\s.;]+\s+){{1,8}}(?:menandatangani|meneken|menanda\s?tangani)\b"),
    ("signatories", rf"\bditandatangani\s+(?:oleh\s+)?(?:sebanyak\s+)?{_N}\b"),
    ("witnesses", rf"{_N}\s+(?:orang\s+)?saksi\b"),
    ("provinces", rf"{_N}\s+provinsi\b"),
    ("regencies", rf"{_N}\s+kabupaten\b"),
    ("high_risk_regions", rf"{_N}\s+(?:daerah|kabupaten|kab\S*|wilayah)\b[^.;\n]{{0,50}}\b(?:rawan"
                          rf"|kerawanan)\s+tinggi\b"),
    ("medium_risk_regions", rf"{_N}\s+(?:daerah|kabupaten|kab\S*|wilayah)\b[^.;\n]{{0,50}}\b(?:rawan"
                            rf"|kerawanan)\s+sedang\b"),
    ("pledge_points", rf"{_N}\s+(?:poin|point|butir)\b"),
    ("tps", rf"{_N}\s+TPS\b"),
    ("pokja", rf"{_N}\s+(?:pokja|kelompok\s+kerja)\b"),
    ("referred", rf"{_N}{_LINK}(?:diteruskan|direkomendasikan|dilimpahkan|(?:dilaporkan|dikirim|diserahkan)\s+ke)"),
    ("referred", rf"\b(?:meneruskan|teruskan|merekomendasikan|melimpahkan|limpahkan)\s+{_N}\s+(?:orang|ASN|PNS"
                 rf"|kasus|perkara|nama|laporan|pelanggaran|dugaan)\b"),
    ("referred", rf"\b(?:me)?laporkan\s+{_N}\s+(?:orang|ASN|PNS|kasus|pejabat)\b[^.;\n]{{0,30}}\bke\b"),
    ("sanctioned", rf"{_N}{_LINK}(?:dijatuhi|dikenai|dikenakan|diberi(?:kan)?|mendapat(?:kan)?"
                   rf"|menerima)\s+(?:sanksi|hukuman)\b"),
    ("sanctioned", rf"{_N}{_LINK}disanksi\b"),
    ("dismissed", rf"{_N}{_LINK}(?:dipecat|diberhentikan)\b|\b(?:memecat|pecat)\s+(?P<m>{NUMBER})\s"),
    ("registered", rf"{_N}{_LINK}(?:diregistrasi|teregistrasi|diregister)\b"),
    ("not_registered", rf"{_N}{_LINK}tidak\s+(?:dapat\s+)?(?:diregistrasi|teregistrasi|diregister)\b"),
    ("proven", rf"{_N}{_LINK}terbukti\b"),
    ("not_violation", rf"{_N}{_LINK}(?:bukan\s+(?:merupakan\s+)?pelanggaran|tidak\s+terbukti)\b"),
    ("stopped", rf"{_N}{_LINK}dihentikan\b"),
    ("withdrawn", rf"{_N}{_LINK}dicabut\b"),
    ("clarified", rf"{_N}{_LINK}diklarifikasi\b"),
    ("in_process", rf"{_N}{_LINK}(?:dalam\s+proses|diproses|proses)\b"),
    ("pending", rf"{_N}{_LINK}(?:menunggu|dikaji|belum)\b"),
)  # fmt: skip
_OUTCOMES = {
    "referred",
    "sanctioned",
    "dismissed",
    "proven",
    "stopped",
    "clarified",
    "in_process",
    "pending",
    "signatories",
}
_GENERAL = {key for key, _ in _RULES} | {"cases_all", "rank"}
_TOTAL = re.compile(r"\b(?:total|semua|seluruh\w*|keseluruhan|pemilu|pilkada|kampanye|pemilihan)\b", re.IGNORECASE)
_PEOPLE = {"persons", "kades", "village_staff", "witnesses"}
_COMPILED = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in _RULES)
_ORDINALS = {
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5,
    "keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10,
}  # fmt: skip
_RANKS = "|".join((*_ORDINALS, "satu", "dua", "tiga", "empat", "lima"))
_RANK = re.compile(rf"\b(?:peringkat|urutan|ranking|rangking)\s+(?:ke-?\s?)?(?P<n>\d{{1,3}}|{_RANKS})\b", re.IGNORECASE)
_NONE_YET = re.compile(
    r"\b(?:belum|tidak|tak)\s+\(?(?:pernah\s+)?(?:ada|menemukan|menerima|mendapat(?:kan|i)?|terdapat)\b[^.;\n]{0,40}"
    r"\b(?:laporan|temuan|kasus|pelanggaran|aduan|pengaduan|informasi|indikasi)\b|\bnihil\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:memastikan|agar|supaya|sehingga|semoga|berharap|harapan\w*|jika|apabila|kalau|ingin)\b[^.;\n]{0,50}$",
    re.IGNORECASE,
)
_TOPIC = re.compile(rf"{ASN.pattern}|{NEUTRAL.pattern}|{VILLAGE.pattern}", re.IGNORECASE)
_UNIT = r"(?:orang|kasus|ASN|PNS|laporan|temuan|pelanggaran|dugaan|perkara|aduan)"
_AFTER = re.compile(rf"\s*[(:,–-]?\s*(?:(?:sebanyak|ada|dengan|terdapat|mencapai|berjumlah|yakni"
                    rf"|yaitu)\s+)?(?P<n>{NUMBER})(?:\s+{_UNIT}\b|\s*\)|\s*[,.;]|\s+dan\b"
                    rf"|\s*$)", re.IGNORECASE)  # fmt: skip
_AHEAD = re.compile(rf"(?P<n>{NUMBER})\s+{_UNIT}(?:\s+\w+)?\s+(?:di|dari|asal|berasal\s+dari)\s+(?:(?:Kabupaten"
                    rf"|Kota|Kab\.?|Provinsi)\s+)?$", re.IGNORECASE)  # fmt: skip
_SCORE = re.compile(r"[^A-Z\d\n]{0,60}?(?P<n>\d{1,3},\d{1,2}|\d{1,3})(?!\d|\.\d)")


def counts_in(story: Story, gazette: Gazette) -> tuple[Count, ...]:
    """Return every number stated in an on-topic story that has a known meaning, in the order of the text."""
    found: list[Count] = []
    for sentence in story.sentences:
        found += _in_sentence(sentence)
    if not any(count.key in {"cases", "cases_all", "findings"} and count.value for count in found):
        found += _none_yet(story)
    found += _by_region(story, gazette)
    return tuple(_without_parts(found))


def _without_parts(counts: Sequence[Count]) -> Iterator[Count]:
    """Leave out what a number counts only in part: persons of an outcome where all are told, cases of one region."""
    regional = {count.start for count in counts if count.key not in _GENERAL}
    outcomes = {count.start for count in counts if count.key in _OUTCOMES}
    whole = any(count.key == "persons" and count.place != "title" and count.start not in outcomes for count in counts)
    for count in counts:
        part = count.key == "persons" and whole and count.start in outcomes
        if not part and not (count.key in {"cases", "cases_all"} and count.start in regional):
            yield count


def settled(counts: Sequence[Count]) -> tuple[dict[str, Amount], dict[str, list[Amount]]]:
    """Return one value a key, and for keys with several values all of them in the order of the text.

    The body outweighs the headline: its first number stands unless the headline's number is confirmed in the body.
    """
    values: dict[str, Amount] = {}
    stated: dict[str, list[Amount]] = {}
    for key in dict.fromkeys(count.key for count in counts):
        mine = [count for count in counts if count.key == key]
        headline = [count.value for count in mine if count.place == "title"]
        body = [count.value for count in mine if count.place != "title"]
        confirmed = [value for value in headline if value in body]
        values[key] = (confirmed or body or headline)[0]
        distinct = list(dict.fromkeys(count.value for count in mine))
        if len(distinct) > 1:
            stated[key] = distinct
    return values, stated


def _in_sentence(sentence: Sentence) -> Iterator[Count]:
    text = sentence.text
    for key, pattern in _COMPILED:
        for hit in pattern.finditer(text):
            group = "n" if hit["n"] is not None else "m"
            value = value_of(hit[group])
            if value is None or (1900 <= value <= 2100 and hit[group].isdigit()):
                continue
            # "Seorang ASN yang terbukti …" introduces a person; it is no tally of what became of cases.
            if hit[group].lower() == "seorang" and key not in _PEOPLE:
                continue
            name = key
            if key == "cases" and not _TOPIC.search(text):
                # A number of cases of every kind is worth keeping where it is told as a total.
                if sentence.place == "body" and not _TOTAL.search(text):
                    continue
                name = "cases_all"
            yield Count(name, value, sentence.start + hit.start(group), sentence.start + hit.end(), sentence.place)
    rank = _RANK.search(text)
    if rank:
        word = rank["n"].lower()
        place = _ORDINALS.get(word) or value_of(word)
        if place:
            yield Count("rank", place, sentence.start + rank.start(), sentence.start + rank.end(), sentence.place)


def _none_yet(story: Story) -> Iterator[Count]:
    for sentence in story.sentences:
        hit = _NONE_YET.search(sentence.text)
        if hit and not _WISH.search(sentence.text[: hit.start()]):
            yield Count("cases", 0, sentence.start + hit.start(), sentence.start + hit.end(), sentence.place)
            return


def _by_region(story: Story, gazette: Gazette) -> Iterator[Count]:
    """Yield the numbers of single regions, where a story lists at least two of them."""
    counts: dict[str, Count] = {}
    sentences = iter(story.sentences)
    sentence = next(sentences, None)
    for mention, region in gazette.resolved:
        while sentence is not None and sentence.end <= mention.start:
            sentence = next(sentences, None)
        if sentence is None or mention.start < sentence.start:
            continue
        found = _beside(story.text, sentence, mention.start, mention.end, region, mention.name)
        if found:
            counts.setdefault(found.key, found)
    for family in (True, False):
        several = [count for count in counts.values() if count.key.endswith("_score") is family]
        if len(several) >= 2:
            yield from several


def _beside(text: str, sentence: Sentence, start: int, end: int, region: Region, name: str) -> Count | None:
    if re.search(r"\bskor\b", sentence.text, re.IGNORECASE):
        score = _SCORE.match(text, end, min(end + 80, sentence.end))
        if score:
            points = float(score["n"].replace(",", "."))
            amount: Amount = int(points) if points.is_integer() else points
            return Count(f"{_short(region, name)}_score", amount, *score.span("n"), sentence.place)
        return None
    after = _AFTER.match(text, end, min(end + 60, sentence.end))
    hit = after or _AHEAD.search(text[max(sentence.start, start - 60) : start])
    if hit is None:
        return None
    value = value_of(hit["n"])
    if value is None or 1900 <= value <= 2100:
        return None
    base = 0 if after else max(sentence.start, start - 60)
    return Count(_short(region, name), value, base + hit.start("n"), base + hit.end("n"), sentence.place)


def _short(region: Region, name: str) -> str:
    """Return the key of a region: a province by its short form (`ntb`), others as the story names them."""
    if region.kind == "provinsi" and region.aliases:
        name = min(region.aliases, key=len)
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
