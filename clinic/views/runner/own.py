"""Loads what belongs to the runner who asks, and nobody else's: not even what they may see as a therapist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import models
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from clinic.policies import check_consented

View = Callable[..., HttpResponseBase]


def with_consent(view: View) -> View:
    """Nothing is asked that could not be kept: without consent a form does not open. Stands below `@runners`.

    What is sent all the same is judged by the action, by the time when it was done. Errors: NotNow("no_consent").
    """

    @wraps(view)
    def inner(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            check_consented(request.runner)
        return view(request, *args, **kwargs)

    return inner


def mine(model: Any, *related: str, runner: str = "runner", name: str) -> Callable[[View], View]:
    """Puts the runner's own row that the address names before the view, or answers 404. Stands below `@runners`.

    `runner` is the way from the row to its runner. Ids made by phones are unique only within one runner.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: Any, *args: Any, uuid: Any, **kwargs: Any) -> HttpResponseBase:
            rows: models.QuerySet = model.objects.visible_to(request.user).filter(**{runner: request.runner})
            kwargs[name] = get_object_or_404(rows.select_related(*related), uuid=uuid)
            return view(request, *args, **kwargs)

        return inner

    return decorate
