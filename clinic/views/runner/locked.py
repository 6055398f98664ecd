"""What a runner sees while everything is locked: what to do now, and whom to call."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.queries.today_rows import StandingLock
from clinic.rules.screening import Level

TITLES = {
    Level.EMERGENCY: gettext_lazy("Get help right now"),
    Level.SAME_DAY: gettext_lazy("Get your leg checked today"),
    Level.HOLD: gettext_lazy("Hold off on hops and tests"),
}


def locked_page(request: Any, lock: StandingLock) -> HttpResponse:
    """The page of a full lock. An htmx swap is turned into a whole page: half a warning is none."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    level = Level(lock.level)
    title = TITLES.get(level) or _("Your exercises are locked")
    context = {"lock": lock, "title": title, "clinic": request.runner.clinic, "emergency": level is Level.EMERGENCY}
    return render(request, "clinic/runner/locked.html", context)
