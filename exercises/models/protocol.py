"""What is usually given for a cause, in stages."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.fields import DosageField
from exercises.models.base import Content


class Protocol(Content):
    cause = models.ForeignKey(
        "exercises.Cause", on_delete=models.PROTECT, related_name="protocols", verbose_name=_("cause")
    )
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)

    class Meta(Content.Meta):
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")

    def get_absolute_url(self) -> str:
        return reverse("protocol", args=[self.uuid])


class Stage(models.Model):
    """A stretch of a protocol: exercises, and the home test that ends it."""

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    name = models.CharField(_("name"), max_length=120)
    weeks = models.PositiveSmallIntegerField(_("weeks"), default=4)
    criteria = models.CharField(_("move on when"), max_length=300, blank=True)
    home_test = models.ForeignKey(
        "exercises.HomeTest",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name=_("home test"),
    )
    retest_days = models.PositiveSmallIntegerField(_("repeat on day"), null=True, blank=True)

    class Meta:
        ordering = ["protocol", "position"]
        verbose_name = _("stage")
        constraints = [
            models.UniqueConstraint(fields=["protocol", "position"], name="stage_place_once"),
            models.CheckConstraint(
                condition=Q(home_test__isnull=True, retest_days__isnull=True)
                | Q(home_test__isnull=False, retest_days__isnull=False, retest_days__gte=1),
                name="stage_test_with_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StageExercise(models.Model):
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="stage_exercises")
    exercise = models.ForeignKey(
        "exercises.Exercise", on_delete=models.PROTECT, related_name="in_stages", verbose_name=_("exercise")
    )
    position = models.PositiveSmallIntegerField(_("place"), default=1)
    dosage = DosageField(_("dosage"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["stage", "position"]
        verbose_name = _("exercise in a stage")
        constraints = [models.UniqueConstraint(fields=["stage", "position"], name="stage_exercise_place_once")]

    def __str__(self) -> str:
        return f"{self.exercise} in {self.stage}"
