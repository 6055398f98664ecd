"""Decorators of views: who may knock, and what is loaded for them. Loading is authorising: outside the scope is 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.models import Runner
from clinic.models.base import Scoped
from clinic.permissions import NotAllowed
from clinic.scoping import access_of
from exercises.units import imperial

View = Callable[..., HttpResponseBase]
RUNNER_SESSION_KEY = "runner"


class ClinicRequest(HttpRequest):
    """A request after these decorators."""

    runner: Runner


def therapists(view: View) -> View:
    """Therapists and owners of any clinic; what they see inside is scoped."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access_of(request.user).cares_in:
            raise NotAllowed(_("This page is for therapists."))
        return view(request, *args, **kwargs)

    return inner


def clinic_people(view: View) -> View:
    """Everybody who works in a clinic."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access_of(request.user).works_in:
            raise NotAllowed(_("This page is for people who work in a clinic."))
        return view(request, *args, **kwargs)

    return inner


def runners(view: View) -> View:
    """Runners only; `request.runner` is the person's own row (of the clinic chosen on their profile, else the last).

    Within the view amounts are shown and typed in the runner's units, and moments are on the runner's clock, also of
    somebody who works in a clinic elsewhere.
    """

    @wraps(view)
    def inner(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.runner = own_runner(request)
        feet, clock = request.runner.units == Runner.Units.IMPERIAL, ZoneInfo(request.runner.zone)
        with imperial(wanted=feet), timezone.override(clock):
            return view(request, *args, **kwargs)

    return inner


def own_runner(request: Any) -> Runner:
    mine = Runner.objects.visible_to(request.user).filter(pk__in=access_of(request.user).runner_ids)
    rows = list(mine.select_related("clinic").order_by("-joined_at"))
    if not rows:
        raise NotAllowed(_("This page is for runners."))
    chosen = request.session.get(RUNNER_SESSION_KEY)
    return next((row for row in rows if str(row.uuid) == chosen), rows[0])


def load(model: type[Scoped], *related: str, key: str = "uuid", name: str | None = None) -> Callable[[View], View]:
    """Puts the row that the address names before the view, or answers 404 when this person may not see it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            rows = model.objects.visible_to(request.user).select_related(*related)
            kwargs[name or str(model._meta.model_name)] = get_object_or_404(rows, uuid=kwargs.pop(key))
            return view(request, *args, **kwargs)

        return inner

    return decorate


__all__ = ["ClinicRequest", "clinic_people", "load", "own_runner", "runners", "therapists"]
