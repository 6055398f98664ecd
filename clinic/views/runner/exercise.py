"""One prescribed exercise: how to do it, and afterwards how it felt."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from clinic.actions.logs import log_exercise
from clinic.forms.log import FeelForm, TickForm
from clinic.models import ExerciseLog, PrescribedExercise
from clinic.queries.exercise import place_of, standing_entry
from clinic.queries.today import today_of
from clinic.rules import pain
from clinic.views.access import runners
from clinic.views.runner.counter import Counter
from clinic.views.runner.locked import locked_page
from clinic.views.runner.own import mine

TO_RUNNER = "routine__episode__runner"
PRESCRIBED_ROWS = ("exercise", "cause", "routine__episode__runner__clinic", "continues__routine")
LOG_ROWS = ("runner__clinic", *(f"prescribed_exercise__{name}" for name in PRESCRIBED_ROWS))


@require_GET
@runners
@mine(PrescribedExercise, *PRESCRIBED_ROWS, runner=TO_RUNNER, name="prescribed")
def prescribed(request: Any, prescribed: PrescribedExercise) -> HttpResponse:
    """How to do an exercise, with a counter that runs where scripts do."""
    return show_prescribed(request, prescribed, form=TickForm(prescribed=prescribed, initial={"id": uuid.uuid4()}))


def show_prescribed(request: Any, prescribed: PrescribedExercise, *, form: TickForm, status: int = 200) -> HttpResponse:
    day = today_of(request.runner, tests=False)
    if day.lock is not None and day.locked:
        return locked_page(request, day.lock)
    context = {
        "prescribed": prescribed,
        "exercise": prescribed.exercise,
        "place": place_of(prescribed, day),
        "counter": Counter.of(prescribed.dosage),
        "equipment": prescribed.exercise.equipment.all(),
        "form": form,
    }
    return render(request, "clinic/runner/prescribed.html", context, status=status)


@require_http_methods(["GET", "POST"])
@runners
@mine(ExerciseLog, *LOG_ROWS, name="log")
def log_feel(request: Any, log: ExerciseLog) -> HttpResponse:
    """How an exercise felt. Corrects the entry; pain above 5, sharp pain or a steep rise leads to what to do now.

    Sent twice, the second finds its own entry standing and goes the same way.
    """
    entry = standing_entry(log)
    if entry is None:
        return redirect("today")
    if request.POST.get("id") == str(entry.uuid):
        return _after_feel(entry, sharp=request.POST.get("sharp") == "yes", ask=False)
    form = FeelForm(request.POST or None, log=entry)
    if form.is_valid() and form.body is not None:
        done = log_exercise(runner=entry.runner, body=form.body, by=request.user, sharp=form.is_sharp)
        return _after_feel(done.row, sharp=form.is_sharp, ask=done.ask_screening)
    return render(request, "clinic/runner/feel.html", {"form": form, "log": entry}, status=422 if form.errors else 200)


def _after_feel(log: ExerciseLog, *, sharp: bool, ask: bool) -> HttpResponse:
    too_much = log.pain is not None and pain.zone(log.pain) is pain.Zone.STOP
    return redirect("log-advice", log.uuid) if too_much or sharp or ask else redirect("today")


@require_GET
@runners
@mine(ExerciseLog, *LOG_ROWS, name="log")
def log_advice(request: Any, log: ExerciseLog) -> HttpResponse:
    """What to do now that an exercise hurt too much."""
    return render(request, "clinic/runner/feel_stop.html", {"log": log, "clinic": log.runner.clinic})
