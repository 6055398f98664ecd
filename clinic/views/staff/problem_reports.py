"""Problem reports, as those who work in the clinic see them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic.actions.problem_reports import answer_report
from clinic.forms.problem_report import AnswerForm
from clinic.models import ProblemReport
from clinic.permissions import check_can_work_in
from clinic.queries.problem_reports import reports_in
from clinic.views.access import clinic_people, load
from clinic.views.staff.where import WorkRequest, in_clinic

PER_PAGE = 25
FAULTY = 422


@require_safe
@in_clinic
def problem_reports(request: WorkRequest) -> HttpResponse:
    """Those without an answer first."""
    rows = reports_in(request.clinic, user=request.user)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "clinic/reports/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_people
@load(ProblemReport, "exercise", "reporter", "clinic", "answered_by", name="report")
def problem_report(request: HttpRequest, report: ProblemReport) -> HttpResponse:
    """One report, and the answer to write."""
    check_can_work_in(request.user, report.clinic)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"answer": report.answer})
    if form.is_valid():
        answer_report(report=report, by=request.user, **form.cleaned_data)
        messages.success(request, _("The answer is sent."))
        return redirect("problem-reports")
    context = {"report": report, "form": form}
    return render(request, "clinic/reports/one.html", context, status=FAULTY if form.errors else 200)
