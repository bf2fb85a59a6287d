"""Pages that read: the register, one letter, its files."""

import re
from typing import BinaryIO, cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from wasit.letters import actions, queries
from wasit.letters.asking import Letter, OfficerRequest, reachable
from wasit.letters.forms import CancelForm, SignedForm
from wasit.letters.qr import check_place
from wasit.office import vault
from wasit.office.permission import requires
from wasit.office.verbs import words_of
from wasit.rulebook import letter_kinds, number_series
from wasit.text import Problem, Words

PAGE = 30
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@requires("letters.view")
@require_GET
def letter_list(request: OfficerRequest) -> HttpResponse:
    """The register within reach, filtered by what stands in the address."""
    asked = {key: request.GET.get(key, "")[:120].strip() for key in ("q", "tahun", "deret", "jenis", "keadaan")}
    found = queries.find_letters(
        request.reach,
        year=int(asked["tahun"]) if asked["tahun"].isdecimal() and len(asked["tahun"]) == 4 else None,
        series=asked["deret"],
        kind=asked["jenis"],
        state=asked["keadaan"],
        text=asked["q"],
    )
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("hal")),
        "asked": asked,
        "filtered": any(asked.values()),
        "years": queries.years(request.reach),
        "series": number_series().values(),
        "kinds": letter_kinds().values(),
        "states": Letter.State.choices,
        "may_word": queries.own_agencies(request.reach, "letters.templates").exists(),
    }
    return render(request, "letters/list.html", context)


@requires("letters.view")
@require_GET
def letter_page(request: OfficerRequest, pk: int) -> HttpResponse:
    """One letter: what the register says, its copies, files, signed paper, and what happened to it."""
    return render(request, "letters/letter.html", page_of(request, reachable(request, pk)))


def page_of(
    request: OfficerRequest, letter: Letter, *, cancelling: CancelForm | None = None, signing: SignedForm | None = None
) -> dict[str, object]:
    """Return everything the page of a letter shows; forms that were refused come back with what was typed."""
    return {
        "letter": letter,
        "kind": letter.rule,
        "series": number_series()[letter.series],
        "copies": letter.marked_copies.all(),
        "check_place": check_place(),
        "entries": [
            {"at": entry.at, "actor": entry.actor, "words": words_of(entry.verb)}
            for entry in queries.journal_of(letter)[:20]
        ],
        "may_act": queries.may_write(request.reach, letter.agency),
        "cancelling": cancelling or CancelForm(),
        "signing": signing or SignedForm(),
    }


@requires("letters.view")
@require_GET
def letter_pdf(request: OfficerRequest, pk: int, place: int) -> HttpResponse:
    """Hand out the PDF of one copy; written down, for each copy is somebody's."""
    letter = reachable(request, pk)
    copy = letter.marked_copies.filter(place=place).first()
    if copy is None:
        raise Http404
    name = file_name(letter, "pdf", "" if letter.marked_copies.count() == 1 else f"-{place}")
    return _handed_out(request, letter, copy.pdf_sha256, "application/pdf", name, str(place))


@requires("letters.view")
@require_GET
def letter_docx(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand out the DOCX of a letter."""
    letter = reachable(request, pk)
    return _handed_out(request, letter, letter.docx_sha256, DOCX, file_name(letter, "docx"), "docx")


@requires("letters.view")
@require_GET
def letter_signed(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand out the signed paper."""
    letter = reachable(request, pk)
    if not letter.signed_sha256:
        raise Http404
    media_type = letter.signature.get("media_type", "application/octet-stream")
    name = file_name(letter, ENDINGS.get(media_type, "bin"), "-bertanda-tangan")
    return _handed_out(request, letter, letter.signed_sha256, media_type, name, "signed")


def file_name(letter: Letter, ending: str, suffix: str = "") -> str:
    """Return a file name made of kind and number, without a person."""
    bare = re.sub(r"[^0-9A-Za-z.]+", "-", f"{letter.title} {letter.full_number}").strip("-.")
    return f"{bare}{suffix}.{ending}"


def _handed_out(
    request: OfficerRequest, letter: Letter, sha256: str, media_type: str, name: str, what: str
) -> HttpResponse:
    if not vault.intact(sha256):
        raise Problem(
            Words(
                id=f"Berkas surat {letter.full_number} tidak lagi cocok dengan sidik jarinya. Beri tahu administrator.",
                en=f"The file of letter {letter.full_number} no longer fits its hash. Tell the administrator.",
            )
        )
    actions.note_opened(letter, what, officer=request.user, now=request.now)
    source = cast(BinaryIO, vault.open_file(sha256))
    return cast(HttpResponse, FileResponse(source, as_attachment=True, filename=name, content_type=media_type))
