"""What every clinical row has: a public key, and a queryset whose one door is `visible_to(user)`."""

import uuid
from collections.abc import Callable
from typing import Any, Self

from django.db import models
from django.db.models import Q

Scope = Callable[[Any], Q]
# Filled by clinic.scoping when the app starts: models must not know who may see them.
SCOPES: dict[type[models.Model], Scope] = {}


class ScopedQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Only the rows this person may see. A model without a scope is an error, never everything."""
        return self.filter(SCOPES[self.model](user))


class Scoped(models.Model):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class ClientMade(models.Model):
    """A row whose UUID the runner's phone makes, so that sending twice is harmless. Unique for each runner."""

    uuid = models.UUIDField()
    runner = models.ForeignKey("clinic.Runner", on_delete=models.CASCADE, related_name="%(class)s_rows")
    # The normalised body as it was first sent: the same id with another body is a conflict.
    body = models.JSONField(default=dict, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["runner", "uuid"], name="%(class)s_uuid_once_a_runner")]


class VoidableQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Without what was undone or corrected."""
        return self.filter(voided_at__isnull=True)


def paired(first: str, second: str, name: str) -> models.CheckConstraint:
    """Both or neither: what was done and who did it."""
    both = Q(**{f"{first}__isnull": False, f"{second}__isnull": False})
    neither = Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)
