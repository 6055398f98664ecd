"""Results of home tests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import ClientMade, VoidableQuerySet


class Side(models.TextChoices):
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class Method(models.TextChoices):
    COUNTED = "counted", _("Counted")
    TIMED = "timed", _("By the clock")
    RATED = "rated", _("Rated")
    MOTION = "motion", _("Measured by the phone's motion")
    TAPE = "tape", _("Tape")
    PHONE = "phone", _("Phone on the shin")


class Rhythm(models.TextChoices):
    OWN = "own", _("Own rhythm")
    METRONOME = "metronome", _("Metronome")


class StopReason(models.TextChoices):
    TIRED = "tired", _("My leg got tired")
    PAIN = "pain", _("It hurt")
    BALANCE = "balance", _("I lost my balance")
    OTHER = "other", _("Something else")


class TestResult(ClientMade):
    """One side of one home test at one time."""

    __test__ = False  # not a test of ours, whatever the name says

    episode = models.ForeignKey(
        "clinic.EpisodeOfCare", on_delete=models.SET_NULL, null=True, blank=True, related_name="results"
    )
    retest = models.ForeignKey(
        "clinic.Retest", on_delete=models.SET_NULL, null=True, blank=True, related_name="results"
    )
    home_test = models.ForeignKey("exercises.HomeTest", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("side"), max_length=5, choices=Side, blank=True)
    done_at = models.DateTimeField(_("done at"))
    local_date = models.DateField()
    method = models.CharField(_("how it was measured"), max_length=8, choices=Method)
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm, blank=True)
    pain = models.PositiveSmallIntegerField(_("pain"), null=True, blank=True)
    effort = models.PositiveSmallIntegerField(_("effort"), null=True, blank=True)
    stop_reason = models.CharField(_("why you stopped"), max_length=8, choices=StopReason, blank=True)
    tries = models.JSONField(default=list)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    practice = models.BooleanField(_("practice"), default=False)
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
        indexes = [models.Index(fields=["runner", "home_test", "done_at"], name="result_runner_test")]
        constraints = [
            *ClientMade.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pain__isnull=True) | Q(pain__gte=0, pain__lte=10), name="result_pain_0_to_10"
            ),
            models.CheckConstraint(
                condition=Q(effort__isnull=True) | Q(effort__gte=0, effort__lte=10),
                name="result_effort_0_to_10",
            ),
            models.CheckConstraint(condition=Q(side__in=["", *Side.values]), name="result_side_known"),
        ]

    def __str__(self) -> str:
        return f"Result {self.pk}"


class TestValue(models.Model):
    """One measured quantity of a result, in the unit of its measure."""

    __test__ = False  # not a test of ours, whatever the name says

    result = models.ForeignKey(TestResult, on_delete=models.CASCADE, related_name="values")
    measure = models.ForeignKey("exercises.Measure", on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=8, decimal_places=2)
    unit = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "measure"], name="value_once_a_measure")]

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"
