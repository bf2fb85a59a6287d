"""The public bodies that a story names, each under one name: `Bawaslu Kota Malang`, `KASN`, `BKPSDM`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wasit.reading.places import Gazette
from wasit.reading.story import Story
from wasit.text.regions import Region

_NATIONAL = (
    ("Bawaslu RI", r"\bBawaslu\s+(?:RI|Republik\s+Indonesia)\b"
                   r"|\bBadan\s+Pengawas\s+Pemil\w+\s+(?:\(Bawaslu\)\s+)?RI\b"),
    ("KASN", r"\bKASN\b|\bKomisi\s+Aparatur\s+Sipil\s+Negara\b"),
    ("BKN", r"\bBKN\b|\bBadan\s+Kepegawaian\s+Negara\b"),
    ("Kemenpan-RB", r"\b(?:Kemen|Men)-?\s?PAN\s?-?\s?RB\b|\bKementerian\s+(?:PAN-?\s?RB|Pendayagunaan)\b"
                    r"|\bMenteri\s+(?:PAN-?\s?RB|Pendayagunaan)\b"),
    ("Kemendagri", r"\bKemendagri\b|\bMendagri\b|\b(?:Kementerian|Menteri)\s+Dalam\s+Negeri\b"),
    ("Gakkumdu", r"\b(?:Sentra\s+)?Gakkumdu\b"),
    ("KORPRI", r"\bKorpri\b"),
    ("BKPSDM", r"\bBKPSDM\b"),
    ("DKPP", r"\bDKPP\b"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _NATIONAL)
# "Direktur … Kementerian Dalam Negeri" is a person's other post, not a body that acts here.
_POST = re.compile(r"\b(?:Direktur|Dirjen|Staf Ahli|Kepala Biro|Kepala Pusat)\b[^.\n]{0,90}$")
_LOCAL = (
    ("Bawaslu", re.compile(r"\bBawaslu\)?\s+(?:(?:Provinsi|Kota|Kabupaten|Kab\.?|Administrasi)\s+)*$", re.IGNORECASE)),
    ("Panwaslu", re.compile(r"\bPanwas(?:lu|lih)?\)?\s+(?:(?:Provinsi|Kota|Kabupaten|Kab\.?)\s+)*$", re.IGNORECASE)),
    ("KPU", re.compile(r"\bKPUD?\)?\s+(?:(?:Provinsi|Kota|Kabupaten|Kab\.?|Administrasi)\s+)*$", re.IGNORECASE)),
    ("DPRD", re.compile(r"\bDPRD\)?\s+(?:(?:Provinsi|Kota|Kabupaten|Kab\.?)\s+)*$", re.IGNORECASE)),
    ("Inspektorat", re.compile(r"\bInspektorat\s+(?:(?:Daerah|Provinsi|Kota|Kabupaten|Kab\.?)\s+)*$", re.IGNORECASE)),
    ("Polres", re.compile(r"\bPolres(?:ta)?\s+(?:(?:Kota|Kabupaten)\s+)*$", re.IGNORECASE)),
    (
        "Pemerintah",
        re.compile(
            r"\b(?:Pem(?:kot|kab|prov)|Pemerintah(?:an)?(?:\s+Daerah)?(?:\s+(?:Provinsi|Kota|Kabupaten|Kab\.?"
            r"|Administrasi))*)\s*(?:\(\w+\))?\s*$",
            re.IGNORECASE,
        ),
    ),
)
_ANY_BAWASLU = re.compile(r"\bBawaslu\b|\bBadan\s+Pengawas\s+Pemil", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A public body and where the story names it first."""

    name: str
    start: int
    end: int


def bodies_in(story: Story, gazette: Gazette) -> tuple[Body, ...]:
    """Return the bodies named in `story` in the order of their first mention."""
    found: dict[str, Body] = {}
    for body in sorted((*_national(story), *_local(story, gazette)), key=lambda body: body.start):
        found.setdefault(body.name, body)
    generic = _ANY_BAWASLU.search(story.text)
    if generic and not any(name.startswith(("Bawaslu", "Panwaslu")) for name in found):
        found["Bawaslu"] = Body("Bawaslu", *generic.span())
    return tuple(found.values())


def _national(story: Story) -> Iterator[Body]:
    for name, pattern in _PATTERNS:
        for hit in pattern.finditer(story.text):
            if story.tells(hit.start()) and not _POST.search(story.text[max(0, hit.start() - 100) : hit.start()]):
                yield Body(name, *hit.span())


def _local(story: Story, gazette: Gazette) -> Iterator[Body]:
    for mention, region in gazette.resolved:
        before = story.text[max(0, mention.start - 60) : mention.start].rsplit("\n", 1)[-1]
        for kind, pattern in _LOCAL:
            hit = pattern.search(before)
            if hit:
                start = mention.start - len(before) + hit.start()
                yield Body(_named(kind, region), start, mention.end)
                break


def _named(kind: str, region: Region) -> str:
    if kind in {"DPRD", "Polres"} and region.kind == "provinsi":
        return f"{kind} {region.short_name}"
    if region.kind == "provinsi" and kind != "KPU":
        return f"{kind} Provinsi {region.name}"
    if kind == "Polres":
        return f"{kind} {region.short_name}"
    # Only the government of a city of Jakarta calls itself "administrasi".
    return f"{kind} {region.name if kind == 'Pemerintah' else region.name.replace(' Administrasi', '')}"
