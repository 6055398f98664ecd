"""The therapist's decision on results."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped


class Review(Scoped):
    class Decision(models.TextChoices):
        PROGRESS = "progress", _("Progress")
        KEEP = "keep", _("Keep")
        EASE = "ease", _("Ease")
        DISCHARGE = "discharge", _("Discharge")

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="reviews")
    routine = models.ForeignKey("clinic.Routine", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    words = models.TextField(_("words to the runner"), max_length=1000, blank=True)
    # What the portal proposed and why, as it stood when the therapist decided.
    proposal = models.JSONField(default=dict)
    results = models.ManyToManyField("clinic.TestResult", related_name="reviews", blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-decided_at"]

    def __str__(self) -> str:
        return f"Review {self.pk}"
