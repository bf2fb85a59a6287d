"""Pages that change a letter: the signed paper comes back, or the letter is cancelled."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wasit.letters import actions, queries
from wasit.letters.actions.filing import LARGEST_SIGNED
from wasit.letters.asking import Letter, OfficerRequest, reachable
from wasit.letters.forms import CancelForm, SignedForm, add_problem
from wasit.letters.views.reading import page_of
from wasit.office.permission import requires
from wasit.text import Problem


@requires("letters.issue")
@require_POST
def letter_sign(request: OfficerRequest, pk: int) -> HttpResponse:
    """File the signed paper; what its signatures say is shown, never trusted in silence."""
    letter = _workable(request, pk)
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["signed"]
        try:
            data = bytes(file.read(LARGEST_SIGNED + 1))
            actions.attach_signed(letter, data, officer=request.user, reach=request.reach, now=request.now)
        except Problem as problem:
            add_problem(form, problem, "signed")
        else:
            messages.success(request, _("Surat bertanda tangan tersimpan dan disegel."))
            return redirect(letter)
    return render(request, "letters/letter.html", page_of(request, letter, signing=form), status=422)


@requires("letters.issue")
@require_POST
def letter_cancel(request: OfficerRequest, pk: int) -> HttpResponse:
    """Cancel a letter with its reason."""
    letter = _workable(request, pk)
    form = CancelForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.cancel(letter, reason, officer=request.user, reach=request.reach, now=request.now)
        except Problem as problem:
            add_problem(form, problem, "reason")
        else:
            messages.success(
                request, _("Surat dibatalkan. Nomor %(number)s tetap tercatat.") % {"number": letter.full_number}
            )
            return redirect(letter)
    return render(request, "letters/letter.html", page_of(request, letter, cancelling=form), status=422)


def _workable(request: OfficerRequest, pk: int) -> Letter:
    letter = reachable(request, pk)
    if not queries.may_write(request.reach, letter.agency):
        raise PermissionDenied
    return letter
