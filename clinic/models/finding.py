"""What a therapist thinks is the cause, and on what evidence."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped, ScopedQuerySet


class FindingQuerySet(ScopedQuerySet):
    def current(self) -> "FindingQuerySet":
        return self.filter(superseded_at__isnull=True)


class Finding(Scoped):
    """A cause in an episode. A change of mind is a new row; the old one stays for the timeline."""

    class State(models.TextChoices):
        SUSPECTED = "suspected", _("Suspected")
        CONFIRMED = "confirmed", _("Confirmed")
        RULED_OUT = "ruled_out", _("Ruled out")

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="findings")
    cause = models.ForeignKey("exercises.Cause", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State)
    evidence = models.TextField(_("on what evidence"), max_length=1000, blank=True)
    found_at = models.DateTimeField(default=timezone.now)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["found_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "cause"],
                condition=Q(superseded_at__isnull=True),
                name="finding_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"Finding {self.pk}"
