"""A reader's report on a page of the library."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped, ScopedQuerySet


class ProblemReportQuerySet(ScopedQuerySet):
    def open(self) -> "ProblemReportQuerySet":
        return self.filter(answered_at__isnull=True)


class ProblemReport(Scoped):
    clinic = models.ForeignKey("clinic.Clinic", on_delete=models.CASCADE, related_name="problem_reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("what is wrong"), max_length=2000)
    screenshot = models.ImageField(_("screenshot"), upload_to="reports/", blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer_seen_at = models.DateTimeField(null=True, blank=True)

    objects = ProblemReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="report_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"
