"""The therapist's start page, and adding a runner to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinic.queries.caseload import caseload_of
from clinic.queries.caseload_faces import Wanted
from clinic.reports.charts.spark import spark
from clinic.views.access import therapists


@require_safe
@therapists
def caseload(request: HttpRequest) -> HttpResponse:
    """Those who need somebody first, then those who go to plan; narrowed down by the address."""
    found = caseload_of(request.user, Wanted.of(request.GET, request.user))
    plan = [(row, spark(row.pains)) for row in found.plan]
    return render(request, "clinic/therapist/caseload.html", {"caseload": found, "plan": plan, "page": found.page})
