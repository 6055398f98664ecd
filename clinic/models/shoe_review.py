"""The expert look at the shoes and the way of running."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped


class Observation(models.TextChoices):
    """Fixed observations of the way of running, so that two reviews can be compared."""

    OVERSTRIDE = "overstride", _("Lands with the foot far in front")
    SLOW_CADENCE = "slow_cadence", _("Few steps a minute")
    HEEL_STRIKE = "heel_strike", _("Lands on the heel")
    FOREFOOT_STRIKE = "forefoot_strike", _("Lands on the forefoot")
    HEAVY_LANDING = "heavy_landing", _("Loud, heavy landing")
    KNEE_IN = "knee_in", _("Knee moves inward")
    HIP_DROP = "hip_drop", _("Pelvis drops on one side")
    UNEVEN = "uneven", _("Left and right differ")
    UNREMARKABLE = "unremarkable", _("Nothing remarkable")


class ShoeReview(Scoped):
    class RunKind(models.TextChoices):
        ROAD = "road", _("Road")
        TRAIL = "trail", _("Trail")
        TRACK = "track", _("Track")
        TREADMILL = "treadmill", _("Treadmill")
        MIXED = "mixed", _("Mixed")

    class Advice(models.TextChoices):
        KEEP = "keep", _("Keep these shoes")
        ROTATE = "rotate", _("Use two pairs in turn")
        CHANGE = "change", _("Change the shoes, step by step")
        REPLACE = "replace", _("Replace the worn pair with the same kind")

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="shoe_reviews")
    shoes = models.CharField(_("brand and model"), max_length=120)
    age_months = models.PositiveSmallIntegerField(_("age in months"), null=True, blank=True)
    distance_km = models.PositiveIntegerField(_("distance run, km"), null=True, blank=True)
    comfort_now = models.PositiveSmallIntegerField(_("comfort now, 0 to 10"))
    comfort_other = models.PositiveSmallIntegerField(_("comfort in another pair, 0 to 10"), null=True, blank=True)
    runs_a_week = models.PositiveSmallIntegerField(_("runs a week"), null=True, blank=True)
    run_kind = models.CharField(_("kind of running"), max_length=10, choices=RunKind, blank=True)
    observations = models.JSONField(_("way of running"), default=list)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    advice = models.CharField(_("recommendation"), max_length=8, choices=Advice)
    words = models.TextField(_("words to the runner"), max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-reviewed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(comfort_now__lte=10), name="shoes_comfort_now_0_to_10"),
            models.CheckConstraint(
                condition=Q(comfort_other__isnull=True) | Q(comfort_other__lte=10),
                name="shoes_comfort_other_0_to_10",
            ),
        ]

    def __str__(self) -> str:
        return f"Shoe review {self.pk}"
