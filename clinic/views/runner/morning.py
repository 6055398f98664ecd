"""How the leg is on the morning after."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from clinic.actions.mornings import record_morning
from clinic.forms.morning import MorningForm
from clinic.models import MorningCheck
from clinic.rules import pain
from clinic.views.access import runners
from clinic.views.runner.own import with_consent


@require_http_methods(["GET", "POST"])
@runners
@with_consent
def morning_check(request: Any) -> HttpResponse:
    """Records this morning; another answer on the same day corrects it."""
    form = MorningForm(request.POST or None, runner=request.runner)
    if form.is_valid() and form.body is not None:
        row = record_morning(runner=request.runner, body=form.body, by=request.user).row
        if _wants_advice(row):
            return redirect("morning-advice")
        messages.success(request, _("Thank you. Your morning is noted."))
        return redirect("today")
    return render(request, "clinic/runner/morning.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@runners
def morning_advice(request: Any) -> HttpResponse:
    """What to do now that the leg limps, is swollen or hurts more than 5 this morning."""
    rows = MorningCheck.objects.visible_to(request.user).filter(runner=request.runner, on=request.runner.today())
    row = rows.first()
    if row is None or not _wants_advice(row):
        return redirect("today")
    return render(request, "clinic/runner/morning_advice.html", {"morning": row, "clinic": request.runner.clinic})


def _wants_advice(row: MorningCheck) -> bool:
    return bool(row.signs) or pain.zone(row.pain) is pain.Zone.STOP
