"""A runner takes their own data out."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from clinic.actions.exports import note_export
from clinic.reports.export import download_of
from clinic.views.access import ClinicRequest, runners


@require_http_methods(["GET", "HEAD", "POST"])
@runners
def my_export(request: ClinicRequest) -> HttpResponseBase:
    """Says what is in the file; asking for it (POST) is kept in the audit trail."""
    if request.method != "POST":
        return render(request, "clinic/export/mine.html", {"runner": request.runner})
    note_export(runner=request.runner, by=request.user)
    return download_of(request.runner)
