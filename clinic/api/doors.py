"""What every write of the API does before it reads a body: find the runner, and refuse everybody else."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from clinic.models import PrescribedExercise, Runner
from clinic.models.base import VoidableQuerySet
from clinic.permissions import NotAllowed, check_can_act_as
from clinic.queries.own import home_test_of, own_runner_of
from clinic.scoping import access_of
from clinic.validators.fields import as_uuid
from exercises.models import HomeTest

# What a log is checked by and answered with: reading the texts of an exercise as well took half the time of a request.
FOR_A_LOG = (
    "uuid",
    "continues",
    "exercise__name",
    "exercise__load_kind",
    "routine__starts_on",
    "routine__assigned_at",
    "routine__episode__discharged_at",
    "routine__episode__runner__uuid",
    "routine__episode__runner__clinic",
    "routine__episode__runner__zone",
)


def own_runner(user: Any) -> Runner:
    """The person's own row. Errors: NotAllowed for whoever is no runner."""
    runner = own_runner_of(user)
    if runner is None:
        raise NotAllowed(_("Only a runner can do this."))
    return runner


def prescribed_in(body: object, user: Any) -> PrescribedExercise:
    """The prescribed exercise that a body names, for its own runner.

    Errors: ValidationError when it names none; Http404 outside the person's scope; NotAllowed for others inside.
    """
    key = as_uuid(body.get("prescribed_exercise")) if isinstance(body, Mapping) else None
    if key is None:
        raise ValidationError({"prescribed_exercise": [_("Send the UUID of a prescribed exercise.")]})
    rows = PrescribedExercise.objects.visible_to(user).select_related("routine__episode__runner", "exercise")
    row = get_object_or_404(rows.only(*FOR_A_LOG), uuid=key)
    check_can_act_as(user, row.routine.episode.runner)
    return row


def home_test_in(body: object, runner: Runner) -> HomeTest:
    """The home test that a body names. Errors: ValidationError."""
    test = home_test_of(runner, body.get("home_test") if isinstance(body, Mapping) else None)
    if test is None:
        raise ValidationError({"home_test": [_('Send the short name of a home test, such as "hop-test".')]})
    return test


def own_row(rows: VoidableQuerySet, user: Any) -> Any:
    """The row of these that the person may undo: an id is unique for each runner, so the own one comes first.

    Errors: Http404 outside the scope; NotAllowed for others inside.
    """
    found = list(rows.select_related("runner"))
    if not found:
        raise Http404
    mine = access_of(user).runner_ids
    row = next((one for one in found if one.runner_id in mine), found[0])
    check_can_act_as(user, row.runner)
    return row
