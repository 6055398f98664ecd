"""The owner takes one runner's data out, or erases the runner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic.actions.erasure import erase
from clinic.actions.exports import note_export
from clinic.forms.erase import EraseForm
from clinic.models import Runner
from clinic.permissions import check_can_own
from clinic.reports.export import download_of
from clinic.views.access import load, therapists

FAULTY = 422


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(Runner, "clinic", "user")
def runner_export(request: HttpRequest, runner: Runner) -> HttpResponseBase:
    """Says what is in the file; asking for it (POST) is kept in the audit trail."""
    check_can_own(request.user, runner.clinic)
    if request.method != "POST":
        return render(request, "clinic/export/runner.html", {"runner": runner})
    note_export(runner=runner, by=request.user)
    return download_of(runner)


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
@load(Runner, "clinic", "user")
def runner_erase(request: HttpRequest, runner: Runner) -> HttpResponse:
    """Asks for the name, then erases for good."""
    check_can_own(request.user, runner.clinic)
    form = EraseForm(request.POST if request.method == "POST" else None, runner=runner)
    if form.is_valid():
        erase(runner=runner, by=request.user, **form.cleaned_data)
        messages.success(request, _("The runner is erased."))
        return redirect("home")
    context = {"runner": runner, "form": form}
    return render(request, "clinic/export/erase.html", context, status=FAULTY if form.errors else 200)
