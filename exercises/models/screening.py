"""The red-flag questions and the start gate: data of the pack, since their levels are a clinical decision."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from exercises.models.base import Copied, ShelfQuerySet


class ScreeningLevel(models.TextChoices):
    CLEAR = "clear", _("Clear")
    NOTE = "note", _("Note")
    REVIEW = "review", _("Review")
    HOLD = "hold", _("Hold")
    SAME_DAY = "same_day", _("Same day")
    EMERGENCY = "emergency", _("Emergency")


class ScreeningQuestion(Copied):
    shelf = models.ForeignKey("exercises.Shelf", on_delete=models.CASCADE, verbose_name=_("shelf"))
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    reason = models.CharField(_("in short, for the therapist"), max_length=120)
    level = models.CharField(_("level if yes"), max_length=10, choices=ScreeningLevel)
    short_set = models.BooleanField(_("asked before every hop test"), default=False)
    unsure_is_yes = models.BooleanField(_("'not sure' counts as yes"), default=False)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(F("shelf"), F("slug"), name="screening_question_once_a_shelf")]

    def __str__(self) -> str:
        return self.text


class ScreeningAdvice(Copied):
    """What the runner is told at a level."""

    shelf = models.ForeignKey("exercises.Shelf", on_delete=models.CASCADE, verbose_name=_("shelf"))
    level = models.CharField(max_length=10, choices=ScreeningLevel)
    text = models.TextField(_("advice"), max_length=600)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(F("shelf"), F("level"), name="screening_advice_once_a_shelf")]

    def __str__(self) -> str:
        return self.get_level_display()


class GateCriterion(Copied):
    """One condition before the first hop test or impact exercise (a product choice on expert opinion)."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("Yes or no")
        COUNT_EACH = "count_each", _("A count for each side")
        RATING = "rating", _("A rating from 0 to 10")

    shelf = models.ForeignKey("exercises.Shelf", on_delete=models.CASCADE, verbose_name=_("shelf"))
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=300)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    minimum = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(F("shelf"), F("slug"), name="gate_criterion_once_a_shelf")]

    def __str__(self) -> str:
        return self.text
