"""Where the app above tells the library what it cannot know: which shelves a person may use, and what is in use."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from exercises.models import Shelf


@dataclass(frozen=True, slots=True)
class Usage:
    """In how many places something is used, in words for a person ("4 routines")."""

    count: int
    words: str


UsageCounter = Callable[[models.Model], Usage]
ShelfReader = Callable[[object], Iterable[Shelf]]

_counters: list[UsageCounter] = []
_care: list[UsageCounter] = []
_readers: dict[str, ShelfReader] = {}


def register_usage(counter: UsageCounter) -> None:
    _counters.append(counter)


def register_care(counter: UsageCounter) -> None:
    """The one counter whose words stand on a page of content: in how much care it is used."""
    _care[:] = [counter]


def care_of(content: models.Model) -> Usage | None:
    """In how much care content is used; None where nobody counts, or in none."""
    return next((usage for usage in (counter(content) for counter in _care) if usage.count), None)


def usage_of(content: models.Model) -> Sequence[Usage]:
    """Every place outside the library that uses this content; empty when it is not in use."""
    return [usage for usage in (counter(content) for counter in _counters) if usage.count]


def register_shelves(*, read: ShelfReader, edit: ShelfReader) -> None:
    _readers.update(read=read, edit=edit)


def shelves_to_read(user: object) -> list[Shelf]:
    """The shelves whose content a person sees."""
    return list(_readers["read"](user)) if "read" in _readers else []


def shelves_to_edit(user: object) -> list[Shelf]:
    """The shelves whose content a person may change."""
    return list(_readers["edit"](user)) if "edit" in _readers else []


def shelves_of(request: Any) -> list[Shelf]:
    """The same as shelves_to_read for who sent a request, asked once for each request."""
    if not hasattr(request, "_shelves"):
        request._shelves = shelves_to_read(request.user)
    return list(request._shelves)
