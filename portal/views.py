"""The public shell: where each person starts, whether the process and the database live, and the error pages."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from clinic.scoping import access_of

RETRY_AFTER_SECONDS = "10"


def home(request: HttpRequest) -> HttpResponse:
    """Each person's own start page."""
    access = access_of(request.user)
    if access.therapist_in:
        return redirect("caseload")
    if access.runner_ids:
        return redirect("today")
    if access.owner_of:
        return redirect("clinic")
    return redirect("library")


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives. Touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return unavailable(request)
    return HttpResponse("ready\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, _("We could not read this request."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, str(exception) or _("You may not do this."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, _("There is no such page, or it is not yours to see."))


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours; or the database is away, which passes."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _plain(request, 500, _("Something went wrong here. Nothing that you saved before is lost."))


def unavailable(request: HttpRequest) -> HttpResponse:
    response = _plain(request, 503, _("The portal is away for a moment. Please try again shortly."))
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def _answer(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": reason}, status=status)
    return render(request, f"{status}.html", {"reason": reason}, status=status)


def _plain(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    """Without the session, which may itself be what is broken."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": reason}, status=status)
    return render(None, f"{status}.html", {"reason": reason}, status=status)
