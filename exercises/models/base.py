"""What every piece of library content has: a shelf, a slug, a life from draft to retired, and named reviewers."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from exercises.models.shelf import Shelf


# Rows of a kind of content (`sender`) changed by one statement.
changed_in_bulk = Signal()


class EvidenceLevel(models.TextChoices):
    """The letters of docs/evidence: what a claim rests on."""

    A = "A", _("A: trials or reviews in this condition")
    B = "B", _("B: trials or reviews nearby, or cohorts")
    C = "C", _("C: cross-sectional or laboratory studies")
    D = "D", _("D: expert opinion")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class ShelfQuerySet(models.QuerySet):
    def on_shelves(self, shelves: "Iterable[Shelf]") -> Self:
        """Only rows owned by these shelves. No shelves, no rows."""
        return self.filter(shelf__in=list(shelves))

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def update(self, **changes: Any) -> int:
        """As ever, and says that rows changed: Django sends no signal for this."""
        count = super().update(**changes)
        changed_in_bulk.send(sender=self.model)
        return count

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """As ever, and says that rows changed: Django sends no signal for this."""
        rows = super().bulk_create(*args, **kwargs)
        changed_in_bulk.send(sender=self.model)
        return rows


class Copied(models.Model):
    """A row that a content pack, or the shared shelf, may have filled."""

    # The digest of what this row last took over: equal to its own digest while nobody edited it.
    origin_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


class Content(Copied):
    """A piece of library content on a shelf."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shelf = models.ForeignKey("exercises.Shelf", on_delete=models.PROTECT, verbose_name=_("shelf"))
    slug = models.SlugField(_("short name in addresses"), max_length=80)
    name = models.CharField(_("name"), max_length=120, help_text=_("As runners see it. Short."))
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    reviewed_by = models.CharField(
        _("clinically reviewed by"),
        max_length=120,
        blank=True,
        help_text=_("Name and title of the clinician who approved this content. Without one, pages say so."),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    origin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="copies"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(F("shelf"), F("slug"), name="%(class)s_slug_once_a_shelf"),
            models.CheckConstraint(
                condition=Q(reviewed_by="", reviewed_on__isnull=True)
                | (~Q(reviewed_by="") & Q(reviewed_on__isnull=False)),
                name="%(class)s_reviewed_by_and_on",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="%(class)s_status_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_reviewed(self) -> bool:
        """Whether a named clinician has approved it; until then pages say 'not yet clinically reviewed'."""
        return bool(self.reviewed_by)


class ContentVersion(models.Model):
    """One saved state of one piece of content, whole, in the form of a content pack: who, when, why."""

    class Kind(models.TextChoices):
        EXERCISE = "exercise", _("Exercise")
        CAUSE = "cause", _("Cause")
        PROTOCOL = "protocol", _("Protocol")
        HOME_TEST = "home_test", _("Home test")

    kind = models.CharField(max_length=12, choices=Kind)
    content_uuid = models.UUIDField()
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["content_uuid", "number"], name="content_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
