"""Shelves: who owns library content."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ShelfOwnerQuerySet(models.QuerySet):
    def shared(self) -> Self:
        return self.filter(is_shared=True)


class Shelf(models.Model):
    """The shared shelf holds the shipped library; each clinic's own is filled from it and then theirs to change."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    is_shared = models.BooleanField(default=False, editable=False)
    pack = models.CharField(max_length=80, blank=True, editable=False)
    pack_version = models.CharField(max_length=40, blank=True, editable=False)
    # Another one after every change to what is looked for: exercises/stamps.py.
    stamp = models.UUIDField(default=uuid4, editable=False)

    objects = ShelfOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")
        constraints = [
            models.UniqueConstraint(fields=["is_shared"], condition=Q(is_shared=True), name="shelf_one_shared"),
        ]

    def __str__(self) -> str:
        return self.name
