"""Pages on which an administrator keeps the accounts of an office."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wasit.office import actions, queries
from wasit.office.forms import OfficerForm, RoleForm
from wasit.office.permission import requires
from wasit.text import Problem


@requires("office.manage")
@require_GET
def staff_list(request: HttpRequest) -> HttpResponse:
    """Who holds which role in the agencies whose accounts the reader keeps."""
    agencies = queries.agencies_managed(request.reach)  # type: ignore[attr-defined]
    return render(request, "office/staff.html", {"held": queries.staff_of(agencies, _now(request))})


@requires("office.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def staff_new(request: HttpRequest) -> HttpResponse:
    """Register an officer with a first role; an account that exists gets the role."""
    agencies = list(queries.agencies_managed(request.reach))  # type: ignore[attr-defined]
    form = OfficerForm(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            officer, made = actions.register(
                form.chosen_agency,
                form.chosen_role,
                email=given["email"],
                name=given["name"],
                nip=given["nip"],
                unit_code=given.get("unit_code", ""),
                actor=request.user,  # type: ignore[arg-type]
                reach=request.reach,  # type: ignore[attr-defined]
                now=_now(request),
            )
        except Problem as problem:
            form.add_error(None, _said(problem))
        else:
            told = _("Akun dibuat. Buat tautan kata sandi, lalu berikan langsung kepada orangnya.")
            messages.success(request, told if made else _("Akun sudah ada; perannya ditambahkan."))
            return redirect("staff_one", officer.pk)
    return render(request, "office/staff_new.html", {"form": form})


@requires("office.manage")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def staff_one(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its roles, another role."""
    agencies = queries.agencies_managed(request.reach)  # type: ignore[attr-defined]
    account = _account(request, pk)
    form = RoleForm(request.POST or None, agencies=list(agencies))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(
                account.officer,
                form.chosen_agency,
                form.chosen_role,
                unit_code=form.cleaned_data.get("unit_code", ""),
                actor=request.user,  # type: ignore[arg-type]
                reach=request.reach,  # type: ignore[attr-defined]
                now=_now(request),
            )
        except Problem as problem:
            form.add_error(None, _said(problem))
        else:
            messages.success(request, _("Peran diberikan."))
            return redirect("staff_one", pk)
    return render(request, "office/staff_one.html", {"form": form, "roles": account.roles, "officer": account.officer})


@requires("office.manage")
@require_POST
def role_end(request: HttpRequest, pk: int, held: int) -> HttpResponse:
    """End one role of an account."""
    role = next((one for one in _account(request, pk).roles if one.pk == held), None)
    if role is None:
        raise Http404
    try:
        actions.end(role, actor=request.user, reach=request.reach, now=_now(request))  # type: ignore[arg-type,attr-defined]
    except Problem as problem:
        messages.error(request, _said(problem))
    else:
        messages.success(request, _("Peran diakhiri. Yang pernah dilakukan dalam peran itu tetap ada di jurnal."))
    return redirect("staff_one", pk)


@requires("office.manage")
@never_cache
@require_POST
def staff_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, once, the link with which an officer chooses a password."""
    account = _account(request, pk)
    path = actions.make_link(account.officer, account.agency, actor=request.user, now=_now(request))  # type: ignore[arg-type]
    context = {"officer": account.officer, "link": request.build_absolute_uri(path)}
    return render(request, "office/staff_link.html", context)


@requires("office.manage")
@require_POST
def factor_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second factor of an account whose device is lost."""
    account = _account(request, pk)
    try:
        actions.forget_second_factor(account.officer, account.agency, actor=request.user, now=_now(request))  # type: ignore[arg-type]
    except Problem as problem:
        messages.error(request, _said(problem))
    else:
        messages.success(request, _("Faktor kedua dilepas; akan diminta lagi saat masuk."))
    return redirect("staff_one", pk)


def _account(request: HttpRequest, pk: int) -> queries.Account:
    account = queries.account_within(request.reach, pk)  # type: ignore[attr-defined]
    if account is None:
        raise Http404
    return account


def _now(request: HttpRequest) -> datetime:
    return cast(datetime, request.now)  # type: ignore[attr-defined]


def _said(problem: Problem) -> str:
    return problem.words.in_(get_language() or "id")
