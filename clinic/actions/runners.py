"""Runners: added by their therapist, joining by their invitation, keeping their own settings."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import consents
from clinic.actions.audit import record
from clinic.models import Clinic, Runner
from clinic.permissions import NotAllowed, check_can_act_as, check_can_treat
from clinic.policies import NotNow
from clinic.scoping import access_of, forget_access
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Settings:
    """What a runner chooses: an IANA zone, a language code, "metric" or "imperial"."""

    zone: str
    language: str
    units: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What a runner says while joining. `guardian` is the name of who consents for somebody below the clinic's age."""

    name: str
    settings: Settings
    birth_date: datetime.date | None = None
    guardian: str = ""


@transaction.atomic
def add_runner(
    *,
    clinic: Clinic,
    name: str,
    by: Any,
    email: str = "",
    birth_date: datetime.date | None = None,
    sex: str = "",
) -> Runner:
    """A new runner in the clinic, without an account until they accept an invitation.

    Raises NotAllowed, or NotNow("runner_exists") when the clinic has a runner with this e-mail.
    """
    if clinic.pk not in access_of(by).cares_in:
        raise NotAllowed(_("Only a therapist of this clinic can do this."))
    runner = Runner(clinic=clinic, name=name, email=email.strip().lower(), birth_date=birth_date, sex=sex)
    runner.zone = clinic.zone
    _save(runner)
    record("runner.added", by=by, runner=runner, target=runner)
    return runner


@transaction.atomic
def correct(*, runner: Runner, name: str, email: str, birth_date: datetime.date | None, sex: str, by: Any) -> None:
    """The therapist's correction of who the runner is."""
    check_can_treat(by, runner)
    runner.name, runner.email, runner.birth_date, runner.sex = name, email.strip().lower(), birth_date, sex
    _save(runner)
    record("runner.corrected", by=by, runner=runner, target=runner)


@transaction.atomic
def join(*, runner: Runner, user: User, joining: Joining) -> None:
    """Ties the account to the runner's record, with consent and settings. Part of accepting an invitation."""
    if Runner.objects.filter(clinic=runner.clinic_id, user=user).exists():
        raise NotNow("already_joined", _("You are a runner of this clinic already."))
    runner.user, runner.joined_at, runner.name = user, timezone.now(), joining.name
    runner.birth_date = runner.birth_date or joining.birth_date
    _choose(runner, joining.settings)
    runner.guardian = joining.guardian
    if not runner.email and not _has_runner_with(runner.clinic_id, user.email):
        runner.email = user.email
    runner.save()
    forget_access(user)
    record("runner.joined", by=user, runner=runner, target=runner)
    consents.give(runner=runner, given_by=joining.guardian or joining.name, as_guardian=bool(joining.guardian), by=user)


@transaction.atomic
def change_settings(*, runner: Runner, name: str, settings: Settings, by: Any) -> None:
    """The runner's own name and settings."""
    check_can_act_as(by, runner)
    runner.name = name
    _choose(runner, settings)
    runner.save(update_fields=["name", "zone", "language", "units"])
    rename(user=by, name=name, by=by)
    record("runner.settings", by=by, runner=runner, target=runner)


def rename(*, user: User, name: str, by: Any) -> None:
    """A person's own name on their account."""
    if user.pk != by.pk:
        raise NotAllowed(_("Only you can change your name."))
    user.name = name
    user.save(update_fields=["name"])


def choose_look(*, user: User, look: int, by: Any) -> None:
    """Who shows a person the exercises: one of `Look`."""
    if user.pk != by.pk:
        raise NotAllowed(_("Only you can choose who shows you the exercises."))
    user.look = look
    user.save(update_fields=["look"])


def _has_runner_with(clinic_id: int, email: str) -> bool:
    return Runner.objects.filter(clinic=clinic_id, email__iexact=email).exists()


def _choose(runner: Runner, settings: Settings) -> None:
    runner.zone, runner.language, runner.units = settings.zone, settings.language, settings.units


def _save(runner: Runner) -> None:
    try:
        with transaction.atomic():
            runner.save()
    except IntegrityError as error:
        if "runner_email_once_a_clinic" not in str(error):
            raise
        raise NotNow("runner_exists", _("Your clinic has a runner with this e-mail already.")) from None
