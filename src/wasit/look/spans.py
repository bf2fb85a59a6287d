"""Marks what a reading found in a text: escaped text with highlights, whatever the spans look like."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Among spans of one length the first wins: what was done matters more to the reader than who or for whom.
_ORDER = ("conduct", "candidate", "person")
_LETTER = {"person": "p", "candidate": "c", "conduct": "d"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with one role, or none."""

    start: int
    end: int
    role: str


def pieces(length: int, spans: Iterable[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """Cut a text of `length` characters into runs so that each character has at most one role.

    Spans are (role, start, end) in character offsets; those outside the text are cut, empty ones and unknown roles
    are dropped. Where two overlap the shorter one shows, so a name inside a long phrase stays visible.
    """
    roles = [""] * length
    known = [(role, max(0, start), min(length, end)) for role, start, end in spans if role in _ORDER]
    for role, start, end in sorted(known, key=lambda span: (span[1] - span[2], -_ORDER.index(span[0]))):
        if start < end:
            roles[start:end] = [role] * (end - start)
    return tuple(_runs(roles))


def highlighted(text: str, spans: Iterable[Any]) -> SafeString:
    """Return `text`, wholly escaped, with `<mark class="s p|c|d">` around its spans.

    A span is a mapping or an object with `role`, `start`, `end`; offsets count characters, not bytes.
    """
    read = [(_role(span), int(_part(span, "start")), int(_part(span, "end"))) for span in spans]
    told = (_piece_html(text[piece.start : piece.end], piece.role) for piece in pieces(len(text), read))
    return mark_safe("".join(told))  # noqa: S308 - every run of the text went through escape()


def _runs(roles: list[str]) -> Iterable[Piece]:
    start = 0
    for index in range(1, len(roles) + 1):
        if index == len(roles) or roles[index] != roles[start]:
            yield Piece(start, index, roles[start])
            start = index


def _piece_html(text: str, role: str) -> str:
    return f'<mark class="s {_LETTER[role]}">{escape(text)}</mark>' if role else str(escape(text))


def _role(span: Any) -> str:
    role = str(_part(span, "role"))
    return "person" if role in {"author", "mentioned"} else role


def _part(span: Any, name: str) -> Any:
    return span[name] if isinstance(span, dict) else getattr(span, name)
