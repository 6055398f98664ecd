"""Episodes of care, who leads them, and their pauses."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped, ScopedQuerySet


class BodySide(models.TextChoices):
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both sides")


class EpisodeQuerySet(ScopedQuerySet):
    def running(self) -> "EpisodeQuerySet":
        return self.filter(discharged_at__isnull=True)


class EpisodeOfCare(Scoped):
    """One runner, one complaint, from opening to discharge."""

    class Outcome(models.TextChoices):
        GOAL_REACHED = "goal_reached", _("Goal reached")
        BETTER = "better", _("Better, goes on alone")
        REFERRED = "referred", _("Referred on")
        STOPPED = "stopped", _("Stopped by the runner")
        OTHER = "other", _("Other")

    runner = models.ForeignKey("clinic.Runner", on_delete=models.CASCADE, related_name="episodes")
    complaint = models.ForeignKey("exercises.Complaint", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=BodySide)
    onset_on = models.DateField(_("since"), null=True, blank=True)
    story = models.TextField(_("history and goal"), max_length=2000, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    discharged_at = models.DateTimeField(null=True, blank=True)
    discharged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    discharge_reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("episode of care")
        constraints = [
            models.CheckConstraint(
                condition=Q(discharged_at__isnull=True, outcome="") | (Q(discharged_at__isnull=False) & ~Q(outcome="")),
                name="episode_discharged_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"Episode {self.pk}"

    @property
    def is_running(self) -> bool:
        return self.discharged_at is None


class CareAssignmentQuerySet(ScopedQuerySet):
    def on(self, day: datetime.date) -> "CareAssignmentQuerySet":
        """In force on a day: a lead until it is handed over, a cover to the end of its last day."""
        lasting = Q(to_on__isnull=True) | Q(part=CareAssignment.Part.COVER, to_on__gte=day)
        return self.filter(lasting, from_on__lte=day)


class CareAssignment(Scoped):
    """A therapist's part in an episode."""

    class Part(models.TextChoices):
        LEAD = "lead", _("Lead")
        COVER = "cover", _("Cover")

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.CASCADE, related_name="assignments")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="care_assignments")
    part = models.CharField(max_length=5, choices=Part, default=Part.LEAD)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = CareAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(part="lead", to_on__isnull=True), name="care_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="care_from_before_to"
            ),
        ]

    def __str__(self) -> str:
        return f"Assignment {self.pk}"


class Pause(Scoped):
    """Days on which nothing is due, with the reason."""

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.CASCADE, related_name="pauses")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["episode"], condition=Q(to_on__isnull=True), name="pause_one_open"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="pause_from_before_to"
            ),
        ]

    def __str__(self) -> str:
        return f"Pause {self.pk}"
