"""An exercise done: logged, corrected, undone."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from clinic.actions import attention, client_rows
from clinic.actions.audit import record
from clinic.actions.client_rows import Recorded
from clinic.models import Alert, ExerciseLog, PrescribedExercise, Runner
from clinic.permissions import NotAllowed, check_can_act_as
from clinic.policies import check_may_record, check_running
from clinic.rules import pain
from clinic.validators.logs import LogBody


def log_exercise(*, runner: Runner, body: LogBody, by: Any, sharp: bool = False) -> Recorded[ExerciseLog]:
    """Logs one exercise done once; with `replaces` it corrects an earlier entry.

    Pain above 5, or `sharp` pain however low, alerts those who care for the runner. `ask_screening` says that pain
    rose by 3 or more since the last time. Errors: NotAllowed; NotNow with id_conflict, no_consent, locked,
    discharged or already_undone; ValidationError on `replaces`.
    """
    check_can_act_as(by, runner)
    found = client_rows.record_once(
        ExerciseLog, runner=runner, body=body, write=lambda: _write(runner, body, by, sharp)
    )
    return Recorded(found.row, found.created, _asks_screening(found.row, body.prescribed_exercise))


@transaction.atomic
def undo_log(*, log: ExerciseLog, by: Any) -> None:
    """Takes an entry back; it stays in the history. Undoing twice is harmless."""
    check_can_act_as(by, log.runner)
    if client_rows.void(log, by=by):
        record("log.undone", by=by, runner=log.runner, target=log)


def _write(runner: Runner, body: LogBody, by: Any, sharp: bool) -> ExerciseLog:
    prescribed = body.prescribed_exercise
    _check_may_log(runner, body)
    old = client_rows.replace(ExerciseLog, runner=runner, old_id=body.replaces, by=by)
    log = ExerciseLog.objects.create(
        uuid=body.uuid,
        runner=runner,
        body=body.normalised(),
        prescribed_exercise=prescribed,
        done_at=body.done_at,
        local_date=runner.today(body.done_at),
        sets_done=body.sets_done,
        reps_done=body.reps_done,
        pain=body.pain,
        effort=body.effort,
        note=body.note,
        replaces=old,
    )
    record("log.corrected" if old else "log.recorded", by=by, runner=runner, target=log)
    _alert_of_pain(log, prescribed, runner, sharp)
    return log


def _check_may_log(runner: Runner, body: LogBody) -> None:
    """A pause stops nobody: whoever trained all the same should be able to say so."""
    prescribed = body.prescribed_exercise
    if prescribed.routine.episode.runner_id != runner.pk:
        raise NotAllowed(_("Only the runner can record this."))
    check_may_record(runner, done_at=body.done_at, impact=prescribed.exercise.is_held)
    check_running(prescribed.routine.episode, body.done_at)


def _alert_of_pain(log: ExerciseLog, prescribed: PrescribedExercise, runner: Runner, sharp: bool) -> None:
    if not sharp and (log.pain is None or pain.zone(log.pain) is not pain.Zone.STOP):
        return
    facts = {"pain": log.pain, "exercise": prescribed.exercise.name, "log": str(log.uuid)}
    facts |= {"sharp": True} if sharp else {}
    alert = attention.raise_alert(Alert.Kind.PAIN, runner=runner, facts=facts, episode=prescribed.routine.episode)
    attention.tell_carers(alert, runner=runner)


def _asks_screening(log: ExerciseLog, prescribed: PrescribedExercise) -> bool:
    if log.pain is None or log.pain < pain.SHARP_RISE:
        return False
    before = (
        ExerciseLog.objects.standing()
        .filter(runner_id=log.runner_id, prescribed_exercise__exercise_id=prescribed.exercise_id)
        .filter(pain__isnull=False, done_at__lt=log.done_at)
        .order_by("-done_at")
        .values_list("pain", flat=True)
        .first()
    )
    return before is not None and pain.rose_sharply(before, log.pain)
