"""Safety: the questions asked in the clinic, locks lifted, the start check, and alerts settled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clinic.actions import alerts, audit
from clinic.actions.gates import override_gate, record_gate
from clinic.actions.screenings import lift_lock, record_screening
from clinic.forms.answers import GateForm, ScreeningForm
from clinic.forms.screening import LiftForm, OverrideForm, SettleForm
from clinic.models import Alert, Lock, Runner, Screening
from clinic.permissions import check_can_treat
from clinic.policies import NotNow
from clinic.queries.care import gate_now, last_answers, screening_alerts
from clinic.queries.safety import criteria_of, questions_of
from clinic.queries.way import way_of
from clinic.validators.answers import ScreeningBody
from clinic.views.access import load, therapists

FAULTY = 422
GET_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_POST)
@therapists
@load(Runner, "clinic", name="runner")
def screening(request: HttpRequest, runner: Runner) -> HttpResponse:
    """The last answers, whoever gave them, and the full set to ask now."""
    check_can_treat(request.user, runner)
    questions = questions_of(runner)
    form = ScreeningForm(_posted(request), questions=questions, kind=Screening.Kind.FULL)
    if form.is_valid() and form.body is not None:
        _record(request, runner, form.body)
        return redirect(_after_screening(runner))
    audit.opened(runner=runner, by=request.user)
    context = {
        "form": form,
        "runner": runner,
        "answered": last_answers(runner, {row.slug: row.text for row in questions}),
        "alerts": screening_alerts(runner),
        "way": way_of(runner),
        "here": "screening",
    }
    return render(request, "clinic/therapist/screening.html", context, status=FAULTY if form.errors else 200)


@require_http_methods(GET_POST)
@therapists
@load(Runner, "clinic", name="runner")
def gate(request: HttpRequest, runner: Runner) -> HttpResponse:
    """The start check before the first hop test or impact exercise."""
    check_can_treat(request.user, runner)
    form = GateForm(_posted(request), criteria=criteria_of(runner))
    if not form.is_valid() or form.body is None:
        return _gate_page(request, runner, form, OverrideForm())
    found = record_gate(runner=runner, answers=form.body.answers, by=request.user)
    if found.passed:
        messages.success(request, _("The start check is passed. Hopping may start."))
        return redirect(_following(runner))
    messages.warning(request, _("The start check is not passed. Prescribe an easier step, or decide otherwise below."))
    return redirect("runner-gate", uuid=runner.uuid)


@require_POST
@therapists
@load(Runner, "clinic", name="runner")
def gate_override(request: HttpRequest, runner: Runner) -> HttpResponse:
    """The therapist lets hopping start all the same."""
    check_can_treat(request.user, runner)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _gate_page(request, runner, GateForm(criteria=criteria_of(runner)), form)
    override_gate(runner=runner, by=request.user, **form.cleaned_data)
    messages.success(request, _("Hopping may start, with your reason in the record."))
    return redirect(_following(runner))


@require_http_methods(GET_POST)
@therapists
@load(Lock, "runner__clinic", "screening", name="lock")
def lock_lift(request: HttpRequest, lock: Lock) -> HttpResponse:
    """Exercises and tests are open again; what was seen with it is settled."""
    check_can_treat(request.user, lock.runner)
    form = LiftForm(_posted(request))
    if form.is_valid():
        lift_lock(lock=lock, by=request.user, **form.cleaned_data)
        alerts.settle_unlocked(runner=lock.runner, note=_("The lock was lifted."), by=request.user)
        messages.success(request, _("The lock is lifted. The runner can go on."))
        return redirect(_following(lock.runner))
    context = {"form": form, "lock": lock, "runner": lock.runner}
    return render(request, "clinic/therapist/screening_lift.html", context, status=FAULTY if form.errors else 200)


@require_POST
@therapists
@load(Alert, "runner__clinic", name="alert")
def alert_settle(request: HttpRequest, alert: Alert) -> HttpResponse:
    """The therapist has looked."""
    form = SettleForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    alerts.settle(alert=alert, note=note, by=request.user)
    messages.success(request, _("Settled. It stays in the record."))
    return redirect(_back(request) or reverse("runner", args=[alert.runner.uuid]))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _record(request: HttpRequest, runner: Runner, body: ScreeningBody) -> None:
    """Sent twice, the answers stand already."""
    try:
        record_screening(runner=runner, body=body, by=request.user)
    except NotNow as conflict:
        if conflict.conflict_code != "id_conflict":
            raise
    messages.success(request, _("The answers are kept."))


def _after_screening(runner: Runner) -> str:
    """Clear answers lead on; others are looked at first."""
    latest = last_answers(runner, {})
    return _following(runner) if latest and latest.is_clear else reverse("runner-screening", args=[runner.uuid])


def _following(runner: Runner) -> str:
    """The next step to a first routine, or the runner's page."""
    step = way_of(runner).following
    return step.url if step else reverse("runner", args=[runner.uuid])


def _gate_page(request: HttpRequest, runner: Runner, form: GateForm, override: OverrideForm) -> HttpResponse:
    audit.opened(runner=runner, by=request.user)
    context = {
        "form": form,
        "override": override,
        "runner": runner,
        "now": gate_now(runner, form.criteria),
        "way": way_of(runner),
        "here": "gate",
        "has_problems": bool(form.errors or override.errors),
    }
    status = FAULTY if form.errors or override.errors else 200
    return render(request, "clinic/therapist/gate.html", context, status=status)


def _back(request: HttpRequest) -> str:
    """The page of ours that the form names."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""
