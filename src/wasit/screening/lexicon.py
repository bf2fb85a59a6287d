"""Word classes of conduct, staff and positions, looked up token by token; a longer phrase wins over a shorter one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

from wasit.text import Words
from wasit.text.normalise import Tokens, ordinary_words, slang

_CLITICS = ("nya", "lah", "kah", "pun")
_HASHTAG_WORDS = ("dukung", "menangkan", "coblos", "pilih", "salam", "nomor", "paslon", "lanjutkan", "netral")
_MEMORY = 300_000

Payload = TypeVar("Payload")


def load(name: str) -> Any:
    """Return the contents of a YAML file of this library."""
    return yaml.safe_load((files("wasit.screening") / "data" / name).read_text(encoding="utf-8"))


class PhraseTable(Generic[Payload]):
    """Phrases of words with a payload each; finds the longest ones that do not overlap."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, words: Sequence[str], payload: Payload) -> None:
        """Add a phrase; the same phrase may carry several payloads."""
        self._by_first.setdefault(words[0], {}).setdefault(tuple(words), []).append(payload)
        lengths = self._lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def items(self) -> Iterator[tuple[tuple[str, ...], Payload]]:
        """Yield every phrase with each of its payloads."""
        for phrases in self._by_first.values():
            for words, payloads in phrases.items():
                for payload in payloads:
                    yield words, payload

    def __contains__(self, first: str) -> bool:
        return first in self._by_first

    def find(self, words: Sequence[str]) -> list[tuple[int, int, list[Payload]]]:
        """Return (first, last, payloads) of the longest phrases from left to right."""
        found = []
        at = 0
        while at < len(words):
            match = self._longest(words, at)
            if match is None:
                at += 1
            else:
                found.append(match)
                at = match[1] + 1
        return found

    def _longest(self, words: Sequence[str], at: int) -> tuple[int, int, list[Payload]] | None:
        phrases = self._by_first.get(words[at])
        if phrases is None:
            return None
        for length in self._lengths[words[at]]:
            payloads = phrases.get(tuple(words[at : at + length]))
            if payloads is not None and at + length <= len(words):
                return at, at + length - 1, payloads
        return None


@dataclass(frozen=True, slots=True)
class Position:
    """A class of posts (lurah, guru, kepala dinas ...)."""

    code: str
    strong: bool
    words: Words


@dataclass(slots=True)
class Tagged:
    """A text with its word classes: one bit mask a token, and all bits of the text in `seen`."""

    tokens: Tokens
    masks: list[int]
    seen: int
    positions: list[tuple[int, int, str]]
    sentences: list[int]
    questions: frozenset[int]

    def mark(self, first: int, last: int, bit: int) -> None:
        """Add a class to a stretch of tokens."""
        for index in range(first, last + 1):
            self.masks[index] |= bit
        self.seen |= bit

    def near(self, index: int, bit: int, before: int, after: int) -> bool:
        """Tell whether a token of class `bit` stands within `before` and `after` tokens in the same sentence."""
        if not self.seen & bit:
            return False
        sentence = self.sentences[index]
        low, high = max(0, index - before), min(len(self.masks), index + after + 1)
        return any(self.masks[i] & bit and self.sentences[i] == sentence for i in range(low, high))


