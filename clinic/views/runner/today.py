"""The runner's day: what is due, ticked off, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from clinic.actions.logs import log_exercise, undo_log
from clinic.forms.log import TickForm
from clinic.models import ExerciseLog, PrescribedExercise
from clinic.policies import NotNow
from clinic.queries.safety import has_answered
from clinic.queries.today import today_of
from clinic.views.access import runners
from clinic.views.runner.exercise import PRESCRIBED_ROWS, TO_RUNNER, show_prescribed
from clinic.views.runner.locked import locked_page
from clinic.views.runner.own import mine
from clinic.views.runner.words import day_page


@require_GET
@runners
def today(request: Any) -> HttpResponse:
    """What is due today; when everything is locked, what to do now."""
    return _show_day(request, "clinic/runner/today.html", just=request.GET.get("just", ""))


@require_POST
@runners
@mine(PrescribedExercise, *PRESCRIBED_ROWS, runner=TO_RUNNER, name="prescribed")
def log_done(request: Any, prescribed: PrescribedExercise) -> HttpResponse:
    """Ticks an exercise: from the list, or from its own page, which asks at once how it felt."""
    form = TickForm(request.POST, prescribed=prescribed)
    if not form.is_valid():
        return show_prescribed(request, prescribed, form=form, status=422)
    _log(prescribed, form, request.user)
    entry = form.cleaned_data["id"]
    if request.htmx:
        return _show_day(request, "clinic/runner/today_day.html", just=str(entry))
    if "feel" in request.POST:
        return redirect("log-feel", entry)
    return redirect(f"{reverse('today')}?just={entry}")


@require_POST
@runners
@mine(ExerciseLog, "runner", name="log")
def undo_done(request: Any, log: ExerciseLog) -> HttpResponse:
    """Takes an entry back; it stays in the history."""
    undo_log(log=log, by=request.user)
    if request.htmx:
        return _show_day(request, "clinic/runner/today_day.html")
    messages.success(request, _("Taken back."))
    return redirect("today")


def _log(prescribed: PrescribedExercise, form: TickForm, by: Any) -> None:
    """A second tap comes with the same id and another minute: the entry stands already."""
    if form.body is None:
        return
    try:
        log_exercise(runner=prescribed.routine.episode.runner, body=form.body, by=by)
    except NotNow as conflict:
        if conflict.conflict_code != "id_conflict":
            raise


def _show_day(request: Any, template: str, *, just: str = "") -> HttpResponse:
    day = today_of(request.runner)
    if day.lock is not None and day.locked:
        return locked_page(request, day.lock)
    unscreened = not day.exercises and not day.was_discharged and not has_answered(request.runner)
    return render(request, template, {"page": day_page(day, just), "today": day, "unscreened": unscreened})
