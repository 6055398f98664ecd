"""What a runner can measure at home."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from exercises.fields import LinesField
from exercises.models.base import Content
from exercises.models.illustrated import Illustrated
from exercises.norms import validate_norms


class TestSides(models.TextChoices):
    __test__ = False  # not a test of ours, whatever the name says

    EACH = "each", _("Left and right")
    NONE = "none", _("No sides")


# What a result says beside its measures: no measure may have such a name.
RESERVED_KEYS = frozenset(
    {
        *("id", "runner", "home_test", "side", "done_at", "local_date", "pain", "effort", "stop_reason", "method"),
        *("rhythm", "tries", "note", "practice", "replaces", "voided", "traces", "motion"),
    }
)


def validate_key(key: str) -> None:
    """Errors: ValidationError for a key that would read as another part of a result."""
    if key.casefold() in RESERVED_KEYS or key.casefold().startswith("try_"):
        raise ValidationError(gettext("“%s” has a meaning of its own in a result. Choose another key.") % key)


class HomeTest(Content, Illustrated):
    """A test with its protocol, its measures and what is known about it."""

    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    purpose = models.TextField(_("what it tells a therapist"), max_length=1000, blank=True)
    sides = models.CharField(_("sides"), max_length=6, choices=TestSides, default=TestSides.EACH)
    steps = LinesField(_("steps"), help_text=_("One a line."))
    safety = LinesField(_("before you start"), blank=True, help_text=_("One a line."))
    stop_rules = LinesField(_("when to stop"), blank=True, help_text=_("One a line."))
    impact = models.BooleanField(
        _("hopping or jumping"),
        default=False,
        help_text=_("Asks the short screening and the start gate first."),
    )
    retest_days = models.PositiveSmallIntegerField(
        _("repeat after days"), default=28, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    cue = models.CharField(
        _("cue"), max_length=80, blank=True, help_text=_("A few words beside the clock or the beat, while it runs.")
    )
    rest_seconds = models.PositiveSmallIntegerField(
        _("rest between the sides, in seconds"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(900)],
        help_text=_("Left empty: two minutes where a clock or a beat runs, else none."),
    )
    beats_per_minute = models.PositiveSmallIntegerField(
        _("beats a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(20), MaxValueValidator(240)],
        help_text=_("For what is counted: up on one beat, down on the next. Left empty: no beat."),
    )
    benchmark = models.CharField(_("benchmark"), max_length=200, blank=True)
    benchmark_note = models.TextField(_("how far to trust it"), max_length=1000, blank=True)
    equipment = models.ManyToManyField("exercises.Equipment", verbose_name=_("equipment"), blank=True)
    references = models.ManyToManyField("exercises.Reference", verbose_name=_("references"), blank=True)

    class Meta(Content.Meta):
        verbose_name = _("home test")
        verbose_name_plural = _("home tests")
        constraints = [
            *Content.Meta.constraints,
            *Illustrated.Meta.constraints,
            models.CheckConstraint(condition=Q(retest_days__gte=1, retest_days__lte=365), name="hometest_retest_days"),
            models.CheckConstraint(
                condition=Q(beats_per_minute__isnull=True) | Q(beats_per_minute__gte=20, beats_per_minute__lte=240),
                name="hometest_beat_20_to_240",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("home-test", args=[self.uuid])


class Measure(models.Model):
    """One quantity of a home test: unit, bounds, and the smallest change that is real, where one is published."""

    home_test = models.ForeignKey(HomeTest, on_delete=models.CASCADE, related_name="measures")
    key = models.SlugField(
        _("key"), max_length=40, validators=[validate_key], help_text=_("As in the API, for example distance_cm.")
    )
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit"), max_length=16)
    minimum = models.DecimalField(_("least"), max_digits=8, decimal_places=2)
    maximum = models.DecimalField(_("most"), max_digits=8, decimal_places=2)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0, validators=[MaxValueValidator(2)])
    higher_is_better = models.BooleanField(_("more is better"), default=True)
    primary = models.BooleanField(_("the main measure"), default=False)
    methods = models.JSONField(_("ways of measuring"), default=list)
    benchmark = models.DecimalField(_("benchmark"), max_digits=8, decimal_places=2, null=True, blank=True)
    smallest_real_change = models.DecimalField(
        _("smallest real change"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("As published. Leave empty when none is."),
    )
    smallest_real_change_source = models.CharField(_("source of it"), max_length=200, blank=True)
    norms = LinesField(
        _("usual values by sex and age"),
        blank=True,
        validators=[validate_norms],
        help_text=_("One a line, for example: female 20-29: 30 to 31. Only therapists see them."),
    )
    norms_source = models.CharField(_("what they rest on, and how far to trust them"), max_length=300, blank=True)

    class Meta:
        ordering = ["home_test", "-primary", "pk"]
        verbose_name = _("measure")
        constraints = [
            models.UniqueConstraint(fields=["home_test", "key"], name="measure_key_once_a_test"),
            models.CheckConstraint(condition=Q(minimum__lt=F("maximum")), name="measure_least_below_most"),
            models.CheckConstraint(
                condition=Q(smallest_real_change__isnull=True) | ~Q(smallest_real_change_source=""),
                name="measure_change_has_source",
            ),
            models.CheckConstraint(
                condition=Q(smallest_real_change__isnull=True) | Q(smallest_real_change__gt=0),
                name="measure_change_above_zero",
            ),
            models.CheckConstraint(condition=Q(norms="") | ~Q(norms_source=""), name="measure_norms_have_source"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"
