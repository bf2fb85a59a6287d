"""Public pages: anyone who holds a letter may ask whether it is what it says; names are never told."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from wasit.letters import queries
from wasit.letters.codes import read_code
from wasit.letters.forms import CheckFileForm
from wasit.letters.queries import Match
from wasit.office.permission import public

LARGEST = 30_000_000


@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or compare a file by its hash; of the file nothing is kept."""
    typed = request.GET.get("kode", "")[:60].strip()
    if typed:
        return redirect("check_code", read_code(typed) or _address_part(typed))
    form = CheckFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            form.add_error("file", _("Berkas lebih dari 30 MB, padahal surat kami jauh lebih kecil. Ketik kodenya."))
        else:
            return _file_answer(request, file)
    return render(request, "letters/check.html", {"form": form})


@public
@require_GET
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say what the register knows of the copy that carries a code."""
    copy = queries.copy_by_code(code)
    match = Match(copy.letter, copy, "code") if copy else None
    return _answer(request, match, asked=read_code(code) or code[:60])


def _file_answer(request: HttpRequest, file: "UploadedFile[bytes]") -> HttpResponse:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return _answer(request, queries.match_file(digest.hexdigest()), sha256=digest.hexdigest())


def _answer(request: HttpRequest, match: Match | None, *, asked: str = "", sha256: str = "") -> HttpResponse:
    context = {
        "match": match,
        "letter": match.letter if match else None,
        "copy": match.copy if match else None,
        "copies": match.letter.marked_copies.count() if match else 0,
        "asked": asked,
        "sha256": sha256,
    }
    answer = render(request, "letters/answer.html", context, status=200 if match else 404)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _address_part(typed: str) -> str:
    """Return what was typed so that it fits into an address."""
    return "".join(char for char in typed if char.isalnum() or char in "-_.") or "-"
