"""Plain tokens with offsets into the original text: case, accents, look-alikes and invisible characters folded away."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_JOINER = "\x00"
_LOOK_ALIKES = dict(zip("аеорсухіѕјкмтвнԁɡıł’‘`´ʼʻ＇", "aeopcyxisjkmtbhdgil'''''''", strict=True))
_TOKEN = re.compile(
    r"(?:https?:|www\.)\S*"
    r"|(?<![a-z0-9])[#@][a-z0-9_\x00](?:[a-z0-9_\x00]|\.(?=[a-z0-9_]))*"
    r"|[a-z0-9](?:[a-z0-9\x00]|'(?=[a-z0-9]))*"
)
# Drawn-out letters; "pppk" and "www" are words.
_RUN = re.compile(r"([aeiou])\1{2,}|([b-df-hj-np-tvxyz])\2{3,}|([b-df-hj-nq-tvxyz])\3{2,}(?![a-z])")
_TRIPLES = tuple(letter * 3 for letter in "aeioubcdfghjklmnqrstvxyz")
_NOT_IN_WORDS = re.compile(r"[\x00']")


class _Folding(dict[int, str]):
    """One character for one character, so that offsets stay those of the original text; filled as it is asked."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_char(chr(code))
        return folded


def _folded_char(char: str) -> str:
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    if char.isascii():
        return char.lower()
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return _JOINER
    lowered = char.lower()
    first = unicodedata.normalize("NFKD", lowered)[:1]
    if first.isascii() and first.isprintable():
        return first.lower()
    return _LOOK_ALIKES.get(lowered, " " if char.isspace() or char.isalnum() or char == "\u2026" else "\x01")


_FOLDING = _Folding()


def folded_text(text: str) -> str:
    """Return `text` lower-cased and folded to ASCII, exactly as long as it was."""
    if text.isascii():
        return text.lower().replace(_JOINER, " ")
    return text.replace(_JOINER, " ").translate(_FOLDING)


def collapsed(word: str) -> str:
    """Return folded text with drawn-out letters written once: "dukuuung" → "dukung"."""
    # A search with back references costs ten times what plain searches do, and most texts need none.
    return _RUN.sub(r"\1\2\3", word) if any(triple in word for triple in _TRIPLES) else word


class Tokens:
    """The words of a text in order; `starts` and `ends` are character offsets into the original text.

    A hashtag or a mention keeps its mark as the first character of the word (`#menang`, `@nama`). Web addresses are no
    words. Letters written three times or more are written once ("dukuuung").
    """

    __slots__ = ("_folded", "ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = folded = folded_text(text)
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        long_runs = any(triple in folded for triple in _TRIPLES)
        for found in _TOKEN.finditer(folded):
            word = found.group()
            if word.startswith(("http", "www.")) and (":" in word or "." in word):
                continue
            if _JOINER in word or "'" in word:
                word = _NOT_IN_WORDS.sub("", word)
            if long_runs:
                word = collapsed(word)
            if word and word not in "#@":
                self.words.append(word)
                self.starts.append(found.start())
                self.ends.append(found.end())

    def __len__(self) -> int:
        return len(self.words)

    def between(self, left: int, right: int) -> str:
        """Return the folded text that stands between two neighbouring words."""
        return self._folded[self.ends[left] : self.starts[right]]

    def original(self, first: int, last: int) -> str:
        """Return the original text from word `first` to word `last`, both included."""
        return self.text[self.starts[first] : self.ends[last]]

    def capitalised(self, index: int) -> bool:
        """Tell whether the word begins with a capital letter in the original text."""
        return self.text[self.starts[index]].isupper()


@cache
def slang() -> Mapping[str, str]:
    """Return informal → standard words (github louisowen6/NLP_bahasa_resources, MIT), single words only."""
    source = files("wasit.text") / "data" / "slang_words.json"
    pairs: dict[str, str] = json.loads(source.read_text(encoding="utf-8"))
    return {informal: standard for informal, standard in pairs.items() if informal.isalnum() and standard.isalpha()}


@cache
def ordinary_words() -> frozenset[str]:
    """Return common Indonesian words that must not be taken for a misspelt name."""
    source = files("wasit.text") / "data" / "ordinary_words.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(listed | set(slang()) | set(slang().values()))
