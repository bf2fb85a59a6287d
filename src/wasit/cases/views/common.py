"""What pages of this room do alike: run an action and show its problem in the form, go back with a word."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wasit.cases.asking import Case, OfficerRequest, workable
from wasit.cases.reports import works_here
from wasit.proceedings.forms import add_problem, said
from wasit.text import Problem

READ_WRITE = ("GET", "HEAD", "POST")


def written(form: forms.Form, write: Callable[[], object]) -> bool:
    """Run an action; a problem is shown in the form, with everything that was typed."""
    try:
        write()
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def done(request: HttpRequest, write: Callable[[], object], told: str) -> bool:
    """Run an action that has no form of its own; its problem becomes a message."""
    try:
        write()
    except Problem as problem:
        messages.error(request, said(problem.words))
        return False
    messages.success(request, told)
    return True


def back(request: HttpRequest, case: Case, anchor: str, told: str = "") -> HttpResponse:
    """Return to the page of a case, with a word where there is one."""
    if told:
        messages.success(request, told)
    return redirect(f"{case.get_absolute_url()}{anchor}")


def open_file(request: OfficerRequest, pk: int, permission: str = "cases.handle") -> Case:
    """Return a case that the reader may work on; one that has ended sends nobody to a form that cannot be sent."""
    case = workable(request, pk, permission)
    if not works_here(request.reach, case):
        raise PermissionDenied
    return case
