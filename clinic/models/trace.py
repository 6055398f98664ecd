"""What the phone's sensor said while a result was measured, and what an algorithm made of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from clinic.models.base import ScopedQuerySet


class MotionTrace(models.Model):
    """One recording of a result: of the one run of a hop test, or of each try with the phone on the shin.

    `samples` is packed (clinic.measurement.packing). `zero` is what the phone said held against the wall: x, y, z in
    m/s².
    """

    result = models.ForeignKey("clinic.TestResult", on_delete=models.CASCADE, related_name="traces")
    place = models.PositiveSmallIntegerField()
    samples = models.BinaryField()
    sample_count = models.PositiveIntegerField()
    interval_ms = models.FloatField(null=True, blank=True)
    zero = models.JSONField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["result", "place"]
        constraints = [
            models.UniqueConstraint(fields=["result", "place"], name="trace_once_a_place"),
            models.CheckConstraint(condition=Q(place__gte=1), name="trace_place_from_1"),
            models.CheckConstraint(condition=Q(sample_count__gte=1), name="trace_has_samples"),
        ]

    def __str__(self) -> str:
        return f"Trace {self.pk}"


class TraceAnalysis(models.Model):
    """What one version of an algorithm says of a trace. The newest counts; older ones are kept."""

    trace = models.ForeignKey(MotionTrace, on_delete=models.CASCADE, related_name="analyses")
    algorithm = models.CharField(max_length=40)
    accepted = models.BooleanField()
    facts = models.JSONField()
    analysed_at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["trace", "-analysed_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["trace", "algorithm"], name="analysis_once_an_algorithm")]

    def __str__(self) -> str:
        return f"Analysis {self.pk}"
