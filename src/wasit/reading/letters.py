"""Numbers and dates of circulars and official letters named in a story; laws and regulations are no letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wasit.reading.dates import days_in
from wasit.reading.story import Sentence, Story

_TRIGGER = re.compile(
    r"(?P<what>\b(?:surat(?:\s+(?:edaran|imbauan|himbauan|keputusan|perintah|tugas))?|SE"
    r"|edaran)\b(?P<between>[^.;\n]{0,90}?))?"
    r"\b(?:ber)?(?:nomor|nomer|no\.?)\s*(?:surat)?\s*[:.]?\s*(?P<number>[A-Z0-9][\w./–-]*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\bSE\s+(?:Nomor\s+|No\.?\s*)?(?P<number>\d+(?:/\d{4}|\s+Tahun\s+\d{4}))")
_LAW = re.compile(
    r"(?:\b(?:undang-undang|UU|PP|perpu|perppu|perpres|permen\w*|peraturan(?:\s+\w+){0,4}|perbawaslu|PKPU|pasal"
    r"|ayat|keputusan(?:\s+\w+){0,4}"
    r"|keppres|SKB|surat\s+keputusan\s+bersama|nomor\s+urut|paslon|pasangan\s+calon)(?:\s+(?:RI"
    r"|Republik\s+Indonesia|bersama|pemerintah))*)"
    r"[\s,(]*(?:nomor|no\.?)?\s*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s(?P<token>[-/–][\w./-]+|\d[\w./-]*[a-z]\w*|[A-Z]{3,}[\w/-]*)(?=[\s,.;]|$)")
_OF_DATE = re.compile(r"\b(?:edaran|surat|SE)\b[^.\n]{0,40}\b(?:tertanggal|tanggal|per)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\s+Tahun\s+(?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's number as printed, its date where the sentence tells it, and where both stand in the story."""

    number: str
    day: date | None
    start: int
    end: int
    day_span: tuple[int, int] | None


def letters_in(story: Story) -> tuple[Letter, ...]:
    """Return the letters named in `story`, each number once, with its date when any mention has one."""
    found: dict[str, Letter] = {}
    for sentence in story.sentences:
        for letter in _in_sentence(sentence):
            known = found.get(letter.number)
            if known is None or (known.day is None and letter.day is not None):
                found[letter.number] = letter
    letters = tuple(found.values())
    if len(letters) == 1 and letters[0].day is None:
        return (_dated(letters[0], story),)
    return letters


def _dated(letter: Letter, story: Story) -> Letter:
    """Return the story's only letter with the date that a later sentence gives it ("edaran tertanggal …")."""
    for hit in _OF_DATE.finditer(story.text, letter.end):
        day = next(iter(days_in(story.text, hit.end(), hit.end() + 24)), None)
        if day and day.start == hit.end():
            return replace(letter, day=day.day, day_span=(day.start, day.end))
    return letter


def _in_sentence(sentence: Sentence) -> Iterator[Letter]:
    text = sentence.text
    for hit in (*_TRIGGER.finditer(text), *_BARE.finditer(text)):
        start, end = hit.span("number")
        end = _whole(text, start, end, hit.re is _TRIGGER)
        number = text[start:end]
        if not _is_letter(number, hit, text):
            continue
        day = next(iter(days_in(text, end)), None)
        span = (sentence.start + day.start, sentence.start + day.end) if day else None
        yield Letter(number, day.day if day else None, sentence.start + start, sentence.start + end, span)


def _whole(text: str, start: int, end: int, generous: bool) -> int:
    """Return where the number ends: with "Tahun 2024" after a bare number, with the pieces of a broken one."""
    while end > start and text[end - 1] in ".,-–/":
        end -= 1
    if text[start:end].isdigit():
        year = _YEAR.match(text, end)
        return year.end() if year else end
    while generous and (more := _MORE.match(text, end)) and end - start < 60:
        end = more.end("token")
    while end > start and text[end - 1] in ".,-–":
        end -= 1
    return end


def _is_letter(number: str, hit: re.Match[str], text: str) -> bool:
    if not any(character.isdigit() for character in number) or _LAW.search(
        text[max(0, hit.start("number") - 60) : hit.start("number")]
    ):
        return False
    named = hit.re is _BARE or hit["what"] is not None
    if named and hit.re is _TRIGGER and _LAW.search(hit["between"] or ""):
        return False
    if "/" in number or re.search(r"\d[.-]\d", number):
        return named or number.count("/") >= 2
    return named and ("tahun" in number.lower() or len(number) >= 3)
