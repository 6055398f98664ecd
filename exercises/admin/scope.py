"""Whose content an editor may change, and what of it a form may offer."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from exercises.models import Cause, Exercise, HomeTest, Shelf, Status
from exercises.registry import shelves_to_edit

Choices = list[tuple[str, str]]


def shelves_for(request: HttpRequest) -> list[Shelf]:
    """The shelves that this person edits, asked once a request."""
    asked: Any = request
    if not hasattr(asked, "_shelves_to_edit"):
        asked._shelves_to_edit = shelves_to_edit(request.user)
    return asked._shelves_to_edit


@dataclass
class Offer:
    """What of a shelf may be chosen, as slugs with names, each kind read once a page."""

    shelf: Shelf

    @cached_property
    def exercises(self) -> Choices:
        return _choices(Exercise, self.shelf)

    @cached_property
    def causes(self) -> Choices:
        return _choices(Cause, self.shelf)

    @cached_property
    def home_tests(self) -> Choices:
        return _choices(HomeTest, self.shelf)

    @cached_property
    def figures(self) -> list[tuple[Any, Choices]]:
        """What has a drawn figure to copy, by kind: its UUID and its name."""
        kinds = ((_("Exercises"), Exercise), (_("Home tests"), HomeTest))
        found = [(label, _with_figures(model, self.shelf)) for label, model in kinds]
        return [(label, choices) for label, choices in found if choices]


def _with_figures(model: Any, shelf: Shelf) -> Choices:
    rows = model.objects.on_shelves([shelf]).exclude(figure={}).order_by("name")
    return [(str(uuid), name) for uuid, name in rows.values_list("uuid", "name")]


def _choices(model: type[models.Model], shelf: Shelf) -> Choices:
    """What is retired stays on offer, marked, so that content which holds it can still be saved."""
    rows = model.objects.on_shelves([shelf]).order_by("name").values_list("slug", "name", "status")  # type: ignore[attr-defined]  # every Content has it
    return [
        (slug, f"{name} ({Status(status).label})" if status != Status.PUBLISHED else name)
        for slug, name, status in rows
    ]
