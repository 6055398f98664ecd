"""Erasing a runner: who they are and all about their health goes; that something was done, and by whom, stays.

docs/decisions/0006-erasure.md gives the reasons. FATES holds a decision for every table of the portal.
"""

from enum import StrEnum
from functools import partial
from typing import Any

from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic.actions.audit import record
from clinic.models import (
    Alert,
    AuditEvent,
    CareAssignment,
    Consent,
    EpisodeOfCare,
    ExerciseLog,
    Finding,
    Invitation,
    Lock,
    Membership,
    Message,
    MorningCheck,
    MotionTrace,
    Notification,
    Pause,
    PrescribedExercise,
    ProblemReport,
    Retest,
    Review,
    Routine,
    RoutineDraft,
    Runner,
    Screening,
    ShoeReview,
    StartGate,
    TestResult,
    TestValue,
    TraceAnalysis,
)
from clinic.permissions import check_can_own
from clinic.policies import NotNow
from portal.accounts.models import ApiToken, User

ERASED_NAME = "Erased"
SIGNED_IN_AS = "_auth_user_id"


class Fate(StrEnum):
    """What becomes of a table's rows about a person who is erased."""

    DELETED = "deleted"
    WITH_ACCOUNT = "deleted with the account"
    ANONYMISED = "anonymised"
    KEPT = "kept: nothing about a runner is in it"


# Children before their parents, with the path to the runner.
DELETED: tuple[tuple[type[models.Model], str], ...] = (
    (TestValue, "result__runner"),
    (TraceAnalysis, "trace__result__runner"),
    (MotionTrace, "result__runner"),
    (Review, "episode__runner"),
    (TestResult, "runner"),
    (ExerciseLog, "runner"),
    (MorningCheck, "runner"),
    (Retest, "episode__runner"),
    (RoutineDraft, "episode__runner"),
    (PrescribedExercise, "routine__episode__runner"),
    (Routine, "episode__runner"),
    (Finding, "episode__runner"),
    (ShoeReview, "episode__runner"),
    (Alert, "runner"),
    (Message, "runner"),
    (Pause, "episode__runner"),
    (CareAssignment, "episode__runner"),
    (EpisodeOfCare, "runner"),
    (Lock, "runner"),
    (Screening, "runner"),
    (StartGate, "runner"),
    (Invitation, "runner"),
    (Consent, "runner"),
)
FATES: dict[str, Fate] = {
    **{model._meta.label: Fate.DELETED for model, _path in DELETED},
    "clinic.Routine_causes": Fate.DELETED,
    "clinic.Review_results": Fate.DELETED,
    "clinic.Runner": Fate.ANONYMISED,
    "clinic.AuditEvent": Fate.ANONYMISED,
    "clinic.ProblemReport": Fate.DELETED,
    "clinic.Notification": Fate.WITH_ACCOUNT,
    "accounts.User": Fate.WITH_ACCOUNT,
    "accounts.ApiToken": Fate.WITH_ACCOUNT,
    "accounts.User_groups": Fate.WITH_ACCOUNT,
    "accounts.User_user_permissions": Fate.WITH_ACCOUNT,
    "account.EmailAddress": Fate.WITH_ACCOUNT,
    "account.EmailConfirmation": Fate.WITH_ACCOUNT,
    "sessions.Session": Fate.WITH_ACCOUNT,
    "admin.LogEntry": Fate.WITH_ACCOUNT,
    "clinic.Clinic": Fate.KEPT,
    "clinic.Membership": Fate.KEPT,
    "clinic.OwnMargin": Fate.KEPT,
    "auth.Group": Fate.KEPT,
    "auth.Group_permissions": Fate.KEPT,
    "auth.Permission": Fate.KEPT,
    "contenttypes.ContentType": Fate.KEPT,
}
# The library knows nothing of people.
KEPT_APPS = frozenset({"exercises"})


@transaction.atomic
def erase(*, runner: Runner, typed_name: str, by: Any) -> None:
    """Erases a runner for good, their account too when it serves nothing else.

    Errors: NotAllowed; NotNow("erased") the second time; NotNow("other_name") when the name typed is not theirs.
    """
    check_can_own(by, runner.clinic)
    runner = Runner.objects.select_for_update(of=("self",)).select_related("user", "clinic").get(pk=runner.pk)
    if runner.erased_at is not None:
        raise NotNow("erased", _("This runner was erased before."))
    if not is_name_of(runner, typed_name):
        raise NotNow("other_name", _("This is not the runner's name. Nothing was erased."))
    user = runner.user
    _forget_events(runner)
    _delete_rows(runner)
    _empty(runner)
    if user is not None:
        _forget_account(user, runner)
    record("runner.erased", by=by if by != user else None, clinic=runner.clinic, target=runner)


def is_name_of(runner: Runner, typed: str) -> bool:
    """Whether somebody typed this runner's name, however they wrote capitals and spaces."""
    return " ".join(typed.split()).casefold() == " ".join(runner.name.split()).casefold()


def _forget_events(runner: Runner) -> None:
    """That something happened, when and by whose hand stays; whose record it was, and what it said, does not."""
    events = AuditEvent.objects.filter(runner=runner)
    events.filter(actor=runner.user).update(actor=None)
    events.update(runner=None, facts={}, target_uuid=None)


def _delete_rows(runner: Runner) -> None:
    for model, path in DELETED:
        model._default_manager.filter(**{path: runner}).delete()


def _empty(runner: Runner) -> None:
    """The row stays, so that the clinic can count whom it treated."""
    runner.user, runner.name, runner.email, runner.birth_date = None, ERASED_NAME, "", None
    runner.sex, runner.guardian, runner.zone, runner.language = "", "", "UTC", "en"
    runner.units, runner.joined_at, runner.erased_at = Runner.Units.METRIC, None, timezone.now()
    runner.save()


def _forget_account(user: User, runner: Runner) -> None:
    if _has_another_role(user):
        if not Membership.objects.filter(user=user, clinic=runner.clinic).exists():
            _delete_reports(ProblemReport.objects.filter(reporter=user, clinic=runner.clinic))
        return
    _delete_reports(ProblemReport.objects.filter(reporter=user))
    _end_sessions(user)
    Notification.objects.filter(recipient=user).delete()
    ApiToken.objects.filter(user=user).delete()
    user.delete()


def _has_another_role(user: User) -> bool:
    """Works or worked somewhere, is a runner of another clinic, or looks after the install."""
    works = Membership.objects.filter(user=user).exists() or CareAssignment.objects.filter(therapist=user).exists()
    return user.is_superuser or works or Runner.objects.filter(user=user).exists()


def _delete_reports(reports: models.QuerySet[ProblemReport]) -> None:
    for report in reports.exclude(screenshot=""):
        transaction.on_commit(partial(report.screenshot.storage.delete, str(report.screenshot.name)), robust=True)
    reports.delete()


def _end_sessions(user: User) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SIGNED_IN_AS) == str(user.pk):
            session.delete()
