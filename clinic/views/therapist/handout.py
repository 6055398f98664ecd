"""A routine on paper, as a therapist hands it over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic.actions import audit
from clinic.models import Routine
from clinic.queries.handout import handout_of
from clinic.reports import handout_pdf
from clinic.reports.handout import sheet_of
from clinic.views.access import load, therapists
from clinic.views.handout import file_of, page_instead

ROWS = ("episode__runner__clinic", "assigned_by")


@require_GET
@therapists
@load(Routine, *ROWS, name="routine")
def routine_handout(request: HttpRequest, routine: Routine) -> HttpResponse:
    """The sheet as it will be printed, with the way to print it or to get the PDF."""
    runner = routine.episode.runner
    audit.opened(runner=runner, by=request.user)
    handout = handout_of(routine)
    context = {"routine": routine, "runner": runner, "handout": handout, "sheet": sheet_of(handout)}
    return render(request, "clinic/handout/therapist.html", context | {"pdf": handout_pdf.is_possible()})


@require_GET
@therapists
@load(Routine, *ROWS, name="routine")
def routine_handout_pdf(request: HttpRequest, routine: Routine) -> HttpResponse:
    """The same as a file; where this machine cannot make one, the page that can be printed."""
    audit.opened(runner=routine.episode.runner, by=request.user)
    if not handout_pdf.is_possible():
        return page_instead(request, "routine-handout", routine.uuid)
    return file_of(handout_of(routine))
