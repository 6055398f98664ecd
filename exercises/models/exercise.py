"""Exercises and the chains from easier to harder."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exercises.fields import DosageField, LinesField
from exercises.models.base import Content, EvidenceLevel, ShelfQuerySet
from exercises.models.illustrated import Illustrated


class Sides(models.TextChoices):
    BOTH = "both", _("Both together")
    EACH = "each", _("Each side")
    ALTERNATING = "alternating", _("Alternating")


class LoadKind(models.TextChoices):
    PLYOMETRIC = "plyometric", _("Plyometric")
    PLYOMETRIC_PREP = "plyometric_prep", _("Landing practice")
    STRENGTH = "strength", _("Strength")
    ISOMETRIC = "isometric", _("Holding")
    ENDURANCE = "endurance", _("Endurance")
    MOBILITY = "mobility", _("Mobility")
    MOTOR_CONTROL = "motor_control", _("Control")
    BALANCE = "balance", _("Balance")
    GAIT = "gait_retraining", _("Way of running")
    LOAD = "load_management", _("Running load")


IMPACT_KINDS = frozenset({LoadKind.PLYOMETRIC, LoadKind.PLYOMETRIC_PREP})
# What a hold of the screening stops. Runs do not wait for the start check: that one is for hops.
HELD_KINDS = IMPACT_KINDS | {LoadKind.GAIT, LoadKind.LOAD}


class DosageBasis(models.TextChoices):
    SEED = "seed", _("The founding article")
    SOURCE = "source", _("A study")
    CONVENTION = "convention", _("Clinical convention")


class ExerciseQuerySet(ShelfQuerySet):
    def impact(self) -> "ExerciseQuerySet":
        return self.filter(load_kind__in=IMPACT_KINDS)


class Exercise(Content, Illustrated):
    """What a runner does. Its lines of text lie on it, so that one saved edit is one whole version."""

    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    steps = LinesField(_("steps"), help_text=_("One step a line. At most 15 words a sentence."))
    cues = LinesField(_("cues"), blank=True, help_text=_("One a line. Short words to think of while moving."))
    mistakes = LinesField(_("common mistakes"), blank=True, help_text=_("One a line."))
    cautions = LinesField(_("cautions"), blank=True, help_text=_("One a line."))
    stop_when = LinesField(_("when to stop"), blank=True, help_text=_("One a line."))
    sides = models.CharField(_("sides"), max_length=12, choices=Sides)
    load_kind = models.CharField(_("load kind"), max_length=20, choices=LoadKind)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty, 1 to 5"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    dosage = DosageField(_("usual dosage"))
    dosage_reason = models.CharField(_("why this dosage"), max_length=400, blank=True)
    dosage_basis = models.CharField(_("the dosage rests on"), max_length=12, choices=DosageBasis)
    evidence_level = models.CharField(_("evidence"), max_length=1, choices=EvidenceLevel)
    evidence_note = models.TextField(_("what the evidence says"), max_length=800, blank=True)
    therapist_only = models.BooleanField(_("only a therapist assigns it"), default=False)
    body_parts = models.ManyToManyField("exercises.BodyPart", verbose_name=_("body parts"), blank=True)
    equipment = models.ManyToManyField("exercises.Equipment", verbose_name=_("equipment"), blank=True)
    causes = models.ManyToManyField("exercises.Cause", verbose_name=_("causes"), blank=True, related_name="exercises")
    references = models.ManyToManyField("exercises.Reference", verbose_name=_("references"), blank=True)
    harder = models.ManyToManyField(
        "self",
        symmetrical=False,
        through="exercises.Progression",
        related_name="easier",
        verbose_name=_("harder"),
    )

    objects = ExerciseQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            *Content.Meta.constraints,
            *Illustrated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=5), name="exercise_difficulty_1_to_5"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("exercise", args=[self.uuid])

    @property
    def is_impact(self) -> bool:
        """Hops and jumps: they need the start gate, and a HOLD locks them."""
        return self.load_kind in IMPACT_KINDS

    @property
    def is_held(self) -> bool:
        """Whether a hold of the screening stops it: hops, and runs of a plan."""
        return self.load_kind in HELD_KINDS


class Progression(models.Model):
    """One step of a chain: from an easier exercise to a harder one."""

    easier = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="steps_up", verbose_name=_("easier"))
    harder = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="steps_down", verbose_name=_("harder"))

    class Meta:
        # As they were written: the first easier exercise stands in while the start gate is closed.
        ordering = ["pk"]
        verbose_name = _("progression")
        constraints = [
            models.UniqueConstraint(fields=["easier", "harder"], name="progression_once"),
            models.CheckConstraint(condition=~Q(easier=F("harder")), name="progression_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.easier} -> {self.harder}"
