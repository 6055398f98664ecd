"""A person's own page: name, settings, consent, password, sign-out."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import consents
from clinic.actions import runners as runner_actions
from clinic.forms.joining import AgreeForm, NameForm
from clinic.forms.look import LookForm
from clinic.forms.runner import RunnerSettingsForm
from clinic.models import Runner
from clinic.permissions import check_can_act_as
from clinic.queries.people import consent_of, runner_rows_of
from clinic.scoping import access_of
from clinic.views.access import RUNNER_SESSION_KEY, ClinicRequest, load, own_runner, runners

FAULTY = 422


@require_http_methods(["GET", "POST"])
def profile(request: Any) -> HttpResponse:
    """Everybody's own page; runners have their settings and consent on it as well."""
    runner = own_runner(request) if access_of(request.user).runner_ids else None
    form = _form(request, runner)
    if form.is_valid():
        return _saved(request, form, runner)
    context = {"form": form, "runner": runner, "rows": runner_rows_of(request.user), "consent": consent_of(runner)}
    context |= {"looks": LookForm(initial={"look": request.user.look})}
    return render(request, "joining/profile.html", context, status=FAULTY if form.errors else 200)


@require_POST
def choose_look(request: Any) -> HttpResponse:
    """Who shows this person the exercises, on every page."""
    form = LookForm(request.POST)
    if form.is_valid():
        runner_actions.choose_look(user=request.user, look=form.cleaned_data["look"], by=request.user)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, " ".join(str(words) for words in form.errors["look"]))
    return redirect("profile")


@require_POST
@load(Runner)
def choose_runner(request: HttpRequest, runner: Runner) -> HttpResponse:
    """For who is a runner in several clinics: whose routine the pages show."""
    check_can_act_as(request.user, runner)
    request.session[RUNNER_SESSION_KEY] = str(runner.uuid)
    return redirect("profile")


@require_http_methods(["GET", "POST"])
@runners
def consent(request: ClinicRequest) -> HttpResponse:
    """Reads the text again, and gives consent again after it was withdrawn."""
    form = AgreeForm(request.POST if request.method == "POST" else None, runner=request.runner)
    if form.is_valid():
        consents.give(runner=request.runner, by=request.user, **form.given)
        messages.success(request, _("Thank you. Your consent is saved."))
        return redirect("profile")
    context = {"form": form, "consent": consent_of(request.runner), "clinic": request.runner.clinic}
    return render(request, "joining/consent_again.html", context, status=FAULTY if form.errors else 200)


@require_http_methods(["GET", "POST"])
@runners
def withdraw_consent(request: ClinicRequest) -> HttpResponse:
    """Asks once, then withdraws."""
    if request.method == "GET":
        return render(request, "joining/consent_withdraw.html", {"runner": request.runner})
    consents.withdraw(runner=request.runner, by=request.user)
    messages.success(request, _("Your consent is withdrawn. Your clinic has been told."))
    return redirect("profile")


def _form(request: Any, runner: Runner | None) -> forms.Form:
    posted = request.POST if request.method == "POST" else None
    if runner is not None:
        return RunnerSettingsForm(posted, runner=runner)
    return NameForm(posted, initial={"name": request.user.name})


def _saved(request: Any, form: Any, runner: Runner | None) -> HttpResponse:
    name = form.cleaned_data["name"]
    response = redirect("profile")
    if runner is None:
        runner_actions.rename(user=request.user, name=name, by=request.user)
    else:
        runner_actions.change_settings(runner=runner, name=name, settings=form.settings, by=request.user)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, form.settings.language, samesite="Lax")
    messages.success(request, _("Saved."))
    return response
