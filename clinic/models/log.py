"""What a runner did, and how the morning after was."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import ClientMade, VoidableQuerySet

PAIN_0_TO_10 = {"pain__gte": 0, "pain__lte": 10}


class ExerciseLog(ClientMade):
    """One exercise done once."""

    prescribed_exercise = models.ForeignKey("clinic.PrescribedExercise", on_delete=models.PROTECT, related_name="logs")
    done_at = models.DateTimeField(_("done at"))
    local_date = models.DateField()
    sets_done = models.PositiveSmallIntegerField(_("sets"), null=True, blank=True)
    reps_done = models.PositiveSmallIntegerField(_("reps"), null=True, blank=True)
    pain = models.PositiveSmallIntegerField(_("pain"), null=True, blank=True)
    effort = models.PositiveSmallIntegerField(_("effort"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VoidableQuerySet.as_manager()

    class Meta(ClientMade.Meta):
        ordering = ["-done_at"]
        indexes = [models.Index(fields=["runner", "local_date"], name="log_runner_day")]
        constraints = [
            *ClientMade.Meta.constraints,
            models.CheckConstraint(condition=Q(pain__isnull=True) | Q(**PAIN_0_TO_10), name="log_pain_0_to_10"),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__gte=0, effort__lte=10), name="log_effort_0_to_10"
            ),
        ]

    def __str__(self) -> str:
        return f"Log {self.pk}"


class MorningCheck(ClientMade):
    """How the leg is on the morning after: it outranks the pain during exercise.

    `new_limp` and `new_swelling` are None where they were not asked; the day after a hop test they always are.
    """

    on = models.DateField(_("morning of"))
    pain = models.PositiveSmallIntegerField(_("pain or stiffness"))
    new_limp = models.BooleanField(_("new limp"), null=True, blank=True)
    new_swelling = models.BooleanField(_("new swelling"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(ClientMade.Meta):
        ordering = ["-on"]
        constraints = [
            *ClientMade.Meta.constraints,
            models.UniqueConstraint(fields=["runner", "on"], name="morning_check_once_a_day"),
            models.CheckConstraint(condition=Q(**PAIN_0_TO_10), name="morning_pain_0_to_10"),
        ]

    def __str__(self) -> str:
        return f"Morning check {self.pk}"

    @property
    def signs(self) -> list[str]:
        """What is new since a session: "limp", "swelling"."""
        return [name for name in ("limp", "swelling") if getattr(self, f"new_{name}")]
