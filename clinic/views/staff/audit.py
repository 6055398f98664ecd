"""The clinic's audit trail, for its owner."""

import uuid
from contextlib import suppress

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from clinic.forms.clinic import AuditFilter
from clinic.permissions import check_can_own
from clinic.queries.people import members_of
from clinic.queries.trail import trail_of, words_of
from clinic.views.staff.where import WorkRequest, in_clinic

PER_PAGE = 50


@require_GET
@in_clinic
def audit(request: WorkRequest) -> HttpResponse:
    """Who did or opened what, when; by person or by runner."""
    check_can_own(request.user, request.clinic)
    members = members_of(request.clinic, user=request.user)
    form = AuditFilter(request.GET, people=[(str(row.user.uuid), str(row.user)) for row in members])
    person = form.cleaned_data["person"] if form.is_valid() else ""
    rows = trail_of(request.clinic, user=request.user, person=person, runner=_uuid(request.GET.get("runner", "")))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    events = [(event, words_of(event.verb)) for event in page]
    return render(request, "clinic/staff/audit.html", {"page": page, "events": events, "form": form})


def _uuid(text: str) -> str:
    with suppress(ValueError):
        return str(uuid.UUID(text))
    return ""
