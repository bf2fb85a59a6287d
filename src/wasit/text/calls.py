"""Calls of commands: a wrong one is told as one line in the reader's language, like any other bad input."""

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from wasit.text.speech import Problem, Words

# What argparse says, and how an Indonesian reader is told; what is not listed stays as it is, inside a line of ours.
_SAID = (
    (r"the following arguments are required: (.+)", r"belum ada: \1"),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1: \2 bukan pilihan; pilih \3"),
    (r"argument (.+?): invalid int value: (.+)", r"\1: \2 bukan bilangan bulat"),
    (r"argument (.+?): invalid float value: (.+)", r"\1: \2 bukan bilangan"),
    (r"argument (.+?): (.+: -?\d+ … \d+)", r"\1 \2"),
    (r"argument (.+?): expected one argument", r"\1: perlu satu nilai"),
    (r"argument (.+?): expected at least one argument", r"\1: perlu paling sedikit satu nilai"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat bersama \2"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 dapat berarti \2"),
)


class CallParser(argparse.ArgumentParser):
    """Tells a wrong call as a Problem instead of printing its usage and leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise the Problem: what is wrong and how the call is written."""
        usage = " ".join(self.format_usage().split()).removeprefix("usage: ")
        told = " ".join(message.split())
        raise Problem(
            Words(
                id=f"Panggilan salah ({_indonesian(told)}). Pakai: {usage}",
                en=f"The call is wrong ({told}). Use: {usage}",
            )
        )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return what reads an argument that must be a whole number within bounds."""

    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text}: {least} … {most}")
        return value

    read.__name__ = "int"
    return read


def _indonesian(message: str) -> str:
    for pattern, words in _SAID:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return message
