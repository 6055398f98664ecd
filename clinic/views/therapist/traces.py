"""What the phone's sensor said in a home test, for the runner's therapists."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic.actions import audit
from clinic.models import Method, Runner, TestResult
from clinic.queries.recordings import Recording, other_leg, recordings_of
from clinic.queries.results import values_measured
from clinic.reports.traces import hop_sheet, tilt_tries
from clinic.views.access import load, therapists


@require_safe
@therapists
@load(Runner, "clinic", "user")
def result_trace(request: HttpRequest, runner: Runner, result: UUID) -> HttpResponse:
    """The recording of one standing result, on the runner's clock."""
    rows = TestResult.objects.visible_to(request.user).filter(runner=runner).standing()
    found = get_object_or_404(rows.select_related("home_test").prefetch_related(values_measured()), uuid=result)
    recordings = recordings_of(found)
    if not recordings:
        raise Http404
    audit.opened(runner=runner, by=request.user)
    request.clinic = runner.clinic  # type: ignore[attr-defined]  # the shell names it without asking again
    timezone.activate(ZoneInfo(runner.zone))
    context = {"runner": runner, "result": found, "other": other_leg(found)} | _read(found, recordings)
    return render(request, "clinic/therapist/trace.html", context)


def _read(result: TestResult, recordings: list[Recording]) -> dict[str, Any]:
    if result.method == Method.PHONE:
        return {"tries": tilt_tries(recordings)}
    return {"sheet": hop_sheet(result, recordings[0])}
