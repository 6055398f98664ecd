"""Why a therapist should look."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped, ScopedQuerySet


class AlertQuerySet(ScopedQuerySet):
    def standing(self) -> "AlertQuerySet":
        return self.filter(settled_at__isnull=True)


class Alert(Scoped):
    class Kind(models.TextChoices):
        RED_FLAG = "red_flag", _("Red flag")
        SCREENING_NOTE = "screening_note", _("Screening note")
        PAIN = "pain", _("Pain up")
        MORNING = "morning", _("Worse next morning")
        RESULT = "result", _("New result")
        SIDE_DIFFERENCE = "side_difference", _("Side difference")
        CONSENT = "consent", _("Consent withdrawn")

    runner = models.ForeignKey("clinic.Runner", on_delete=models.CASCADE, related_name="alerts")
    episode = models.ForeignKey(
        "clinic.EpisodeOfCare", on_delete=models.CASCADE, null=True, blank=True, related_name="alerts"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    # Plain facts for the words: e.g. {"pain": 7, "exercise": "Box hop"}. Sentences are made when they are shown.
    facts = models.JSONField(default=dict)
    raised_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settle_note = models.CharField(max_length=300, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["runner"], condition=Q(settled_at__isnull=True), name="alert_standing")]

    def __str__(self) -> str:
        return f"Alert {self.pk}"
