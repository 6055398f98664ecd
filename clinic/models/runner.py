"""Runners: the people in care. And their consent."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.models.base import Scoped
from clinic.models.zones import validate_zone


class Runner(Scoped):
    class Sex(models.TextChoices):
        UNKNOWN = "", _("Not said")
        FEMALE = "female", _("Female")
        MALE = "male", _("Male")

    class Units(models.TextChoices):
        METRIC = "metric", _("Centimetres and kilograms")
        IMPERIAL = "imperial", _("Inches and pounds")

    clinic = models.ForeignKey("clinic.Clinic", on_delete=models.PROTECT, related_name="runners")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="runners"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex, for norms"), max_length=6, choices=Sex, blank=True, default=Sex.UNKNOWN)
    zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[validate_zone])
    language = models.CharField(_("language"), max_length=8, default="en", choices=settings.LANGUAGES)
    units = models.CharField(_("units"), max_length=8, choices=Units, default=Units.METRIC)
    guardian = models.CharField(_("guardian"), max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    joined_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("runner")
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user"], condition=Q(user__isnull=False), name="runner_once_a_clinic"
            ),
            models.UniqueConstraint(
                "clinic", Lower("email"), condition=~Q(email=""), name="runner_email_once_a_clinic"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def local_now(self, now: datetime.datetime | None = None) -> datetime.datetime:
        return (now or timezone.now()).astimezone(ZoneInfo(self.zone))

    def today(self, now: datetime.datetime | None = None) -> datetime.date:
        """The date where the runner is."""
        return self.local_now(now).date()

    def age(self) -> int | None:
        return self.age_on(self.today())

    def age_on(self, day: datetime.date) -> int | None:
        """Whole years on that date; None without a date of birth."""
        born = self.birth_date
        return None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Consent(Scoped):
    """A version of the consent text, given and perhaps withdrawn."""

    runner = models.ForeignKey(Runner, on_delete=models.CASCADE, related_name="consents")
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(_("given by"), max_length=120)
    as_guardian = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["runner"], condition=Q(withdrawn_at__isnull=True), name="consent_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"Consent {self.version}"
