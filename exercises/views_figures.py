"""Drawn figures by their address: each still as a picture, and the motion for the player.

The address carries a digest of what is drawn, so that what it answers may be kept for ever. Only readers of the
shelf get it.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from exercises.drawing import Drawn, drawn
from exercises.figures.scene import Faults
from exercises.models import Exercise, HomeTest
from exercises.queries import pages
from exercises.registry import shelves_of, shelves_to_edit

KEPT_FOREVER = "private, max-age=31536000, immutable"
View = Callable[..., HttpResponse]


def draws(view: View) -> View:
    """Puts the figure of the content that the address names before the view; 404 when there is none to see.

    An address of another version answers with what is drawn now, not to be kept: a page of before an edit stays whole.
    """

    @wraps(view)
    def inner(request: HttpRequest, uuid: UUID, digest: str, **names: Any) -> HttpResponse:
        found = _figure(request, uuid)
        response = view(request, found, **names)
        response["Cache-Control"] = KEPT_FOREVER if found.digest == digest else "no-store"
        return response

    return inner


@require_safe
@draws
def still(_request: HttpRequest, figure: Drawn, number: int) -> HttpResponse:
    if not 1 <= number <= len(figure.stills):
        raise Http404
    return HttpResponse(figure.symbol(number), content_type="image/svg+xml")


@require_safe
@draws
def motion(_request: HttpRequest, figure: Drawn) -> HttpResponse:
    return HttpResponse(json.dumps(figure.motion(), separators=(",", ":")), content_type="application/json")


def _figure(request: Any, uuid: UUID) -> Drawn:
    """The drawn figure of an exercise or home test that this person may open. One query beside those of the shelves."""
    shelves, editing = shelves_of(request), shelves_to_edit(request.user) if request.user.is_staff else []
    exercises, tests = (
        pages.readable(model, shelves, editing).filter(uuid=uuid).order_by().values_list("figure", flat=True)
        for model in (Exercise, HomeTest)
    )
    try:
        found = drawn(next(iter(exercises.union(tests, all=True)), None))
    except Faults as refused:
        raise Http404 from refused
    if found is None:
        raise Http404
    return found
