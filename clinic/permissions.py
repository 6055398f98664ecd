"""May this person do this at all? Pairs: `check_can_x` raises, `can_x` asks. State is the matter of policies."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from clinic.models import Clinic, Runner
from clinic.scoping import access_of


class NotAllowed(PermissionDenied):
    """In scope, but not this person's to do."""


def can_treat(user: Any, runner: Runner) -> bool:
    """Therapists of the runner's clinic decide on care."""
    return runner.clinic_id in access_of(user).therapist_in


def check_can_treat(user: Any, runner: Runner) -> None:
    if not can_treat(user, runner):
        raise NotAllowed(_("Only a therapist of this clinic can do this."))


def check_treats(user: Any) -> None:
    """Somebody, somewhere: an owner who is no therapist reads, and prescribes nothing."""
    if not access_of(user).therapist_in:
        raise NotAllowed(_("Only a therapist prescribes."))


def can_act_as(user: Any, runner: Runner) -> bool:
    """Only the runner themselves logs, tests and answers."""
    return runner.pk in access_of(user).runner_ids


def check_can_act_as(user: Any, runner: Runner) -> None:
    if not can_act_as(user, runner):
        raise NotAllowed(_("Only the runner can record this."))


def can_record_for(user: Any, runner: Runner) -> bool:
    """Screening and tests may be recorded by the runner at home or by a therapist in the clinic."""
    return can_act_as(user, runner) or can_treat(user, runner)


def check_can_record_for(user: Any, runner: Runner) -> None:
    if not can_record_for(user, runner):
        raise NotAllowed(_("Only the runner or their therapist can record this."))


def can_own(user: Any, clinic: Clinic) -> bool:
    return clinic.pk in access_of(user).owner_of


def check_can_own(user: Any, clinic: Clinic) -> None:
    if not can_own(user, clinic):
        raise NotAllowed(_("Only the clinic's owner can do this."))


def can_work_in(user: Any, clinic: Clinic) -> bool:
    return clinic.pk in access_of(user).works_in


def check_can_work_in(user: Any, clinic: Clinic) -> None:
    if not can_work_in(user, clinic):
        raise NotAllowed(_("Only people who work in this clinic can do this."))
