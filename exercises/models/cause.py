"""Complaints and their possible causes."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.models.base import Content, EvidenceLevel


class Cause(Content):
    """Why it hurts, explained for the runner and for the therapist."""

    how_it_hurts = models.CharField(_("in one line, for the runner"), max_length=200, blank=True)
    explanation_runner = models.TextField(_("explanation for the runner"), max_length=2000)
    explanation_therapist = models.TextField(_("explanation for the therapist"), max_length=4000)
    evidence_level = models.CharField(_("evidence"), max_length=1, choices=EvidenceLevel)
    shoe_review = models.BooleanField(_("asks for a shoe review"), default=False)
    home_tests = models.ManyToManyField(
        "exercises.HomeTest", verbose_name=_("home tests"), blank=True, related_name="causes"
    )
    references = models.ManyToManyField("exercises.Reference", verbose_name=_("references"), blank=True)

    class Meta(Content.Meta):
        verbose_name = _("cause")
        verbose_name_plural = _("causes")

    def get_absolute_url(self) -> str:
        return reverse("cause", args=[self.uuid])


class Complaint(Content):
    """What hurts."""

    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    causes = models.ManyToManyField(Cause, through="exercises.PossibleCause", related_name="complaints")

    class Meta(Content.Meta):
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")


class PossibleCause(models.Model):
    """A cause in its place among those of a complaint."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="possible_causes")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="possible_in")
    position = models.PositiveSmallIntegerField(_("place"), default=1)

    class Meta:
        ordering = ["position"]
        verbose_name = _("possible cause")
        constraints = [models.UniqueConstraint(fields=["complaint", "cause"], name="possible_cause_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.cause}"
