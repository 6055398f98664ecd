"""The stamp of a shelf: another one after every change to what its exercises are found by.

What is kept in memory beside a stamp is true as long as the shelf has it. The stamp is written in the transaction of
the change, so both are seen at once; it is random, so that a change that is taken back leaves none behind.
"""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save

from exercises.models import BodyPart, Cause, Complaint, Content, Equipment, Exercise, PossibleCause, Shelf
from exercises.models.base import changed_in_bulk

SHELVED = (Exercise, Cause, Complaint)
SHARED = (BodyPart, Equipment)
LINKS = (Exercise.causes, Exercise.body_parts, Exercise.equipment)


def connect() -> None:
    """Listens to every way in which rows change: saved, deleted, linked, and many at once."""
    for model in (*SHELVED, *SHARED, PossibleCause):
        post_save.connect(_row_changed, sender=model)
        post_delete.connect(_row_changed, sender=model)
    for model in SHELVED:
        changed_in_bulk.connect(_many_changed, sender=model)
    for links in LINKS:
        m2m_changed.connect(_links_changed, sender=links.through)


def stamp(shelves: QuerySet[Shelf]) -> None:
    shelves.update(stamp=uuid.uuid4())


def _row_changed(sender: Any, instance: Any, **_signal: Any) -> None:
    if isinstance(instance, Content):
        stamp(Shelf.objects.filter(pk=instance.shelf_id))
    elif isinstance(instance, PossibleCause):
        stamp(Shelf.objects.filter(cause=instance.cause_id))
    else:
        stamp(Shelf.objects.all())


def _many_changed(sender: Any, **_signal: Any) -> None:
    stamp(Shelf.objects.all())


def _links_changed(sender: Any, instance: Any, action: str, **_signal: Any) -> None:
    if action.startswith("post_"):
        _row_changed(type(instance), instance)