class Lexicon:
    """The word classes as bits; `tag` costs one dictionary look-up a token."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._bits: dict[str, int] = {}
        self._table: PhraseTable[tuple[int, str | None]] = PhraseTable()
        self._vocabulary: set[str] = set()
        self._memory: dict[str, str] = {}
        self.positions: dict[str, Position] = {}
        for name, words in data["classes"].items():
            self._add(words, self.bit(name), None)
        self._add(data["staff"]["strong"], self.bit("STAFF"), None)
        self._add(data["staff"]["weak"], self.bit("WEAK_STAFF"), None)
        self._add(data["nickname"]["words"], self.bit("NICKNAME"), None)
        for code, entry in data["positions"].items():
            bit = self.bit("POSITION") | self.bit("STAFF" if entry["strong"] else "WEAK_STAFF")
            self.positions[code] = Position(code, entry["strong"], Words(id=entry["id"], en=entry["en"]))
            self._add(entry["words"], bit, code)
        self._roster_positions = self._position_table(data["positions"])

    def bit(self, name: str) -> int:
        """Return the bit of a class, making it when it is new."""
        return self._bits.setdefault(name, 1 << len(self._bits))

    def literal(self, word: str) -> int:
        """Return the bit of a literal word used in a pattern."""
        name = f"={word}"
        if name not in self._bits:
            self._add(word, self.bit(name), None)
        return self._bits[name]

    def _add(self, words: str, bit: int, position: str | None) -> None:
        self._memory.clear()
        for phrase in words.split():
            parts = phrase.split("_")
            self._vocabulary.update(parts)
            self._table.add(parts, (bit, position))

    @staticmethod
    def _position_table(entries: Mapping[str, Any]) -> PhraseTable[str]:
        table: PhraseTable[str] = PhraseTable()
        for code, entry in entries.items():
            for phrase in f"{entry['words']} {entry.get('roster', '')}".split():
                table.add(phrase.split("_"), code)
        return table

    @property
    def hashtag_words(self) -> tuple[str, ...]:
        """Return the words with which a hashtag of several words may begin."""
        return _HASHTAG_WORDS

    def words_of(self, mask: int) -> set[str]:
        """Return the telling words of all phrases with a class of `mask`, in every way they are written."""
        telling = {telling_word(words) for words, (bit, _) in self._table.items() if bit & mask}
        bent = {informal for informal, standard in slang().items() if standard in telling}
        return telling | bent | {word + ending for word in telling for ending in _CLITICS}

    def position_of(self, title: str) -> str | None:
        """Return the position class of a roster's job title, None where it is of no known class."""
        found = self._roster_positions.find([word.lstrip("#@") for word in Tokens(title).words])
        return found[0][2][0] if found else None

    def _known(self, word: str) -> str:
        """Return the listed form of a word, "" for a word of no interest."""
        if len(self._memory) > _MEMORY:
            self._memory.clear()
        plain = word[1:] if word.startswith("#") else word
        form = plain if plain in self._vocabulary else self._bent(plain)
        if not form and word.startswith("#"):
            form = next((part for part in _HASHTAG_WORDS if plain.startswith(part)), "")
        self._memory[word] = form
        return form

    def _bent(self, word: str) -> str:
        standard = slang().get(word, "")
        if standard in self._vocabulary:
            return standard
        for ending in _CLITICS:
            if word.endswith(ending) and word[: -len(ending)] in self._vocabulary and len(word) - len(ending) > 2:
                return word[: -len(ending)]
        return ""

    def tag(self, tokens: Tokens) -> Tagged:
        """Return the text with its word classes."""
        memory = self._memory
        forms = [memory[word] if word in memory else self._known(word) for word in tokens.words]
        masks = [0] * len(forms)
        seen = 0
        positions: list[tuple[int, int, str]] = []
        for first, last, payloads in self._table.find(forms):
            mask = 0
            for bit, position in payloads:
                mask |= bit
                if position is not None:
                    positions.append((first, last, position))
            seen |= mask
            for index in range(first, last + 1):
                masks[index] = mask
        return Tagged(tokens, masks, seen, positions, [], frozenset())


def split_sentences(tagged: Tagged) -> None:
    """Fill in the sentence number of every token and which sentences are questions."""
    tokens = tagged.tokens
    current, questions = 0, set()
    sentences = [0] * len(tokens)
    for index in range(1, len(tokens)):
        between = tokens.between(index - 1, index)
        if between != " " and _ends(between, tokens.words[index - 1]):
            if "?" in between:
                questions.add(current)
            current += 1
        sentences[index] = current
    if len(tokens) and "?" in tokens.text[tokens.ends[-1] :]:
        questions.add(current)
    tagged.sentences, tagged.questions = sentences, frozenset(questions)


def _ends(between: str, word: str) -> bool:
    if any(mark in between for mark in "!?\n;|"):
        return True
    dot = between.find(".")
    if dot < 0:
        return False
    return len(word) > 3 and (dot + 1 == len(between) or between[dot + 1].isspace() or between[dot + 1] in ".\"'”)")


def telling_word(words: Sequence[str]) -> str:
    """Return the word without which a phrase cannot stand and that is least likely to stand elsewhere."""
    return max(words, key=lambda word: (word not in ordinary_words(), len(word)))


@cache
def lexicon() -> Lexicon:
    """Return the shared lexicon."""
    return Lexicon(load("lexicon.yaml"))


@cache
def bits(*names: str) -> int:
    """Return the mask of several classes."""
    mask = 0
    for name in names:
        mask |= lexicon().bit(name)
    return mask
