"""The therapist's start page, and adding a runner to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions.invitations import invite
from clinic.actions.runners import add_runner
from clinic.forms.episode import AddRunnerForm
from clinic.models import Role, Runner
from clinic.permissions import can_treat
from clinic.queries.care import clinics_of, same_people
from clinic.queries.caseload import caseload_of
from clinic.queries.caseload_faces import Wanted
from clinic.reports.charts.spark import spark
from clinic.views.access import therapists

FAULTY = 422


@require_safe
@therapists
def caseload(request: HttpRequest) -> HttpResponse:
    """Those who need somebody first, then those who go to plan; narrowed down by the address."""
    found = caseload_of(request.user, Wanted.of(request.GET, request.user))
    plan = [(row, spark(row.pains)) for row in found.plan]
    return render(request, "clinic/therapist/caseload.html", {"caseload": found, "plan": plan, "page": found.page})


@require_http_methods(["GET", "HEAD", "POST"])
@therapists
def runner_add(request: HttpRequest) -> HttpResponse:
    """A new runner, once it is sure that the clinic does not know them; then on to what hurts."""
    form = AddRunnerForm(request.POST if request.method == "POST" else None, clinics=clinics_of(request.user))
    same = _same_people(form, request.user) if form.is_valid() else []
    if form.is_valid() and not same:
        runner = _add(form, request)
        return redirect("episode-open" if can_treat(request.user, runner) else "runner", uuid=runner.uuid)
    status = FAULTY if request.method == "POST" else 200
    return render(request, "clinic/therapist/runner_add.html", {"form": form, "same": same}, status=status)


def _same_people(form: AddRunnerForm, user: Any) -> list[Runner]:
    """An e-mail is one runner's; a name may be another's, when the therapist says so."""
    given = form.cleaned_data
    holder, namesakes = same_people(form.clinic, name=given["name"], email=given["email"], user=user)
    if holder is not None:
        words = _("%(name)s has this e-mail already. Open their page, or give another e-mail.")
        form.add_error("email", words % {"name": holder.name})
        return [holder]
    return [] if given["another"] else namesakes


def _add(form: AddRunnerForm, request: HttpRequest) -> Runner:
    runner = add_runner(clinic=form.clinic, by=request.user, **form.person)
    words = _("%(name)s is added.") % {"name": runner.name}
    if runner.email and form.cleaned_data["send_invitation"]:
        invite(clinic=runner.clinic, role=Role.RUNNER, email=runner.email, runner=runner, by=request.user)
        words = _("%(name)s is added. The invitation goes to %(email)s.") % {
            "name": runner.name,
            "email": runner.email,
        }
    messages.success(request, words)
    return runner
