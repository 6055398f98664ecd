"""What a runner may say about an exercise done."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from clinic.models import ExerciseLog, PrescribedExercise
from clinic.validators.fields import Fields

KNOWN = frozenset(
    {"id", "prescribed_exercise", "done_at", "sets_done", "reps_done", "pain", "effort", "note", "replaces"}
)
SETS_MAX = 50
REPS_MAX = 1000
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogBody:
    """One exercise done once, checked. `done_at` is in UTC; `replaces` is the id of the entry it corrects."""

    uuid: UUID
    prescribed_exercise: PrescribedExercise
    done_at: datetime.datetime
    sets_done: int | None = None
    reps_done: int | None = None
    pain: int | None = None
    effort: int | None = None
    note: str = ""
    replaces: UUID | None = None

    def normalised(self) -> dict[str, Any]:
        """The body as it is kept and compared: the same however it was written."""
        return {
            "prescribed_exercise": str(self.prescribed_exercise.uuid),
            "done_at": self.done_at.isoformat(),
            "sets_done": self.sets_done,
            "reps_done": self.reps_done,
            "pain": self.pain,
            "effort": self.effort,
            "note": self.note,
            "replaces": str(self.replaces) if self.replaces else None,
        }


def read_log(body: object, *, prescribed: PrescribedExercise) -> LogBody:
    """Checks the fields of design's exercise-logs. Errors: ValidationError by field.

    `prescribed` was loaded for the person who logs, with routine, episode and runner. What was done more than
    a day before its routine began is refused: the date is wrong.
    """
    fields = Fields.of(body, KNOWN)
    found = {
        "uuid": fields.uuid("id", required=True),
        "done_at": fields.moment("done_at"),
        "sets_done": fields.whole("sets_done", 0, SETS_MAX),
        "reps_done": fields.whole("reps_done", 0, REPS_MAX),
        "pain": fields.rating("pain"),
        "effort": fields.rating("effort"),
        "note": fields.text("note"),
        "replaces": fields.uuid("replaces"),
    }
    _check_not_before(fields, found["done_at"], prescribed)
    fields.check()
    return LogBody(prescribed_exercise=prescribed, **found)  # type: ignore[arg-type]  # checked field by field above


def changed(log: ExerciseLog, changes: Mapping[str, Any], *, new_id: UUID) -> dict[str, Any]:
    """The body that corrects a log: what it said, with these changes, under a new id. For `read_log`."""
    said = {name: getattr(log, name) for name in ("done_at", "sets_done", "reps_done", "pain", "effort", "note")}
    return {**said, **changes, "id": new_id, "replaces": log.uuid}


def _check_not_before(fields: Fields, done_at: object, prescribed: PrescribedExercise) -> None:
    """An exercise that goes on from a former revision began with that one."""
    if not isinstance(done_at, datetime.datetime):
        return
    day = prescribed.routine.episode.runner.today(done_at)
    if day >= _first_day(prescribed):
        return
    if prescribed.continues is None or day < _first_day(prescribed.continues):
        fields.fault("done_at", _("This exercise was not in your plan yet. Check date and time."))


def _first_day(prescribed: PrescribedExercise) -> datetime.date:
    """A day before the routine began or was given, whichever came first."""
    routine = prescribed.routine
    return min(routine.starts_on, routine.episode.runner.today(routine.assigned_at)) - ONE_DAY
