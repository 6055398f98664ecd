"""Routines in revisions, their exercises, drafts and retests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped, ScopedQuerySet
from exercises.fields import DosageField


class RoutineQuerySet(ScopedQuerySet):
    def current(self) -> "RoutineQuerySet":
        return self.filter(ended_at__isnull=True)


class Routine(Scoped):
    """What is prescribed in an episode, as one revision. An edit makes the next revision; the old one stays."""

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="routines")
    revision = models.PositiveIntegerField()
    causes = models.ManyToManyField("exercises.Cause", related_name="+")
    starts_on = models.DateField()
    words = models.TextField(_("words to the runner"), max_length=1000, blank=True)
    assigned_at = models.DateTimeField(default=timezone.now)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoutineQuerySet.as_manager()

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["episode", "revision"], name="routine_revision_once"),
            models.UniqueConstraint(fields=["episode"], condition=Q(ended_at__isnull=True), name="routine_one_current"),
        ]

    def __str__(self) -> str:
        return f"Routine {self.revision}"


class PrescribedExercise(Scoped):
    """An exercise in a routine, with its own dosage: later edits of the library do not change it."""

    routine = models.ForeignKey(Routine, on_delete=models.CASCADE, related_name="prescribed")
    exercise = models.ForeignKey("exercises.Exercise", on_delete=models.PROTECT, related_name="+")
    cause = models.ForeignKey("exercises.Cause", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    dosage = DosageField(_("dosage"))
    # What the protocol said, so that a change can be shown and put back.
    usual = DosageField(_("dosage of the protocol"), null=True, blank=True)
    note = models.CharField(_("note to the runner"), max_length=300, blank=True)
    # The first revision that held this exercise without a break: logs of former revisions still count this week.
    continues = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["routine", "position"], name="prescribed_place_once")]

    def __str__(self) -> str:
        return f"Prescribed exercise {self.pk}"


class RoutineDraft(Scoped):
    """A therapist's unfinished next revision: saved at every step, so that nothing is lost."""

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="drafts")
    therapist = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The revision that the draft was started from; 0 for the first routine. Another current revision is a conflict.
    base_revision = models.PositiveIntegerField(default=0)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "therapist"], name="draft_one_a_therapist")]

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class RetestQuerySet(ScopedQuerySet):
    def waiting(self) -> "RetestQuerySet":
        return self.filter(done_at__isnull=True, cancelled_at__isnull=True)


class Retest(Scoped):
    """A home test due on a date."""

    episode = models.ForeignKey("clinic.EpisodeOfCare", on_delete=models.CASCADE, related_name="retests")
    routine = models.ForeignKey(Routine, on_delete=models.SET_NULL, null=True, blank=True, related_name="retests")
    home_test = models.ForeignKey("exercises.HomeTest", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"))
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = RetestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "home_test"],
                condition=Q(done_at__isnull=True, cancelled_at__isnull=True),
                name="retest_one_waiting_a_test",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="retest_done_or_cancelled",
            ),
        ]

    def __str__(self) -> str:
        return f"Retest {self.pk}"
