"""Red-flag screenings, the locks they set, and the start gate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import ClientMade, Scoped, ScopedQuerySet
from exercises.models import ScreeningLevel


class Screening(ClientMade):
    """Answers to the red-flag questions at one moment, with their level."""

    class Kind(models.TextChoices):
        FULL = "full", _("Full")
        SHORT = "short", _("Short")

    kind = models.CharField(max_length=5, choices=Kind, default=Kind.FULL)
    done_at = models.DateTimeField()
    local_date = models.DateField()
    answers = models.JSONField()
    level = models.CharField(max_length=10, choices=ScreeningLevel)
    # The short words of every question that raised the level, as they stood then.
    reasons = models.JSONField(default=list)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta(ClientMade.Meta):
        ordering = ["-done_at"]
        constraints = [
            *ClientMade.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=ScreeningLevel.values), name="screening_level_known"),
        ]

    def __str__(self) -> str:
        return f"Screening {self.pk}"


class LockQuerySet(ScopedQuerySet):
    def standing(self) -> "LockQuerySet":
        return self.filter(lifted_at__isnull=True)


class Lock(Scoped):
    """Exercises and tests are locked for a runner, across episodes, until a therapist lifts it with a reason."""

    class Extent(models.TextChoices):
        ALL = "all", _("All exercises and tests")
        IMPACT = "impact", _("Runs, hops, jumps and tests")

    runner = models.ForeignKey("clinic.Runner", on_delete=models.CASCADE, related_name="locks")
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="locks")
    extent = models.CharField(max_length=6, choices=Extent)
    locked_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lift_reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = LockQuerySet.as_manager()

    class Meta:
        ordering = ["-locked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lift_reason="") | (Q(lifted_at__isnull=False) & ~Q(lift_reason="")),
                name="lock_lifted_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Lock {self.pk}"


class StartGate(Scoped):
    """The answers to the start gate, whether it was passed, or why a therapist let it pass."""

    runner = models.ForeignKey("clinic.Runner", on_delete=models.CASCADE, related_name="start_gates")
    done_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict)
    passed = models.BooleanField()
    failed = models.JSONField(default=list)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    override_reason = models.CharField(_("reason to start all the same"), max_length=500, blank=True)

    class Meta:
        ordering = ["-done_at"]

    def __str__(self) -> str:
        return f"Start gate {self.pk}"

    @property
    def is_open(self) -> bool:
        """Passed, or overridden by a therapist with a reason."""
        return self.passed or bool(self.override_reason)
