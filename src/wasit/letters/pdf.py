"""A sheet set in type: PDF/A-2a and PDF/UA-1, the same bytes for the same letter."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from wasit.letters import qr
from wasit.letters.cleaning import printable
from wasit.letters.composing import Sheet
from wasit.letters.models import Paper
from wasit.letters.plain_text import meta_rows
from wasit.text import Problem, Words

MILLIMETRES = {Paper.A4: (210, 297), Paper.F4: (215, 330)}
_STANDARDS = ["a-2a", "ua-1"]


@dataclass(frozen=True)
class Mark:
    """What only one copy carries; an unmarked copy has a code and no recipient, a preview has neither."""

    code: str = ""
    place: int = 1
    of: int = 1
    recipient: str = ""


PREVIEW = Mark()


def render_pdf(sheet: Sheet, *, mark: Mark, paper: str, now: datetime) -> bytes:
    """Return the PDF of one copy; `now` is written into it as its date."""
    address = qr.check_address(mark.code) if mark.code else ""
    project: dict[str, bytes] = {"main.typ": _layout()}
    if address:
        project["qr.svg"] = qr.as_svg(address).encode()
    data = json.dumps(_data(sheet, mark, paper, now, qr_shown=bool(address)), ensure_ascii=False)
    try:
        pdf, warnings = typst.compile_with_warnings(
            project,  # type: ignore[call-overload]  # the stub leaves out projects given as a mapping
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=_STANDARDS,
        )
    except typst.TypstError as error:
        raise _unprintable(sheet, str(error.message)) from error
    if warnings:
        raise _unprintable(sheet, "; ".join(str(warning.message) for warning in warnings))
    return bytes(pdf)


def file_title(sheet: Sheet) -> str:
    """Return what a file calls itself: the kind and the number, never a person."""
    return f"{sheet.name} {sheet.number}"


def _unprintable(sheet: Sheet, reason: str) -> Problem:
    return Problem(
        Words(
            id=f"“{sheet.name}” tidak dapat dicetak ({reason}). Periksa lambang pada kop dan isian surat.",
            en=f"“{sheet.name}” cannot be printed ({reason}). Check the arms of the letterhead and the values.",
        )
    )


@cache
def _layout() -> bytes:
    return (files("wasit.letters") / "layouts" / "surat.typ").read_bytes()


def _data(sheet: Sheet, mark: Mark, paper: str, now: datetime, *, qr_shown: bool) -> dict[str, Any]:
    width, height = MILLIMETRES[Paper(paper)]
    at = now.astimezone(UTC)
    plain = {
        name: getattr(sheet, name)
        for name in (
            "layout", "name", "author", "code", "number", "title", "subject", "handling", "place", "day", "addressee",
            "position", "signer", "nip", "beside_label", "beside_name", "copies", "footnote",
        )
    }  # fmt: skip
    heading = sheet.heading
    plain |= {
        "heading": {"lines": heading.lines, "address": heading.address, "contact": heading.contact},
        "meta": meta_rows(sheet),
        "parts": [
            {"form": one.form, "text": one.text, "head": one.head, "rows": one.rows, "paragraphs": one.paragraphs}
            for one in sheet.parts
        ],
        "mark": {"code": mark.code, "recipient": mark.recipient, "check_place": qr.check_place()},
        "file_title": file_title(sheet),
    }
    told: dict[str, Any] = _printable(plain)
    told["heading"]["arms"] = list(heading.arms)
    told["mark"] |= {"place": mark.place, "of": mark.of}
    return told | {
        "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "width": width,
        "height": height,
        "qr": qr_shown,
        "draft": not mark.code,
    }


def _printable(value: Any) -> Any:
    """Return nested data with every text printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value]
