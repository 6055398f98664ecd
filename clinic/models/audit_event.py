"""Who did or opened what, when. Written in the transaction of the change itself, never edited."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from clinic.models.base import Scoped


class AuditEvent(Scoped):
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    clinic = models.ForeignKey("clinic.Clinic", on_delete=models.SET_NULL, null=True, related_name="+")
    runner = models.ForeignKey("clinic.Runner", on_delete=models.SET_NULL, null=True, related_name="+")
    target = models.CharField(max_length=40, blank=True)
    target_uuid = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["runner", "actor", "verb", "at"], name="audit_runner_actor")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"
