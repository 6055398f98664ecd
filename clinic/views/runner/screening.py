"""The safety questions and the start check, answered by the runner."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from clinic.actions.gates import record_gate
from clinic.actions.screenings import record_screening
from clinic.forms.answers import GateForm, ScreeningForm
from clinic.models import Screening
from clinic.policies import NotNow
from clinic.queries.safety import advice_for, criteria_of, kind_to_ask, latest_gate, questions_of
from clinic.rules.screening import Level
from clinic.validators.answers import ScreeningBody
from clinic.views.access import runners
from clinic.views.runner.locked import TITLES
from clinic.views.runner.own import mine, with_consent


@require_http_methods(["GET", "POST"])
@runners
@with_consent
def my_screening(request: Any) -> HttpResponse:
    """The full set the first time, else the short one; `?set=` asks for one of them, `?next=` goes on there."""
    asked = kind_to_ask(request.runner, request.GET.get("set", ""))
    form = ScreeningForm(request.POST or None, questions=questions_of(request.runner), kind=asked)
    if form.is_valid() and form.body is not None:
        _record(request, form.body)
        return redirect(_with_next(reverse("my-screening-result", args=[form.body.uuid]), request))
    context = {"form": form, "is_short": asked == Screening.Kind.SHORT, "clinic": request.runner.clinic}
    return render(request, "clinic/runner/screening.html", context, status=422 if form.errors else 200)


@require_GET
@runners
@mine(Screening, name="screening")
def my_screening_result(request: Any, screening: Screening) -> HttpResponse:
    """What the answers mean for now, at each level."""
    level = Level(screening.level)
    context = {
        "level": level,
        "title": TITLES.get(level, ""),
        "advice": advice_for(request.runner, level),
        "clinic": request.runner.clinic,
        "emergency": level is Level.EMERGENCY,
        "locks_all": level >= Level.SAME_DAY,
        "go_on": _next(request) or reverse("today"),
    }
    return render(request, "clinic/runner/screening_result.html", context)


@require_http_methods(["GET", "POST"])
@runners
@with_consent
def my_gate(request: Any) -> HttpResponse:
    """The start check before the first hop test or impact exercise."""
    form = GateForm(request.POST or None, criteria=criteria_of(request.runner))
    if form.is_valid() and form.body is not None:
        record_gate(runner=request.runner, answers=form.body.answers, by=request.user)
        return redirect(_with_next(reverse("my-gate-result"), request))
    context = {"form": form, "gate": latest_gate(request.runner), "go_on": _next(request) or reverse("today")}
    return render(request, "clinic/runner/gate.html", context, status=422 if form.errors else 200)


@require_GET
@runners
def my_gate_result(request: Any) -> HttpResponse:
    """Open, or not yet: then the easier step, and a word with the therapist."""
    gate = latest_gate(request.runner)
    if gate is None:
        return redirect("my-gate")
    failed = [row for row in criteria_of(request.runner) if row.slug in gate.failed]
    context = {
        "gate": gate,
        "failed": failed,
        "clinic": request.runner.clinic,
        "go_on": _next(request) or reverse("today"),
    }
    return render(request, "clinic/runner/gate_result.html", context)


def _record(request: Any, body: ScreeningBody) -> None:
    """Sent twice, the second comes with the same id and a later minute: the answers stand already."""
    try:
        record_screening(runner=request.runner, body=body, by=request.user)
    except NotNow as conflict:
        if conflict.conflict_code != "id_conflict":
            raise


def _next(request: Any) -> str:
    """Where to go on, when it is a page of ours."""
    wanted = str(request.GET.get("next", ""))
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own else ""


def _with_next(address: str, request: Any) -> str:
    wanted = _next(request)
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address
