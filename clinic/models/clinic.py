"""Clinics, who works there, and their own margins."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped
from clinic.models.zones import validate_zone


class Clinic(Scoped):
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    emergency_number = models.CharField(_("emergency number"), max_length=20, default="112")
    reply_time = models.CharField(_("usual reply time"), max_length=80, default=_("two working days"))
    zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[validate_zone])
    age_of_consent = models.PositiveSmallIntegerField(
        _("age of consent"),
        default=16,
        validators=[MinValueValidator(12), MaxValueValidator(21)],
        help_text=_("Below it a guardian gives consent."),
    )
    shelf = models.OneToOneField("exercises.Shelf", on_delete=models.PROTECT, related_name="clinic", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("clinic")
        constraints = [
            models.CheckConstraint(
                condition=Q(age_of_consent__gte=12, age_of_consent__lte=21), name="clinic_age_of_consent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnMargin(Scoped):
    """A clinic's own margin for a measure that has no published smallest real change; always labelled so."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="own_margins")
    measure = models.ForeignKey("exercises.Measure", on_delete=models.CASCADE, related_name="+")
    value = models.DecimalField(_("margin"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "measure"], name="own_margin_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="own_margin_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.value} for {self.measure}"


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    THERAPIST = "therapist", _("Therapist")
    STAFF = "staff", _("Staff")
    RUNNER = "runner", _("Runner")


class Membership(Scoped):
    """What a person is in a clinic. One person may be several things, in several clinics; a runner has a Runner row."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="memberships")
    is_owner = models.BooleanField(_("owner"), default=False)
    is_therapist = models.BooleanField(_("therapist"), default=False)
    is_staff = models.BooleanField(_("staff"), default=False)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "clinic"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(is_owner=True) | Q(is_therapist=True) | Q(is_staff=True),
                name="membership_has_a_role",
            ),
        ]

    def __str__(self) -> str:
        return f"Membership {self.pk}"

    @property
    def roles(self) -> frozenset[Role]:
        held = {Role.OWNER: self.is_owner, Role.THERAPIST: self.is_therapist, Role.STAFF: self.is_staff}
        return frozenset(role for role, holds in held.items() if holds)
