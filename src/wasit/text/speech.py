"""Words in both languages and problems told as one clear line in the reader's language."""

import os
from dataclasses import dataclass

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Indonesian and in English."""

    id: str
    en: str

    def in_(self, language: str) -> str:
        """Return the text in `language` (any code that starts with "en" is English, all else Indonesian)."""
        return self.en if language.lower().startswith("en") else self.id

    def as_json(self) -> dict[str, str]:
        """Return `{"id": ..., "en": ...}`."""
        return {"id": self.id, "en": self.en}


class Problem(Exception):  # noqa: N818 - it is a problem of the input, told to a person, not a programming error
    """Bad input: one line that says what is wrong, where, and how to mend it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def reader_language() -> str:
    """Return the language for commands: WASIT_LANG ("id" or "en") decides, else Indonesian.

    LANG is not asked: most machines in Indonesian offices are set to en_US whatever their users read.
    """
    return "en" if os.environ.get("WASIT_LANG", "id").lower().startswith("en") else "id"
