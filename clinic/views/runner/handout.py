"""A runner's own routine on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from clinic.queries.handout import Handout, handout_of_today
from clinic.reports import handout_pdf
from clinic.reports.handout import sheet_of
from clinic.views.access import runners
from clinic.views.handout import file_of, page_instead
from clinic.views.runner.locked import locked_page


@require_GET
@runners
def my_handout(request: Any) -> HttpResponse:
    """All that is prescribed now on one sheet, with the way to print it or to get the PDF."""
    handout = handout_of_today(request.runner)
    if handout is None or _is_locked(handout):
        return _refusal(request, handout)
    context = {"handout": handout, "sheet": sheet_of(handout), "pdf": handout_pdf.is_possible()}
    return render(request, "clinic/handout/mine.html", context)


@require_GET
@runners
def my_handout_pdf(request: Any) -> HttpResponse:
    """The same as a file; where this machine cannot make one, the page that can be printed."""
    handout = handout_of_today(request.runner)
    if handout is None or _is_locked(handout):
        return _refusal(request, handout)
    return file_of(handout) if handout_pdf.is_possible() else page_instead(request, "today-handout")


def _is_locked(handout: Handout) -> bool:
    return handout.lock is not None and handout.lock.everything


def _refusal(request: Any, handout: Handout | None) -> HttpResponse:
    """What stands in the way of printing: a full lock, or nothing to print."""
    if handout is not None and handout.lock is not None:
        return locked_page(request, handout.lock)
    messages.info(request, _("There is no routine to print yet."))
    return redirect("today")
