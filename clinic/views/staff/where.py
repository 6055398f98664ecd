"""Which clinic the pages of running a clinic are about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from clinic.models import Clinic
from clinic.queries.people import workplaces
from clinic.views.access import clinic_people

CHOSEN = "clinic"


class WorkRequest(HttpRequest):
    """A request after this decorator: the clinic chosen, and all in which the person works."""

    clinic: Clinic
    clinics: list[Clinic]


def in_clinic(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """People who work in a clinic; `?clinic=<uuid>` changes to another of theirs, and stays chosen."""

    @wraps(view)
    @clinic_people
    def inner(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.clinics = workplaces(request.user)
        wanted = request.GET.get("clinic") or request.session.get(CHOSEN)
        request.clinic = next((row for row in request.clinics if str(row.uuid) == wanted), request.clinics[0])
        if str(request.clinic.uuid) == request.GET.get("clinic"):
            request.session[CHOSEN] = str(request.clinic.uuid)
        return view(request, *args, **kwargs)

    return inner
