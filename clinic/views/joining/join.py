"""Joining by an invitation, one thing a page. Only the last press uses the invitation up."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from clinic.actions import invitations
from clinic.actions.runners import Joining
from clinic.forms.joining import AccountForm, CodeForm, ConsentForm, NameForm, SettingsForm
from clinic.models import Invitation
from clinic.views.access import ClinicRequest, runners
from clinic.views.joining.invited import forget, invited, joining_of, remember, said
from portal.accounts.mails import send_sign_in_to_go_on

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FAULTY = 422


@login_not_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """For who has a code on paper, or a link that does not open by itself."""
    form = CodeForm(_posted(request))
    if form.is_valid():
        return redirect("join", form.cleaned_data["code"])
    return _page(request, "joining/start.html", form)


@login_not_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@invited
def join(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The first page: consent for runners, at once the account for people who will work in the clinic."""
    if invitation.runner is None:
        return _account(request, invitation, token)
    form = ConsentForm(_posted(request), invitation=invitation, initial=said(request, invitation))
    if form.is_valid():
        remember(request, invitation, **form.answers)
        return redirect("join-settings", token)
    return _page(request, "joining/consent.html", form, invitation=invitation, token=token, step=1)


@login_not_required
@require_http_methods(["GET", "POST"])
@invited
def join_settings(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The second page of runners: zone, language, units."""
    if "guardian" not in said(request, invitation):
        return redirect("join", token)
    usual = {"zone": invitation.clinic.zone, "language": "en", "units": "metric"}
    form = SettingsForm(_posted(request), initial=said(request, invitation).get("settings", usual))
    if form.is_valid():
        remember(request, invitation, settings=form.cleaned_data)
        return redirect("join-account", token)
    return _page(request, "joining/settings.html", form, invitation=invitation, token=token, step=2)


@login_not_required
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
@invited
def join_account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The last page: the account, or a yes from who is signed in already."""
    if invitation.runner is not None and "settings" not in said(request, invitation):
        return redirect("join", token)
    return _account(request, invitation, token)


@require_GET
@runners
def welcome(request: ClinicRequest) -> HttpResponse:
    """Joined: the safety questions now, or later."""
    return render(request, "joining/welcome.html", {"runner": request.runner})


def _account(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    refused = consume_or_429(request, action="join", key=str(invitation.uuid))
    if refused is not None:
        return refused
    form = _account_form(request, invitation)
    if form.is_valid():
        return _accept(request, invitation, token, form)
    return _page(request, "joining/account.html", form, invitation=invitation, token=token, step=3)


def _account_form(request: HttpRequest, invitation: Invitation) -> forms.Form:
    runner = invitation.runner
    if not request.user.is_authenticated:
        initial = {"email": invitation.email, "name": runner.name if runner else ""}
        return AccountForm(_posted(request), initial=initial)
    if runner is not None:
        return NameForm(_posted(request), initial={"name": request.user.name or runner.name})
    return forms.Form(_posted(request))


def _accept(request: HttpRequest, invitation: Invitation, token: str, form: forms.Form) -> HttpResponse:
    joining = joining_of(request, invitation, form.cleaned_data.get("name", ""))
    try:
        if request.user.is_authenticated:
            invitations.accept(invitation=invitation, by=request.user, joining=joining)
        else:
            _accept_as_new(request, invitation, form, joining)
    except invitations.AddressInUse:
        send_sign_in_to_go_on(email=form.cleaned_data["email"], path=reverse("join", args=[token]))
        return render(request, "joining/look_in_mail.html")
    forget(request)
    return redirect("welcome" if invitation.runner else "home")


def _accept_as_new(request: HttpRequest, invitation: Invitation, form: Any, joining: Joining | None) -> None:
    user = invitations.accept(invitation=invitation, account=form.account, joining=joining)
    login(request, user, backend=BACKEND)


def _posted(request: HttpRequest) -> dict | None:
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, template: str, form: forms.Form, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=FAULTY if form.errors else 200)
