"""Something to be told to somebody, due at a time: a row, so that nothing is lost or sent twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from clinic.models.base import Scoped


class Notification(Scoped):
    class Kind(models.TextChoices):
        INVITATION = "invitation", "Invitation"
        RED_FLAG = "red_flag", "Red flag"
        LOOK = "look", "Somebody needs a look"
        MESSAGE = "message", "Message"
        ROUTINE = "routine", "Routine"
        RETEST = "retest", "Retest"
        REPORT_ANSWERED = "report_answered", "Report answered"

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=Kind)
    # One key, one telling: e.g. "red_flag:<screening uuid>:<user uuid>".
    key = models.CharField(max_length=160, unique=True)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due_at"]
        indexes = [models.Index(fields=["due_at"], condition=Q(sent_at__isnull=True), name="notification_waiting")]

    def __str__(self) -> str:
        return f"Notification {self.pk}"
