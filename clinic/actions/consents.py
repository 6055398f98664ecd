"""Consent: a version of a text, given by the runner or their guardian, and withdrawn at any time."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions import notifications
from clinic.actions.audit import record
from clinic.models import Alert, Consent, Notification, Runner
from clinic.permissions import check_can_act_as
from clinic.policies import NotNow

# The version of the text in templates/joining/_consent_text.html. A new text needs a new one.
VERSION = "2026-11-23"


@transaction.atomic
def give(*, runner: Runner, given_by: str, as_guardian: bool, by: Any) -> Consent:
    """Consent to the present text. A former consent that still stands ends with it.

    `as_guardian` says that `given_by` consents for somebody below the clinic's age of consent; without it the
    runner is old enough, and a former guardian's name goes. Errors: NotAllowed; NotNow("needs_guardian").
    """
    check_can_act_as(by, runner)
    _check_age(runner, as_guardian)
    now = timezone.now()
    runner.consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    consent = Consent.objects.create(
        runner=runner, version=VERSION, given_at=now, given_by=given_by, as_guardian=as_guardian
    )
    _keep_guardian(runner, given_by if as_guardian else "")
    record("consent.given", by=by, runner=runner, target=consent, facts={"version": VERSION})
    return consent


@transaction.atomic
def withdraw(*, runner: Runner, by: Any) -> None:
    """Ends the standing consent and tells the clinic's therapists. Nothing is deleted by it."""
    check_can_act_as(by, runner)
    consent = runner.consents.select_for_update().filter(withdrawn_at__isnull=True).first()
    if consent is None:
        raise NotNow("already_withdrawn", _("Your consent was withdrawn before."))
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    record("consent.withdrawn", by=by, runner=runner, target=consent, facts={"version": consent.version})
    Alert.objects.create(runner=runner, kind=Alert.Kind.CONSENT, facts={"version": consent.version})
    notifications.tell_therapists(runner=runner, kind=Notification.Kind.MESSAGE, key=f"consent:{consent.uuid}")


def _check_age(runner: Runner, as_guardian: bool) -> None:
    age = runner.age()
    if not as_guardian and age is not None and age < runner.clinic.age_of_consent:
        raise NotNow("needs_guardian", _("A parent or guardian has to agree with you."))


def _keep_guardian(runner: Runner, guardian: str) -> None:
    if runner.guardian != guardian:
        runner.guardian = guardian
        runner.save(update_fields=["guardian"])
