"""Reporting a problem on a page of the library, and reading the answer: for everybody signed in."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions.problem_reports import report_problem, see_answers
from clinic.forms.problem_report import ReportForm
from clinic.models import ProblemReport
from clinic.queries.problem_reports import own_reports
from clinic.views.access import load
from exercises.models import Exercise
from exercises.registry import shelves_of

FAULTY = 422
KEPT_SECONDS = 3600


@require_http_methods(["GET", "HEAD", "POST"])
def problem_report_new(request: HttpRequest, uuid: str) -> HttpResponse:
    """Says what is wrong on the page of an exercise, perhaps with a screenshot."""
    exercise = get_object_or_404(Exercise.objects.on_shelves(shelves_of(request)), uuid=uuid)
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        report_problem(exercise=exercise, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. Your clinic will look at it and answer here."))
        return redirect("my-reports")
    context = {"exercise": exercise, "form": form}
    return render(request, "clinic/reports/new.html", context, status=FAULTY if form.errors else 200)


@require_safe
def my_reports(request: HttpRequest) -> HttpResponse:
    """One's own reports with their answers; those that were new are marked for this once."""
    reports = list(own_reports(request.user))
    see_answers(by=request.user)
    return render(request, "clinic/reports/mine.html", {"reports": reports})


@require_safe
@load(ProblemReport, name="report")
def problem_screenshot(request: HttpRequest, report: ProblemReport) -> FileResponse:
    """The screenshot, for who reported it and for those who work in the clinic."""
    file = report.screenshot
    if not file or not file.storage.exists(str(file.name)):
        raise Http404
    response = FileResponse(file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
